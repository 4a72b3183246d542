"""Passkeys by the `webauthn` library: what a browser says it made or showed, verified against our own address."""

import ipaddress
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException

from plandesk.domain.passkeys import ALGORITHMS, PasskeyRefused
from plandesk.services.ports import NewPasskey

_ALGORITHMS: Final = [COSEAlgorithmIdentifier(each) for each in ALGORITHMS]
_PORTS: Final = {"http": 80, "https": 443}
# What the library and the readers under it raise on bytes that are not what they should be.
_UNREADABLE: Final = (WebAuthnException, ValueError, TypeError, KeyError, IndexError)


def passkey_domain(base_url: str) -> str | None:
    """Return the name that passkeys of an address belong to; None where browsers make none.

    They do over https under a domain name, and under `localhost` over plain http too; never under an IP address.
    """
    parts = urlsplit(base_url)
    host = (parts.hostname or "").rstrip(".")
    if host == "localhost":
        return host
    if parts.scheme != "https" or not host or _is_number(host):
        return None
    return host


class WebAuthnVerifier:
    """Believes what is signed for our domain on our origin, and nothing else."""

    def __init__(self, base_url: str) -> None:
        self._domain = passkey_domain(base_url)
        self._origin = _origin(base_url)

    @property
    def domain(self) -> str | None:
        """Return the relying party's id, or None where the address people use can have no passkeys."""
        return self._domain

    @property
    def origin(self) -> str:
        """Return the origin on which alone passkeys are made and shown."""
        return self._origin

    def challenge_in(self, client_data: str) -> str | None:
        """Return the challenge that an answer says it is to, unproved; None where it cannot be read."""
        try:
            return bytes_to_base64url(parse_client_data_json(base64url_to_bytes(client_data)).challenge)
        except _UNREADABLE:
            return None

    def made(self, answer: Mapping[str, str], challenge: str) -> NewPasskey:
        """Verify that a key was made in answer to a challenge.

        Raises:
            PasskeyRefused: it was not, or not for this domain, or not on this origin.
        """
        said = {"clientDataJSON": answer["client_data"], "attestationObject": answer["attestation_object"]}
        try:
            verified = verify_registration_response(
                credential=_credential(answer, said),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self._domain or "",
                expected_origin=self._origin,
                supported_pub_key_algs=_ALGORITHMS,
            )
        except _UNREADABLE as fault:
            raise PasskeyRefused from fault
        self._insist_own_page(answer)
        if bytes_to_base64url(verified.credential_id) != answer["id"]:
            raise PasskeyRefused
        return NewPasskey(
            credential_id=bytes_to_base64url(verified.credential_id),
            public_key=bytes_to_base64url(verified.credential_public_key),
            uses=verified.sign_count,
        )

    def shown(self, answer: Mapping[str, str], challenge: str, public_key: str) -> int:
        """Verify that a key signed a challenge, and return how often it says that it was used.

        Raises:
            PasskeyRefused: it did not, or not for this domain, or not on this origin.
        """
        said = {
            "clientDataJSON": answer["client_data"],
            "authenticatorData": answer["authenticator_data"],
            "signature": answer["signature"],
        }
        try:
            verified = verify_authentication_response(
                credential=_credential(answer, said),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self._domain or "",
                expected_origin=self._origin,
                credential_public_key=base64url_to_bytes(public_key),
                # The count is judged by `goes_on`, once the signature is known to be the key's.
                credential_current_sign_count=0,
            )
        except _UNREADABLE as fault:
            raise PasskeyRefused from fault
        self._insist_own_page(answer)
        return verified.new_sign_count

    def _insist_own_page(self, answer: Mapping[str, str]) -> None:
        """Refuse what was made in a frame on another site's page, which the library leaves to us."""
        if self._domain is None or parse_client_data_json(base64url_to_bytes(answer["client_data"])).cross_origin:
            raise PasskeyRefused


def _credential(answer: Mapping[str, str], said: Mapping[str, str]) -> dict[str, object]:
    """Return an answer in the shape of the standard's own JSON."""
    return {"id": answer["id"], "rawId": answer["id"], "type": "public-key", "response": dict(said)}


def _origin(base_url: str) -> str:
    """Return an address as browsers write origins: in lower case, without the port that goes without saying."""
    parts = urlsplit(base_url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

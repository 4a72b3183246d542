"""What the verifier believes of a browser's answer: only what is signed, for our domain, on our own page."""

import pytest

from plandesk.adapters.passkeys import WebAuthnVerifier, passkey_domain
from plandesk.domain.passkeys import PasskeyRefused
from tests.authenticator import PRESENT, VERIFIED, Key, base64url, from_base64url

OURS = WebAuthnVerifier("https://plans.example")
CHALLENGE, OTHER = base64url(b"a challenge of ours"), base64url(b"another one")


def registered(key: Key) -> str:
    """Return the public key of a key as it was registered."""
    return OURS.made(key.make(CHALLENGE), CHALLENGE).public_key


def flipped(text: str, at: int = -1) -> str:
    """Return base64url with one bit of one byte changed."""
    raw = bytearray(from_base64url(text))
    raw[at] ^= 1
    return base64url(bytes(raw))


def test_a_key_that_was_made_here_is_believed() -> None:
    key = Key()
    made = OURS.made(key.make(CHALLENGE), CHALLENGE)
    assert made.credential_id == base64url(key.id)
    assert made.uses == 1
    assert OURS.shown(key.show(CHALLENGE), CHALLENGE, made.public_key) == 2


LIES = {
    "another site's page": {"origin": "https://plans.example.evil.example"},
    "another port": {"origin": "https://plans.example:444"},
    "plain http": {"origin": "http://plans.example"},
    "another domain": {"domain": "evil.example"},
    "a domain above ours": {"domain": "example"},
    "nobody touched it": {"flags": VERIFIED},
    "in a frame of another site": {"cross_origin": True},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_when_a_key_is_made_and_when_it_is_shown(lie: str) -> None:
    with pytest.raises(PasskeyRefused):
        OURS.made(Key(**LIES[lie]).make(CHALLENGE), CHALLENGE)
    key = Key()
    public = registered(key)
    for name, value in LIES[lie].items():
        setattr(key, name, value)
    with pytest.raises(PasskeyRefused):
        OURS.shown(key.show(CHALLENGE), CHALLENGE, public)


def test_an_answer_to_another_challenge_is_refused() -> None:
    key = Key()
    with pytest.raises(PasskeyRefused):
        OURS.made(key.make(OTHER), CHALLENGE)
    public = registered(key)
    with pytest.raises(PasskeyRefused):
        OURS.shown(key.show(OTHER), CHALLENGE, public)


def test_making_and_showing_are_not_taken_for_each_other() -> None:
    key = Key()
    public = registered(key)
    shown, made = key.show(CHALLENGE), key.make(CHALLENGE)
    with pytest.raises(PasskeyRefused):
        OURS.shown({**shown, "client_data": made["client_data"]}, CHALLENGE, public)
    with pytest.raises(PasskeyRefused):
        OURS.made({**made, "client_data": shown["client_data"]}, CHALLENGE)


def test_another_key_does_not_sign_for_this_one() -> None:
    public = registered(Key())
    with pytest.raises(PasskeyRefused):
        OURS.shown(Key().show(CHALLENGE), CHALLENGE, public)


@pytest.mark.parametrize("member", ["client_data", "authenticator_data", "signature"])
def test_any_changed_byte_is_refused(member: str) -> None:
    key = Key()
    public = registered(key)
    answer = key.show(CHALLENGE)
    for at in range(len(from_base64url(answer[member]))):
        with pytest.raises(PasskeyRefused):
            OURS.shown({**answer, member: flipped(answer[member], at)}, CHALLENGE, public)


@pytest.mark.parametrize("member", ["id", "client_data", "attestation_object"])
@pytest.mark.parametrize("rubbish", ["A", "AAAA", "bnVsbA", "e30", "gA", "_____w"])
def test_rubbish_is_refused_and_not_a_fault_of_ours(member: str, rubbish: str) -> None:
    with pytest.raises(PasskeyRefused):
        OURS.made({**Key().make(CHALLENGE), member: rubbish}, CHALLENGE)


@pytest.mark.parametrize("member", ["client_data", "authenticator_data", "signature"])
@pytest.mark.parametrize("rubbish", ["A", "AAAA", "bnVsbA", "e30", "gA", "_____w"])
def test_rubbish_that_is_shown_is_refused(member: str, rubbish: str) -> None:
    key = Key()
    public = registered(key)
    with pytest.raises(PasskeyRefused):
        OURS.shown({**key.show(CHALLENGE), member: rubbish}, CHALLENGE, public)


def test_a_key_without_a_pin_is_taken_since_the_mail_was_the_first_step() -> None:
    key = Key(flags=PRESENT)
    public = registered(key)
    assert OURS.shown(key.show(CHALLENGE), CHALLENGE, public) == 2


def test_the_challenge_is_read_from_the_answer() -> None:
    assert OURS.challenge_in(Key().show(CHALLENGE)["client_data"]) == CHALLENGE
    for rubbish in ("A", "AAAA", "bnVsbA", "e30", ""):
        assert OURS.challenge_in(rubbish) is None


@pytest.mark.parametrize(
    ("base_url", "domain", "origin"),
    [
        ("https://support.vendor.example", "support.vendor.example", "https://support.vendor.example"),
        ("https://Support.Vendor.example:443", "support.vendor.example", "https://support.vendor.example"),
        ("https://vendor.example:8443", "vendor.example", "https://vendor.example:8443"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
        ("http://127.0.0.1:8000", None, "http://127.0.0.1:8000"),
        ("https://192.0.2.7", None, "https://192.0.2.7"),
        ("https://[2001:db8::1]:8443", None, "https://[2001:db8::1]:8443"),
        ("http://vendor.example", None, "http://vendor.example"),
        ("https://intranet", "intranet", "https://intranet"),
    ],
)
def test_passkeys_belong_to_a_domain_name_over_https_or_to_localhost(
    base_url: str, domain: str | None, origin: str
) -> None:
    assert passkey_domain(base_url) == domain
    assert (WebAuthnVerifier(base_url).domain, WebAuthnVerifier(base_url).origin) == (domain, origin)


def test_where_there_is_no_domain_nothing_is_believed() -> None:
    nowhere = WebAuthnVerifier("http://127.0.0.1:8000")
    key = Key(origin="http://127.0.0.1:8000", domain="")
    with pytest.raises(PasskeyRefused):
        nowhere.made(key.make(CHALLENGE), CHALLENGE)

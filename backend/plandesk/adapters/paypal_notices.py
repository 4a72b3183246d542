"""PayPal's webhook notices: the request that has one verified, and what one is about."""

import json
from collections.abc import Mapping
from typing import Any

from plandesk.domain.payments import WebhookMalformed, WebhookNotAuthentic, WebhookNotice

Json = dict[str, Any]

LONGEST_BODY = 256 * 1024
"""Notices are a few kilobytes; what is bigger is not carried to PayPal."""

# The member of the verification request, the header it comes from, and the longest PayPal allows.
_SIGNATURE = {
    "auth_algo": ("paypal-auth-algo", 100),
    "cert_url": ("paypal-cert-url", 500),
    "transmission_id": ("paypal-transmission-id", 50),
    "transmission_sig": ("paypal-transmission-sig", 500),
    "transmission_time": ("paypal-transmission-time", 100),
}


def verification_request(body: bytes, headers: Mapping[str, str], webhook_id: str) -> bytes:
    """Return the body of a verify-webhook-signature request, the notice spliced in byte for byte.

    The signature covers the bytes as sent, and no JSON writer gives them back. So the caller must also read the notice:
    only a body that is one JSON value by itself may stand in the middle of another.

    Raises:
        WebhookNotAuthentic: a signature header is missing or too long.
    """
    given = {name.lower(): value for name, value in headers.items()}
    members: dict[str, str] = {"webhook_id": webhook_id}
    for member, (header, longest) in _SIGNATURE.items():
        value = given.get(header, "")
        if not 1 <= len(value) <= longest:
            raise WebhookNotAuthentic(provider="paypal", header=header)
        members[member] = value
    return json.dumps(members).encode()[:-1] + b', "webhook_event": ' + body + b"}"


def read_notice(body: bytes) -> WebhookNotice:
    """Read which event a body tells of, and whose money it is about.

    Raises:
        WebhookMalformed: the body is too big, not JSON, or not an event.
    """
    if len(body) > LONGEST_BODY:
        raise WebhookMalformed(provider="paypal", bytes=len(body))
    try:
        # Decoded first: json.loads alone would take UTF-16, which cannot be spliced into UTF-8.
        event = json.loads(body.decode())
        about = _ABOUT.get(event["resource_type"], _nothing)(event["resource"])
        notice = WebhookNotice(event_id=event["id"], event_type=event["event_type"], **about)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise WebhookMalformed(provider="paypal") from error
    if not all(isinstance(value, str) for value in (notice.event_id, notice.event_type)):
        raise WebhookMalformed(provider="paypal")
    return notice


def _order(resource: Json) -> dict[str, str | None]:
    return {"provider_ref": _text(resource["id"]), "attempt_id": _text(resource["purchase_units"][0].get("custom_id"))}


def _capture(resource: Json) -> dict[str, str | None]:
    related = resource.get("supplementary_data", {}).get("related_ids", {})
    return {
        "payment_ref": _text(resource["id"]),
        "attempt_id": _text(resource.get("custom_id")),
        "provider_ref": _text(related.get("order_id")),
    }


def _refund(resource: Json) -> dict[str, str | None]:
    """Read a refund; it names its capture only by a link, and its custom id is that of the refund."""
    captures = [link["href"].rpartition("/")[2] for link in resource.get("links", []) if link["rel"] == "up"]
    return {"refund_ref": _text(resource["id"]), "payment_ref": captures[0] if captures else None}


def _dispute(resource: Json) -> dict[str, str | None]:
    return {
        "dispute_ref": _text(resource["dispute_id"]),
        "payment_ref": _text(resource["disputed_transactions"][0]["seller_transaction_id"]),
    }


def _nothing(_resource: Json) -> dict[str, str | None]:
    return {}


_ABOUT = {"checkout-order": _order, "capture": _capture, "refund": _refund, "dispute": _dispute}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError("an id of the event is not a string")

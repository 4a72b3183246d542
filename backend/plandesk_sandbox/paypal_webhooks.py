"""PayPal's webhooks: how an event is written, signed, and found genuine again.

PayPal signs with a certificate's key. Nobody but the sandbox checks these signatures, so a keyed digest over the
same text (transmission id, time, webhook id and the CRC-32 of the raw body) serves, under PayPal's header names.
"""

import copy
import hashlib
import hmac
import json
import time
import uuid
import zlib
from typing import Any

from plandesk_sandbox.answers import Json
from plandesk_sandbox.identifiers import paypal_id
from plandesk_sandbox.paypal_errors import malformed
from plandesk_sandbox.paypal_objects import stamp
from plandesk_sandbox.state import Sandbox

ALGORITHM = "SHA256withRSA"

_SUMMARIES = {
    "CHECKOUT.ORDER.APPROVED": "An order has been approved by buyer",
    "PAYMENT.CAPTURE.COMPLETED": "Payment completed",
    "PAYMENT.CAPTURE.PENDING": "Payment pending",
    "PAYMENT.CAPTURE.DENIED": "Payment denied",
    "PAYMENT.CAPTURE.DECLINED": "Payment declined",
    "PAYMENT.CAPTURE.REFUNDED": "A refund was issued",
    "PAYMENT.CAPTURE.REVERSED": "A payment was reversed",
    "CUSTOMER.DISPUTE.CREATED": "A new dispute opened",
    "CUSTOMER.DISPUTE.UPDATED": "A dispute was updated",
    "CUSTOMER.DISPUTE.RESOLVED": "A dispute was resolved",
}


def emit(box: Sandbox, event_type: str, resource_type: str, resource: Json) -> None:
    """Record an event about a resource as it is now, and send it."""
    event: Json = {
        "id": f"WH-{paypal_id()}-{paypal_id()}",
        "event_version": "1.0",
        "create_time": box.clock.stamp(),
        "resource_type": resource_type,
        "resource_version": "2.0",
        "event_type": event_type,
        "summary": _SUMMARIES[event_type],
        "resource": copy.deepcopy(resource),
        "links": [],
    }
    box.paypal.events[event["id"]] = event
    box.paypal.event_bytes[event["id"]] = _written(event)
    send(box, event)


def _written(event: Json) -> bytes:
    r"""Write an event with every slash as `\/`, which JSON allows and no Python writer does.

    So a receiver that re-serialises the body, with whatever separators, never gets the signed bytes back.
    """
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False).replace("/", r"\/").encode()


def send(box: Sandbox, event: Json) -> None:
    """Send an event, once more if it was sent before."""
    body = box.paypal.event_bytes[event["id"]]
    box.courier.post("paypal", event["id"], event["event_type"], body, lambda raw: transmission_headers(box, raw))


def transmission_headers(box: Sandbox, body: bytes) -> dict[str, str]:
    """Sign a body as of now, by the machine's clock."""
    transmission_id, sent_at = str(uuid.uuid4()), stamp(int(time.time()))
    return {
        "PAYPAL-TRANSMISSION-ID": transmission_id,
        "PAYPAL-TRANSMISSION-TIME": sent_at,
        "PAYPAL-TRANSMISSION-SIG": _signature(box, transmission_id, sent_at, body),
        "PAYPAL-AUTH-ALGO": ALGORITHM,
        "PAYPAL-CERT-URL": "https://api.paypal.example/v1/notifications/certs/CERT-sandbox",
        "PAYPAL-AUTH-VERSION": "v2",
    }


def _signature(box: Sandbox, transmission_id: str, sent_at: str, body: bytes) -> str:
    text = f"{transmission_id}|{sent_at}|{box.credentials.paypal_webhook_id}|{zlib.crc32(body)}"
    key = box.credentials.paypal_client_secret.encode()
    # Hexadecimal, because PayPal's own pattern for a signature refuses one that begins with base64's plus or slash.
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def verify(box: Sandbox, body: bytes) -> bool:
    """Judge a verify-webhook-signature request by the bytes of its `webhook_event` member as they stand.

    Raises:
        Refusal: 400, the request is not JSON or a member is missing.
    """
    members = _members(body)
    names = ("auth_algo", "cert_url", "transmission_id", "transmission_sig", "transmission_time", "webhook_id")
    for name in (*names, "webhook_event"):
        if name not in members:
            raise malformed("MISSING_REQUIRED_PARAMETER", f"/{name}")
    given = {name: json.loads(members[name]) for name in names}
    if not all(isinstance(value, str) for value in given.values()):
        raise malformed("INVALID_PARAMETER_SYNTAX")
    expected = _signature(box, given["transmission_id"], given["transmission_time"], members["webhook_event"])
    return (
        hmac.compare_digest(expected.encode(), given["transmission_sig"].encode())
        and given["webhook_id"] == box.credentials.paypal_webhook_id
        and given["auth_algo"] == ALGORITHM
    )


def _members(body: bytes) -> dict[str, bytes]:
    """Return each top-level member of a JSON object with its value's raw bytes."""
    decoder = json.JSONDecoder()
    try:
        text = body.decode()
        whole: Any = json.loads(text)
        if not isinstance(whole, dict):
            raise malformed("MALFORMED_REQUEST_JSON")
        found: dict[str, bytes] = {}
        position = text.index("{") + 1
        for _ in whole:
            position = _skip(text, position, ",")
            name, position = decoder.raw_decode(text, position)
            start = _skip(text, _skip(text, position, ""), ":")
            _, position = decoder.raw_decode(text, start)
            found[name] = text[start:position].encode()
    except ValueError as error:
        raise malformed("MALFORMED_REQUEST_JSON") from error
    return found


def _skip(text: str, position: int, mark: str) -> int:
    """Return the position after white space and at most one `mark`."""
    while text[position].isspace() or text[position] == mark:
        position += 1
    return position

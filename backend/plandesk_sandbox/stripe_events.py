"""Stripe's events: a snapshot of the object, listed for a month and sent as a signed webhook."""

import copy
import hashlib
import hmac
import json
import time

from plandesk_sandbox.answers import Json
from plandesk_sandbox.identifiers import stripe_id
from plandesk_sandbox.state import Sandbox
from plandesk_sandbox.stripe_objects import API_VERSION


def emit(box: Sandbox, event_type: str, wire_object: Json) -> None:
    """Record an event about an object as it is now, and send it."""
    event: Json = {
        "id": stripe_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": box.clock.now(),
        "data": {"object": copy.deepcopy(wire_object)},
        "livemode": False,
        "pending_webhooks": 1 if box.courier.urls.get("stripe") else 0,
        "request": {"id": None, "idempotency_key": None},
        "type": event_type,
    }
    box.stripe.events[event["id"]] = event
    send(box, event)


def send(box: Sandbox, event: Json) -> None:
    """Send an event, once more if it was sent before."""
    secret = box.credentials.stripe_webhook_secret
    body = json.dumps(event, indent=2, ensure_ascii=False).encode()
    box.courier.post("stripe", event["id"], event["type"], body, lambda raw: signature_header(raw, secret))


def signature_header(body: bytes, secret: str) -> dict[str, str]:
    """Sign a body as of now, by the machine's clock.

    The sandbox's own clock may be hours ahead, and the receiver compares this time with its own.
    """
    now = int(time.time())
    digest = hmac.new(secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Stripe-Signature": f"t={now},v1={digest}"}

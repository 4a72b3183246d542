"""PayPal's objects as they go over the wire."""

from datetime import UTC, datetime
from decimal import Decimal

from plandesk_sandbox.answers import Json
from plandesk_sandbox.identifiers import paypal_id
from plandesk_sandbox.money import paypal_places, paypal_value
from plandesk_sandbox.state import PayPalOrder

PAYER_ID = "SANDBUYER2345"
PAYER_EMAIL = "buyer@example.com"


def stamp(seconds: int) -> str:
    """Write Unix seconds as PayPal does."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def link(href: str, rel: str, method: str = "GET") -> Json:
    """Return one HATEOAS link."""
    return {"href": href, "rel": rel, "method": method}


def pay_url(order: PayPalOrder) -> str:
    """Return the address of the pay page."""
    return f"{order.base_url}/checkoutnow?token={order.id}"


def order_links(order: PayPalOrder) -> list[Json]:
    """Return the links that make sense in the order's status."""
    address = f"{order.base_url}/v2/checkout/orders/{order.id}"
    links = [link(address, "self")]
    if order.status == "PAYER_ACTION_REQUIRED":
        links.append(link(pay_url(order), "payer-action"))
    if order.status == "CREATED":
        links += [link(pay_url(order), "approve"), link(address, "update", "PATCH")]
    if order.status in ("CREATED", "APPROVED"):
        links.append(link(f"{address}/capture", "capture", "POST"))
    return links


def order_minimal(order: PayPalOrder) -> Json:
    """Return what PayPal answers unless asked for the whole representation."""
    wire: Json = {"id": order.id, "status": order.status, "links": order_links(order)}
    if "payment_source" in order.request or order.funding:
        wire["payment_source"] = {"paypal": _wallet() if order.funding else {}}
    return wire


def order_object(order: PayPalOrder, captures: dict[str, Json], refunds: dict[str, Json]) -> Json:
    """Return a whole order, with its capture and refunds."""
    unit: Json = {"reference_id": "default", **order.request["purchase_units"][0]}
    unit["payee"] = {"email_address": "merchant@example.com", "merchant_id": "SANDSELLER234"}
    if order.capture_id:
        # Inside its order, a capture does not repeat which order it belongs to.
        own_capture = {
            name: value for name, value in captures[order.capture_id].items() if name != "supplementary_data"
        }
        unit["payments"] = {"captures": [own_capture]}
        own = [refund for refund in refunds.values() if refund["links"][1]["href"].endswith(order.capture_id)]
        if own:
            unit["payments"]["refunds"] = own
    wire = order_minimal(order) | {
        "intent": "CAPTURE",
        "purchase_units": [unit],
        "create_time": stamp(order.created),
        "update_time": stamp(order.updated or order.created),
    }
    if order.funding:
        wire["payer"] = {
            "name": {"given_name": "Sandbox", "surname": "Buyer"},
            "email_address": PAYER_EMAIL,
            "payer_id": PAYER_ID,
        }
    return wire


def _wallet() -> Json:
    return {
        "email_address": PAYER_EMAIL,
        "account_id": PAYER_ID,
        "account_status": "VERIFIED",
        "name": {"given_name": "Sandbox", "surname": "Buyer"},
    }


def capture_object(order: PayPalOrder, status: str, reason: str | None, created: int) -> Json:
    """Return a capture of an order's whole amount."""
    unit = order.request["purchase_units"][0]
    capture_id = paypal_id()
    address = f"{order.base_url}/v2/payments/captures/{capture_id}"
    wire: Json = {
        "id": capture_id,
        "status": status,
        "amount": {name: unit["amount"][name] for name in ("currency_code", "value")},
        "final_capture": True,
        "seller_protection": {"status": "NOT_ELIGIBLE"},
        "supplementary_data": {"related_ids": {"order_id": order.id}},
        "create_time": stamp(created),
        "update_time": stamp(created),
        "links": [
            link(address, "self"),
            link(f"{address}/refund", "refund", "POST"),
            link(f"{order.base_url}/v2/checkout/orders/{order.id}", "up"),
        ],
    }
    wire |= {name: unit[name] for name in ("custom_id", "invoice_id") if name in unit}
    if reason:
        wire["status_details"] = {"reason": reason}
    if status == "COMPLETED":
        wire["seller_receivable_breakdown"] = receivable(wire)
    return wire


def receivable(capture: Json) -> Json:
    """Return what the merchant gets of a capture, after a made-up fee of 3 % rounded down."""
    currency, gross = capture["amount"]["currency_code"], Decimal(capture["amount"]["value"])
    unit = Decimal(1).scaleb(-paypal_places(currency))
    fee = gross * 3 // (100 * unit) * unit
    parts = {"gross_amount": gross, "paypal_fee": fee, "net_amount": gross - fee}
    return {name: {"currency_code": currency, "value": paypal_value(part, currency)} for name, part in parts.items()}


def refund_object(capture: Json, amount: Json, request: Json, status: str, created: int, total: Decimal) -> Json:
    """Return a refund; `total` is what the capture has given back so far, this refund included."""
    refund_id = paypal_id()
    capture_address = capture["links"][0]["href"]
    base = capture_address.partition("/v2/")[0]
    currency = amount["currency_code"]
    wire: Json = {
        "id": refund_id,
        "status": status,
        "amount": amount,
        "seller_payable_breakdown": {
            "gross_amount": amount,
            "net_amount": amount,
            "total_refunded_amount": {"currency_code": currency, "value": paypal_value(total, currency)},
        },
        "create_time": stamp(created),
        "update_time": stamp(created),
        "links": [link(f"{base}/v2/payments/refunds/{refund_id}", "self"), link(capture_address, "up")],
    }
    wire |= {name: request[name] for name in ("custom_id", "invoice_id", "note_to_payer") if name in request}
    if status == "PENDING":
        wire["status_details"] = {"reason": "ECHECK"}
    return wire

"""Stripe's objects as they go over the wire."""

from plandesk_sandbox.answers import Json
from plandesk_sandbox.identifiers import stripe_id
from plandesk_sandbox.state import Session

API_VERSION = "2026-10-28.endive"


def session_object(session: Session) -> Json:
    """Return a Checkout Session; its line items are listed by their own endpoint, as at Stripe."""
    params = session.params
    email = params.get("customer_email")
    return {
        "id": session.id,
        "object": "checkout.session",
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount_subtotal": session.amount,
        "amount_total": session.amount,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None,
        "created": session.created,
        "currency": session.currency,
        "custom_fields": [],
        "custom_text": dict.fromkeys(("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")),
        "customer": None,
        "customer_details": _customer(email) if session.status == "complete" else None,
        "customer_email": email,
        "expires_at": session.expires_at,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "mode": "payment",
        "payment_intent": session.intent_id,
        "payment_method_types": params.get("allowed_payment_method_types", ["card"]),
        "payment_status": session.payment_status,
        "shipping_options": [],
        "status": session.status,
        "submit_type": params.get("submit_type"),
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": params.get("ui_mode", "hosted_page"),
        # Stripe takes the address away once it no longer leads anywhere.
        "url": session.url if session.status == "open" else None,
    }


def _customer(email: str | None) -> Json:
    """Return what a buyer typed on the pay page."""
    return {
        "address": None,
        "email": email or "buyer@example.com",
        "name": "Sandbox Buyer",
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def line_item_object(item: Json, item_id: str) -> Json:
    """Return a line item of a session."""
    price, quantity = item["price_data"], item.get("quantity", 1)
    total = price["unit_amount"] * quantity
    return {
        "id": item_id,
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price["currency"],
        "description": price["product_data"]["name"],
        "quantity": quantity,
    }


def intent_object(session: Session, created: int) -> Json:
    """Return the PaymentIntent a session makes when its buyer first tries to pay."""
    data = session.params.get("payment_intent_data", {})
    intent_id = stripe_id("pi")
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": session.amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{intent_id}_secret_{stripe_id('s', 20)}",
        "confirmation_method": "automatic",
        "created": created,
        "currency": session.currency,
        "customer": None,
        "description": data.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "next_action": None,
        "payment_method": stripe_id("pm"),
        "payment_method_types": ["card"],
        "receipt_email": data.get("receipt_email"),
        "status": "requires_payment_method",
    }


def charge_object(intent: Json, created: int) -> Json:
    """Return the charge of a PaymentIntent that succeeded."""
    return {
        "id": stripe_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"],
        "amount_refunded": 0,
        "billing_details": {"address": None, "email": None, "name": "Sandbox Buyer", "phone": None, "tax_id": None},
        "captured": True,
        "created": created,
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "refunded": False,
        "status": "succeeded",
    }


def refund_object(charge: Json, amount: int, params: Json, status: str, created: int) -> Json:
    """Return a refund of part or all of a charge."""
    return {
        "id": stripe_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "metadata": params.get("metadata", {}),
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "status": status,
    }


def dispute_object(charge: Json, created: int) -> Json:
    """Return a dispute over a whole charge, waiting for the merchant's evidence."""
    return {
        "id": stripe_id("du"),
        "object": "dispute",
        "amount": charge["amount"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": created + 7 * 24 * 60 * 60,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": "fraudulent",
        "status": "needs_response",
    }

"""Words of the desk's files: what stands above each column."""

from collections.abc import Mapping

COLUMNS: Mapping[str, str] = {
    "number": "Number",
    "state": "State",
    "company": "Company",
    "contact": "Contact",
    "email": "E-mail",
    "country": "Country",
    "tax_id": "Tax id",
    "purchase_order": "Purchase order",
    "placed_at": "Placed (UTC)",
    "paid_at": "Paid (UTC)",
    "ordered_on": "Ordered on",
    "total": "Total",
    "received": "Received",
    "reference": "Reference",
    "due": "Due on",
    "honoured_until": "Honoured until",
    "id": "Id",
    "name": "Name",
    "installations": "Installations",
    "last_covered_day": "Last covered day",
    "created_at": "Since (UTC)",
    "plan": "Plan",
    "plan_name": "Plan name",
    "installation": "Installation",
    "installation_id": "Installation id",
    "customer": "Customer",
    "customer_id": "Customer id",
    "order_number": "Order",
    "days_left": "Days left",
    "revision": "Revision",
    "kind": "Kind",
    "seller": "Seller",
    "approval": "Approval",
    "valid_until": "Valid until",
    "sent_at": "Sent (UTC)",
    "opened_at": "Opened (UTC)",
    "accepted_at": "Accepted (UTC)",
    "amount": "Amount",
    "detail": "What is known",
    "closed_at": "Closed (UTC)",
    "closed_by": "Closed by",
    "resolution": "How it was settled",
    "reason": "Why",
}


def currency_of(column: str) -> str:
    """Name the column that holds the currency of an amount."""
    return f"{column}, currency"

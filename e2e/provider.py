"""What the payment providers hold about an order, found by the ids of its attempts."""

from typing import Any

from e2e.product import Product
from e2e.waiting import until


def attempts(order: dict[str, Any], method: str) -> list[str]:
    """List the ids of an order's attempts by a method, newest first."""
    return [each["id"] for each in order["attempts"] if each["method"] == method]


def sessions(product: Product, order: dict[str, Any]) -> list[dict[str, Any]]:
    """List the card processor's sessions of an order, the oldest first."""
    ids = attempts(order, "card")
    return [each for each in product.sandbox.state()["stripe"]["sessions"] if each["client_reference_id"] in ids]


def paypal_orders(product: Product, order: dict[str, Any]) -> list[dict[str, Any]]:
    """List PayPal's orders of an order, the oldest first."""
    ids = attempts(order, "paypal")
    held = product.sandbox.state()["paypal"]["orders"]
    return [each for each in held if each["purchase_units"][0]["custom_id"] in ids]


def captures(product: Product, order: dict[str, Any]) -> list[dict[str, Any]]:
    """List PayPal's captures of an order, the oldest first."""
    ids = attempts(order, "paypal")
    return [each for each in product.sandbox.state()["paypal"]["captures"] if each["custom_id"] in ids]


def deliveries(product: Product, provider: str, state: str) -> list[dict[str, Any]]:
    """List a provider's webhooks that are in a state."""
    told = product.sandbox.state()["deliveries"]
    return [each for each in told if each["provider"] == provider and each["state"] == state]


def wait_for_capture(product: Product, order: dict[str, Any]) -> dict[str, Any]:
    """Return PayPal's capture of an order as soon as there is one."""
    return until("capture", lambda: captures(product, order))[0]

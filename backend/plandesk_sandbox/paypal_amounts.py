"""Amounts of PayPal requests: read exactly, and checked to add up."""

import re
from decimal import Decimal
from typing import Any

from plandesk_sandbox.answers import Json
from plandesk_sandbox.money import PAYPAL_CURRENCIES, paypal_places
from plandesk_sandbox.paypal_errors import malformed, unprocessable

_VALUE = re.compile(r"-?[0-9]+(\.[0-9]+)?")

_ADDED = ("item_total", "tax_total", "shipping", "handling", "insurance")
_TAKEN_OFF = ("shipping_discount", "discount")


def read_money(money: Any, pointer: str, currency: str | None = None) -> Decimal:
    """Read `{currency_code, value}`; with `currency` given, in no other.

    Raises:
        Refusal: 400 when it is not an amount as a string, 422 when the currency or its decimals are wrong.
    """
    if not isinstance(money, dict) or not {"currency_code", "value"} <= money.keys():
        raise malformed("MISSING_REQUIRED_PARAMETER", pointer)
    code, value = money["currency_code"], money["value"]
    if not isinstance(value, str) or len(value) > 32 or not _VALUE.fullmatch(value):
        raise malformed("INVALID_PARAMETER_SYNTAX", f"{pointer}/value")
    if code not in PAYPAL_CURRENCIES:
        raise unprocessable("INVALID_CURRENCY_CODE", f"{pointer}/currency_code")
    if currency is not None and code != currency:
        raise unprocessable("MULTI_CURRENCY_ORDER", f"{pointer}/currency_code")
    if len(value.partition(".")[2]) > paypal_places(code):
        raise unprocessable("DECIMAL_PRECISION", f"{pointer}/value")
    amount = Decimal(value)
    if amount < 0:
        raise unprocessable("CANNOT_BE_NEGATIVE", f"{pointer}/value")
    return amount


def check_unit(unit: Json, pointer: str) -> None:
    """Check a purchase unit: a positive amount, equal to its breakdown, whose totals equal the items.

    Raises:
        Refusal: the rule that is broken, with the field.
    """
    total = read_money(unit.get("amount"), f"{pointer}/amount")
    currency = unit["amount"]["currency_code"]
    if total == 0:
        raise unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", f"{pointer}/amount/value")
    breakdown = unit["amount"].get("breakdown", {})
    parts = {name: read_money(part, f"{pointer}/amount/breakdown/{name}", currency) for name, part in breakdown.items()}
    if parts:
        added = sum((parts.get(name, Decimal(0)) for name in _ADDED), Decimal(0))
        if added - sum(parts.get(name, Decimal(0)) for name in _TAKEN_OFF) != total:
            raise unprocessable("AMOUNT_MISMATCH", f"{pointer}/amount/value")
    _check_items(unit.get("items", []), parts, currency, pointer)


def _check_items(items: list[Json], parts: dict[str, Decimal], currency: str, pointer: str) -> None:
    sums = {"unit_amount": Decimal(0), "tax": Decimal(0)}
    for number, item in enumerate(items):
        place = f"{pointer}/items/{number}"
        for name in ("name", "quantity", "unit_amount"):
            if name not in item:
                raise malformed("MISSING_REQUIRED_PARAMETER", f"{place}/{name}")
        if not isinstance(item["name"], str) or not 1 <= len(item["name"]) <= 127:
            raise malformed("INVALID_STRING_LENGTH", f"{place}/name")
        if not isinstance(item["quantity"], str) or not re.fullmatch("[1-9][0-9]{0,9}", item["quantity"]):
            raise malformed("INVALID_PARAMETER_SYNTAX", f"{place}/quantity")
        for name in sums:
            if name in item:
                sums[name] += read_money(item[name], f"{place}/{name}", currency) * int(item["quantity"])
    if not items:
        return
    for name, total, issue in (("unit_amount", "item_total", "ITEM_TOTAL"), ("tax", "tax_total", "TAX_TOTAL")):
        if total not in parts and (name == "unit_amount" or sums[name]):
            raise unprocessable(f"{issue}_REQUIRED", f"{pointer}/amount/breakdown/{total}")
        # Tax may stand at order level alone, so items without any tax say nothing about tax_total.
        if (name == "unit_amount" or sums[name]) and parts[total] != sums[name]:
            raise unprocessable(f"{issue}_MISMATCH", f"{pointer}/amount/breakdown/{total}/value")

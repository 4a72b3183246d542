"""Discounts of a sales quote: on one line or on the whole, each with its reason, never below nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, Rounding, total
from plandesk.domain.pricing import PriceBreakdown, PriceLine, with_lines

WHOLE_PERCENT = Decimal(100)


class DiscountRefused(DomainError):
    """A discount has a reason, is above nothing, and takes no line below nothing.

    Facts: `index` of the discount, `rule` (reason-missing, not-a-percentage, no-amount, other-currency, no-such-line,
    too-large).
    """


@dataclass(frozen=True, slots=True)
class Discount:
    """A percentage or an amount off one line of the selection, or off all of them where `position` is None.

    `percent` is decimal text above 0 and at most 100; exactly one of `percent` and `amount` is given.
    """

    reason: str
    percent: str | None = None
    amount: Money | None = None
    position: int | None = None


def discounted(breakdown: PriceBreakdown, discounts: Sequence[Discount]) -> PriceBreakdown:
    """Take discounts off, one after the other, each as lines of its own behind what it lowers.

    A percentage is of the list price, half-up to the minor unit; a discount on the whole is spread over the lines in
    proportion to their list prices, so that what each line costs is exact (for credits and refunds). Fees are not
    lowered.

    Raises:
        DiscountRefused: a discount is not one, or takes a line below nothing.
    """
    lines = list(breakdown.lines)
    for index, discount in enumerate(discounts):
        listed = _listed(lines, discount)
        if not listed:
            raise DiscountRefused(index=index, rule="no-such-line")
        off = _amount(index, discount, total((line.total for line in listed), breakdown.currency))
        for line, part in zip(listed, off.spread([line.total.minor for line in listed]), strict=True):
            if part.minor:
                _take_off(lines, line, part, discount)
                _require_room(index, lines, line.position)
    return with_lines(breakdown, lines)


def list_total(breakdown: PriceBreakdown) -> Money:
    """Return what the lines come to before anything is taken off."""
    return total((line.total for line in breakdown.lines if not line.is_taken_off), breakdown.currency)


def percent_off(breakdown: PriceBreakdown) -> Decimal:
    """Return how much of the list total the discounts take, in percent, exact to a hundredth, rounded up."""
    whole = list_total(breakdown).minor
    off = -sum(line.total.minor for line in breakdown.lines if line.kind == "discount")
    return Decimal(-(-off * 10_000 // whole)) / 100 if whole else Decimal(0)


def _listed(lines: Sequence[PriceLine], discount: Discount) -> list[PriceLine]:
    sold = (line for line in lines if not line.is_taken_off and line.kind != "fee" and line.total.minor > 0)
    return [line for line in sold if discount.position in (None, line.position)]


def _amount(index: int, discount: Discount, listed: Money) -> Money:
    if not discount.reason.strip():
        raise DiscountRefused(index=index, rule="reason-missing")
    if (discount.percent is None) == (discount.amount is None):
        raise DiscountRefused(index=index, rule="no-amount")
    if discount.amount is not None:
        if discount.amount.currency != listed.currency:
            raise DiscountRefused(index=index, rule="other-currency")
        if discount.amount.minor < 1:
            raise DiscountRefused(index=index, rule="no-amount")
        if discount.amount > listed:
            raise DiscountRefused(index=index, rule="too-large")
        return discount.amount
    percent = _percent(index, discount.percent or "")
    numerator, denominator = (percent / WHOLE_PERCENT).as_integer_ratio()
    return listed.share(numerator, denominator, Rounding.HALF_UP)


def _percent(index: int, text: str) -> Decimal:
    try:
        percent = Decimal(text)
    except InvalidOperation:
        percent = Decimal(0)
    if not percent.is_finite() or not 0 < percent <= WHOLE_PERCENT:
        raise DiscountRefused(index=index, rule="not-a-percentage")
    return percent


def _take_off(lines: list[PriceLine], line: PriceLine, part: Money, discount: Discount) -> None:
    last = max(index for index, each in enumerate(lines) if each.position == line.position)
    lines.insert(
        last + 1,
        PriceLine(
            position=line.position,
            kind="discount",
            quantity=1,
            unit_price=-part,
            total=-part,
            plan=line.plan,
            level=line.level,
            reason=discount.reason.strip(),
            of_whole=discount.position is None,
        ),
    )


def _require_room(index: int, lines: Sequence[PriceLine], position: int) -> None:
    left = sum(line.total.minor for line in lines if line.position == position and line.kind != "fee")
    if left < 0:
        raise DiscountRefused(index=index, rule="too-large")

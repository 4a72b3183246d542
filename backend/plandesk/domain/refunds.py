"""What may still go back of an order, line by line, and where its money then leaves it (R15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, total
from plandesk.domain.orders import Order, OrderEvent, OrderState
from plandesk.domain.payments import Refund, RefundLine, RefundState
from plandesk.domain.pricing import PriceBreakdown

REFUNDABLE: frozenset[OrderState] = frozenset({"fulfilled", "part_refunded", "rejected"})
"""States in which an order has money that may go back. One that waits for approval is rejected first."""


class RefundRefused(DomainError):
    """No more goes back than was captured and is still here.

    Facts: `number`, `reason` (not-refundable, no-payment, no-such-line, nothing, too-much, disputed, other-way,
    under-way), and of a line `line` and `left`.
    """


class RefundNotFound(DomainError):
    """A refund is found by its id. Facts: `refund`."""


class RefundMoveRefused(DomainError):
    """A refund moves only along its table. Facts: `refund`, `state`, `move`."""


class RefundDateRefused(DomainError):
    """A wire back was sent on a day from that of its refund on, and not after today.

    Facts: `reason` (ahead, before-asked) and `asked_on`.
    """


@dataclass(frozen=True, slots=True)
class LineAccount:
    """The money of one order line: paid `net` and `tax`, what went back or is under way; what is left can still go.

    `tax_gone` is the tax within what went back and is under way.
    """

    position: int
    net: Money
    tax: Money
    gone: Money
    under_way: Money
    tax_gone: Money

    @property
    def paid(self) -> Money:
        """Return what was paid for the line, tax included."""
        return self.net + self.tax

    @property
    def left(self) -> Money:
        """Return what can still go back."""
        return self.paid - self.gone - self.under_way

    def tax_in(self, amount: Money) -> Money:
        """Return the tax within the next `amount` that goes back; over all parts it adds up to the line's tax.

        It is the line's share, less what the parts before it had: also where one of those has failed since.
        """
        due = self._tax_up_to(self.gone + self.under_way + amount) - self.tax_gone
        return max(Money.zero(amount.currency), min(due, amount))

    def _tax_up_to(self, amount: Money) -> Money:
        return self.tax.share(amount.minor, self.paid.minor) if self.paid.minor else Money.zero(amount.currency)


def line_accounts(order: Order, refunds: Iterable[Refund]) -> tuple[LineAccount, ...]:
    """Return the account of every line of an order, in line order; money from the list is no part of it."""
    own = [each for each in refunds if each.review_id is None]
    nets = [order.breakdown.line_net(position) for position in range(len(order.selection.lines))]
    taxes = _tax_shares(order.breakdown, nets)
    gone = _by_line(order, own, {"succeeded"})
    moving = _by_line(order, own, {"requested", "pending"})
    taxes_gone = _taxes_by_line(order, own)
    return tuple(
        LineAccount(position, net, tax, gone[position], moving[position], taxes_gone[position])
        for position, (net, tax) in enumerate(zip(nets, taxes, strict=True))
    )


def everything_left(order: Order, refunds: Iterable[Refund], *, ends_cover: bool) -> tuple[RefundLine, ...]:
    """Return all that can still go back of an order, by line; may be empty."""
    accounts = line_accounts(order, refunds)
    return tuple(RefundLine(each.position, each.left, ends_cover) for each in accounts if each.left.minor > 0)


def require_refundable(order: Order, refunds: Sequence[Refund], lines: Sequence[RefundLine]) -> Money:
    """Return what the lines come to, if an order may give it back.

    Raises:
        RefundRefused: the order is in no state for it, or a line has not so much left.
    """
    if order.state not in REFUNDABLE:
        raise RefundRefused(number=order.number, reason="not-refundable", state=order.state)
    if not lines or len({each.position for each in lines}) != len(lines):
        raise RefundRefused(number=order.number, reason="nothing")
    accounts = {each.position: each for each in line_accounts(order, refunds)}
    for line in lines:
        account = accounts.get(line.position)
        if account is None or line.amount.currency != order.total.currency:
            raise RefundRefused(number=order.number, reason="no-such-line", line=line.position)
        if line.amount.minor < 0 or line.amount > account.left:
            raise RefundRefused(number=order.number, reason="too-much", line=line.position, left=account.left)
    amount = total((each.amount for each in lines), order.total.currency)
    if amount.minor == 0:
        raise RefundRefused(number=order.number, reason="nothing")
    return amount


def under_way(refunds: Iterable[Refund], currency: str) -> Money:
    """Return what goes or has gone back by these refunds; failed ones took nothing."""
    return total((each.amount for each in refunds if each.is_under_way), currency)


def money_event(paid: Money, gone: Money, *, rejected: bool) -> OrderEvent:
    """Name the event of an order whose money has changed: `gone` of what paid it is no longer here."""
    if gone >= paid:
        return "refund_all"
    if gone.minor > 0:
        return "refund_part"
    return "reject" if rejected else "refund_none"


def _tax_shares(breakdown: PriceBreakdown, nets: Sequence[Money]) -> tuple[Money, ...]:
    if breakdown.tax is None or not any(each.minor for each in nets):
        return tuple(Money.zero(breakdown.currency) for _ in nets)
    return breakdown.tax.amount.spread([each.minor for each in nets])


def _by_line(order: Order, refunds: Iterable[Refund], states: set[RefundState]) -> list[Money]:
    sums = [Money.zero(order.total.currency) for _ in order.selection.lines]
    for refund in refunds:
        if refund.state in states:
            for line in refund.lines or _over_all(order, refund):
                sums[line.position] += line.amount
    return sums


def _taxes_by_line(order: Order, refunds: Iterable[Refund]) -> list[Money]:
    sums = [Money.zero(order.total.currency) for _ in order.selection.lines]
    for line in (line for refund in refunds if refund.is_under_way for line in refund.lines):
        if line.tax is not None:
            sums[line.position] += line.tax
    return sums


def _over_all(order: Order, refund: Refund) -> list[RefundLine]:
    """Spread a refund that names no line, as those of earlier days did, over all that was paid."""
    nets = [order.breakdown.line_net(position).minor for position in range(len(order.selection.lines))]
    return [RefundLine(position, part) for position, part in enumerate(refund.amount.spread(nets))]

"""Tax goes back with what it was paid on, and all parts of a line add up to the cent."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plandesk.domain.money import total
from plandesk.domain.orders import Order, OrderEvent
from plandesk.domain.payments import Refund, RefundLine
from plandesk.domain.pricing import with_tax
from plandesk.domain.refunds import line_accounts, money_event
from plandesk.domain.tax import Tax
from tests.factories import FIRST_DAY, World, incidents, new, noon, usd


def taxed(percent: str) -> Order:
    """Return an order of two lines with tax on it."""
    order = World().place(new("pbx.standard"), incidents("l12", 3))
    net = order.breakdown.net
    return replace(order, breakdown=with_tax(order.breakdown, Tax("rated", "HU", percent, net).on(net)))


def refund(minor: int, position: int, state: str = "succeeded", tax: int = 0) -> Refund:
    line = RefundLine(position, usd(minor), tax=usd(tax))
    made = Refund("r", "a", "o", line.amount, "requested", "why", noon(FIRST_DAY), "card", "pay", lines=(line,))
    return replace(made, state=state)  # type: ignore[arg-type]  # One of its states.


def test_the_lines_share_the_tax_of_the_order_to_the_cent() -> None:
    order = taxed("27")
    accounts = line_accounts(order, ())
    assert order.breakdown.tax is not None
    assert total((each.tax for each in accounts), "USD") == order.breakdown.tax.amount
    assert total((each.paid for each in accounts), "USD") == order.total


def test_what_failed_can_go_again_and_money_of_the_list_is_another_matter() -> None:
    order = taxed("27")
    before = [refund(1000, 0), refund(500, 0, "pending"), refund(9999, 0, "failed")]
    listed = replace(refund(777, 0), review_id="review-1")
    account = line_accounts(order, [*before, listed])[0]
    assert (account.gone, account.under_way, account.left) == (usd(1000), usd(500), account.paid - usd(1500))


@given(st.sampled_from(["7.7", "19", "27"]), st.lists(st.integers(1, 99_999), min_size=1, max_size=6))
def test_the_tax_of_all_parts_is_the_tax_of_the_line(percent: str, parts: list[int]) -> None:
    order = taxed(percent)
    gone: list[Refund] = []
    taxes = usd(0)
    for minor in [*parts, None]:
        account = line_accounts(order, gone)[1]
        amount = account.left if minor is None else min(usd(minor), account.left)
        tax = account.tax_in(amount)
        assert usd(0) <= tax <= amount
        taxes = taxes + tax
        gone.append(refund(amount.minor, 1, tax=tax.minor))
    account = line_accounts(order, gone)[1]
    assert (account.left, taxes) == (usd(0), account.tax)


def test_the_last_part_has_the_tax_that_is_left_also_after_a_part_has_failed() -> None:
    order = taxed("7.7")
    first, failed = refund(1, 1), refund(999, 1, "failed", tax=71)
    account = line_accounts(order, [first, failed])[1]
    assert account.tax_in(account.left) == account.tax


def test_an_order_moves_by_what_is_gone_of_its_money() -> None:
    told: list[OrderEvent] = [
        money_event(usd(100), usd(gone), rejected=rejected)
        for gone, rejected in ((0, False), (0, True), (1, False), (100, False), (130, True))
    ]
    assert told == ["refund_none", "reject", "refund_part", "refund_all", "refund_all"]

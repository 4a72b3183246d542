"""Staff give money back in part or in full, see first what cover ends, and send again what failed."""

from datetime import date

import pytest

from plandesk.domain.money import Money
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import Refund, RefundLine
from plandesk.domain.reasons import ReasonMissing
from plandesk.domain.refunds import RefundMoveRefused, RefundRefused
from plandesk.services.accounts import check_accounts
from plandesk.services.refunds import RefundWish
from plandesk.services.resolutions import close
from plandesk.services.reviews import ReviewRefused
from plandesk.services.sent_refunds import confirm_sent, send_refunds
from plandesk.services.staff_refunds import preview_refund, refund_order, send_again, take_wire_back
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.services.wire_money import confirm_wire
from tests.factories import FIRST_DAY, World, incidents, new, notice, usd

STAFF = "staff:fin@vendor.example"


@pytest.fixture
def world() -> World:
    return World()


def bought(world: World, method: Method = "card") -> Order:
    order = world.place(new("pbx.basic", 2), incidents("l12", 3))
    if method == "wire":
        confirm_wire(order.number, order.total, FIRST_DAY, "bank-1", staff=STAFF, ports=world.ports)
    else:
        world.pay(order, method)
    return world.file(order).order


def give_back(world: World, order: Order, *lines: RefundLine, left: Money | None = None) -> Refund:
    shown = left or preview_refund(order.number, None, ports=world.ports).left
    return refund_order(order.number, RefundWish(lines, "as agreed", STAFF), shown, ports=world.ports)


def fail(world: World, refund: Refund) -> None:
    world.gateways[refund.method].fail_refund(str(refund.provider_ref))
    receive_webhook("card", *notice(world, "refund.failed", refund_ref=refund.provider_ref), ports=world.ports)
    process_inbox(ports=world.ports)


def test_the_preview_shows_what_was_paid_by_line_and_what_cover_would_end(world: World) -> None:
    shown = preview_refund(bought(world).number, None, ports=world.ports)
    assert [(each.paid, each.left) for each in shown.accounts] == [(usd(180000), usd(180000)), (usd(27000), usd(27000))]
    assert (shown.left, shown.amount, shown.method, shown.refused) == (usd(207000), usd(207000), "card", None)
    terms, units = shown.cover
    assert [(each.state, each.days_left, each.requests_used) for each in terms.terms] == [
        ("active", 30, 0),
        ("queued", 31, 0),
    ]
    assert [(each.units.units, each.used, each.left) for each in units.units] == [(3, 0, 3)]


def test_a_part_goes_back_and_the_order_and_its_cover_go_on(world: World) -> None:
    order = bought(world)
    refund = give_back(world, order, RefundLine(0, usd(50000)))
    assert (refund.state, refund.amount, refund.requested_by) == ("succeeded", usd(50000), STAFF)
    assert world.state(order) == "part_refunded"
    assert all(each.closed_on is None for each in world.file(order).terms)
    assert [each.value for each in world.file(order).terms] == [usd(65000), usd(65000)]
    assert preview_refund(order.number, None, ports=world.ports).left == usd(157000)
    assert world.subjects()[-2:] == [
        f"Your order {order.number}: USD 500.00 goes back to you",
        f"Your order {order.number}: USD 500.00 sent back",
    ]


def test_several_parts_end_in_a_refunded_order_without_cover(world: World) -> None:
    order = bought(world)
    give_back(world, order, RefundLine(0, usd(90000)))
    give_back(world, order, RefundLine(0, usd(90000), ends_cover=True), RefundLine(1, usd(27000), ends_cover=True))
    assert world.state(order) == "refunded"
    assert [(each.closed_on, each.closed_because, each.value) for each in world.file(order).terms] == [
        (FIRST_DAY, "revoked", usd(0)),
        (FIRST_DAY, "revoked", usd(0)),
    ]
    assert [each.ends_on for each in world.file(order).incidents] == [FIRST_DAY]
    assert check_accounts(ports=world.ports).holds


def test_cover_ends_when_the_refund_is_asked_for_and_the_buyer_is_told(world: World) -> None:
    world.card.refund_state = "pending"
    order = bought(world)
    give_back(world, order, RefundLine(0, usd(180000), ends_cover=True))
    assert world.state(order) == "fulfilled"
    assert {each.closed_on for each in world.file(order).terms} == {FIRST_DAY}
    mail = list(world.books.tables.outbox.values())[-1].what.message.body
    assert "from 23 November 2026 to 22 December 2026, which never begins" in mail
    assert "last covered day" not in mail


def test_the_mail_tells_the_last_covered_day_of_what_had_begun_and_the_units_that_end(world: World) -> None:
    order = bought(world)
    world.clock.advance(days=10)
    give_back(world, order, RefundLine(0, usd(1), ends_cover=True), RefundLine(1, usd(1), ends_cover=True))
    mail = next(
        each.what.message.body
        for each in world.books.tables.outbox.values()
        if "goes back" in each.what.message.subject
    )
    assert "last covered day 2 December 2026" in mail
    assert "from 23 December 2026 to 22 January 2027, which never begins" in mail
    assert "3 unused, which can no longer be used" in mail


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([RefundLine(0, usd(180001))], "too-much"),
        ([RefundLine(0, usd(-1))], "too-much"),
        ([RefundLine(2, usd(1))], "no-such-line"),
        ([RefundLine(0, Money(1, "EUR"))], "no-such-line"),
        ([RefundLine(0, usd(0))], "nothing"),
        ([], "nothing"),
        ([RefundLine(0, usd(1)), RefundLine(0, usd(1))], "nothing"),
    ],
)
def test_no_more_than_a_line_has_left_goes_back(world: World, lines: list[RefundLine], reason: str) -> None:
    order = bought(world)
    with pytest.raises(RefundRefused) as refused:
        give_back(world, order, *lines)
    assert refused.value.facts["reason"] == reason
    assert not world.file(order).refunds


def test_the_same_click_twice_gives_nothing_back_twice(world: World) -> None:
    order = bought(world)
    shown = preview_refund(order.number, None, ports=world.ports).left
    give_back(world, order, RefundLine(0, usd(100)), left=shown)
    with pytest.raises(RefundRefused) as refused:
        give_back(world, order, RefundLine(0, usd(100)), left=shown)
    assert refused.value.facts["reason"] == "changed"
    assert world.card.asked.count("refund") == 1


def test_a_refund_says_why(world: World) -> None:
    order = bought(world)
    with pytest.raises(ReasonMissing):
        refund_order(order.number, RefundWish([RefundLine(0, usd(1))], " - ", STAFF), order.total, ports=world.ports)


def test_an_unpaid_order_and_one_that_waits_for_approval_give_nothing_back(world: World) -> None:
    order = world.place()
    assert preview_refund(order.number, None, ports=world.ports).refused == "no-payment"
    with pytest.raises(RefundRefused):
        give_back(world, order, RefundLine(0, usd(1)))


def test_a_refund_that_fails_after_it_was_done_puts_order_worth_and_list_right(world: World) -> None:
    order = bought(world)
    kept = give_back(world, order, RefundLine(1, usd(27000)))
    refund = give_back(world, order, RefundLine(0, usd(180000), ends_cover=True))
    assert world.state(order) == "refunded"
    fail(world, refund)
    assert world.state(order) == "part_refunded"
    assert world.reviews() == [("refund_failed", usd(180000))]
    assert [each.value for each in world.file(order).terms] == [usd(90000), usd(90000)]
    assert {each.closed_because for each in world.file(order).terms} == {"revoked"}  # It is still owed.
    assert world.subjects()[-1] == f"Your order {order.number}: our refund did not go through"
    fail(world, kept)
    assert world.state(order) == "fulfilled"
    assert check_accounts(ports=world.ports).holds


def test_what_failed_is_sent_again_by_wire_and_confirmed(world: World) -> None:
    order = bought(world)
    fail(world, give_back(world, order, RefundLine(0, usd(180000), ends_cover=True)))
    (item,) = world.books.tables.reviews.values()
    again = send_again(item.id, "wire", "their card has ended", staff=STAFF, ports=world.ports)
    assert (again.method, again.state, again.replaces) == ("wire", "requested", item.refund_id)
    assert world.reviews() == [("wire_refund", usd(180000))]
    with pytest.raises(ReviewRefused):
        close(next(reversed(world.books.tables.reviews)), "done", staff=STAFF, ports=world.ports)
    done = confirm_sent(again.id, FIRST_DAY, "bank-out-1", staff=STAFF, ports=world.ports)
    assert (done.state, done.provider_ref) == ("succeeded", "bank-out-1")
    assert world.reviews() == []
    assert world.state(order) == "part_refunded"
    assert check_accounts(ports=world.ports).holds


def test_credit_notes_less_their_cancellations_are_what_went_back(world: World) -> None:
    order = bought(world)
    fail(world, give_back(world, order, RefundLine(0, usd(180000))))
    give_back(world, order, RefundLine(0, usd(180000)))
    documents = [each for each in world.books.tables.documents.values() if each.order_id == order.id]
    told = [(each.kind, each.sheet.sums[-1].value) for each in documents if each.number.startswith("CN")]
    assert told == [
        ("credit_note", "USD 1,800.00"),
        ("cancellation", "-USD 1,800.00"),
        ("credit_note", "USD 1,800.00"),
    ]


def test_a_wire_that_the_bank_returns_has_failed(world: World) -> None:
    order = bought(world, "wire")
    refund = give_back(world, order, RefundLine(0, usd(180000)))
    confirm_sent(refund.id, FIRST_DAY, "bank-out-1", staff=STAFF, ports=world.ports)
    with pytest.raises(RefundMoveRefused):
        confirm_sent(refund.id, FIRST_DAY, "bank-out-1", staff=STAFF, ports=world.ports)
    take_wire_back(refund.id, "account closed", staff=STAFF, ports=world.ports)
    assert world.state(order) == "fulfilled"
    assert world.reviews() == [("refund_failed", usd(180000))]
    with pytest.raises(RefundMoveRefused):
        take_wire_back(refund.id, "account closed", staff=STAFF, ports=world.ports)
    assert check_accounts(ports=world.ports).holds


def test_a_failed_refund_can_be_settled_by_hand_with_a_reason(world: World) -> None:
    order = bought(world)
    fail(world, give_back(world, order, RefundLine(0, usd(100))))
    (item,) = world.books.tables.reviews.values()
    closed = close(item.id, "the buyer keeps the plan instead", staff=STAFF, ports=world.ports)
    assert closed.closed is not None
    assert (closed.closed.resolution, closed.closed.by) == ("settled_by_hand", STAFF)
    assert check_accounts(ports=world.ports).holds


def test_every_act_of_staff_is_audited_with_its_reason(world: World) -> None:
    order = bought(world)
    give_back(world, order, RefundLine(0, usd(180000), ends_cover=True))
    rows = [(each.actor, each.action, each.reason) for each in world.books.tables.audit]
    assert rows.count((STAFF, "term_revoked", "as agreed")) == 2
    assert rows.count((STAFF, "refund_requested", "as agreed")) == 1
    (asked,) = (each for each in world.books.tables.audit if each.action == "refund_requested")
    assert (asked.before, asked.after["left"]) == ({"left": "2070.00 USD"}, "270.00 USD")
    revoked = [each for each in world.books.tables.audit if each.action == "term_revoked"]
    assert {each.after["last_covered_day"] for each in revoked} == {"never begins"}


def test_what_was_settled_is_audited_under_its_order(world: World) -> None:
    order = bought(world)
    fail(world, give_back(world, order, RefundLine(0, usd(100))))
    (item,) = world.books.tables.reviews.values()
    close(item.id, "settled in cash", staff=STAFF, ports=world.ports)
    row = world.books.tables.audit[-1]
    assert (row.action, row.subject) == ("review_closed", f"order:{order.number}")
    assert (row.before, row.after["listed"], row.after["review"]) == ({"listed": "open"}, "settled_by_hand", item.id)


def test_a_refund_that_gets_no_answer_is_carried_out_by_the_worker(world: World) -> None:
    order = bought(world)
    world.card.break_down("refund")
    assert give_back(world, order, RefundLine(0, usd(100))).state == "requested"
    assert send_refunds(ports=world.ports) == 1
    assert world.state(order) == "part_refunded"


def test_a_later_day_is_the_last_without_cover(world: World) -> None:
    order = bought(world)
    world.clock.advance(days=10)
    give_back(world, order, RefundLine(0, usd(100000), ends_cover=True))
    first, second = world.file(order).terms
    assert (first.support.end if first.support else None) == date(2026, 12, 3)
    assert second.support is None

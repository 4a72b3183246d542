"""What needs a person is worked to empty: money sent back, used or kept, and notices tried again."""

from contextlib import suppress

import pytest

from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import OrderNotPayable, ReviewItem, WireRefused
from plandesk.domain.refunds import RefundRefused
from plandesk.services.accounts import check_accounts
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.cancellation import cancel_order
from plandesk.services.resolutions import close, keep, send_back, try_notice_again, use_for
from plandesk.services.review_files import read_review
from plandesk.services.reviews import ReviewClosed, ReviewNotFound, ReviewRefused, list_unknown
from plandesk.services.sent_refunds import confirm_sent
from plandesk.services.webhooks import MOST_TRIES, process_inbox, receive_webhook
from plandesk.services.wire_money import confirm_wire
from tests.factories import FIRST_DAY, World, new, notice, page_of, usd

STAFF = "staff:fin@vendor.example"
PRICE = usd(90000)


@pytest.fixture
def world() -> World:
    return World()


def late(world: World) -> tuple[Order, ReviewItem]:
    """Let money come for an order that was cancelled meanwhile."""
    order = world.place(new("pbx.basic"))
    attempt = world.attempt(order)
    cancel_order(order.token, ports=world.ports)
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    return order, only_item(world)


def only_item(world: World) -> ReviewItem:
    (item,) = (each for each in world.books.tables.reviews.values() if each.closed is None)
    return item


def unknown(world: World, money: Money = PRICE) -> ReviewItem:
    with world.books() as unit:
        entry = LedgerEntry("line-1", "wire", "digest-1", None, None, money, FIRST_DAY, world.clock.now())
        unit.payments.book(entry)
        item = list_unknown(unit, entry, "from nobody we know", ports=world.ports)
        unit.commit()
    return item


def test_the_buyer_is_told_of_listed_money_that_goes_back_or_is_kept(world: World) -> None:
    order, item = late(world)
    send_back(item.id, "the order was cancelled", staff=STAFF, ports=world.ports)
    assert world.subjects()[-1] == f"Your order {order.number}: USD 900.00 sent back"
    assert "The reason: the order was cancelled" in list(world.books.tables.outbox.values())[-1].what.message.body


def test_money_of_an_order_that_is_kept_is_told_with_the_reason(world: World) -> None:
    order, item = late(world)
    keep(item.id, "as agreed on the phone", staff=STAFF, ports=world.ports)
    assert world.subjects()[-1] == f"Your order {order.number}: USD 900.00 that you paid beside it"
    assert "The reason: as agreed on the phone" in list(world.books.tables.outbox.values())[-1].what.message.body


def test_a_part_of_what_an_open_order_waits_for_is_not_kept(world: World) -> None:
    order = world.place(new("pbx.basic"))
    with suppress(WireRefused):
        confirm_wire(order.number, usd(80000), FIRST_DAY, "bank-1", staff=STAFF, ports=world.ports)
    item = only_item(world)
    assert item.kind == "short"
    assert "keep" not in read_review(item.id, ports=world.ports).may
    with pytest.raises(ReviewRefused) as refused:
        keep(item.id, "too little", staff=STAFF, ports=world.ports)
    assert refused.value.facts["reason"] == "awaits-rest"
    cancel_order(order.token, ports=world.ports)
    keep(item.id, "too little", staff=STAFF, ports=world.ports)
    assert check_accounts(ports=world.ports).holds


def test_late_money_goes_back_by_the_way_it_came_and_leaves_the_list(world: World) -> None:
    order, item = late(world)
    refund = send_back(item.id, "the order was cancelled", staff=STAFF, ports=world.ports)
    assert (refund.state, refund.method, refund.amount) == ("succeeded", "card", PRICE)
    assert world.reviews() == []
    closed = world.books.tables.reviews[item.id].closed
    assert closed is not None
    assert (closed.resolution, closed.by, closed.did) == ("sent_back", STAFF, "900.00 USD sent back by card")
    assert world.state(order) == "cancelled"
    assert check_accounts(ports=world.ports).holds


def test_listed_money_whose_refund_fails_later_stands_on_the_list_again(world: World) -> None:
    _, item = late(world)
    refund = send_back(item.id, "the order was cancelled", staff=STAFF, ports=world.ports)
    world.card.fail_refund(str(refund.provider_ref))
    receive_webhook("card", *notice(world, "refund.failed", refund_ref=refund.provider_ref), ports=world.ports)
    process_inbox(ports=world.ports)
    assert world.reviews() == [("late", PRICE)]
    assert check_accounts(ports=world.ports).holds
    again = send_back(item.id, "once more", staff=STAFF, ports=world.ports)
    assert (again.state, world.reviews()) == ("succeeded", [])


def test_money_on_its_way_back_is_neither_used_nor_kept_nor_sent_twice(world: World) -> None:
    world.card.refund_state = "pending"
    _, item = late(world)
    send_back(item.id, "cancelled", staff=STAFF, ports=world.ports)
    other = world.place(new("pbx.basic"))
    for act in (
        lambda: send_back(item.id, "again", staff=STAFF, ports=world.ports),
        lambda: keep(item.id, "again", staff=STAFF, ports=world.ports),
        lambda: use_for(item.id, other.number, "again", staff=STAFF, ports=world.ports),
    ):
        with pytest.raises(ReviewRefused) as refused:
            act()
        assert refused.value.facts["reason"] == "under-way"


def test_late_money_pays_another_order_and_can_be_refunded_from_it(world: World) -> None:
    from plandesk.domain.payments import RefundLine
    from plandesk.services.refunds import RefundWish
    from plandesk.services.staff_refunds import refund_order

    _, item = late(world)
    other = world.place(new("pbx.basic"))
    paid = use_for(item.id, other.number, "they ordered anew", staff=STAFF, ports=world.ports)
    assert (paid.state, world.reviews()) == ("fulfilled", [])
    assert check_accounts(ports=world.ports).holds
    wish = RefundWish([RefundLine(0, PRICE, ends_cover=True)], "changed their mind", STAFF)
    refund = refund_order(other.number, wish, PRICE, ports=world.ports)
    assert (refund.state, refund.method, world.state(other)) == ("succeeded", "card", "refunded")
    assert check_accounts(ports=world.ports).holds


def test_what_is_above_the_price_stays_on_the_list(world: World) -> None:
    item = unknown(world, usd(100000))
    order = world.place(new("pbx.basic"))
    assert use_for(item.id, order.number, "their name", staff=STAFF, ports=world.ports).state == "fulfilled"
    assert world.reviews() == [("surplus", usd(10000))]
    keep(only_item(world).id, "a tip", staff=STAFF, ports=world.ports)
    assert world.reviews() == []
    assert check_accounts(ports=world.ports).holds


def test_too_little_money_waits_on_the_list_of_its_order(world: World) -> None:
    item = unknown(world, usd(80000))
    order = world.place(new("pbx.basic"))
    assert use_for(item.id, order.number, "their name", staff=STAFF, ports=world.ports).state == "awaiting_payment"
    assert [(each.kind, each.order_id, each.amount) for each in [only_item(world)]] == [("short", order.id, usd(80000))]
    assert check_accounts(ports=world.ports).holds


def test_money_pays_no_closed_order_and_none_in_another_currency(world: World) -> None:
    order, item = late(world)
    with pytest.raises(OrderNotPayable):
        use_for(item.id, order.number, "reopen", staff=STAFF, ports=world.ports)
    other = world.place()
    with pytest.raises(ReviewRefused):
        use_for(unknown(world, Money(90000, "EUR")).id, other.number, "try", staff=STAFF, ports=world.ports)


def test_unknown_money_is_wired_back_and_confirmed(world: World) -> None:
    item = unknown(world)
    refund = send_back(item.id, "nobody asked for it", staff=STAFF, ports=world.ports)
    assert (refund.method, refund.state, refund.order_id) == ("wire", "requested", None)
    assert world.reviews() == [("unknown", PRICE), ("wire_refund", PRICE)]
    confirm_sent(refund.id, FIRST_DAY, "bank-out-7", staff=STAFF, ports=world.ports)
    assert world.reviews() == []
    assert check_accounts(ports=world.ports).holds


def test_what_was_closed_is_closed_and_what_holds_money_is_not_just_closed(world: World) -> None:
    item = unknown(world)
    with pytest.raises(ReviewRefused):
        close(item.id, "never mind", staff=STAFF, ports=world.ports)
    keep(item.id, "below what a wire costs", staff=STAFF, ports=world.ports)
    with pytest.raises(ReviewClosed):
        keep(item.id, "again", staff=STAFF, ports=world.ports)
    with pytest.raises(ReviewNotFound):
        keep("nothing", "again", staff=STAFF, ports=world.ports)


def test_a_payment_never_gives_back_more_than_it_brought(world: World) -> None:
    _, item = late(world)
    world.books.tables.reviews[item.id] = ReviewItem(
        item.id, "late", item.created_at, item.order_id, item.attempt_id, usd(90001), "tampered", item.entry_id
    )
    with pytest.raises(RefundRefused):
        send_back(item.id, "cancelled", staff=STAFF, ports=world.ports)


def test_a_stuck_notice_is_tried_again_or_closed_with_a_reason(world: World) -> None:
    receive_webhook("card", *notice(world, "refund.created", refund_ref="theirs"), ports=world.ports)
    for _ in range(MOST_TRIES):
        process_inbox(ports=world.ports)
        world.clock.advance(hours=2)
    try_notice_again(only_item(world).id, "it may fit now", staff=STAFF, ports=world.ports)
    assert world.reviews() == []
    for _ in range(MOST_TRIES):
        process_inbox(ports=world.ports)
        world.clock.advance(hours=2)
    close(only_item(world).id, "made at the provider's own desk", staff=STAFF, ports=world.ports)
    assert world.reviews() == []
    assert process_inbox(ports=world.ports) == 0

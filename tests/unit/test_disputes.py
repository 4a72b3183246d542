"""A disputed payment suspends what it paid for, is decided one way or the other, and moves states forward only."""

from dataclasses import replace

import pytest

from plandesk.domain.disputes import DisputeState, DisputeUndecided
from plandesk.domain.orders import Order
from plandesk.domain.payments import RefundLine
from plandesk.domain.refunds import RefundRefused
from plandesk.services.accounts import check_accounts
from plandesk.services.refunds import RefundWish
from plandesk.services.resolutions import close, conclude_lost
from plandesk.services.staff_refunds import preview_refund, refund_order
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.text.order_cover_en import cover_notes
from plandesk.text.refunds_en import disputed
from tests.factories import FIRST_DAY, World, new, notice, page_of, usd, with_rules

STAFF = "staff:fin@vendor.example"


@pytest.fixture
def world() -> World:
    return World()


def bought(world: World) -> Order:
    order = world.place(new("pbx.basic"))
    world.pay(order)
    return world.file(order).order


def hear(world: World, order: Order, state: DisputeState) -> None:
    """Let the bank say how it stands, and the notice of it arrive."""
    payment = world.file(order).attempts[0].payment_ref
    ref = world.card.dispute(str(payment), order.total, state)
    receive_webhook("card", *notice(world, "charge.dispute.updated", dispute_ref=ref), ports=world.ports)
    process_inbox(ports=world.ports)


def suspended(world: World, order: Order) -> bool:
    return all(each.suspended_on == FIRST_DAY for each in world.file(order).terms)


def test_a_dispute_is_stored_listed_and_suspends_the_cover_it_paid_for(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    (dispute,) = world.books.tables.disputes.values()
    assert (dispute.state, dispute.order_id, dispute.amount) == ("open", order.id, order.total)
    assert world.reviews() == [("dispute", order.total)]
    assert suspended(world, order)
    assert world.events(order)[-1] == "dispute_opened"


def test_the_orders_page_tells_of_suspended_cover_and_of_money_that_was_taken_back(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    file = world.file(order)
    assert file.dispute == "open"
    (note,) = cover_notes(file.terms, file.dispute)
    assert "suspended since 23 November 2026" in note
    assert "resumes by itself" in note
    hear(world, order, "lost")
    file = world.file(order)
    assert file.dispute == "lost"
    assert cover_notes(file.terms, file.dispute)[0].startswith("The bank took the payment back.")


def test_a_dispute_that_is_won_leaves_no_word_on_the_orders_page(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    hear(world, order, "won")
    file = world.file(order)
    assert (file.dispute, cover_notes(file.terms, file.dispute)) == (None, [])


def test_a_dispute_is_told_to_the_vendor_with_its_last_day_and_to_the_buyer_whose_cover_stops(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    assert world.subjects()[-2:] == [
        f"Dispute opened: USD 900.00 of order {order.number}",
        f"Your order {order.number}: support is suspended",
    ]
    to_vendor = list(world.books.tables.outbox.values())[-2].what.message
    (dispute,) = world.books.tables.disputes.values()
    assert "Answer it at the provider;" in to_vendor.body
    assert "/desk/money/" in to_vendor.body
    _, dated = disputed(replace(dispute, answer_by=FIRST_DAY), order, world.ports.mailbox)
    assert "Answer it at the provider by 23 November 2026;" in dated
    hear(world, order, "won")
    assert world.subjects()[-1] == f"Your order {order.number}: support is in force again"


def test_a_lost_dispute_is_told_to_the_vendor_again(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    hear(world, order, "lost")
    assert world.subjects()[-1] == f"Dispute lost: USD 900.00 of order {order.number}"


def test_cover_goes_on_where_the_vendor_wants_that(world: World) -> None:
    world.catalogue = with_rules(world.catalogue, dispute_suspends=False)
    order = bought(world)
    hear(world, order, "open")
    assert not suspended(world, order)


def test_a_dispute_that_is_won_resumes_the_cover(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    hear(world, order, "won")
    assert [each.suspended_on for each in world.file(order).terms] == [None]
    (item,) = world.books.tables.reviews.values()
    close(item.id, "won", staff=STAFF, ports=world.ports)
    assert world.reviews() == []
    assert check_accounts(ports=world.ports).holds


def test_a_lost_dispute_takes_the_money_and_leaves_the_cover_to_a_person(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    hear(world, order, "lost")
    assert world.state(order) == "refunded"
    assert sum(each.amount.minor for each in world.file(order).ledger) == 0
    assert suspended(world, order)
    (item,) = world.books.tables.reviews.values()
    conclude_lost(item.id, "they had their money back", ends_cover=True, staff=STAFF, ports=world.ports)
    assert [each.closed_because for each in world.file(order).terms] == ["revoked"]
    assert world.reviews() == []
    assert check_accounts(ports=world.ports).holds


def test_cover_can_go_on_after_a_lost_dispute(world: World) -> None:
    order = bought(world)
    hear(world, order, "lost")
    (item,) = world.books.tables.reviews.values()
    conclude_lost(item.id, "they paid by wire since", ends_cover=False, staff=STAFF, ports=world.ports)
    assert [(each.suspended_on, each.closed_on) for each in world.file(order).terms] == [(None, None)]


@pytest.mark.parametrize("first", ["won", "lost"])
def test_old_and_repeated_notices_move_nothing_back(world: World, first: DisputeState) -> None:
    order = bought(world)
    hear(world, order, first)
    before = (world.books.tables.disputes, world.books.tables.reviews, world.file(order).ledger)
    for state in ("open", "under_review", first):
        hear(world, order, state)  # type: ignore[arg-type]  # All of them are states.
    assert (world.books.tables.disputes, world.books.tables.reviews, world.file(order).ledger) == before


def test_nothing_is_refunded_while_the_bank_may_take_it_too(world: World) -> None:
    order = bought(world)
    hear(world, order, "open")
    assert preview_refund(order.number, None, ports=world.ports).refused == "disputed"
    with pytest.raises(RefundRefused) as refused:
        refund_order(
            order.number, RefundWish([RefundLine(0, usd(1))], "as agreed", STAFF), order.total, ports=world.ports
        )
    assert refused.value.facts["reason"] == "disputed"


def test_a_dispute_that_is_not_decided_stays_on_the_list(world: World) -> None:
    hear(world, bought(world), "under_review")
    (item,) = world.books.tables.reviews.values()
    with pytest.raises(DisputeUndecided):
        close(item.id, "seen", staff=STAFF, ports=world.ports)
    with pytest.raises(DisputeUndecided):
        conclude_lost(item.id, "seen", ends_cover=True, staff=STAFF, ports=world.ports)


def test_money_that_only_the_list_held_can_be_lost_too(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt), usd(300000))
    world.settle(attempt)
    ref = world.card.dispute(str(world.stored(attempt).payment_ref), usd(300000), "lost")
    receive_webhook("card", *notice(world, "charge.dispute.closed", dispute_ref=ref), ports=world.ports)
    process_inbox(ports=world.ports)
    assert world.reviews() == [("dispute", usd(300000))]
    assert world.state(order) == "awaiting_payment"
    assert check_accounts(ports=world.ports).holds


def test_a_payment_that_was_reversed_is_lost_by_a_persons_word(world: World) -> None:
    order = bought(world)
    payment = world.file(order).attempts[0].payment_ref
    receive_webhook("card", *notice(world, "PAYMENT.CAPTURE.REVERSED", payment_ref=payment), ports=world.ports)
    process_inbox(ports=world.ports)
    assert world.reviews() == [("dispute", None)]
    assert world.state(order) == "fulfilled"
    (item,) = world.books.tables.reviews.values()
    conclude_lost(item.id, "seen in the account", ends_cover=True, staff=STAFF, ports=world.ports)
    assert (world.reviews(), world.state(order)) == ([], "refunded")
    assert check_accounts(ports=world.ports).holds

"""What a buyer stated waits for staff, who approve, correct or refuse it; corrections are the buyer's to confirm."""

from datetime import date

import pytest

from plandesk.domain.orders import NothingToReconfirm, Order, OrderMoveRefused, OrderNotFound
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.reasons import ReasonMissing
from plandesk.services.approvals import approve_order, preview_approval, reject_order
from plandesk.services.orders import reconfirm
from tests.factories import World, extension, new


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def held(world: World) -> Order:
    order = world.place(extension(date(2026, 12, 31)), new("gateway.standard"))
    world.pay(order)
    return world.file(order).order


def approve(world: World, order: Order, ends: dict[int, date] | None = None) -> Order:
    return approve_order(order.number, staff="sales", reason="seen in the books", ends=ends or {}, ports=world.ports)


def test_an_approved_order_is_fulfilled_as_stated(world: World, held: Order) -> None:
    assert approve(world, held).state == "fulfilled"
    filed = world.file(held)
    assert [(each.position, each.term.period.start) for each in filed.terms] == [
        (0, date(2027, 1, 1)),
        (1, date(2026, 11, 23)),
    ]
    approved = next(row for row in filed.history if row.event == "approved")
    assert (approved.actor, approved.facts) == ("sales", {"reason": "seen in the books"})
    assert sum("what it covers" in subject for subject in world.subjects()) == 1


def test_approving_twice_is_refused_and_fulfils_once(world: World, held: Order) -> None:
    approve(world, held)
    with pytest.raises(OrderMoveRefused):
        approve(world, held)
    assert len(world.file(held).terms) == 2


def test_an_unpaid_or_unknown_order_cannot_be_approved(world: World) -> None:
    order = world.place(extension())
    with pytest.raises(OrderMoveRefused):
        approve(world, order)
    with pytest.raises(OrderNotFound):
        approve_order("0000000000", staff="sales", reason="seen", ends={}, ports=world.ports)


def test_an_end_that_staff_confirm_as_stated_is_no_correction(world: World, held: Order) -> None:
    assert approve(world, held, {0: date(2027, 1, 1)}).state == "fulfilled"


def test_corrected_dates_wait_for_the_buyer(world: World, held: Order) -> None:
    corrected = approve(world, held, {0: date(2026, 12, 1)})
    assert corrected.state == "awaiting_approval"
    assert corrected.correction is not None
    assert corrected.correction.schedules[0].terms[0].period.start == date(2026, 12, 1)
    assert not world.file(held).terms
    assert any("confirm corrected dates" in subject for subject in world.subjects())
    assert world.events(held)[-1] == "corrected"
    assert "approved" not in world.events(held)


def test_the_buyer_confirms_corrected_dates_and_they_apply(world: World, held: Order) -> None:
    corrected = approve(world, held, {0: date(2026, 12, 1)})
    assert corrected.correction is not None
    done = reconfirm(held.token, corrected.correction.revision, ports=world.ports)
    assert (done.state, done.correction) == ("fulfilled", None)
    assert [each.term.period.start for each in world.file(held).terms] == [date(2026, 12, 1), date(2026, 11, 23)]
    assert done.total == held.total
    assert world.events(held)[-2:] == ["reconfirmed", "fulfilled"]


def test_only_the_correction_that_the_buyer_saw_can_be_confirmed(world: World, held: Order) -> None:
    first = approve(world, held, {0: date(2026, 12, 1)})
    second = approve(world, held, {0: date(2026, 12, 15)})
    assert first.correction is not None
    assert second.correction is not None
    with pytest.raises(NothingToReconfirm):
        reconfirm(held.token, first.correction.revision, ports=world.ports)
    reconfirm(held.token, second.correction.revision, ports=world.ports)
    assert world.file(held).terms[0].term.period.start == date(2026, 12, 15)


def test_confirming_twice_is_refused_and_fulfils_once(world: World, held: Order) -> None:
    corrected = approve(world, held, {0: date(2026, 12, 1)})
    assert corrected.correction is not None
    reconfirm(held.token, corrected.correction.revision, ports=world.ports)
    with pytest.raises(NothingToReconfirm):
        reconfirm(held.token, corrected.correction.revision, ports=world.ports)
    assert len(world.file(held).terms) == 2


def test_without_a_correction_there_is_nothing_to_confirm(world: World, held: Order) -> None:
    with pytest.raises(NothingToReconfirm):
        reconfirm(held.token, held.revision, ports=world.ports)


def test_staff_may_withdraw_a_correction_and_approve_as_stated(world: World, held: Order) -> None:
    corrected = approve(world, held, {0: date(2026, 12, 1)})
    assert corrected.correction is not None
    assert approve(world, held).state == "fulfilled"
    assert world.file(held).terms[0].term.period.start == date(2027, 1, 1)
    with pytest.raises(NothingToReconfirm):
        reconfirm(held.token, corrected.correction.revision, ports=world.ports)


@pytest.mark.parametrize("position", [1, 2, -1])
def test_only_extension_lines_have_an_end_to_correct(world: World, held: Order, position: int) -> None:
    with pytest.raises(OrderMoveRefused):
        approve(world, held, {position: date(2026, 12, 1)})
    assert world.file(held).order.correction is None


def test_an_end_with_which_nothing_could_have_been_ordered_is_refused(world: World, held: Order) -> None:
    last = date(2027, 2, 21)  # R1: ordered on 23 November 2026, 90 days before this exclusive end.
    with pytest.raises(SelectionRefused) as told:
        approve(world, held, {0: date(2027, 2, 22)})
    (refusal,) = told.value.refusals
    assert (refusal.line, refusal.field, refusal.rule) == (0, "last_covered_day", "extension-too-early")
    assert world.file(held).order.correction is None
    assert not any("confirm corrected dates" in subject for subject in world.subjects())
    corrected = approve(world, held, {0: last})
    assert corrected.correction is not None
    assert corrected.correction.schedules[0].terms[0].period.start == last


def test_dates_are_looked_at_before_the_buyer_is_told_them(world: World, held: Order) -> None:
    shown = preview_approval(held.number, ends={0: date(2026, 12, 1)}, ports=world.ports)
    assert [each.terms[0].period.start for each in shown] == [date(2026, 12, 1), date(2026, 11, 23)]
    assert world.file(held).order == held
    as_stated = preview_approval(held.number, ends={}, ports=world.ports)
    approve(world, held)
    assert [each.terms[0] for each in as_stated] == [each.term for each in world.file(held).terms]
    with pytest.raises(OrderMoveRefused):
        preview_approval(held.number, ends={}, ports=world.ports)


def test_an_end_corrected_to_long_ago_starts_with_the_money(world: World, held: Order) -> None:
    corrected = approve(world, held, {0: date(2026, 1, 1)})
    assert corrected.correction is not None
    assert corrected.correction.schedules[0].chosen.id == "from_payment"
    assert corrected.correction.schedules[0].terms[0].period.start == date(2026, 11, 23)


def test_a_rejected_order_is_refunded_in_full_by_the_way_it_was_paid(world: World, held: Order) -> None:
    rejected = reject_order(held.number, staff="sales", reason="no such licence", ports=world.ports)
    assert rejected.state == "refunded"
    filed = world.file(held)
    assert not filed.terms
    assert [(refund.amount, refund.state) for refund in filed.refunds] == [(held.total, "succeeded")]
    assert sum(entry.amount.minor for entry in filed.ledger) == 0
    assert world.card.asked.count("refund") == 1
    told = next(row for row in filed.history if row.event == "rejected")
    assert (told.actor, told.facts) == ("sales", {"reason": "no such licence"})


def test_a_rejected_order_cannot_be_approved_or_rejected_again(world: World, held: Order) -> None:
    reject_order(held.number, staff="sales", reason="no such licence", ports=world.ports)
    with pytest.raises(OrderMoveRefused):
        approve(world, held)
    with pytest.raises(OrderMoveRefused):
        reject_order(held.number, staff="sales", reason="no such licence", ports=world.ports)
    assert len(world.file(held).refunds) == 1


def test_staff_say_why(world: World, held: Order) -> None:
    with pytest.raises(ReasonMissing):
        approve_order(held.number, staff="sales", reason=" ", ends={}, ports=world.ports)
    with pytest.raises(ReasonMissing):
        reject_order(held.number, staff="sales", reason="", ports=world.ports)
    assert not {"approved", "rejected"} & set(world.events(held))

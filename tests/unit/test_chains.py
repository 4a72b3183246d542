"""Orders for installations in the books: priced by their chains, dated again when the money counts, written back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from plandesk.domain.beyond_quota import BeyondQuota
from plandesk.domain.coverage import Chain
from plandesk.domain.customers import Contact, Customer, InstallationNotFound
from plandesk.domain.orders import BuyerNeeded, DatesChanged, Order, OrderOvertaken, PayerRefused, TotalChanged
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.requests import SupportRequest
from plandesk.services.approvals import approve_order, reject_order
from plandesk.services.chains import NOWHERE, CoverChanged, FirstPlan, Reach, read_selection, shown_version
from plandesk.services.orders import PlaceOrder, buyer_of, place_order
from plandesk.services.payments import poll_attempts, start_attempt
from plandesk.services.upgrades import hold_upgrades, recompute_credits
from plandesk.text.orders_en import notes
from tests.covered import CUSTOMER, INSTALLATION, TERM, Covered
from tests.customer_orders import MINE, buy, extend, place, request, upgrade
from tests.factories import FIRST_DAY, extension, new, noon, page_of, usd

RAN_FROM = date(2026, 3, 1)


def running(**changes: object) -> Covered:
    """Return a customer with a PBX Standard from 1 March 2026 to 28 February 2027, paid with USD 2,900."""
    return Covered("pbx.standard", RAN_FROM, **{"value": usd(290_000), **changes})  # type: ignore[arg-type]  # Term fields.


def chain(covered: Covered) -> Chain:
    """Return the installation's chain as it is now."""
    with covered.books(read_only=True) as unit:
        return unit.terms.chain(INSTALLATION)


def spans(covered: Covered) -> list[tuple[str, str]]:
    """Return first and last supported day of every term."""
    supported = [each.support for each in chain(covered).terms if each.support]
    return [(str(each.start), str(each.last_day)) for each in supported]


def total(order: Order) -> int:
    return order.total.minor


def test_an_extension_queues_behind_the_books_term_without_approval() -> None:
    covered = running()
    covered.world.clock.advance(days=30)
    order = buy(covered, extend(periods=2))
    assert order.state == "fulfilled"
    assert spans(covered) == [("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29"), ("2028-03-01", "2029-02-28")]
    assert [each.value for each in chain(covered).terms[1:]] == [usd(290_000), usd(290_000)]


def test_two_orders_at_once_queue_one_behind_the_other() -> None:
    covered = running()
    covered.world.clock.advance(days=30)
    first, second = place(covered, extend()), place(covered, extend())
    covered.world.pay(second)
    covered.world.pay(first)
    assert spans(covered) == [("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29"), ("2028-03-01", "2029-02-28")]


def test_starting_today_closes_the_running_term_in_the_books() -> None:
    covered = running()
    buy(covered, extend(start="today", confirmed_days_given_up=98))
    assert spans(covered) == [("2026-03-01", "2026-11-22"), ("2026-11-23", "2027-11-22")]
    closed = chain(covered).terms[0]
    assert (closed.closed_on, closed.closed_because) == (FIRST_DAY, "start_today")
    with covered.books(read_only=True) as unit:
        assert [row.event for row in unit.terms.changes_of(closed.id)] == ["closed"]


def test_an_upgrade_credits_the_smaller_share_and_closes_the_running_term() -> None:
    covered = running()
    order = buy(covered, upgrade())
    # 98 of 365 days are left: 2,900.00 x 98 / 365 = 778.63.
    assert total(order) == 1_200_000 - 77_863
    assert spans(covered) == [("2026-03-01", "2026-11-22"), ("2026-11-23", "2028-11-22")]
    assert chain(covered).terms[1].value == usd(1_200_000 - 77_863)


def test_an_order_that_comes_to_nothing_is_fulfilled_when_placed_and_the_ledger_names_the_credit() -> None:
    covered = Covered("gateway.standard", FIRST_DAY, value=usd(500_000))
    order = place(covered, upgrade("gateway.advanced"))
    file = covered.world.file(order)
    assert (file.order.state, total(file.order)) == ("fulfilled", 0)
    assert [(entry.method, entry.payment_ref, entry.amount) for entry in file.ledger] == [
        ("credit", f"credit:{order.id}", usd(0))
    ]
    assert covered.world.subjects() == [f"Your order {order.number}: paid, and what it covers"]
    assert spans(covered) == [("2026-11-23", "2027-11-22")]


def test_use_recorded_before_the_payment_changes_the_credit_and_the_total() -> None:
    covered = running()
    order = place(covered, upgrade())
    attempt = covered.world.attempt(order)
    for _ in range(3):
        covered.record(minutes=15)
    for _ in range(2):
        covered.record(level="dev", minutes=15)
    # 12 of 15 requests at USD 90 and 1 of 3 at USD 200 are left: still a larger share than 98 of 365 days.
    assert total(covered.world.file(order).order) == total(order)
    _use_up(covered)
    after = covered.world.file(order).order
    assert total(after) > total(order)
    assert covered.world.stored(attempt).state == "abandoned"
    assert covered.world.subjects()[-1] == f"Your order {order.number}: the total has changed"
    assert covered.world.events(order)[2:4] == ["attempt_abandoned", "credit_recomputed"]
    covered.world.pay(after)
    assert covered.world.state(order) == "fulfilled"


def test_a_pay_page_of_the_old_total_is_shut_in_the_next_round_of_the_worker() -> None:
    covered = running()
    order = place(covered, upgrade())
    attempt = covered.world.attempt(order)
    _use_up(covered)
    poll_attempts(ports=covered.ports)
    assert covered.world.card.pages[page_of(attempt)].status == "expired"


def test_use_that_slipped_past_the_placing_is_noticed_before_the_payment() -> None:
    covered = running()
    order = place(covered, upgrade())
    with covered.books() as unit:  # As if it had been recorded in the moment in which the order was placed.
        for number, level in enumerate([*["l1"] * 15, "dev"]):
            name, at = f"r-{number}", noon(FIRST_DAY)
            unit.requests.add(SupportRequest(name, INSTALLATION, name, level, 15, FIRST_DAY, at, "desk", None, TERM))
        unit.commit()
    with pytest.raises(TotalChanged):
        covered.world.attempt(order)
    now = covered.world.file(order).order
    assert total(now) > total(order)
    covered.world.pay(now)
    assert covered.world.state(order) == "fulfilled"


def test_a_payment_on_its_way_keeps_the_price_it_was_asked_for() -> None:
    covered = running()
    order = place(covered, upgrade())
    attempt = covered.world.attempt(order)
    covered.world.card.report(str(attempt.provider_ref), "pending")
    covered.world.settle(attempt)
    _use_up(covered)
    assert total(covered.world.file(order).order) == total(order)


def test_a_term_closed_by_another_upgrade_is_not_credited_twice() -> None:
    covered = running()
    first, second = place(covered, upgrade()), place(covered, upgrade())
    pages = [covered.world.attempt(each) for each in (first, second)]
    for page in pages:
        covered.world.card.pay(str(page.provider_ref))
        covered.world.settle(page)
    assert covered.world.state(first) == "fulfilled"
    assert covered.world.state(second) == "awaiting_approval"
    assert "upgrade_conflict" in covered.world.events(second)
    with pytest.raises(OrderOvertaken):
        approve_order(second.number, staff="Fay", reason="why not", ends={}, ports=covered.ports)
    assert len(spans(covered)) == 2
    reject_order(second.number, staff="Fay", reason="bought twice", ports=covered.ports)
    assert covered.world.state(second) == "refunded"


def test_a_second_upgrade_of_the_same_term_is_not_even_begun_to_be_paid() -> None:
    covered = running()
    first, second = place(covered, upgrade()), place(covered, upgrade())
    covered.world.pay(first)
    with pytest.raises(OrderOvertaken):
        covered.world.attempt(second)
    now = covered.world.file(second).now
    assert now is not None
    assert now[:2] == (covered.world.file(second).shown, "upgraded")


def test_nothing_is_paid_for_cover_that_was_suspended_since() -> None:
    covered = running()
    order = place(covered, upgrade())
    covered.change_term(suspended_on=FIRST_DAY)
    with pytest.raises(OrderOvertaken):
        covered.world.attempt(order)


def test_an_order_is_paid_only_at_the_dates_that_were_shown() -> None:
    covered = running()
    covered.world.clock.advance(days=30)
    shown = shown_version(covered.world.file(place(covered, extend())).shown)
    order = place(covered, extend())
    buy(covered, extend())
    with pytest.raises(DatesChanged):
        start_attempt(order.token, "card", shown=shown, ports=covered.ports)
    file = covered.world.file(order)
    assert str(file.shown.schedules[0].terms[0].period.start) == "2028-03-01"
    assert "You were told 1 March 2027 to 29 February 2028" in notes(file.shown, [], [], told=file.order)[0]
    start_attempt(order.token, "card", shown=shown_version(file.shown), ports=covered.ports)


def test_an_unpaid_order_shows_the_dates_of_today() -> None:
    covered = running()
    order = place(covered, extend(start="today", confirmed_days_given_up=98))
    covered.world.clock.advance(days=5)
    shown = covered.world.file(order).shown
    assert notes(shown, [], [], told=order) == [
        "Line 1: starting on 28 November 2026 gives up 93 days of the running plan, without credit."
    ]


def test_an_upgrade_paid_after_the_term_ended_starts_on_the_day_of_the_money() -> None:
    covered = running()
    covered.world.clock.advance(days=96)  # 27 February 2027: two covered days are left.
    order = place(covered, upgrade())
    covered.world.clock.advance(days=4)
    covered.world.pay(order)
    assert covered.world.state(order) == "fulfilled"
    assert spans(covered) == [("2026-03-01", "2027-02-28"), ("2027-03-03", "2029-03-02")]
    assert chain(covered).terms[0].closed_on is None


def test_what_was_shown_must_still_hold_when_it_is_ordered() -> None:
    covered = running()
    shown = chain(covered).version
    covered.change_term(suspended_on=FIRST_DAY)
    with pytest.raises(CoverChanged) as changed:
        read_selection([extend(cover_version=shown)], MINE, ports=covered.ports)
    assert [(each.rule, each.pointer) for each in changed.value.refusals] == [
        ("cover-changed", "/lines/0/cover_version")
    ]


def test_cover_that_changes_between_reading_and_placing_is_refused() -> None:
    covered = running()
    covered.world.clock.advance(days=30)
    asked = request(covered, extend())
    buy(covered, extend())
    with pytest.raises(CoverChanged):
        place_order(asked, ports=covered.ports)


def test_use_recorded_between_reading_and_placing_an_upgrade_is_noticed() -> None:
    covered = running()
    asked = request(covered, upgrade())
    covered.record(minutes=15)
    with pytest.raises(CoverChanged):
        place_order(asked, ports=covered.ports)


@pytest.mark.parametrize("reach", [NOWHERE, Reach("c-2"), Reach(CUSTOMER, "i-2")])
def test_an_installation_beyond_reach_is_not_told_from_none(reach: Reach) -> None:
    with pytest.raises(InstallationNotFound):
        read_selection([extend()], reach, ports=running().ports)


def test_a_first_plan_is_for_an_installation_that_never_had_one() -> None:
    covered = running()
    covered.add_installation("i-2")
    with pytest.raises(SelectionRefused) as refused:
        read_selection([FirstPlan(INSTALLATION, "pbx.standard")], MINE, ports=covered.ports)
    assert [each.rule for each in refused.value.refusals] == ["covered-already"]
    first = place(covered, FirstPlan("i-2", "pbx.standard"))
    second = place(covered, FirstPlan("i-2", "pbx.standard"))
    covered.world.pay(first)
    covered.world.pay(second)
    with covered.books(read_only=True) as unit:
        supported = [each.support for each in unit.terms.chain("i-2").terms]
    assert [str(each.start) for each in supported if each] == ["2026-11-23", "2027-11-23"]


def test_a_customer_is_not_sold_a_new_plan_for_what_is_covered_under_the_same_name() -> None:
    covered = running()
    with pytest.raises(SelectionRefused) as refused:
        read_selection([new(reference=" pbx-1 ")], MINE, ports=covered.ports)
    assert [(each.rule, each.pointer) for each in refused.value.refusals] == [
        ("covered-already", "/lines/0/installation/reference")
    ]
    assert read_selection([new(reference="PBX-2")], MINE, ports=covered.ports).lines == (new(reference="PBX-2"),)


def test_extension_upgrade_and_incidents_of_two_installations_go_into_one_order() -> None:
    covered = running()
    covered.add_installation("i-2")
    order = buy(covered, upgrade(), FirstPlan("i-2", "pbx.basic"))
    assert order.state == "fulfilled"
    with covered.books(read_only=True) as unit:
        assert [len(each.terms) for each in unit.terms.chains_of(CUSTOMER)] == [2, 1]


def test_one_installation_stands_in_one_line() -> None:
    covered = running()
    with pytest.raises(SelectionRefused) as refused:
        place(covered, upgrade(), extend(start="today"))
    assert "installation-twice" in [each.rule for each in refused.value.refusals]


def test_a_stated_extension_beside_a_known_one_waits_and_is_dated_by_the_chain_of_that_day() -> None:
    covered = running()
    covered.world.clock.advance(days=30)
    held = place(covered, extend(), extension(date(2026, 12, 31), reference="PBX-9"))
    covered.world.pay(held)
    buy(covered, extend())
    approve_order(held.number, staff="Fay", reason="as in our records", ports=covered.ports, ends={})
    assert spans(covered) == [("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29"), ("2028-03-01", "2029-02-28")]


def test_only_a_contact_who_may_order_becomes_the_buyer() -> None:
    customer = Customer("c", "Acme", noon(FIRST_DAY))
    bill = Contact("b", "c", "bill@acme.example", "Bill", "billing", noon(FIRST_DAY))
    assert buyer_of(customer, bill, "HU").country == "HU"
    with pytest.raises(BuyerNeeded):
        buyer_of(customer, bill, None)
    with pytest.raises(PayerRefused):
        buyer_of(customer, replace(bill, role="technical"), "HU")


def test_a_prepared_order_is_mailed_to_who_pays() -> None:
    covered = running()
    asked: PlaceOrder = replace(request(covered, upgrade()), prepared_by="Tim")
    order = place_order(asked, ports=covered.ports).order
    assert covered.world.subjects() == [f"Order {order.number}: Tim asks you to pay it"]
    assert covered.world.events(order) == ["prepared"]


def test_the_days_of_a_credit_are_those_of_the_order_day() -> None:
    covered = running()
    order = place(covered, upgrade())
    covered.world.clock.advance(days=5)
    with covered.books() as unit:
        held = hold_upgrades(unit, CUSTOMER)
        recompute_credits(unit, held, ports=covered.ports)
        unit.commit()
    assert [total(each) for each in held] == [total(order)]
    covered.world.pay(order)
    assert spans(covered)[1][0] == str(FIRST_DAY + timedelta(days=5))


def _use_up(covered: Covered) -> None:
    """Use what is left of the developer quota, and all level 1 and 2 requests that the month still gives."""
    days = [date(2026, 11, 2) - timedelta(days=30 * month) for month in range(9)]
    for day, level in product(days, ("l1", "dev")):
        with suppress(BeyondQuota):
            for _ in range(5):
                covered.record(level=level, minutes=15, on=day)

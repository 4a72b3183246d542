"""A year of reminders, day by day: each once, to those it is for, and none for cover that goes on or was ordered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.pricing import Line
from plandesk.domain.terms import open_term
from plandesk.services.approvals import approve_order
from plandesk.services.books.notices import Message
from plandesk.services.cancellation import cancel_order
from plandesk.services.chains import KnownExtension, Reach, read_selection
from plandesk.services.orders import expire_orders, place_order, preview
from plandesk.services.reminder_stops import (
    StopLinkRefused,
    read_reminders,
    read_stop_link,
    set_reminder,
    stop_by_link,
)
from plandesk.services.reminders import send_reminders
from plandesk.services.requests import CorrectRequest, RecordRequest, correct_request, record_request
from tests.api.seeding import Seeded, Seeds
from tests.factories import World, extension, order_request, second_catalogue

START, LAST = date(2026, 11, 23), date(2027, 11, 22)
"""The cover of the customer: a year from the day on which every world begins."""

STEPS = {
    date(2027, 9, 23): "PBX-1: support ends on 22 November 2027",
    date(2027, 10, 23): "PBX-1: support ends on 22 November 2027",
    date(2027, 11, 15): "PBX-1: support ends on 22 November 2027",
    date(2027, 11, 21): "PBX-1: support ends on 22 November 2027",
    date(2027, 11, 23): "PBX-1: support ended on 22 November 2027",
    date(2027, 12, 22): "PBX-1: last day to continue without a gap",
}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def acme(world: World) -> Seeded:
    return Seeds(world.ports).customer("Acme")


def mails(world: World, to: str = "owner@acme.example") -> list[Message]:
    """Return the mails to an address, in the order they were written."""
    written = [row.what.message for row in world.books.tables.outbox.values()]
    return [each for each in written if each.to == to and "Your order" not in each.subject]


def walk(world: World, until: date, *, act: Callable[[date], object] = lambda day: None) -> dict[date, list[str]]:
    """Live every day until one, and return the subjects of the owner's mails by the day they were written."""
    told: dict[date, list[str]] = {}
    while (today := world.clock.today("UTC")) < until:
        world.clock.advance(days=1)
        before = len(mails(world))
        act(today + timedelta(days=1))
        expire_orders(ports=world.ports)
        while send_reminders(ports=world.ports):
            pass
        if new := mails(world)[before:]:
            told[today + timedelta(days=1)] = [each.subject for each in new]
    return told


def jump(world: World, to: date) -> Sequence[Message]:
    """Move the clock to a day, let the worker look once, and return what the owner is written."""
    before = len(mails(world))
    world.clock.advance(days=(to - world.clock.today("UTC")).days)
    send_reminders(ports=world.ports)
    return mails(world)[before:]


def order_extension(world: World, acme: Seeded, key: str = "key-1") -> str:
    """Order an extension of the customer's installation, unpaid, and return the order's token."""
    asked = [KnownExtension(acme.installations[0].id, "pbx.standard")]
    selection = read_selection(asked, Reach(acme.customer.id), ports=world.ports)
    total = preview(selection, ports=world.ports).breakdown.total
    request = order_request(selection, total, world.catalogue.version, key)
    return place_order(replace(request, customer_id=acme.customer.id), ports=world.ports).order.token


def add_term(world: World, acme: Seeded, start: date, **changes: object) -> BookedTerm:
    """Put another year behind the customer's cover."""
    opened = open_term(world.catalogue.plan("pbx.standard"), start, START, windows=True)
    booked = replace(acme.terms[0], id="term-next", term=opened, **changes)  # type: ignore[arg-type]  # Named by tests.
    with world.ports.uow() as unit:
        unit.terms.add_terms([booked])
        unit.commit()
    return booked


def test_a_year_brings_every_step_once_and_on_its_day(world: World, acme: Seeded) -> None:
    assert walk(world, date(2028, 3, 1)) == {day: [subject] for day, subject in STEPS.items()}
    assert len(mails(world, "billing@acme.example")) == len(STEPS)
    assert mails(world, "technical@acme.example") == []


def test_reminders_go_out_by_the_vendors_calendar(world: World, acme: Seeded) -> None:
    world.catalogue = replace(
        world.catalogue, rules=replace(world.catalogue.rules, time_zone="Pacific/Kiritimati", reminder_days=(30,))
    )
    world.clock.advance(days=(date(2027, 10, 22) - START).days, hours=-3)
    send_reminders(ports=world.ports)
    assert mails(world) == []
    world.clock.advance(hours=2)  # 11 o'clock in UTC, and already the next day there.
    send_reminders(ports=world.ports)
    assert len(mails(world)) == 1


def test_a_jump_over_months_brings_the_latest_step_alone(world: World, acme: Seeded) -> None:
    send_reminders(ports=world.ports)
    (told,) = jump(world, date(2027, 12, 1))
    assert told.subject == STEPS[date(2027, 11, 23)]
    with world.ports.uow(read_only=True) as unit:
        kept = unit.reminders.of_term(acme.terms[0].id)
    owner = acme.contacts["owner"].id
    assert [(each.step, each.sent) for each in kept if each.contact_id == owner] == [
        ("before_60", False),
        ("before_30", False),
        ("before_7", False),
        ("before_1", False),
        ("expired", True),
    ]
    assert walk(world, date(2028, 3, 1)) == {date(2027, 12, 22): [STEPS[date(2027, 12, 22)]]}


def test_a_jump_past_grace_tells_that_it_is_over(world: World, acme: Seeded) -> None:
    send_reminders(ports=world.ports)
    (told,) = jump(world, date(2028, 1, 20))
    assert told.subject == "PBX-1: support can no longer be continued without a gap"
    assert "could be continued without a gap until 22 December 2027." in told.body


def test_the_first_round_ever_brings_nothing_of_the_past(world: World, acme: Seeded) -> None:
    assert jump(world, date(2027, 10, 30)) == []
    (told,) = jump(world, date(2027, 11, 15))
    assert "8 days left, today included" in told.body


def test_a_clock_that_is_set_back_brings_nothing_again(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 30))
    world.clock.advance(days=-40)
    assert walk(world, date(2027, 11, 30)) == {}


def test_nothing_is_written_for_a_term_that_another_follows(world: World, acme: Seeded) -> None:
    add_term(world, acme, date(2027, 11, 23))
    assert walk(world, date(2028, 3, 1)) == {}
    later = walk(world, date(2029, 1, 1))
    assert next(iter(later)) == date(2028, 9, 23)
    assert sum(map(len, later.values())) == len(STEPS)


def test_nothing_is_written_while_an_order_of_the_extension_stands(world: World, acme: Seeded) -> None:
    def order_once(day: date) -> None:
        if day == date(2027, 11, 10):
            order_extension(world, acme)

    told = walk(world, date(2027, 11, 17), act=order_once)
    assert list(told) == [date(2027, 9, 23), date(2027, 10, 23)]


def test_an_order_that_ran_out_unpaid_lets_the_later_steps_go_out(world: World, acme: Seeded) -> None:
    def order_once(day: date) -> None:
        if day == date(2027, 11, 10):
            order_extension(world, acme)

    told = walk(world, date(2028, 3, 1), act=order_once)  # The order closes on 17 November.
    assert list(told) == [each for each in STEPS if each != date(2027, 11, 15)]


def test_a_cancelled_order_lets_them_go_out_too(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 10))
    cancel_order(order_extension(world, acme), ports=world.ports)
    assert date(2027, 11, 15) in walk(world, date(2027, 11, 16))


def test_a_paid_extension_ends_the_reminders(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 10))
    token = order_extension(world, acme)
    with world.ports.uow(read_only=True) as unit:
        order = unit.orders.by_token(token)
    assert order is not None
    world.pay(order)
    assert walk(world, date(2028, 3, 1)) == {}


def test_a_guests_order_for_the_same_reference_counts(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 10))
    line = extension(LAST, reference="pbx-1")
    guest = replace(world.request(line), buyer=replace(world.request(line).buyer, email="Owner@acme.example"))
    order = place_order(guest, ports=world.ports).order
    world.pay(order)  # It waits for staff now, and is no term of the customer's yet.
    assert walk(world, date(2028, 3, 1)) == {}


def test_a_guests_order_counts_once_staff_have_accepted_it_too(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 10))
    guest = world.request(extension(LAST, reference="PBX-1"))
    order = place_order(replace(guest, buyer=replace(guest.buyer, email="owner@acme.example")), ports=world.ports).order
    world.pay(order)
    approve_order(order.number, staff="sales", reason="as in our records", ends={}, ports=world.ports)
    assert walk(world, date(2028, 3, 1)) == {}


def test_an_extension_that_staff_shortened_is_reminded_of_at_its_new_end(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 10))
    token = order_extension(world, acme)
    with world.ports.uow(read_only=True) as unit:
        order = unit.orders.by_token(token)
    assert order is not None
    world.pay(order)
    with world.ports.uow() as unit:
        last = unit.terms.chain(acme.installations[0].id).last
        assert last is not None
        period = replace(last.term.period, end=date(2028, 6, 1))
        unit.terms.save_term(replace(last, term=replace(last.term, period=period)))
        unit.commit()
    assert list(walk(world, date(2028, 6, 2)))[-1] == date(2028, 6, 1)


def test_an_order_about_another_installation_does_not_count(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 10))
    lines: Sequence[Line] = [extension(LAST, reference="PBX-2")]
    guest = world.request(*lines)
    place_order(replace(guest, buyer=replace(guest.buyer, email="owner@acme.example")), ports=world.ports)
    assert date(2027, 11, 15) in walk(world, date(2027, 11, 16))


def test_each_kind_stops_by_itself(world: World, acme: Seeded) -> None:
    owner = acme.contacts["owner"]
    set_reminder(owner.id, "before_expiry", on=False, ports=world.ports)
    assert read_reminders(owner.id, ports=world.ports) == {
        "before_expiry": False,
        "after_expiry": True,
        "quota": True,
    }
    assert list(walk(world, date(2028, 3, 1))) == [date(2027, 11, 23), date(2027, 12, 22)]
    assert len(mails(world, "billing@acme.example")) == len(STEPS)


def test_a_kind_that_is_let_go_again_goes_out_from_the_next_step_on(world: World, acme: Seeded) -> None:
    owner = acme.contacts["owner"]
    set_reminder(owner.id, "before_expiry", on=False, ports=world.ports)
    walk(world, date(2027, 10, 30))
    set_reminder(owner.id, "before_expiry", on=True, ports=world.ports)
    assert list(walk(world, date(2027, 11, 22))) == [date(2027, 11, 15), date(2027, 11, 21)]


def test_the_link_in_a_mail_stops_its_kind_to_its_reader(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 9, 23))
    (told,) = mails(world)
    headers = dict(told.headers)
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://plans.example/stop/one-click?key=")
    assert address.replace("/one-click", "/") in told.body
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    key = address.partition("key=")[2]
    assert read_stop_link(key, ports=world.ports).contact == acme.contacts["owner"]
    assert stop_by_link(key, ports=world.ports).kind == "before_expiry"
    assert list(walk(world, date(2028, 3, 1))) == [date(2027, 11, 23), date(2027, 12, 22)]


def test_a_link_that_was_changed_or_whose_contact_left_stops_nothing(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 9, 23))
    key = dict(mails(world)[0].headers)["List-Unsubscribe"].strip("<>").partition("key=")[2]
    with pytest.raises(StopLinkRefused):
        stop_by_link(key[:-1] + ("A" if key[-1] != "A" else "B"), ports=world.ports)
    with world.ports.uow() as unit:
        unit.customers.save_contact(replace(acme.contacts["owner"], removed_at=world.clock.now()))
        unit.commit()
    with pytest.raises(StopLinkRefused):
        stop_by_link(key, ports=world.ports)
    assert walk(world, date(2027, 11, 22)) == {}


def test_a_mail_says_what_ends_what_it_costs_and_where_to_act(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 15))
    body = mails(world)[-1].body
    assert (
        "support for PBX-1 (Windows PBX, Standard support) ends on 22 November 2027, its last covered day: "
        "8 days left, today included." in body
    )
    assert "From 23 November 2027 it will be without support and without its quota." in body
    assert "It keeps critical updates until 22 November 2028." in body
    assert "One more period of the same plan (1 year) costs USD 2,900.00, net of tax." in body
    assert "it covers 23 November 2027 to 22 November 2028, the last covered day." in body
    assert "A wire is in time if it is ordered and sent by 17 November 2027." in body
    assert "https://plans.example/extend/?key=" in body
    assert "You are written to as an owner of Acme." in body


def test_a_mail_of_expiry_names_the_last_day_without_a_gap(world: World, acme: Seeded) -> None:
    walk(world, date(2027, 11, 23))
    body = mails(world)[-1].body
    assert "Until 22 December 2027 it can be continued where it ended, without a gap." in body
    assert "A wire" not in body


def test_a_plan_that_cannot_be_bought_again_has_no_price(world: World) -> None:
    period = ("softswitch.minimal", START.isoformat(), "2027-02-22")
    Seeds(world.ports).customer("Acme", installations={"SW-1": [period]})
    walk(world, date(2027, 1, 23))
    body = mails(world)[-1].body
    assert "The same plan cannot be bought again; the page shows the plans that can follow it." in body
    assert "USD" not in body


def test_a_day_that_is_done_is_not_looked_at_again(world: World, acme: Seeded) -> None:
    world.clock.advance(days=(date(2027, 9, 23) - START).days)
    assert [send_reminders(ports=world.ports) for _ in range(3)] == [1, 0, 0]


def test_a_round_goes_on_where_it_stopped(world: World) -> None:
    year = ("pbx.standard", START.isoformat(), LAST.isoformat())
    Seeds(world.ports).customer("Acme", installations={f"PBX-{number}": [year] for number in range(5)})
    world.clock.advance(days=(date(2027, 9, 23) - START).days)
    assert [send_reminders(ports=world.ports, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert len({each.subject for each in mails(world)}) == 5


def test_another_vendors_reminders_follow_its_own_settings() -> None:
    world = World(catalogue=second_catalogue())
    Seeds(world.ports).customer("Acme", installations={"T-1": [("telescope.observer", "2026-12-01", "2027-05-31")]})
    assert list(walk(world, date(2027, 9, 1)))[:3] == [date(2027, 4, 16), date(2027, 5, 21), date(2027, 6, 1)]
    assert "JPY" in mails(world)[0].body


# Quotas: PBX Standard gives 5 requests and 3 hours a month, 15 requests and 10 hours a term, of level 1/2.


def record(world: World, acme: Seeded, count: int, *, minutes: int = 15, level: str = "l1") -> list[str]:
    """Record requests of today and return their ids."""
    made = []
    for _ in range(count):
        reference = world.ids.new_id()
        today = world.clock.today("UTC")
        command = RecordRequest(acme.installations[0].id, level, minutes, today, reference, "quota")
        made.append(record_request(command, actor="program:desk", ports=world.ports).request.id)
    return made


def test_four_of_five_requests_of_a_month_are_told_once(world: World, acme: Seeded) -> None:
    record(world, acme, 3)
    assert mails(world) == []
    record(world, acme, 2)
    (told,) = mails(world)
    assert told.subject == "PBX-1: most of a quota is used up"
    assert "4 of 5 requests and 1 hour of 3 hours of the month, which turns on 23 December 2026" in told.body
    assert f"https://plans.example/account/{acme.installations[0].id}/" in told.body
    assert [len(mails(world, f"{role}@acme.example")) for role in ("technical", "billing")] == [1, 0]


def test_minutes_count_as_requests_do(world: World, acme: Seeded) -> None:
    record(world, acme, 1, minutes=145)
    assert len(mails(world)) == 1


def test_the_next_month_and_the_whole_term_are_told_each_once(world: World, acme: Seeded) -> None:
    for _ in range(3):
        record(world, acme, 5)
        world.clock.advance(days=31)
    subjects = [each.body.count("of the month") + 10 * each.body.count("of the term") for each in mails(world)]
    assert subjects == [1, 1, 10, 1] or subjects == [1, 1, 11]


def test_a_corrected_request_reminds_only_if_it_crosses_the_share(world: World, acme: Seeded) -> None:
    made = record(world, acme, 4)
    assert len(mails(world)) == 1
    correct_request(CorrectRequest(made[0], void=True, reason="twice"), actor="staff:x", ports=world.ports)
    record(world, acme, 1)
    assert len(mails(world)) == 1


def test_a_stopped_quota_reminder_stays_away(world: World, acme: Seeded) -> None:
    set_reminder(acme.contacts["technical"].id, "quota", on=False, ports=world.ports)
    record(world, acme, 4)
    assert [len(mails(world, f"{role}@acme.example")) for role in ("owner", "technical")] == [1, 0]

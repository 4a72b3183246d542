"""Terms by the hand of staff (R17): what may be done in which state, what follows it, and what is written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import InstallationNotFound
from plandesk.domain.entered_terms import (
    DayOutOfReach,
    NothingToCorrect,
    PlanOfAnotherFamily,
    TermEndNotStated,
    TermEndsBeforeStart,
    TermMoveRefused,
    TermNotFound,
    TermsOverlap,
)
from plandesk.domain.errors import CurrencyMismatch, DomainError, UnknownPlan
from plandesk.domain.money import Money
from plandesk.domain.reasons import ReasonMissing
from plandesk.services.imports import ImportRequest, import_customers
from plandesk.services.terms import (
    Acted,
    CorrectTerm,
    EnterTerm,
    correct_term,
    enter_term,
    list_terms,
    resume_term,
    revoke_term,
    suspend_term,
)
from tests.factories import World, usd

BEHIND = ["C-1,Acme,KEY,pbx.standard,2026-01-31", "C-1,,KEY,pbx.basic,2027-01-31", "C-1,,KEY,pbx.standard,2027-02-28"]


def given(*rows: str) -> World:
    """Return a world, at noon of 23 November 2026, with an installation and its terms."""
    world = World()
    content = "\n".join(["customer,company,installation,plan,term_start", *(rows or BEHIND[:1])]).encode()
    import_customers(ImportRequest(BytesIO(content), "f", "sam", True), lambda report: None, ports=world.ports)
    return world


def terms(world: World) -> list[BookedTerm]:
    """Return the terms of the one installation, earliest first."""
    ((_, chain),) = list_terms("C-1", ports=world.ports)
    return list(chain.terms)


def dates(world: World) -> list[tuple[str, str]]:
    """Return first and last covered day of every term."""
    return [(str(each.term.period.start), str(each.term.period.last_day)) for each in terms(world)]


def enter(world: World, plan: str, start: date, last_day: date | None = None, installation: str | None = None) -> Acted:
    """Enter a term."""
    (known,) = world.books.tables.installations
    command = EnterTerm(installation or known, plan, start, last_day, "entered", usd(100), "agreed by phone")
    return enter_term(command, staff="sam", ports=world.ports)


def correct(world: World, nth: int = 0, **changes: object) -> Acted:
    """Correct one of the terms."""
    command = replace(CorrectTerm(terms(world)[nth].id, "the licence says so"), **changes)  # type: ignore[arg-type]
    return correct_term(command, staff="sam", ports=world.ports)


def test_a_term_entered_by_hand_is_treated_like_any_other_and_written_down() -> None:
    world = given()
    acted = enter(world, "pbx.standard", date(2027, 1, 31))
    assert (acted.state, acted.moved) == ("queued", ())
    assert dates(world)[1] == ("2027-01-31", "2028-01-30")
    entered = terms(world)[1]
    assert (entered.origin, entered.value, entered.reason) == ("entered", usd(100), "agreed by phone")
    assert entered.term.critical_updates is not None
    (event,) = [each for each in world.books.tables.term_events if each.term_id == entered.id]
    assert (event.event, event.actor, event.facts["reason"]) == ("entered", "sam", "agreed by phone")
    act = world.books.tables.audit[-1]
    assert (act.actor, act.action, act.subject, act.reason) == (
        "sam",
        "term_entered",
        f"term:{entered.id}",
        "agreed by phone",
    )
    assert (act.before, act.after["last_covered_day"]) == ({}, "2028-01-30")


@pytest.mark.parametrize(
    ("plan", "start", "last_day", "refusal"),
    [
        ("pbx.standard", date(2027, 1, 30), None, TermsOverlap),
        ("pbx.standard", date(2025, 6, 1), date(2026, 1, 31), TermsOverlap),
        ("pbx.standard", date(2027, 2, 1), date(2027, 1, 31), TermEndsBeforeStart),
        ("gateway.standard", date(2027, 2, 1), None, PlanOfAnotherFamily),
        ("pbx.platinum", date(2027, 2, 1), None, UnknownPlan),
        ("pbx.standard", date(9999, 12, 31), None, DayOutOfReach),
        ("pbx.standard", date(2027, 2, 1), date.max, DayOutOfReach),
    ],
)
def test_a_term_that_cannot_be_is_refused(
    plan: str, start: date, last_day: date | None, refusal: type[DomainError]
) -> None:
    world = given()
    with pytest.raises(refusal):
        enter(world, plan, start, last_day)
    assert len(terms(world)) == 1


def test_a_term_touches_others_without_overlap() -> None:
    world = given()
    enter(world, "pbx.standard", date(2026, 1, 1), date(2026, 1, 30))
    enter(world, "pbx.standard", date(2027, 1, 31), date(2027, 1, 31))
    assert dates(world) == [("2026-01-01", "2026-01-30"), ("2026-01-31", "2027-01-30"), ("2027-01-31", "2027-01-31")]


def test_a_plan_without_a_support_period_needs_a_last_day() -> None:
    world = given("C-1,Acme,KEY,softswitch.standard,2026-01-31")
    with pytest.raises(TermEndNotStated):
        enter(world, "softswitch.none", date(2027, 1, 31))
    assert enter(world, "softswitch.none", date(2027, 1, 31), date(2027, 6, 30)).state == "queued"


def test_an_unknown_installation_or_term_is_told() -> None:
    world = given()
    with pytest.raises(InstallationNotFound):
        enter(world, "pbx.standard", date(2027, 2, 1), installation="none")
    with pytest.raises(TermNotFound):
        suspend_term("none", "x", staff="sam", ports=world.ports)


def test_terms_queued_directly_behind_follow_a_corrected_end_and_the_answer_says_so() -> None:
    world = given(*BEHIND)
    acted = correct(world, last_covered_day=date(2027, 2, 28))
    assert dates(world) == [("2026-01-31", "2027-02-28"), ("2027-03-01", "2027-03-31"), ("2027-04-01", "2028-03-31")]
    assert [each.term.period.last_day for each in acted.moved] == [date(2027, 3, 31), date(2028, 3, 31)]
    windows = terms(world)[2].term.critical_updates
    assert windows is not None
    assert (windows.start, windows.last_day) == (date(2027, 4, 1), date(2029, 3, 31))
    moved = [each for each in world.books.tables.term_events if each.event == "moved"]
    assert [each.facts["start_before"] for each in moved] == ["2027-01-31", "2027-02-28"]
    assert world.books.tables.audit[-1].before["start"] == "2027-02-28"


def test_an_earlier_end_pulls_the_queue_forward_without_a_gap() -> None:
    world = given(*BEHIND)
    correct(world, last_covered_day=date(2026, 12, 30))
    assert dates(world) == [("2026-01-31", "2026-12-30"), ("2026-12-31", "2027-01-30"), ("2027-01-31", "2028-01-30")]


def test_a_term_behind_a_gap_stays_and_is_not_run_into() -> None:
    world = given(BEHIND[0], "C-1,,KEY,pbx.standard,2027-06-01")
    assert correct(world, last_covered_day=date(2027, 2, 28)).moved == ()
    with pytest.raises(TermsOverlap):
        correct(world, last_covered_day=date(2027, 6, 1))
    assert dates(world) == [("2026-01-31", "2027-02-28"), ("2027-06-01", "2028-05-31")]


def test_a_queue_that_would_run_into_a_later_term_is_refused_whole() -> None:
    world = given(*BEHIND[:2], "C-1,,KEY,pbx.standard,2027-03-01")
    before = dates(world)
    with pytest.raises(TermsOverlap):
        correct(world, last_covered_day=date(2027, 2, 1))
    assert dates(world) == before


def test_terms_that_have_begun_are_not_moved() -> None:
    world = given("C-1,Acme,KEY,pbx.standard,2025-01-31", "C-1,,KEY,pbx.standard,2026-01-31")
    assert correct(world, last_covered_day=date(2025, 12, 31)).moved == ()
    assert dates(world)[1] == ("2026-01-31", "2027-01-30")
    with pytest.raises(TermsOverlap):
        correct(world, last_covered_day=date(2026, 2, 1))


def test_a_corrected_start_moves_the_windows_and_the_day_from_which_requests_are_served() -> None:
    world = given()
    correct(world, start=date(2025, 12, 1))
    (term,) = terms(world)
    assert dates(world) == [("2025-12-01", "2027-01-30")]
    assert (term.money_on, term.term.anchor, term.serves(date(2025, 12, 1))) == (date(2025, 12, 1),) * 2 + (True,)
    assert term.term.critical_updates is not None
    assert term.term.critical_updates.last_day == date(2027, 11, 30)


def test_a_value_is_entered_for_the_credit_of_an_upgrade() -> None:
    world = given()
    correct(world, value=usd(290000))
    assert terms(world)[0].value == usd(290000)
    facts = world.books.tables.term_events[-1].facts
    assert facts == {"value": "2900.00 USD", "value_before": "", "reason": "the licence says so"}


def test_a_correction_changes_something_sensible() -> None:
    world = given()
    with pytest.raises(NothingToCorrect):
        correct(world, last_covered_day=date(2027, 1, 30))
    with pytest.raises(TermEndsBeforeStart):
        correct(world, last_covered_day=date(2026, 1, 30))


def test_a_value_is_in_the_currency_of_the_catalogue() -> None:
    world = given()
    with pytest.raises(CurrencyMismatch):
        correct(world, value=Money(1, "EUR"))


def test_a_suspended_term_serves_no_request_until_it_is_resumed() -> None:
    world = given()
    (term,) = terms(world)
    assert suspend_term(term.id, "dispute", staff="sam", ports=world.ports).state == "suspended"
    today = world.ports.clock.today("UTC")
    assert not terms(world)[0].serves(today)
    assert resume_term(term.id, "settled", staff="sam", ports=world.ports).state == "active"
    assert terms(world)[0].serves(today)
    assert [each.event for each in world.books.tables.term_events] == ["imported", "suspended", "resumed"]


def test_a_revoked_term_ends_today_with_its_windows() -> None:
    world = given(*BEHIND)
    term, *behind = terms(world)
    assert revoke_term(term.id, "fraud", staff="sam", ports=world.ports).state == "revoked"
    revoked, *after = terms(world)
    today = world.ports.clock.today("UTC")
    assert revoked.closed_on == today
    assert revoked.window("critical_updates") is not None
    assert not revoked.window("critical_updates").covers(today)  # type: ignore[union-attr]  # Just asserted.
    assert after == behind


Act = Callable[..., Acted]


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (suspend_term, suspend_term, "suspended"),
        (revoke_term, suspend_term, "revoked"),
        (revoke_term, revoke_term, "revoked"),
        (revoke_term, resume_term, "revoked"),
        (None, resume_term, "active"),
    ],
)
def test_an_act_that_does_not_fit_the_state_is_refused(first: Act | None, second: Act, state: str) -> None:
    world = given()
    (term,) = terms(world)
    if first:
        first(term.id, "why", staff="sam", ports=world.ports)
    with pytest.raises(TermMoveRefused) as refused:
        second(term.id, "why", staff="sam", ports=world.ports)
    assert refused.value.facts["state"] == state


def test_what_is_over_is_neither_suspended_nor_what_is_closed_corrected() -> None:
    world = given("C-1,Acme,KEY,pbx.standard,2020-01-31")
    (term,) = terms(world)
    with pytest.raises(TermMoveRefused) as refused:
        suspend_term(term.id, "why", staff="sam", ports=world.ports)
    assert refused.value.facts["state"] == "lapsed"
    revoke_term(term.id, "why", staff="sam", ports=world.ports)
    with pytest.raises(TermMoveRefused):
        correct(world, value=usd(1))


@pytest.mark.parametrize(
    "act",
    [
        lambda world, term: enter_term(
            EnterTerm(term.installation_id, "pbx.basic", date(2028, 1, 1), None, "entered", None, " "),
            staff="sam",
            ports=world.ports,
        ),
        lambda world, term: correct_term(CorrectTerm(term.id, "", value=usd(100)), staff="sam", ports=world.ports),
        lambda world, term: suspend_term(term.id, "\t", staff="sam", ports=world.ports),
        lambda world, term: resume_term(term.id, "", staff="sam", ports=world.ports),
        lambda world, term: revoke_term(term.id, "...", staff="sam", ports=world.ports),
    ],
)
def test_no_act_is_without_a_reason_in_words(act: Callable[[World, BookedTerm], Acted]) -> None:
    world = given()
    before = terms(world)
    with pytest.raises(ReasonMissing):
        act(world, before[0])
    assert terms(world) == before


def test_a_reason_is_kept_without_the_space_around_it() -> None:
    world = given()
    revoke_term(terms(world)[0].id, "  agreed \n", staff="sam", ports=world.ports)
    assert world.books.tables.audit[-1].reason == "agreed"

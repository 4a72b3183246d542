"""When cover runs: the dates a line buys, the choices of its start, and the update windows each term opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plandesk.domain.catalogue import Catalogue, Duration, Plan, Rules
from plandesk.domain.coverage import BookedTerm, Closing, Lanes, Term, days_lost, lanes
from plandesk.domain.period import Period, anchor_for, month_turn, months_to, span, years_after
from plandesk.domain.pricing import Extension, Fee, NewInstallation, Refusal, StartId, Upgrade
from plandesk.domain.upgrades import follow


@dataclass(frozen=True, slots=True)
class StartChoice:
    """One way the terms of a line may start, with what it costs in days.

    `days_given_up` are days of the running term that end early (R2); `gap_days` are days without cover before the
    start (R3, R4). `changes` are terms already in the books as this start leaves them: closed, or moved behind (R9).
    """

    id: StartId
    terms: tuple[Term, ...]
    days_given_up: int = 0
    gap_days: int = 0
    changes: tuple[BookedTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The dates of one line: every open choice in the rules' order, and the one that holds.

    `replaced` names the choice the buyer made when it is no longer open on the day that counts (R3).
    """

    position: int
    choices: tuple[StartChoice, ...]
    chosen: StartChoice
    replaced: StartId | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms of the choice that holds, earliest first."""
        return self.chosen.terms


def open_term(plan: Plan, start: date, anchor: date, *, windows: bool) -> Term:
    """Return one term of `plan` from `start`, as long as its price buys (A5, A7).

    With `windows` it opens update windows at its start (R7).
    """
    return Term(
        plan=plan.id,
        period=span(anchor, start, term_months(plan)),
        anchor=anchor,
        critical_updates=_window(anchor, start, plan.critical_updates.value) if windows else None,
        maintenance_upgrades=_window(anchor, start, plan.maintenance_upgrades.value) if windows else None,
    )


def queue_terms(
    plan: Plan, start: date, anchor: date, periods: int, rules: Rules, *, extends: bool
) -> tuple[Term, ...]:
    """Return `periods` terms back to back from `start` (R12); reading A20 says which of them open update windows."""
    anchor = anchor_for(anchor, start)
    offset, months = months_to(anchor, start) or 0, term_months(plan)
    every = rules.update_windows == "every_term"
    return tuple(
        open_term(
            plan, month_turn(anchor, offset + index * months), anchor, windows=every or (not extends and not index)
        )
        for index in range(periods)
    )


def term_months(plan: Plan) -> int:
    """Return the length of one term of a plan that is on sale; the catalogue's validation guarantees one."""
    if plan.months is None:
        raise ValueError(f"{plan.id} is on sale without a length")
    return plan.months


def schedule_new(catalogue: Catalogue, position: int, line: NewInstallation, counted_on: date) -> Schedule:
    """Return the dates of a new installation's terms: they start on the day the money counts (R5)."""
    plan = catalogue.plan(line.plan)
    terms = queue_terms(plan, counted_on, counted_on, line.periods, catalogue.rules, extends=False)
    choice = StartChoice("from_payment", terms)
    return Schedule(position, (choice,), choice)


def start_choices(catalogue: Catalogue, line: Extension, ordered_on: date, counted_on: date) -> tuple[StartChoice, ...]:
    """List the starts open to an extension when its money counts on `counted_on`; in the rules' order, may be empty.

    Where the end is the buyer's word, months turn on it (the chain's first day is not known) and nothing queues behind.
    """
    choices: tuple[StartChoice | None, ...]
    if counted_on < line.end:
        choices = (_at_end(catalogue, line, ordered_on), _today(catalogue, line, counted_on))
    elif counted_on < grace_end(catalogue.rules, line.end):
        choices = (_continuous(catalogue, line, counted_on), _from_payment(catalogue, line, counted_on))
    else:
        choices = (_from_payment(catalogue, line, counted_on),)
    return tuple(choice for choice in choices if choice is not None)


def schedule_upgrade(catalogue: Catalogue, position: int, line: Upgrade, counted_on: date) -> Schedule:
    """Return the dates of an upgrade: a full new term from the day the money counts (R9).

    The running term closes on that day; what is queued behind keeps plan and length and follows the new end. A term
    that ended before the money came is left as it is, and the days since then stay without cover.
    """
    plan, closing = catalogue.plan(line.plan), line.closing
    if line.keeps_end:
        return _schedule_to_end(plan, position, line, counted_on, catalogue.rules)
    terms = queue_terms(plan, counted_on, counted_on, 1, catalogue.rules, extends=True)
    running = closing.support is not None and closing.support.end > counted_on
    closed = (_closed(closing, counted_on, "upgrade"),) if running else ()
    moved = follow(line.chain.queued(counted_on), terms[-1].period.end, counted_on)
    gap = 0 if running or line.chain.end is None else max(0, (counted_on - line.chain.end).days)
    choice = StartChoice("from_payment", terms, gap_days=gap, changes=(*closed, *moved))
    return Schedule(position, (choice,), choice)


def _schedule_to_end(plan: Plan, position: int, line: Upgrade, counted_on: date, rules: Rules) -> Schedule:
    """Return the dates of an upgrade that keeps the old end: what is queued behind stays where it is (R10).

    Money that comes after that end buys nothing any more; the order is then held for a person, as on its last day.
    """
    end = line.closing.term.period.end
    start = min(counted_on, end - timedelta(days=1))
    whole = open_term(plan, start, start, windows=rules.update_windows == "every_term")
    choice = StartChoice(
        "from_payment",
        (replace(whole, period=Period(start, end)),),
        changes=(_closed(line.closing, start, "upgrade"),),
    )
    return Schedule(position, (choice,), choice)


def _closed(term: BookedTerm, day: date, because: Closing) -> BookedTerm:
    """Close a term: its support and quota end, its windows stay (§2)."""
    return replace(term, closed_on=day, closed_because=because)


def start_rule(rules: Rules, choice: StartChoice) -> str:
    """Name the rule that opens a start of an extension: R1 to R4."""
    if choice.id == "from_payment":
        return "R4" if choice.gap_days >= rules.grace_days else "R3"
    return _START_RULES[choice.id]


_START_RULES: Mapping[StartId, str] = {"at_end": "R1", "today": "R2", "continuous": "R3"}


def grace_end(rules: Rules, end: date) -> date:
    """Return the first day after grace (R3, exclusive)."""
    return end + timedelta(days=rules.grace_days)


def extension_opens(rules: Rules, end: date) -> date:
    """Return the first day on which a term may be queued behind `end` (R1)."""
    return end - timedelta(days=rules.extend_before_days)


def propose_extension(
    catalogue: Catalogue, position: int, line: Extension, ordered_on: date
) -> Schedule | Refusal | None:
    """Date an extension as if it were ordered and paid on `ordered_on`, or say why it may not be (R1, R2, R11, R12).

    None where pricing names the fault: dates of what cannot be bought would only confuse.
    """
    current, wanted = catalogue.find_plan(line.current_plan), catalogue.find_plan(line.plan)
    if current is None or wanted is None:
        field, plan = ("current_plan", line.current_plan) if current is None else ("plan", line.plan)
        return Refusal(position, field, "unknown-plan", (("plan", plan),))
    if current.family != wanted.family:
        return Refusal(position, "plan", "extension-other-family", (("plan", wanted.id), ("current", current.id)))
    if current.support_period.value is None:
        return Refusal(position, "current_plan", "nothing-to-extend", (("plan", current.id),))
    if line.chain is not None and line.chain.last is not None and line.chain.last.suspended_on is not None:
        return Refusal(position, "plan", "term-suspended", (("plan", current.id),))
    if not wanted.sold_as_extension or not 1 <= line.periods <= catalogue.rules.max_periods:
        return None
    choices = start_choices(catalogue, line, ordered_on, ordered_on)
    chosen = _choice(choices, line)
    if chosen is None:
        return _start_not_open(catalogue, position, line, ordered_on)
    late = _refuse_late_start(catalogue, position, chosen.terms, ordered_on)
    return late or Schedule(position, choices, chosen)


def propose_new(
    catalogue: Catalogue, position: int, line: NewInstallation, ordered_on: date
) -> Schedule | Refusal | None:
    """Date a new installation as if it were ordered and paid on `ordered_on`, or say why it may not be (R12).

    None where pricing names the fault.
    """
    plan = catalogue.find_plan(line.plan)
    if plan is None or not plan.sold_new or not 1 <= line.periods <= catalogue.rules.max_periods:
        return None
    dated = schedule_new(catalogue, position, line, ordered_on)
    return _refuse_late_start(catalogue, position, dated.terms, ordered_on) or dated


def propose_upgrade(catalogue: Catalogue, position: int, line: Upgrade, ordered_on: date) -> Schedule | Refusal | None:
    """Date an upgrade as if it were ordered and paid on `ordered_on`, or say why it may not be (R9, R7).

    None where pricing names the fault.
    """
    closing = line.closing
    wanted, current = catalogue.find_plan(line.plan), catalogue.find_plan(closing.term.plan)
    if wanted is None or not wanted.sold_as_extension:
        return None
    if current is None:
        return Refusal(position, "plan", "unknown-plan", (("plan", closing.term.plan),))
    if current.family != wanted.family:
        return Refusal(position, "plan", "extension-other-family", (("plan", wanted.id), ("current", current.id)))
    if closing.support is None or not closing.support.covers(ordered_on):
        return Refusal(position, "plan", "nothing-to-upgrade", (("plan", current.id),))
    if closing.suspended_on is not None:
        return Refusal(position, "plan", "term-suspended", (("plan", current.id),))
    if wanted.rank <= current.rank:
        return Refusal(position, "plan", "upgrade-not-higher", (("plan", wanted.id), ("current", current.id)))
    return _refuse_shortening(position, line, schedule_upgrade(catalogue, position, line, ordered_on), ordered_on)


def _refuse_shortening(position: int, line: Upgrade, dated: Schedule, day: date) -> Schedule | Refusal:
    """No purchase may shorten any lane (R7): an upgrade that would is refused and says by how much."""
    lost = days_lost(lanes(line.chain.terms), lanes_after(line, dated.chosen), day)
    if not lost:
        return dated
    lane, days = max(lost.items(), key=lambda each: each[1])
    return Refusal(position, "plan", "upgrade-would-shorten", (("lane", lane), ("days", days)))


def lanes_after(line: NewInstallation | Extension | Upgrade, choice: StartChoice) -> Lanes:
    """Return the lanes of an installation as a choice would leave them."""
    chain = None if isinstance(line, NewInstallation) else line.chain
    changed = {each.id: each for each in choice.changes}
    before = [changed.get(each.id, each) for each in chain.terms] if chain else []
    return lanes([*before, *(_as_booked(term, index) for index, term in enumerate(choice.terms))])


def _as_booked(term: Term, index: int) -> BookedTerm:
    return BookedTerm(f"new-{index}", None, None, "", term, term.period.start, "", ())


def schedule_extension(
    catalogue: Catalogue, position: int, line: Extension, ordered_on: date, counted_on: date
) -> Schedule:
    """Return the dates of an extension whose order was accepted: the buyer's choice, or the next one still open (R3).

    Starting today shortens a running term, so it is never chosen for the buyer.
    """
    choices = start_choices(catalogue, line, ordered_on, counted_on)
    wanted = next((choice for choice in choices if choice.id == line.start), None)
    if wanted is not None:
        return Schedule(position, choices, wanted)
    fallback = next((choice for choice in choices if choice.id != "today"), None)
    if fallback is None:
        # Staff may correct an end to a later one, and then only the new end is left to queue at.
        fallback = _queue_at_end(catalogue, line)
        choices = (*choices, fallback)
    return Schedule(position, choices, fallback, replaced=line.start)


def reinstatement_fees(catalogue: Catalogue, schedules: Sequence[Schedule]) -> tuple[Fee, ...]:
    """List the fees for lines that start after a gap longer than grace (R4); empty while the setting is 0."""
    rules = catalogue.rules
    late = (each for each in schedules if each.chosen.gap_days >= rules.grace_days)
    return tuple(Fee(each.position, "R4", rules.reinstatement_fee) for each in late if rules.reinstatement_fee.minor)


def _choice(choices: Sequence[StartChoice], line: Extension) -> StartChoice | None:
    """Return the start a line names; without one, the first that does not shorten a running term."""
    if line.start is not None:
        return next((each for each in choices if each.id == line.start), None)
    return next((each for each in choices if each.id != "today"), None)


def _refuse_late_start(catalogue: Catalogue, position: int, terms: Sequence[Term], ordered_on: date) -> Refusal | None:
    latest = years_after(ordered_on, catalogue.rules.start_within_years)
    last = terms[-1].period.start
    if last <= latest:
        return None
    facts = (("start", last.isoformat()), ("latest", latest.isoformat()))
    return Refusal(position, "periods", "starts-too-late", facts)


def _too_early(catalogue: Catalogue, position: int, line: Extension) -> Refusal:
    opens_on = extension_opens(catalogue.rules, line.end).isoformat()
    days = catalogue.rules.extend_before_days
    return Refusal(position, "last_covered_day", "extension-too-early", (("opens_on", opens_on), ("days", days)))


def _start_not_open(catalogue: Catalogue, position: int, line: Extension, ordered_on: date) -> Refusal:
    if line.start in (None, "at_end") and ordered_on < extension_opens(catalogue.rules, line.end):
        return _too_early(catalogue, position, line)
    if line.start == "today" and ordered_on < line.end and not (line.chain and line.chain.queued(ordered_on)):
        lower = catalogue.plan(line.plan).rank < catalogue.plan(line.current_plan).rank
        return Refusal(position, "start", "downgrade-only-at-end" if lower else "today-would-shorten")
    return Refusal(position, "start", "start-not-open", (("start", line.start),))


def _at_end(catalogue: Catalogue, line: Extension, ordered_on: date) -> StartChoice | None:
    if ordered_on < extension_opens(catalogue.rules, line.end):
        return None
    return _queue_at_end(catalogue, line)


def _queue_at_end(catalogue: Catalogue, line: Extension) -> StartChoice:
    return StartChoice("at_end", _extend(catalogue, line, line.end))


def _extend(catalogue: Catalogue, line: Extension, start: date) -> tuple[Term, ...]:
    """Queue the terms an extension buys; months turn on the chain's own anchor where it is known (R16)."""
    plan, last = catalogue.plan(line.plan), line.chain.last if line.chain else None
    anchor = last.term.anchor if last else line.end
    return queue_terms(plan, start, anchor, line.periods, catalogue.rules, extends=True)


def _today(catalogue: Catalogue, line: Extension, counted_on: date) -> StartChoice | None:
    terms, running = _extend(catalogue, line, counted_on), None
    lower = catalogue.plan(line.plan).rank < catalogue.plan(line.current_plan).rank
    if lower or terms[-1].period.end <= line.end:
        return None
    if line.chain is not None:
        running = line.chain.running(counted_on)
        if running is None or line.chain.queued(counted_on):
            return None
    closed = (_closed(running, counted_on, "start_today"),) if running else ()
    return StartChoice("today", terms, days_given_up=(line.end - counted_on).days, changes=closed)


def _continuous(catalogue: Catalogue, line: Extension, counted_on: date) -> StartChoice | None:
    terms = _extend(catalogue, line, line.end)
    return StartChoice("continuous", terms) if terms[-1].period.end > counted_on else None


def _from_payment(catalogue: Catalogue, line: Extension, counted_on: date) -> StartChoice:
    terms = _extend(catalogue, line, counted_on)
    return StartChoice("from_payment", terms, gap_days=(counted_on - line.end).days)


def _window(anchor: date, start: date, length: Duration | None) -> Period | None:
    return None if length is None else span(anchor, start, length.months)

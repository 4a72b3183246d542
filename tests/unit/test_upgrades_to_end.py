"""Upgrades that keep the old end and pay the difference by days are those of the golden table (R10)."""

from typing import Any

import pytest

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.orders import Proposal, propose, schedule
from plandesk.domain.period import day_after, month_turn
from plandesk.domain.pricing import Selection, SelectionRefused, Upgrade
from plandesk.domain.requests import unused_requests
from plandesk.text.prices_en import line_buys
from tests.chains import NAME, booked, chain_of
from tests.factories import select, vendor_catalogue
from tests.golden_tables import day, rows

CATALOGUE = vendor_catalogue()


def selection(row: dict[str, Any]) -> Selection:
    """Return the upgrade of a row."""
    running = booked(f"{row['plan']} {row['first_day']} {row['last_covered_day']}", paid=row["paid"])
    unused = unused_requests(running, CATALOGUE.plan(row["plan"]), [], CATALOGUE)
    chain = chain_of(running, *_queued(row, running))
    return select(Upgrade(row["to"], running.id, chain, unused, NAME, keeps_end=True))


def upgrade(row: dict[str, Any]) -> Proposal:
    """Propose the upgrade of a row on its day."""
    return propose(CATALOGUE, selection(row), day(row["on"]))


@pytest.mark.parametrize("row", rows("upgrades_to_end", refused=False))
def test_golden_upgrade_to_the_old_end(row: dict[str, Any]) -> None:
    proposal = upgrade(row)
    sold = proposal.breakdown.lines[0]
    credit = next((line.credit for line in proposal.breakdown.lines if line.credit), None)
    assert sold.part is not None
    assert f"{sold.part.days} of {sold.part.of_days}" == row["days"]
    assert str(sold.total.to_decimal()) == row["share"]
    assert (credit and str(credit.amount.to_decimal())) == row["credit"]
    assert str(proposal.breakdown.total.to_decimal()) == row["to_pay"]
    assert "R10" in sold.rules
    chosen = proposal.schedules[0].chosen
    assert [(term.period.start, day_after(term.period.last_day)) for term in chosen.terms] == [
        (day(row["on"]), day_after(day(row["last_covered_day"])))
    ]
    assert [(each.closed_because, each.closed_on) for each in chosen.changes] == [("upgrade", day(row["on"]))]


@pytest.mark.parametrize("row", rows("upgrades_to_end", refused=True))
def test_golden_upgrade_to_the_old_end_refused(row: dict[str, Any]) -> None:
    with pytest.raises(SelectionRefused) as refused:
        upgrade(row)
    assert [each.rule for each in refused.value.refusals] == [row["refused"]]


def test_the_line_spells_its_arithmetic_out() -> None:
    row = rows("upgrades_to_end", share=True)[0].values[0]  # type: ignore[attr-defined]  # pytest's own.
    assert line_buys(upgrade(row).breakdown.lines[0], CATALOGUE).startswith(
        "Support for one installation to the end of the running plan, by the days left on the day of this price: "
        "183 of the 365 days that US$1,700.00 buys, rounded to the cent."
    )


def test_money_that_comes_after_the_kept_end_leaves_a_term_of_the_last_day_for_a_person_to_look_at() -> None:
    row = rows("upgrades_to_end", share=True)[0].values[0]  # type: ignore[attr-defined]  # pytest's own.
    ordered, late = day(row["on"]), day("2027-01-05")
    [dated] = schedule(CATALOGUE, selection(row), ordered, late, late)
    assert [term.period.start for term in dated.terms] == [day(row["last_covered_day"])]


def _queued(row: dict[str, Any], running: BookedTerm) -> list[BookedTerm]:
    if "queued" not in row:
        return []
    first = running.term.period.end
    last = month_turn(first, 12)
    return [booked(f"{row['queued']} {first} {last}", 2)]

"""Chains of terms for tests of extensions and upgrades, written as a salesperson would."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.money import Money
from plandesk.domain.period import Period, day_after
from plandesk.domain.pricing import Extension, InstallationName, StartId
from plandesk.domain.terms import open_term
from tests.factories import vendor_catalogue

NAME = InstallationName("PBX-1", None, "i-1")


def booked(text: str, number: int = 1, *, paid: str | None = None) -> BookedTerm:
    """Read `PLAN FIRST_DAY LAST_COVERED_DAY` as a term in the books that `paid` US dollars brought."""
    plan, first, last = text.split()
    catalogue, start = vendor_catalogue(), date.fromisoformat(first)
    opened = open_term(catalogue.plan(plan), start, start, windows=True)
    term = replace(opened, period=Period(start, day_after(date.fromisoformat(last))))
    value = None if paid is None else Money.from_decimal(Decimal(paid), "USD")
    return BookedTerm(
        f"term-{number}", None, None, "PBX-1", term, start, catalogue.version, (), installation_id="i-1", value=value
    )


def chain_of(*terms: BookedTerm) -> Chain:
    """Return the chain of one installation; a term that joins the one before keeps its anchor (R16)."""
    joined: list[BookedTerm] = []
    for each in terms:
        before = joined[-1].term if joined else None
        anchored = before is not None and before.period.end == each.term.period.start
        term = replace(each.term, anchor=before.anchor) if before and anchored else each.term
        joined.append(replace(each, term=term))
    return Chain("i-1", tuple(joined))


def extending(chain: Chain, plan: str, periods: int = 1, start: StartId | None = None) -> Extension:
    """Return the extension of a chain."""
    if chain.last is None or chain.end is None:
        raise AssertionError("the chain is empty")
    return Extension(chain.last.term.plan, chain.end, plan, periods, start, None, NAME, chain)

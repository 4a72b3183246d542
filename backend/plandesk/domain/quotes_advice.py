"""The advice that a quote carries as an appendix: its question, its ranked options and its reasons, in last words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from plandesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class AdvisedTotal:
    """A total with the plan's price in it; what no price is stated for is counted beside it (R21)."""

    money: Money
    by_agreement: int = 0


@dataclass(frozen=True, slots=True)
class AdvisedChances:
    """What an uncertain workload costs: on average, and at most with 50, 90 and 95 % probability.

    `cheapest_percent` is the chance that it comes first, as it is printed: `84.5`, or `under 0.1` of what may be.
    `by_agreement` says how many requests have no stated price on average: `3.0 requests by agreement`; empty of none.
    """

    expected: Money
    median: Money
    p90: Money
    p95: Money
    cheapest_percent: str
    by_agreement: str = ""


@dataclass(frozen=True, slots=True)
class AdvisedOption:
    """One way to be served: its name, the price of its plans, its totals, and what has to be known of it.

    `best` and `came` are the two figures of R22, None for an uncertain workload, which has `chances` instead. `plans`
    are the ids of its plans, each once; ad hoc only has none.
    """

    name: str
    tied: bool
    price: Money
    best: AdvisedTotal | None
    came: AdvisedTotal | None
    chances: AdvisedChances | None
    notes: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()

    @property
    def total(self) -> AdvisedTotal | None:
        """Return the total that it is ranked by, of an uncertain workload the average."""
        return AdvisedTotal(self.chances.expected) if self.chances else self.best

    def holds_any(self, plans: Collection[str]) -> bool:
        """Tell whether it has one of some plans; of no plans, whether it has none either."""
        return not {*self.plans}.isdisjoint(plans) if plans else not self.plans


@dataclass(frozen=True, slots=True)
class QuoteAdvice:
    """An advice as it was worked out by the quote's catalogue, the cheapest option first; there may be none.

    `query` is the address it was asked by, without a start where none was chosen; `start` is the one it was worked out
    for. `question` says it in words, a line for each part. `family` is empty where it was not kept yet. `held` says
    which terms of what is advised the quote holds and which not; it is empty where it holds all, or was not kept yet.
    """

    query: str
    start: date
    question: tuple[str, ...]
    options: tuple[AdvisedOption, ...]
    reasons: tuple[str, ...]
    left_out: tuple[str, ...]
    holds: str
    family: str = ""
    held: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Return where the same is worked out again, from the same start."""
        start = "" if "start=" in self.query else f"&start={self.start.isoformat()}"
        return f"/advice/?{self.query}{start}"

    @property
    def promise(self) -> object:
        """Return what a seller saw of it: what was asked and what each option costs, whatever the day."""
        return self.query, [(each.name, each.best, each.came, each.chances) for each in self.options]

    def speaks_against(self, plans: Collection[str]) -> "Contrary | None":
        """Return what it puts first in the place of some plans of its family, or of none; None where it names one."""
        first, *others = self.options
        if any(each.holds_any(plans) for each in (first, *(each for each in others if each.tied))):
            return None
        return Contrary(first, next((each for each in others if each.holds_any(plans)), None))


@dataclass(frozen=True, slots=True)
class Contrary:
    """An advice against what is quoted: the option it puts first, and the best of those quoted; None has none."""

    first: AdvisedOption
    quoted: AdvisedOption | None

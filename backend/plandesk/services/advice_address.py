"""Reads the question that the address of an advice carries: the server's side of `frontend/src/state/advice.ts`.

Both sides are held to one grammar by the examples of `tests/golden/advice_addresses.json`. The page keeps what it can
read of an address and tells the rest; a quote freezes the answer, so here whatever cannot be read refuses it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar
from urllib.parse import parse_qsl, quote

from plandesk.domain.advice import Needs
from plandesk.domain.advice_workload import QUARTER, PatternRow, Rate
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import DomainError
from plandesk.services.advice import Asked, Listed, MonthlyPattern, Rates

T = TypeVar("T")

Workload = MonthlyPattern | Listed | Rates

HORIZONS: Final = (12, 24, 36)
MOST_QUARTERS: Final = 96
MOST_COUNT: Final = 999
MOST_DATED: Final = 300
MOST_ROWS: Final = 24
MOST_RATES: Final = 6
MOST_PER_MONTH: Final = 20
MOST_YEARS: Final = 4
_LONGEST_MONTH: Final = 31
_WORKLOADS: Final = ("each", "in", "asked", "rate", "tickets")
_NAMES: Final = ("family", "months", "start", "need", "critical", "maintenance", *_WORKLOADS)
_WHOLE: Final = re.compile(r"[0-9]{1,6}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RATE: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class AddressFault:
    """One thing of an address that cannot be followed: the rule, and what it was about."""

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


class AdviceRefused(DomainError):
    """A quote carries the advice of an address that says everything it needs. Facts: `faults`, never empty."""

    def __init__(self, faults: Sequence[AddressFault]) -> None:
        super().__init__(faults=tuple(faults))
        self.faults = tuple(faults)


def query_of(address: str) -> str:
    """Return the query of an address in one form: what the question needs, in one order, and nothing else.

    An address of a page, its path and query, or the query alone will do.
    """
    told = _told(address)
    return "&".join(f"{name}={quote(told[name], safe=':,.-')}" for name in _NAMES if told.get(name))


def read_address(address: str, catalogue: Catalogue) -> Asked:
    """Read the question that an address carries, as `query_of` or a page wrote it.

    Raises:
        AdviceRefused: it asks nothing, or a part of it cannot be read; every fault is told.
    """
    reading = _Reading(_told(address), catalogue)
    asked = reading.asked()
    faults = [*reading.faults, *(AddressFault("repeated", {"name": name}) for name in _repeated(address))]
    if faults or asked is None:
        raise AdviceRefused(faults)
    return asked


def _members(address: str) -> list[tuple[str, str]]:
    whole = address.strip().partition("#")[0]
    return parse_qsl(whole.partition("?")[2] if "?" in whole else whole, keep_blank_values=True)


def _told(address: str) -> dict[str, str]:
    """Return the members of the query; of a name that comes twice the first counts, as it does in browsers."""
    return dict(reversed(_members(address)))


def _repeated(address: str) -> list[str]:
    """Return the names of a question that come more than once: the others would be lost without a word."""
    counted = Counter(name for name, _ in _members(address))
    return [name for name in _NAMES if counted[name] > 1]


class _Reading:
    """Reads the parts of one address and collects what is wrong with them."""

    def __init__(self, told: Mapping[str, str], catalogue: Catalogue) -> None:
        self.faults: list[AddressFault] = []
        self._told = told
        self._levels = [each.id for each in catalogue.levels]
        self._catalogue = catalogue

    def asked(self) -> Asked | None:
        """Return the question, or None and its faults."""
        if not self._told.get("family") or not any(name in self._told for name in ("months", *_WORKLOADS)):
            self._tell("asks-nothing")
            return None
        self._require_family()
        months = self._months()
        return Asked(self._told["family"], months, self._workload(months), start=self._start(), needs=self._needs())

    def _tell(self, rule: str, **facts: object) -> None:
        self.faults.append(AddressFault(rule, facts))

    def _require_family(self) -> None:
        family = self._told["family"]
        if all(each.id != family for each in self._catalogue.families):
            self._tell("family", text=family)

    def _months(self) -> int:
        text = self._told.get("months", "")
        found = next((each for each in HORIZONS if str(each) == text), None)
        if text and found is None:
            self._tell("months", text=text, known=HORIZONS)
        return found or HORIZONS[0]

    def _start(self) -> date | None:
        text = self._told.get("start", "")
        if not text:
            return None
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            self._tell("start", text=text)
            return None

    def _needs(self) -> Needs:
        known = {each.id for each in self._catalogue.features}
        services = self._items("need")
        for each in services:
            if each not in known:
                self._tell("need", text=each)
        return Needs(tuple(dict.fromkeys(services)), self._years("critical"), self._years("maintenance"))

    def _years(self, name: str) -> int:
        text = self._told.get(name, "0")
        years = _whole(text, 0, MOST_YEARS)
        if years is None:
            self._tell("years", text=text, most=MOST_YEARS)
        return years or 0

    def _workload(self, months: int) -> Workload:
        rows = (
            *self._listed("each", MOST_ROWS, lambda text: self._each(text, months)),
            *self._listed("in", MOST_ROWS, lambda text: self._in(text, months)),
        )
        requests = self._listed("asked", MOST_DATED, lambda text: self._dated(text, months))
        rates = self._listed("rate", MOST_RATES, self._rate)
        ways = {"pattern": {"each", "in"}, "requests": {"asked"}, "rates": {"rate"}}
        told = [way for way, names in ways.items() if names & self._told.keys()]
        if len(told) > 1:
            self._tell("several-ways")
        # A file's tickets stay in the tab that read it; their name means nothing here.
        if "tickets" in self._told:
            self._tell("of-a-file")
        if "requests" in told:
            return Listed(requests)
        return Rates(rates) if "rates" in told else MonthlyPattern(rows)

    def _listed(self, name: str, most: int, read: Callable[[str], T | None]) -> tuple[T, ...]:
        texts = self._items(name)
        if len(texts) > most:
            self._tell("too-many", most=most)
        return tuple(self._read(texts[:most], read))

    def _read(self, texts: Sequence[str], read: Callable[[str], T | None]) -> Iterator[T]:
        for text in texts:
            item = read(text)
            if item is None:
                self._tell("item", text=text)
            else:
                yield item

    def _items(self, name: str) -> list[str]:
        """Return what a member lists, in order and with repeats: two equal requests are two."""
        return [each for text in self._told.get(name, "").split(",") if (each := text.strip())]

    def _each(self, text: str, months: int) -> PatternRow | None:
        parts = text.split(":")
        return self._row(parts, tuple(range(months))) if len(parts) == 3 else None

    def _in(self, text: str, months: int) -> PatternRow | None:
        *parts, named = text.split(":")
        numbers = [_whole(each, 1, months) for each in named.split(".")]
        if len(parts) != 3 or None in numbers:
            return None
        return self._row(parts, tuple(sorted({each - 1 for each in numbers if each})))

    def _row(self, parts: Sequence[str], months: tuple[int, ...]) -> PatternRow | None:
        level, quarters, count = parts[0], _whole(parts[1], 1, MOST_QUARTERS), _whole(parts[2], 1, MOST_COUNT)
        if level not in self._levels or quarters is None or count is None:
            return None
        return PatternRow(level, quarters * QUARTER, count, months)

    def _dated(self, text: str, months: int) -> tuple[int, int, int] | None:
        parts = text.split(".")
        if len(parts) != 3 or parts[1] not in self._levels:
            return None
        days, quarters = _whole(parts[0], 0, months * _LONGEST_MONTH), _whole(parts[2], 1, MOST_QUARTERS)
        return None if days is None or quarters is None else (days, self._levels.index(parts[1]), quarters)

    def _rate(self, text: str) -> Rate | None:
        parts = text.split(":")
        if len(parts) != 3 or parts[0] not in self._levels or not _RATE.fullmatch(parts[2]):
            return None
        quarters, per_month = _whole(parts[1], 1, MOST_QUARTERS), Fraction(parts[2])
        if quarters is None or not 0 < per_month <= MOST_PER_MONTH:
            return None
        return Rate(parts[0], quarters * QUARTER, per_month)


def _whole(text: str, least: int, most: int) -> int | None:
    number = int(text) if _WHOLE.fullmatch(text.strip()) else None
    return number if number is not None and least <= number <= most else None

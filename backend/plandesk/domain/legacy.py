"""Old servers: whether one bought long ago, for enough, has a plan by the vendor's terms."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandesk.domain.money import Money
from plandesk.domain.policies import LegacyPolicy


@dataclass(frozen=True, slots=True)
class LegacyAnswer:
    """What the rule says of one server, with the lines of the vendor's terms it rests on."""

    verdict: Literal["has_plan", "ask_us", "no"]
    plan: str
    lines: tuple[int, ...]


def legacy_answer(policy: LegacyPolicy, purchased_on: date | None, price: Money | None) -> LegacyAnswer:
    """Say whether a server bought on a day for a price has the old servers' plan (readings A26, A27).

    Strictly before the day and strictly above the price it has. On the day itself, at that very price, or where a fact
    is not known, a person decides, unless the other fact already says no.

    Raises:
        CurrencyMismatch: the price is not in the currency of the rule.
    """
    before, above = policy.before, policy.above
    lines = tuple(sorted({*before.lines, *above.lines}))
    too_late = purchased_on is not None and purchased_on > before.value
    too_cheap = price is not None and price < above.value
    if too_late or too_cheap:
        return LegacyAnswer("no", policy.plan, lines)
    unsure = purchased_on in (None, before.value) or price in (None, above.value)
    return LegacyAnswer("ask_us" if unsure else "has_plan", policy.plan, lines)

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


def legacy_answer(policy: LegacyPolicy, purchased_on: date, price: Money) -> LegacyAnswer:
    """Say whether a server bought on a day for a price has the old servers' plan (readings A26, A27).

    Strictly before the day and strictly above the price it has; on the day itself, or at that very price, a person
    decides unless the other fact already says no.

    Raises:
        CurrencyMismatch: the price is not in the currency of the rule.
    """
    before, above = policy.before, policy.above
    lines = tuple(sorted({*before.lines, *above.lines}))
    if purchased_on > before.value or price < above.value:
        return LegacyAnswer("no", policy.plan, lines)
    on_the_boundary = purchased_on == before.value or price == above.value
    return LegacyAnswer("ask_us" if on_the_boundary else "has_plan", policy.plan, lines)

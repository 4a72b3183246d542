"""The sentences of what advice works out on request: flip points and the break-even map."""

from collections import Counter
from typing import Final

from plandesk.domain.advice import Horizon, Option
from plandesk.domain.advice_flips import BreakEven, Flip
from plandesk.domain.advice_quota import UNPRICED, weight_beyond_quota
from plandesk.domain.catalogue import Catalogue
from plandesk.text.advice_en import option_name, within
from plandesk.text.formats import count, whole

ANY_CHAIN: Final = "A chain of plans"
"""What chains are called together where each number of requests may have another one."""


def flip(turn: Flip, own: int, horizon: Horizon, catalogue: Catalogue) -> str:
    """Say from which number of requests on, or below which, another option is cheaper; `own` is the number now."""
    after = f"{within(option_name(turn.after, horizon))} {_is(turn, catalogue)}"
    if turn.count > own:
        told = f"From the {ordinal(turn.count)} {turn.pool.name} request on, {after}"
        return f"{told}." if turn.stays else f"{told}, but not for every number after it."
    told = f"With fewer than {count(turn.count + 1, f'{turn.pool.name} request')}, {after}"
    return f"{told}." if turn.stays else f"{told}, but not for every number below."


def _is(turn: Flip, catalogue: Catalogue) -> str:
    if turn.tied:
        return "costs as little and comes first"
    return "comes first" if _unpriced(turn, catalogue) else "is cheaper"


def _unpriced(turn: Flip, catalogue: Catalogue) -> bool:
    """Tell whether options differ in requests without a price, which come before money (R25)."""
    return any(weight_beyond_quota(catalogue, each.level, each.minutes) == UNPRICED for each in turn.requests)


def ordinal(number: int) -> str:
    """Write the place in a row: `1st`, `11th`, `22nd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{whole(number)}{ending}"


def break_even(drawn: BreakEven, horizon: Horizon) -> str:
    """Say which option is cheapest how often, in a sentence instead of the map."""
    named = {option.id: drawn_name(option, horizon) for line in drawn.cells for option in line}
    counted = Counter(option.id for line in drawn.cells for option in line)
    (most, cells), *others = counted.most_common()
    told = "".join(f", {within(named[each])} in {whole(number)}" for each, number in others)
    return f"{named[most]} is cheapest in {whole(cells)} of {whole(counted.total())} cells{told}."


def drawn_name(option: Option, horizon: Horizon) -> str:
    """Name an option in a picture of many workloads, where a chain may be another one in every place."""
    return ANY_CHAIN if option.kind == "chain" else option_name(option, horizon)

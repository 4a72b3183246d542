"""The sentences of what advice works out on request: flip points and the break-even map."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from plandesk.domain.advice import Horizon, Option
from plandesk.domain.advice_flips import BreakEven, Flip
from plandesk.domain.advice_quota import UNPRICED, weight_beyond_quota
from plandesk.domain.catalogue import Catalogue, Pool
from plandesk.text.advice_en import option_name, said, within
from plandesk.text.advice_tense_en import Tense
from plandesk.text.formats import count, listed, whole

ANY_CHAIN: Final = "A chain of plans"
"""What chains are called together where each number of requests may have another one."""


def flip(turn: Flip, own: int, horizon: Horizon, catalogue: Catalogue, tense: Tense) -> str:
    """Say from which number of requests on, or below which, another option is cheaper; `own` is the number now."""
    after = f"{within(said(turn.after, horizon))} {_is(turn, catalogue, tense)}"
    if turn.count > own:
        told = f"From the {ordinal(turn.count)} {turn.pool.name} request on, {after}"
        return f"{told}." if turn.stays else f"{told}, but not for every number after it."
    told = f"With fewer than {count(turn.count + 1, f'{turn.pool.name} request')}, {after}"
    return f"{told}." if turn.stays else f"{told}, but not for every number below."


def _is(turn: Flip, catalogue: Catalogue, tense: Tense) -> str:
    if turn.tied:
        return f"{tense.verb('costs', 'cost')} as little and {'come' if tense.over else 'comes'} first"
    if _unpriced(turn, catalogue):
        return f"{tense.verb('comes', 'come')} first"
    return f"{tense.verb('is', 'been')} cheaper"


def _unpriced(turn: Flip, catalogue: Catalogue) -> bool:
    """Tell whether options differ in requests without a price, which come before money (R25)."""
    return any(weight_beyond_quota(catalogue, each.level, each.minutes) == UNPRICED for each in turn.requests)


def ordinal(number: int) -> str:
    """Write the place in a row: `1st`, `11th`, `22nd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{whole(number)}{ending}"


def break_even(drawn: BreakEven, horizon: Horizon, tense: Tense) -> str:
    """Say which option is cheapest along the row and the column of one's own numbers; outside the map, of none."""
    row, column = drawn.here or (0, 0)
    down = [line[column] for line in drawn.cells]
    names = [[drawn_name(each, horizon) for each in line] for line in (drawn.cells[row], down)]
    told = _along(drawn.rows, row, drawn.columns, names[0], tense)
    return f"{told} {_along(drawn.columns, column, drawn.rows, names[1], tense)}"


def _along(fixed: Pool, number: int, growing: Pool, names: Sequence[str], tense: Tense) -> str:
    told: list[str] = []
    start, is_ = 0, tense.verb("is", "been")
    for name, same in groupby(names):
        end = start + len(list(same)) - 1
        at = f"at {start}" if start == end else f"at {start} to {end}"
        told.append(f"{within(name)} {at}" if told else f"{within(name)} {is_} cheapest {at}")
        start = end + 1
    held = count(number, f"{fixed.name} request") if number else f"no {fixed.name} requests"
    return f"With {held}, by the number of {growing.name} requests: {listed(told)}."


def drawn_name(option: Option, horizon: Horizon) -> str:
    """Name an option in a picture of many workloads, where a chain may be another one in every place."""
    return ANY_CHAIN if option.kind == "chain" else option_name(option, horizon)

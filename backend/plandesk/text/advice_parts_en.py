"""The sentences of what advice works out on request: flip points, the break-even map and the curves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from plandesk.domain.advice import Horizon, Option, difference
from plandesk.domain.advice_flips import BreakEven, Fall, Flip
from plandesk.domain.advice_quota import UNPRICED, weight_beyond_quota
from plandesk.domain.catalogue import Catalogue, Pool
from plandesk.text.advice_en import option_name, said, within
from plandesk.text.advice_tense_en import Tense
from plandesk.text.formats import count, listed, price, whole

ANY_CHAIN: Final = "A chain of plans"
"""What chains are called together where each number of requests may have another one."""

Names = tuple[str, tuple[str, ...]]
"""What comes first, and what shares its total."""


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
    """Say which option comes first along the row and the column of one's own numbers: cheapest if all have a price."""
    row, column = drawn.here
    leads = f"{tense.verb('is', 'been')} cheapest" if drawn.by_money else f"{tense.verb('comes', 'come')} first"

    def names(at: tuple[int, int]) -> Names:
        others = [drawn_name(each, horizon) for each in drawn.tied.get(at, ())]
        return drawn_name(drawn.cells[at[0]][at[1]], horizon), tuple(others)

    across = {number: names((row, at)) for at, number in enumerate(drawn.across)}
    down = {number: names((at, column)) for at, number in enumerate(drawn.down)}
    told = _along(drawn.rows, drawn.down[row], drawn.columns, across, leads, tense)
    return f"{told} {_along(drawn.columns, drawn.across[column], drawn.rows, down, leads, tense)}"


def _along(fixed: Pool, number: int, growing: Pool, names: Mapping[int, Names], leads: str, tense: Tense) -> str:
    told: list[str] = []
    for name, run in groupby(names.items(), key=lambda each: each[1][0]):
        numbers = ", ".join(_alike(run, tense))
        told.append(f"{within(name)} at {numbers}" if told else f"{within(name)} {leads} at {numbers}")
    held = count(number, f"{fixed.name} request") if number else f"no {fixed.name} requests"
    return f"With {held}, by the number of {growing.name} requests: {listed(told)}."


def _alike(run: Iterable[tuple[int, Names]], tense: Tense) -> Iterator[str]:
    """Write the numbers at which one option is the first, apart where others share its total."""
    for others, same in groupby(run, key=lambda each: each[1][1]):
        at = [number for number, _ in same]
        span = f"{at[0]}" if len(at) == 1 else f"{at[0]} to {at[-1]}"
        cost = tense.verb("costs" if len(others) == 1 else "cost", "cost")
        yield f"{span} ({listed([within(each) for each in others])} {cost} the same)" if others else span


def fall(pool: Pool, found: Sequence[Fall], horizon: Horizon, tense: Tense) -> str:
    """Say which requests of a pool lower what an option comes to as requests come, and by how much."""
    name = within(said(found[0].after, horizon))
    last = listed([ordinal(each.count) for each in found])
    one = len(found) == 1
    requests = f"{pool.name} request" if one else f"{pool.name} requests"
    lowers = tense.verb("lowers" if one else "lower", "lowered")
    come = "came" if tense.over else "come"
    return f"As they {come}, the {last} {requests} {lowers} the total of {name} by {_amounts(found)}."


def _amounts(found: Sequence[Fall]) -> str:
    """Write what one more request takes off, the least and the most of it."""
    by_size = sorted(found, key=lambda each: each.before.figures.came - each.after.figures.came)
    return " to ".join(dict.fromkeys(_less(each) for each in (by_size[0], by_size[-1])))


def _less(each: Fall) -> str:
    before, after = each.before.came, each.after.came
    less = difference(before, after)
    return (
        price(less)
        if less is not None
        else f"{count(before.by_agreement - after.by_agreement, 'request')} by agreement"
    )


def drawn_name(option: Option, horizon: Horizon) -> str:
    """Name an option in a picture of many workloads, where a chain may be another one in every place."""
    return ANY_CHAIN if option.kind == "chain" else option_name(option, horizon)

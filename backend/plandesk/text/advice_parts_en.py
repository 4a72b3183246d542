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
    above, after = turn.count > own, within(said(turn.after, horizon))
    if turn.tied_for and not (turn.stays and _throughout(turn)):
        return _flip_by_tie(turn, above, horizon, catalogue, tense)
    at = _on(turn, above)
    is_ = _same(turn, catalogue, tense) if turn.tied_for else _is(turn, catalogue, tense)
    if not turn.stays:
        return f"{at}, {after} {is_}, but not for every number {'after it' if above else 'below'}."
    if _alike(turn, horizon):
        return f"{at}, {after} {is_}."
    return f"{at}, {within(ANY_CHAIN)} {is_}; with {whole(turn.count)}, it {tense.verb('is', 'been')} {after}."


def _flip_by_tie(turn: Flip, above: bool, horizon: Horizon, catalogue: Catalogue, tense: Tense) -> str:
    """Say where another option only costs the same and comes first, and what holds beyond."""
    told = f"{within(said(turn.after, horizon))} {_same(turn, catalogue, tense)}"
    if not turn.stays:
        return f"With {_so_many(turn, turn.count)}, {told}, but not for every number {'above' if above else 'below'}."
    last = turn.count + (turn.tied_for - 1) * (1 if above else -1)
    tied = f"With {_so_many(turn, *sorted({turn.count, last}))}, {told}"
    if turn.tied_for == len(turn.ties):
        return f"{tied}."
    it = "it" if _alike(turn, horizon) else within(ANY_CHAIN)
    return f"{tied}; with {'more' if above else 'fewer'}, {it} {_is(turn, catalogue, tense)}."


def _throughout(turn: Flip) -> bool:
    return turn.tied_for == len(turn.ties) > 1


def _on(turn: Flip, above: bool) -> str:
    if above:
        return f"From the {ordinal(turn.count)} {turn.pool.name} request on"
    if not turn.count:
        return f"With {_so_many(turn, 0)}"
    return f"With fewer than {count(turn.count + 1, f'{turn.pool.name} request')}"


def _so_many(turn: Flip, first: int, last: int | None = None) -> str:
    if last is not None:
        return f"{whole(first)} to {count(last, f'{turn.pool.name} request')}"
    return count(first, f"{turn.pool.name} request") if first else f"no {turn.pool.name} requests"


def _alike(turn: Flip, horizon: Horizon) -> bool:
    """Tell whether what comes first beyond the flip point has the name it has there; a chain may be another one."""
    return len({option_name(each, horizon) for each in turn.firsts}) == 1


def _same(turn: Flip, catalogue: Catalogue, tense: Tense) -> str:
    of = " of what has a price" if _unpriced(turn, catalogue) else ""
    return f"{tense.verb('costs', 'cost')} the same{of} and {'come' if tense.over else 'comes'} first"


def _is(turn: Flip, catalogue: Catalogue, tense: Tense) -> str:
    if _unpriced(turn, catalogue):
        return f"{tense.verb('comes', 'come')} first"
    # Beyond where it is cheaper, or beyond where both cost the same, they may cost the same again.
    cheaper = f"{tense.verb('is', 'been')} cheaper"
    again = turn.stays and any(turn.ties[turn.tied_for :])
    return f"{cheaper} or {'cost' if tense.over else 'costs'} the same" if again else cheaper


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
        numbers = ", ".join(_spans(run, tense))
        told.append(f"{within(name)} at {numbers}" if told else f"{within(name)} {leads} at {numbers}")
    held = count(number, f"{fixed.name} request") if number else f"no {fixed.name} requests"
    return f"With {held}, by the number of {growing.name} requests: {listed(told)}."


def _spans(run: Iterable[tuple[int, Names]], tense: Tense) -> Iterator[str]:
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

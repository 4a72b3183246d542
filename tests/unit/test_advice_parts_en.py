"""The words of flip points, map and curves."""

from dataclasses import replace
from functools import partial

import pytest

from plandesk.domain.advice_flips import falls
from plandesk.domain.advice_workload import PatternRow
from plandesk.text import advice_parts_en
from plandesk.text.advice_tense_en import NOW, OVER
from tests.advised import EVERY_MONTH, MONTHLY, advised
from tests.factories import second_catalogue

FLIPS = ("flips",)


def test_flip_points_say_from_which_number_on() -> None:
    answer = advised("softswitch", *MONTHLY, parts=("flips",))
    assert answer.parts.flips is not None
    own = {"l12": 12, "dev": 3}
    sentences = [
        advice_parts_en.flip(each, own[each.pool.id], answer.question.horizon, answer.catalogue, NOW)
        for each in answer.parts.flips
    ]
    assert sentences == [
        "With fewer than 9 Level 1 and 2 requests, ad hoc only is cheaper.",
        "With fewer than 3 Level 3 (development) requests, ad hoc only is cheaper.",
    ]
    few = advised("softswitch", PatternRow("l2", 60, 1, tuple(range(8))), MONTHLY[1], parts=("flips",))
    assert few.parts.flips
    assert advice_parts_en.flip(few.parts.flips[0], 8, few.question.horizon, few.catalogue, NOW) == (
        "From the 9th Level 1 and 2 request on, Standard support is cheaper."
    )


def test_a_flip_that_is_not_about_money_says_so() -> None:
    answer = advised("dome", catalogue=second_catalogue(), parts=("flips",))
    assert answer.parts.flips
    told_ = [
        advice_parts_en.flip(each, 0, answer.question.horizon, answer.catalogue, NOW) for each in answer.parts.flips
    ]
    assert told_ == [
        "From the 9th Electronics request on, Keeper is cheaper.",
        "From the 1st Software request on, Keeper comes first.",
    ]


def test_a_flip_point_that_is_a_tie_says_what_holds_beyond_it() -> None:
    answer = advised(
        "gateway", PatternRow("l2", 30, 3, EVERY_MONTH), PatternRow("dev", 60, 1, (1, 2, 3, 4)), parts=FLIPS
    )
    assert answer.parts.flips
    [below, *_] = answer.parts.flips
    told_ = partial(advice_parts_en.flip, own=36, horizon=answer.question.horizon, catalogue=answer.catalogue)
    tied = "With 30 Level 1 and 2 requests, ad hoc only costs the same and comes first"
    assert told_(below, tense=NOW) == f"{tied}; with fewer, it is cheaper."
    assert told_(below, tense=OVER) == (
        "With 30 Level 1 and 2 requests, ad hoc only would have cost the same and come first; with fewer, it would "
        "have been cheaper."
    )
    first, none = below.firsts[0], (False,) * 28
    for ties, firsts, words in (
        ((True, True, True, *none), below.firsts, f"{tied.replace('30', '28 to 30')}; with fewer, it is cheaper."),
        ((True, False, True, *none), below.firsts, f"{tied}; with fewer, it is cheaper or costs the same."),
        ((True,) * 31, below.firsts, f"{tied.replace('With 30', 'With fewer than 31')}."),
        ((True,), (first,), f"{tied}."),
        ((True, True), (first, below.before), f"{tied}, but not for every number below."),
        (
            (False, True),
            (first, first),
            "With fewer than 31 Level 1 and 2 requests, ad hoc only is cheaper or costs the same.",
        ),
    ):
        assert told_(replace(below, ties=ties, firsts=firsts), tense=NOW) == words
    above = partial(advice_parts_en.flip, own=20, horizon=answer.question.horizon, catalogue=answer.catalogue)
    assert above(replace(below, ties=(True, False), firsts=(first, first)), tense=NOW) == (
        f"{tied}; with more, it is cheaper."
    )
    assert above(replace(below, ties=(True, True), firsts=(first, first)), tense=NOW) == (
        "From the 30th Level 1 and 2 request on, ad hoc only costs the same and comes first."
    )
    assert told_(replace(below, count=0, ties=(True,), firsts=(first,)), tense=NOW) == (
        "With no Level 1 and 2 requests, ad hoc only costs the same and comes first."
    )


def test_a_flip_point_names_the_chain_that_is_there_where_others_follow() -> None:
    rows = (PatternRow("l2", 60, 1, tuple(range(0, 24, 4))), PatternRow("dev", 60, 1, tuple(range(1, 12, 2))))
    answer = advised("gateway", *rows, months=36, parts=FLIPS)
    assert answer.parts.flips
    turn = next(each for each in answer.parts.flips if each.after.kind == "chain")
    told_ = partial(advice_parts_en.flip, own=6, horizon=answer.question.horizon, catalogue=answer.catalogue)
    assert told_(turn, tense=NOW) == (
        "From the 38th Level 1 and 2 request on, “Dedicated support, then ad hoc” is cheaper."
    )
    [placed] = turn.after.terms
    later = replace(turn.after, terms=(replace(placed, month=placed.month + 1),))
    assert told_(replace(turn, firsts=(turn.after, later), ties=(False, False)), tense=NOW) == (
        "From the 38th Level 1 and 2 request on, a chain of plans is cheaper; with 38, it is “Dedicated support, then "
        "ad hoc”."
    )
    assert told_(replace(turn, firsts=(turn.after, later), ties=(True, False)), tense=NOW) == (
        "With 38 Level 1 and 2 requests, “Dedicated support, then ad hoc” costs the same and comes first; with more, a "
        "chain of plans is cheaper."
    )


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (22, "22nd"), (1000, "1,000th")],
)
def test_places_in_a_row_are_written_in_order(number: int, written: str) -> None:
    assert advice_parts_en.ordinal(number) == written


def test_the_map_is_told_in_a_sentence() -> None:
    answer = advised("softswitch", *MONTHLY, parts=("map",))
    assert answer.parts.map is not None
    assert advice_parts_en.break_even(answer.parts.map, answer.question.horizon, NOW) == (
        "With 3 Level 3 (development) requests, by the number of Level 1 and 2 requests: ad hoc only is cheapest at 0 "
        "to 8 and Standard support at 9 to 39. With 12 Level 1 and 2 requests, by the number of Level 3 (development) "
        "requests: ad hoc only is cheapest at 0 to 2 and Standard support at 3 to 19."
    )
    moved = advised("softswitch", PatternRow("l2", 60, 4, EVERY_MONTH), parts=("map",))
    assert moved.parts.map is not None
    assert advice_parts_en.break_even(moved.parts.map, moved.question.horizon, NOW) == (
        "With no Level 3 (development) requests, by the number of Level 1 and 2 requests: ad hoc only is cheapest at "
        "28 to 67. With 48 Level 1 and 2 requests, by the number of Level 3 (development) requests: ad hoc only is "
        "cheapest at 0 to 2 and Standard support at 3 to 19."
    )


def test_the_map_says_which_other_option_costs_the_same() -> None:
    rows = (PatternRow("l2", 30, 2, (1, 2, 3, 4, 5)), PatternRow("dev", 60, 1, (1, 2, 3, 4)))
    answer = advised("gateway", *rows, parts=("map",))
    assert answer.parts.map is not None
    assert advice_parts_en.break_even(answer.parts.map, answer.question.horizon, NOW) == (
        "With 4 Level 3 (development) requests, by the number of Level 1 and 2 requests: ad hoc only is cheapest at 0 "
        "to 9, 10 to 29 (Advanced support costs the same), 30 (Advanced support and Dedicated support cost the same) "
        "and Dedicated support at 31 to 39. With 10 Level 1 and 2 requests, by the number of Level 3 (development) "
        "requests: ad hoc only is cheapest at 0 to 3, 4 to 19 (Advanced support costs the same)."
    )


def test_what_one_more_request_lowers_is_told_with_its_amount() -> None:
    rows = (PatternRow("l2", 90, 1, (1, 5, 7, 8, 10, 11)), PatternRow("l2", 15, 2, (5, 7, 10)))
    answer = advised("gateway", *rows, parts=("curves",))
    assert answer.parts.curves is not None
    [[fall], *_] = falls(answer.parts.curves[0]).values()
    told_ = partial(advice_parts_en.fall, answer.parts.curves[0].pool, horizon=answer.question.horizon)
    assert told_([fall], tense=NOW) == (
        "As they come, the 13th Level 1 and 2 request lowers the total of Advanced support by US$180.00."
    )
    less = replace(fall, count=15, after=replace(fall.after, came=fall.before.came, figures=fall.before.figures))
    assert told_([fall, less], tense=NOW) == (
        "As they come, the 13th and 15th Level 1 and 2 requests lower the total of Advanced support by US$0.00 to "
        "US$180.00."
    )
    assert told_([fall], tense=OVER) == (
        "As they came, the 13th Level 1 and 2 request would have lowered the total of Advanced support by US$180.00."
    )

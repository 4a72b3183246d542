"""Flip points hold where they are told and not one step before; map and curves are the answer, cell by cell (R27)."""

from dataclasses import replace

import pytest

from plandesk.domain.advice import Advice, Question, Total, advise, difference
from plandesk.domain.advice import first_of as first_of_sums
from plandesk.domain.advice_chains import Needs
from plandesk.domain.advice_flips import Workloads, break_even, curves, falls, flips, window
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money
from tests.advice import ask
from tests.factories import second_catalogue, vendor_catalogue, with_rules

VENDOR = vendor_catalogue()
QUESTIONS = {
    "a request a month and three of development": ask("softswitch", "l2 60 x1", "dev 60 x1 in 1,5,9"),
    "nothing at all": ask("softswitch"),
    "a tie": ask("gateway", "l2 30 x2 in 1-5", "dev 60 x1 in 1-4"),
    "long requests": ask("softswitch", "l1 90 x1 in 1-6", "l2 45 x1 in 3,4"),
    "with a must-have": ask("softswitch", "l2 60 x2 in 1-9", needs=Needs(("critical_phone",))),
    "over two years": ask("gateway", "l2 30 x2", "dev 60 x1 in 2,7", months=24),
    "much of everything": ask("pbx", "l2 45 x4", "dev 90 x1"),
}


def first_of(question: Question, catalogue: Catalogue = VENDOR) -> str:
    return advise(catalogue, question).options[0].id


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_flip_point_asked_again_changes_the_first_there_and_not_one_step_before(question: Question) -> None:
    workloads = Workloads(VENDOR, question)
    for flip in flips(workloads):
        assert first_of(replace(question, requests=flip.requests)) == flip.after.id
        own = workloads.own[flip.pool.id]
        step = 1 if flip.count > own else -1
        for count in range(own, flip.count, step):
            requests = workloads.all_with(flip.pool, count)
            assert first_of(replace(question, requests=requests)) == flip.before.id


def test_the_flip_points_of_a_request_a_month_and_three_of_development() -> None:
    question = QUESTIONS["a request a month and three of development"]
    found = [
        (flip.pool.id, flip.count, flip.before.id, flip.after.id, flip.stays)
        for flip in flips(Workloads(VENDOR, question))
    ]
    # 1400 is paid off by 9 requests of 90 beside 3 of 200; with 2 of 200, even 10 of 90 are cheaper.
    assert found == [
        ("l12", 8, "softswitch.standard", "adhoc", True),
        ("dev", 2, "softswitch.standard", "adhoc", True),
    ]


def test_from_the_ninth_request_on_standard_is_cheaper() -> None:
    flip = flips(Workloads(VENDOR, ask("softswitch", "l2 60 x1 in 1-4", "dev 60 x1 in 1,5,9")))[0]
    assert (flip.pool.id, flip.count, flip.before.id, flip.after.id, flip.stays) == (
        "l12",
        9,
        "adhoc",
        "softswitch.standard",
        True,
    )


def test_a_flip_point_where_both_cost_the_same_says_so() -> None:
    # Thirty requests of 90 and four of 200 cost 3500 ad hoc, which is Dedicated's price; with 31 it is cheaper.
    question = ask("gateway", "l2 30 x3 in 1-10", "l2 30 x1 in 11", "dev 60 x1 in 1-4")
    [below, *_] = flips(Workloads(VENDOR, question))
    assert (below.pool.id, below.count, below.before.id, below.after.id, below.tied_for) == (
        "l12",
        30,
        "gateway.dedicated",
        "adhoc",
        1,
    )


def test_of_a_flip_point_it_is_known_whether_both_cost_the_same_beyond_it() -> None:
    question = ask("gateway", "l2 30 x3 in 1-10", "l2 30 x1 in 11", "dev 60 x1 in 1-4")
    workloads = Workloads(VENDOR, question)
    for flip in flips(workloads):
        step = 1 if flip.count > workloads.own[flip.pool.id] else -1
        for at, (first, tied) in enumerate(zip(flip.firsts, flip.ties, strict=True)):
            requests = workloads.all_with(flip.pool, flip.count + at * step)
            answer = advise(VENDOR, replace(question, requests=requests))
            assert answer.options[0] == first
            assert tied == (flip.before.id in {each.id for each in answer.tied})


def test_a_plan_that_can_never_win_has_no_flip_point() -> None:
    assert all(
        "pbx.standard" not in (flip.before.id, flip.after.id)
        for flip in flips(Workloads(VENDOR, ask("pbx", "l2 60 x1", "dev 60 x1 in 1-3")))
    )


def test_no_flip_point_is_told_where_nothing_meets_the_must_haves() -> None:
    workloads = Workloads(VENDOR, ask("softswitch", "l2 60 x1", needs=Needs(critical_years=9)))
    assert flips(workloads) == ()
    assert break_even(workloads, 3, 3) is None


def test_one_plan_that_must_haves_leave_alone_has_no_map() -> None:
    needs = Needs(("monitoring",), critical_years=3)
    assert break_even(Workloads(VENDOR, ask("softswitch", "l2 60 x1", needs=needs)), 3, 3) is None
    two = Needs(("phone",))
    assert break_even(Workloads(VENDOR, ask("softswitch", "l2 60 x1", needs=two)), 3, 3) is not None


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_cell_of_the_map_is_the_answer_for_its_counts(question: Question) -> None:
    workloads = Workloads(VENDOR, question)
    found = break_even(workloads, 3, 7)
    assert found is not None
    for row, line in enumerate(found.cells):
        for column, first in enumerate(line):
            requests = workloads.requests(found.columns, found.across[column])
            others = (*requests, *workloads.requests(found.rows, found.down[row]))
            answer = advise(VENDOR, replace(question, requests=others))
            assert (answer.options[0].id, answer.options[0].best) == (first.id, first.best)
            others_there = [each.id for each in found.tied.get((row, column), ())]
            assert others_there == [each.id for each in answer.tied[1:]]


def test_the_cell_of_ones_own_counts_is_the_answer_itself() -> None:
    question = QUESTIONS["long requests"]
    found = break_even(Workloads(VENDOR, question), 20, 40)
    assert found is not None
    assert found.here == (0, 8)
    assert found.cells[0][8].best == advise(VENDOR, question).options[0].best


def test_a_window_holds_ones_own_number_from_nothing_on_where_it_fits() -> None:
    assert [window(own, 40) for own in (0, 39, 40, 200)] == [range(40), range(40), range(20, 60), range(180, 220)]
    assert all(own in window(own, length) for own in range(99) for length in (1, 7, 20))


def test_the_map_of_many_requests_moves_to_where_they_are() -> None:
    question = QUESTIONS["much of everything"]
    found = break_even(Workloads(VENDOR, question), 20, 40)
    assert found is not None
    assert (found.down, found.across, found.here) == (range(20), range(28, 68), (12, 20))
    assert found.cells[12][20].best == advise(VENDOR, question).options[0].best


def test_a_cell_of_hundreds_of_requests_is_the_answer_too() -> None:
    question = ask("softswitch", "l2 60 x25", "dev 60 x1 in 1")
    workloads = Workloads(VENDOR, question)
    found = break_even(workloads, 1, 3)
    assert found is not None
    for column, first in enumerate(found.cells[0]):
        requests = (*workloads.requests(found.columns, found.across[column]), *workloads.requests(found.rows, 1))
        assert advise(VENDOR, replace(question, requests=requests)).options[0] == first


@pytest.mark.parametrize(
    "question", [QUESTIONS["over two years"], ask("pbx", "l2 45 x9", "dev 90 x1 in 1-3")], ids=["from 0", "around 108"]
)
def test_a_curve_goes_through_the_answer_and_never_falls(question: Question) -> None:
    answer: Advice = advise(VENDOR, question)
    for curve in curves(Workloads(VENDOR, question)):
        own = sum(each.level in curve.pool.levels for each in question.requests)
        for option in answer.options:
            assert curve.options[option.id][curve.counts.index(own)] == option
        for id_, steps in curve.options.items():
            totals = [each.figures.best for each in steps if each is not None]
            assert totals == sorted(totals), id_


AGREED = with_rules(vendor_catalogue(), over_hour="separate_agreement")


def test_a_curve_counts_what_has_no_price_and_ranks_by_it_before_money() -> None:
    question = ask("softswitch", "dev 300 x1 in 1-3")
    dev = curves(Workloads(AGREED, question))[1]
    adhoc, gold = dev.options["adhoc"], dev.options["softswitch.gold"]
    told = [(each.best.money.minor, each.best.by_agreement) for each in adhoc[:4] if each]
    assert told == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert [each.best.by_agreement for each in gold[:4] if each] == [0, 0, 0, 0]
    assert first_of(question, AGREED) == "softswitch.gold"


def test_the_map_says_whether_its_options_cost_least_or_only_come_first() -> None:
    for catalogue, by_money in ((VENDOR, True), (AGREED, False)):
        found = break_even(Workloads(catalogue, ask("softswitch", "dev 300 x1 in 1-3")), 3, 3)
        assert found is not None
        assert found.by_money is by_money


def test_what_comes_first_costs_least_only_if_all_of_it_has_a_price_and_nothing_is_lower() -> None:
    assert first_of_sums([(0, 500), (0, 500), (3, 500)]) == "total"
    assert first_of_sums([(1, 500), (1, 700), (2, 900)]) == "stated"
    assert first_of_sums([(0, 500), (1, 499)]) == "agreements"
    assert first_of_sums([(1, 500), (2, 0)]) == "agreements"
    assert first_of_sums([(0, 0)]) == "total"


def test_totals_that_leave_unlike_numbers_without_a_price_have_no_difference_in_money() -> None:
    more, less = Money(900, "USD"), Money(500, "USD")
    assert difference(Total(more, 1), Total(less, 1)) == Money(400, "USD")
    assert difference(Total(more, 1), Total(less, 2)) is None


def test_a_curve_begins_at_nothing_unless_ones_own_number_is_large() -> None:
    drawn = [curves(Workloads(VENDOR, ask("pbx", f"l2 45 x{each} in 1-2")))[0].counts for each in (0, 10, 30, 31)]
    assert drawn == [range(41), range(41), range(121), range(42, 83)]


def test_one_more_request_may_lower_what_is_paid_as_requests_come() -> None:
    # The 13th takes a quarter of an hour in the first month, which a later one of 1 h 30 lacks: that costs two
    # incidents, and leaves enough for the four short ones after it, of which each cost one.
    workloads = Workloads(
        VENDOR, ask("gateway", "l2 90 x1 in 2,6,8,9,11,12", "l2 15 x2 in 6,8,11", "dev 180 x2 in 1,7,12")
    )
    [curve, _] = curves(workloads)
    [(option, [fall])] = falls(curve).items()
    assert (option, fall.count) == ("gateway.advanced", 13)
    for count, told in ((12, fall.before), (13, fall.after)):
        question = replace(workloads.question, requests=workloads.all_with(curve.pool, count))
        assert next(each for each in advise(VENDOR, question).options if each.id == option) == told
    assert fall.before.came.money.minor - fall.after.came.money.minor == 180_00
    assert fall.before.best.money.minor <= fall.after.best.money.minor


def test_another_vendors_catalogue_has_its_own_flip_points() -> None:
    catalogue = second_catalogue()
    family = catalogue.families[0].id
    question = ask(family)
    for flip in flips(Workloads(catalogue, question)):
        assert first_of(replace(question, requests=flip.requests), catalogue) == flip.after.id

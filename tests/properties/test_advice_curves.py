"""Random workloads: every point of a curve is what the judge finds for so many requests, by agreement and in money."""

from dataclasses import replace

from hypothesis import given

from plandesk.domain.advice import first_by
from plandesk.domain.advice_flips import Workloads, curves
from tests.advice_oracle import Oracle
from tests.properties.test_advice import Case, cases, figure, made_up_cases

FEW = 6  # The judge tries every use of a quota.


@cases(60)
@given(made_up_cases(most_months=3, most=4))
def test_a_curve_tells_of_every_option_what_the_judge_finds_for_so_many_requests(case: Case) -> None:
    edition, question = case
    workloads = Workloads(edition, question)
    for curve in curves(workloads):
        for count in range(FEW + 1):
            requests = workloads.all_with(curve.pool, count)
            if len(requests) > FEW:
                break
            here = [steps[count] for steps in curve.options.values()]
            found = {each.id: (figure(each.best), figure(each.came)) for each in here if each}
            judged = Oracle(edition, replace(question, requests=requests)).options()
            assert {id_: sums for id_, sums in found.items() if id_ != "chain"} == {
                each.id: (each.best, each.came) for each in judged
            }


@cases(200)
@given(made_up_cases())
def test_what_is_said_to_cost_least_leaves_nothing_to_agree_on_and_nothing_cheaper(case: Case) -> None:
    edition, question = case
    options = Workloads(edition, question).options({})
    judged = Oracle(edition, question).options()
    if options and first_by(options) == "total":
        assert options[0].best.by_agreement == 0
        assert all(each.best.minor >= options[0].best.money.minor for each in judged)

"""The words of an advice about what must be there: what it costs, what nothing meets, and what is left out."""

from fractions import Fraction

import pytest

from plandesk.domain.advice import Needs
from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.services.advice import Rates
from plandesk.services.advice_reasons import reasons
from plandesk.text import advice_unmet_en
from tests.advised import EVERY_MONTH, MONTHLY, advised, told
from tests.factories import vendor_catalogue


def test_a_must_have_says_what_it_costs() -> None:
    rows = (PatternRow("l2", 60, 1, tuple(range(8))), PatternRow("dev", 60, 1, (8,)))
    answer = advised("softswitch", *rows, needs=Needs(("critical_phone",)))
    assert told(answer, "need") == [
        "You pay US$480.00 for 24/7 phone for critical issues: without it, ad hoc only is cheapest."
    ]
    free = advised("softswitch", *MONTHLY, needs=Needs((), critical_years=2))
    assert told(free, "need") == [
        "You pay nothing for 2 years of critical updates: Standard support is cheapest with it and without it."
    ]


def test_must_haves_that_nothing_meets_are_told() -> None:
    answer = advised("softswitch", needs=Needs(("priority",), critical_years=10))
    assert answer.details == ()
    assert told(answer, "need") == [
        "Nothing on sale meets 10 years of critical updates, even without the other must-haves.",
        "Without any must-have, ad hoc only is cheapest, at US$0.00.",
        "Also without Priority handling, no option meets the other must-haves.",
        "Without 10 years of critical updates, Dedicated Gold support is cheapest.",
    ]
    assert told(answer, "horizon") == []


def test_one_must_have_that_nothing_meets_speaks_of_no_others() -> None:
    assert told(advised("softswitch", needs=Needs((), critical_years=10)), "need") == [
        "Nothing on sale meets your must-have: 10 years of critical updates.",
        "Without 10 years of critical updates, ad hoc only is cheapest.",
    ]


def test_where_nothing_meets_the_must_haves_nothing_is_said_to_cost_less() -> None:
    answer = advised("gateway", PatternRow("l2", 60, 1, (0,)), needs=Needs((), maintenance_years=4))
    assert answer.details == ()
    assert not [each.sentence for each in reasons(answer) if "cost less" in each.sentence]
    (longer,) = (each for each in reasons(answer) if each.kind == "horizon")
    assert (longer.months, longer.sentence) == (
        24,
        "Only plans that begin within the 12 months you asked about are looked at: over 2 years, something on sale "
        "meets it.",
    )
    asked_again = advised("gateway", PatternRow("l2", 60, 1, (0,)), months=24, needs=Needs((), maintenance_years=4))
    assert asked_again.details


def test_must_haves_that_only_plans_one_after_another_meet_are_not_said_to_be_unmet() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1)),))
    answer = advised("gateway", workload=rates, months=24, needs=Needs((), maintenance_years=4))
    assert answer.details == ()
    assert [each.sentence for each in reasons(answer)][:2] == [
        "No plan by itself meets your must-have: 4 years of maintenance upgrades.",
        "Different plans one after another can: they are compared where the requests are certain.",
    ]
    many = advised("gateway", PatternRow("l2", 60, 26, EVERY_MONTH), needs=Needs((), maintenance_years=4))
    assert [(each.kind, each.months) for each in reasons(many)] == [("need", None), ("horizon", 24), ("need", None)]


def test_must_haves_that_are_met_one_by_one_only_say_so() -> None:
    needs = Needs(("monitoring",), maintenance_years=3)
    assert advice_unmet_en.nothing_on_sale((), needs, vendor_catalogue()) == (
        "Nothing on sale meets all your must-haves together; each by itself can be met."
    )


def test_several_must_haves_say_what_they_cost_together_and_each_on_top_of_the_others() -> None:
    rows = PatternRow("l2", 60, 1, (0, 3, 6, 9))
    answer = advised("softswitch", rows, needs=Needs(("phone", "monitoring"), critical_years=4))
    assert told(answer, "need") == [
        "Together your must-haves cost US$8,540.00: without any, ad hoc only is cheapest.",
        "On top of the others, you pay nothing for Phone: Dedicated Gold support is cheapest with it and without it.",
        "On top of the others, you pay nothing for Service monitoring: Dedicated Gold support is cheapest with it and "
        "without it.",
        "On top of the others, you pay nothing for 4 years of critical updates: Dedicated Gold support is cheapest "
        "with it and without it.",
    ]
    cheap = advised("softswitch", *MONTHLY, needs=Needs((), critical_years=1, maintenance_years=1))
    assert told(cheap, "need")[0] == (
        "Together your must-haves cost nothing: Standard support is cheapest with them and without."
    )


def test_years_of_updates_past_the_time_asked_about_are_told() -> None:
    answer = advised("softswitch", *MONTHLY, needs=Needs((), critical_years=3))
    assert told(answer, "horizon") == [
        "Only plans that begin within the 12 months you asked about are looked at: over a longer time, 3 years of "
        "critical updates may cost less."
    ]
    assert told(advised("softswitch", months=36, needs=Needs((), critical_years=3)), "horizon") == []


def test_several_must_haves_of_rates_are_told_together() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1)),))
    answer = advised("softswitch", workload=rates, needs=Needs(("critical_phone", "phone")))
    assert told(answer, "need")[0].startswith("Together your must-haves cost US$")
    assert sum(each.cheapest for each in (answer.chances or {}).values()) == pytest.approx(1)


def test_rates_weigh_must_haves_too() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1)), Rate("dev", 60, Fraction(1, 4))))
    answer = advised("softswitch", workload=rates, needs=Needs(("critical_phone",)))
    assert [each.option.id for each in answer.details][:2] == ["softswitch.standard", "softswitch.advanced"]
    assert told(answer, "need") == [
        "You pay US$271.36 on average for 24/7 phone for critical issues: without it, ad hoc only is cheapest on "
        "average."
    ]

"""The sentences of advice: true, short, and right for any vendor."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

import pytest

from plandesk.domain.advice import NO_NEEDS, Needs
from plandesk.domain.advice_flips import falls
from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.domain.catalogue import Catalogue
from plandesk.services.advice import Advised, Asked, Listed, MonthlyPattern, Rates, advise_on
from plandesk.services.advice_details import Detail
from plandesk.services.advice_reasons import nevers, reasons
from plandesk.text import advice_en, advice_incidents_en, advice_options_en, advice_parts_en, advice_unmet_en
from plandesk.text.advice_tense_en import NOW, OVER
from tests.euros import BOTH
from tests.factories import FIRST_DAY, World, second_catalogue, vendor_catalogue, with_rules

EVERY_MONTH = tuple(range(12))
MONTHLY = (PatternRow("l2", 60, 1, EVERY_MONTH), PatternRow("dev", 60, 1, (0, 4, 8)))


def advised(family: str, *rows: PatternRow, catalogue: Catalogue | None = None, **more: object) -> Advised:
    """Return the answer for a monthly pattern over a year, unless told otherwise."""
    about = {"months": 12, "workload": MonthlyPattern(rows), **more}
    return advise_on(Asked(family, **about), ports=World(catalogue=catalogue or vendor_catalogue()).ports)  # type: ignore[arg-type]  # Named by tests.


def told(answer: Advised, kind: str) -> list[str]:
    return [each.sentence for each in reasons(answer) if each.kind == kind]


def detail(answer: Advised, option: str) -> Detail:
    return next(each for each in answer.details if each.option.id == option)


def left_out(answer: Advised, plan: str) -> str:
    left = next(each for each in answer.advice.left_out if each.plan.id == plan)
    return advice_en.left_out(left, answer.question.needs, answer.catalogue)


def test_the_cheapest_says_what_its_total_is_made_of() -> None:
    assert told(advised("softswitch", *MONTHLY), "cheapest") == [
        "Standard support costs least for what you expect: US$1,580.00 over 12 months, US$1,400.00 for the plan and "
        "US$180.00 for 2 incidents."
    ]
    assert told(advised("softswitch", PatternRow("l2", 60, 10, (0,))), "cheapest") == [
        "Ad hoc only costs least for what you expect: US$900.00 over 12 months, for 10 incidents."
    ]
    phone = advised("softswitch", PatternRow("l2", 60, 1, (0,)), needs=Needs(("critical_phone",)))
    assert told(phone, "cheapest") == [
        "Standard support costs least for what you expect: US$1,400.00 over 12 months, all of it for the plan."
    ]


def test_of_months_that_are_over_it_says_what_would_have_cost_least() -> None:
    now = advised("softswitch", *MONTHLY)
    last_year = replace(now, today=now.advice.question.horizon.end)
    assert told(last_year, "cheapest")[0].startswith("Standard support would have cost least for these requests: ")
    last_day = replace(now, today=now.advice.question.horizon.end - timedelta(days=1))
    assert told(last_day, "cheapest")[0].startswith("Standard support costs least for what you expect: ")


TWO_YEARS_AGO = date(2024, 11, 1)


@pytest.mark.parametrize(
    "answer",
    [
        advised("softswitch", *MONTHLY, start=TWO_YEARS_AGO, needs=Needs(("critical_phone",), critical_years=2)),
        advised("softswitch", PatternRow("l2", 60, 10, (0,)), start=TWO_YEARS_AGO),
        advised(
            "gateway",
            PatternRow("l2", 30, 2, (0, 1, 2, 3, 4)),
            PatternRow("dev", 60, 1, (0, 1, 2, 3)),
            start=TWO_YEARS_AGO,
        ),
        advised("gateway", workload=Listed([(0, 1, 4), (1, 1, 8)]), start=TWO_YEARS_AGO, needs=Needs(("chat",))),
        advised("softswitch", workload=Rates((Rate("l2", 60, Fraction(1)),)), start=TWO_YEARS_AGO),
    ],
    ids=["plan", "adhoc", "tie", "order", "rates"],
)
def test_an_answer_about_months_that_are_over_says_nothing_of_what_is_to_come(answer: Advised) -> None:
    assert answer.over
    sentences = [each.sentence for each in reasons(answer) if each.kind != "never"]
    assert all("would have" in each or "might have" in each or "US$0.00" in each for each in sentences), sentences
    shown = [note for each in answer.details for note in each.notes]
    assert not [each for each in shown if " runs " in each or "starts on" in each or "follow later" in each]


def test_what_is_over_opens_one_term_for_the_time_to_come_and_nothing_else() -> None:
    answer = advised("pbx", *MONTHLY, start=TWO_YEARS_AGO)
    assert detail(answer, "pbx.basic").configure == "/configure/?plan=pbx.basic"
    assert detail(answer, "pbx.basic").notes == (
        "12 terms, one after the other; the last one would have run until 31 October 2025.",
    )
    assert detail(answer, "adhoc").configure is None


def test_requests_that_all_have_come_are_over_before_their_months_are() -> None:
    came = advised("softswitch", workload=Listed([(0, 1, 4), (30, 1, 4)]), start=FIRST_DAY - timedelta(days=30))
    assert came.over
    assert told(came, "cheapest")[0].startswith("Ad hoc only would have cost least for these requests: ")
    comes = advised("softswitch", workload=Listed([(0, 1, 4), (31, 1, 4)]), start=FIRST_DAY - timedelta(days=30))
    assert not comes.over
    today = advised("softswitch", workload=Listed([(0, 1, 4)]))
    assert not today.over
    spread = advised("softswitch", PatternRow("l2", 60, 1, (0,)), start=FIRST_DAY - timedelta(days=7))
    assert not spread.over
    passed = advised("softswitch", PatternRow("l2", 60, 1, (0,)), start=FIRST_DAY - timedelta(days=31))
    assert passed.over


def test_worked_out_parts_of_what_is_over_speak_of_it_as_such() -> None:
    answer = advised("softswitch", *MONTHLY, start=TWO_YEARS_AGO, parts=("flips", "map"))
    assert answer.parts.flips
    assert answer.parts.map
    assert advice_parts_en.flip(answer.parts.flips[0], 12, answer.question.horizon, answer.catalogue, answer.tense) == (
        "With fewer than 9 Level 1 and 2 requests, ad hoc only would have been cheaper."
    )
    assert "ad hoc only would have been cheapest at 0 to 8 and" in advice_parts_en.break_even(
        answer.parts.map, answer.question.horizon, answer.tense
    )
    first = answer.details[0]
    assert first.worth is not None
    assert advice_options_en.worth(first.option, first.worth, first.used, answer.tense).endswith(
        "For these requests, it would have saved US$1,500.00 of incidents."
    )
    assert advice_options_en.binding(first.binding[0], first.option, OVER).endswith(
        "and these would have bound together: without them its total would have been US$180.00 lower."
    )


def test_a_chain_is_named_by_its_plans_and_what_lies_between() -> None:
    busy = tuple(each for year in (0, 24) for each in range(year, year + 12))
    dev = (0, 4, 8, 24, 28, 32)
    answer = advised("softswitch", PatternRow("l2", 60, 1, busy), PatternRow("dev", 60, 1, dev), months=36)
    chain = detail(answer, "chain")
    assert told(answer, "cheapest") == [
        "“Standard support, then ad hoc, then Standard support” costs least for what you expect: US$3,160.00 over 36 "
        "months, US$2,800.00 for its 2 terms and US$360.00 for 4 incidents."
    ]
    assert advice_en.option_name(detail(answer, "softswitch.standard").option, answer.question.horizon) == (
        "Standard support (3 terms)"
    )
    assert chain.notes == (
        "Standard support until 22 November 2027, then Standard support until 22 November 2029.",
        "From 23 November 2027 to 22 November 2028 no term runs, and requests are served ad hoc.",
        "The configurator opens with the first term; buy the others when it is about to end.",
    )
    assert chain.configure == "/configure/?plan=softswitch.standard"


def test_a_chain_that_starts_later_has_nothing_to_buy_yet() -> None:
    rows = (PatternRow("l2", 60, 1, tuple(range(6, 18))), PatternRow("dev", 60, 1, (6, 10, 14)))
    chain = detail(advised("softswitch", *rows, months=24), "chain")
    assert chain.configure is None
    assert "Until 22 May 2027 requests are served ad hoc; the first term starts on 23 May 2027." in chain.notes
    assert "There is no plan to buy yet: the first term starts on 23 May 2027." in chain.notes


def test_a_tie_is_told_as_a_tie() -> None:
    answer = advised("gateway", PatternRow("l2", 30, 2, (0, 1, 2, 3, 4)), PatternRow("dev", 60, 1, (0, 1, 2, 3)))
    assert told(answer, "tie") == [
        "Ad hoc only and Advanced support cost the same: US$1,700.00 over 12 months. Ad hoc only stands first: it "
        "takes fewer terms."
    ]
    assert told(answer, "cheapest") == []
    assert told(answer, "runner_up") == ["Standard support is next, US$340.00 more."]


def test_a_cap_that_binds_says_what_it_costs() -> None:
    answer = advised("softswitch", PatternRow("l2", 60, 10, (0,)))
    assert told(answer, "cap") == [
        "Standard support, the first of the plans, gives 1 hour a month for Level 1 and 2, and that binds: without "
        "this cap its total would be US$180.00 lower."
    ]
    [binding] = detail(answer, "softswitch.standard").binding
    assert advice_options_en.binding(binding, detail(answer, "softswitch.standard").option, NOW) == (
        "Standard support gives 1 hour a month for Level 1 and 2, and that binds: without this cap its total would be "
        "US$180.00 lower."
    )
    together = advised("softswitch", *MONTHLY)
    assert told(together, "cap") == [
        "Standard support gives 10 requests a term and 10 hours a term for Level 1 and 2, and these bind together: "
        "without them its total would be US$180.00 lower."
    ]


def test_a_cap_of_a_chain_says_what_it_costs_the_chain() -> None:
    dev = (0, 4, 8, 24, 28, 32)
    busy = tuple(each for year in (0, 24) for each in range(year, year + 12))
    answer = advised("softswitch", PatternRow("l2", 60, 1, busy), PatternRow("dev", 60, 1, dev), months=36)
    assert answer.details[0].option.id == "chain"
    assert told(answer, "cap") == [
        "Standard support gives 10 requests a term and 10 hours a term for Level 1 and 2, and these bind together: "
        "without them the chain’s total would be US$360.00 lower."
    ]


def test_of_a_tie_the_cap_is_told_of_a_plan_that_costs_as_little() -> None:
    answer = advised("gateway", PatternRow("l2", 30, 2, tuple(range(6))), PatternRow("dev", 60, 1, (0, 1, 2, 3)))
    assert [each.id for each in answer.tied] == ["adhoc", "gateway.advanced"]
    assert told(answer, "cap")[0].startswith("Advanced support gives ")


def test_many_requests_are_told_to_be_worked_out_without_caps() -> None:
    many = advised("softswitch", PatternRow("l2", 60, 26, EVERY_MONTH))
    assert told(many, "cap") == ["Which limit of a plan’s quota costs you money is told for up to 300 requests."]
    assert [each.binding for each in many.details] == [()] * len(many.details)
    fits = advised("softswitch", PatternRow("l2", 60, 25, EVERY_MONTH))
    assert "up to 300 requests" not in told(fits, "cap")[0]


def test_quota_spent_as_requests_come_is_told_where_it_differs() -> None:
    listed = Listed([(0, 1, 4), (1, 1, 8)])
    answer = advised("gateway", workload=listed, needs=Needs(("chat",)))
    assert told(answer, "order") == [
        "With quota spent in the order requests come, it is US$1,880.00: keep quota for the requests that cost most "
        "without it."
    ]
    assert told(advised("softswitch", *MONTHLY), "order") == []


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
        "Different plans one after another can: they are compared where the requests are certain, and no more than "
        "300 requests.",
    ]
    many = advised("gateway", PatternRow("l2", 60, 26, EVERY_MONTH), needs=Needs((), maintenance_years=4))
    assert [(each.kind, each.months) for each in reasons(many)] == [("need", None), ("horizon", 36), ("need", None)]


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


def test_many_requests_are_told_to_be_compared_without_chains() -> None:
    many = advised("softswitch", PatternRow("l2", 60, 26, EVERY_MONTH))
    assert told(many, "chain") == [
        "With more than 300 requests, only ad hoc and each plan by itself are compared: different plans one after "
        "another may cost less."
    ]
    assert told(advised("softswitch", PatternRow("l2", 60, 25, EVERY_MONTH)), "chain") == []


def test_a_plan_left_out_says_why() -> None:
    answer = advised("gateway", needs=Needs(("monitoring",), critical_years=3, maintenance_years=2))
    assert left_out(answer, "gateway.basic") == answer.catalogue.plan("gateway.basic").sale.reason
    assert left_out(answer, "gateway.standard").startswith("Service monitoring is not stated for it.")
    assert "Critical updates are not covered for 3 years by it." in left_out(answer, "gateway.standard")


def test_a_plan_without_a_price_in_the_currency_is_left_out_by_that() -> None:
    answer = advised("pbx", catalogue=BOTH, currency="EUR")
    assert left_out(answer, "pbx.basic") == "It has no price in EUR, and nothing is converted."
    assert detail(answer, "pbx.standard").configure == "/configure/?currency=EUR&plan=pbx.standard"


def test_plans_that_never_win_by_incidents_say_what_they_buy() -> None:
    (sentence,) = nevers(advised("gateway"))
    assert sentence.startswith(
        "No number of requests makes Standard support cheaper than ad hoc. Its price buys besides: "
    )
    assert "Critical updates for 2 years" in sentence
    assert nevers(advised("gateway", needs=Needs(("chat",)))) == ()


def test_a_term_past_the_horizon_counts_in_full() -> None:
    notes = detail(advised("gateway"), "gateway.dedicated").notes
    assert notes == (
        "The last term runs until 22 November 2028, 12 months past the time you asked about. It counts in full.",
    )


def test_more_terms_than_one_order_holds_are_told() -> None:
    basic = detail(advised("pbx"), "pbx.basic")
    assert basic.configure == "/configure/?plan=pbx.basic*3"
    assert basic.notes == (
        "12 terms, one after the other; the last one runs until 22 November 2027.",
        "One order holds at most 3 terms for an installation; the other 9 follow later.",
    )


def test_more_incidents_than_one_order_holds_are_told() -> None:
    few = with_rules(vendor_catalogue(), max_incident_units=5)
    adhoc = detail(advised("softswitch", *MONTHLY, catalogue=few), "adhoc")
    assert adhoc.configure == "/configure/?incidents=l12:5,dev:3"
    assert adhoc.notes == (
        "One order holds at most 5 of “Level 1 and 2 incident”; 12 are expected, so order the others later.",
    )
    many = advised("softswitch", PatternRow("l2", 60, 100, EVERY_MONTH))
    assert detail(many, "adhoc").notes[-1].endswith("; 1,200 are expected, so order the others later.")
    assert detail(advised("softswitch"), "adhoc").configure is None


def test_a_start_that_is_yet_to_come_says_when_to_pay() -> None:
    assert date(2026, 12, 1) > FIRST_DAY
    answer = advised("softswitch", *MONTHLY, start=date(2026, 12, 1))
    assert detail(answer, "softswitch.standard").notes == (
        "A plan starts on the day it is paid: pay on 1 December 2026 to start then.",
    )
    begun = advised("softswitch", *MONTHLY, start=date(2025, 12, 1))
    assert detail(begun, "softswitch.standard").notes == (
        "A plan starts on the day it is paid, and the first day you asked about, 1 December 2025, is past.",
    )


def test_requests_without_a_price_are_never_called_free() -> None:
    long = with_rules(vendor_catalogue(), over_hour="separate_agreement")
    answer = advised("softswitch", PatternRow("l2", 90, 1, (0,)), catalogue=long)
    assert told(answer, "cheapest") == [
        "Advanced support comes first, for it leaves the fewest requests without a stated price: US$4,900.00 over 12 "
        "months, all of it for the plan. What has a price is least with ad hoc only, US$0.00 with 1 request by "
        "agreement on top: which of the two costs less is known only when these are agreed."
    ]
    assert answer.first_by == "agreements"
    assert detail(answer, "adhoc").notes == (
        "1 request beyond quota has no stated price: by agreement with the vendor, and not in the total.",
    )
    assert advice_en.amount(detail(answer, "adhoc").option.best) == "US$0.00 and 1 request by agreement"


def test_what_no_option_has_a_price_for_is_told_as_such() -> None:
    long = with_rules(vendor_catalogue(), over_hour="separate_agreement")
    answer = advised(
        "softswitch", PatternRow("dev", 600, 1, (2,)), catalogue=long, needs=Needs(("critical_phone", "phone"))
    )
    assert answer.first_by == "stated"
    assert told(answer, "cheapest")[0].startswith(
        "Advanced support costs least of what has a price: US$4,900.00 and 1 request by agreement over 12 months"
    )
    assert told(answer, "runner_up") == ["Dedicated Gold support is next, US$4,000.00 more of what has a price."]
    assert told(answer, "need")[-1] == (
        "On top of the others, you pay US$3,500.00 for Phone: without it, Standard support comes first."
    )


def test_rates_of_requests_without_a_price_are_never_called_cheapest() -> None:
    long = with_rules(vendor_catalogue(), over_hour="separate_agreement")
    rates = Rates((Rate("l2", 60, Fraction(3, 2)), Rate("dev", 120, Fraction(1, 4))))
    answer = advised("pbx", workload=rates, catalogue=long)
    assert answer.first_by == "agreements"
    assert told(answer, "cheapest") == [
        "Dedicated support comes first, for it leaves the fewest requests without a stated price: US$12,000.00 and 0.4 "
        "requests by agreement over 12 months, and at most US$12,000.00 beside these in 9 of 10 cases. In 95.0 % of "
        "cases it comes first. What has a price is least with ad hoc only, US$1,620.00 on average with 3.0 requests by "
        "agreement on top: which of the two costs less is known only when these are agreed."
    ]
    assert told(answer, "runner_up") == [
        "Ad hoc only is next, at US$1,620.00 and 3.0 requests by agreement, on average."
    ]


def test_a_plan_that_covers_what_has_no_price_is_not_said_to_win_never() -> None:
    assert {each.id for each in advised("pbx").never} == {"pbx.basic", "pbx.standard"}
    long = with_rules(vendor_catalogue(), over_hour="separate_agreement")
    assert advised("pbx", catalogue=long).never == ()


def test_must_haves_nothing_meets_are_told_with_what_requests_cost_on_average() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1)),))
    answer = advised("softswitch", workload=rates, needs=Needs(("critical_phone",), critical_years=9))
    assert answer.first_by is None
    assert told(answer, "need")[1] == "Without any must-have, ad hoc only is cheapest on average, at US$1,080.00."


def test_what_an_incident_is_and_costs_can_be_reckoned_with_by_hand() -> None:
    catalogue = vendor_catalogue()
    assert advice_incidents_en.ad_hoc(catalogue) == (
        "Ad hoc means without a plan: each request is paid for by itself. It is paid as incidents, as is what no quota "
        "covers. An incident serves one request; a longer one takes one for each started hour."
    )
    assert advice_incidents_en.beyond_quota(catalogue) == (
        "What no quota covers is paid as incidents, one for each started hour: Level 1 and 2 incident US$90.00 and "
        "Level 3 (development) incident US$200.00, or by separate agreement."
    )
    assert [advice_incidents_en.each_costs(each) for each in catalogue.incidents] == [
        "Level 1 and 2 incident: US$90.00, for at most 1 hour.",
        "Level 3 (development) incident: US$200.00, for at most 1 hour. Other work may be agreed separately with the "
        "vendor, and is not reckoned with here.",
    ]
    long = with_rules(catalogue, over_hour="separate_agreement")
    assert advice_incidents_en.ad_hoc(long).endswith(
        "a longer one is by agreement with the vendor, at a price that nobody states."
    )


def worth(answer: Advised, option: str) -> str:
    told_ = detail(answer, option)
    assert told_.worth is not None
    return advice_options_en.worth(told_.option, told_.worth, told_.used, NOW)


def test_what_a_price_buys_divides_into_quota_and_the_rest() -> None:
    assert worth(advised("gateway"), "gateway.standard") == (
        "At ad-hoc prices its quota is worth US$560.00, if all of it is used; the other US$340.00 of its price buy "
        "what follows."
    )
    assert worth(advised("gateway"), "gateway.advanced") == (
        "At ad-hoc prices its quota is worth US$1,700.00, if all of it is used, which is its price."
    )
    assert worth(advised("softswitch", PatternRow("l2", 60, 1, EVERY_MONTH)), "softswitch.standard") == (
        "At ad-hoc prices its quota is worth US$1,500.00, if all of it is used: US$100.00 more than its price. For "
        "what you expect, it saves US$900.00 of incidents."
    )
    texts = [
        text for text, _ in advice_options_en.buys(vendor_catalogue().plan("gateway.standard"), vendor_catalogue())
    ]
    assert texts[:3] == [
        "Critical updates for 2 years",
        "Maintenance upgrades for 1 year",
        "Server installation: Initial",
    ]


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


def test_rates_are_told_on_average() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1)), Rate("dev", 60, Fraction(1, 4))))
    answer = advised("softswitch", workload=rates)
    assert told(answer, "cheapest") == [
        "Ad hoc only costs least on average: US$1,680.00 over 12 months, and at most US$2,290.00 in 9 of 10 cases. "
        "In 84.5 % of cases nothing is cheaper."
    ]
    assert told(answer, "runner_up") == ["Standard support is next, US$271.36 more on average."]
    assert detail(answer, "adhoc").notes == (
        "Nothing has to be bought now: an incident is bought when a request comes.",
    )


def test_a_chance_that_is_none_reads_nothing_and_one_that_is_nearly_one_not_certain() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1, 2)), Rate("dev", 60, Fraction(1, 4))))
    answer = advised("gateway", workload=rates)
    assert answer.chances is not None
    assert "gateway.standard" in {each.id for each in answer.never}
    assert {each: advice_en.cheapest_percent(each, answer.chances) for each in answer.chances} == {
        "adhoc": "over 99.9",
        "gateway.standard": "0",
        "gateway.advanced": "0",
        "gateway.dedicated": "under 0.1",
    }
    assert "In over 99.9 % of cases nothing is cheaper." in told(answer, "cheapest")[0]
    none = advised("softswitch", workload=Rates(()))
    assert advice_en.cheapest_percent("adhoc", none.chances or {}) == "100"


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


def test_the_words_hold_for_another_vendor() -> None:
    answer = advised(
        "telescope",
        PatternRow("look", 60, 1, EVERY_MONTH),
        PatternRow("code", 90, 1, (1,)),
        catalogue=second_catalogue(),
    )
    assert told(answer, "cheapest") == [
        "Observatory costs least of what has a price: JP¥150,000 and 1 request by agreement over 12 months, all this "
        "money for the plan."
    ]
    assert detail(answer, "adhoc").configure == "/configure/?incidents=mirror:20"
    assert left_out(answer, "telescope.starter") == "It comes with every telescope."
    assert answer.question.needs == NO_NEEDS

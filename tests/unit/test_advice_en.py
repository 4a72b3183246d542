"""The sentences of advice: true, short, and right for any vendor."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from plandesk.domain.advice import NO_NEEDS, Needs
from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.services.advice import Advised, Listed, Rates
from plandesk.services.advice_reasons import nevers
from plandesk.text import advice_en, advice_incidents_en, advice_options_en
from plandesk.text.advice_tense_en import NOW
from tests.advised import EVERY_MONTH, MONTHLY, advised, detail, left_out, told
from tests.euros import BOTH
from tests.factories import FIRST_DAY, second_catalogue, vendor_catalogue, with_rules


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
        "Buy the first term now, and each further one when its time comes.",
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
        "Standard support, the first of the plans, gives 1 hour a month for Level 1 and 2. Without this limit, "
        "its total would be US$180.00 lower."
    ]
    [binding] = detail(answer, "softswitch.standard").binding
    assert advice_options_en.binding(binding, detail(answer, "softswitch.standard").option, NOW) == (
        "Standard support gives 1 hour a month for Level 1 and 2. Without this limit, its total would be US$180.00 "
        "lower."
    )
    together = advised("softswitch", *MONTHLY)
    assert told(together, "cap") == [
        "Standard support gives 10 requests a term and 10 hours a term for Level 1 and 2. Without both of these "
        "limits, its total would be US$180.00 lower."
    ]


def test_a_cap_of_a_chain_says_what_it_costs_the_chain() -> None:
    dev = (0, 4, 8, 24, 28, 32)
    busy = tuple(each for year in (0, 24) for each in range(year, year + 12))
    answer = advised("softswitch", PatternRow("l2", 60, 1, busy), PatternRow("dev", 60, 1, dev), months=36)
    assert answer.details[0].option.id == "chain"
    assert told(answer, "cap") == [
        "Standard support gives 10 requests a term and 10 hours a term for Level 1 and 2. Without both of these "
        "limits, the chain’s total would be US$360.00 lower."
    ]


def test_of_a_tie_the_cap_is_told_of_a_plan_that_costs_as_little() -> None:
    answer = advised("gateway", PatternRow("l2", 30, 2, tuple(range(6))), PatternRow("dev", 60, 1, (0, 1, 2, 3)))
    assert [each.id for each in answer.tied] == ["adhoc", "gateway.advanced"]
    assert told(answer, "cap")[0].startswith("Advanced support gives ")


def test_many_requests_of_unlike_prices_are_told_to_be_worked_out_without_caps() -> None:
    long = PatternRow("l2", 90, 1, (0,))
    many = advised("softswitch", PatternRow("l2", 60, 25, EVERY_MONTH), long)
    assert told(many, "cap") == [
        "Which limit of a plan’s quota costs you money is told for up to 300 requests, or for more that all cost alike."
    ]
    assert [each.binding for each in many.details] == [()] * len(many.details)
    fits = advised("softswitch", PatternRow("l2", 60, 24, EVERY_MONTH), long)
    alike = advised("softswitch", PatternRow("l2", 60, 200, EVERY_MONTH))
    assert all("gives" in told(each, "cap")[0] for each in (fits, alike))


def test_of_caps_that_bind_together_only_those_are_told_that_do() -> None:
    answer = advised("softswitch", PatternRow("l2", 60, 2, tuple(range(10))))
    (standard,) = [each for each in answer.details if each.option.id == "softswitch.standard"]
    assert [each.caps for each in standard.binding] == [("month_minutes", "period_requests", "period_minutes")]


def test_quota_spent_as_requests_come_is_told_where_it_differs() -> None:
    listed = Listed([(0, 1, 4), (1, 1, 8)])
    answer = advised("gateway", workload=listed, needs=Needs(("chat",)))
    assert told(answer, "order") == [
        "With quota spent in the order requests come, it is US$1,880.00: keep quota for the requests that cost most "
        "without it."
    ]
    assert told(advised("softswitch", *MONTHLY), "order") == []


def test_of_many_requests_too_a_plan_is_not_repeated_where_it_serves_nothing() -> None:
    rows = PatternRow("l2", 30, 13, tuple(range(24)))
    answer = advised("gateway", rows, months=36)
    first, second = answer.advice.options[:2]
    assert len(answer.question.requests) == 312
    assert [(each.plan.id, each.month) for each in first.terms] == [("gateway.dedicated", 0)]
    assert (first.id, first.best.money.minor, second.best.money.minor) == ("chain", 2_438_000, 2_788_000)


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
        "The term of Standard support began on 1 December 2025 and is partly over. Bought today it would run until "
        "22 November 2027, and not until 30 November 2026 as worked out here.",
    )


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
        "Counted at one incident a request, its quota is worth US$560.00 at ad-hoc prices; the other US$340.00 of its "
        "price buys what follows."
    )
    assert worth(advised("gateway"), "gateway.advanced") == (
        "Counted at one incident a request, its quota is worth US$1,700.00 at ad-hoc prices, which is its price."
    )
    assert worth(advised("softswitch", PatternRow("l2", 60, 1, EVERY_MONTH)), "softswitch.standard") == (
        "Counted at one incident a request, its quota is worth US$1,500.00 at ad-hoc prices: US$100.00 more than its "
        "price. For what you expect, it saves US$900.00 of incidents."
    )
    long = (PatternRow("l2", 75, 2, EVERY_MONTH), PatternRow("dev", 75, 1, EVERY_MONTH))
    assert worth(advised("softswitch", *long), "softswitch.advanced") == (
        "Counted at one incident a request, its quota is worth US$3,000.00 at ad-hoc prices; the other US$1,900.00 of "
        "its price buys what follows. For what you expect, it saves US$4,480.00 of incidents."
    )
    assert worth(advised("gateway", months=24), "gateway.standard") == (
        "Counted at one incident a request, the quota of its 2 terms together is worth US$1,120.00 at ad-hoc prices; "
        "the other US$680.00 of their price buys what follows."
    )
    texts = [
        text for text, _ in advice_options_en.buys(vendor_catalogue().plan("gateway.standard"), vendor_catalogue())
    ]
    assert texts[:3] == [
        "Critical updates for 2 years",
        "Maintenance upgrades for 1 year",
        "Server installation: Initial",
    ]


def test_rates_are_told_on_average() -> None:
    rates = Rates((Rate("l2", 60, Fraction(1)), Rate("dev", 60, Fraction(1, 4))))
    answer = advised("softswitch", workload=rates)
    assert told(answer, "cheapest") == [
        "Ad hoc only costs least on average: US$1,680.00 over 12 months, and at most US$2,290.00 in 9 of 10 cases. "
        "In 84.5 % of cases it comes first."
    ]
    assert told(answer, "runner_up") == ["Standard support is next, US$271.36 more on average."]
    assert detail(answer, "adhoc").notes == (
        "Nothing has to be bought now: an incident is bought when a request comes.",
    )


def test_an_option_that_is_left_alone_is_told_as_the_only_one_and_not_as_the_least() -> None:
    row, rate = PatternRow("l2", 60, 1, EVERY_MONTH), Rates((Rate("l2", 60, Fraction(1)),))
    alone = advised("softswitch", row, needs=Needs(("monitoring",)))
    assert told(alone, "cheapest") == [
        "Dedicated Gold support is the only plan on sale that has what must be there: US$8,900.00 over 12 months, all "
        "of it for the plan."
    ]
    uncertain = advised("softswitch", workload=rate, needs=Needs(("monitoring",)))
    assert told(uncertain, "cheapest") == [
        "Dedicated Gold support is the only plan on sale that has what must be there: US$8,900.00 on average over 12 "
        "months, and at most US$8,900.00 in 9 of 10 cases."
    ]
    chain = advised("gateway", PatternRow("l2", 30, 3, EVERY_MONTH), months=24, needs=Needs(maintenance_years=4))
    assert told(chain, "cheapest")[0].startswith(
        "“Standard support, then Dedicated support” is the cheapest chain of plans that has what must be there: US$7"
    )
    vendor = vendor_catalogue()
    plans = tuple(replace(each, sale=replace(each.sale, state="unavailable")) for each in vendor.plans)
    unsold = advised("softswitch", row, catalogue=replace(vendor, plans=plans))
    assert told(unsold, "cheapest") == [
        "Ad hoc only is all that is on sale: US$1,080.00 over 12 months, for 12 incidents."
    ]


def test_a_quota_that_covers_only_some_levels_of_its_pool_says_so() -> None:
    pbx = advised("pbx", PatternRow("l2", 60, 15, (0,)))
    l12, dev = (list(advice_options_en.only_levels(each, pbx.catalogue)) for each in detail(pbx, "pbx.basic").use)
    assert (l12, dev) == (["The quota of Basic support covers Level 1 only."], [])
    standard = detail(pbx, "pbx.standard").use
    assert [list(advice_options_en.only_levels(each, pbx.catalogue)) for each in standard] == [[], []]


def test_where_another_option_is_more_often_the_cheapest_it_is_named_with_its_chance() -> None:
    rates = (Rate("l2", 30, Fraction(1)), Rate("l2", 60, Fraction(4, 5)), Rate("dev", 60, Fraction(3, 10)))
    uncertain = advised("softswitch", workload=Rates(rates))
    assert told(uncertain, "cheapest")[0].endswith(
        "In 38.0 % of cases it comes first. Standard support comes first in more of them: 62.0 %."
    )
    over = advised("softswitch", workload=Rates(rates), start=date(2024, 11, 1))
    assert told(over, "cheapest")[0].endswith("Standard support would have come first in more of them: 62.0 %.")


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
    assert "In over 99.9 % of cases it comes first." in told(answer, "cheapest")[0]
    none = advised("softswitch", workload=Rates(()))
    assert advice_en.cheapest_percent("adhoc", none.chances or {}) == "100"


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

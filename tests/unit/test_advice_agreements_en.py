"""The words of an advice about requests without a stated price."""

from fractions import Fraction

from plandesk.domain.advice import Needs
from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.services.advice import Rates
from plandesk.text import advice_en
from tests.advised import advised, detail, told
from tests.factories import vendor_catalogue, with_rules


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

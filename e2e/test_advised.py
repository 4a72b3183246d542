"""A comparison marks the plan of the advice that its address carries, and loads nothing for it elsewhere."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.days import in_days
from e2e.pages.compare_page import ComparePage

STEADY = "?family=softswitch&months=12&each=l2:4:1&in=dev:4:1:1.5.9"
"""One request of an hour a month, and development in months 1, 5 and 9."""


@pytest.fixture
def compare(page: Page) -> ComparePage:
    return ComparePage(page)


def test_the_advised_plan_is_marked_with_its_reason(compare: ComparePage) -> None:
    compare.open(f"/softswitch/{STEADY}")
    advice = compare.page.get_by_role("region", name="Advice for your requests")
    expect(advice).to_contain_text("US$1,580.00")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("Standard support")
    expect(marked).to_contain_text("costs least for your requests")
    expect(compare.page.get_by_role("link", name="Help me choose")).to_have_attribute("href", f"/advice/{STEADY}")
    advice.get_by_role("link", name="See the whole advice").click()
    expect(compare.page).to_have_url(re.compile(re.escape(f"/advice/{STEADY}") + "$"))


def test_a_plan_that_costs_as_little_as_ad_hoc_is_marked_as_equal_and_not_as_least(compare: ComparePage) -> None:
    compare.open("/gateway/?family=gateway&months=12&in=l2:2:2:1.2.3.4.5,dev:4:1:1.2.3.4")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("Advanced support")
    expect(marked).to_contain_text("Advised: costs as little for your requests as ad hoc only")
    expect(compare.table.get_by_text("costs least")).to_have_count(0)


def test_of_uncertain_numbers_the_mark_says_that_it_is_an_average(compare: ComparePage) -> None:
    compare.open("/gateway/?family=gateway&months=12&rate=l2:2:3,dev:4:0.5")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_contain_text("Advised: costs least for your requests, on average")


@pytest.mark.parametrize(
    ("address", "marks"),
    [
        (
            "/softswitch/?family=softswitch&months=12&each=l2:4:1&need=monitoring&critical=3",
            ["Advised: the only plan on sale that has what must be there"],
        ),
        (
            "/gateway/?family=gateway&months=24&maintenance=4&each=l2:2:3",
            ["Advised: part of the cheapest chain of plans that has what must be there"] * 2,
        ),
    ],
)
def test_what_is_left_alone_is_marked_as_that_and_not_as_the_least_of_one(
    compare: ComparePage, address: str, marks: list[str]
) -> None:
    compare.open(address)
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_contain_text(marks)
    expect(compare.page.get_by_text("costs least")).to_have_count(0)


def test_a_plan_for_months_that_are_over_is_marked_as_what_would_have_cost_least(compare: ComparePage) -> None:
    compare.open(f"/softswitch/{STEADY}&start=2024-01-31")
    advice = compare.page.get_by_role("region", name="Advice for requests that are past")
    expect(advice).to_contain_text("would have cost least for these requests")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Would have cost least for your requests")
    expect(marked).to_contain_text("Standard support")


def test_a_plan_that_begins_later_is_marked_with_its_day(compare: ComparePage) -> None:
    asked = "family=softswitch&months=24&start=2030-01-31&in=l2:4:1:13.14.15.16.17.18.19.20.21.22,dev:4:1:13.14.15"
    compare.open(f"/softswitch/?{asked}")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_contain_text("part of what costs least for your requests, from 31 January 2031")
    advice = compare.page.get_by_role("region", name="Advice for your requests")
    expect(advice).to_contain_text("There is no plan to buy yet: the first term starts on 31 January 2031.")


def test_of_a_chain_of_plans_the_first_one_is_told_and_until_when(compare: ComparePage) -> None:
    compare.open("/gateway/?family=gateway&months=24&start=2030-01-01&maintenance=4&each=l2:2:3&in=dev:4:1:2.7.14")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_have_count(2)
    expect(marked.filter(has_text="Standard")).to_contain_text(", first, until 31 December 2030")
    expect(marked.filter(has_text="Dedicated")).to_contain_text(", from 1 January 2031")
    advice = compare.page.get_by_role("region", name="Advice for your requests")
    expect(advice).to_contain_text("Standard support until 31 December 2030, then Dedicated support until 31 December")
    expect(advice).to_contain_text("It counts in full.")


def test_a_plan_whose_term_has_begun_is_not_marked_as_one_to_buy(compare: ComparePage) -> None:
    compare.open(f"/gateway/?family=gateway&months=12&start={in_days(-40)}&each=l2:2:4")
    advice = compare.page.get_by_role("region", name="Advice for your requests")
    expect(advice).to_contain_text("is partly over. Bought today it would run until")
    assert advice.get_by_role("link").all_inner_texts() == ["See the whole advice, with every option and figure"]
    expect(compare.table.get_by_text("Advised")).to_have_count(0)


def test_a_plan_whose_term_is_over_is_not_marked(compare: ComparePage) -> None:
    compare.open(f"/gateway/?family=gateway&months=36&start={in_days(-740)}&each=l2:2:3")
    advice = compare.page.get_by_role("region", name="Advice for your requests")
    expect(advice).to_contain_text("The term of Dedicated support ended on")
    expect(compare.table.get_by_text("Advised")).to_have_count(0)


def test_where_ad_hoc_is_cheapest_no_plan_is_marked(compare: ComparePage) -> None:
    compare.open("/softswitch/?family=softswitch&months=12&in=l2:4:10:1")
    advice = compare.page.get_by_role("region", name="Advice for your requests")
    expect(advice).to_contain_text("US$900.00")
    expect(compare.table.get_by_text("Advised")).to_have_count(0)


def test_an_advice_that_cannot_be_followed_says_so_and_leaves_the_comparison(compare: ComparePage) -> None:
    compare.open("/softswitch/?family=nothing&each=l2:4:1")
    expect(compare.page.get_by_text("no plan is marked")).to_be_visible()
    assert "Standard support" in compare.plan_names


def test_an_advice_that_cannot_be_read_wholly_marks_nothing_and_leads_to_what_is_wrong(compare: ComparePage) -> None:
    compare.open("/softswitch/?diff=1&family=softswitch&months=12&each=l2:4:zz")
    expect(compare.page.get_by_text("cannot be read wholly, so no plan is marked")).to_be_visible()
    expect(compare.page.get_by_text("costs least")).to_have_count(0)
    compare.page.get_by_role("link", name="See what is wrong with it").click()
    faults = compare.page.get_by_role("alert").filter(has_text="in this link needs your attention")
    expect(faults.get_by_role("listitem")).to_have_text(["Line 1: enter a whole number from 1 to 999."])


def test_an_advice_for_another_product_is_shown_beside_its_own_plans(compare: ComparePage) -> None:
    compare.open(f"/pbx/{STEADY}")
    expect(compare.page.get_by_text("is for Softswitch, and not for the plans on this page")).to_be_visible()
    expect(compare.page.get_by_text("costs least")).to_have_count(0)
    compare.page.get_by_role("link", name="See it beside the plans for Softswitch").click()
    expect(compare.table.get_by_role("columnheader").filter(has_text="Advised")).to_contain_text("Standard support")


def test_an_advice_of_another_shape_says_so_and_leaves_the_comparison(compare: ComparePage, faults: Faults) -> None:
    faults.expect("Cannot read properties")
    compare.page.route("**/api/v1/advice", lambda route: route.fulfill(json={}))
    compare.open(f"/softswitch/{STEADY}")
    expect(compare.page.get_by_text("could not be worked out")).to_be_visible()
    assert "Standard support" in compare.plan_names


def test_a_comparison_without_an_advice_asks_for_none(compare: ComparePage) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    compare.page.on("request", note)
    compare.open("/softswitch/?diff=1")
    compare.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "advis" in url or "/api/" in url]


def test_a_marked_comparison_is_accessible_and_fits_small_screens(compare: ComparePage, axe_source: str) -> None:
    compare.page.set_viewport_size({"width": 320, "height": 800})
    compare.open(f"/softswitch/{STEADY}")
    expect(compare.page.get_by_role("region", name="Advice for your requests")).to_be_visible()
    assert overflow(compare.page) == 0
    assert violations(compare.page, axe_source) == []

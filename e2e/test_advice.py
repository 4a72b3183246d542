"""A prospect lets the page choose: four questions, the answer with its reasons, and a filled configurator."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.days import in_days
from e2e.pages.advice_page import AdvicePage
from e2e.pages.compare_page import ComparePage
from e2e.pages.configure_page import ConfigurePage

L12, DEV = "Level 1 and 2", "Level 3 (development)"
STEADY = "?family=softswitch&months=12&each=l2:4:1&in=dev:4:1:1.5.9"
"""One request of an hour a month, and development in months 1, 5 and 9."""


@pytest.fixture
def advice(page: Page) -> AdvicePage:
    return AdvicePage(page)


def test_help_me_choose_leads_from_a_comparison_to_a_filled_configurator(advice: AdvicePage) -> None:
    ComparePage(advice.page).open("/softswitch/")
    advice.page.get_by_role("link", name="Help me choose").click()
    expect(advice.family).to_have_count(0)
    advice.expect_requests(L12, "12")
    advice.expect_requests(DEV, "3")
    advice.ask.click()
    expect(advice.answer).to_have_text("Standard support costs least")
    expect(advice.answer).to_be_focused()
    expect(advice.page).to_have_url(re.compile(re.escape(STEADY) + "$"))
    assert advice.figures("Standard support")[0] == "US$1,580.00"
    assert advice.figures("Advanced support")[0] == "US$4,900.00"
    expect(advice.reasons).to_contain_text("US$1,580.00")
    expect(advice.page.get_by_text(re.compile("for 1 year, from .* to .*, the last day looked at"))).to_be_visible()
    advice.go_on.click()
    expect(ConfigurePage(advice.page).installation().get_by_label("Plan")).to_have_value("softswitch.standard")


def test_the_keyboard_alone_reaches_the_configurator(advice: AdvicePage) -> None:
    advice.open("?family=softswitch")
    keys = advice.page.keyboard
    advice.question(L12).get_by_label("Requests").focus()
    keys.type("12")
    for _ in range(3):
        keys.press("Tab")
    keys.type("3")
    keys.press("Enter")
    expect(advice.answer).to_be_focused()
    keys.press("Tab")
    expect(advice.go_on).to_be_focused()
    keys.press("Enter")
    expect(ConfigurePage(advice.page).installation().get_by_label("Plan")).to_have_value("softswitch.standard")


def test_must_haves_that_only_a_longer_time_meets_lead_there(advice: AdvicePage) -> None:
    advice.open("?family=gateway&months=12&maintenance=4&in=l2:4:1:1")
    expect(advice.answer).to_have_text("Nothing has all that must be there")
    expect(
        advice.page.get_by_text("Nothing on sale meets your must-have: 4 years of maintenance upgrades")
    ).to_be_visible()
    expect(advice.page.get_by_text("cost less")).to_have_count(0)
    advice.page.get_by_role("link", name="Answer over 2 years").click()
    expect(advice.page).to_have_url(re.compile("months=24&maintenance=4"))
    expect(advice.answer).to_have_text(
        "Standard support, then Dedicated support is the cheapest chain of plans that has what must be there"
    )
    expect(
        advice.page.get_by_text("No plan by itself has what must be there: 4 years of maintenance upgrades.")
    ).to_be_visible()
    expect(advice.page.get_by_text("Every one of them")).to_have_count(0)


def test_an_answer_about_a_year_that_is_over_speaks_of_it_as_such_and_sells_for_the_time_to_come(
    advice: AdvicePage,
) -> None:
    advice.open(f"{STEADY}&start=2024-01-31")
    expect(advice.answer).to_have_text("Standard support would have cost least")
    expect(advice.reasons).to_contain_text("would have cost least for these requests")
    expect(advice.page.get_by_text("For the time to come, the configurator opens with 1 term of")).to_be_visible()
    expect(advice.page.get_by_text("is paid later")).to_have_count(0)
    expect(advice.go_on).to_have_attribute("href", "/configure/?plan=softswitch.standard")
    advice.open("?family=softswitch&months=12&in=l2:4:10:1&start=2024-01-31")
    expect(advice.answer).to_have_text("Ad hoc only would have cost least")
    expect(advice.page.get_by_text("nothing has to be bought for them")).to_be_visible()
    expect(advice.go_on).to_have_count(0)
    alone = advice.page.get_by_text("Paid as incidents: 10 incidents of Level 1 and 2")
    advice.options.get_by_role("link", name="Ad hoc only").click()
    expect(alone).to_be_visible()


def test_charts_of_requests_that_are_past_say_what_would_have_cost_least(advice: AdvicePage) -> None:
    advice.open(f"{STEADY}&start=2024-01-31")
    charts = advice.charts("would have cost")
    expect(charts).to_have_count(3)
    for chart in charts.all():
        chart.locator("summary").click()
        expect(chart.get_by_role("table")).to_be_visible()
        expect(chart).to_contain_text("would have cost least")
        expect(chart).not_to_contain_text(re.compile("costs|is cheapest|comes first|as (they|requests) come\\b"))
    expect(charts.get_by_role("columnheader", name="Would have cost least")).to_have_count(2)


@pytest.mark.parametrize(
    "address",
    [
        STEADY,
        "?family=softswitch&months=24&start=2030-01-15&need=critical_phone&critical=2&each=l2:2:2",
        "?family=gateway&months=12&start=2030-01-15&asked=0.l2.2,31.dev.4",
        "?family=pbx&months=12&rate=l2:4:1.5,dev:4:0.25",
    ],
)
def test_an_address_restores_its_answer_and_the_form_says_the_same(advice: AdvicePage, address: str) -> None:
    advice.open(address)
    expect(advice.answer).to_be_visible()
    ranked = advice.ranked
    assert ranked
    advice.answers_given.click()
    advice.ask.click()
    expect(advice.answer).to_be_focused()
    expect(advice.page).to_have_url(re.compile(re.escape(address) + "$"))
    assert advice.ranked == ranked


def test_a_fault_of_the_server_is_told_as_one_and_asking_again_answers(advice: AdvicePage, faults: Faults) -> None:
    faults.expect("Failed to load resource")
    advice.page.route("**/api/v1/advice", _broken, times=1)
    advice.open(STEADY)
    expect(advice.failed).to_contain_text("Something went wrong at the server")
    expect(advice.failed).to_contain_text("name request 01ADVICE")
    # The next is the answer, and the one after it the map.
    advice.page.route("**/api/v1/advice", lambda route: _broken(route) if _asks(route, "map") else route.fallback())
    advice.failed.get_by_role("button", name="Try again").click()
    expect(advice.answer).to_have_text("Standard support costs least")
    expect(advice.failed).to_contain_text("name request 01ADVICE")
    advice.page.unroute("**/api/v1/advice")
    advice.failed.get_by_role("button", name="Try again").click()
    expect(advice.page.get_by_role("figure", name="the option that costs least")).to_be_visible()
    expect(advice.failed).to_have_count(0)


def _broken(route: Route) -> None:
    route.fulfill(status=502, headers={"X-Request-Id": "01ADVICE"}, content_type="text/html", body="<html>")


def _asks(route: Route, part: str) -> bool:
    return part in route.request.post_data_json["parts"]


def test_an_answer_of_another_shape_leaves_a_sentence_and_the_form(
    advice: AdvicePage, faults: Faults, axe_source: str
) -> None:
    faults.expect("Cannot read properties")
    advice.page.route("**/api/v1/advice", lambda route: route.fulfill(json={}))
    advice.open(STEADY)
    expect(advice.failed).to_contain_text("this page does not understand")
    expect(advice.failed.get_by_role("button", name="Reload the page")).to_be_visible()
    expect(advice.answers_given).to_be_visible()
    assert violations(advice.page, axe_source) == []
    advice.page.unroute("**/api/v1/advice")
    advice.failed.get_by_role("button", name="Try again").click()
    expect(advice.answer).to_have_text("Standard support costs least")
    expect(advice.failed).to_have_count(0)


def test_asking_too_often_says_when_to_ask_again(advice: AdvicePage, faults: Faults) -> None:
    faults.expect("Failed to load resource")
    advice.page.route("**/api/v1/advice", lambda route: route.fulfill(status=429, headers={"Retry-After": "40"}))
    advice.open(STEADY)
    expect(advice.failed).to_contain_text("Try again in 40 seconds")


def test_months_that_are_alike_are_told_once_and_the_file_has_every_one(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=36&start=2030-01-15&each=l2:4:1")
    fold = advice.details("Standard support (3 terms)")
    fold.locator("summary").click()
    rows = fold.get_by_role("table", name="Requests of Level 1 and 2").get_by_role("rowheader")
    expect(rows).to_have_text(
        [
            text
            for year in (2030, 2031, 2032)
            for text in (
                f"15 Jan {year} to 14 Nov {year}: 10 months, each",
                f"15 Nov {year} to 14 Jan {year + 1}: 2 months, each",
            )
        ]
    )
    name, lines = advice.save_quota("Standard support (3 terms)")
    assert name == "quota-softswitch.standard.csv"
    months = [line for line in lines if line.startswith("Level 1 and 2,Standard support,")]
    assert len(months) == 36
    assert months[0] == "Level 1 and 2,Standard support,2030-01-15,2030-02-14,1,1,1,1,1,1,0,0"


def test_back_undoes_a_question(advice: AdvicePage) -> None:
    advice.open(STEADY)
    expect(advice.answer).to_have_text("Standard support costs least")
    advice.answers_given.click()
    advice.expect_requests(L12, "1")
    advice.expect_requests(DEV, "")
    advice.ask.click()
    expect(advice.answer).not_to_have_text("Standard support costs least")
    advice.page.go_back()
    expect(advice.answer).to_have_text("Standard support costs least")
    expect(advice.page).to_have_url(re.compile(re.escape(STEADY) + "$"))


def test_a_chain_is_named_with_its_plans_where_the_map_has_ones_own_numbers(advice: AdvicePage) -> None:
    advice.open("?family=gateway&months=24&maintenance=4&each=l2:2:3")
    chain = "Standard support, then Dedicated support"
    drawn = advice.page.get_by_role("figure", name="the option that costs least")
    expect(drawn.get_by_role("status")).to_contain_text(f": A chain of plans ({chain}), US$")
    expect(drawn.get_by_role("listitem").filter(has_text=f"(with your numbers: {chain})")).to_be_visible()


def test_the_link_of_a_flip_point_changes_the_winner(advice: AdvicePage) -> None:
    advice.open(STEADY)
    expect(advice.flips.first).to_be_visible()
    before = advice.ranked[0]
    advice.flips.first.click()
    expect(advice.page).to_have_url(re.compile("asked="))
    expect(advice.cheapest).not_to_have_text(before)


def test_a_must_have_leaves_out_what_lacks_it_and_says_what_it_costs(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&need=phone&in=l2:4:1:1")
    expect(advice.answer).to_have_text("Advanced support costs least")
    costs = advice.page.get_by_role("heading", name="What your must-haves cost").locator(
        "xpath=following-sibling::ul[1]"
    )
    expect(costs).to_contain_text("Phone")
    costs.get_by_role("link", name="Answer without it: phone").click()
    expect(advice.answer).not_to_have_text("Advanced support costs least")


def test_an_option_that_is_left_alone_is_advised_as_the_only_one(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&each=l2:4:1&need=monitoring&critical=3")
    expect(advice.answer).to_have_text("Dedicated Gold support is the only plan on sale that has what must be there")
    expect(advice.page.get_by_role("table", name="What it costs").get_by_role("row")).to_have_count(2)
    expect(advice.page.get_by_text("No other plan on sale has what must be there: service monitoring")).to_be_visible()
    expect(advice.page.get_by_role("figure", name="what each option costs").first).to_be_visible()
    for words in ("costs least", "cheapest first", "Every one of them"):
        expect(advice.page.get_by_role("region", name="is the only plan").get_by_text(words)).to_have_count(0)


def test_a_must_have_that_all_support_has_is_answered_and_not_asked_about(advice: AdvicePage) -> None:
    advice.open("?family=softswitch")
    expect(advice.must_have("24/7 phone for critical issues")).to_be_visible()
    expect(advice.must_have("E-mail")).to_have_count(0)
    advice.open("?family=softswitch&months=12&need=email&in=l2:4:1:1")
    expect(advice.answer).to_have_text("Standard support costs least")
    advice.answers_given.click()
    box = advice.must_have("E-mail")
    expect(box).to_be_checked()
    box.uncheck()
    expect(box).to_be_visible()
    advice.ask.click()
    expect(advice.answer).to_have_text("Ad hoc only costs least")


def test_what_was_asked_of_levels_together_is_told_by_both(advice: AdvicePage) -> None:
    asked = advice.page.get_by_role("table", name="The requests that the figures are worked out for")
    advice.open("?family=softswitch&months=12&in=l2:4:1:1.7")
    expect(asked.get_by_role("rowheader")).to_have_text(["Level 1 and 2, taken as Level 2"])
    advice.open("?family=softswitch&months=12&in=l2:4:1:2")
    expect(asked.get_by_role("rowheader")).to_have_text(["Level 2"])


def test_every_option_stands_in_full_on_paper(advice: AdvicePage) -> None:
    advice.open(STEADY)
    expect(advice.answer).to_be_visible()
    figures = advice.page.get_by_text("Its whole quota, at the price of single incidents").first
    expect(figures).not_to_be_visible()
    advice.page.emulate_media(media="print")
    expect(figures).to_be_visible()


@pytest.mark.parametrize("width", [1440, 960, 640, 320])
def test_the_list_of_levels_has_room_for_the_longest_name(advice: AdvicePage, width: int) -> None:
    advice.page.set_viewport_size({"width": width, "height": 800})
    advice.open("?family=softswitch&months=12&in=dev:4:1:2.5")
    advice.answers_given.click()
    levels = advice.page.get_by_role("group", name="Line 1").get_by_label("Level")
    has = levels.evaluate("each => each.offsetWidth")
    needs = levels.evaluate("each => { each.style.width = 'max-content'; return each.offsetWidth; }")
    assert has >= needs


def test_what_nothing_offers_is_told_with_what_to_give_up(advice: AdvicePage) -> None:
    advice.open("?family=gateway&months=12&maintenance=4&in=l2:4:1:1")
    expect(advice.answer).to_have_text("Nothing has all that must be there")
    expect(advice.go_on).to_have_count(0)
    advice.page.get_by_role("link", name="Answer without it").first.click()
    expect(advice.page).not_to_have_url(re.compile("maintenance"))
    expect(advice.answer).not_to_have_text("Nothing has all that must be there")


def test_what_plans_one_after_another_meet_is_not_said_to_be_met_by_nothing(advice: AdvicePage) -> None:
    advice.open("?family=gateway&months=24&maintenance=4&rate=l2:2:1,dev:2:0.2")
    expect(advice.answer).to_have_text("No plan by itself has all that must be there")
    expect(advice.page.get_by_text("Different plans one after another can")).to_be_visible()


def test_uncertain_requests_are_told_with_their_chances(advice: AdvicePage) -> None:
    advice.open("?family=pbx")
    advice.more_exactly.click()
    advice.told("As numbers I am unsure of").check()
    advice.page.get_by_role("button", name="Add a line").click()
    advice.page.get_by_label("About how many a month").fill("1.5")
    advice.ask.click()
    expect(advice.answer).to_contain_text("on average")
    expect(advice.options.get_by_role("columnheader", name="Chance to come first")).to_be_visible()
    expect(advice.page.get_by_text("Where options cost the same, the one with fewer terms")).to_be_visible()


def test_what_an_option_does_is_told_in_full(advice: AdvicePage) -> None:
    advice.open(STEADY)
    advice.options.get_by_role("link", name="Standard support", exact=True).click()
    told = advice.details("Standard support")
    expect(told.get_by_role("table", name=re.compile("^Requests of Level 1 and 2 by month"))).to_be_visible()
    expect(told.get_by_text("the last covered day").first).to_be_visible()
    expect(told).to_contain_text("24/7 phone for critical issues")
    expect(told).to_contain_text("of the vendor’s terms")


def test_terms_whose_use_differs_are_told_apart_by_their_days(advice: AdvicePage) -> None:
    advice.open("?family=gateway&months=24&start=2030-01-31&each=l2:2:2&in=dev:2:1:1.5.9.13")
    advice.options.get_by_role("link", name="Advanced support (2 terms)").click()
    told = advice.details("Advanced support (2 terms)").get_by_role("listitem")
    expect(told.filter(has_text="In the term from 31 January 2030 to 30 January 2031: Advanced support")).to_have_count(
        1
    )
    expect(told.filter(has_text="In the term from 31 January 2031 to 30 January 2032: Advanced support")).to_have_count(
        1
    )


def test_a_quota_of_some_levels_only_says_so_where_it_is_told(advice: AdvicePage) -> None:
    advice.open("?family=pbx&months=12&in=l2:4:15:1")
    expect(advice.details("Basic support (12 terms)")).to_contain_text(
        "The quota of Basic support covers Level 1 only."
    )


def test_incidents_open_only_for_requests_that_are_not_past(advice: AdvicePage) -> None:
    advice.open(f"?family=softswitch&months=12&start={in_days(-180)}&asked=0.l2.4,20.l2.4,300.l2.4")
    expect(advice.reasons).to_contain_text("2 of the 3 requests are past")
    expect(advice.page.get_by_text("only be bought for the 1 request that is not past").first).to_be_visible()
    expect(advice.go_on).to_have_attribute("href", "/configure/?incidents=l12:1")
    expect(advice.go_on).to_have_text("Continue with this incident")
    expect(advice.page.get_by_text("The configurator opens with this incident.")).to_be_visible()


@pytest.mark.parametrize(
    ("months", "since", "rows", "answer", "why"),
    [
        (12, 40, "each=l2:2:4", "Dedicated support costs least", "is partly over. Bought today it would run until"),
        (36, 740, "each=l2:2:3", "Dedicated support, then ad hoc costs least", "it can no longer be bought."),
    ],
    ids=["begun", "over"],
)
def test_a_term_that_began_before_today_is_not_sold_but_asked_for_again_from_today(
    advice: AdvicePage, months: int, since: int, rows: str, answer: str, why: str
) -> None:
    advice.open(f"?family=gateway&months={months}&start={in_days(-since)}&{rows}")
    expect(advice.answer).to_have_text(answer)
    expect(advice.page.get_by_role("listitem").filter(has_text="The term of Dedicated support")).to_contain_text([why])
    expect(advice.go_on).to_have_count(0)
    advice.page.get_by_role("link", name="Ask again from today").click()
    expect(advice.page).to_have_url(re.compile(re.escape(f"/advice/?family=gateway&months={months}&{rows}") + "$"))
    expect(advice.go_on).to_be_visible()
    expect(advice.page.get_by_text(why)).to_have_count(0)


def test_what_no_link_asks_again_from_today_says_how_to(advice: AdvicePage) -> None:
    start = next(day for day in map(str, map(in_days, range(-40, -110, -1))) if day.endswith("-31"))
    advice.open(f"?family=gateway&months=24&start={start}&each=l2:2:4&in=dev:4:1:2.7.14")
    expect(advice.page.get_by_text("is partly over. Bought today it would run until").first).to_be_visible()
    expect(advice.page.get_by_text("change the first day to today and give the months from then on")).to_be_visible()
    expect(advice.page.get_by_role("link", name="Ask again from today")).to_have_count(0)


def test_dated_requests_that_are_to_come_are_asked_again_from_today(advice: AdvicePage) -> None:
    days = ",".join(f"{day}.l2.2" for day in range(2, 360, 7))
    advice.open(f"?family=gateway&months=12&start={in_days(-40)}&asked={days}")
    expect(advice.answer).to_have_text("Dedicated support costs least")
    expect(advice.go_on).to_have_count(0)
    advice.page.get_by_role("link", name="Ask again from today").click()
    left = ",".join(f"{day}.l2.2" for day in range(4, 320, 7))
    expect(advice.page).to_have_url(re.compile(re.escape(f"start={in_days(0)}&asked={left}") + "$"))


def test_faults_stand_at_their_fields_and_in_a_summary(advice: AdvicePage, axe_source: str) -> None:
    advice.open()
    advice.expect_requests(L12, "1.5", per="every month")
    advice.ask.click()
    expect(advice.faults).to_be_focused()
    expect(advice.faults.get_by_role("link")).to_have_count(2)
    count = advice.question(L12).get_by_label("Requests")
    expect(count).to_have_accessible_description(re.compile(f"{L12}: enter a whole number from 0 to 999"))
    assert violations(advice.page, axe_source) == []


def test_a_bad_link_tells_every_fault_and_keeps_what_is_right(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=13&need=rocket&each=l2:4:1")
    expect(advice.link_faults.get_by_role("listitem")).to_have_count(2)
    expect(advice.link_faults).to_contain_text("The answer is for the rest of the link.")
    expect(advice.answer).to_be_visible()


def test_a_link_whose_requests_cannot_be_read_shows_them_in_the_form_and_no_answer(
    advice: AdvicePage, axe_source: str
) -> None:
    advice.open("?family=softswitch&months=12&each=l2:4:99999&in=x:4:1:1.2.3")
    expect(advice.faults).to_be_focused()
    expect(advice.faults).to_contain_text("2 things in this link need your attention")
    expect(advice.faults).to_contain_text("nothing is worked out yet")
    expect(advice.faults.get_by_role("listitem")).to_have_count(2)
    expect(advice.faults.get_by_role("link")).to_have_count(2)
    expect(advice.link_faults).to_have_count(0)
    first, second = (advice.page.get_by_role("group", name=f"Line {line}") for line in (1, 2))
    expect(first.get_by_label("How many")).to_have_value("99999")
    expect(first.get_by_label("How many")).to_have_accessible_description(re.compile("from 1 to 999"))
    expect(second.get_by_label("Level")).to_have_accessible_description("Line 2: choose the level.")
    expect(second.get_by_label("In the months")).to_have_value("1-3")
    expect(advice.answer).to_have_count(0)
    assert violations(advice.page, axe_source) == []
    first.get_by_label("How many").fill("1")
    advice.ask.click()
    expect(advice.faults).to_be_focused()
    expect(advice.faults).to_contain_text("One thing needs your attention")
    second.get_by_label("Level").select_option(label="Level 3 (development)")
    advice.ask.click()
    expect(advice.answer).to_be_focused()
    expect(advice.faults.or_(advice.link_faults)).to_have_count(0)
    expect(advice.page).to_have_url(re.compile(r"each=l2:4:1&in=dev:4:1:1\.2\.3$"))


def test_what_of_an_unread_link_no_field_has_is_told_in_the_same_box(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&need=rocket&each=l2:4:1,l2:4:99999")
    expect(advice.faults.get_by_role("listitem")).to_have_text([re.compile("“rocket”"), re.compile("^Line 2: enter")])
    expect(advice.link_faults).to_have_count(0)
    advice.faults.get_by_role("link").click()
    expect(advice.page.get_by_role("group", name="Line 2").get_by_label("How many")).to_be_focused()


def test_a_link_that_tells_requests_in_several_ways_says_which_the_form_shows(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&rate=l2:4:1&each=l2:4:3")
    expect(advice.faults.get_by_role("listitem")).to_have_text(
        ["The link tells the requests in more than one way. The form shows those told month by month."]
    )
    expect(advice.faults).to_contain_text("look it over, put right what is wrong, then ask")
    expect(advice.told("Month by month")).to_be_checked()
    expect(advice.page.get_by_role("group", name="Line 1").get_by_label("How many")).to_have_value("3")
    advice.ask.click()
    expect(advice.answer).to_be_focused()


def test_a_first_day_out_of_reach_is_told_at_its_field(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&start=1999-12-31&each=l2:4:1")
    expect(advice.faults).to_be_focused()
    first_day = advice.page.get_by_label("First day")
    expect(first_day).to_have_accessible_description(re.compile("from 1 January 2000 to 31 December 2199"))
    first_day.fill("2030-01-01")
    advice.ask.click()
    expect(advice.answer).to_be_focused()
    advice.answers_given.click()
    first_day.fill("2200-01-01")
    advice.more_exactly.click()
    expect(first_day).not_to_be_visible()
    advice.ask.click()
    expect(advice.faults).to_be_focused()
    advice.faults.get_by_role("link").click()
    expect(first_day).to_be_focused()


def test_more_requests_than_are_looked_at_are_told_at_the_field_that_asks_for_most(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=36&each=l2:4:200,dev:4:300")
    expect(advice.faults).to_be_focused()
    expect(advice.faults.get_by_role("link")).to_have_text([re.compile("^Level 3 .*: enter fewer.* 18,000 requests")])
    advice.faults.get_by_role("link").click()
    count = advice.question(DEV).get_by_label("Requests")
    expect(count).to_be_focused()
    count.fill("1")
    advice.ask.click()
    expect(advice.answer).to_be_focused()


def test_months_are_named_by_the_first_and_the_last_and_lengths_in_quarters(advice: AdvicePage) -> None:
    advice.open("?family=softswitch")
    advice.more_exactly.click()
    advice.told("Month by month").check()
    advice.page.get_by_role("button", name="Add a line").click()
    months = advice.page.get_by_label("In the months")
    months.fill("1 to 8, 10")
    months.press("Tab")
    line = advice.page.get_by_role("group", name="Line 1")
    line.get_by_label("One usually takes").select_option(label="1 h 45 min")
    expect(months).to_have_value("1-8, 10")
    advice.ask.click()
    expect(advice.page.get_by_text("1 in each of months 1 to 8 and 10")).to_be_visible()
    expect(advice.page).to_have_url(re.compile(r"in=l2:7:1:1\.2\.3\.4\.5\.6\.7\.8\.10$"))


def test_a_day_after_the_time_looked_at_is_told_at_its_field(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&start=2030-01-15&asked=0.l2.4,365.l2.4")
    expect(advice.faults.get_by_role("link")).to_have_count(1)
    late = advice.page.get_by_role("group", name="Line 2").get_by_label("Day")
    expect(late).to_have_accessible_description(re.compile("enter a day up to 14 January 2031"))
    expect(advice.answer).to_have_count(0)


def test_an_untouched_form_is_asked_for_numbers_and_a_zero_is_one(advice: AdvicePage) -> None:
    advice.open("?family=softswitch")
    advice.ask.click()
    expect(advice.faults.get_by_role("link")).to_have_text([re.compile(f"{L12}: say how many")])
    advice.expect_requests(L12, "0")
    advice.ask.click()
    expect(advice.answer).to_have_text("Ad hoc only costs least")
    expect(advice.page.get_by_text("There is nothing to buy today")).to_be_visible()
    expect(advice.go_on).to_have_count(0)


def test_many_requests_still_have_their_map_and_nothing_fails(advice: AdvicePage) -> None:
    advice.open("?family=pbx&months=12&each=l2:3:30")
    expect(advice.page.get_by_text("costs least is told for up to 300 requests")).to_be_visible()
    expect(advice.page.get_by_role("img", name=re.compile("by number of requests$"))).to_be_visible()
    expect(advice.page.get_by_text("is being worked out")).to_have_count(0)
    expect(advice.page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(advice.page.get_by_role("listitem").filter(has_text="One order holds at most 99")).to_be_visible()


def test_what_an_address_repeats_or_does_not_know_is_told_above_the_answer(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&months=24&each=l2:4:1&services=phone")
    expect(advice.link_faults.get_by_role("listitem")).to_have_count(2)
    expect(advice.answer).to_be_visible()


def test_a_copied_link_and_the_comparison_keep_the_day_of_the_answer(advice: AdvicePage) -> None:
    advice.open(STEADY)
    expect(advice.compare).to_have_attribute("href", re.compile(r"start=\d{4}-\d\d-\d\d"))


def test_a_new_line_takes_the_focus_and_is_told(advice: AdvicePage) -> None:
    advice.open("?family=softswitch")
    advice.more_exactly.click()
    advice.told("Month by month").check()
    for line in (1, 2):
        advice.page.get_by_role("button", name=re.compile("^Add a")).click()
        expect(advice.page.get_by_role("group", name=f"Line {line}").get_by_label("How many")).to_be_focused()
        expect(advice.page.get_by_text(f"Line {line} is added.")).to_be_attached()


def test_of_a_tie_each_option_leads_on(advice: AdvicePage) -> None:
    advice.open("?family=gateway&months=12&in=l2:2:2:1.2.3.4.5,dev:4:1:1.2.3.4")
    expect(advice.answer).to_have_text("Ad hoc only and Advanced support cost the same")
    expect(advice.go_on).to_have_text(["Continue with these incidents", "Continue with Advanced support"])
    advice.go_on.last.click()
    expect(ConfigurePage(advice.page).installation().get_by_label("Plan")).to_have_value("gateway.advanced")


def test_another_way_to_tell_the_requests_takes_them_over_and_loses_none(advice: AdvicePage) -> None:
    advice.open("?family=softswitch&months=12&start=2030-01-31&in=l1:2:2:1.2")
    advice.answers_given.click()
    advice.told("One by one, each with its day").check()
    expect(advice.took).to_contain_text("each on the first day of its month")
    days = advice.page.get_by_label("Day", exact=True)
    assert [each.input_value() for each in days.all()] == ["2030-01-31", "2030-01-31", "2030-02-28", "2030-02-28"]
    days.first.fill("2030-02-03")
    advice.told("As numbers I am unsure of").check()
    expect(advice.took).to_contain_text("stays under “One by one, each with its day”")
    advice.told("One by one, each with its day").check()
    expect(days.first).to_have_value("2030-02-03")
    advice.ask.click()
    expect(advice.page).to_have_url(re.compile("asked=0.l1.2,3.l1.2,28.l1.2,28.l1.2$"))


def test_choosing_a_file_leads_to_where_it_is_chosen(advice: AdvicePage) -> None:
    advice.open("?family=softswitch")
    advice.page.get_by_role("button", name="I have last year’s tickets in a file").click()
    expect(advice.page.get_by_role("heading", name="Last year’s tickets")).to_be_focused()


def test_everything_unfolded_is_accessible(advice: AdvicePage, axe_source: str) -> None:
    advice.open(STEADY)
    expect(advice.flips.first).to_be_visible()
    for fold in advice.page.locator("details").all():
        fold.evaluate("fold => { fold.open = true }")
    assert violations(advice.page, axe_source) == []


_SHIFT = """() => new Promise(tell => new PerformanceObserver(list =>
  tell(list.getEntries().filter(e => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0))
).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => tell(0), 500))"""


def test_nothing_moves_while_the_answer_of_a_mailed_link_is_fetched(advice: AdvicePage) -> None:
    advice.open(STEADY)
    expect(advice.flips.first).to_be_visible()
    assert advice.page.evaluate(_SHIFT) < 0.1


def test_the_page_fits_a_small_phone_in_every_state(advice: AdvicePage, axe_source: str) -> None:
    advice.page.set_viewport_size({"width": 320, "height": 640})
    advice.open("?family=softswitch")
    advice.more_exactly.click()
    for way in ("Month by month", "One by one, each with its day", "As numbers I am unsure of"):
        advice.told(way).check()
        advice.page.get_by_role("button", name=re.compile("^Add a")).click()
        assert overflow(advice.page) == 0, way
        assert violations(advice.page, axe_source) == [], way
    advice.open(STEADY)
    expect(advice.flips.first).to_be_visible()
    advice.options.get_by_role("link", name="Standard support", exact=True).click()
    months = advice.details("Standard support").get_by_role("table", name="by month")
    expect(months).to_have_count(2)
    for part in (*months.all(), *months.get_by_role("caption").all(), *months.get_by_text("Lapses").all()):
        assert part.evaluate("each => each.getBoundingClientRect().right <= innerWidth")
    assert overflow(advice.page) == 0
    assert violations(advice.page, axe_source) == []


def test_without_javascript_the_page_says_how_it_works_and_where_to_go(browser: Browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=base_url) as context:
        page = context.new_page()
        page.goto(f"/advice/{STEADY}")
        expect(page.get_by_text("Working out an answer here needs JavaScript.")).to_be_visible()
        expect(page.get_by_role("link", name="Softswitch")).to_be_visible()
        expect(page.get_by_role("heading", name="How the answer is worked out")).to_be_visible()
        expect(page.get_by_text("For example: building a new feature").first).to_be_visible()
        expect(AdvicePage(page).ask).to_be_hidden()

"""A prospect compares plans: everything that stands on the comparison pages."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.pages.compare_page import ComparePage

FAMILIES = ("/softswitch/", "/gateway/", "/pbx/", "/compare/")
OTHERS = ("/", "/ask/", "/terms/", "/no-such-page/")


@pytest.fixture
def compare(page: Page) -> ComparePage:
    return ComparePage(page)


def test_a_family_shows_all_its_plans_with_price_and_what_it_buys(compare: ComparePage) -> None:
    compare.open("/softswitch/")
    assert compare.plan_names == [
        "No support",
        "Minimal support",
        "Standard support",
        "Advanced support",
        "Dedicated Gold support",
    ]
    assert compare.facts("List price") == ["not stated", "US$0", "US$1,400", "US$4,900", "US$8,900"]
    assert compare.facts("The price buys") == ["not stated", "not stated", "1 year", "1 year", "1 year"]


def test_all_four_caps_of_a_quota_are_shown(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=standard,gold")
    assert compare.facts("Level 1 and 2, per month") == ["3 requests, 1 hour", "20 requests, 20 hours"]
    assert compare.facts("Level 1 and 2, per support period") == ["10 requests, 10 hours", "50 requests, 50 hours"]
    assert compare.facts("Level 3 (development), per month") == ["1 request, 1 hour", "5 requests, 5 hours"]
    assert compare.facts("Level 3 (development), per support period") == [
        "3 requests, 3 hours",
        "15 requests, 15 hours",
    ]


def test_a_computed_figure_says_how_it_is_computed(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=standard,advanced")
    expect(compare.row("Price per month")).to_contain_text("computed: price ÷ months it buys")
    assert compare.facts("Price per month") == ["US$116.67", "US$408.33"]


def test_silence_of_the_terms_is_not_shown_as_a_no(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=standard,advanced")
    assert compare.facts("Phone") == ["not stated", "yes"]


def test_what_is_stated_for_a_family_is_marked_as_such(compare: ComparePage) -> None:
    compare.open("/gateway/?plans=basic,standard")
    expect(compare.row("Documentation").get_by_role("cell").first).to_contain_text("for the whole family")


def test_a_plan_that_is_not_for_sale_says_why_and_offers_to_ask(compare: ComparePage) -> None:
    compare.open("/gateway/?plans=basic,standard")
    first, _ = compare.row("How to get it").get_by_role("cell").all()
    expect(first).to_contain_text("with a licence only")
    first.get_by_role("link", name="Ask us about Basic support").click()
    expect(compare.page.get_by_label("Plan (optional)")).to_have_value("gateway.basic")


def test_a_plan_that_is_for_sale_leads_to_the_configurator(compare: ComparePage) -> None:
    compare.open("/pbx/?plans=standard,dedicated")
    link = compare.row("How to get it").get_by_role("link", name="Configure Standard support")
    expect(link).to_have_attribute("href", "/configure/?plan=pbx.standard")


def test_a_note_gives_question_choice_and_line_and_leads_back(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=advanced,gold&diff=1")
    compare.row("List price").get_by_role("link", name=re.compile("^note")).last.click()
    note = compare.notes.locator("li:target")
    expect(note).to_contain_text("line 65 of the vendor’s terms")
    expect(note).to_contain_text("Our reading:")
    expect(note).to_contain_text("Why:")
    note.get_by_role("link", name="List price", exact=True).click()
    expect(compare.row("List price")).to_be_in_viewport()


def test_a_note_leads_back_to_a_row_that_was_hidden(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=standard,advanced&diff=1")
    expect(compare.row("E-mail")).to_be_hidden()
    compare.notes.get_by_role("link", name="E-mail").first.click()
    expect(compare.row("E-mail")).to_be_in_viewport()
    expect(compare.only_differences).not_to_be_checked()


def test_only_differences_says_how_many_rows_it_hid(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=standard,advanced")
    before = compare.table.get_by_role("rowheader").count()
    compare.only_differences.check()
    after = compare.table.get_by_role("rowheader").count()
    # Groups without a difference hide their title too, which is no fact.
    hidden = compare.page.locator("tr[id][hidden]").count()
    assert 0 < hidden <= before - after
    expect(compare.statuses.filter(has_text=f"{hidden} rows are hidden")).to_be_visible()
    expect(compare.row("Training")).to_be_hidden()
    expect(compare.row("Phone")).to_be_visible()


def test_the_address_holds_the_view_and_restores_it(compare: ComparePage) -> None:
    compare.open("/softswitch/")
    compare.plan("No support").uncheck()
    compare.plan("Minimal support").uncheck()
    compare.only_differences.check()
    compare.show_lines.check()
    assert compare.query == "plans=standard,advanced,gold&diff=1&lines=1"
    compare.page.reload()
    assert compare.plan_names == ["Standard support", "Advanced support", "Dedicated Gold support"]
    expect(compare.only_differences).to_be_checked()
    expect(compare.row("List price").get_by_text("line 38", exact=True)).to_be_visible()


def test_back_undoes_a_choice_and_forward_repeats_it(compare: ComparePage) -> None:
    compare.open("/pbx/")
    compare.plan("Basic support").uncheck()
    expect(compare.table.get_by_role("columnheader")).to_have_count(2)
    compare.page.go_back()
    expect(compare.table.get_by_role("columnheader")).to_have_count(3)
    expect(compare.plan("Basic support")).to_be_checked()
    compare.page.go_forward()
    expect(compare.table.get_by_role("columnheader")).to_have_count(2)


def test_a_link_with_faults_says_each_and_keeps_the_rest(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=standard,platinum,gold&diff=perhaps&words=standard,platinum")
    assert compare.plan_names == ["Standard support", "Dedicated Gold support"]
    faults = compare.statuses.first.get_by_role("paragraph")
    expect(faults).to_have_count(3)
    expect(faults.nth(0)).to_contain_text("“platinum”")
    expect(faults.nth(2)).to_contain_text("“diff=perhaps”")


def test_a_link_may_name_plans_by_their_full_ids(compare: ComparePage) -> None:
    compare.open("/softswitch/?plans=softswitch.standard,softswitch.gold")
    assert compare.plan_names == ["Standard support", "Dedicated Gold support"]
    expect(compare.statuses.first.get_by_role("paragraph")).to_have_count(0)


def test_what_only_a_person_decides_leads_to_the_form(compare: ComparePage) -> None:
    compare.open("/softswitch/")
    for place, name in (
        (compare.notes, "ask us"),
        (compare.page.get_by_role("region", name="Single incidents"), "by separate agreement"),
        (compare.page.get_by_role("heading", name="How support works").locator("xpath=.."), "Ask us"),
    ):
        link = place.get_by_role("link", name=name, exact=True).first
        expect(link).to_have_attribute("href", "/ask/?topic=agreement")


def test_two_to_five_plans_are_shown(compare: ComparePage) -> None:
    compare.open("/compare/?plans=softswitch.standard,pbx.standard")
    expect(compare.plan_of("Softswitch", "Standard support")).to_be_disabled()
    for name in ("Minimal support", "Advanced support", "Dedicated Gold support"):
        compare.plan_of("Softswitch", name).check()
    expect(compare.plan_of("Gateways", "Basic support")).to_be_disabled()


def test_plans_of_different_families_come_with_a_notice(compare: ComparePage) -> None:
    compare.open("/compare/?plans=softswitch.standard,pbx.standard")
    assert compare.plan_names == ["Standard support\nSoftswitch", "Standard support\nWindows PBX"]
    expect(compare.page.get_by_text("These plans are for different products:")).to_be_visible()


def test_the_switcher_leads_to_another_family(compare: ComparePage) -> None:
    compare.open("/softswitch/")
    compare.family("Windows PBX").click()
    expect(compare.page.get_by_role("heading", level=1)).to_contain_text("Windows PBX")


def test_every_difference_is_one_sentence(compare: ComparePage) -> None:
    compare.open("/softswitch/")
    told = compare.difference(of="Dedicated Gold support", instead_of="Advanced support")
    assert "50 instead of 20 requests of level 1 and 2 per support period." in told
    assert "The price is US$8,900 instead of US$4,900." in told
    assert "Service monitoring: yes, where Advanced support states nothing." in told
    back = compare.difference(of="Advanced support", instead_of="Dedicated Gold support")
    assert "Service monitoring: not stated, where Dedicated Gold support says yes." in back
    assert len(told) == len(back)


@pytest.mark.parametrize(
    ("share", "calls", "answer"),
    [
        ("20", "11", "Critical. Phone your support manager"),
        ("19.9", "11", "Not critical: 19.9 % of the calls is less than 20 %."),
        ("20", "10", "Not critical: 10 simultaneous calls are not more than 10."),
        ("101", "11", "enter a number from 0 to 100"),
        ("20 %", "1,000", "Critical. Phone your support manager"),
        ("19%", "11", "Not critical: 19 % of the calls is less than 20 %."),
    ],
)
def test_an_issue_is_critical_as_the_rule_is_written(compare: ComparePage, share: str, calls: str, answer: str) -> None:
    compare.open("/pbx/")
    expect(compare.check_issue(share, calls)).to_contain_text(answer)


def test_new_servers_and_servers_outside_production_are_not_critical(compare: ComparePage) -> None:
    compare.open("/pbx/")
    answer = compare.check_issue("100", "500")
    compare.checker.get_by_label("The server is in production").uncheck()
    expect(answer).to_contain_text("not in production")
    compare.checker.get_by_label("It is about a new server").check()
    expect(answer).to_contain_text("normal business hours")


def test_a_product_is_looked_up_with_its_line(compare: ComparePage) -> None:
    compare.open("/gateway/")
    expect(compare.look_up("SIP SDK: iOS")).to_contain_text("Support: as is.")
    expect(compare.look_up("Dialer: Symbian")).to_contain_text("line 219 of the vendor’s terms")


def test_the_link_is_copied(compare: ComparePage) -> None:
    compare.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    compare.open("/pbx/?plans=standard,dedicated")
    compare.copy_link.click()
    expect(compare.statuses.filter(has_text="The link is copied.")).to_be_visible()
    assert compare.page.evaluate("navigator.clipboard.readText()") == compare.page.url


def test_limit_and_average_of_an_answer_are_two_values(compare: ComparePage) -> None:
    compare.open("/softswitch/")
    region = compare.page.get_by_role("region", name="How fast an answer comes")
    row = region.get_by_role("row").filter(has_text="Level 1 and 2")
    assert row.get_by_role("cell").all_inner_texts() == ["within 3 workdays", "5 hours", "line 174"]


@pytest.mark.parametrize("path", FAMILIES)
def test_a_comparison_reads_without_javascript(browser: Browser, base_url: str, path: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=base_url) as context:
        page = context.new_page()
        page.goto(path)
        expect(page.get_by_role("table").first).to_contain_text("US$")
        expect(page.get_by_role("heading", name="When an issue is critical")).to_be_visible()
        expect(page.get_by_role("button", name="Copy the link")).to_be_hidden()
        expect(page.get_by_label("Only differences")).to_be_hidden()
        expect(page.get_by_label("What changes with")).to_be_hidden()
        expect(page.get_by_text(re.compile("^What changes with .+ instead of .+:$"))).to_be_visible()


def test_two_plans_fit_side_by_side_on_the_narrowest_phone(compare: ComparePage) -> None:
    compare.page.set_viewport_size({"width": 320, "height": 640})
    compare.open("/softswitch/?plans=standard,advanced")
    assert overflow(compare.page) == 0
    compare.row("Phone").scroll_into_view_if_needed()
    for cell in compare.row("Phone").get_by_role("cell").all():
        expect(cell).to_be_in_viewport(ratio=1)


def test_plan_names_stay_in_sight_while_the_table_scrolls(compare: ComparePage) -> None:
    for width, height in ((1440, 900), (360, 740)):
        compare.page.set_viewport_size({"width": width, "height": height})
        compare.open("/softswitch/")
        compare.page.locator("#row-monitoring").scroll_into_view_if_needed()
        expect(_head(compare, "No support")).to_be_in_viewport()


def test_the_keyboard_reaches_and_scrolls_the_table(compare: ComparePage) -> None:
    compare.page.set_viewport_size({"width": 360, "height": 740})
    compare.open("/softswitch/")
    compare.region.focus()
    expect(compare.region).to_be_focused()
    compare.page.keyboard.press("ArrowRight")
    expect(_head(compare, "Dedicated Gold support")).not_to_be_in_viewport()
    for _ in range(20):
        compare.page.keyboard.press("ArrowRight")
    expect(_head(compare, "Dedicated Gold support")).to_be_in_viewport()


def test_restoring_a_view_moves_nothing_that_was_seen(compare: ComparePage) -> None:
    compare.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    compare.open("/softswitch/?plans=standard,advanced&diff=1")
    expect(compare.statuses.filter(has_text="rows are hidden")).to_be_visible()
    assert compare.page.evaluate("window.shift") < 0.01


@pytest.mark.parametrize("path", FAMILIES)
def test_a_comparison_weighs_at_most_twenty_kilobytes(page: Page, path: str) -> None:
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(path)
    assert 5 < len(requests) < 10
    assert sum(request.sizes()["responseBodySize"] for request in requests) <= 20_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*FAMILIES, *OTHERS])
def test_axe_finds_no_violation(page: Page, axe_source: str, faults: Faults, path: str, scheme: str) -> None:
    faults.expect("404")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path)
    assert violations(page, axe_source) == []


@pytest.mark.parametrize("path", [*FAMILIES, *OTHERS])
def test_only_the_table_scrolls_sideways(page: Page, faults: Faults, path: str) -> None:
    faults.expect("404")
    page.goto(path)
    for width in (320, 360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == 0


def test_a_question_is_sent_and_confirmed(page: Page) -> None:
    page.goto("/ask/?plan=gateway.basic")
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("E-mail").fill("ada@example.com")
    page.get_by_label("Your question").fill("What does the Basic plan cost by itself?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status").filter(has_text="ada@example.com")).to_be_visible()


def test_a_question_without_address_is_refused_beside_its_field(page: Page) -> None:
    page.goto("/ask/")
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Your question").fill("A question")
    page.get_by_role("button", name="Send the question").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")


def test_the_first_page_leads_each_visitor_on(page: Page) -> None:
    page.goto("/")
    for name, path in (("Softswitch", "/softswitch/"), ("Extend support", "/configure/#extend"), ("Ask us", "/ask/")):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_have_attribute("href", path)


def _head(compare: ComparePage, name: str) -> Locator:
    return compare.table.get_by_role("columnheader", name=name)

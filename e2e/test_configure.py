"""A buyer puts a selection together: links, faults, starts of an extension, the keyboard, small screens."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.days import in_days, today, words, year_of_cover_from
from e2e.pages.configure_page import ConfigurePage

WHOLE = (
    f"?plan=pbx.standard,gateway.advanced*2&extend=softswitch.standard~{in_days(30)}~softswitch.advanced~at_end"
    "&incidents=l12:2,dev:1"
)
STARTS_TODAY = f"?extend=softswitch.standard~{in_days(40)}~softswitch.advanced~today"


@pytest.fixture
def configure(page: Page) -> ConfigurePage:
    return ConfigurePage(page)


def test_a_link_fills_installations_terms_extensions_and_incidents(configure: ConfigurePage) -> None:
    configure.open(WHOLE)
    expect(configure.total).to_contain_text("US$11,580.00")
    expect(configure.total).to_contain_text("in USD, net of tax")
    expect(configure.installation(1).get_by_label("Plan")).to_have_value("pbx.standard")
    expect(configure.installation(2).get_by_label("How long")).to_have_value("2")
    expect(configure.extension().get_by_label("Last covered day")).to_have_value(in_days(30).isoformat())
    expect(configure.start("at_end")).to_be_checked()
    expect(configure.incidents("Level 1 and 2 incident")).to_have_value("2")
    expect(configure.link_faults).to_have_count(0)


def test_a_line_says_what_it_buys_for_how_long_and_where_that_is_written(configure: ConfigurePage) -> None:
    configure.open("?plan=pbx.standard*2")
    card = configure.installation()
    expect(card).to_contain_text("2 terms of US$2,900.00 = US$5,800.00")
    expect(card).to_contain_text("of the vendor’s terms")
    expect(card.get_by_text("Last covered day")).to_have_count(2)
    expect(configure.fact(card, "First day")).to_have_text([words(today()), re.compile(r"\d{4}$")])
    expect(configure.fact(card, "Critical updates").first).to_have_text(re.compile("^until "))
    card.get_by_role("link", name="note 1").click()
    expect(configure.page.locator("li:target")).to_contain_text("Our reading:")


def test_the_address_follows_the_selection_and_restores_it(configure: ConfigurePage) -> None:
    configure.open()
    configure.add_installation.click()
    configure.choose_plan("pbx.standard")
    configure.incidents("Level 3 (development) incident").fill("3")
    expect(configure.total).to_contain_text("US$3,500.00")
    expect(configure.page).to_have_url(re.compile(r"\?plan=pbx\.standard&incidents=dev:3$"))
    configure.page.reload()
    expect(configure.total).to_contain_text("US$3,500.00")


def test_a_licence_key_outlives_a_reload_but_stands_in_no_link(configure: ConfigurePage) -> None:
    configure.open(WHOLE)
    key = configure.extension().get_by_label("Licence key or host name")
    key.fill("LIC-4711")
    configure.page.reload()
    expect(key).to_have_value("LIC-4711")
    assert "4711" not in configure.page.url


def test_the_link_is_copied(configure: ConfigurePage) -> None:
    configure.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    configure.open("?plan=pbx.standard")
    configure.page.get_by_role("button", name="Copy the link").click()
    expect(configure.page.get_by_text("The link is copied.")).to_be_visible()
    assert configure.page.evaluate("navigator.clipboard.readText()") == configure.page.url


def test_a_bad_link_tells_every_fault_once_and_keeps_what_is_right(configure: ConfigurePage) -> None:
    configure.open(
        "?plan=pbx.rocket,gateway.basic,pbx.standard*9&incidents=l12:0,dev:1000,x:1&extend=a~2026-02-30~b~soon"
    )
    told = configure.link_faults.get_by_role("listitem")
    expect(told).to_have_count(10)
    expect(told.filter(has_text="pbx.rocket")).to_have_text(
        "The link names the plan “pbx.rocket”, which does not exist."
    )
    expect(told.filter(has_text="Gateways: Basic support")).to_contain_text("is not sold here")
    expect(told.filter(has_text="“1000”")).to_contain_text("One order holds 1 to 99")
    expect(told.filter(has_text="2026-02-30")).to_contain_text("which is no date")
    expect(configure.installation().get_by_label("How long")).to_have_value("1")
    expect(configure.total).to_contain_text("US$2,900.00")
    expect(configure.page).to_have_url(re.compile(r"\?plan=pbx\.standard$"))


@pytest.mark.parametrize("nonsense", ["?plan=%00%ff&extend=~~~~~&incidents=::", "?plan=" + "x," * 500, "?=&&&%%%"])
def test_nonsense_never_leaves_a_blank_page(configure: ConfigurePage, nonsense: str) -> None:
    configure.open(nonsense)
    expect(configure.page.get_by_role("heading", level=1)).to_be_visible()
    configure.add_installation.click()
    configure.choose_plan("pbx.standard")
    expect(configure.total).to_contain_text("US$2,900.00")


@pytest.mark.parametrize("wrong", ["0", "1000", "1,000", "two"])
def test_a_number_that_cannot_be_bought_is_told_beside_its_field_and_the_rest_is_priced(
    configure: ConfigurePage, wrong: str
) -> None:
    configure.open("?plan=pbx.standard")
    units = configure.incidents("Level 1 and 2 incident")
    units.fill(wrong)
    expect(units).to_have_accessible_description(re.compile("Enter a whole number from 1 to 99"))
    expect(configure.total).to_contain_text("US$2,900.00")
    configure.go_on.click()
    expect(configure.faults).to_contain_text("Level 1 and 2 incident: Enter a whole number from 1 to 99")
    units.fill("99")
    expect(configure.faults).to_have_count(0)
    expect(configure.total).to_contain_text("US$11,810.00")
    expect(units).not_to_have_attribute("aria-invalid", "true")


def test_going_on_names_what_is_missing_and_leads_to_it(configure: ConfigurePage) -> None:
    configure.open()
    configure.go_on.click()
    expect(configure.faults).to_be_focused()
    configure.add_extension.click()
    configure.go_on.click()
    expect(configure.faults.get_by_role("link")).to_have_count(3)
    configure.faults.get_by_role("link", name="Extension 1: Enter the last covered day.").click()
    expect(configure.extension().get_by_label("Last covered day")).to_be_focused()


def test_a_lost_connection_claims_no_price_and_can_be_tried_again(configure: ConfigurePage, faults: Faults) -> None:
    faults.expect("ERR_FAILED")
    configure.open("?plan=pbx.standard")
    expect(configure.total).to_contain_text("US$2,900.00")
    configure.page.route("**/api/v1/prices", lambda route: route.abort())
    configure.incidents("Level 3 (development) incident").fill("1")
    alert = configure.page.get_by_role("alert").filter(has_text="could not be reached")
    expect(alert).to_be_visible()
    expect(configure.total).to_contain_text("The price is not known yet.")
    expect(configure.summary).to_contain_text("US$2,900.00")
    configure.page.unroute("**/api/v1/prices")
    alert.get_by_role("button", name="Try again").click()
    expect(configure.total).to_contain_text("US$3,100.00")
    expect(alert).to_have_count(0)


def test_an_answer_of_another_shape_leaves_no_blank_page_and_loading_it_again_helps(
    configure: ConfigurePage, faults: Faults
) -> None:
    faults.expect("is not iterable")
    configure.page.route("**/api/v1/prices", lambda route: route.fulfill(json={}), times=1)
    configure.open("?plan=pbx.standard")
    alert = configure.page.get_by_role("alert").filter(has_text="this page does not understand")
    expect(alert).to_be_visible()
    alert.get_by_role("button", name="Reload the page").click()
    expect(configure.total).to_contain_text("US$2,900.00")


def test_the_way_on_appears_with_the_first_price_which_would_push_it_away(configure: ConfigurePage) -> None:
    held: list[Route] = []
    configure.page.route("**/api/v1/prices", lambda route: _hold(route, held), times=1)
    with configure.page.expect_request("**/api/v1/prices"):
        configure.open("?plan=pbx.standard")
    expect(configure.total).to_contain_text("The price is being updated")
    expect(configure.go_on).to_have_count(0)
    held[0].continue_()
    expect(configure.total).to_contain_text("US$2,900.00")
    expect(configure.go_on).to_be_visible()


def test_no_price_stands_beside_a_plan_it_does_not_belong_to(configure: ConfigurePage) -> None:
    held: list[Route] = []
    configure.open("?plan=pbx.standard")
    expect(configure.summary).to_contain_text("US$2,900.00")
    configure.page.route("**/api/v1/prices", lambda route: _hold(route, held), times=1)
    with configure.page.expect_request("**/api/v1/prices"):
        configure.choose_plan("pbx.basic")
    expect(configure.summary).to_contain_text("Windows PBX: Basic support")
    expect(configure.summary).not_to_contain_text("US$")
    expect(configure.total).to_contain_text("The price is being updated")
    expect(configure.installation().get_by_text("US$2,900.00").first).not_to_be_visible()
    configure.go_on.click()
    waiting = configure.page.get_by_role("button", name="Waiting for the price")
    expect(waiting).to_have_attribute("aria-disabled", "true")
    held[0].continue_()
    expect(configure.page.get_by_role("heading", level=1, name="Checkout")).to_be_visible()
    expect(configure.page.get_by_role("button", name="Order for US$900.00")).to_be_visible()


def test_without_a_price_of_this_selection_nothing_leads_to_checkout(configure: ConfigurePage, faults: Faults) -> None:
    faults.expect("ERR_FAILED")
    configure.open("?plan=pbx.standard")
    expect(configure.summary).to_contain_text("US$2,900.00")
    configure.page.route("**/api/v1/prices", lambda route: route.abort())
    configure.choose_plan("pbx.basic")
    alert = configure.page.get_by_role("alert").filter(has_text="could not be reached")
    expect(alert).to_be_visible()
    with configure.page.expect_event("requestfailed"):
        configure.go_on.click()
    expect(configure.go_on).to_have_attribute("aria-disabled", "false")
    expect(configure.summary).not_to_contain_text("US$")
    expect(configure.page.get_by_role("heading", level=1, name="Buy or extend support")).to_be_visible()


def test_an_older_answer_never_replaces_a_newer_one(configure: ConfigurePage) -> None:
    held: list[Route] = []
    configure.open("?plan=pbx.standard")
    expect(configure.total).to_contain_text("US$2,900.00")
    configure.page.route("**/api/v1/prices", lambda route: _hold(route, held), times=1)
    with configure.page.expect_request("**/api/v1/prices"):
        configure.choose_plan("pbx.basic")
    expect(configure.total).to_contain_text("The price is being updated")
    configure.choose_plan("pbx.dedicated")
    expect(configure.total).to_contain_text("US$12,000.00")
    assert len(held) == 1
    expect(configure.page.get_by_text("The price is being updated")).to_have_count(0)
    held[0].abort()


@pytest.mark.parametrize(
    ("ends_in", "open_starts"),
    [(30, ["at_end", "today"]), (-10, ["continuous", "from_payment"]), (-60, ["from_payment"])],
    ids=["before expiry", "in grace", "after grace"],
)
def test_an_extension_offers_the_starts_that_are_open(
    configure: ConfigurePage, ends_in: int, open_starts: list[str]
) -> None:
    configure.open(f"?extend=softswitch.standard~{in_days(ends_in)}~softswitch.standard")
    expect(configure.extension().get_by_role("radio")).to_have_count(len(open_starts))
    for start in open_starts:
        expect(configure.start(start)).to_be_visible()
    expect(configure.start(open_starts[0])).to_be_checked()


def test_another_start_brings_other_dates(configure: ConfigurePage) -> None:
    configure.open(f"?extend=softswitch.standard~{in_days(-10)}~softswitch.standard")
    card = configure.extension()
    expect(configure.fact(card, "Last covered day")).to_have_text(words(year_of_cover_from(in_days(-9))))
    configure.start("from_payment").check()
    expect(configure.fact(card, "Last covered day")).to_have_text(words(year_of_cover_from(today())))
    expect(configure.page).to_have_url(re.compile("~from_payment$"))


def test_days_given_up_are_shown_and_must_be_confirmed(configure: ConfigurePage) -> None:
    configure.open(STARTS_TODAY)
    consent = configure.extension().get_by_role("checkbox", name="I give up 41 days of the current term.")
    expect(consent).not_to_be_checked()
    configure.go_on.click()
    configure.faults.get_by_role("link", name="Confirm that you give up 41 days").click()
    expect(consent).to_be_focused()
    configure.page.keyboard.press("Space")
    configure.go_on.click()
    expect(configure.page.get_by_role("heading", level=1, name="Checkout")).to_be_visible()
    expect(configure.page.get_by_role("checkbox", name="I give up 41 days of the current term.")).to_be_checked()


def test_too_early_an_extension_may_start_today_instead(configure: ConfigurePage, faults: Faults) -> None:
    faults.expect("409")
    configure.open()
    configure.add_extension.click()
    configure.state_extension("softswitch.standard", in_days(200), "softswitch.advanced")
    expect(configure.extension().get_by_label("Last covered day")).to_have_accessible_description(
        re.compile("from 90 days before it ends")
    )
    configure.extension().get_by_role("button", name="Start today instead").click()
    expect(configure.start("today")).to_be_checked()
    expect(configure.total).to_contain_text("US$4,900.00")


def test_too_early_for_a_lower_plan_no_start_is_offered(configure: ConfigurePage, faults: Faults) -> None:
    faults.expect("409")
    configure.open(f"?extend=softswitch.advanced~{in_days(200)}~softswitch.standard")
    day = configure.extension().get_by_label("Last covered day")
    expect(day).to_have_accessible_description(re.compile("from 90 days before it ends"))
    expect(configure.page.get_by_role("button", name="Start today instead")).to_have_count(0)


def test_a_start_that_is_refused_says_why_and_can_be_chosen_again(configure: ConfigurePage, faults: Faults) -> None:
    faults.expect("409")
    configure.open(f"?extend=softswitch.standard~{in_days(800)}~softswitch.advanced~today")
    expect(configure.extension()).to_contain_text("would end your cover earlier")
    configure.extension().get_by_role("button", name="Choose the start again").click()
    day = configure.extension().get_by_label("Last covered day")
    expect(day).to_be_focused()
    expect(day).to_have_accessible_description(re.compile("from 90 days before it ends"))


def test_terms_that_would_start_too_late_are_not_offered(configure: ConfigurePage) -> None:
    configure.open("?plan=pbx.standard*3")
    length = configure.installation().get_by_label("How long")
    expect(length.get_by_role("option")).to_have_count(3)
    configure.choose_plan("pbx.dedicated")
    expect(length.get_by_role("option")).to_have_text(["1 term, 2 years", "2 terms, 4 years"])
    expect(length).to_have_value("2")
    expect(configure.total).to_contain_text("US$24,000.00")


def test_a_plan_that_is_not_sold_leads_to_a_question(configure: ConfigurePage) -> None:
    configure.open()
    configure.page.get_by_text("Plans that are not sold here").click()
    configure.page.get_by_role("link", name="Ask us about Gateways: Basic support").click()
    expect(configure.page.get_by_label("Plan (optional)")).to_have_value("gateway.basic")


def test_the_keyboard_alone_reaches_checkout(configure: ConfigurePage) -> None:
    keyboard = configure.page.keyboard
    configure.open()
    configure.add_installation.focus()
    keyboard.press("Enter")
    expect(configure.installation().get_by_label("Plan")).to_be_focused()
    keyboard.type("Standard")
    keyboard.press("Tab")
    expect(configure.installation().get_by_label("How long")).to_be_focused()
    expect(configure.total).to_contain_text("net of tax")
    for _ in range(30):
        if configure.go_on.evaluate("button => button === document.activeElement"):
            break
        keyboard.press("Tab")
    expect(configure.go_on).to_be_focused()
    keyboard.press("Enter")
    expect(configure.page.get_by_role("heading", level=1, name="Checkout")).to_be_visible()


def test_removing_a_card_keeps_the_focus_in_its_section(configure: ConfigurePage) -> None:
    configure.open("?plan=pbx.standard,pbx.basic")
    configure.page.get_by_role("button", name="Remove installation 1").click()
    expect(configure.add_installation).to_be_focused()
    expect(configure.installation(1).get_by_label("Plan")).to_have_value("pbx.basic")
    expect(configure.total).to_contain_text("US$900.00")


def test_a_phone_keeps_total_and_way_on_in_sight(configure: ConfigurePage) -> None:
    configure.page.set_viewport_size({"width": 320, "height": 640})
    configure.open(WHOLE)
    expect(configure.total).to_be_in_viewport(ratio=1)
    expect(configure.go_on).to_be_in_viewport(ratio=1)
    assert overflow(configure.page) == 0
    configure.incidents("Level 3 (development) incident").focus()
    box, bar = configure.incidents("Level 3 (development) incident").bounding_box(), configure.go_on.bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] + box["height"] <= bar["y"]


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("preset", ["", WHOLE])
def test_nothing_scrolls_sideways(configure: ConfigurePage, width: int, preset: str) -> None:
    configure.page.set_viewport_size({"width": width, "height": 800})
    configure.open(preset)
    if preset:
        expect(configure.total).to_contain_text("US$11,580.00")
    assert overflow(configure.page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("preset", ["", WHOLE, STARTS_TODAY, "?plan=pbx.rocket"])
def test_axe_finds_no_violation(
    configure: ConfigurePage, axe_source: str, preset: str, width: int, scheme: str
) -> None:
    configure.page.set_viewport_size({"width": width, "height": 800})
    configure.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    configure.open(preset)
    if preset in (WHOLE, STARTS_TODAY):
        expect(configure.total).to_contain_text("US$")
    configure.go_on.scroll_into_view_if_needed()
    assert violations(configure.page, axe_source) == []


def test_without_javascript_the_page_says_what_to_do_instead(browser: Browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=base_url) as context:
        page = context.new_page()
        page.goto("/configure/?plan=pbx.standard")
        expect(page.get_by_text("need JavaScript")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link", name="Ask us").first).to_be_visible()
        expect(page.get_by_role("button", name="Continue to checkout")).to_be_hidden()


def _hold(route: Route, held: list[Route]) -> None:
    held.append(route)  # Who holds it ends it: Playwright complains in a later spec of one that nobody did.

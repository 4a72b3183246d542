"""The page of one installation: what is covered until when, and what is left."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Faults
from e2e.customers import Company, Server, import_company
from e2e.days import in_days, today, words
from e2e.pages.account_page import AccountPage
from e2e.pages.extend_page import ExtendPage
from e2e.pages.installation_page import InstallationPage
from e2e.pages.sign_in_page import SignInPage, sign_in
from e2e.product import Product

LAST = in_days(40)
FIRST = LAST - timedelta(days=364)
NAME = "Berlin"


@pytest.fixture
def company(product: Product, tmp_path: Path) -> Company:
    """Return a customer with one installation that is covered for a while."""
    return import_company(product, tmp_path, Server("KEY-BER", "softswitch.standard", FIRST, LAST, NAME))


def _open(page: Page, product: Product, company: Company, role: str = "owner") -> InstallationPage:
    sign_in(page, product, company.email(role))
    AccountPage(page).row(NAME).get_by_role("link", name=NAME, exact=True).click()
    shown = InstallationPage(page)
    shown.standing.wait_for()
    return shown


def test_installation_says_until_when_it_is_covered_and_what_is_left(
    page: Page, product: Product, company: Company
) -> None:
    shown = _open(page, product, company)
    expect(shown.standing).to_contain_text(words(LAST))
    expect(shown.standing).to_contain_text("in force")
    expect(shown.drawing).to_be_visible()
    expect(shown.terms.get_by_role("row")).to_have_count(2)
    pool = shown.pool("Level 1")
    expect(pool).to_contain_text("0 of 10 used, 10 left")
    expect(pool.get_by_role("meter").first).to_be_visible()


def test_timeline_has_a_table_with_the_same_content(page: Page, product: Product, company: Company) -> None:
    shown = _open(page, product, company)
    rows = shown.timeline.get_by_role("row")
    expect(rows.filter(has_text="in force")).to_contain_text(words(FIRST))
    expect(rows.filter(has_text="in force")).to_contain_text(words(LAST))
    expect(shown.timeline).to_contain_text("Critical updates")
    shown.as_table.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=f"Cover of {NAME}")).to_be_visible()


def test_question_about_a_day_has_one_answer(page: Page, product: Product, company: Company) -> None:
    shown = _open(page, product, company, "technical")
    shown.ask(today().isoformat())
    expect(shown.answer(f"Yes. On {words(today())} critical updates are covered")).to_be_visible()
    before = FIRST - timedelta(days=1)
    shown.ask(before.isoformat())
    expect(shown.answer(f"No. On {words(before)} critical updates are not covered")).to_be_visible()


def test_calendar_file_holds_the_ends(page: Page, product: Product, company: Company) -> None:
    shown = _open(page, product, company)
    file = page.request.get(shown.calendar.get_attribute("href") or "")
    assert file.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in file.text()


def test_foreign_installation_is_shown_to_nobody_else(
    page: Page, product: Product, company: Company, tmp_path: Path, faults: Faults
) -> None:
    faults.expect("404")
    _open(page, product, company)
    foreign = page.url.rstrip("/").rsplit("/", 1)[-1]
    page.context.clear_cookies()
    stranger = import_company(product, tmp_path)
    sign_in(page, product, stranger.email("owner"))
    InstallationPage(page).open(foreign)
    expect(page.get_by_text("There is nothing of yours at this address.")).to_be_visible()
    ExtendPage(page).open(foreign)
    expect(page.get_by_text("There is nothing of yours at this address.")).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)


def test_visitor_is_led_to_sign_in_and_back_to_the_installation(page: Page, product: Product, company: Company) -> None:
    _open(page, product, company)
    address = page.url
    page.context.clear_cookies()
    page.goto(address)
    expect(SignInPage(page).title).to_be_visible()
    sign_in(page, product, company.email("billing"), to=address.removeprefix(product.url))
    expect(InstallationPage(page).standing).to_contain_text(words(LAST))


def test_page_is_named_after_its_installation_and_fits_on_a_phone(
    page: Page, product: Product, company: Company
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    shown = _open(page, product, company)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page).to_have_title(re.compile(f"^{NAME} "))
    state = shown.terms.get_by_role("cell", name="in force")
    expect(state).to_be_visible()
    place = state.bounding_box()
    assert place is not None
    assert place["x"] + place["width"] <= 360


def test_suspended_cover_says_since_when_and_whom_to_ask_and_sells_nothing(
    page: Page, product: Product, company: Company
) -> None:
    shown = _open(page, product, company)
    installation = page.url.rstrip("/").rsplit("/", 1)[-1]
    (term,) = page.request.get(f"/api/v1/installations/{installation}").json()["terms"]
    product.command("terms", "suspend", term["id"], "--reason", "the bank disputes it").check_returncode()
    page.reload()
    expect(shown.standing).to_contain_text(f"Since {words(today())} the cover is suspended")
    expect(shown.standing).not_to_contain_text("today included")
    expect(shown.standing.get_by_role("link", name="Ask us")).to_be_visible()
    expect(shown.extend).to_have_count(0)
    extend = ExtendPage(page)
    extend.open(installation)
    expect(extend.card(NAME).get_by_role("heading", name="The cover is suspended")).to_be_visible()
    expect(extend.card(NAME).get_by_role("radio")).to_have_count(0)
    expect(extend.go_on).to_have_count(0)

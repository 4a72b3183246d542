"""Signing in with nothing but an address: by the code or the link of a mail, in the browser that asked."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.conftest import Faults
from e2e.customers import Company, import_company
from e2e.mailbox import mails_to
from e2e.pages.account_page import AccountPage
from e2e.pages.sign_in_page import SUBJECT, SignInPage, mail_to, sign_in
from e2e.product import SALES, Product


@pytest.fixture
def company(product: Product, tmp_path: Path) -> Company:
    """Return a customer with a contact of each role."""
    return import_company(product, tmp_path)


def test_contact_signs_in_by_the_code_with_the_keyboard_alone(page: Page, product: Product, company: Company) -> None:
    signing_in = SignInPage(page)
    signing_in.open()
    signing_in.email.focus()
    page.keyboard.type(company.email("owner"))
    page.keyboard.press("Enter")
    expect(signing_in.code).to_be_focused()
    code = mail_to(product, company.email("owner")).code
    page.keyboard.insert_text(f" {code[:3]} {code[3:]} ")
    page.keyboard.press("Enter")
    expect(AccountPage(page).title).to_be_visible()
    expect(page.get_by_text(f"{company.person('owner')}, {company.name}")).to_be_visible()


def test_link_signs_in_by_a_click_and_leads_on_to_where_one_wanted_to_go(
    page: Page, product: Product, company: Company, base_url: str
) -> None:
    page.goto("/account/settings/")
    signing_in = SignInPage(page)
    signing_in.ask_for(company.email("technical"))
    mail = mail_to(product, company.email("technical"))
    opened = page.context.new_page()
    opened.goto(mail.link)
    expect(SignInPage(opened).link_opened).to_be_visible()
    SignInPage(opened).sign_in.click()
    opened.wait_for_url(f"{base_url}/account/settings/")
    expect(opened.get_by_text(company.email("technical"))).to_be_visible()


def test_link_in_another_browser_asks_for_the_code_in_the_first(
    page: Page, product: Product, company: Company, browser: Browser, base_url: str
) -> None:
    signing_in = SignInPage(page)
    signing_in.open()
    signing_in.ask_for(company.email("billing"))
    mail = mail_to(product, company.email("billing"))
    with browser.new_context(base_url=base_url) as other:
        elsewhere = other.new_page()
        elsewhere.goto(mail.link)
        SignInPage(elsewhere).sign_in.click()
        expect(SignInPage(elsewhere).other_browser).to_be_visible()
    signing_in.enter(mail.code)
    expect(AccountPage(page).title).to_be_visible()


def test_link_that_was_used_is_told_so_and_a_new_mail_can_be_asked_for(
    page: Page, product: Product, company: Company, base_url: str, faults: Faults
) -> None:
    faults.expect("409")
    sign_in(page, product, company.email("owner"), to="/account/settings/")
    AccountPage(page).sign_out.click()
    page.wait_for_url(f"{base_url}/")
    page.goto(mail_to(product, company.email("owner")).link)
    signing_in = SignInPage(page)
    signing_in.sign_in.click()
    expect(signing_in.link_refused).to_be_visible()
    signing_in.ask_for(company.email("owner"))
    expect(signing_in.sent).to_be_visible()


def test_link_opened_in_the_tab_that_asked_signs_in_and_an_old_one_asks_again(
    page: Page, product: Product, company: Company, base_url: str, faults: Faults
) -> None:
    faults.expect("409")
    email = company.email("billing")
    signing_in = SignInPage(page)
    signing_in.open("?next=/account/orders/")
    signing_in.ask_for(email)
    old = mail_to(product, email).link
    signing_in.again.click()
    newest = mail_to(product, email, newer_than=1).link
    page.goto(old)
    signing_in.sign_in.click()
    expect(signing_in.link_refused).to_be_visible()
    expect(signing_in.email).to_have_value(email)
    page.goto(newest)
    expect(signing_in.link_opened).to_be_visible()
    signing_in.sign_in.click()
    page.wait_for_url(f"{base_url}/account/orders/")


def test_address_that_nobody_knows_is_answered_alike(page: Page, product: Product) -> None:
    signing_in = SignInPage(page)
    signing_in.open()
    signing_in.ask_for("nobody@stranger.example")
    expect(signing_in.sent).to_be_visible()
    assert mails_to(product, "nobody@stranger.example", SUBJECT) == []


def test_wrong_code_stays_typed_and_a_reload_keeps_the_place(
    page: Page, product: Product, company: Company, faults: Faults
) -> None:
    faults.expect("409")
    signing_in = SignInPage(page)
    signing_in.open()
    signing_in.ask_for(company.email("owner"))
    right = mail_to(product, company.email("owner")).code
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    signing_in.enter(wrong)
    expect(signing_in.faults).to_be_focused()
    expect(signing_in.code).to_have_value(wrong)
    page.reload()
    signing_in.enter(right)
    expect(AccountPage(page).title).to_be_visible()


def test_incomplete_address_is_told_beside_the_field(page: Page) -> None:
    signing_in = SignInPage(page)
    signing_in.open()
    signing_in.email.fill("ada@")
    signing_in.ask.click()
    expect(signing_in.faults).to_be_focused()
    expect(signing_in.email).to_have_attribute("aria-invalid", "true")
    expect(signing_in.email).to_have_value("ada@")


def test_nothing_typed_is_lost_while_the_server_cannot_be_reached(page: Page, faults: Faults) -> None:
    faults.expect("Failed to load resource")
    signing_in = SignInPage(page)
    signing_in.open()
    page.route("**/api/v1/sign-in", lambda route: route.abort())
    signing_in.email.fill("ada@example.com")
    signing_in.ask.click()
    expect(signing_in.faults).to_contain_text("could not be reached")
    expect(signing_in.email).to_have_value("ada@example.com")
    page.unroute("**/api/v1/sign-in")
    signing_in.ask.click()
    expect(signing_in.sent).to_be_visible()


def test_way_on_never_leads_to_another_site(page: Page, product: Product, company: Company, base_url: str) -> None:
    signing_in = SignInPage(page)
    signing_in.open("?next=//evil.example/")
    signing_in.ask_for(company.email("owner"))
    signing_in.enter(mail_to(product, company.email("owner")).code)
    page.wait_for_url(f"{base_url}/account/")


def test_staff_are_led_to_the_desk_and_told_who_they_are(page: Page, product: Product, base_url: str) -> None:
    before = len(mails_to(product, SALES, SUBJECT))  # Other specs sign the same staff in.
    signing_in = SignInPage(page)
    signing_in.open()
    signing_in.ask_for(SALES)
    signing_in.enter(mail_to(product, SALES, newer_than=before).code)
    page.wait_for_url(f"{base_url}/desk/")
    signing_in.open()
    expect(signing_in.staff("sales")).to_be_visible()
    page.goto("/account/")
    expect(signing_in.staff("sales")).to_be_visible()


def test_session_and_code_run_out_with_time(
    travelling_page: Page, travelling: Product, tmp_path: Path, faults: Faults
) -> None:
    faults.expect("409")
    company = import_company(travelling, tmp_path)
    sign_in(travelling_page, travelling, company.email("owner"))
    account, signing_in = AccountPage(travelling_page), SignInPage(travelling_page)
    travelling.move(days=13)
    account.open()
    expect(account.title).to_be_visible()
    travelling_page.wait_for_load_state("networkidle")  # What is asked after the next move meets no session.
    travelling.move(days=15)
    account.open()
    expect(signing_in.title).to_be_visible()

    signing_in.ask_for(company.email("owner"))
    code = mail_to(travelling, company.email("owner"), newer_than=1).code
    travelling.move(days=1)
    signing_in.enter(code)
    expect(signing_in.faults).to_be_focused()

"""The account: what a customer has, who its people are, and one's own settings."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.conftest import Faults
from e2e.customers import Company, Server, import_company
from e2e.days import in_days, words
from e2e.mailbox import mails_to
from e2e.pages.account_page import AccountPage, PeoplePage, SettingsPage
from e2e.pages.sign_in_page import SUBJECT, SignInPage, mail_to, sign_in
from e2e.product import Product
from e2e.shop import Shop
from e2e.waiting import until

YEAR = timedelta(days=365)


def server(reference: str, plan: str, ends_in: int, label: str = "") -> Server:
    """Return an installation whose term of a year ends or ended so many days from today."""
    last = in_days(ends_in)
    return Server(reference, plan, last - YEAR, last, label)


@pytest.fixture
def company(product: Product, tmp_path: Path) -> Company:
    """Return a customer with installations that end soon, late, and long ago."""
    return import_company(
        product,
        tmp_path,
        server("KEY-LATE", "softswitch.standard", 300, "Rotterdam"),
        server("KEY-SOON", "softswitch.standard", 20, "Berlin"),
        server("gw.example.com", "gateway.advanced", -400),
    )


def test_installations_come_soonest_to_expire_first_and_what_is_over_stays(
    page: Page, product: Product, company: Company
) -> None:
    sign_in(page, product, company.email("technical"))
    account = AccountPage(page)
    expect(account.rows.get_by_role("rowheader").get_by_role("link")).to_have_text(
        ["Berlin", "Rotterdam", "gw.example.com"]
    )
    soon = account.row("Berlin")
    expect(soon).to_contain_text("in force")
    expect(soon).to_contain_text(words(in_days(20)))
    expect(soon).to_contain_text("21 days left, today included")
    expect(soon.get_by_role("link", name="Extend Berlin")).to_have_attribute("href", re.compile("/account/.+/extend/$"))
    upgrade = account.row("Rotterdam").get_by_role("link", name="Upgrade Rotterdam")
    expect(upgrade).to_have_attribute("href", re.compile(r"/account/.+/extend/\?upgrade$"))
    over = account.row("gw.example.com")
    expect(over).to_contain_text("lapsed")
    expect(over.get_by_role("link", name="Extend gw.example.com")).to_be_visible()


def test_several_installations_are_chosen_and_extended_together(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("owner"))
    account = AccountPage(page)
    account.extend_chosen.click()
    expect(account.faults).to_be_focused()
    account.choose("gw.example.com").check()
    account.choose("Berlin").check()
    expect(account.choose("Rotterdam")).to_be_visible()
    expect(account.extend_chosen).to_have_text("Go on with the chosen ones (2)")
    account.extend_chosen.click()
    page.wait_for_url(re.compile(r"/account/extend/\?installation=[0-9a-f-]{36},[0-9a-f-]{36}$"))


@pytest.mark.parametrize("path", ["/account/", "/account/orders/", "/account/people/", "/account/settings/"])
def test_visitor_is_led_to_sign_in_and_back(
    page: Page, product: Product, company: Company, base_url: str, path: str
) -> None:
    page.goto(path)
    signing_in = SignInPage(page)
    signing_in.ask_for(company.email("owner"))
    signing_in.enter(mail_to(product, company.email("owner")).code)
    page.wait_for_url(f"{base_url}{path}")
    expect(page.get_by_text(company.name).first).to_be_visible()


def test_technical_contact_sees_neither_orders_nor_people(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("technical"))
    account = AccountPage(page)
    expect(account.places).to_have_text(["Installations", "Settings"])
    account.open("/account/people/")
    expect(account.not_allowed).to_be_visible()


def test_session_that_ended_elsewhere_leads_to_sign_in(
    page: Page, product: Product, company: Company, faults: Faults
) -> None:
    faults.expect("401")
    sign_in(page, product, company.email("owner"), to="/account/settings/")

    def end_and_go_on(route: Route) -> None:
        page.context.clear_cookies()
        route.continue_()

    page.route("**/api/v1/account", end_and_go_on)
    page.goto("/account/")
    expect(SignInPage(page).title).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?next=/account/$"))


def test_guest_order_becomes_the_customers_own(page: Page, product: Product, company: Company, shop: Shop) -> None:
    order = shop.order(email=company.email("owner"))
    sign_in(page, product, company.email("owner"), to="/account/orders/")
    row = page.get_by_role("row").filter(has_text=order["number"])
    expect(row).to_contain_text("awaiting payment")
    row.get_by_role("link", name=order["number"]).click()
    page.wait_for_url(f"**/orders/{order['token']}/")


def test_owner_adds_changes_and_removes_people(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("owner"), to="/account/people/")
    people = PeoplePage(page)
    newcomer = f"new@{company.domain}"
    people.fill_in("Cy Newcomer", newcomer, "Technical")
    people.add_button.click()
    expect(people.news).to_contain_text(newcomer)
    expect(people.person("Cy Newcomer")).to_contain_text("Technical")
    until("invitation", lambda: mails_to(product, newcomer, "You can sign in"))

    people.act("Change", "Cy Newcomer").click()
    people.role(people.list, "Billing").check()
    people.list.get_by_role("button", name="Save").click()
    expect(people.person("Cy Newcomer")).to_contain_text("Billing")

    people.act("Remove", "Cy Newcomer").click()
    people.list.get_by_role("button", name="Yes, remove Cy Newcomer").click()
    expect(people.people).to_have_count(3)
    page.reload()
    expect(people.people).to_have_count(3)


def test_last_owner_stays_an_owner_and_can_be_renamed(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("owner"), to="/account/people/")
    people, name = PeoplePage(page), company.person("owner")
    expect(people.person(name)).to_contain_text("The only owner")
    expect(people.act("Change", name)).to_have_count(0)
    expect(people.act("Remove", name)).to_have_count(0)
    people.act("Change the name", name).click()
    expect(people.role(people.list, "Technical")).to_have_count(0)
    people.list.get_by_label("Name").fill("Ada Renamed")
    people.list.get_by_role("button", name="Save").click()
    expect(people.person("Ada Renamed")).to_contain_text("Owner")
    expect(people.act("Change the name", "Ada Renamed")).to_be_focused()


def test_address_that_is_in_the_list_is_told_beside_the_field(
    page: Page, product: Product, company: Company, faults: Faults
) -> None:
    faults.expect("409")
    sign_in(page, product, company.email("owner"), to="/account/people/")
    people = PeoplePage(page)
    people.fill_in("Again", company.email("billing"), "Billing")
    people.add_button.click()
    expect(people.faults).to_be_focused()
    expect(people.email).to_have_attribute("aria-invalid", "true")
    expect(people.email).to_have_value(company.email("billing"))


def test_address_changes_once_both_mailboxes_have_confirmed(page: Page, product: Product, company: Company) -> None:
    old, new = company.email("billing"), f"other@{company.domain}"
    sign_in(page, product, old, to="/account/settings/")
    settings = SettingsPage(page)
    settings.new_email.fill(new)
    settings.change.click()
    expect(settings.email_news).to_contain_text(new)
    page.goto(_confirmation(product, new))
    expect(page.get_by_text(f"From {old} to {new}.")).to_be_visible()
    expect(page.get_by_text(f"You opened the mail to {new}, the new address")).to_be_visible()
    settings.confirm.click()
    expect(settings.confirmed).to_be_visible()
    settings.open()
    expect(settings.email_news).to_contain_text(f"{new} has confirmed.")
    page.goto(_confirmation(product, old))
    expect(page.get_by_text(f"You opened the mail to {old}, the address so far")).to_be_visible()
    settings.confirm.click()
    expect(settings.changed).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, product, new, to="/account/settings/")
    expect(page.get_by_text(f"You sign in as {new}.")).to_be_visible()


def test_change_of_address_is_seen_after_a_reload_and_taken_back(
    page: Page, product: Product, company: Company, faults: Faults
) -> None:
    faults.expect("409")
    old, new = company.email("technical"), f"never@{company.domain}"
    sign_in(page, product, old, to="/account/settings/")
    settings = SettingsPage(page)
    settings.new_email.fill(old.upper())
    settings.change.click()
    expect(settings.faults).to_be_focused()
    expect(settings.new_email).to_have_attribute("aria-invalid", "true")
    settings.new_email.fill(new)
    settings.change.click()
    expect(settings.email_news).to_contain_text(f"A change to {new} waits")
    page.reload()
    expect(settings.email_news).to_contain_text(f"A change to {new} waits")
    settings.cancel.click()
    expect(settings.email_news).to_contain_text("cancelled")
    page.goto(_confirmation(product, new))
    expect(settings.over).to_be_visible()


def _confirmation(product: Product, email: str) -> str:
    mails = until("mail to confirm", lambda: mails_to(product, email, "Confirm the new mail address"))
    found = re.search(r"https?://\S+/account/settings/\?confirm=\S+", mails[-1].text)
    if found is None:
        raise ValueError(f"the mail holds no link:\n{mails[-1].text}")
    return found[0]


def test_reminders_are_switched_off_and_stay_off(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("owner"), to="/account/settings/")
    kind = SettingsPage(page).reminders.get_by_role("checkbox").first
    expect(kind).to_be_checked()
    kind.click()
    expect(kind).not_to_be_checked()
    page.reload()
    expect(kind).not_to_be_checked()


def test_sessions_are_ended_one_by_one_and_everywhere(
    page: Page, product: Product, company: Company, browser: Browser, base_url: str
) -> None:
    email = company.email("owner")
    with browser.new_context(base_url=base_url) as other:
        elsewhere = other.new_page()
        sign_in(elsewhere, product, email, to="/account/settings/")
        page.context.clear_cookies()
        sign_in(page, product, email, to="/account/settings/")
        settings = SettingsPage(page)
        expect(settings.sessions.get_by_role("listitem")).to_have_count(2)
        settings.sessions.get_by_role("button", name=re.compile("^End this one")).click()
        expect(settings.sessions.get_by_role("listitem")).to_have_count(1)
        elsewhere.goto("/account/settings/")
        expect(SignInPage(elsewhere).title).to_be_visible()
        settings.end_everywhere.click()
        expect(SignInPage(page).signed_out).to_be_visible()
        page.goto("/account/settings/")
        expect(SignInPage(page).title).to_be_visible()
    assert len(mails_to(product, email, SUBJECT)) == 2


def test_company_without_installations_is_told_how_to_begin(page: Page, product: Product, tmp_path: Path) -> None:
    company = import_company(product, tmp_path)
    sign_in(page, product, company.email("billing"))
    expect(AccountPage(page).empty).to_be_visible()

"""Reminders on the way through a term: each once, to those they concern, and what their links open."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from e2e.accessibility import overflow, violations
from e2e.customers import ROLES, Company, Server, import_company
from e2e.days import today, words, year_of_cover_from
from e2e.help_desk import HelpDesk
from e2e.mailbox import Mail, finish_all_work, mails_to
from e2e.ordering import installations, pay_by_card
from e2e.pages.installation_page import InstallationPage
from e2e.pages.link_page import LinkPage
from e2e.pages.order_page import BOOKED, OrderPage
from e2e.pages.sign_in_page import SignInPage, mail_to, sign_in
from e2e.pages.stop_page import StopPage
from e2e.product import Product
from e2e.waiting import until

DAY = timedelta(days=1)
NAME, OTHER = "Berlin", "Oslo"
REMINDER = f"{NAME}: "
EXTEND_LINK = re.compile(r"https?://\S+/extend/\?key=\S+")
STOP_LINK = re.compile(r"https?://\S+/stop/\?key=\S+")
INSTALLATION_LINK = re.compile(r"https?://\S+/account/[0-9a-f-]{36}/")
WHOLE_ROUNDS = 3  # A reminder is queued at the end of one round of the worker and goes out in the next.


def _reminders(product: Product, company: Company, role: str) -> list[str]:
    """List the subjects of the reminders to a contact, the oldest first."""
    return [each.subject.removeprefix(REMINDER) for each in mails_to(product, company.email(role), REMINDER)]


def _wait_for(product: Product, company: Company, role: str, count: int) -> Mail:
    """Return the newest reminder to a contact as soon as there are so many."""
    email = company.email(role)
    return until(f"reminder {count} to {role}", lambda: mails_to(product, email, REMINDER)[count - 1 :])[-1]


def _link(mail: Mail, link: re.Pattern[str]) -> str:
    found = link.search(mail.text)
    if found is None:
        raise ValueError(f"the mail holds no such link:\n{mail.text}")
    return found[0]


def test_year_walked_brings_each_reminder_once_and_the_stop_link_stops_its_kind(
    travelling_page: Page, travelling: Product, tmp_path: Path
) -> None:
    first = travelling.today()
    last = year_of_cover_from(first)
    server = Server("KEY-BER", "softswitch.standard", first, last, NAME)
    company = import_company(travelling, tmp_path, server)

    days = [*(last - timedelta(days=count) for count in (60, 30, 7, 1)), last + DAY, last + timedelta(days=30)]
    for count, day in enumerate(days, 1):
        travelling.at(day)
        told = " ".join(_wait_for(travelling, company, "owner", count).text.split())
        assert words(last) in told
        if count == 1:
            stop = StopPage(travelling_page)
            travelling_page.goto(_link(_wait_for(travelling, company, "billing", 1), STOP_LINK))
            expect(stop.what).to_contain_text("Before support ends")
            stop.stop.click()
            expect(stop.stopped).to_be_visible()
    travelling.move(days=40)
    finish_all_work(travelling, WHOLE_ROUNDS)

    ends, ended = f"support ends on {words(last)}", f"support ended on {words(last)}"
    after = [ended, "last day to continue without a gap"]
    assert _reminders(travelling, company, "owner") == [ends] * 4 + after
    assert _reminders(travelling, company, "billing") == [ends, *after]
    assert _reminders(travelling, company, "technical") == []


def test_link_of_a_reminder_opens_one_extension_without_sign_in_and_pays_it_by_card(
    travelling_page: Page, travelling: Product, tmp_path: Path, axe_source: str
) -> None:
    last = travelling.today() + timedelta(days=70)
    new_first, new_last = last + DAY, year_of_cover_from(last + DAY)
    company = _company_of_two(travelling, tmp_path, last)
    travelling.at(last - timedelta(days=30))
    mail = _wait_for(travelling, company, "billing", 1)
    told = " ".join(mail.text.split())
    assert f"costs USD 1,400.00, net of tax. Paid today, it covers {words(new_first)} to {words(new_last)}" in told
    link = LinkPage(travelling_page)
    address = _link(mail, EXTEND_LINK)
    travelling_page.goto(address)
    expect(link.prepared.fact(NAME, "Last covered day")).to_have_text(words(new_last))
    for secret in (OTHER, company.name, company.domain, company.person("billing"), "KEY-"):
        expect(link.main).not_to_contain_text(secret)
    for width in (320, 1280):
        travelling_page.set_viewport_size({"width": width, "height": 720})
        assert overflow(travelling_page) == 0
        assert violations(travelling_page, axe_source) == []
    link.place.click()
    expect(link.faults).to_be_focused()
    link.terms.check()
    expect(link.place).to_have_text("Order for US$1,400.00")
    link.place.click()

    order_page = OrderPage(travelling_page)
    travelling_page.wait_for_url("**/orders/*/")
    placed = travelling_page.url
    travelling_page.goto(address)
    expect(link.ordered).to_be_visible()
    travelling_page.goto(placed)
    pay_by_card(order_page)
    expect(order_page.standing(BOOKED)).to_be_visible()
    expect(order_page.fact(order_page.in_force, "Last covered day")).to_have_text(words(new_last))
    travelling_page.goto(address)
    expect(link.extended).to_be_visible()
    expect(link.main).not_to_contain_text(OTHER)

    for day in (last - timedelta(days=7), last + DAY):
        travelling.at(day)
        finish_all_work(travelling, WHOLE_ROUNDS)
    assert _reminders(travelling, company, "billing") == [f"support ends on {words(last)}"]
    assert _reminders(travelling, company, "owner") == [f"support ends on {words(last)}"]
    sign_in(travelling_page, travelling, company.email("billing"))
    travelling_page.get_by_role("link", name=NAME, exact=True).click()
    shown = InstallationPage(travelling_page).standing
    expect(shown).to_contain_text(f"Standard support is in force until {words(new_last)}")


def test_quota_that_is_mostly_used_up_is_told_once_to_who_runs_the_server(
    page: Page, product: Product, tmp_path: Path
) -> None:
    first = today() - timedelta(days=3)
    server = Server("KEY-BER", "softswitch.standard", first, year_of_cover_from(first), NAME)
    company = import_company(product, tmp_path, server)
    sign_in(page, product, company.email("technical"))
    berlin, desk = installations(page)[NAME], HelpDesk.of(product)
    desk.record(berlin, "dev", 0.75, today())
    mail = _wait_for(product, company, "technical", 1)
    assert "Level 3 (development): 1 of 1 requests and 45 minutes of 1 hour of the month" in " ".join(mail.text.split())

    page.context.clear_cookies()
    page.goto(_link(mail, INSTALLATION_LINK))
    signing_in = SignInPage(page)
    signing_in.ask_for(company.email("technical"))
    signing_in.enter(mail_to(product, company.email("technical"), newer_than=1).code)
    shown = InstallationPage(page)
    expect(shown.pool("Level 3 (development)")).to_contain_text("1 of 1 used, none left")
    expect(shown.pool("Level 3 (development)").get_by_text("used up", exact=True)).to_be_visible()
    desk.record(berlin, "l1", 0.25, today())
    finish_all_work(product, WHOLE_ROUNDS)
    told = ["most of a quota is used up"]
    assert [_reminders(product, company, role) for role in ROLES] == [told, [], told]


def _company_of_two(product: Product, folder: Path, last: date) -> Company:
    """Bring in a customer one of whose installations ends on a last covered day, and the other much later."""
    start, later = last - timedelta(days=364), last + timedelta(days=200)
    return import_company(
        product,
        folder,
        Server("KEY-BER", "softswitch.standard", start, last, NAME),
        Server("KEY-OSL", "softswitch.advanced", later - timedelta(days=364), later, OTHER),
    )

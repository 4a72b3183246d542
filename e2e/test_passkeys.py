"""Passkeys of staff in a browser: registered, asked after the mail, lost, and got back."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.accessibility import overflow, violations
from e2e.authenticator import plug_in
from e2e.conftest import Faults, listen
from e2e.mailbox import mails_to
from e2e.pages.security_page import SecurityPage
from e2e.pages.sign_in_page import SUBJECT, SignInPage, mail_to, sign_in
from e2e.product import SALES, Product, serving

ADMIN = "admin@vendor.example"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Serve a product under the name `localhost` whose staff need a passkey."""
    more = {"PLANDESK_STAFF_PASSKEY": "required", "PLANDESK_STAFF": f"sales:{SALES},admin:{ADMIN}"}
    with serving(tmp_path_factory.mktemp("guarded"), host="localhost", more=more) as product:
        yield product


@pytest.fixture
def staff_page(
    browser: Browser, browser_context_args: dict[str, Any], guarded: Product, faults: Faults
) -> Iterator[Page]:
    """Return a page of the guarded product in a new browser; nobody of its staff has a passkey at first."""
    for email in (SALES, ADMIN):
        guarded.command("passkeys", "remove", email, "--reason", "a new spec")
    with browser.new_context(**browser_context_args | {"base_url": guarded.url}) as context:
        listen(context, faults, guarded.url)
        yield context.new_page()


def answer_the_mail(page: Page, product: Product, email: str = SALES, to: str = "/desk/security/") -> None:
    """Take the first step of signing in."""
    before = len(mails_to(product, email, SUBJECT))
    signing_in = SignInPage(page)
    signing_in.open(f"?next={to}")
    signing_in.ask_for(email)
    signing_in.enter(mail_to(product, email, newer_than=before).code)


def test_first_passkey_is_registered_after_the_mail_and_asked_for_from_then_on(
    staff_page: Page, guarded: Product, axe_source: str
) -> None:
    key, security = plug_in(staff_page), SecurityPage(staff_page)
    answer_the_mail(staff_page, guarded)
    expect(security.first_step).to_be_visible()
    assert violations(staff_page, axe_source) == []
    security.register.click()
    expect(security.name).to_have_attribute("aria-invalid", "true")
    security.add("Blue key")
    expect(security.row("Blue key")).to_contain_text("this session was opened with it")
    assert key.passkeys() == 1
    assert violations(staff_page, axe_source) == []
    assert overflow(staff_page) == 0

    staff_page.context.clear_cookies()
    answer_the_mail(staff_page, guarded)
    expect(security.step).to_be_visible()
    assert violations(staff_page, axe_source) == []
    staff_page.reload()
    security.show.click()
    staff_page.wait_for_url(f"{guarded.url}/desk/security/")


def test_mail_alone_opens_no_page_of_the_desk(staff_page: Page, guarded: Product) -> None:
    security = SecurityPage(staff_page)
    answer_the_mail(staff_page, guarded)
    expect(security.first_step).to_be_visible()
    security.open()
    expect(security.first_step).to_be_visible()
    assert "/sign-in/" in staff_page.url


def test_key_that_is_not_there_is_told_and_can_be_tried_again(staff_page: Page, guarded: Product) -> None:
    key, security = plug_in(staff_page), SecurityPage(staff_page)
    answer_the_mail(staff_page, guarded)
    security.add("Blue key")
    expect(security.row("Blue key")).to_be_visible()
    staff_page.context.clear_cookies()
    answer_the_mail(staff_page, guarded)
    key.lose()
    other = plug_in(staff_page)
    security.show.click()
    expect(security.faults).to_contain_text("none of your passkeys is at hand")
    assert other.passkeys() == 0


def test_who_was_signed_in_before_does_not_replace_the_second_step(staff_page: Page, guarded: Product) -> None:
    plug_in(staff_page)
    security = SecurityPage(staff_page)
    held: list[Route] = []
    staff_page.route("**/api/v1/session", lambda route: held.append(route), times=1)
    answer_the_mail(staff_page, guarded)
    expect(security.first_step).to_be_visible()
    with staff_page.expect_response("**/api/v1/session"):
        held[0].fulfill(json={"kind": "visitor", "demo": True})
    security.add("Blue key")
    expect(security.row("Blue key")).to_be_visible()


def test_second_passkey_is_added_and_the_one_that_opened_the_session_is_removed(
    staff_page: Page, guarded: Product
) -> None:
    blue, security = plug_in(staff_page), SecurityPage(staff_page)
    answer_the_mail(staff_page, guarded)
    security.add("Blue key")
    expect(security.row("Blue key")).to_be_visible()
    blue.touched(False)
    plug_in(staff_page)
    security.add("Red key")
    expect(security.row("Red key")).to_contain_text("this session was opened with it")
    security.remove("Red key")
    security.yes.click()
    expect(security.step).to_be_visible()


def test_admin_removes_the_passkey_somebody_lost_and_says_why(
    staff_page: Page, guarded: Product, browser: Browser, browser_context_args: dict[str, Any], axe_source: str
) -> None:
    security = SecurityPage(staff_page)
    key = plug_in(staff_page)
    answer_the_mail(staff_page, guarded)
    security.add("Blue key")
    expect(security.row("Blue key")).to_be_visible()
    with browser.new_context(**browser_context_args | {"base_url": guarded.url}) as context:
        elsewhere = context.new_page()
        plug_in(elsewhere)
        admin = SecurityPage(elsewhere)
        answer_the_mail(elsewhere, guarded, ADMIN)
        admin.add("Admin key")
        expect(admin.held).to_be_visible()
        admin.remove(SALES)
        admin.yes.click()
        expect(admin.reason).to_have_attribute("aria-invalid", "true")
        assert violations(elsewhere, axe_source) == []
        admin.reason.fill("Lost on a train")
        admin.yes.click()
        expect(admin.row(SALES)).to_have_count(0)
    key.lose()
    plug_in(staff_page)
    security.open()
    expect(security.first_step).to_be_visible()
    security.add("New key")
    expect(security.row("New key")).to_be_visible()


def test_page_says_where_passkeys_cannot_work(page: Page, product: Product) -> None:
    sign_in(page, product, SALES, to="/desk/security/")
    expect(SecurityPage(page).nowhere).to_be_visible()
    expect(SecurityPage(page).register).to_have_count(0)

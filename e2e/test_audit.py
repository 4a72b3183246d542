"""Admins see what was done, by whom and why; nobody else does."""

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import overflow, violations
from e2e.pages.audit_page import AuditPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import SALES, Product

ADMIN = "audit-admin@vendor.example"


@pytest.fixture
def admin(product: Product) -> str:
    """Return the address of an admin whom a command made one, which stands in the audit."""
    made = product.command("staff", "add", ADMIN, "--role", "admin", "--staff", "root")
    assert made.returncode == 0, made.stderr
    return ADMIN


def test_admin_looks_through_the_audit_and_takes_it_along(
    page: Page, product: Product, admin: str, axe_source: str
) -> None:
    sign_in(page, product, admin, to="/desk/audit/")
    audit = AuditPage(page)
    expect(audit.row(f"staff {admin}").first).to_be_visible()
    audit.what.fill("add staff")
    audit.about.fill(admin)
    audit.look.click()
    expect(audit.what).to_have_value("add staff")
    expect(audit.row("root").first).to_contain_text("role: admin")
    assert violations(page, axe_source) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert overflow(page) == 0
    with page.expect_download() as download:
        audit.file.click()
    assert f"staff:{admin}" in download.value.path().read_text("utf-8-sig")
    audit.last_day.fill("2001-01-01")
    audit.look.click()
    expect(audit.none).to_be_visible()


def test_audit_is_for_admins_alone(page: Page, product: Product) -> None:
    sign_in(page, product, SALES, to="/desk/audit/")
    expect(AuditPage(page).not_allowed).to_be_visible()

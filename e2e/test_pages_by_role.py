"""Every page of the account and the desk shows itself to whom the table says, and tells everybody else why not."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Faults
from e2e.customers import import_company
from e2e.pages.sign_in_page import sign_in
from e2e.product import ROOT, SITE, Product
from plandesk.api.pages import SHELLS

TABLE: Final[Mapping[str, str]] = {
    row["page"]: row["let_in"]
    for row in json.loads((ROOT / "tests" / "golden" / "pages_by_role.json").read_text("utf-8"))["rows"]
}
CONTACTS: Final = ("owner", "billing", "technical")
STAFF: Final = ("sales", "finance", "admin")
REFUSALS: Final = ("Your role does not include this page", "The desk is for staff", "You are signed in as staff")
SELLERS_ONLY: Final = "Quotes are written by sales."


def built() -> Sequence[str]:
    """List the pages that are somebody's alone; one whose address names a thing is shown by that thing's own rules."""
    hidden = tuple(shell.built_at for shell in SHELLS if not shell.stands_alone)
    files = [file for each in ("account", "desk") for file in (SITE / each).rglob("*.html")]
    pages = [f"/{file.parent.relative_to(SITE)}/" for file in files]
    return sorted(page for page in pages if not page.startswith(hidden))


def seen(page: Page, path: str) -> str:
    """Open a page and tell what it says: `in`, `refused` or `signed out`."""
    page.goto(path)
    frame = page.get_by_role("navigation", name="Desk").or_(page.get_by_role("navigation", name="Account"))
    words = [*(page.get_by_role("heading", name=each) for each in REFUSALS), page.get_by_text(SELLERS_ONLY)]
    sign_in_form = page.get_by_label("E-mail").and_(page.locator("#email"))
    settled = frame.or_(sign_in_form)
    for each in words:
        settled = settled.or_(each)
    expect(settled.first).to_be_visible()
    if "/sign-in/" in page.url:
        return "signed out"
    return "refused" if any(each.count() for each in words) else "in"


def signed_in(page: Page, product: Product, who: str, folder: Path) -> None:
    """Sign somebody in with a new browser."""
    if who in CONTACTS:
        sign_in(page, product, import_company(product, folder).email(who))
    elif who in STAFF:
        email = f"pages-{who}@vendor.example"
        product.command("staff", "add", email, "--role", who).check_returncode()
        sign_in(page, product, email, to="/desk/security/")


def test_every_such_page_is_in_the_table() -> None:
    new = [page for page in built() if page not in TABLE]
    assert new == [], "say in tests/golden/pages_by_role.json whom it is for"


@pytest.mark.parametrize("who", ["visitor", *CONTACTS, *STAFF])
def test_a_page_shows_itself_to_whom_the_table_says(
    page: Page, product: Product, tmp_path: Path, faults: Faults, who: str
) -> None:
    faults.expect("Failed to load resource")  # What stands on a page is the matter of its own specs.
    signed_in(page, product, who, tmp_path)
    told = {path: seen(page, path) for path in built()}
    refused = "signed out" if who == "visitor" else "refused"
    assert told == {path: "in" if who in TABLE[path].split(" ") else refused for path in told}

"""Where a long request needs an agreement first (reading A22), no page counts it as free or its option as cheapest."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.api.conftest import open_desk
from tests.factories import World
from tests.plans import catalogue, choose

from e2e.accessibility import overflow, violations
from e2e.pages.advice_page import AdvicePage
from e2e.pages.compare_page import ComparePage
from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate

LONG = "?family=softswitch&months=12&in=dev:8:5:3"
"""Five requests of two hours of development in one month: Dedicated Gold covers two of them, ad hoc has no price."""


@pytest.fixture(autouse=True)
def agreed(page: Page, tmp_path: Path) -> Iterator[None]:
    """Let the real API answer by a catalogue that chose the other option of the reading."""
    engine = open_database(f"sqlite:///{tmp_path}/agreed.db")
    migrate(engine)
    desk = open_desk(World(catalogue=catalogue(choose("A22", "separate_agreement"))), engine, tmp_path)

    def answer(route: Route) -> None:
        reply = desk.post("/advice", json.loads(route.request.post_data or ""))
        route.fulfill(status=reply.status_code, json=reply.get_json())

    page.route("**/api/v1/advice", answer)
    yield
    engine.dispose()


@pytest.mark.parametrize("width", [1440, 320])
def test_an_answer_tells_what_has_no_price_everywhere(page: Page, width: int, axe_source: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    advice = AdvicePage(page)
    advice.open(LONG)
    expect(advice.answer).to_have_text("Dedicated Gold support leaves the fewest requests without a price")
    expect(advice.reasons).to_contain_text("US$8,900.00 and 3 requests by agreement over 12 months")
    expect(advice.reasons).to_contain_text("which of the two costs less is known only when these are agreed")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Ad hoc only", exact=True))
    expect(row.get_by_role("cell").first).to_contain_text("US$0.00 and 5 requests by agreement")
    expect(page.get_by_role("figure", name="Softswitch: the option that comes first")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("costs least for every number")
    assert overflow(page) == 0
    assert violations(page, axe_source) == []


def test_curves_count_requests_by_agreement_in_their_table_and_their_file(page: Page) -> None:
    AdvicePage(page).open(LONG)
    curves = page.get_by_role("figure", name="what each option costs, by number of requests of level 3 (development)")
    curves.get_by_text("The same as a table").click()
    row = curves.get_by_role("row", name="5 (yours)")
    expect(row.get_by_role("cell").first).to_have_text("US$0.00and 5 by agreement")
    expect(row.get_by_role("cell").last).to_have_text("Dedicated Gold support")
    with page.expect_download() as waiting:
        curves.get_by_role("button", name="Save the table (CSV)").click()
    lines = list(csv.reader(StringIO(waiting.value.path().read_text())))
    head, *table = lines[lines.index([]) + 1 :]
    rows = [dict(zip(head, line, strict=True)) for line in table]
    assert rows[5]["Ad hoc only, best possible (USD)"] == "0.00"
    assert rows[5]["Ad hoc only, best possible, requests by agreement"] == "5"
    assert rows[5]["Comes first"] == "Dedicated Gold support"


def test_uncertain_numbers_tell_what_has_no_price_on_average(page: Page) -> None:
    advice = AdvicePage(page)
    advice.open("?family=pbx&months=12&rate=l2:4:1.5,dev:8:0.25")
    expect(advice.answer).to_have_text("Dedicated support leaves the fewest requests without a price")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Ad hoc only", exact=True))
    expect(row.get_by_role("cell").first).to_contain_text("US$1,620.00 and 3.0 requests by agreement")
    expect(page.get_by_role("columnheader", name="Chance to come first")).to_be_attached()


def test_the_mark_of_a_comparison_says_what_puts_its_plan_first(page: Page) -> None:
    compare = ComparePage(page)
    compare.open(f"/softswitch/{LONG}")
    marked = compare.table.get_by_role("columnheader").filter(has_text="Advised")
    expect(marked).to_contain_text("Dedicated Gold support")
    expect(marked).to_contain_text("leaves the fewest requests without a price")

"""Charts are read without seeing their colours: by keyboard, as tables, on paper and as files."""

import csv
import re
from io import StringIO
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import overflow, violations
from e2e.pages.charts_page import ChartsPage

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def charts(page: Page) -> ChartsPage:
    """Open the charts."""
    shown = ChartsPage(page)
    shown.open()
    return shown


def test_a_cell_is_looked_up_with_the_keyboard(charts: ChartsPage, page: Page) -> None:
    charts.number("Requests of Level 1 and 2").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(charts.found).to_have_text(
        "With 20 requests of Level 1 and 2, and 2 of Level 3 (development): Middle support, US$1,400.00."
    )


def test_a_number_outside_of_the_map_is_a_fault_beside_its_field(
    charts: ChartsPage, page: Page, axe_source: str
) -> None:
    field = charts.number("Requests of Level 1 and 2")
    field.fill("40")
    expect(field).to_have_accessible_description("From 0 to 39 Enter a whole number from 0 to 39.")
    expect(charts.found).to_be_empty()
    assert violations(page, axe_source) == []


def test_each_chart_has_its_table(charts: ChartsPage, page: Page, axe_source: str) -> None:
    for chart in (charts.map, charts.curves):
        charts.behind(chart).click()
        expect(charts.table(chart)).to_be_visible()
        expect(charts.drawing(chart)).to_have_count(1)
        expect(chart).to_contain_text("Level 1 and 2")
        expect(chart).not_to_contain_text("level 1 and 2")
    cells = charts.table(charts.map).get_by_role("row").nth(4).get_by_role("cell")
    expect(cells).to_have_count(40)
    expect(cells.nth(12)).to_contain_text("Middle support; Small support costs the same; your workload")
    row = charts.table(charts.curves).get_by_role("row", name="12 (yours)")
    expect(row.get_by_role("cell").first).to_have_text("US$1,400.00")
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == 0, f"wider than {width} pixels"
        assert violations(page, axe_source) == [], f"{width} pixels"


def test_drawings_are_saved_so_that_they_stand_alone(charts: ChartsPage) -> None:
    for chart, name, words in (
        (charts.map, "cheapest-option-made-up-servers-2026-11-26.svg", "Middle support"),
        (charts.curves, "costs-by-requests-made-up-servers-level-1-and-2-2026-11-26.svg", "US$4,000"),
    ):
        saved, content = charts.save(chart, "Save the drawing (SVG)")
        drawing = ElementTree.fromstring(content)
        texts = [each.text or "" for each in drawing.iter(f"{SVG}text")]
        assert saved == name
        assert words in texts
        assert any("26 November 2026" in each for each in texts)
        assert not list(drawing.iter(f"{SVG}style"))


def test_tables_are_saved_with_every_total(charts: ChartsPage) -> None:
    saved, content = charts.save(charts.map, "Save the table (CSV)")
    rows = list(csv.reader(StringIO(content.decode())))
    assert saved == "cheapest-option-made-up-servers-2026-11-26.csv"
    assert rows[1:4] == [
        ["Product", "Made-up servers"],
        ["First day", "2026-12-01"],
        ["Last day looked at", "2027-11-30"],
    ]
    table = rows[rows.index([]) + 1 :]
    assert len(table) == 1 + 40 * 20
    assert ["12", "3", "Middle support", "1400.00", "Small support"] in rows
    _, content = charts.save(charts.curves, "Save the table (CSV)")
    rows = list(csv.reader(StringIO(content.decode())))
    assert len(rows) - rows.index([]) - 1 == 1 + 40


def test_charts_are_printed_whole_without_their_buttons_and_with_what_is_open_behind_them(
    charts: ChartsPage, page: Page
) -> None:
    page.emulate_media(media="print")
    for chart in (charts.map, charts.curves):
        expect(charts.drawing(chart)).to_have_count(1)
        expect(chart).to_have_css("break-inside", "avoid")
        expect(chart.get_by_role("button")).to_have_count(0)
        expect(charts.behind(chart)).to_be_hidden()
        expect(charts.table(chart)).to_be_hidden()
    expect(charts.number("Requests of Level 1 and 2")).to_be_hidden()
    page.emulate_media(media="screen")
    for chart in (charts.map, charts.curves):
        charts.behind(chart).click()
    page.emulate_media(media="print")
    expect(charts.table(charts.curves)).to_be_visible()
    # Forty columns would be too small on paper, so its rows stand there in words.
    expect(charts.table(charts.map)).to_be_hidden()
    expect(charts.map.get_by_text("Row by row, by the number of requests of Level 1 and 2:")).to_be_visible()
    words = re.compile(r"^0 of Level 3 \(development\): B \(No plan, ad hoc\) 0 to \d+, .* from \d+ on\.")
    expect(charts.map.get_by_role("listitem").filter(has_text=words)).to_have_count(1)

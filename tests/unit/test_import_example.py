"""The file in docs/import.md: it names every column there is, and it comes in."""

import re

from plandesk.domain.imports import COLUMNS
from tests.factories import World
from tests.plans import ROOT
from tests.unit.test_imports import run

DOCUMENT = (ROOT / "docs" / "import.md").read_text("utf-8")


def test_every_column_is_documented() -> None:
    table = DOCUMENT.partition("| column |")[2].partition("\n\n")[0]
    documented = re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)
    assert tuple(documented) == COLUMNS


def test_the_example_comes_in_as_it_says() -> None:
    world = World()
    (example,) = re.findall(r"```csv\n(.*?)```", DOCUMENT, flags=re.DOTALL)
    result, reports = run(world, example)
    assert [each.verdict for each in reports] == ["add", "add", "add", "ask_us"]
    assert result.written
    told = {(each.term.plan, str(each.term.period.last_day)) for each in world.books.tables.terms.values()}
    assert told == {
        ("pbx.standard", "2025-02-27"),
        ("pbx.standard", "2026-12-31"),
        ("softswitch.standard", "2013-06-29"),
    }

"""docs/rules.md knows every rule and reading that code cites, and its tables say what plans.json says."""

import json
import re
from functools import lru_cache

import pytest

from tests.plans import ROOT, content

CODE = sorted((ROOT / "backend").rglob("*.py"))
CITATION = re.compile(r"\b[AR][1-9][0-9]?\b")


@lru_cache
def rows() -> dict[str, list[str]]:
    """Return the tables of docs/rules.md: the cells of each row by the first, marks of code left off."""
    lines = (ROOT / "docs" / "rules.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return {first.strip("`"): rest for first, *rest in cells}


def code(cell: str) -> list[str]:
    """Return what a cell sets as code."""
    return re.findall(r"`([^`]+)`", cell)


def cited() -> dict[str, str]:
    """Return every rule and reading that code cites, with one file that does."""
    return {found: str(path.relative_to(ROOT)) for path in CODE for found in CITATION.findall(path.read_text("utf-8"))}


def test_every_rule_and_reading_that_code_cites_is_written_down() -> None:
    unknown = {found: path for found, path in cited().items() if found not in rows()}
    assert unknown == {}
    assert {"A20", "R5"} <= cited().keys()


@pytest.mark.parametrize("reading", content()["readings"], ids=lambda reading: reading["id"])
def test_a_reading_stands_with_its_choice_options_and_lines(reading: dict[str, object]) -> None:
    _, chosen, others, lines = rows()[str(reading["id"])]
    options = [option["id"] for option in reading["options"]]  # type: ignore[attr-defined]  # JSON has no types.
    assert code(chosen) == [reading["chosen"]]
    assert code(others) == [each for each in options if each != reading["chosen"]]
    assert [int(line) for line in lines.rstrip(" |").split(", ")] == reading["lines"]


def test_no_reading_is_written_down_that_the_catalogue_lacks() -> None:
    known = {reading["id"] for reading in content()["readings"]}
    assert {first for first in rows() if re.fullmatch("A[0-9]+", first)} == known


def test_every_setting_stands_with_its_default() -> None:
    raw = content()
    chosen = {reading["id"]: reading["chosen"] for reading in raw["readings"]}
    for name, setting in raw["rules"].items():
        by_reading = isinstance(setting, dict) and "by_reading" in setting
        default = setting["values"][chosen[setting["by_reading"]]] if by_reading else setting
        written = default if isinstance(default, str) and by_reading else json.dumps(default)
        assert code(rows()[name][0]) == [written], name


def test_no_setting_is_written_down_twice_or_without_being_one() -> None:
    settings = (ROOT / "docs" / "rules.md").read_text("utf-8").partition("## 4. Settings")[2]
    listed = re.findall(r"^\| `([a-z_]+)` \|", settings, flags=re.MULTILINE)
    assert sorted(listed) == sorted(content()["rules"])


def test_every_rule_that_is_built_has_an_example_a_salesperson_can_read() -> None:
    tables = [json.loads(path.read_text("utf-8")) for path in (ROOT / "tests" / "golden").glob("*.json")]
    shown = {rule for table in tables for row in table["rows"] for rule in row.get("rules", [])}
    built = {first for first, cells in rows().items() if re.fullmatch("R[0-9]+", first) and "yes" in cells[-1][:3]}
    assert len(built) > 12
    assert built - shown == set()

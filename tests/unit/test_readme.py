"""README.md lists every setting as it is, and no link of the documents leads nowhere."""

import re
from pathlib import Path

import pytest

from plandesk.config import SETTINGS
from plandesk.config_setting import REQUIRED
from tests.plans import ROOT

README = ROOT / "README.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")


def table() -> list[str]:
    """Return the table of settings as the README must hold it."""
    head = ["| setting | in the demo | in production | what it is for |", "|---|---|---|---|"]
    return head + [
        f"| `{setting.name}` | {default(setting.demo)} | {default(setting.production)} | {setting.doc} |"
        for setting in SETTINGS
    ]


def default(value: object) -> str:
    """Return what holds when a variable is absent."""
    if value is REQUIRED:
        return "**required**"
    return f"`{value}`" if value else "unset"


def without_code(text: str) -> str:
    """Leave out blocks of code, where brackets mean something else."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def links() -> list[tuple[Path, str]]:
    """Return every link of a document that does not leave the repository."""
    found = [(each, link) for each in DOCUMENTS for link in LINK.findall(without_code(each.read_text("utf-8")))]
    return [(document, link) for document, link in found if not re.match("[a-z]+:", link)]


def anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_code(document.read_text("utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_lists_every_setting_as_it_is() -> None:
    listed = README.read_text("utf-8").split("<!-- settings -->")[1].strip().splitlines()
    assert listed == table(), "README.md must hold:\n" + "\n".join(table())


@pytest.mark.parametrize(("document", "link"), links(), ids=lambda part: getattr(part, "name", part))
def test_a_link_leads_somewhere(document: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = document.parent / path if path else document
    assert target.exists()
    assert not anchor or anchor in anchors(target)


def test_every_document_can_be_found_from_the_readme() -> None:
    found, waiting = {README}, [README]
    while waiting:
        here = waiting.pop()
        reached = {(each.parent / link.partition("#")[0]).resolve() for each, link in links() if each == here}
        waiting += [each for each in reached if each.suffix == ".md" and each not in found]
        found |= reached
    assert [each for each in DOCUMENTS if each not in found and each.parent.name != "decisions"] == []

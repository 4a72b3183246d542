"""What axe-core says of a page, as lines a person can act on."""

from playwright.sync_api import Page

_RUN = """async () => {
  const { violations, incomplete } = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
  const lines = (kind, rules) => rules.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) =>
      `${kind} ${id}: ${target.join(" ")} ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`));
  return { violations: lines("violation", violations), incomplete: lines("incomplete", incomplete) };
}"""


def violations(page: Page, axe_source: str) -> list[str]:
    """Return every violation axe finds on the page as it stands."""
    # Evaluated, not added as a script: the page's own policy allows no foreign script, and rightly so.
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(axe_source)
    found: dict[str, list[str]] = page.evaluate(_RUN)
    return found["violations"]


def overflow(page: Page) -> int:
    """Return by how many pixels the page, not a region inside it, is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

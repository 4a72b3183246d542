"""The comparison of plans: of one family, or across families."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page


class ComparePage:
    """What a prospect sees and does on a comparison page; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.table = page.get_by_role("table").first
        self.region = page.get_by_role("region").first
        self.statuses = page.get_by_role("status")
        self.only_differences = page.get_by_label("Only differences")
        self.show_lines = page.get_by_label("Show the vendor’s lines")
        self.copy_link = page.get_by_role("button", name="Copy the link")
        self.words = page.get_by_role("region", name="The difference in words")
        self.checker = page.get_by_role("form", name="Is my issue critical?")
        self.lookup = page.get_by_role("form", name="Is my product covered?")
        self.notes = page.get_by_role("heading", name="Notes on unclear terms").locator("xpath=..")

    def open(self, path: str) -> "ComparePage":
        """Open a comparison by its path and query; its script has run when the page has loaded."""
        self.page.goto(path)
        return self

    @property
    def query(self) -> str:
        """The query of the address, without the question mark."""
        return urlsplit(self.page.url).query

    def family(self, name: str) -> Locator:
        """Return a family's link in the switcher."""
        return self.page.get_by_role("navigation", name="Product family").get_by_role("link", name=name)

    def plan(self, name: str) -> Locator:
        """Return the box that shows or hides a plan."""
        return self.page.get_by_role("group", name="Plans to compare").get_by_label(name, exact=True)

    def plan_of(self, family: str, name: str) -> Locator:
        """Return the box of a plan where several families stand together."""
        return self.page.get_by_role("group", name=family, exact=True).get_by_label(name, exact=True)

    @property
    def plan_names(self) -> list[str]:
        """The names at the head of the columns that are shown."""
        return [cell.inner_text() for cell in self.table.get_by_role("columnheader").all()]

    def row(self, name: str) -> Locator:
        """Return a fact's row by the beginning of its name."""
        return self.table.get_by_role("row").filter(has=self.page.locator("th[scope=row] > span", has_text=name)).first

    def facts(self, name: str) -> list[str]:
        """Return what the shown cells of a row say, the parts of a cell joined."""
        cells = self.row(name).get_by_role("cell").all()
        return ["".join(part.text_content() or "" for part in cell.locator("> span").all()) for cell in cells]

    def difference(self, of: str, instead_of: str) -> list[str]:
        """Choose two plans and return the sentences that tell them apart."""
        self.words.get_by_label("What changes with").select_option(of)
        self.words.get_by_label("instead of").select_option(instead_of)
        return self.words.get_by_role("listitem").all_inner_texts()

    def check_issue(self, share: str, calls: str) -> Locator:
        """State an issue's figures; return where the answer stands."""
        self.checker.get_by_label("Calls affected").fill(share)
        self.checker.get_by_label("Simultaneous calls").fill(calls)
        return self.checker.get_by_role("status")

    def look_up(self, product: str) -> Locator:
        """Choose a product and platform; return where the answer stands."""
        self.lookup.get_by_label("Product and platform").select_option(product)
        return self.lookup.get_by_role("status")

"""The charts among the components: the break-even map and the cost curves of made-up options."""

from playwright.sync_api import Locator, Page


class ChartsPage:
    """Finds what the charts show; asserts nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.map = page.get_by_role("figure", name="the option that costs least")
        self.curves = page.get_by_role("figure", name="what each option costs")
        self.found = self.map.get_by_role("status")

    def open(self) -> None:
        """Go where every component is shown."""
        self.page.goto("/dev/components/")

    def number(self, name: str) -> Locator:
        """Return a field of the look-up."""
        return self.map.get_by_role("spinbutton", name=name)

    def drawing(self, chart: Locator) -> Locator:
        """Return the one drawing of a chart that is seen."""
        return chart.get_by_role("img")

    def table(self, chart: Locator) -> Locator:
        """Return the table behind a chart."""
        return chart.get_by_role("table")

    def behind(self, chart: Locator) -> Locator:
        """Return what opens the table."""
        return chart.locator("summary")

    def save(self, chart: Locator, what: str) -> tuple[str, bytes]:
        """Press a button that saves, and return the file's name and bytes."""
        with self.page.expect_download() as waiting:
            chart.get_by_role("button", name=what).click()
        return waiting.value.suggested_filename, waiting.value.path().read_bytes()

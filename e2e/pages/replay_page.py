"""The part of the page that advises which replays last year's tickets."""

import re

from playwright.sync_api import Download, FilePayload, Locator, Page

MOST_TABS = 120


class ReplayPage:
    """Where a file of tickets is chosen, how it is read, and what was beyond quota; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.region = page.get_by_role("region", name="Last year’s tickets")
        self.file = page.get_by_label("Your tickets as a CSV file")
        self.faults = self.region.get_by_role("alert").filter(has_text="your attention")
        self.bad = self.region.get_by_role("table", name="Each with its line in the file")
        self.leave_out = self.region.get_by_label(re.compile("Leave (this row|these [0-9,]+ rows) out"))
        self.preview = self.region.get_by_role("table", name="The first rows as they are read")
        self.send = self.region.get_by_role("button", name="Replay these tickets")
        self.answer = page.get_by_role("region", name="Your tickets, replayed")

    def open(self, query: str = "?family=softswitch") -> None:
        """Open the page and say that the tickets are in a file."""
        self.page.goto(f"/advice/{query}")
        self.page.get_by_role("button", name="I have last year’s tickets in a file").click()

    def choose(self, data: bytes, name: str = "tickets.csv") -> None:
        """Choose a file."""
        self.file.set_input_files(FilePayload(name=name, mimeType="text/csv", buffer=data))

    def field(self, label: str) -> Locator:
        """Return a field of how the file is read."""
        return self.region.get_by_label(label)

    def column(self, name: str) -> Locator:
        """Return the choice of the column that holds something."""
        return self.region.get_by_role("combobox", name=name, exact=True)

    def said(self, words: str) -> Locator:
        """Return a status that says something."""
        return self.page.get_by_role("status").filter(has_text=words)

    def above(self, one: Locator, other: Locator) -> bool:
        """Tell whether one thing ends above where another begins."""
        upper, lower = one.bounding_box(), other.bounding_box()
        return upper is not None and lower is not None and upper["y"] + upper["height"] <= lower["y"]

    @property
    def totals(self) -> list[str]:
        """The choices with their totals and the tickets beyond quota, as the overview says them."""
        table = self.answer.get_by_role("table", name="What each choice would have cost")
        return [" ".join(row.split()) for row in table.get_by_role("row").all_inner_texts()[1:]]

    def tab_to(self, control: Locator) -> None:
        """Press the Tab key until a control has the focus; gives up after as many as no page of ours needs."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if control.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError(f"the Tab key does not lead to {control}")

    def fold(self, option: str) -> Locator:
        """Return what became of every ticket with a choice."""
        return self.answer.get_by_role("group").filter(has=self.page.get_by_role("heading", name=f"{option}:"))

    def unfold(self, option: str) -> Locator:
        """Open what became of every ticket with a choice, and return it."""
        fold = self.fold(option)
        fold.get_by_role("heading", name=f"{option}:").click()
        return fold

    def saved(self, option: str) -> Download:
        """Save the list of tickets beyond the quota of a choice."""
        with self.page.expect_download() as started:
            self.answer.get_by_role("button", name=f"Save as CSV: {option}").click()
        return started.value

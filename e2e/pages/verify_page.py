"""The page that checks a signed quote."""

from playwright.sync_api import FilePayload, Page


class VerifyPage:
    """Where a file is chosen and what was found is told; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.file = page.get_by_label("The quote’s file")
        self.right = page.get_by_role("heading", name="The signature is right")
        self.refused = page.get_by_role("heading", name="This file is not to be relied on")
        self.open_quote = page.get_by_role("link", name="Open the quote")

    def open(self) -> None:
        """Open the page and wait for its script and the keys."""
        with self.page.expect_response("**/.well-known/plandesk-keys.json"):
            self.page.goto("/verify/")

    def choose(self, data: bytes, name: str = "quote.json") -> None:
        """Choose a file."""
        kind = "application/pdf" if name.endswith(".pdf") else "application/json"
        self.file.set_input_files(FilePayload(name=name, mimeType=kind, buffer=data))

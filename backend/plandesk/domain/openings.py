"""Which readings of a quote's page are openings by a person it is meant for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """How a quote was read, as far as the request tells.

    `by_page` is True where a page of ours asked, False where something else did, and None where the browser does not
    say. `ahead` means that a browser fetched it before anybody wanted to see it.
    """

    program: bool
    by_page: bool | None
    ahead: bool
    by_staff: bool

    @property
    def is_opening(self) -> bool:
        """Tell whether a person whom the quote is meant for has it on the screen.

        A chat that previews the link reads the page and runs no script, so it never comes here. Also left out are
        programs by the names they give themselves, what does not come from our page, what was fetched ahead, and the
        vendor's own people while they are signed in.
        """
        return not (self.program or self.by_page is False or self.ahead or self.by_staff)

"""What an order's page says of cover that is not as it was sold."""

from collections.abc import Sequence
from typing import Literal

from plandesk.domain.coverage import BookedTerm
from plandesk.text.formats import day


def cover_notes(terms: Sequence[BookedTerm], dispute: Literal["open", "lost"] | None) -> list[str]:
    """Say since when no request is served on an order's terms, and until when; may be empty."""
    suspended = [each.suspended_on for each in terms if each.suspended_on is not None and each.closed_on is None]
    if not suspended:
        return [_IN_DISPUTE] if dispute == "open" else []
    since = day(min(suspended))
    if dispute == "open":
        return [
            f"The payment is in dispute at the bank, so support is suspended since {since}: no request is served on "
            "it. It resumes by itself once the payment is found to stand."
        ]
    lost = "The bank took the payment back. " if dispute == "lost" else ""
    return [f"{lost}Support is suspended since {since}: no request is served on it until we resume it."]


_IN_DISPUTE = "The payment is in dispute at the bank. Support goes on as it is until that is decided."

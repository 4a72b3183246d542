"""What an order's page says of cover that is not as it was sold, and of money that has gone back."""

from collections.abc import Sequence
from typing import Literal

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.money import Money
from plandesk.text.formats import day, listed, price


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


def returned_notes(returned: Sequence[Money]) -> list[str]:
    """Say what could not pay an order and has gone back; may be empty."""
    if not returned:
        return []
    return [f"{listed([price(each) for each in returned])} that could not pay this order has been sent back."]


_IN_DISPUTE = "The payment is in dispute at the bank. Support goes on as it is until that is decided."

"""Why somebody acted by hand: what is kept beside every such act (R17)."""

from plandesk.domain.errors import DomainError


class ReasonMissing(DomainError):
    """An act by hand says why, in words: a blank or a mere sign tells nobody anything."""


def read_reason(text: str) -> str:
    """Return a reason without the space around it.

    Raises:
        ReasonMissing: it holds neither a letter nor a digit.
    """
    if not any(each.isalnum() for each in text):
        raise ReasonMissing
    return text.strip()

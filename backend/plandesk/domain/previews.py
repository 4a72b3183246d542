"""What a chat shows of a link to a quote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """The small picture beside a link: who, what, and in large letters how much or what became of it.

    There is a figure for each alternative. `holds` is False for what can no longer be accepted, which is drawn so that
    nobody takes it for an offer.
    """

    vendor: str
    title: str
    company: str | None
    figures: tuple[str, ...]
    below: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The title and the sentence beside a link, its picture, and the path of the quote on our address."""

    title: str
    description: str
    picture: Picture
    path: str

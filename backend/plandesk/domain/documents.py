"""What a document is: its kind, its number, and the sheet of words that is frozen when it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from plandesk.domain.errors import DomainError

DocumentKind = Literal["quote", "proforma", "invoice", "receipt", "credit_note", "cancellation"]
"""A `cancellation` takes a credit note back whose refund failed after all."""

_SERIES: Mapping[DocumentKind, str] = {"proforma": "PF", "invoice": "IN", "receipt": "RC", "credit_note": "CN"}


class DocumentNotWritten(DomainError):
    """A document's file is what the typesetter makes of its sheet, or it is not there yet. Facts: `number`."""


class DocumentNotFound(DomainError):
    """A document is reached through the order or quote it belongs to. Facts: `number`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it; what counts most is `strong`."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """The seller or the buyer: under which heading, by which name, and what else is known."""

    heading: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; the details stand below its title."""

    title: str
    quantity: str
    unit_price: str
    amount: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Facts under a heading of their own, as a bank account's."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading of their own."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """What is told behind the document itself: sentences, a table whose first column names its rows, and sections."""

    heading: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """Text for a camera. `says` tells people what it holds, and stands in for the picture where it is not seen.

    `alphabet` is the character set that its readers expect; None leaves it to the writer.
    """

    content: str
    says: str
    alphabet: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document; `text` is its UTF-8 content, to the byte."""

    name: str
    media_type: str
    describes: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a document says, in its last words: nothing is looked up or reckoned when its file is written.

    `columns` are the headings of what, quantity, price and amount.
    """

    language: str
    title: str
    number: str
    issued_on: date
    seller: Party
    buyer: Party
    facts: tuple[Fact, ...]
    columns: tuple[str, str, str, str]
    rows: tuple[Row, ...]
    sums: tuple[Fact, ...]
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    footer: str = ""
    code: QrCode | None = None
    attachment: Attachment | None = None
    appendix: Appendix | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the books. `about` names what it was issued for, so that it is issued once."""

    id: str
    kind: DocumentKind
    number: str
    about: str
    order_id: str | None
    quote_id: str | None
    issued_at: datetime
    sheet: Sheet


def series_of(kind: DocumentKind) -> DocumentKind:
    """Return the kind whose numbers a kind takes: a credit note and what cancels it are of one series."""
    return "credit_note" if kind == "cancellation" else kind


def document_number(kind: DocumentKind, year: int, nth: int) -> str:
    """Return the number of the `nth` document (from 1) of its kind in a year: `IN-2026-00017`.

    Quotes have numbers of their own.
    """
    return f"{_SERIES[series_of(kind)]}-{year}-{nth:05d}"

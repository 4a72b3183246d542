"""Issued documents, their numbers and their files, as the use cases ask the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from plandesk.domain.documents import Document, DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The bytes of a document, written once; `sha256` is their digest in hex."""

    document_id: str
    content: bytes
    sha256: str
    written_at: datetime


class DocumentRepository(Protocol):
    """Documents and their files; both are only ever added."""

    def allot(self, kind: DocumentKind, year: int) -> int:
        """Take the next number of a series, from 1.

        The series is held until the transaction ends: whoever else asks waits, and a transaction that is rolled back
        gives its number back. So a transaction takes its locks of orders and customers first.
        """
        ...

    def add(self, document: Document) -> None:
        """Insert a document and let its file be written; raises DuplicateKey on a taken number or (kind, about)."""
        ...

    def about(self, kind: DocumentKind, about: str) -> Document | None:
        """Find the document of a kind that was issued for something."""
        ...

    def of_order(self, order_id: str) -> Sequence[Document]:
        """List an order's documents, oldest first; may be empty."""
        ...

    def of_customer(self, customer_id: str) -> Mapping[str, Sequence[Document]]:
        """Return the documents of a customer's orders by the order's id, oldest first; it leaves out the others."""
        ...

    def of_quote(self, quote_id: str) -> Sequence[Document]:
        """List a quote's documents, oldest first; may be empty."""
        ...

    def unwritten(self, now: datetime, limit: int) -> Sequence[Document]:
        """List documents whose file is due to be written, oldest first."""
        ...

    def postpone(self, document_id: str, until: datetime) -> None:
        """Let a file that could not be written be due later."""
        ...

    def keep(self, file: DocumentFile) -> bool:
        """Store a document's file; False, without effect, where one is stored already."""
        ...

    def file(self, document_id: str) -> DocumentFile | None:
        """Return the stored file of a document."""
        ...

    def digests(self, document_ids: Sequence[str]) -> Mapping[str, str]:
        """Return the digests of those files that are stored, by the document's id."""
        ...

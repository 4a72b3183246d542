"""Issued documents of the database in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from plandesk.domain.documents import Document, DocumentKind
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.documents import DocumentFile

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeDocuments:
    """Documents, their files, and the series of their numbers."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def allot(self, kind: DocumentKind, year: int) -> int:
        series = self._tables.document_series
        series[(kind, year)] = series.get((kind, year), 0) + 1
        return series[(kind, year)]

    def add(self, document: Document) -> None:
        for each in self._tables.documents.values():
            same = (each.kind, each.about) == (document.kind, document.about)
            if same or each.number == document.number or each.id == document.id:
                raise DuplicateKey(what="document")
        self._tables.documents[document.id] = document
        self._tables.document_queue[document.id] = document.issued_at

    def about(self, kind: DocumentKind, about: str) -> Document | None:
        fitting = (each for each in self._tables.documents.values() if (each.kind, each.about) == (kind, about))
        return next(fitting, None)

    def of_order(self, order_id: str) -> Sequence[Document]:
        return [each for each in self._tables.documents.values() if each.order_id == order_id]

    def of_customer(self, customer_id: str) -> Mapping[str, Sequence[Document]]:
        own = [each.id for each in self._tables.orders.values() if each.customer_id == customer_id]
        return {order_id: found for order_id in own if (found := self.of_order(order_id))}

    def of_quote(self, quote_id: str) -> Sequence[Document]:
        return [each for each in self._tables.documents.values() if each.quote_id == quote_id]

    def unwritten(self, now: datetime, limit: int) -> Sequence[Document]:
        due = [name for name, at in self._tables.document_queue.items() if at <= now]
        return [self._tables.documents[name] for name in due[:limit]]

    def postpone(self, document_id: str, until: datetime) -> None:
        if document_id not in self._tables.document_queue:
            raise LookupError(document_id)
        self._tables.document_queue[document_id] = until

    def keep(self, file: DocumentFile) -> bool:
        if file.document_id in self._tables.document_files:
            return False
        self._tables.document_files[file.document_id] = file
        del self._tables.document_queue[file.document_id]
        return True

    def file(self, document_id: str) -> DocumentFile | None:
        return self._tables.document_files.get(document_id)

    def digests(self, document_ids: Sequence[str]) -> Mapping[str, str]:
        files = self._tables.document_files
        return {name: files[name].sha256 for name in document_ids if name in files}

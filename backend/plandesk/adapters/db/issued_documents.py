"""Issued documents, their series of numbers and their files as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from plandesk.adapters.db.document_tables import document_files, document_queue, document_series, documents
from plandesk.adapters.db.lookup import learn
from plandesk.adapters.db.rows import insert_new, update_one
from plandesk.adapters.db.tables import orders
from plandesk.domain.documents import Document, DocumentKind
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.documents import DocumentFile


class SqlDocuments:
    """Documents in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def allot(self, kind: DocumentKind, year: int) -> int:
        """Take the next number of a series, from 1; others who ask wait until the transaction ends."""
        statement = _next_of(self._connection.dialect.name, kind, year)
        return int(self._connection.execute(statement).scalar_one())

    def add(self, document: Document) -> None:
        """Insert a document and queue its file.

        Raises:
            DuplicateKey: its number or (kind, about) is taken; the transaction stays usable.
        """
        values = {name: getattr(document, name) for name in Document.__slots__}
        if not insert_new(self._connection, documents, [values]):
            raise DuplicateKey(what="document")
        if document.order_id is not None:
            learn(self._connection, "order", document.order_id, [document.number], document.issued_at)
        queued = {"document_id": document.id, "due_at": document.issued_at}
        self._connection.execute(document_queue.insert(), queued)

    def about(self, kind: DocumentKind, about: str) -> Document | None:
        """Find the document of a kind that was issued for something."""
        query = select(documents).where(documents.c.kind == kind, documents.c.about == about)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _to_document(row)

    def of_order(self, order_id: str) -> Sequence[Document]:
        """List an order's documents, oldest first."""
        return self._list(select(documents).where(documents.c.order_id == order_id).order_by(documents.c.seq))

    def of_customer(self, customer_id: str) -> Mapping[str, Sequence[Document]]:
        """Return the documents of a customer's orders by the order's id, oldest first."""
        own = select(documents).join(orders, orders.c.id == documents.c.order_id)
        found: dict[str, list[Document]] = {}
        for each in self._list(own.where(orders.c.customer_id == customer_id).order_by(documents.c.seq)):
            found.setdefault(each.order_id or "", []).append(each)
        return found

    def of_quote(self, quote_id: str) -> Sequence[Document]:
        """List a quote's documents, oldest first."""
        return self._list(select(documents).where(documents.c.quote_id == quote_id).order_by(documents.c.seq))

    def unwritten(self, now: datetime, limit: int) -> Sequence[Document]:
        """List documents whose file is due to be written, oldest first."""
        due = select(documents).join(document_queue, document_queue.c.document_id == documents.c.id)
        return self._list(due.where(document_queue.c.due_at <= now).order_by(document_queue.c.seq).limit(limit))

    def postpone(self, document_id: str, until: datetime) -> None:
        """Let a file that could not be written be due later."""
        queue = document_queue.c
        update_one(
            self._connection, update(document_queue).where(queue.document_id == document_id).values(due_at=until)
        )

    def keep(self, file: DocumentFile) -> bool:
        """Store a document's file; False, without effect, where one is stored already."""
        values = {name: getattr(file, name) for name in DocumentFile.__slots__}
        if not insert_new(self._connection, document_files, [values]):
            return False
        self._connection.execute(delete(document_queue).where(document_queue.c.document_id == file.document_id))
        return True

    def file(self, document_id: str) -> DocumentFile | None:
        """Return the stored file of a document."""
        query = select(document_files).where(document_files.c.document_id == document_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else DocumentFile(row.document_id, row.content, row.sha256, row.written_at)

    def digests(self, document_ids: Sequence[str]) -> Mapping[str, str]:
        """Return the digests of those files that are stored, by the document's id."""
        files = document_files.c
        query = select(files.document_id, files.sha256).where(files.document_id.in_(document_ids))
        return {row.document_id: row.sha256 for row in self._connection.execute(query)}

    def _list(self, query: Select[Any]) -> Sequence[Document]:
        return [_to_document(row) for row in self._connection.execute(query)]


def _next_of(dialect_name: str, kind: DocumentKind, year: int) -> ReturningInsert[Any]:
    """Return the step that counts a series on; it locks the series' row, also where it is the first of the year."""
    dialect = sqlite if dialect_name == "sqlite" else postgresql
    first = dialect.insert(document_series).values(kind=kind, year=year, last=1)
    counted = first.on_conflict_do_update(
        index_elements=[document_series.c.kind, document_series.c.year], set_={"last": document_series.c.last + 1}
    )
    returning: ReturningInsert[Any] = counted.returning(document_series.c.last)
    return returning


def _to_document(row: Row[Any]) -> Document:
    return Document(**{name: getattr(row, name) for name in Document.__slots__})

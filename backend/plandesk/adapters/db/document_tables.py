"""The tables of issued documents."""

from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from plandesk.adapters.db.documents import Document as Json
from plandesk.adapters.db.tables import ID, SEQUENCE, UtcTime, metadata, orders
from plandesk.domain.documents import Sheet

KIND = String(16)
SHEET = TypeAdapter(Sheet)

documents = Table(
    "documents",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("kind", KIND, nullable=False),
    Column("number", Text, nullable=False, unique=True),
    Column("about", Text, nullable=False),
    Column("order_id", ID, ForeignKey(orders.c.id), index=True),
    Column("quote_id", ID, index=True),
    Column("issued_at", UtcTime, nullable=False),
    Column("sheet", Json(SHEET), nullable=False),
    UniqueConstraint("kind", "about"),
)

document_files = Table(
    "document_files",
    metadata,
    Column("document_id", ID, ForeignKey(documents.c.id), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("written_at", UtcTime, nullable=False),
)

# Documents whose file is not written yet; the worker empties it.
document_queue = Table(
    "document_queue",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("document_id", ID, ForeignKey(documents.c.id), nullable=False, unique=True),
    Column("due_at", UtcTime, nullable=False, index=True),
)

# One row a series, held by whoever takes a number until that transaction ends.
document_series = Table(
    "document_series",
    metadata,
    Column("kind", KIND, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

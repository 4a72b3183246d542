"""The tables of bank statements: files, their lines, and the saved mappings of CSV columns."""

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from plandesk.adapters.db.documents import FACTS, Document
from plandesk.adapters.db.tables import ID, SEQUENCE, UtcTime, metadata
from plandesk.domain.bank_lines import BankLine, UnreadableLine
from plandesk.services.books.statements import CsvMapping, Part

LINE: TypeAdapter[BankLine | UnreadableLine] = TypeAdapter(BankLine | UnreadableLine)
PARTS = TypeAdapter(tuple[Part, ...])
MAPPING = TypeAdapter(CsvMapping)

statements = Table(
    "statements",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("format", String(16), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("account", Text),
    Column("lines", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("uploaded_at", UtcTime, nullable=False),
    Column("uploaded_by", Text, nullable=False),
    Column("confirmed_at", UtcTime),
    Column("confirmed_by", Text),
)

statement_lines = Table(
    "statement_lines",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("statement_id", ID, ForeignKey(statements.c.id), nullable=False),
    Column("position", Integer, nullable=False),
    # Null while the line cannot be read.
    Column("amount_minor", BigInteger),
    Column("currency", String(3)),
    Column("line", Document(LINE), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("facts", Document(FACTS), nullable=False),
    Column("parts", Document(PARTS), nullable=False),
    Column("choice", String(16), nullable=False),
    Column("outcome", String(16)),
    UniqueConstraint("statement_id", "position"),
    Index(None, "statement_id", "outcome", "position"),
)

csv_mappings = Table(
    "csv_mappings",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("mapping", Document(MAPPING), nullable=False),
)

wire_arrivals = Table(
    "wire_arrivals",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    # No foreign key: PostgreSQL would answer a TRUNCATE of the ledger by it, before the ledger itself refuses.
    Column("entry_id", ID, nullable=False, unique=True),
    Column("bank_reference", Text),
    Column("payer", Text),
    Column("payer_account", Text),
    Column("statement_id", ID),
    Column("position", Integer),
)

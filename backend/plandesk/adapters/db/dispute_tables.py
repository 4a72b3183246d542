"""The table of disputes."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, String, Table, Text, UniqueConstraint

from plandesk.adapters.db.documents import WORDS, Document
from plandesk.adapters.db.tables import ID, SEQUENCE, UtcTime, attempts, metadata, orders

disputes = Table(
    "disputes",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("method", String(16), nullable=False),
    Column("provider_ref", Text, nullable=False),
    Column("payment_ref", Text, nullable=False, index=True),
    Column("order_id", ID, ForeignKey(orders.c.id), index=True),
    Column("attempt_id", ID, ForeignKey(attempts.c.id)),
    Column("amount_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("answer_by", Date),
    Column("suspended", Document(WORDS), nullable=False),
    UniqueConstraint("method", "provider_ref"),
)

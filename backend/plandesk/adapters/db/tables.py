"""The tables. Every row has `seq`, the order of arrival; what a query asks for stands beside the documents."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from plandesk.adapters.db.documents import (
    BREAKDOWN,
    BUYER,
    CORRECTION,
    FACTS,
    MESSAGE,
    MONEY,
    NOTICE,
    PAID,
    REFUND_LINES,
    SCHEDULES,
    SELECTION,
    TERM,
    VALUES_TAKEN,
    WORDS,
    Document,
)


class UtcTime(TypeDecorator[datetime]):
    """A moment: timezone-aware in and out, in UTC in the database. SQLite knows no zones, so there it is naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write a moment; a naive one is refused, since nobody knows when it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment has a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read a moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

ID = String(36)
# SQLite numbers rows by itself only in a column that is exactly INTEGER.
SEQUENCE = BigInteger().with_variant(Integer(), "sqlite")

customers = Table(
    "customers",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("reference", Text, unique=True),
    Column("country", String(2)),
    Column("tax_id", Text),
    Column("invoice_email", Text),
    Column("created_at", UtcTime, nullable=False),
    Index(None, "name", "seq"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("customer_id", ID, ForeignKey(customers.c.id), nullable=False, index=True),
    Column("email", Text, nullable=False),
    # The address while the contact may sign in, in the form it is looked up by; null once it was removed.
    Column("email_key", Text, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
)

installations = Table(
    "installations",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("customer_id", ID, ForeignKey(customers.c.id), nullable=False),
    Column("family", Text, nullable=False),
    Column("product", Text),
    Column("label", Text),
    Column("reference", Text, nullable=False),
    Column("reference_key", Text, nullable=False),
    Column("purchased_on", Date),
    Column("price_minor", BigInteger),
    Column("price_currency", String(3)),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("customer_id", "reference_key"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("actor", Text, nullable=False, index=True),
    Column("action", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("before", Document(FACTS), nullable=False),
    Column("after", Document(FACTS), nullable=False),
    Column("reason", Text),
)

orders = Table(
    "orders",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("number", String(10), nullable=False, unique=True),
    Column("token", Text, nullable=False, unique=True),
    Column("idempotency_key", Text, nullable=False, unique=True),
    Column("request_digest", Text, nullable=False),
    Column("state", String(32), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("email", Text, nullable=False),
    Column("total_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("catalogue_version", Text, nullable=False),
    Column("terms_version", Text, nullable=False),
    Column("placed_at", UtcTime, nullable=False),
    Column("ordered_on", Date, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("captured_at", UtcTime),
    Column("buyer", Document(BUYER), nullable=False),
    Column("selection", Document(SELECTION), nullable=False),
    Column("breakdown", Document(BREAKDOWN), nullable=False),
    Column("schedules", Document(SCHEDULES), nullable=False),
    Column("paid", Document(PAID)),
    Column("correction", Document(CORRECTION)),
    Column("customer_id", ID, ForeignKey(customers.c.id), index=True),
    # A quote is accepted once, so no two orders name the same one.
    Column("quote_id", ID, unique=True),
    Index(None, "state", "expires_at", "seq"),
    Index(None, "email"),
    Index(None, "state", "seq"),
    Index(None, "total_minor", "seq"),
    Index(None, "state", "total_minor", "seq"),
)
_waiting = orders.c.state == "awaiting_approval"
Index(
    "ix_orders_awaiting_approval",
    orders.c.captured_at,
    orders.c.seq,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)

order_events = Table(
    "order_events",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("order_id", ID, ForeignKey(orders.c.id), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("event", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("facts", Document(FACTS), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("order_id", ID, ForeignKey(orders.c.id), nullable=False, index=True),
    Column("method", String(16), nullable=False),
    Column("state", String(32), nullable=False, index=True),
    Column("amount_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("provider_ref", Text),
    Column("payment_ref", Text),
    Column("redirect_url", Text),
    Column("round", Integer, nullable=False),
    Column("in_flight", Boolean, nullable=False),
    UniqueConstraint("method", "provider_ref"),
    Index(None, "method", "payment_ref"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("method", String(16), nullable=False),
    Column("payment_ref", Text, nullable=False),
    Column("order_id", ID, ForeignKey(orders.c.id), index=True),
    Column("attempt_id", ID, ForeignKey(attempts.c.id), index=True),
    Column("amount_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("counted_on", Date, nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("source_id", ID, index=True),
    UniqueConstraint("method", "payment_ref"),
)

refunds = Table(
    "refunds",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("attempt_id", ID, ForeignKey(attempts.c.id), index=True),
    Column("order_id", ID, ForeignKey(orders.c.id), index=True),
    Column("amount_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(32), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("method", String(16), nullable=False),
    Column("payment_ref", Text, nullable=False, index=True),
    Column("asked_at", UtcTime),
    Column("provider_ref", Text, index=True),
    Column("lines", Document(REFUND_LINES), nullable=False, server_default="[]"),
    Column("review_id", ID, index=True),
    Column("replaces", ID),
    Column("requested_by", Text, nullable=False, server_default="system"),
    Column("taken", Document(VALUES_TAKEN), nullable=False, server_default="[]"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime, index=True),
    Column("order_id", ID, ForeignKey(orders.c.id), index=True),
    Column("attempt_id", ID, ForeignKey(attempts.c.id), index=True),
    Column("amount_minor", BigInteger),
    Column("currency", String(3)),
    Column("detail", Text, nullable=False),
    # No foreign key: PostgreSQL would answer a TRUNCATE of the ledger by it, before the ledger itself refuses.
    Column("entry_id", ID),
    Column("refund_id", ID, ForeignKey(refunds.c.id)),
    Column("notice_id", ID),
    Column("dispute_id", ID),
    Column("closed_by", Text),
    Column("resolution", String(32)),
    Column("reason", Text),
    Column("did", Text),
)

terms = Table(
    "terms",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("order_id", ID, ForeignKey(orders.c.id)),
    Column("position", Integer),
    Column("installation", Text, nullable=False),
    Column("installation_id", ID, ForeignKey(installations.c.id), index=True),
    Column("plan", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("term", Document(TERM), nullable=False),
    Column("money_on", Date, nullable=False),
    Column("catalogue_version", Text, nullable=False),
    Column("readings", Document(WORDS), nullable=False),
    Column("value", Document(MONEY)),
    Column("origin", String(16), nullable=False, server_default="order"),
    Column("reason", Text),
    Column("closed_on", Date),
    Column("closed_because", String(16)),
    Column("suspended_on", Date),
    UniqueConstraint("order_id", "position", "starts_on"),
    Index(None, "ends_on", "seq"),
)

term_events = Table(
    "term_events",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("term_id", ID, ForeignKey(terms.c.id), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("event", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("facts", Document(FACTS), nullable=False),
)

incident_units = Table(
    "incident_units",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("order_id", ID, ForeignKey(orders.c.id), nullable=False),
    Column("position", Integer, nullable=False),
    Column("level", Text, nullable=False),
    Column("units", Integer, nullable=False),
    Column("ends_on", Date),
    Column("catalogue_version", Text, nullable=False),
    Column("customer_id", ID, ForeignKey(customers.c.id), index=True),
    UniqueConstraint("order_id", "position"),
)

support_requests = Table(
    "support_requests",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("installation_id", ID, ForeignKey(installations.c.id), nullable=False),
    Column("reference", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("dated_on", Date, nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("note", Text),
    Column("term_id", ID, ForeignKey(terms.c.id), index=True),
    Column("voided", Boolean, nullable=False),
    UniqueConstraint("installation_id", "reference"),
)

unit_uses = Table(
    "unit_uses",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("request_id", ID, ForeignKey(support_requests.c.id), nullable=False),
    Column("units_id", ID, ForeignKey(incident_units.c.id), nullable=False, index=True),
    Column("units", Integer, nullable=False),
    UniqueConstraint("request_id", "units_id"),
)

request_events = Table(
    "request_events",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("request_id", ID, ForeignKey(support_requests.c.id), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("event", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("before", Document(FACTS), nullable=False),
    Column("after", Document(FACTS), nullable=False),
    Column("reason", Text),
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("provider", String(16), nullable=False),
    Column("event_id", Text, nullable=False),
    Column("notice", Document(NOTICE), nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Column("tries", Integer, nullable=False),
    Column("last_reason", Text),
    UniqueConstraint("provider", "event_id"),
    Index(None, "done_at", "due_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("order_id", ID, ForeignKey(orders.c.id), index=True),
    Column("message", Document(MESSAGE), nullable=False),
    Column("queued_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Column("tries", Integer, nullable=False),
    Column("last_reason", Text),
    Index(None, "done_at", "due_at"),
)

catalogues = Table(
    "catalogues",
    metadata,
    Column("version", Text, primary_key=True),
    Column("content", Text, nullable=False),
    Column("kept_at", UtcTime, nullable=False),
)

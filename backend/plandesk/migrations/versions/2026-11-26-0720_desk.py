"""The desk: what orders and customers are found by, and the indexes behind its lists."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "202611260720"
down_revision = "202611260710"
branch_labels = None
depends_on = None

ID = sa.String(36)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BATCH = 1000


def upgrade() -> None:
    table = op.create_table(
        "lookup_keys",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_lookup_keys"),
        sa.UniqueConstraint("subject_id", "key", name="uq_lookup_keys_subject_id_key"),
    )
    _fill(table)
    op.create_index("ix_lookup_keys_subject_key_rank", "lookup_keys", ["subject", "key", "rank"])
    op.create_index("ix_orders_state_seq", "orders", ["state", "seq"])
    op.create_index("ix_orders_total_minor_seq", "orders", ["total_minor", "seq"])
    op.create_index("ix_orders_state_total_minor_seq", "orders", ["state", "total_minor", "seq"])
    waiting = sa.text("state = 'awaiting_approval'")
    op.create_index(
        "ix_orders_awaiting_approval",
        "orders",
        ["captured_at", "seq"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_customers_name_seq", "customers", ["name", "seq"])


def downgrade() -> None:
    raise NotImplementedError("the keys would have to be made again from every order")


def _fill(table: sa.Table) -> None:
    """Let everything be found that is in the books already."""
    connection, rows = op.get_bind(), list[dict[str, Any]]()
    taken: set[tuple[str, str]] = set()
    for subject, subject_id, words, at in _named(connection):
        for key in filter(None, map(_key, filter(None, words))):
            if (subject_id, key) not in taken:
                taken.add((subject_id, key))
                rows.append({"subject": subject, "subject_id": subject_id, "key": key, "rank": _rank(at)})
    for start in range(0, len(rows), BATCH):
        connection.execute(table.insert(), rows[start : start + BATCH])


def _named(connection: sa.Connection) -> Iterator[tuple[str, str, Iterable[str | None], Any]]:
    def rows(query: str) -> Iterable[Any]:
        return connection.execute(sa.text(query)).all()

    for row in rows("SELECT id, number, buyer, selection, placed_at FROM orders ORDER BY seq"):
        yield "order", row.id, _words_of_order(row), row.placed_at
    for row in rows("SELECT order_id, provider_ref, payment_ref, created_at FROM attempts WHERE method <> 'wire'"):
        yield "order", row.order_id, (row.provider_ref, row.payment_ref), row.created_at
    for row in rows("SELECT order_id, facts, at FROM order_events WHERE event = 'wire_booked'"):
        yield "order", row.order_id, (json.loads(row.facts).get("reference"),), row.at
    for row in rows("SELECT id, name, reference, tax_id, invoice_email, created_at FROM customers ORDER BY seq"):
        yield "customer", row.id, (row.name, row.reference, row.tax_id, row.invoice_email), row.created_at
    for row in rows("SELECT customer_id, email, name, created_at FROM contacts WHERE removed_at IS NULL"):
        yield "customer", row.customer_id, (row.email, row.name), row.created_at
    for row in rows("SELECT customer_id, reference, label, created_at FROM installations"):
        yield "customer", row.customer_id, (row.reference, row.label), row.created_at


def _words_of_order(row: Any) -> list[str | None]:
    buyer = json.loads(row.buyer)
    words = [row.number, *(buyer.get(name) for name in ("company", "email", "invoice_email", "tax_id"))]
    words.append(buyer.get("purchase_order"))
    for line in json.loads(row.selection)["lines"]:
        installation = line.get("installation") or {}
        words += [installation.get("reference"), installation.get("label")]
    return words


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(each for each in unicodedata.normalize("NFKC", plain) if each.isalnum())[:100]


def _rank(at: Any) -> int:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(f"{at}+00:00")
    return -round(moment.timestamp() * 1000)

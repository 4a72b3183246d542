"""Find money without an order by its bank reference, an order by its refunds and disputes, a term by its licence."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "202611260840"
down_revision = "202611260830"
branch_labels = None
depends_on = None

KEYS = sa.table("lookup_keys", *(sa.column(name) for name in ("subject", "subject_id", "key", "rank")))
QUERIES = (
    ("order", "SELECT order_id AS id, provider_ref AS word, created_at AS at FROM refunds WHERE order_id IS NOT NULL"),
    ("order", "SELECT order_id AS id, provider_ref AS word, opened_at AS at FROM disputes WHERE order_id IS NOT NULL"),
    ("customer", "SELECT customer_id AS id, number AS word, placed_at AS at FROM orders WHERE customer_id IS NOT NULL"),
    ("installation", "SELECT id, reference AS word, created_at AS at FROM installations"),
    ("installation", "SELECT id, label AS word, created_at AS at FROM installations"),
    ("quote", "SELECT id, substr(number, 2) AS word, created_at AS at FROM quotes"),
    (
        "quote",
        "SELECT quotes.id AS id, orders.number AS word, quotes.created_at AS at"
        " FROM quotes JOIN orders ON orders.id = quotes.order_id",
    ),
    *(
        (
            "entry",
            f"SELECT ledger.id AS id, wire_arrivals.{name} AS word, ledger.recorded_at AS at"
            " FROM wire_arrivals JOIN ledger ON ledger.id = wire_arrivals.entry_id",
        )
        for name in ("bank_reference", "payer", "payer_account")
    ),
)


def upgrade() -> None:
    connection = op.get_bind()
    known = {
        (row.subject_id, row.key) for row in connection.execute(sa.text("SELECT subject_id, key FROM lookup_keys"))
    }
    for subject, row in list(_named(connection)):
        key = _key(row.word or "")
        if key and (row.id, key) not in known:
            known.add((row.id, key))
            values = {"subject": subject, "subject_id": row.id, "key": key, "rank": _rank(row.at)}
            connection.execute(KEYS.insert(), values)


def downgrade() -> None:
    raise NotImplementedError("the keys would have to be made again from every order")


def _named(connection: sa.Connection) -> Iterator[tuple[str, Any]]:
    for subject, query in QUERIES:
        for row in connection.execute(sa.text(query)).all():
            yield subject, row


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(each for each in unicodedata.normalize("NFKC", plain) if each.isalnum())[:100]


def _rank(at: Any) -> int:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(f"{at}+00:00")
    return -round(moment.timestamp() * 1000)

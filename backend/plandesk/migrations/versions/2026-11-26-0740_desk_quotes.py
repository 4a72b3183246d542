"""The desk's list of quotes: what they and issued documents are found by, and the index behind the list."""

import json
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "202611260740"
down_revision = "202611260730"
branch_labels = None
depends_on = None

KEYS = sa.table("lookup_keys", *(sa.column(name) for name in ("subject", "subject_id", "key", "rank")))


def upgrade() -> None:
    op.create_index("ix_quotes_state_seq", "quotes", ["state", "seq"])
    connection = op.get_bind()
    known = {
        (row.subject_id, row.key) for row in connection.execute(sa.text("SELECT subject_id, key FROM lookup_keys"))
    }
    for subject, subject_id, word, at in list(_named(connection)):
        key = _key(word or "")
        if key and (subject_id, key) not in known:
            known.add((subject_id, key))
            row = {"subject": subject, "subject_id": subject_id, "key": key, "rank": _rank(at)}
            connection.execute(KEYS.insert(), row)


def downgrade() -> None:
    raise NotImplementedError("the keys would have to be made again from every quote")


def _named(connection: sa.Connection) -> Iterator[tuple[str, str, str | None, Any]]:
    made = "SELECT id, number, addressee, order_id, created_at FROM quotes"
    for row in connection.execute(sa.text(made)).all():
        about = json.loads(row.addressee)
        for word in (row.number, *(about.get(name) for name in ("company", "contact", "email"))):
            yield "quote", row.id, word, row.created_at
        if row.order_id:
            yield "order", row.order_id, row.number, row.created_at
    issued = "SELECT order_id, number, issued_at FROM documents WHERE order_id IS NOT NULL"
    for row in connection.execute(sa.text(issued)).all():
        yield "order", row.order_id, row.number, row.issued_at


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(each for each in unicodedata.normalize("NFKC", plain) if each.isalnum())[:100]


def _rank(at: Any) -> int:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(f"{at}+00:00")
    return -round(moment.timestamp() * 1000)

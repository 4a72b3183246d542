"""Fills a database with many orders and what belongs to them, by statements that the server runs alone."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Engine, text

FILLED: Final = 2_000_000_000
"""The number of an order is this and its place in the row."""

# By its place in a hundred; ten orders, however many there are, are in a rare state instead.
STATES: Final = """CASE WHEN g % (:n / 10) = 0 THEN 'rejected' WHEN g % 100 < 70 THEN 'fulfilled' WHEN g % 100 < 85 THEN
 'expired' WHEN g % 100 < 93 THEN 'cancelled' WHEN g % 100 < 98 THEN 'awaiting_payment' ELSE 'awaiting_approval' END"""
_COPIED: Final = "catalogue_version, terms_version, ordered_on, selection, breakdown, schedules, currency"
_MADE: Final = (
    "id, number, token, idempotency_key, request_digest, state, revision, row_version, email, total_minor, placed_at, "
    "expires_at, captured_at, buyer"
)
_BUYER: Final = """json_build_object('company', 'Company ' || g, 'contact', 'Ann', 'email',
 'p' || g || '@company.example', 'country', 'NL', 'purchase_order', 'PO-' || g) #>> '{}'"""

STATEMENTS: Final[Sequence[str]] = (
    f"""INSERT INTO orders ({_MADE}, {_COPIED})
    SELECT 'order-' || g, ({FILLED} + g)::text, 'token-' || g, 'key-' || g, 'bench', {STATES}, 1, 1,
    'p' || g || '@company.example', 10000 + (g::bigint * 7919) % 100000, now() - (:n - g) * interval '1 minute',
    now() + (g % 40) * interval '1 day', now() - (:n - g) * interval '1 minute', {_BUYER}, {_COPIED}
    FROM (SELECT * FROM orders WHERE request_digest = 'bench' AND idempotency_key = 'bench-sample') sample,
    generate_series(1, :n) g""",
    f"""INSERT INTO lookup_keys (subject, subject_id, key, rank)
    SELECT 'order', 'order-' || g, key, -g FROM generate_series(1, :n) g,
    LATERAL (VALUES (({FILLED} + g)::text), ('company' || g), ('po' || g), ('p' || g || 'companyexample')) k(key)""",
    """INSERT INTO attempts (id, order_id, method, state, amount_minor, currency, created_at, expires_at, asked_at,
    round, in_flight) SELECT 'attempt-' || seq, id, 'wire', 'pending', total_minor, currency, placed_at, expires_at,
    placed_at, 0, false FROM orders WHERE state = 'awaiting_payment' AND request_digest = 'bench'""",
    """INSERT INTO customers (id, name, reference, country, created_at)
    SELECT 'customer-' || g, 'Company ' || g, 'C-' || g, 'NL', now() FROM generate_series(1, :n / 10) g""",
    """INSERT INTO installations (id, customer_id, family, reference, reference_key, created_at)
    SELECT 'room-' || g, 'customer-' || g, 'pbx', 'SRV-' || g, 'srv-' || g, now() FROM generate_series(1, :n / 10) g""",
    """INSERT INTO lookup_keys (subject, subject_id, key, rank) SELECT 'customer', 'customer-' || g, key, -g
    FROM generate_series(1, :n / 10) g, LATERAL (VALUES ('company' || g), ('c' || g), ('srv' || g)) k(key)""",
    """INSERT INTO terms (id, installation, installation_id, plan, starts_on, ends_on, term, money_on,
    catalogue_version, readings, origin) SELECT 'term-' || g, 'SRV-' || g, 'room-' || g, 'pbx.standard',
    current_date - 365 + (g % 730), current_date - 300 + ((g * 7919) % 730), '{}', current_date,
    catalogue_version, '[]', 'entered' FROM orders sample, generate_series(1, :n / 10) g
    WHERE sample.idempotency_key = 'bench-sample'""",
    """INSERT INTO quotes (id, number, revision, token, state, kind, version, created_at, company, addressee,
    total_minor, currency, net_of_tax, catalogue_version, terms_version, priced_on, options, discounts,
    approval_state, expires_at) SELECT 'quote-' || g, 'Q' || (100000000 + g), 1, 'quote-token-' || g,
    CASE WHEN g % (:n / 100) = 0 THEN 'draft' WHEN g % 5 = 0 THEN 'issued' ELSE 'expired' END, 'sales', 1,
    now(), 'Company ' || g, '{}', 1000, 'USD', true, 'v', 't', current_date, '[]', '[]',
    CASE WHEN g % (:n / 100) = 0 THEN 'asked' END, now() + (g % 30) * interval '1 day'
    FROM generate_series(1, :n / 10) g""",
    """INSERT INTO lookup_keys (subject, subject_id, key, rank) SELECT 'quote', 'quote-' || g, key, -g
    FROM generate_series(1, :n / 10) g, LATERAL (VALUES ('q' || (100000000 + g)), ('company' || g)) k(key)""",
    """INSERT INTO reviews (id, kind, created_at, order_id, detail, closed_at, closed_by, resolution, reason)
    SELECT 'review-' || g, 'late', now(), 'order-' || g, 'late money', CASE WHEN g % (:n / 200) > 0 THEN now() END,
    'staff:f', 'kept', 'small change' FROM generate_series(1, :n / 20) g""",
)


def fill(engine: Engine, orders: int) -> None:
    """Let a database with one order, the sample, hold so many; indexes that are not of a key are made afterwards."""
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL synchronous_commit = off"))
        made = _take_indexes(connection)
        for statement in STATEMENTS:
            connection.execute(text(statement), {"n": orders})
        for definition in made:
            connection.execute(text(definition))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _take_indexes(connection: Connection) -> list[str]:
    """Drop the indexes of the large tables, and return how each is made again."""
    rows = connection.execute(
        text(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename IN "
            "('orders', 'lookup_keys', 'terms', 'quotes') AND indexdef LIKE 'CREATE INDEX%'"
        )
    ).all()
    for row in rows:
        connection.execute(text(f"DROP INDEX {row.indexname}"))
    return [row.indexdef for row in rows]

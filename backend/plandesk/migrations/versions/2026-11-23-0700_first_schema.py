"""The first schema: orders, payments, terms, the inbox, the outbox and the catalogue versions."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611230700"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("order_events", "ledger")


def upgrade() -> None:
    _create_catalogues()
    _create_inbox()
    _create_orders()
    _create_attempts()
    _create_incident_units()
    _create_order_events()
    _create_outbox()
    _create_terms()
    _create_ledger()
    _create_refunds()
    _create_reviews()
    for table in APPEND_ONLY:
        refuse_changes(table)


def downgrade() -> None:
    raise NotImplementedError("the first schema is not undone: the books would go with it")


def _create_catalogues() -> None:
    op.create_table(
        "catalogues",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_catalogues"),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("provider", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.UniqueConstraint("id", name="uq_inbox_id"),
        sa.UniqueConstraint("provider", "event_id", name="uq_inbox_provider_event_id"),
    )
    op.create_index("ix_inbox_done_at_due_at", "inbox", ["done_at", "due_at"], unique=False)


def _create_orders() -> None:
    op.create_table(
        "orders",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.Column("terms_version", sa.Text(), nullable=False),
        sa.Column("placed_at", MOMENT, nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("captured_at", MOMENT, nullable=True),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("schedules", sa.Text(), nullable=False),
        sa.Column("paid", sa.Text(), nullable=True),
        sa.Column("correction", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_orders"),
        sa.UniqueConstraint("id", name="uq_orders_id"),
        sa.UniqueConstraint("idempotency_key", name="uq_orders_idempotency_key"),
        sa.UniqueConstraint("number", name="uq_orders_number"),
        sa.UniqueConstraint("token", name="uq_orders_token"),
    )
    op.create_index("ix_orders_email", "orders", ["email"], unique=False)
    op.create_index("ix_orders_state_expires_at", "orders", ["state", "expires_at"], unique=False)


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("provider_ref", sa.Text(), nullable=True),
        sa.Column("payment_ref", sa.Text(), nullable=True),
        sa.Column("redirect_url", sa.Text(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("in_flight", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_attempts_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_attempts"),
        sa.UniqueConstraint("id", name="uq_attempts_id"),
        sa.UniqueConstraint("method", "provider_ref", name="uq_attempts_method_provider_ref"),
    )
    op.create_index("ix_attempts_method_payment_ref", "attempts", ["method", "payment_ref"], unique=False)
    op.create_index("ix_attempts_order_id", "attempts", ["order_id"], unique=False)
    op.create_index("ix_attempts_state", "attempts", ["state"], unique=False)


def _create_incident_units() -> None:
    op.create_table(
        "incident_units",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_incident_units_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_incident_units"),
        sa.UniqueConstraint("id", name="uq_incident_units_id"),
        sa.UniqueConstraint("order_id", "position", name="uq_incident_units_order_id_position"),
    )


def _create_order_events() -> None:
    op.create_table(
        "order_events",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_order_events_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_order_events"),
    )
    op.create_index("ix_order_events_order_id", "order_events", ["order_id"], unique=False)


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_outbox_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_index("ix_outbox_done_at_due_at", "outbox", ["done_at", "due_at"], unique=False)
    op.create_index("ix_outbox_order_id", "outbox", ["order_id"], unique=False)


def _create_terms() -> None:
    op.create_table(
        "terms",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("installation", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("money_on", sa.Date(), nullable=False),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.Column("readings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_terms_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_terms"),
        sa.UniqueConstraint("id", name="uq_terms_id"),
        sa.UniqueConstraint("order_id", "position", "starts_on", name="uq_terms_order_id_position_starts_on"),
    )


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("payment_ref", sa.Text(), nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("attempt_id", ID, nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_ledger_attempt_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_ledger_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_ledger"),
        sa.UniqueConstraint("id", name="uq_ledger_id"),
        sa.UniqueConstraint("method", "payment_ref", name="uq_ledger_method_payment_ref"),
    )
    op.create_index("ix_ledger_attempt_id", "ledger", ["attempt_id"], unique=False)
    op.create_index("ix_ledger_order_id", "ledger", ["order_id"], unique=False)


def _create_refunds() -> None:
    op.create_table(
        "refunds",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("attempt_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("provider_ref", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_refunds_attempt_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_refunds_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_refunds"),
        sa.UniqueConstraint("id", name="uq_refunds_id"),
    )
    op.create_index("ix_refunds_attempt_id", "refunds", ["attempt_id"], unique=False)
    op.create_index("ix_refunds_order_id", "refunds", ["order_id"], unique=False)
    op.create_index("ix_refunds_provider_ref", "refunds", ["provider_ref"], unique=False)
    op.create_index("ix_refunds_state", "refunds", ["state"], unique=False)


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("attempt_id", ID, nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_reviews_attempt_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_reviews_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_reviews"),
        sa.UniqueConstraint("id", name="uq_reviews_id"),
    )
    op.create_index("ix_reviews_attempt_id", "reviews", ["attempt_id"], unique=False)
    op.create_index("ix_reviews_closed_at", "reviews", ["closed_at"], unique=False)
    op.create_index("ix_reviews_order_id", "reviews", ["order_id"], unique=False)

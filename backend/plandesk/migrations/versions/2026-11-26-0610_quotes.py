"""Quotes and their history."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611260610"
down_revision = "202611260600"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "quotes",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seller", sa.Text(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("customer_id", ID, nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("net_of_tax", sa.Boolean(), nullable=False),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.Column("terms_version", sa.Text(), nullable=False),
        sa.Column("priced_on", sa.Date(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("discounts", sa.Text(), nullable=False),
        sa.Column("approval", sa.Text(), nullable=True),
        sa.Column("approval_state", sa.String(length=16), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("issued_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("replaces", ID, nullable=True),
        sa.Column("replaced_by", ID, nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("request_digest", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_quotes_customer_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_quotes_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_quotes"),
        sa.UniqueConstraint("id", name="uq_quotes_id"),
        sa.UniqueConstraint("token", name="uq_quotes_token"),
        sa.UniqueConstraint("order_id", name="uq_quotes_order_id"),
        sa.UniqueConstraint("idempotency_key", name="uq_quotes_idempotency_key"),
        sa.UniqueConstraint("number", "revision", name="uq_quotes_number_revision"),
    )
    for columns in (("state", "expires_at"), ("seller", "state"), ("customer_id",), ("company",), ("email",)):
        op.create_index("_".join(("ix_quotes", *columns)), "quotes", list(columns))
    op.create_index("ix_quotes_approval_state", "quotes", ["approval_state"])
    op.create_table(
        "quote_events",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("quote_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name="fk_quote_events_quote_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_quote_events"),
    )
    op.create_index("ix_quote_events_quote_id", "quote_events", ["quote_id"])
    refuse_changes("quote_events")


def downgrade() -> None:
    raise NotImplementedError("without its quotes nobody could tell what an order made from one was promised")

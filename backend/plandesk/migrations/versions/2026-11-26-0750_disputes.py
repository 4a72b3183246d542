"""Disputes, and what stands on the list because of one."""

import sqlalchemy as sa
from alembic import op

revision = "202611260750"
down_revision = "202611260740"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "disputes",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("provider_ref", sa.Text(), nullable=False),
        sa.Column("payment_ref", sa.Text(), nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("attempt_id", ID, nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("suspended", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_disputes_order_id"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_disputes_attempt_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_disputes"),
        sa.UniqueConstraint("id", name="uq_disputes_id"),
        sa.UniqueConstraint("method", "provider_ref", name="uq_disputes_method_provider_ref"),
    )
    op.create_index("ix_disputes_payment_ref", "disputes", ["payment_ref"], unique=False)
    op.create_index("ix_disputes_order_id", "disputes", ["order_id"], unique=False)
    op.add_column("reviews", sa.Column("dispute_id", ID, nullable=True))
    op.create_index("ix_ledger_source_id", "ledger", ["source_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("which payments are disputed would be forgotten")

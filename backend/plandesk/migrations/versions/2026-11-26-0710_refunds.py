"""Several refunds a payment, by line; what took an item off the list, and whose money it holds."""

import sqlalchemy as sa
from alembic import op

revision = "202611260710"
down_revision = "202611260700"
branch_labels = None
depends_on = None

ID = sa.String(36)


def upgrade() -> None:
    op.add_column("ledger", sa.Column("source_id", ID, nullable=True))
    _widen_refunds()
    _widen_reviews()


def downgrade() -> None:
    raise NotImplementedError("which line a refund was for, and who closed what, would be lost")


def _widen_refunds() -> None:
    with op.batch_alter_table("refunds") as refunds:
        refunds.alter_column("attempt_id", existing_type=ID, nullable=True)
        refunds.alter_column("order_id", existing_type=ID, nullable=True)
        refunds.add_column(sa.Column("method", sa.String(length=16), nullable=True))
        refunds.add_column(sa.Column("payment_ref", sa.Text(), nullable=True))
        refunds.add_column(sa.Column("lines", sa.Text(), nullable=False, server_default="[]"))
        refunds.add_column(sa.Column("review_id", ID, nullable=True))
        refunds.add_column(sa.Column("replaces", ID, nullable=True))
        refunds.add_column(sa.Column("requested_by", sa.Text(), nullable=False, server_default="system"))
        refunds.add_column(sa.Column("taken", sa.Text(), nullable=False, server_default="[]"))
    # Until now a refund gave back the whole of the one payment of its attempt.
    op.execute(
        "UPDATE refunds SET method = (SELECT method FROM attempts WHERE attempts.id = refunds.attempt_id), "
        "payment_ref = COALESCE((SELECT payment_ref FROM attempts WHERE attempts.id = refunds.attempt_id), '')"
    )
    with op.batch_alter_table("refunds") as refunds:
        refunds.alter_column("method", existing_type=sa.String(length=16), nullable=False)
        refunds.alter_column("payment_ref", existing_type=sa.Text(), nullable=False)
        refunds.create_index("ix_refunds_payment_ref", ["payment_ref"], unique=False)
        refunds.create_index("ix_refunds_review_id", ["review_id"], unique=False)


def _widen_reviews() -> None:
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(sa.Column("entry_id", ID, nullable=True))
        reviews.add_column(sa.Column("refund_id", ID, nullable=True))
        reviews.add_column(sa.Column("notice_id", ID, nullable=True))
        reviews.add_column(sa.Column("closed_by", sa.Text(), nullable=True))
        reviews.add_column(sa.Column("resolution", sa.String(length=32), nullable=True))
        reviews.add_column(sa.Column("reason", sa.Text(), nullable=True))
        reviews.add_column(sa.Column("did", sa.Text(), nullable=True))
        reviews.create_foreign_key("fk_reviews_refund_id", "refunds", ["refund_id"], ["id"])
    # Money that is listed already holds the newest entry of its order and amount: the ledger named none until now.
    op.execute(
        "UPDATE reviews SET entry_id = (SELECT ledger.id FROM ledger WHERE ledger.order_id = reviews.order_id "
        "AND ledger.amount_minor = reviews.amount_minor AND ledger.currency = reviews.currency "
        "ORDER BY ledger.seq DESC LIMIT 1) WHERE closed_at IS NULL "
        "AND kind IN ('early', 'late', 'surplus', 'short', 'over', 'wrong_currency')"
    )
    op.execute(
        "UPDATE reviews SET refund_id = (SELECT refunds.id FROM refunds WHERE refunds.order_id = reviews.order_id "
        "ORDER BY refunds.seq DESC LIMIT 1) WHERE kind IN ('wire_refund', 'refund_failed')"
    )

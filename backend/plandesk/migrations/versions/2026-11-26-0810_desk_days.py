"""Many orders run out, and many terms end, on the same day: the desk's lists go on within it by the row's number."""

from alembic import op

revision = "202611260810"
down_revision = "202611260800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_orders_state_expires_at_seq", "orders", ["state", "expires_at", "seq"])
    op.drop_index("ix_orders_state_expires_at", "orders")
    op.create_index("ix_terms_ends_on_seq", "terms", ["ends_on", "seq"])
    op.drop_index("ix_terms_ends_on", "terms")


def downgrade() -> None:
    op.create_index("ix_terms_ends_on", "terms", ["ends_on"])
    op.drop_index("ix_terms_ends_on_seq", "terms")
    op.create_index("ix_orders_state_expires_at", "orders", ["state", "expires_at"])
    op.drop_index("ix_orders_state_expires_at_seq", "orders")

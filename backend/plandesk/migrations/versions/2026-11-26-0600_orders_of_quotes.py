"""Which quote an order was accepted from; a quote is accepted once."""

import sqlalchemy as sa
from alembic import op

revision = "202611260600"
down_revision = "202611260530"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("orders") as orders:
        orders.add_column(sa.Column("quote_id", sa.String(36), nullable=True))
        orders.create_unique_constraint("uq_orders_quote_id", ["quote_id"])


def downgrade() -> None:
    with op.batch_alter_table("orders") as orders:
        orders.drop_constraint("uq_orders_quote_id", type_="unique")
        orders.drop_column("quote_id")

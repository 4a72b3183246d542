"""A quote can carry an advice as an appendix."""

import sqlalchemy as sa
from alembic import op

revision = "202611260950"
down_revision = "202611260840"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("quotes", sa.Column("advice", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("quotes", "advice")

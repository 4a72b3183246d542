"""What the bank told of a wire stands beside its ledger entry: its own reference, the payer, and the line."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611260830"
down_revision = "202611260810"
branch_labels = None
depends_on = None

ID = sa.String(36)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "wire_arrivals",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("bank_reference", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("payer_account", sa.Text(), nullable=True),
        sa.Column("statement_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_wire_arrivals"),
        sa.UniqueConstraint("entry_id", name="uq_wire_arrivals_entry_id"),
    )
    refuse_changes("wire_arrivals")


def downgrade() -> None:
    raise NotImplementedError("which line of the bank brought which money would be lost")

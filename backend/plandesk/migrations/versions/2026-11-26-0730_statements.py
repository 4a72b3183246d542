"""Bank statements: files, their lines, and the saved mappings of CSV columns."""

import sqlalchemy as sa
from alembic import op

revision = "202611260730"
down_revision = "202611260720"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_statements"),
        sa.UniqueConstraint("id", name="uq_statements_id"),
    )
    op.create_index("ix_statements_state", "statements", ["state"])
    op.create_table(
        "statement_lines",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("statement_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_statement_lines_statement_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_statement_lines"),
        sa.UniqueConstraint("statement_id", "position", name="uq_statement_lines_statement_id_position"),
    )
    op.create_index(
        "ix_statement_lines_statement_id_outcome_position",
        "statement_lines",
        ["statement_id", "outcome", "position"],
    )
    op.create_table(
        "csv_mappings",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_csv_mappings"),
        sa.UniqueConstraint("name", name="uq_csv_mappings_name"),
    )


def downgrade() -> None:
    raise NotImplementedError("which line of the bank was booked for which order would be lost")

"""Issued documents: what they say, their files, and the series of their numbers."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611260620"
down_revision = "202611260610"
branch_labels = None
depends_on = None

ID = sa.String(36)
KIND = sa.String(16)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _documents()
    op.create_table(
        "document_files",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_files_document_id"),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_files"),
    )
    op.create_table(
        "document_queue",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_queue_document_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_document_queue"),
        sa.UniqueConstraint("document_id", name="uq_document_queue_document_id"),
    )
    op.create_index("ix_document_queue_due_at", "document_queue", ["due_at"])
    op.create_table(
        "document_series",
        sa.Column("kind", KIND, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name="pk_document_series"),
    )
    refuse_changes("documents")
    refuse_changes("document_files")


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("quote_id", ID, nullable=True),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_documents_order_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
        sa.UniqueConstraint("number", name="uq_documents_number"),
        sa.UniqueConstraint("kind", "about", name="uq_documents_kind_about"),
    )
    op.create_index("ix_documents_order_id", "documents", ["order_id"])
    op.create_index("ix_documents_quote_id", "documents", ["quote_id"])


def downgrade() -> None:
    raise NotImplementedError("issued documents are kept, and their numbers are not given twice")

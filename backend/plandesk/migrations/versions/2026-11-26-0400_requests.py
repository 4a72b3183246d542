"""Support requests, the incident units they take, and their history."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611260400"
down_revision = "202611260200"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_support_requests()
    _create_unit_uses()
    _create_request_events()
    refuse_changes("request_events")


def downgrade() -> None:
    raise NotImplementedError("requests are not undone: the quota they used up would come back")


def _create_support_requests() -> None:
    op.create_table(
        "support_requests",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("installation_id", ID, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("term_id", ID, nullable=True),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["installation_id"], ["installations.id"], name="fk_support_requests_installation_id"),
        sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name="fk_support_requests_term_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_support_requests"),
        sa.UniqueConstraint("id", name="uq_support_requests_id"),
        sa.UniqueConstraint("installation_id", "reference", name="uq_support_requests_installation_id_reference"),
    )
    op.create_index("ix_support_requests_term_id", "support_requests", ["term_id"], unique=False)


def _create_unit_uses() -> None:
    op.create_table(
        "unit_uses",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("units_id", ID, nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["support_requests.id"], name="fk_unit_uses_request_id"),
        sa.ForeignKeyConstraint(["units_id"], ["incident_units.id"], name="fk_unit_uses_units_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_unit_uses"),
        sa.UniqueConstraint("request_id", "units_id", name="uq_unit_uses_request_id_units_id"),
    )
    op.create_index("ix_unit_uses_units_id", "unit_uses", ["units_id"], unique=False)


def _create_request_events() -> None:
    op.create_table(
        "request_events",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["support_requests.id"], name="fk_request_events_request_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_request_events"),
    )
    op.create_index("ix_request_events_request_id", "request_events", ["request_id"], unique=False)

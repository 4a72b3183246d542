"""Reminders: what went out, what contacts stopped, and how far the worker has looked."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611260530"
down_revision = "202611260500"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("term_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("about", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_reminders_contact_id"),
        sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name="fk_reminders_term_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_reminders"),
        sa.UniqueConstraint(
            *("term_id", "contact_id", "kind", "step", "about"),
            name="uq_reminders_term_id_contact_id_kind_step_about",
        ),
    )
    op.create_table(
        "reminder_stops",
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_reminder_stops_contact_id"),
        sa.PrimaryKeyConstraint("contact_id", "kind", name="pk_reminder_stops"),
    )
    op.create_table(
        "reminder_rounds",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("after", ID, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_reminder_rounds"),
    )
    refuse_changes("reminders")


def downgrade() -> None:
    raise NotImplementedError("without the books of reminders every one of them would go out again")

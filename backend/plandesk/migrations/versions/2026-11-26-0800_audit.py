"""The audit by who, what and when: admins look through it."""

from alembic import op

revision = "202611260800"
down_revision = "202611260750"
branch_labels = None
depends_on = None

COLUMNS = ("at", "actor", "action")


def upgrade() -> None:
    for column in COLUMNS:
        op.create_index(f"ix_audit_{column}", "audit", [column], unique=False)


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_index(f"ix_audit_{column}", table_name="audit")

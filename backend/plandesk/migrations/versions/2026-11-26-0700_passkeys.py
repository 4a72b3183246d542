"""Passkeys of staff: the keys, the challenges they answer, and which one a session has shown."""

import sqlalchemy as sa
from alembic import op

revision = "202611260700"
down_revision = "202611260620"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("passkey_id", ID, nullable=True))
    _create_passkeys()
    _create_challenges()


def downgrade() -> None:
    op.drop_table("passkey_challenges")
    op.drop_table("passkeys")
    op.drop_column("sessions", "passkey_id")


def _create_passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_passkeys"),
        sa.UniqueConstraint("id", name="uq_passkeys_id"),
        sa.UniqueConstraint("credential_id", name="uq_passkeys_credential_id"),
    )
    op.create_index("ix_passkeys_staff", "passkeys", ["staff"], unique=False)


def _create_challenges() -> None:
    op.create_table(
        "passkey_challenges",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_passkey_challenges"),
        sa.UniqueConstraint("digest", name="uq_passkey_challenges_digest"),
        sa.UniqueConstraint("session_id", "purpose", name="uq_passkey_challenges_session_id_purpose"),
    )
    op.create_index("ix_passkey_challenges_expires_at", "passkey_challenges", ["expires_at"], unique=False)

"""Who asks: sessions, sign-ins by mail, wishes for another address, staff and the tokens of programs."""

import sqlalchemy as sa
from alembic import op

revision = "202611260500"
down_revision = "202611260400"
branch_labels = None
depends_on = None

ID = sa.String(36)
DIGEST = sa.String(64)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_sessions()
    _create_sign_ins()
    _create_new_addresses()
    _create_staff()
    _create_tokens()


def downgrade() -> None:
    for table in ("tokens", "staff", "new_addresses", "sign_ins", "sessions"):
        op.drop_table(table)


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_sessions_contact_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_sessions"),
        sa.UniqueConstraint("id", name="uq_sessions_id"),
        sa.UniqueConstraint("digest", name="uq_sessions_digest"),
    )
    for column in ("contact_id", "staff", "created_at"):
        op.create_index(f"ix_sessions_{column}", "sessions", [column], unique=False)


def _create_sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("browser_digest", DIGEST, nullable=False),
        sa.Column("token_digest", DIGEST, nullable=False),
        sa.Column("code_digest", DIGEST, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_sign_ins"),
        sa.UniqueConstraint("id", name="uq_sign_ins_id"),
        sa.UniqueConstraint("token_digest", name="uq_sign_ins_token_digest"),
    )
    for column in ("email", "expires_at"):
        op.create_index(f"ix_sign_ins_{column}", "sign_ins", [column], unique=False)


def _create_new_addresses() -> None:
    op.create_table(
        "new_addresses",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("old_email", sa.Text(), nullable=False),
        sa.Column("new_email", sa.Text(), nullable=False),
        sa.Column("old_digest", DIGEST, nullable=False),
        sa.Column("new_digest", DIGEST, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("old_confirmed_at", MOMENT, nullable=True),
        sa.Column("new_confirmed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_new_addresses_contact_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_new_addresses"),
        sa.UniqueConstraint("id", name="uq_new_addresses_id"),
        sa.UniqueConstraint("old_digest", name="uq_new_addresses_old_digest"),
        sa.UniqueConstraint("new_digest", name="uq_new_addresses_new_digest"),
    )
    for column in ("contact_id", "expires_at"):
        op.create_index(f"ix_new_addresses_{column}", "new_addresses", [column], unique=False)


def _create_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_staff"),
        sa.UniqueConstraint("email_key", name="uq_staff_email_key"),
    )


def _create_tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_tokens"),
        sa.UniqueConstraint("id", name="uq_tokens_id"),
        sa.UniqueConstraint("name", name="uq_tokens_name"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
    )

"""Customers with contacts and installations, terms that belong to an installation, and the audit."""

import sqlalchemy as sa
from alembic import op

from plandesk.migrations.append_only import refuse_changes

revision = "202611260200"
down_revision = "202611230700"
branch_labels = None
depends_on = None

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_customers()
    _create_contacts()
    _create_installations()
    _create_audit()
    _widen_orders()
    _widen_terms()
    _create_term_events()
    _widen_incident_units()
    for table in ("audit", "term_events"):
        refuse_changes(table)


def downgrade() -> None:
    raise NotImplementedError("customers are not undone: what belongs to them would go with them")


def _create_customers() -> None:
    op.create_table(
        "customers",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("tax_id", sa.Text(), nullable=True),
        sa.Column("invoice_email", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_customers"),
        sa.UniqueConstraint("id", name="uq_customers_id"),
        sa.UniqueConstraint("reference", name="uq_customers_reference"),
    )


def _create_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_contacts_customer_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_contacts"),
        sa.UniqueConstraint("id", name="uq_contacts_id"),
        sa.UniqueConstraint("email_key", name="uq_contacts_email_key"),
    )
    op.create_index("ix_contacts_customer_id", "contacts", ["customer_id"], unique=False)


def _create_installations() -> None:
    op.create_table(
        "installations",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("reference_key", sa.Text(), nullable=False),
        sa.Column("purchased_on", sa.Date(), nullable=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("price_currency", sa.String(length=3), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_installations_customer_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_installations"),
        sa.UniqueConstraint("id", name="uq_installations_id"),
        sa.UniqueConstraint("customer_id", "reference_key", name="uq_installations_customer_id_reference_key"),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False)


def _widen_orders() -> None:
    with op.batch_alter_table("orders") as orders:
        orders.add_column(sa.Column("customer_id", ID, nullable=True))
        orders.create_foreign_key("fk_orders_customer_id", "customers", ["customer_id"], ["id"])
        orders.create_index("ix_orders_customer_id", ["customer_id"], unique=False)
    op.execute("UPDATE orders SET email = lower(email)")  # As it is looked up from now on.


def _widen_terms() -> None:
    with op.batch_alter_table("terms") as terms:
        terms.alter_column("order_id", existing_type=ID, nullable=True)
        terms.alter_column("position", existing_type=sa.Integer(), nullable=True)
        terms.add_column(sa.Column("installation_id", ID, nullable=True))
        terms.add_column(sa.Column("value", sa.Text(), nullable=True))
        terms.add_column(sa.Column("origin", sa.String(length=16), nullable=False, server_default="order"))
        terms.add_column(sa.Column("reason", sa.Text(), nullable=True))
        terms.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        terms.add_column(sa.Column("closed_because", sa.String(length=16), nullable=True))
        terms.add_column(sa.Column("suspended_on", sa.Date(), nullable=True))
        terms.create_foreign_key("fk_terms_installation_id", "installations", ["installation_id"], ["id"])
        terms.create_index("ix_terms_installation_id", ["installation_id"], unique=False)
        terms.create_index("ix_terms_ends_on", ["ends_on"], unique=False)


def _create_term_events() -> None:
    op.create_table(
        "term_events",
        sa.Column("seq", SEQUENCE, nullable=False),
        sa.Column("term_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name="fk_term_events_term_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_term_events"),
    )
    op.create_index("ix_term_events_term_id", "term_events", ["term_id"], unique=False)


def _widen_incident_units() -> None:
    with op.batch_alter_table("incident_units") as units:
        units.add_column(sa.Column("customer_id", ID, nullable=True))
        units.create_foreign_key("fk_incident_units_customer_id", "customers", ["customer_id"], ["id"])
        units.create_index("ix_incident_units_customer_id", ["customer_id"], unique=False)

"""The tables of reminders."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, String, Table, Text, UniqueConstraint

from plandesk.adapters.db.tables import ID, SEQUENCE, UtcTime, contacts, metadata, terms

KIND = String(16)

reminders = Table(
    "reminders",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("contact_id", ID, ForeignKey(contacts.c.id), nullable=False),
    Column("term_id", ID, ForeignKey(terms.c.id), nullable=False),
    Column("kind", KIND, nullable=False),
    Column("step", Text, nullable=False),
    Column("about", Date, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("sent", Boolean, nullable=False),
    UniqueConstraint("term_id", "contact_id", "kind", "step", "about"),
)

reminder_stops = Table(
    "reminder_stops",
    metadata,
    Column("contact_id", ID, ForeignKey(contacts.c.id), primary_key=True),
    Column("kind", KIND, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

# One row; workers take it in turns.
reminder_rounds = Table(
    "reminder_rounds",
    metadata,
    Column("name", KIND, primary_key=True),
    Column("done", Date),
    Column("target", Date),
    Column("after", ID, nullable=False),
)

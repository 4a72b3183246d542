"""The tables that tell who asks. Whatever could sign somebody in is kept as a digest."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from plandesk.adapters.db.documents import WORDS, Document
from plandesk.adapters.db.tables import ID, SEQUENCE, UtcTime, contacts, metadata

DIGEST = String(64)

sessions = Table(
    "sessions",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("digest", DIGEST, nullable=False, unique=True),
    Column("contact_id", ID, ForeignKey(contacts.c.id), index=True),
    # The key of the address: members of staff that configuration names have no row to refer to.
    Column("staff", Text, index=True),
    Column("browser", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("seen_at", UtcTime, nullable=False),
    Column("passkey_id", ID),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("email", Text, nullable=False, index=True),
    Column("browser_digest", DIGEST, nullable=False),
    Column("token_digest", DIGEST, nullable=False, unique=True),
    Column("code_digest", DIGEST, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Column("wrong", Integer, nullable=False),
    Column("used_at", UtcTime),
)

new_addresses = Table(
    "new_addresses",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("contact_id", ID, ForeignKey(contacts.c.id), nullable=False, index=True),
    Column("old_email", Text, nullable=False),
    Column("new_email", Text, nullable=False),
    Column("old_digest", DIGEST, nullable=False, unique=True),
    Column("new_digest", DIGEST, nullable=False, unique=True),
    Column("asked_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Column("old_confirmed_at", UtcTime),
    Column("new_confirmed_at", UtcTime),
)

staff = Table(
    "staff",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("added_at", UtcTime, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    Column("digest", DIGEST, nullable=False, unique=True),
    Column("scopes", Document(WORDS), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("revoked_at", UtcTime),
)

"""The tables of passkeys and challenges. A public key is no secret; a challenge is kept as a digest."""

from sqlalchemy import BigInteger, Column, String, Table, Text, UniqueConstraint

from plandesk.adapters.db.tables import ID, SEQUENCE, UtcTime, metadata

passkeys = Table(
    "passkeys",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("id", ID, nullable=False, unique=True),
    # The key of the address, as in sessions: members of staff that configuration names have no row to refer to.
    Column("staff", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("credential_id", Text, nullable=False, unique=True),
    Column("public_key", Text, nullable=False),
    Column("uses", BigInteger, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)

passkey_challenges = Table(
    "passkey_challenges",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("session_id", ID, nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    UniqueConstraint("session_id", "purpose"),
)

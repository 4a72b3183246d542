"""What orders and customers can be found by: every number and name a caller may quote, in the form it is looked up."""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text, UniqueConstraint

from plandesk.adapters.db.tables import ID, SEQUENCE, metadata

# Compared by code point on both databases, so that what begins with a key is one range of the index.
KEY = Text().with_variant(Text(collation="C"), "postgresql")

lookup_keys = Table(
    "lookup_keys",
    metadata,
    Column("seq", SEQUENCE, primary_key=True),
    Column("subject", String(16), nullable=False),
    Column("subject_id", ID, nullable=False),
    Column("key", KEY, nullable=False),
    # Falls as time goes on: an index is read one way, and of what shares a key the newest comes first.
    Column("rank", BigInteger, nullable=False),
    UniqueConstraint("subject_id", "key"),
    Index(None, "subject", "key", "rank"),
)

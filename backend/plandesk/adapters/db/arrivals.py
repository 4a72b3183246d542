"""What the bank told of wires, as rows that are only added."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection, String, cast, exists, insert, literal, select

from plandesk.adapters.db.lookup import learn
from plandesk.adapters.db.statement_tables import wire_arrivals
from plandesk.adapters.db.tables import ledger
from plandesk.services.books.arrivals import Arrival

_COLUMNS: Final = ("entry_id", "bank_reference", "payer", "payer_account", "statement_id", "position")


class SqlArrivals:
    """How wired money came, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, arrival: Arrival) -> None:
        """Keep what the bank told of a booked wire."""
        self._connection.execute(insert(wire_arrivals).values({name: getattr(arrival, name) for name in _COLUMNS}))
        booked = select(ledger.c.recorded_at).where(ledger.c.id == arrival.entry_id)
        words = (arrival.bank_reference, arrival.payer, arrival.payer_account)
        # Money that fits no order is found by what its payer can tell of it.
        learn(self._connection, "entry", arrival.entry_id, words, self._connection.execute(booked).scalar_one())

    def of(self, entry_ids: Collection[str]) -> Mapping[str, Arrival]:
        """Return what is known of ledger entries, by their ids; entries of which nothing is known are left out."""
        if not entry_ids:
            return {}
        query = select(*(wire_arrivals.c[name] for name in _COLUMNS)).where(wire_arrivals.c.entry_id.in_(entry_ids))
        return {row.entry_id: Arrival(*row) for row in self._connection.execute(query)}

    def reversed_lines(self, digests: Collection[str]) -> Collection[str]:
        """Return those of the digests whose first ledger entry was reversed."""
        if not digests:
            return ()
        gone = ledger.alias()
        name = literal("reversed:").concat(cast(ledger.c.id, String))
        undone = exists().where(gone.c.method == "wire", gone.c.payment_ref == name)
        wired = (ledger.c.method == "wire") & ledger.c.payment_ref.in_(digests)
        return set(self._connection.execute(select(ledger.c.payment_ref).where(wired, undone)).scalars())

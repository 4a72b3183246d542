"""Where wired money came from: each booking is traced to its line at the bank, and a line is booked once."""

from collections.abc import Iterable, Mapping

from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.ports import UnitOfWork
from plandesk.services.refunds import source_of


def arrivals_of(unit: UnitOfWork, entries: Iterable[LedgerEntry]) -> Mapping[str, Arrival]:
    """Return what the bank told of wired money, by the ids of the entries, wherever the money was moved since."""
    sources = {each.id: source_of(unit, each).id for each in entries if each.method == "wire"}
    known = unit.arrivals.of(set(sources.values()))
    return {entry: known[source] for entry, source in sources.items() if source in known}


def reversal_name(entry: LedgerEntry) -> str:
    """Return the name under which an entry is reversed in the ledger."""
    return f"reversed:{entry.id}"


def free_name(unit: UnitOfWork, digest: str) -> str | None:
    """Return the name under which a line of the bank can be booked; None where it is in the books.

    What was entered by mistake and reversed is in the books no more: its line can be booked again, under another name.
    """
    name = digest
    while (entry := unit.payments.entry_by_ref("wire", name)) is not None:
        if unit.payments.entry_by_ref("wire", reversal_name(entry)) is None:
            return None
        name = f"{digest}:after:{entry.id}"
    return name

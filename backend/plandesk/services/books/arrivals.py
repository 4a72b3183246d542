"""How wired money came, as the use cases ask the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the bank told of a wire, beside its ledger entry: its own reference, and who paid from where.

    A wire of a statement has its `statement_id` and `position`; one that was entered by hand has neither.
    """

    entry_id: str
    bank_reference: str | None
    payer: str | None = None
    payer_account: str | None = None
    statement_id: str | None = None
    position: int | None = None

    @property
    def by_hand(self) -> bool:
        """Tell whether a person typed it, so that it may be a mistake."""
        return self.statement_id is None


class ArrivalRepository(Protocol):
    """What the bank told of wires; rows are only added."""

    def add(self, arrival: Arrival) -> None:
        """Keep what the bank told of a booked wire."""
        ...

    def of(self, entry_ids: Collection[str]) -> Mapping[str, Arrival]:
        """Return what is known of ledger entries, by their ids; entries of which nothing is known are left out."""
        ...

    def reversed_lines(self, digests: Collection[str]) -> Collection[str]:
        """Return those of the digests whose first ledger entry was reversed."""
        ...

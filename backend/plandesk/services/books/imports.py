"""The repository of imports: what the books hold of a batch of rows, and what a batch adds, in few statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Contact, Customer, Installation

if TYPE_CHECKING:
    from plandesk.services.books.terms import TermEventRow


@dataclass(frozen=True, slots=True)
class BatchKeys:
    """What the rows of a batch name: vendor's numbers, address keys, and reference keys of installations."""

    customers: Collection[str]
    addresses: Collection[str]
    references: Collection[str]


@dataclass(slots=True)
class Known:
    """What the books hold of the things a batch names, and what the file has said of them so far.

    `said` maps a thing's id to the columns the file stated of it, each with the line that did.
    """

    customers: dict[str, Customer] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    removed: set[tuple[str, str]] = field(default_factory=set)
    installations: dict[tuple[str, str], Installation] = field(default_factory=dict)
    terms: dict[str, list[BookedTerm]] = field(default_factory=dict)
    said: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(slots=True)
class BatchChanges:
    """What a batch adds and changes, each by id."""

    added_customers: dict[str, Customer] = field(default_factory=dict)
    added_contacts: dict[str, Contact] = field(default_factory=dict)
    added_installations: dict[str, Installation] = field(default_factory=dict)
    changed_customers: dict[str, Customer] = field(default_factory=dict)
    changed_contacts: dict[str, Contact] = field(default_factory=dict)
    changed_installations: dict[str, Installation] = field(default_factory=dict)
    terms: list[BookedTerm] = field(default_factory=list)
    events: list[TermEventRow] = field(default_factory=list)
    said: dict[str, dict[str, int]] = field(default_factory=dict)


class ImportRepository(Protocol):
    """Batches of rows, within the one transaction of their import."""

    def begin(self) -> None:
        """Prepare to remember what the file says of each thing; the memory is the database's, not the process's."""
        ...

    def known(self, keys: BatchKeys, *, lock: bool) -> Known:
        """Return what is known of a batch, earlier batches of the same import included.

        `lock` holds the customers until the transaction ends, like every change of their cover.
        """
        ...

    def write(self, changes: BatchChanges) -> None:
        """Write a batch; raises DuplicateKey where another writer took a key since it was looked up."""
        ...

    def end(self) -> None:
        """Forget what the file said."""
        ...

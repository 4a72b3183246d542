"""Imports of the database in memory."""

from typing import TYPE_CHECKING

from plandesk.domain.customers import address_key, reference_key
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.imports import BatchChanges, BatchKeys, Known

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeImports:
    """Batches of an import in one transaction."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables
        self._said: dict[str, dict[str, int]] | None = None

    def begin(self) -> None:
        if self._said is not None:
            raise RuntimeError("an import has begun already")
        self._said = {}

    def end(self) -> None:
        if self._said is None:
            raise RuntimeError("no import has begun")
        self._said = None

    def known(self, keys: BatchKeys, *, lock: bool) -> Known:
        tables, known = self._tables, Known()
        customers = [each for each in tables.customers.values() if each.reference in keys.customers]
        known.customers = {each.reference: each for each in customers if each.reference}
        owners = {each.id for each in customers}
        contacts = [(address_key(each.email), each) for each in tables.contacts.values()]
        known.contacts = {key: each for key, each in contacts if key in keys.addresses and each.removed_at is None}
        known.removed = {
            (each.customer_id, key)
            for key, each in contacts
            if key in keys.addresses and each.removed_at is not None and each.customer_id in owners
        }
        for installation in tables.installations.values():
            key = reference_key(installation.reference)
            if installation.customer_id in owners and key in keys.references:
                known.installations[installation.customer_id, key] = installation
                own = [each for each in tables.terms.values() if each.installation_id == installation.id]
                if own:
                    ordered = sorted(own, key=lambda each: (each.term.period.start, each.id))
                    known.terms[installation.id] = ordered
        things = (*known.customers.values(), *known.contacts.values(), *known.installations.values())
        said = self._said or {}
        known.said = {each.id: dict(said[each.id]) for each in things if each.id in said}
        return known

    def write(self, changes: BatchChanges) -> None:
        tables = self._tables
        taken = {each.reference for each in tables.customers.values()}
        if any(each.reference in taken for each in changes.added_customers.values()):
            raise DuplicateKey(what="import")
        active = {address_key(each.email) for each in tables.contacts.values() if each.removed_at is None}
        if any(address_key(each.email) in active for each in changes.added_contacts.values()):
            raise DuplicateKey(what="import")
        tables.customers |= changes.added_customers | changes.changed_customers
        tables.contacts |= changes.added_contacts | changes.changed_contacts
        tables.installations |= changes.added_installations | changes.changed_installations
        tables.terms |= {each.id: each for each in changes.terms}
        tables.term_events.extend(changes.events)
        if self._said is None:
            raise RuntimeError("no import has begun")
        self._said |= {key: dict(columns) for key, columns in changes.said.items()}

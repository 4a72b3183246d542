"""Customers and the audit of the database in memory."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from plandesk.domain.customers import Contact, Customer, Installation, address_key, reference_key
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.audit import AuditRow, AuditWanted, NumberedAct

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeCustomers:
    """Customers with everything that is theirs."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add(self, customer: Customer) -> None:
        self._insist_free(customer)
        self._tables.customers[customer.id] = customer

    def save(self, customer: Customer) -> None:
        _existing(self._tables.customers, customer.id)
        self._insist_free(customer)
        self._tables.customers[customer.id] = customer

    def by_id(self, customer_id: str, *, lock: bool = False) -> Customer | None:
        return self._tables.customers.get(customer_id)

    def by_reference(self, reference: str) -> Customer | None:
        return next((each for each in self._tables.customers.values() if each.reference == reference), None)

    def find(self, query: str, limit: int) -> Sequence[Customer]:
        found = [each for each in self._tables.customers.values() if self._fits(each, query)]
        return sorted(found, key=lambda each: each.name.lower())[:limit]

    def add_contact(self, contact: Contact) -> None:
        self._insist_own_address(contact)
        self._tables.contacts[contact.id] = contact

    def save_contact(self, contact: Contact) -> None:
        _existing(self._tables.contacts, contact.id)
        self._insist_own_address(contact)
        self._tables.contacts[contact.id] = contact

    def contact(self, contact_id: str) -> Contact | None:
        return self._tables.contacts.get(contact_id)

    def contact_by_email(self, email: str) -> Contact | None:
        active = [each for each in self._tables.contacts.values() if each.removed_at is None]
        return next((each for each in active if address_key(each.email) == address_key(email)), None)

    def contacts_of(self, customer_id: str) -> Sequence[Contact]:
        own = [each for each in self._tables.contacts.values() if each.customer_id == customer_id]
        return [each for each in own if each.removed_at is None]

    def add_installation(self, installation: Installation) -> None:
        self._insist_own_reference(installation)
        self._tables.installations[installation.id] = installation

    def save_installation(self, installation: Installation) -> None:
        _existing(self._tables.installations, installation.id)
        self._insist_own_reference(installation)
        self._tables.installations[installation.id] = installation

    def installation(self, installation_id: str) -> Installation | None:
        return self._tables.installations.get(installation_id)

    def installation_by_reference(self, customer_id: str, reference: str) -> Installation | None:
        own, key = self.installations_of(customer_id), reference_key(reference)
        return next((each for each in own if reference_key(each.reference) == key), None)

    def installations_of(self, customer_id: str) -> Sequence[Installation]:
        return [each for each in self._tables.installations.values() if each.customer_id == customer_id]

    def _fits(self, customer: Customer, query: str) -> bool:
        wanted = query.strip().lower()
        people = [address_key(each.email) for each in self.contacts_of(customer.id)]
        rooms = [reference_key(each.reference) for each in self.installations_of(customer.id)]
        texts = [customer.name.lower(), (customer.reference or "").lower(), *people]
        return any(wanted in each for each in texts) or any(reference_key(query) in each for each in rooms)

    def _insist_free(self, customer: Customer) -> None:
        other = customer.reference and self.by_reference(customer.reference)
        if other and other.id != customer.id:
            raise DuplicateKey(what="reference")

    def _insist_own_address(self, contact: Contact) -> None:
        other = None if contact.removed_at else self.contact_by_email(contact.email)
        if other and other.id != contact.id:
            raise DuplicateKey(what="email")

    def _insist_own_reference(self, installation: Installation) -> None:
        other = self.installation_by_reference(installation.customer_id, installation.reference)
        if other and other.id != installation.id:
            raise DuplicateKey(what="reference")


class FakeAudit:
    """What staff and programs did."""

    def __init__(self, rows: list[AuditRow]) -> None:
        self._rows = rows

    def add(self, row: AuditRow) -> None:
        self._rows.append(row)

    def page(self, wanted: AuditWanted) -> Sequence[NumberedAct]:
        found = [each for each in map(NumberedAct, range(1, len(self._rows) + 1), self._rows) if _among(each, wanted)]
        return found[: wanted.limit][::-1] if wanted.back else found[::-1][: wanted.limit]

    def of(self, subject: str) -> Sequence[AuditRow]:
        return [each for each in self._rows if each.subject == subject]


def _among(each: NumberedAct, wanted: AuditWanted) -> bool:
    act, beside = each.act, wanted.beside
    return (
        (wanted.actors is None or act.actor in wanted.actors)
        and (wanted.actions is None or act.action in wanted.actions)
        and (wanted.subjects is None or act.subject in wanted.subjects)
        and (wanted.since is None or act.at >= wanted.since)
        and (wanted.until is None or act.at < wanted.until)
        and (beside is None or (each.seq > beside if wanted.back else each.seq < beside))
    )


def _existing(rows: Mapping[str, object], key: str) -> None:
    if key not in rows:
        raise LookupError(f"no row {key} to write over")

"""Imports in bulk: one look-up and one statement for a whole batch of rows of each kind."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable, DropTable

from plandesk.adapters.db.customers import (
    contact_of,
    contact_values,
    customer_of,
    customer_values,
    installation_of,
    installation_values,
)
from plandesk.adapters.db.lookup import Row, key_rows, words_of_contact, words_of_customer, words_of_installation
from plandesk.adapters.db.lookup_tables import lookup_keys
from plandesk.adapters.db.rows import Values
from plandesk.adapters.db.tables import ID, contacts, customers, installations, term_events, terms
from plandesk.adapters.db.terms import event_values, read_term, term_values
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Contact, Customer, Installation, address_key, reference_key
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.imports import BatchChanges, BatchKeys, Known

# Of one connection only, and gone with its transaction: not part of the schema that is migrated.
_said = Table(
    "import_said",
    MetaData(),
    Column("id", ID, primary_key=True),
    Column("columns", Text, nullable=False),
    prefixes=["TEMPORARY"],
    postgresql_on_commit="DROP",
)


class SqlImports:
    """Batches of an import in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self) -> None:
        """Prepare to remember what the file says of each thing."""
        self._connection.execute(CreateTable(_said))

    def end(self) -> None:
        """Forget what the file said: on SQLite the table would outlive the transaction."""
        self._connection.execute(DropTable(_said))

    def known(self, keys: BatchKeys, *, lock: bool) -> Known:
        """Return what is known of a batch, earlier batches of the same import included."""
        known = Known(customers=self._customers(keys.customers, lock=lock))
        owners = [each.id for each in known.customers.values()]
        known.contacts = self._contacts(keys.addresses)
        known.removed = self._removed(owners, keys.addresses)
        known.installations = self._installations(owners, keys.references)
        known.terms = self._terms([each.id for each in known.installations.values()])
        things: tuple[Iterable[Any], ...] = (known.customers.values(), known.contacts.values())
        known.said = self._what_was_said(
            [each.id for kind in (*things, known.installations.values()) for each in kind],
        )
        return known

    def write(self, changes: BatchChanges) -> None:
        """Write a batch.

        Raises:
            DuplicateKey: another writer took a key since it was looked up; the transaction is over.
        """
        try:
            self._insert(customers, map(customer_values, changes.added_customers.values()))
            self._insert(contacts, map(contact_values, changes.added_contacts.values()))
            self._insert(installations, map(installation_values, changes.added_installations.values()))
            self._update(customers, map(customer_values, changes.changed_customers.values()))
            self._update(contacts, map(contact_values, changes.changed_contacts.values()))
            self._update(installations, map(installation_values, changes.changed_installations.values()))
            self._insert(terms, map(term_values, changes.terms))
            self._insert(term_events, map(event_values, changes.events))
        except IntegrityError as clash:
            raise DuplicateKey(what="import") from clash
        self._learn(changes)
        self._remember(changes.said)

    def _learn(self, changes: BatchChanges) -> None:
        """Let customers be found by what the batch says of them, in one statement for all."""
        rows = list[Row]()
        for customer in (*changes.added_customers.values(), *changes.changed_customers.values()):
            rows += key_rows("customer", customer.id, words_of_customer(customer), customer.created_at)
        for contact in (*changes.added_contacts.values(), *changes.changed_contacts.values()):
            rows += key_rows("customer", contact.customer_id, words_of_contact(contact), contact.created_at)
        for each in (*changes.added_installations.values(), *changes.changed_installations.values()):
            rows += key_rows("customer", each.customer_id, words_of_installation(each), each.created_at)
            rows += key_rows("installation", each.id, words_of_installation(each), each.created_at)
        if rows:
            dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
            self._connection.execute(dialect.insert(lookup_keys).on_conflict_do_nothing(), rows)

    def _customers(self, references: Collection[str], *, lock: bool) -> dict[str, Customer]:
        # In one order, so that two batches never wait for each other.
        query = select(customers).where(customers.c.reference.in_(references)).order_by(customers.c.seq)
        rows = self._connection.execute(query.with_for_update() if lock else query)
        return {row.reference: customer_of(row) for row in rows}

    def _contacts(self, addresses: Collection[str]) -> dict[str, Contact]:
        query = select(contacts).where(contacts.c.email_key.in_(addresses))
        return {row.email_key: contact_of(row) for row in self._connection.execute(query)}

    def _removed(self, owners: Sequence[str], addresses: Collection[str]) -> set[tuple[str, str]]:
        query = select(contacts.c.customer_id, contacts.c.email).where(
            contacts.c.customer_id.in_(owners), contacts.c.removed_at.is_not(None)
        )
        rows = ((row.customer_id, address_key(row.email)) for row in self._connection.execute(query))
        return {row for row in rows if row[1] in addresses}

    def _installations(self, owners: Sequence[str], references: Collection[str]) -> dict[tuple[str, str], Installation]:
        query = select(installations).where(
            installations.c.customer_id.in_(owners), installations.c.reference_key.in_(references)
        )
        found = map(installation_of, self._connection.execute(query))
        return {(each.customer_id, reference_key(each.reference)): each for each in found}

    def _terms(self, installation_ids: Sequence[str]) -> dict[str, list[BookedTerm]]:
        query = select(terms).where(terms.c.installation_id.in_(installation_ids))
        booked = defaultdict(list)
        for row in self._connection.execute(query.order_by(terms.c.starts_on, terms.c.id)):
            booked[row.installation_id].append(read_term(row))
        return booked

    def _what_was_said(self, ids: Sequence[str]) -> dict[str, dict[str, int]]:
        rows = self._connection.execute(select(_said).where(_said.c.id.in_(ids)))
        return {row.id: json.loads(row.columns) for row in rows}

    def _remember(self, said: Mapping[str, Mapping[str, int]]) -> None:
        if not said:
            return
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        statement = dialect.insert(_said)
        statement = statement.on_conflict_do_update(index_elements=["id"], set_={"columns": statement.excluded.columns})
        rows = [{"id": each, "columns": json.dumps(columns)} for each, columns in said.items()]
        self._connection.execute(statement, rows)

    def _insert(self, table: Table, rows: Iterable[Values]) -> None:
        if listed := [dict(row) for row in rows]:
            self._connection.execute(table.insert(), listed)

    def _update(self, table: Table, rows: Iterable[Values]) -> None:
        listed = [{**row, "row_id": row["id"]} for row in rows]
        if listed:
            self._connection.execute(table.update().where(table.c.id == bindparam("row_id")), listed)

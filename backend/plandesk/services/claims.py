"""Giving customers what their orders bought: guest orders become the customer's once their address has signed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.orders import Order
from plandesk.domain.pricing import InstallationName
from plandesk.services.books.orders import OrderEventRow
from plandesk.services.books.terms import TermEventRow
from plandesk.services.ports import Ports, UnitOfWork


def claim_orders(unit: UnitOfWork, email: str, *, ports: Ports) -> Contact | None:
    """Give the guest orders of a mail address to its contact; returns the contact, or None where nobody is known by it.

    Where the address has orders and no contact, the newest order's buyer becomes a customer with this one owner. It is
    for an address that has just proven its mailbox: the orders are nobody else's. The caller commits.
    """
    guests = [unit.orders.by_id(each.id, lock=True) for each in unit.orders.unclaimed_of(email)]
    waiting = [each for each in guests if each is not None and each.customer_id is None]
    contact = unit.customers.contact_by_email(email)
    if contact is None and waiting:
        contact = _become_customer(unit, waiting[-1], ports)
    if contact is None:
        return None
    for order in waiting:
        claimed = replace(order, customer_id=contact.customer_id)
        unit.orders.save(claimed)
        facts = {"customer": contact.customer_id}
        unit.orders.record(OrderEventRow(order.id, ports.clock.now(), "claimed", f"contact:{contact.id}", facts))
        attach_order(unit, claimed, ports=ports)
    return contact


def attach_order(unit: UnitOfWork, order: Order, *, ports: Ports) -> None:
    """Hand what an order brought to its customer: its terms to installations, its incident units to the whole.

    A term that names its installation already stays there, so doing it again changes nothing. An order of nobody, or
    one without anything in the books yet, is left as it is. The caller holds the order's row and commits.
    """
    customer = unit.customers.by_id(order.customer_id, lock=True) if order.customer_id else None
    if customer is None:
        return
    for position, terms in _loose_terms(unit, order).items():
        installation = _installation(unit, customer, order, position, terms[0], ports)
        for term in terms:
            unit.terms.save_term(replace(term, installation_id=installation.id))
            facts = {"installation": installation.id, "order": order.number}
            unit.terms.record_change(TermEventRow(term.id, ports.clock.now(), "attached", "system", facts))
    for units in unit.terms.incidents_of(order.id):
        if units.customer_id is None:
            unit.terms.save_incidents(replace(units, customer_id=customer.id))


def lock_customers(unit: UnitOfWork, orders: Iterable[Order | None]) -> None:
    """Lock the customers of orders that are paid in one transaction, in one order, before the first of them is paid.

    A payment takes its document's number last and holds the series until its end (decision 0010): whoever then waited
    for a customer would wait for somebody who waits for the number.
    """
    for customer_id in sorted({order.customer_id for order in orders if order and order.customer_id}):
        unit.customers.by_id(customer_id, lock=True)


def _become_customer(unit: UnitOfWork, order: Order, ports: Ports) -> Contact:
    buyer, now = order.buyer, ports.clock.now()
    customer = Customer(
        id=ports.ids.new_id(),
        name=buyer.company,
        created_at=now,
        country=buyer.country,
        tax_id=buyer.tax_id,
        invoice_email=buyer.invoice_email,
    )
    contact = Contact(ports.ids.new_id(), customer.id, buyer.email, buyer.contact, "owner", now)
    unit.customers.add(customer)
    unit.customers.add_contact(contact)
    return contact


def _loose_terms(unit: UnitOfWork, order: Order) -> Mapping[int, Sequence[BookedTerm]]:
    """Collect the order's terms without an installation, by line, earliest first."""
    loose: dict[int, list[BookedTerm]] = {}
    for term in unit.terms.terms_of(order.id):
        if term.installation_id is None and term.position is not None:
            loose.setdefault(term.position, []).append(term)
    return loose


def _installation(
    unit: UnitOfWork, customer: Customer, order: Order, position: int, term: BookedTerm, ports: Ports
) -> Installation:
    """Find the customer's installation that a line means, or add it.

    It is known by what the buyer called it, if that is one of the same family, and else by the order's line.
    """
    family = ports.editions(term.catalogue_version).plan(term.term.plan).family
    named: InstallationName | None = getattr(order.selection.lines[position], "installation", None)
    of_line = f"{order.number}-{position + 1}"
    reference = (named and named.reference) or of_line
    known = unit.customers.installation_by_reference(customer.id, reference)
    if known is not None and known.family != family:
        reference = of_line
        known = unit.customers.installation_by_reference(customer.id, reference)
    if known is not None:
        return known
    label = named.label if named else None
    added = Installation(ports.ids.new_id(), customer.id, family, reference, ports.clock.now(), label)
    unit.customers.add_installation(added)
    return added

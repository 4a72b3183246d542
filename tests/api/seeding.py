"""Customers, sessions and tokens put straight into the books, for tests that are about something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plandesk.domain.access import StaffMember, Token
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import ROLES, Contact, Customer, Installation, Role, Scope, StaffRole
from plandesk.domain.period import Period, day_after, years_after
from plandesk.domain.terms import open_term
from plandesk.services.access import TOKEN_PREFIX, digest, open_session
from plandesk.services.ports import Ports

TermSeed = tuple[str, str, str]
"""A term: its plan, its first day and its last covered day."""


@dataclass(frozen=True)
class Seeded:
    """A customer in the books, with one contact of each role; installations and terms in the order they were given."""

    customer: Customer
    contacts: Mapping[Role, Contact]
    installations: Sequence[Installation]
    terms: Sequence[BookedTerm]


@dataclass
class Seeds:
    """Puts things into the books of a running product."""

    ports: Ports

    def customer(self, name: str, *, installations: Mapping[str, Sequence[TermSeed]] | None = None) -> Seeded:
        """Add a customer, with contacts ROLE@NAME.example and installations by their references.

        Each installation has its terms, of which the first names the family; by default there is one, PBX-1, with a PBX
        Standard from today for a year.
        """
        today = self.ports.clock.today(self.ports.catalogue.rules.time_zone)
        year = (today.isoformat(), Period(today, years_after(today, 1)).last_day.isoformat())
        wanted = {"PBX-1": [("pbx.standard", *year)]} if installations is None else installations
        now, ids = self.ports.clock.now(), self.ports.ids
        customer = Customer(ids.new_id(), name, now, country="HU")
        domain = f"{name.lower().replace(' ', '-')}.example"
        contacts: dict[Role, Contact] = {
            role: Contact(ids.new_id(), customer.id, f"{role}@{domain}", role.title(), role, now) for role in ROLES
        }
        rooms = [self._installation(customer, reference, terms[0][0]) for reference, terms in wanted.items()]
        booked = [self._term(room, term) for room, terms in zip(rooms, wanted.values(), strict=True) for term in terms]
        with self.ports.uow() as unit:
            unit.customers.add(customer)
            for contact in contacts.values():
                unit.customers.add_contact(contact)
            for room in rooms:
                unit.customers.add_installation(room)
            unit.terms.add_terms(booked)
            unit.commit()
        return Seeded(customer, contacts, rooms, booked)

    def session(self, email: str) -> str:
        """Sign a known address in and return the session's secret."""
        with self.ports.uow() as unit:
            contact = unit.customers.contact_by_email(email)
            who = {"contact_id": contact.id} if contact else {"staff": email}
            _, secret = open_session(unit, **who, browser="a test", ports=self.ports)
            unit.commit()
        return secret

    def staff(self, role: StaffRole) -> str:
        """Add a member of staff, once a role, and return the secret of a session."""
        email = f"{role}@vendor.example"
        with self.ports.uow() as unit:
            if unit.access.staff_member(email) is None:
                unit.access.add_staff(StaffMember(email, role, self.ports.clock.now()))
                unit.commit()
        return self.session(email)

    def token(self, *scopes: Scope) -> str:
        """Add a program and return its token."""
        secret, now = TOKEN_PREFIX + self.ports.ids.secret(), self.ports.clock.now()
        with self.ports.uow() as unit:
            unit.access.add_token(Token(self.ports.ids.new_id(), f"program {secret}", digest(secret), scopes, now))
            unit.commit()
        return secret

    def _installation(self, customer: Customer, reference: str, plan: str) -> Installation:
        family = self.ports.catalogue.plan(plan).family
        return Installation(self.ports.ids.new_id(), customer.id, family, reference, self.ports.clock.now())

    def _term(self, room: Installation, seed: TermSeed) -> BookedTerm:
        plan, start = self.ports.catalogue.plan(seed[0]), date.fromisoformat(seed[1])
        opened = open_term(plan, start, start, windows=True)
        term = replace(opened, period=Period(start, day_after(date.fromisoformat(seed[2]))))
        version, readings = self.ports.catalogue.version, ("A4=anchor",)
        return BookedTerm(
            id=self.ports.ids.new_id(),
            order_id=None,
            position=None,
            installation=room.name,
            term=term,
            money_on=start,
            catalogue_version=version,
            readings=readings,
            installation_id=room.id,
            origin="entered",
        )

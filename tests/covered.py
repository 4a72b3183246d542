"""One customer with one covered installation, for tests of quotas and requests; noon of `FIRST_DAY`, on fakes."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Customer, Installation
from plandesk.domain.requests import SupportRequest
from plandesk.domain.terms import open_term
from plandesk.services.books.terms import IncidentUnits
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.requests import (
    CorrectRequest,
    RecordRequest,
    correct_request,
    record_request,
    units_left,
)
from tests.factories import FIRST_DAY, World, noon, vendor_catalogue

CUSTOMER, INSTALLATION, TERM, DESK = "c-1", "i-1", "term-1", "help desk"
_ADDED = noon(FIRST_DAY)


def cover(unit: UnitOfWork, family: str, *terms: BookedTerm) -> None:
    """Add the customer and its installation with its terms."""
    unit.customers.add(Customer(CUSTOMER, "Acme Ltd", _ADDED))
    unit.customers.add_installation(Installation(INSTALLATION, CUSTOMER, family, "PBX-1", _ADDED))
    unit.terms.add_terms(terms)


def term_of(catalogue: Catalogue, plan: str, start: date, anchor: date | None = None, **changes: Any) -> BookedTerm:
    """Return a term that staff entered for the installation, as long as the catalogue says."""
    term = open_term(catalogue.plan(plan), start, anchor or start, windows=True)
    booked = BookedTerm(
        TERM, None, None, "PBX-1", term, start, catalogue.version, (), installation_id=INSTALLATION, origin="entered"
    )
    return replace(booked, **changes)


class Covered:
    """The customer in a world of fakes, with short ways to act."""

    def __init__(
        self,
        plan: str,
        start: date,
        *,
        units: int = 0,
        incident: str = "l12",
        catalogue: Catalogue | None = None,
        **changes: Any,
    ) -> None:
        self.world = World(catalogue or vendor_catalogue())
        self.catalogue, self.books = self.world.catalogue, self.world.books
        self._incident = incident
        self._numbers = count(1)
        with self.books() as unit:
            cover(unit, plan.split(".")[0], term_of(self.catalogue, plan, start, **changes))
            unit.commit()
        if units:
            self.add_units("units", units)

    @property
    def ports(self) -> Ports:
        """Return the ports."""
        return self.world.ports

    @property
    def today(self) -> date:
        """Return the vendor's day."""
        return self.world.clock.today(self.catalogue.rules.time_zone)

    def command(self, **changes: Any) -> RecordRequest:
        """Return a request of an hour of level 1, today, against quota; each with a reference of its own."""
        told = {"installation_id": INSTALLATION, "level": "l1", "minutes": 60, "on": self.today, "use": "quota"}
        return RecordRequest(**{"reference": f"T-{next(self._numbers)}", **told, **changes})

    def record(self, **changes: Any) -> SupportRequest:
        """Record a request."""
        return record_request(self.command(**changes), actor=DESK, ports=self.ports).request

    def correct(self, request: SupportRequest, **changes: Any) -> SupportRequest:
        """Correct a request."""
        return correct_request(CorrectRequest(request.id, "Typo", **changes), actor=DESK, ports=self.ports)

    def add_units(self, units_id: str, units: int, ends_on: date | None = None) -> None:
        """Let the customer have bought incident units."""
        position, version = next(self._numbers), self.catalogue.version
        bought = IncidentUnits(units_id, "order-1", position, self._incident, units, ends_on, version, CUSTOMER)
        with self.books() as unit:
            unit.terms.add_incidents([bought])
            unit.commit()

    def add_installation(self, installation_id: str) -> None:
        """Give the customer another installation, without a term."""
        with self.books() as unit:
            installation = Installation(installation_id, CUSTOMER, "pbx", installation_id, _ADDED)
            unit.customers.add_installation(installation)
            unit.commit()

    def change_term(self, **changes: Any) -> None:
        """Change the term in the books."""
        with self.books() as unit:
            booked = unit.terms.term(TERM)
            if booked is None:
                raise LookupError(TERM)
            unit.terms.save_term(replace(booked, **changes))
            unit.commit()

    def left_of_units(self) -> dict[str, int]:
        """Return the units left, by purchase."""
        with self.books(read_only=True) as unit:
            return {each.units.id: each.left for each in units_left(unit, CUSTOMER)}

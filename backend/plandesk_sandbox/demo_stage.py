"""Acting in the demo's past: every act goes through the product's own use case, on the day it would have happened."""

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from plandesk.adapters.clock import SystemClock
from plandesk.domain.coverage import Chain
from plandesk.domain.customers import Contact, Customer, Installation, Role
from plandesk.domain.imports import COLUMNS, ENTERED_AS, RowReport
from plandesk.domain.orders import Buyer, Order
from plandesk.domain.period import month_turn
from plandesk.domain.pricing import Line, Selection, StartId
from plandesk.services.books.notices import Message
from plandesk.services.chains import AskedLine, KnownExtension, KnownUpgrade, Reach, read_selection
from plandesk.services.imports import ImportRequest, import_customers
from plandesk.services.orders import PlaceOrder, buyer_of, place_order, preview
from plandesk.services.outbox import deliver_mail
from plandesk.services.payments import start_attempt
from plandesk.services.ports import Ports
from plandesk.services.requests import RecordRequest, record_request
from plandesk.services.terms import revoke_term, suspend_term
from plandesk.services.wire_money import confirm_wire
from plandesk_sandbox.demo_companies import STAFF, Company

T = TypeVar("T")

SALES: Final = f"staff:{STAFF['sales']}"
FINANCE: Final = f"staff:{STAFF['finance']}"
HELP_DESK: Final = "program:help desk"

BANK_TAKES: Final = timedelta(days=2)
"""How long after its order a wire of the demo arrives."""

LICENCE, ENTERED = ENTERED_AS

Row = Mapping[str, object]
"""One installation or term, by the columns of an import."""


class DemoDataRefused(Exception):
    """The product refused what the demo wanted to have happened: rules or catalogue have changed since."""


@dataclass
class Stage:
    """The demo's books, and the ways to act in them on any day up to today."""

    ports: Ports
    _wires: int = field(default=0, init=False)

    @property
    def today(self) -> date:
        """Return the vendor's today."""
        return self.ports.clock.today(self._time_zone)

    def ago(self, days: int = 0, *, months: int = 0) -> date:
        """Return the day so many months and days before today; negative ones lie ahead."""
        return month_turn(self.today - timedelta(days=days), -months)

    def bring(self, company: Company, on: date, *rows: Row) -> None:
        """Import a company with its contacts, installations and terms."""
        contacts = [
            {"contact_email": company.email(role), "contact_name": name, "contact_role": role}
            for role, name in company.people.items()
        ]
        whose = {"customer": company.number, "company": company.name, "country": company.country}
        file = io.StringIO()
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({**whose, **row} for row in (*contacts, *rows))
        faults: list[RowReport] = []

        def tell(report: RowReport) -> None:
            if report.errors:
                faults.append(report)

        lines = file.getvalue().encode().splitlines(keepends=True)
        request = ImportRequest(lines, f"{company.domain}.csv", SALES, write=True)
        if not import_customers(request, tell, ports=self.on(on)).written:
            raise DemoDataRefused(f"{company.name}: {faults}")

    def place(self, company: Company, on: date, *asked: AskedLine, role: Role = "owner") -> Order:
        """Let a contact order; lines for installations in the books are read with their cover as it is."""
        ports = self.on(on)
        customer, contact = self._customer(company), self._contact(company, role)
        selection = read_selection(asked, Reach(customer.id), ports=ports)
        return _place(selection, buyer_of(customer, contact, None), customer.id, ports)

    def place_as_guest(self, on: date, buyer: Buyer, *lines: Line) -> Order:
        """Let somebody order who is not signed in."""
        return _place(Selection(lines), buyer, None, self.on(on))

    def wire(self, order: Order, on: date) -> None:
        """Let the buyer choose a wire on a day, and finance find it at the bank some days later."""
        start_attempt(order.token, "wire", ports=self.on(on))
        arrived = on + BANK_TAKES
        self._wires += 1
        reference = f"DEMO-{self._wires:04d}"
        confirm_wire(order.number, order.total, arrived, reference, staff=FINANCE, ports=self.on(arrived))

    def buy(self, company: Company, on: date, *asked: AskedLine, role: Role = "owner") -> None:
        """Order and pay."""
        self.wire(self.place(company, on, *asked, role=role), on)

    def extension(
        self, company: Company, reference: str, plan: str, on: date, *, periods: int = 1, start: StartId | None = None
    ) -> KnownExtension:
        """Return an extension as a buyer asks for it who has seen the cover and confirms the days given up."""
        installation, version = self.installation(company, reference), self.chain(company, reference).version
        asked = KnownExtension(installation.id, plan, periods, start, None, version)
        ports = self.on(on)
        selection = read_selection([asked], Reach(installation.customer_id), ports=ports)
        days = preview(selection, ports=ports).schedules[0].chosen.days_given_up
        return replace(asked, confirmed_days_given_up=days)

    def upgrade(self, company: Company, reference: str, plan: str) -> KnownUpgrade:
        """Return an upgrade as a buyer asks for it who has seen the cover."""
        chain = self.chain(company, reference)
        return KnownUpgrade(chain.installation_id, plan, chain.version)

    def use(
        self, company: Company, reference: str, on: date, *, level: str = "l1", minutes: int = 30, unit: bool = False
    ) -> None:
        """Let the help desk record a request, against the quota or on an incident unit."""
        installation = self.installation(company, reference)
        with self.ports.uow(read_only=True) as books:
            number = len(books.requests.of_installation(installation.id)) + 1
        named = f"{reference}/{number}"
        request = RecordRequest(installation.id, level, minutes, on, named, "incident" if unit else "quota")
        record_request(request, actor=HELP_DESK, ports=self.on(on))

    def suspend(self, company: Company, reference: str, on: date, reason: str) -> None:
        """Let staff suspend the term that ends last."""
        suspend_term(self._last_term(company, reference), reason, staff=FINANCE, ports=self.on(on))

    def revoke(self, company: Company, reference: str, on: date, reason: str) -> None:
        """Let staff take the term that ends last back."""
        revoke_term(self._last_term(company, reference), reason, staff=SALES, ports=self.on(on))

    def installation(self, company: Company, reference: str) -> Installation:
        """Find an installation by its licence key or host name."""
        customer = self._customer(company)
        with self.ports.uow(read_only=True) as unit:
            return _there(unit.customers.installation_by_reference(customer.id, reference), reference)

    def chain(self, company: Company, reference: str) -> Chain:
        """Return the terms of an installation."""
        installation = self.installation(company, reference)
        with self.ports.uow(read_only=True) as unit:
            return unit.terms.chain(installation.id)

    def drop_mail(self) -> None:
        """Close every mail written so far without delivering it: what the past wrote was read long ago."""
        while deliver_mail(ports=replace(self.ports, mailer=_Nobody())):
            pass

    @property
    def _time_zone(self) -> str:
        return self.ports.catalogue.rules.time_zone

    def on(self, day: date) -> Ports:
        """Return the ports as they are on a day, at ten in the morning; today they are as they are."""
        if day == self.today:
            return self.ports
        moment = datetime.combine(day, time(10), ZoneInfo(self._time_zone))
        return replace(self.ports, clock=SystemClock(moment - datetime.now(UTC)))

    def _customer(self, company: Company) -> Customer:
        with self.ports.uow(read_only=True) as unit:
            return _there(unit.customers.by_reference(company.number), company.name)

    def _contact(self, company: Company, role: Role) -> Contact:
        with self.ports.uow(read_only=True) as unit:
            return _there(unit.customers.contact_by_email(company.email(role)), company.email(role))

    def _last_term(self, company: Company, reference: str) -> str:
        return _there(self.chain(company, reference).last, reference).id


class _Nobody:
    """Fulfils `Mailer` by delivering to nobody."""

    def send(self, message: Message) -> None:
        """Let a mail go."""


def _there(found: T | None, name: str) -> T:
    if found is None:
        raise DemoDataRefused(f"{name} is not in the books")
    return found


def _place(selection: Selection, buyer: Buyer, customer_id: str | None, ports: Ports) -> Order:
    version = ports.catalogue.version
    request = PlaceOrder(
        selection=selection,
        buyer=buyer,
        terms_version=version,
        expected_total=preview(selection, ports=ports).breakdown.total,
        idempotency_key=ports.ids.new_id(),
        request_digest=hashlib.sha256(repr(selection).encode()).hexdigest(),
        customer_id=customer_id,
    )
    return place_order(request, ports=ports).order

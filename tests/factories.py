"""Ready-made selections, buyers, requests and a small world of fakes, so that a test names only what it is about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path

from plandesk.adapters.bank_statement import BankStatements
from plandesk.adapters.ical import ICalendarWriter
from plandesk.adapters.passkeys import WebAuthnVerifier
from plandesk.adapters.pdf_attachments import PdfAttachments
from plandesk.adapters.pictures import TypstPictures
from plandesk.adapters.signatures import Ed25519Signer
from plandesk.adapters.signing import KeySigner
from plandesk.adapters.tax_ids import EuVatIds
from plandesk.domain.access import StaffRoles
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Method, Order
from plandesk.domain.payments import Attempt
from plandesk.domain.period import day_after
from plandesk.domain.pricing import Extension, Incidents, InstallationName, Line, NewInstallation, Selection, StartId
from plandesk.services.orders import OrderFile, PlaceOrder, place_order, preview, read_order
from plandesk.services.payments import settle_attempt, start_attempt
from plandesk.services.ports import BankAccount, BusinessCalendar, Mailbox, Ports, Seller
from tests.fake_books import FakeBooks
from tests.fakes import FakeBusinessDays, FakeClock, FakeGateway, FakeIds, FakeMailer, FakePdfWriter
from tests.plans import PLANS, SECOND_VENDOR
from tests.plans import catalogue as read_catalogue

BANK = BankAccount("Mizutech SRL", "Example Bank", "DE02120300000000202051", "BYLADEM1001")
SELLER = Seller("Mizutech SRL", "sales@vendor.example", ("1 Example Street", "1000 Exampleton"), tax_id="HU12345676")
MAILBOX = Mailbox("Mizutech", "sales@vendor.example", "https://plans.example")
BUYER = Buyer("Acme Ltd", "Ann Example", "ann@acme.example", "HU")
SIGNING_KEY = "c2lnbnMtcXVvdGVzLW9mLXRoZS10ZXN0cy0zMi1ieXQ"
"""A private key that every test knows."""

PICTURES = TypstPictures()
FIRST_DAY = date(2026, 11, 23)


@lru_cache
def catalogue_of(path: Path) -> Catalogue:
    """Return a catalogue; read once, since it is frozen."""
    return read_catalogue(path=path)


def vendor_catalogue() -> Catalogue:
    """Return the vendor's catalogue."""
    return catalogue_of(PLANS)


def second_catalogue() -> Catalogue:
    """Return the made-up second vendor's catalogue."""
    return catalogue_of(SECOND_VENDOR)


def with_rules(catalogue: Catalogue, **settings: object) -> Catalogue:
    """Return the catalogue with other settings."""
    return replace(catalogue, rules=replace(catalogue.rules, **settings))  # type: ignore[arg-type]  # Named by tests.


def new(plan: str = "pbx.standard", periods: int = 1, reference: str | None = None) -> NewInstallation:
    """Return a line for a new installation."""
    return NewInstallation(plan, periods, InstallationName(reference) if reference else None)


def extension(
    last_covered_day: date = date(2026, 12, 31),
    plan: str = "pbx.standard",
    *,
    current_plan: str = "pbx.standard",
    periods: int = 1,
    start: StartId | None = None,
    confirmed: int | None = None,
    reference: str | None = "PBX-1",
) -> Extension:
    """Return an extension line; the last covered day is what people say, the line keeps the exclusive end."""
    installation = InstallationName(reference) if reference else None
    return Extension(current_plan, day_after(last_covered_day), plan, periods, start, confirmed, installation)


def select(*lines: Line) -> Selection:
    """Return a selection of lines."""
    return Selection(lines)


@dataclass
class World:
    """The product on fakes, with short ways to act in it. Noon of `FIRST_DAY`, unless the clock is moved."""

    catalogue: Catalogue = field(default_factory=vendor_catalogue)
    clock: FakeClock = field(default_factory=lambda: FakeClock(noon(FIRST_DAY)))
    books: FakeBooks = field(default_factory=FakeBooks)
    mailer: FakeMailer = field(default_factory=FakeMailer)
    pdf_writer: FakePdfWriter = field(default_factory=FakePdfWriter)
    bank: BankAccount | None = BANK
    business_days: BusinessCalendar = field(default_factory=FakeBusinessDays)
    editions: dict[str, Catalogue] = field(default_factory=dict)
    staff: StaffRoles = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.card = FakeGateway(self.clock, "card", self.books.insist_closed)
        self.paypal = FakeGateway(self.clock, "paypal", self.books.insist_closed)
        self.gateways: dict[Method, FakeGateway] = {"card": self.card, "paypal": self.paypal}
        self.ids = FakeIds()

    @property
    def ports(self) -> Ports:
        """Return the ports as they are now."""
        self.editions.setdefault(self.catalogue.version, self.catalogue)
        return Ports(
            catalogue=self.catalogue,
            editions=self._edition,
            uow=self.books,
            clock=self.clock,
            ids=self.ids,
            gateways=self._gateways(),
            bank=self.bank,
            mailer=self.mailer,
            mailbox=MAILBOX,
            business_days=self.business_days,
            calendar_writer=ICalendarWriter(MAILBOX.vendor, MAILBOX.vendor_address),
            signer=KeySigner(["a key of the tests, long enough to be one"]),
            document_signer=Ed25519Signer([SIGNING_KEY]),
            seller=SELLER,
            pdf_writer=self.pdf_writer,
            attachments=PdfAttachments(),
            pictures=PICTURES,
            passkeys=WebAuthnVerifier(MAILBOX.base_url),
            tax_ids=EuVatIds(),
            statements=BankStatements(),
            staff=self.staff,
        )

    def place(self, *lines: Line, key: str | None = None) -> Order:
        """Place an order for the lines, by default for one new PBX Standard."""
        return place_order(self.request(*lines, key=key), ports=self.ports).order

    def request(self, *lines: Line, key: str | None = None) -> PlaceOrder:
        """Return a request at the total that the preview shows."""
        selection = Selection(lines or (new(),))
        total = preview(selection, ports=self.ports).breakdown.total
        return order_request(selection, total, self.catalogue.version, key or self.ids.new_id())

    def attempt(self, order: Order, method: Method = "card") -> Attempt:
        """Start an attempt of an order."""
        return start_attempt(order.token, method, ports=self.ports)[0]

    def settle(self, attempt: Attempt) -> Attempt:
        """Ask the provider how an attempt stands, as a return page, a webhook or the poll would."""
        return settle_attempt(attempt.id, ports=self.ports)

    def pay(self, order: Order, method: Method = "card", money: Money | None = None) -> Attempt:
        """Let the buyer pay an order and come back."""
        attempt = self.attempt(order, method)
        self.gateways[method].pay(page_of(attempt), money)
        return self.settle(attempt)

    def file(self, order: Order) -> OrderFile:
        """Return what the books hold of an order."""
        return read_order(order.token, ports=self.ports)

    def state(self, order: Order) -> str:
        """Return the state of an order now."""
        return self.file(order).order.state

    def events(self, order: Order) -> list[str]:
        """Return the names of an order's events, oldest first."""
        return [row.event for row in self.file(order).history]

    def stored(self, attempt: Attempt) -> Attempt:
        """Return an attempt as it is now."""
        return self.books.tables.attempts[attempt.id]

    def reviews(self) -> list[tuple[str, Money | None]]:
        """Return kind and amount of everything staff must look at."""
        return [(item.kind, item.amount) for item in self.books.tables.reviews.values() if item.closed is None]

    def subjects(self) -> list[str]:
        """Return the subjects of all mails, in the order they were written."""
        return [row.what.message.subject for row in self.books.tables.outbox.values()]

    def _edition(self, version: str) -> Catalogue:
        return self.editions[version]

    def _gateways(self) -> Mapping[Method, FakeGateway]:
        return dict(self.gateways)


def notice(world: World, event_type: str, **about: str | None) -> tuple[bytes, dict[str, str]]:
    """Return a genuine card notice, by whichever ids it names: its body and headers."""
    body = json.dumps({"event_id": world.ids.new_id(), "event_type": event_type, **about}).encode()
    return body, {"Fake-Signature": world.card.signature(body)}


def order_request(selection: Selection, total: Money, version: str, key: str = "key-00000001") -> PlaceOrder:
    """Return a request to order."""
    return PlaceOrder(selection, BUYER, version, total, key, request_digest=f"digest of {selection} {total}")


def incidents(level: str = "l12", units: int = 1) -> Incidents:
    """Return a line of incident units."""
    return Incidents(level, units)


def usd(minor: int) -> Money:
    """Return US dollars in cents."""
    return Money(minor, "USD")


def noon(day: date) -> datetime:
    """Return noon of a day in UTC."""
    return datetime.combine(day, time(12), UTC)


def page_of(attempt: Attempt) -> str:
    """Return the provider's id of an attempt whose page is open."""
    if attempt.provider_ref is None:
        raise AssertionError(f"attempt {attempt.id} has no page")
    return attempt.provider_ref

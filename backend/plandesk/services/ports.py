"""What the use cases need of the outside: each port is a Protocol that an adapter fulfils."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from plandesk.domain.access import AccessRules, StaffRoles
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.money import Money
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import (
    Attempt,
    ProviderReport,
    Refund,
    RefundReport,
    ReviewItem,
    ReviewKind,
    StartedPayment,
    WebhookNotice,
)
from plandesk.services.access_books import AccessRepository
from plandesk.services.books import AuditLog, CustomerRepository, RequestRepository
from plandesk.services.import_books import ImportRepository
from plandesk.services.reminder_books import ReminderRepository


class Clock(Protocol):
    """The only source of the time."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        ...

    def today(self, time_zone: str) -> date:
        """Return the calendar day in an IANA time zone."""
        ...


class IdSource(Protocol):
    """The only source of identifiers."""

    def new_id(self) -> str:
        """Return a new unique id, at most 36 characters."""
        ...

    def order_number(self) -> str:
        """Return ten random digits, the first not 0."""
        ...

    def order_token(self) -> str:
        """Return an unguessable URL-safe address of at least 128 bits."""
        ...

    def secret(self) -> str:
        """Return an unguessable URL-safe secret of at least 256 bits."""
        ...

    def code(self) -> str:
        """Return six random digits."""
        ...


@dataclass(frozen=True, slots=True)
class OrderEventRow:
    """One line of an order's history: what happened, when, by whom and why. `facts` are plain strings."""

    order_id: str
    at: datetime
    event: str
    actor: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TermEventRow:
    """One line of a term's history: what happened, when, by whom and why. `facts` are plain strings."""

    term_id: str
    at: datetime
    event: str
    actor: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IncidentUnits:
    """Prepaid incident units in the books, usable until `ends_on` (exclusive) or, if None, until used (R13).

    They belong to the customer, for any of its installations; None until the buyer of a guest order has signed in.
    """

    id: str
    order_id: str
    position: int
    level: str
    units: int
    ends_on: date | None
    catalogue_version: str
    customer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A mail, written when its cause was committed."""

    to: str
    subject: str
    body: str
    reply_to: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """What else its head says, by name, such as where to stop such mails (RFC 2369)."""


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A mail waiting in the outbox; `tries` counts failed deliveries."""

    id: str
    message: Message
    tries: int


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A verified webhook notice in the inbox, waiting to be acted on."""

    id: str
    provider: Method
    notice: WebhookNotice
    received_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Money that moved: one row a capture, wire or refund, unique by (method, payment_ref). Refunds are negative."""

    id: str
    method: Method | Literal["credit"]
    payment_ref: str
    order_id: str | None
    attempt_id: str | None
    amount: Money
    on: date
    recorded_at: datetime


class OrderRepository(Protocol):
    """Orders and their history."""

    def add(self, order: Order) -> None:
        """Insert an order; raises DuplicateKey on a taken idempotency key, number or token."""
        ...

    def by_token(self, token: str, *, lock: bool = False) -> Order | None:
        """Find by address; `lock` holds the row until the transaction ends."""
        ...

    def by_number(self, number: str, *, lock: bool = False) -> Order | None:
        """Find by the number people quote."""
        ...

    def by_id(self, order_id: str, *, lock: bool = False) -> Order | None:
        """Find by id."""
        ...

    def by_idempotency_key(self, key: str) -> Order | None:
        """Find the order a key already placed."""
        ...

    def save(self, order: Order) -> None:
        """Write a changed order; raises StaleOrder when another writer was faster (by revision)."""
        ...

    def record(self, event: OrderEventRow) -> None:
        """Append to the history."""
        ...

    def history(self, order_id: str) -> Sequence[OrderEventRow]:
        """Return the history, oldest first."""
        ...

    def unpaid_past(self, now: datetime, limit: int) -> Sequence[Order]:
        """List orders that await payment and have run out, longest first."""
        ...

    def awaiting_approval(self) -> Sequence[Order]:
        """List orders that wait for staff, longest first."""
        ...

    def of_customer(self, customer_id: str) -> Sequence[Order]:
        """List a customer's orders, newest first."""
        ...

    def unclaimed_of(self, email: str) -> Sequence[Order]:
        """List the guest orders placed with a mail address, in whatever case, oldest first."""
        ...


class PaymentRepository(Protocol):
    """Attempts, the ledger, refunds and the list for staff."""

    def add_attempt(self, attempt: Attempt) -> None:
        """Insert an attempt."""
        ...

    def save_attempt(self, attempt: Attempt) -> None:
        """Write a changed attempt."""
        ...

    def attempt(self, attempt_id: str, *, lock: bool = False) -> Attempt | None:
        """Find by our id."""
        ...

    def attempt_by_ref(self, method: Method, provider_ref: str) -> Attempt | None:
        """Find by the provider's session or order id."""
        ...

    def attempt_by_payment(self, method: Method, payment_ref: str) -> Attempt | None:
        """Find by the provider's payment or capture id."""
        ...

    def attempts_of(self, order_id: str) -> Sequence[Attempt]:
        """List an order's attempts, newest first."""
        ...

    def to_poll(self, idle_since: datetime, limit: int) -> Sequence[Attempt]:
        """List attempts with a provider that may still move and were not asked about since `idle_since`; longest first.

        These are the open ones and those given up while the provider's page may live; wires are never polled.
        """
        ...

    def mark_polled(self, attempt_id: str, at: datetime) -> None:
        """Remember when the provider was last asked."""
        ...

    def book(self, entry: LedgerEntry) -> bool:
        """Append to the ledger; False, without effect, where (method, payment_ref) is already booked."""
        ...

    def ledger_of(self, order_id: str) -> Sequence[LedgerEntry]:
        """List an order's ledger entries, oldest first."""
        ...

    def add_refund(self, refund: Refund) -> None:
        """Insert a refund."""
        ...

    def save_refund(self, refund: Refund) -> None:
        """Write a changed refund."""
        ...

    def refund(self, refund_id: str) -> Refund | None:
        """Find by our id."""
        ...

    def refund_by_ref(self, provider_ref: str) -> Refund | None:
        """Find by the provider's id."""
        ...

    def refunds_of(self, order_id: str) -> Sequence[Refund]:
        """List an order's refunds, newest first."""
        ...

    def refunds_to_ask(self, idle_since: datetime, limit: int) -> Sequence[Refund]:
        """List refunds requested or pending at a provider and not asked about since `idle_since`; longest first."""
        ...

    def mark_refund_asked(self, refund_id: str, at: datetime) -> None:
        """Remember when the provider was last asked about a refund."""
        ...

    def add_review(self, item: ReviewItem) -> None:
        """List money or a notice for staff."""
        ...

    def close_reviews(self, order_id: str, kind: ReviewKind, at: datetime) -> None:
        """Take what was listed of an order under `kind` off the list; the rows stay."""
        ...

    def open_reviews(self) -> Sequence[ReviewItem]:
        """List what staff have not closed, longest first."""
        ...


class TermRepository(Protocol):
    """Cover in the books."""

    def add_terms(self, terms: Sequence[BookedTerm]) -> None:
        """Insert terms; raises DuplicateKey for an (order, position, start) already in the books."""
        ...

    def save_term(self, term: BookedTerm) -> None:
        """Write a changed term; its history is recorded beside it."""
        ...

    def term(self, term_id: str) -> BookedTerm | None:
        """Find by id."""
        ...

    def chain(self, installation_id: str) -> Chain:
        """Return the terms of an installation, earliest first."""
        ...

    def chains_of(self, customer_id: str) -> Sequence[Chain]:
        """Return the chain of every installation of a customer, by the installation's arrival; empty chains too."""
        ...

    def record_change(self, event: TermEventRow) -> None:
        """Append to the history of terms."""
        ...

    def changes_of(self, term_id: str) -> Sequence[TermEventRow]:
        """Return the history of a term, oldest first."""
        ...

    def add_incidents(self, units: Sequence[IncidentUnits]) -> None:
        """Insert incident units; raises DuplicateKey for an (order, position) already in the books."""
        ...

    def terms_of(self, order_id: str) -> Sequence[BookedTerm]:
        """List an order's terms by position and start."""
        ...

    def incidents_of(self, order_id: str) -> Sequence[IncidentUnits]:
        """List an order's incident units by position."""
        ...

    def save_incidents(self, units: IncidentUnits) -> None:
        """Write changed incident units."""
        ...

    def units_of(self, customer_id: str) -> Sequence[IncidentUnits]:
        """List a customer's incident units as they are used up: those that end first, then the oldest."""
        ...


class Inbox(Protocol):
    """Webhook notices, stored before they are acted on."""

    def store(self, notice_id: str, provider: Method, notice: WebhookNotice, body: str, at: datetime) -> bool:
        """Keep a notice; False where (provider, event id) is already kept."""
        ...

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[StoredNotice]:
        """Take waiting notices that are due, oldest first; nobody else gets them before `until`."""
        ...

    def done(self, notice_id: str, at: datetime) -> None:
        """Close a notice."""
        ...

    def retry(self, notice_id: str, at: datetime, reason: str) -> None:
        """Put a notice back until `at` and count the try."""
        ...


class Outbox(Protocol):
    """Mails, stored in the transaction that caused them."""

    def put(self, message_id: str, message: Message, at: datetime, order_id: str | None = None) -> None:
        """Queue a mail."""
        ...

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[QueuedMessage]:
        """Take waiting mails that are due, oldest first; nobody else gets them before `until`."""
        ...

    def done(self, message_id: str, at: datetime) -> None:
        """Close a mail as delivered."""
        ...

    def retry(self, message_id: str, at: datetime, reason: str) -> None:
        """Put a mail back until `at` and count the try."""
        ...


class CatalogueStore(Protocol):
    """Every catalogue version ever used."""

    def keep(self, version: str, content: str, at: datetime) -> None:
        """Store a version unless it is stored."""
        ...

    def content(self, version: str) -> str | None:
        """Return the canonical content of a version."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving the context without `commit` rolls back."""

    orders: OrderRepository
    payments: PaymentRepository
    terms: TermRepository
    customers: CustomerRepository
    requests: RequestRepository
    access: AccessRepository
    reminders: ReminderRepository
    imports: ImportRepository
    audit: AuditLog
    inbox: Inbox
    outbox: Outbox
    catalogues: CatalogueStore

    def commit(self) -> None:
        """Make everything done so far last."""
        ...


class UnitOfWorkFactory(Protocol):
    """Opens a transaction; one that is `read_only` takes no writer's place and cannot commit."""

    def __call__(self, *, read_only: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Open a transaction."""
        ...


class Editions(Protocol):
    """The catalogue as it was: an order is dated and fulfilled by the version it was placed under."""

    def __call__(self, version: str) -> Catalogue:
        """Return a stored version of the catalogue."""
        ...


class PaymentGateway(Protocol):
    """One way to be paid through a provider. Every call may raise ProviderUnavailable or ProviderRefused."""

    @property
    def method(self) -> Method:
        """Return which way it is."""
        ...

    def start(self, attempt: Attempt, order: Order, catalogue: Catalogue) -> StartedPayment:
        """Open the provider's pay page for an attempt; calling again for the same attempt has the same effect."""
        ...

    def settle(self, attempt: Attempt) -> ProviderReport:
        """Ask the provider how the attempt stands, and take the money where the buyer has approved it."""
        ...

    def close(self, attempt: Attempt) -> ProviderReport:
        """Shut the pay page if it is still open; the report says what holds afterwards."""
        ...

    def refund(self, refund: Refund, attempt: Attempt) -> RefundReport:
        """Give captured money back; calling again for the same refund has the same effect."""
        ...

    def look_up_refund(self, refund: Refund) -> RefundReport:
        """Ask how a refund stands."""
        ...

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> WebhookNotice:
        """Verify and read a notice.

        Raises:
            WebhookNotAuthentic: the signature is missing or wrong.
            WebhookMalformed: the body cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where wires go, from configuration."""

    beneficiary: str
    bank: str
    iban: str
    bic: str


class BusinessCalendar(Protocol):
    """The days on which the vendor's banks work."""

    def is_business_day(self, day: date) -> bool:
        """Tell whether banks work on a day."""
        ...

    def holiday(self, day: date) -> str | None:
        """Name the holiday that closes the banks on a day of the working week; None on every other day."""
        ...


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One day in a calendar file. `uid` is the same in every file about the same thing."""

    uid: str
    day: date
    summary: str
    description: str
    url: str | None


class CalendarWriter(Protocol):
    """Writes calendar files."""

    def write(self, events: Sequence[CalendarEvent], name: str, now: datetime) -> bytes:
        """Return the file of a calendar called `name`; `now` (UTC) is its date of issue."""
        ...


class Mailer(Protocol):
    """Delivers a mail, or raises MailUndeliverable."""

    def send(self, message: Message) -> None:
        """Deliver one mail."""
        ...


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What every mail must know of its sender: the vendor's name, where the vendor reads mail, and our own address."""

    vendor: str
    vendor_address: str
    base_url: str


class Signer(Protocol):
    """Signs what leaves the house and must come back unchanged; what is signed for one purpose is nothing for another.

    A signature does not run out by itself: who needs that puts the day into the payload, so that our own clock counts.
    """

    def sign(self, purpose: str, payload: Mapping[str, str]) -> str:
        """Return the payload as URL-safe text that shows any change; everybody can read it."""
        ...

    def read(self, purpose: str, text: str) -> Mapping[str, str] | None:
        """Return the payload, or None where the text was not signed here for this purpose."""
        ...

    def digest(self, purpose: str, text: str) -> str:
        """Return a digest of a secret too short to be kept under a plain one."""
        ...

    def is_digest(self, purpose: str, text: str, digest: str) -> bool:
        """Tell whether a digest is of this text, by any of the keys."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything the use cases are handed; `bank` is None where no wire can be received."""

    catalogue: Catalogue
    editions: Editions
    uow: UnitOfWorkFactory
    clock: Clock
    ids: IdSource
    gateways: Mapping[Method, PaymentGateway]
    bank: BankAccount | None
    mailer: Mailer
    mailbox: Mailbox
    business_days: BusinessCalendar
    calendar_writer: CalendarWriter
    signer: Signer
    access: AccessRules = field(default_factory=AccessRules)
    staff: StaffRoles = field(default_factory=dict)
    poll_after: timedelta = timedelta(minutes=3)
    """How long an attempt stays quiet before its provider is asked about it (money rule 3)."""

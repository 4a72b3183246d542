"""A database in memory: transactions that are all or nothing, unique keys, and stale writes refused."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from plandesk.domain.access import NewAddress, Session, SignIn, StaffMember, Token
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.customers import Contact, Customer, Installation, address_key
from plandesk.domain.disputes import Dispute
from plandesk.domain.documents import Document, DocumentKind
from plandesk.domain.errors import DuplicateKey, StaleOrder
from plandesk.domain.orders import Method, Order
from plandesk.domain.passkeys import Challenge, Passkey
from plandesk.domain.payments import UNSETTLED, Attempt, Refund, ReviewItem, WebhookNotice
from plandesk.domain.quotes import Quote
from plandesk.domain.reminders import ReminderKind
from plandesk.domain.requests import SupportRequest
from plandesk.services.books.access import AccessRepository
from plandesk.services.books.accounts import AccountBooks
from plandesk.services.books.arrivals import Arrival, ArrivalRepository
from plandesk.services.books.audit import AuditLog, AuditRow
from plandesk.services.books.catalogues import CatalogueStore
from plandesk.services.books.customers import CustomerRepository
from plandesk.services.books.desk import DeskBooks
from plandesk.services.books.disputes import DisputeRepository
from plandesk.services.books.documents import DocumentFile, DocumentRepository
from plandesk.services.books.imports import ImportRepository
from plandesk.services.books.notices import Inbox, Message, Outbox, QueuedMessage, StoredNotice
from plandesk.services.books.orders import OrderEventRow, OrderRepository
from plandesk.services.books.passkeys import PasskeyRepository
from plandesk.services.books.payments import LedgerEntry, PaymentRepository
from plandesk.services.books.quotes import QuoteEventRow, QuoteRepository
from plandesk.services.books.reminders import Reminder, ReminderRepository, ReminderRound
from plandesk.services.books.requests import RequestEventRow, RequestRepository
from plandesk.services.books.reviews import ReviewRepository
from plandesk.services.books.statements import CsvMapping, StatementLine, StatementRepository, UploadedStatement
from plandesk.services.books.terms import IncidentUnits, TermEventRow, TermRepository
from plandesk.services.ports import UnitOfWork
from tests.fake_access import FakeAccess
from tests.fake_accounts import FakeAccounts
from tests.fake_customers import FakeAudit, FakeCustomers
from tests.fake_desk import FakeDesk
from tests.fake_disputes import FakeDisputes
from tests.fake_documents import FakeDocuments
from tests.fake_imports import FakeImports
from tests.fake_passkeys import FakePasskeys
from tests.fake_quotes import FakeQuotes
from tests.fake_reminders import FakeReminders
from tests.fake_requests import FakeRequests
from tests.fake_reviews import FakeReviews
from tests.fake_statements import FakeArrivals, FakeStatements

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Waiting(Generic[T]):
    """Something in the inbox or the outbox: due until done."""

    what: T
    due: datetime
    done: bool = False
    reason: str | None = None


@dataclass
class Tables:
    """Everything the database holds; in the order of insertion."""

    orders: dict[str, Order] = field(default_factory=dict)
    history: list[OrderEventRow] = field(default_factory=list)
    attempts: dict[str, Attempt] = field(default_factory=dict)
    asked: dict[str, datetime] = field(default_factory=dict)
    ledger: list[LedgerEntry] = field(default_factory=list)
    refunds: dict[str, Refund] = field(default_factory=dict)
    reviews: dict[str, ReviewItem] = field(default_factory=dict)
    statements: dict[str, UploadedStatement] = field(default_factory=dict)
    statement_lines: dict[tuple[str, int], StatementLine] = field(default_factory=dict)
    wire_arrivals: dict[str, Arrival] = field(default_factory=dict)
    csv_mappings: dict[str, CsvMapping] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    terms: dict[str, BookedTerm] = field(default_factory=dict)
    term_events: list[TermEventRow] = field(default_factory=list)
    customers: dict[str, Customer] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    installations: dict[str, Installation] = field(default_factory=dict)
    reminders: list[Reminder] = field(default_factory=list)
    reminder_stops: dict[tuple[str, ReminderKind], datetime] = field(default_factory=dict)
    reminder_rounds: dict[str, ReminderRound] = field(default_factory=dict)
    audit: list[AuditRow] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)
    sign_ins: dict[str, SignIn] = field(default_factory=dict)
    new_addresses: dict[str, NewAddress] = field(default_factory=dict)
    staff: dict[str, StaffMember] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    passkeys: dict[str, Passkey] = field(default_factory=dict)
    challenges: dict[tuple[str, str], Challenge] = field(default_factory=dict)
    incidents: dict[str, IncidentUnits] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    quote_events: list[QuoteEventRow] = field(default_factory=list)
    requests: dict[str, SupportRequest] = field(default_factory=dict)
    request_events: list[RequestEventRow] = field(default_factory=list)
    inbox: dict[str, Waiting[StoredNotice]] = field(default_factory=dict)
    outbox: dict[str, Waiting[QueuedMessage]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    document_files: dict[str, DocumentFile] = field(default_factory=dict)
    document_queue: dict[str, datetime] = field(default_factory=dict)
    document_series: dict[tuple[DocumentKind, int], int] = field(default_factory=dict)
    catalogues: dict[str, str] = field(default_factory=dict)

    def snapshot(self) -> "Tables":
        """Return a copy; what is in the tables is frozen, so copying the tables is enough."""
        return Tables(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})


class FakeBooks:
    """The database; an instance is itself the factory of its units of work. `tables` holds what is committed."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.is_open = False

    @contextmanager
    def __call__(self, *, read_only: bool = False) -> Iterator[UnitOfWork]:
        """Open a transaction; like the real one, none within another."""
        if self.is_open:
            raise RuntimeError("a unit of work is open")
        self.is_open = True
        try:
            yield FakeUnitOfWork(self, read_only)
        finally:
            self.is_open = False

    def insist_closed(self) -> None:
        """Fail while a transaction is open: what a fake gateway watches for (money rule 1)."""
        if self.is_open:
            raise AssertionError("a provider was called inside an open transaction")


class FakeUnitOfWork:
    """One transaction, on a copy that `commit` makes the truth."""

    def __init__(self, books: FakeBooks, read_only: bool) -> None:
        self._books = books
        self._read_only = read_only
        self._tables = books.tables.snapshot()
        self.orders: OrderRepository = FakeOrders(self._tables)
        self.payments: PaymentRepository = FakePayments(self._tables)
        self.reviews: ReviewRepository = FakeReviews(self._tables.reviews)
        self.disputes: DisputeRepository = FakeDisputes(self._tables.disputes)
        self.accounts: AccountBooks = FakeAccounts(self._tables)
        self.terms: TermRepository = FakeTerms(self._tables)
        self.customers: CustomerRepository = FakeCustomers(self._tables)
        self.quotes: QuoteRepository = FakeQuotes(self._tables)
        self.requests: RequestRepository = FakeRequests(self._tables)
        self.access: AccessRepository = FakeAccess(self._tables)
        self.passkeys: PasskeyRepository = FakePasskeys(self._tables)
        self.reminders: ReminderRepository = FakeReminders(self._tables)
        self.imports: ImportRepository = FakeImports(self._tables)
        self.documents: DocumentRepository = FakeDocuments(self._tables)
        self.desk: DeskBooks = FakeDesk(self._tables)
        self.statements: StatementRepository = FakeStatements(self._tables)
        self.arrivals: ArrivalRepository = FakeArrivals(self._tables)
        self.audit: AuditLog = FakeAudit(self._tables.audit)
        self.inbox: Inbox = FakeInbox(self._tables.inbox)
        self.outbox: Outbox = FakeOutbox(self._tables.outbox)
        self.catalogues: CatalogueStore = FakeCatalogues(self._tables.catalogues)

    def commit(self) -> None:
        if self._read_only:
            raise RuntimeError("a read-only unit of work cannot commit")
        self._books.tables = self._tables.snapshot()


class FakeOrders:
    """Orders by id; a save needs that the order was read or added here."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read: set[str] = set()

    def add(self, order: Order) -> None:
        for name in ("idempotency_key", "number", "token", "id"):
            if any(getattr(each, name) == getattr(order, name) for each in self._tables.orders.values()):
                raise DuplicateKey(what=name)
        self._tables.orders[order.id] = order
        self._read.add(order.id)

    def by_token(self, token: str, *, lock: bool = False) -> Order | None:
        return self._one(lambda order: order.token == token)

    def by_number(self, number: str, *, lock: bool = False) -> Order | None:
        return self._one(lambda order: order.number == number)

    def by_id(self, order_id: str, *, lock: bool = False) -> Order | None:
        return self._one(lambda order: order.id == order_id)

    def by_idempotency_key(self, key: str) -> Order | None:
        return self._one(lambda order: order.idempotency_key == key)

    def save(self, order: Order) -> None:
        if order.id not in self._read or order.revision < self._tables.orders[order.id].revision:
            raise StaleOrder(number=order.number)
        self._tables.orders[order.id] = order

    def record(self, event: OrderEventRow) -> None:
        self._tables.history.append(event)

    def history(self, order_id: str) -> Sequence[OrderEventRow]:
        return [event for event in self._tables.history if event.order_id == order_id]

    def unpaid_past(self, now: datetime, limit: int) -> Sequence[Order]:
        late = [each for each in self._all() if each.state == "awaiting_payment" and each.expires_at <= now]
        return sorted(late, key=lambda order: order.expires_at)[:limit]

    def awaiting_approval(self) -> Sequence[Order]:
        held = [
            (each.paid.captured_at, each) for each in self._all() if each.state == "awaiting_approval" and each.paid
        ]
        return [order for _, order in sorted(held, key=lambda pair: pair[0])]

    def of_customer(self, customer_id: str, *, limit: int | None = None) -> Sequence[Order]:
        return [each for each in reversed(self._all()) if each.customer_id == customer_id][:limit]

    def unclaimed_of(self, email: str) -> Sequence[Order]:
        key = address_key(email)
        return [each for each in self._all() if each.customer_id is None and address_key(each.buyer.email) == key]

    def _all(self) -> list[Order]:
        self._read.update(self._tables.orders)
        return list(self._tables.orders.values())

    def _one(self, fits: Callable[[Order], bool]) -> Order | None:
        found = next((order for order in self._tables.orders.values() if fits(order)), None)
        if found is not None:
            self._read.add(found.id)
        return found


class FakePayments:
    """Attempts, the ledger and refunds."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add_attempt(self, attempt: Attempt) -> None:
        if attempt.id in self._tables.attempts:
            raise DuplicateKey(what="attempt")
        self._tables.attempts[attempt.id] = attempt
        self._tables.asked[attempt.id] = attempt.created_at

    def save_attempt(self, attempt: Attempt) -> None:
        named = attempt.provider_ref and self.attempt_by_ref(attempt.method, attempt.provider_ref)
        if named and named.id != attempt.id:
            raise DuplicateKey(what="provider_ref")
        _existing(self._tables.attempts, attempt.id)
        self._tables.attempts[attempt.id] = attempt

    def attempt(self, attempt_id: str, *, lock: bool = False) -> Attempt | None:
        return self._tables.attempts.get(attempt_id)

    def attempt_by_ref(self, method: Method, provider_ref: str) -> Attempt | None:
        return self._one(lambda each: each.method == method and each.provider_ref == provider_ref)

    def attempt_by_payment(self, method: Method, payment_ref: str) -> Attempt | None:
        return self._one(lambda each: each.method == method and each.payment_ref == payment_ref)

    def attempts_of(self, order_id: str) -> Sequence[Attempt]:
        return [each for each in reversed(self._tables.attempts.values()) if each.order_id == order_id]

    def to_poll(self, idle_since: datetime, limit: int) -> Sequence[Attempt]:
        asked = self._tables.asked
        quiet = [
            each
            for each in self._tables.attempts.values()
            if each.method != "wire" and asked[each.id] <= idle_since and each.state in UNSETTLED
        ]
        return sorted(quiet, key=lambda each: asked[each.id])[:limit]

    def mark_polled(self, attempt_id: str, at: datetime) -> None:
        _existing(self._tables.attempts, attempt_id)
        self._tables.asked[attempt_id] = at

    def book(self, entry: LedgerEntry) -> bool:
        key = (entry.method, entry.payment_ref)
        if any((each.method, each.payment_ref) == key for each in self._tables.ledger):
            return False
        self._tables.ledger.append(entry)
        return True

    def entry(self, entry_id: str) -> LedgerEntry | None:
        return next((each for each in self._tables.ledger if each.id == entry_id), None)

    def entry_by_ref(self, method: str, payment_ref: str) -> LedgerEntry | None:
        named = (each for each in self._tables.ledger if (each.method, each.payment_ref) == (method, payment_ref))
        return next(named, None)

    def moved_from(self, entry_id: str) -> Sequence[LedgerEntry]:
        return [each for each in self._tables.ledger if each.source_id == entry_id]

    def ledger_of(self, order_id: str) -> Sequence[LedgerEntry]:
        return [entry for entry in self._tables.ledger if entry.order_id == order_id]

    def add_refund(self, refund: Refund) -> None:
        if refund.id in self._tables.refunds:
            raise DuplicateKey(what="refund")
        self._tables.refunds[refund.id] = refund

    def save_refund(self, refund: Refund) -> None:
        _existing(self._tables.refunds, refund.id)
        self._tables.refunds[refund.id] = refund

    def refund(self, refund_id: str) -> Refund | None:
        return self._tables.refunds.get(refund_id)

    def refund_by_ref(self, provider_ref: str) -> Refund | None:
        return next((each for each in self._tables.refunds.values() if each.provider_ref == provider_ref), None)

    def refunds_of(self, order_id: str) -> Sequence[Refund]:
        return [each for each in reversed(self._tables.refunds.values()) if each.order_id == order_id]

    def refunds_of_payment(self, payment_ref: str) -> Sequence[Refund]:
        return [each for each in reversed(self._tables.refunds.values()) if each.payment_ref == payment_ref]

    def refunds_of_review(self, review_id: str) -> Sequence[Refund]:
        return [each for each in reversed(self._tables.refunds.values()) if each.review_id == review_id]

    def refunds_to_ask(self, idle_since: datetime, limit: int) -> Sequence[Refund]:
        asked = self._tables.asked
        return [
            each
            for each in self._tables.refunds.values()
            if each.state in ("requested", "pending")
            and each.method != "wire"
            and (each.id not in asked or asked[each.id] <= idle_since)
        ][:limit]

    def mark_refund_asked(self, refund_id: str, at: datetime) -> None:
        _existing(self._tables.refunds, refund_id)
        self._tables.asked[refund_id] = at

    def _one(self, fits: Callable[[Attempt], bool]) -> Attempt | None:
        return next((each for each in self._tables.attempts.values() if fits(each)), None)


class FakeTerms:
    """Cover in the books."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add_terms(self, terms: Sequence[BookedTerm]) -> None:
        ordered = [each for each in self._tables.terms.values() if each.order_id is not None]
        _insist_new(ordered, [each for each in terms if each.order_id is not None], _term_key)
        self._tables.terms |= {each.id: each for each in terms}

    def add_incidents(self, units: Sequence[IncidentUnits]) -> None:
        _insist_new(self._tables.incidents.values(), units, lambda each: (each.order_id, each.position))
        self._tables.incidents |= {each.id: each for each in units}

    def save_term(self, term: BookedTerm) -> None:
        _existing(self._tables.terms, term.id)
        self._tables.terms[term.id] = term

    def term(self, term_id: str) -> BookedTerm | None:
        return self._tables.terms.get(term_id)

    def chain(self, installation_id: str) -> Chain:
        own = [each for each in self._tables.terms.values() if each.installation_id == installation_id]
        return Chain(installation_id, tuple(sorted(own, key=lambda each: (each.term.period.start, each.id))))

    def chains_of(self, customer_id: str) -> Sequence[Chain]:
        owned = [each for each in self._tables.installations.values() if each.customer_id == customer_id]
        return [self.chain(each.id) for each in owned]

    def record_change(self, event: TermEventRow) -> None:
        self._tables.term_events.append(event)

    def changes_of(self, term_id: str) -> Sequence[TermEventRow]:
        return [each for each in self._tables.term_events if each.term_id == term_id]

    def terms_of(self, order_id: str) -> Sequence[BookedTerm]:
        return sorted((each for each in self._tables.terms.values() if each.order_id == order_id), key=_term_key)

    def incidents_of(self, order_id: str) -> Sequence[IncidentUnits]:
        own = [each for each in self._tables.incidents.values() if each.order_id == order_id]
        return sorted(own, key=lambda each: each.position)

    def save_incidents(self, units: IncidentUnits) -> None:
        _existing(self._tables.incidents, units.id)
        self._tables.incidents[units.id] = units

    def units_of(self, customer_id: str) -> Sequence[IncidentUnits]:
        own = [each for each in self._tables.incidents.values() if each.customer_id == customer_id]
        return sorted(own, key=lambda each: (each.ends_on is None, each.ends_on or date.max))


class FakeInbox:
    """Notices, one of each (provider, event id)."""

    def __init__(self, rows: dict[str, Waiting[StoredNotice]]) -> None:
        self._rows = rows

    def store(self, notice_id: str, provider: Method, notice: WebhookNotice, body: str, at: datetime) -> bool:
        key = (provider, notice.event_id)
        if any((row.what.provider, row.what.notice.event_id) == key for row in self._rows.values()):
            return False
        self._rows[notice_id] = Waiting(StoredNotice(notice_id, provider, notice, at, 0), at)
        return True

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[StoredNotice]:
        return _lease(self._rows, now, until, limit)

    def done(self, notice_id: str, at: datetime) -> None:
        self._rows[notice_id] = replace(self._rows[notice_id], done=True)

    def retry(self, notice_id: str, at: datetime, reason: str) -> None:
        kept = self._rows[notice_id].what
        self._rows[notice_id] = Waiting(replace(kept, tries=kept.tries + 1), at, reason=reason)

    def again(self, notice_id: str, at: datetime) -> None:
        self._rows[notice_id] = Waiting(replace(self._rows[notice_id].what, tries=0), at)


class FakeOutbox:
    """Mails; what is not done yet is waiting."""

    def __init__(self, rows: dict[str, Waiting[QueuedMessage]]) -> None:
        self._rows = rows

    def put(self, message_id: str, message: Message, at: datetime, order_id: str | None = None) -> None:
        if message_id in self._rows:
            raise DuplicateKey(what="message")
        self._rows[message_id] = Waiting(QueuedMessage(message_id, message, 0), at)

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[QueuedMessage]:
        return _lease(self._rows, now, until, limit)

    def done(self, message_id: str, at: datetime) -> None:
        self._rows[message_id] = replace(self._rows[message_id], done=True)

    def retry(self, message_id: str, at: datetime, reason: str) -> None:
        kept = self._rows[message_id].what
        self._rows[message_id] = Waiting(replace(kept, tries=kept.tries + 1), at, reason=reason)


class FakeCatalogues:
    """Catalogue versions."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def keep(self, version: str, content: str, at: datetime) -> None:
        self._rows.setdefault(version, content)

    def content(self, version: str) -> str | None:
        return self._rows.get(version)


def _existing(rows: dict[str, T], key: str) -> None:
    if key not in rows:
        raise LookupError(f"no row {key} to write over")


def _insist_new(rows: Iterable[T], added: Sequence[T], key: Callable[[T], object]) -> None:
    """Raise DuplicateKey where a key comes twice."""
    keys = [key(each) for each in (*rows, *added)]
    if len(set(keys)) != len(keys):
        raise DuplicateKey(what="position")


def _term_key(added: BookedTerm) -> tuple[str, int, object]:
    return (added.order_id or "", added.position or 0, added.term.period.start)


def _lease(rows: dict[str, Waiting[T]], now: datetime, until: datetime, limit: int) -> list[T]:
    due = [key for key, row in rows.items() if not row.done and row.due <= now][:limit]
    for key in due:
        rows[key] = replace(rows[key], due=until)
    return [rows[key].what for key in due]

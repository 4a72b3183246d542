"""What the use cases need of the outside: each port is a Protocol that an adapter fulfils."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from plandesk.domain.access import AccessRules, StaffRoles
from plandesk.domain.bank_lines import Statement
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.disputes import DisputeReport
from plandesk.domain.documents import Sheet
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import (
    Attempt,
    ProviderReport,
    Refund,
    RefundReport,
    StartedPayment,
    WebhookNotice,
)
from plandesk.domain.previews import Picture
from plandesk.domain.signatures import Signature
from plandesk.services.books.access import AccessRepository
from plandesk.services.books.accounts import AccountBooks
from plandesk.services.books.arrivals import ArrivalRepository
from plandesk.services.books.audit import AuditLog
from plandesk.services.books.catalogues import CatalogueStore
from plandesk.services.books.customers import CustomerRepository
from plandesk.services.books.desk import DeskBooks
from plandesk.services.books.disputes import DisputeRepository
from plandesk.services.books.documents import DocumentRepository
from plandesk.services.books.imports import ImportRepository
from plandesk.services.books.notices import Inbox, Message, Outbox
from plandesk.services.books.orders import OrderRepository
from plandesk.services.books.passkeys import PasskeyRepository
from plandesk.services.books.payments import PaymentRepository
from plandesk.services.books.quotes import QuoteRepository
from plandesk.services.books.reminders import ReminderRepository
from plandesk.services.books.requests import RequestRepository
from plandesk.services.books.reviews import ReviewRepository
from plandesk.services.books.statements import CsvMapping, CsvPreview, StatementRepository
from plandesk.services.books.terms import TermRepository


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

    def quote_number(self) -> str:
        """Return a Q and nine random digits, the first not 0."""
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


class UnitOfWork(Protocol):
    """One transaction. Leaving the context without `commit` rolls back."""

    orders: OrderRepository
    payments: PaymentRepository
    reviews: ReviewRepository
    disputes: DisputeRepository
    accounts: AccountBooks
    terms: TermRepository
    customers: CustomerRepository
    quotes: QuoteRepository
    requests: RequestRepository
    access: AccessRepository
    passkeys: PasskeyRepository
    reminders: ReminderRepository
    imports: ImportRepository
    documents: DocumentRepository
    desk: DeskBooks
    statements: StatementRepository
    arrivals: ArrivalRepository
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

    def look_up_dispute(self, provider_ref: str) -> DisputeReport:
        """Ask how a dispute stands."""
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


class StatementReader(Protocol):
    """The formats in which banks tell what moved on an account."""

    def read(self, content: bytes, mapping: CsvMapping | None) -> Statement:
        """Read a statement; with a mapping as CSV, else in the format it shows itself to be.

        Raises:
            StatementRefused: it cannot be read to its end.
        """
        ...

    def preview(self, content: bytes, mapping: CsvMapping) -> CsvPreview:
        """Show how the first rows of a CSV file are read by a mapping.

        Raises:
            StatementRefused: it is not in the encoding, or is no CSV.
        """
        ...


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


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells, as documents name it, from configuration. `locale` is how its days and figures are written."""

    name: str
    email: str
    address: tuple[str, ...] = ()
    tax_id: str | None = None
    registration: str | None = None
    locale: str = "en_GB"


class TaxIds(Protocol):
    """Tells a tax id from a typing error."""

    def vat_id(self, country: str, text: str) -> str | None:
        """Return a VAT id of a member state of the EU in one form, or None where the text is none of this state.

        The country is ISO 3166 alpha-2; the id keeps its own prefix, which is EL for Greece.
        """
        ...


class PdfWriter(Protocol):
    """Writes the file of a document."""

    def write(self, sheet: Sheet, at: datetime) -> bytes:
        """Return the PDF of a sheet; the same sheet and moment (UTC) give the same bytes.

        Raises:
            DocumentNotWritten: the sheet cannot be set.
        """
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


class DocumentVerifier(Protocol):
    """Tells by public keys whether a document is as it was signed."""

    def verify(self, document: bytes, signature: Signature) -> bool:
        """Tell whether one of the keys signed exactly these bytes."""
        ...

    def public_keys(self) -> Mapping[str, str]:
        """Return the public keys in unpadded base64url by their ids, newest first."""
        ...


class DocumentSigner(DocumentVerifier, Protocol):
    """Signs documents so that everybody can check them, also without us."""

    def sign(self, document: bytes) -> Signature:
        """Sign exact bytes with the newest key."""
        ...


class AttachmentReader(Protocol):
    """Takes files out of PDFs, whoever made them."""

    def attached(self, pdf: bytes, name: str) -> bytes | None:
        """Return the one attachment of a name; None where there is none or several, or the file is no PDF."""
        ...


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What a browser proved of a key just made; ids and keys are base64url."""

    credential_id: str
    public_key: str
    uses: int


class PasskeyVerifier(Protocol):
    """Reads what a browser answers to a challenge (W3C Web Authentication). Texts are base64url without padding."""

    @property
    def domain(self) -> str | None:
        """Return the relying party's id, or None where the address people use can have no passkeys."""
        ...

    @property
    def origin(self) -> str:
        """Return the origin on which alone passkeys are made and shown."""
        ...

    def challenge_in(self, client_data: str) -> str | None:
        """Return the challenge that an answer says it is to, unproved; None where it cannot be read."""
        ...

    def made(self, answer: Mapping[str, str], challenge: str) -> NewPasskey:
        """Verify that a key was made in answer to a challenge.

        Raises:
            PasskeyRefused: it was not, or not for this domain, or not on this origin.
        """
        ...

    def shown(self, answer: Mapping[str, str], challenge: str, public_key: str) -> int:
        """Verify that a key signed a challenge, and return how often it says that it was used.

        Raises:
            PasskeyRefused: it did not, or not for this domain, or not on this origin.
        """
        ...


class PictureWriter(Protocol):
    """Draws what chats show beside links."""

    def draw(self, picture: Picture) -> bytes:
        """Return a picture as PNG, 1200 by 630 pixels."""
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
    document_signer: DocumentSigner
    seller: Seller
    pdf_writer: PdfWriter
    attachments: AttachmentReader
    pictures: PictureWriter
    passkeys: PasskeyVerifier
    tax_ids: TaxIds
    statements: StatementReader
    access: AccessRules = field(default_factory=AccessRules)
    staff: StaffRoles = field(default_factory=dict)
    poll_after: timedelta = timedelta(minutes=3)
    """How long an attempt stays quiet before its provider is asked about it (money rule 3)."""

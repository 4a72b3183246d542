"""One transaction with every repository in it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, RootTransaction

from plandesk.adapters.db.access import SqlAccess
from plandesk.adapters.db.accounts import SqlAccounts
from plandesk.adapters.db.arrivals import SqlArrivals
from plandesk.adapters.db.audit import SqlAudit
from plandesk.adapters.db.catalogues import SqlCatalogues
from plandesk.adapters.db.customers import SqlCustomers
from plandesk.adapters.db.desk import SqlDesk
from plandesk.adapters.db.disputes import SqlDisputes
from plandesk.adapters.db.engine import READ_ONLY
from plandesk.adapters.db.imports import SqlImports
from plandesk.adapters.db.inbox import SqlInbox
from plandesk.adapters.db.issued_documents import SqlDocuments
from plandesk.adapters.db.orders import SqlOrders
from plandesk.adapters.db.outbox import SqlOutbox
from plandesk.adapters.db.passkeys import SqlPasskeys
from plandesk.adapters.db.payments import SqlPayments
from plandesk.adapters.db.quotes import SqlQuotes
from plandesk.adapters.db.reminders import SqlReminders
from plandesk.adapters.db.requests import SqlRequests
from plandesk.adapters.db.reviews import SqlReviews
from plandesk.adapters.db.statements import SqlStatements
from plandesk.adapters.db.terms import SqlTerms
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
from plandesk.services.books.notices import Inbox, Outbox
from plandesk.services.books.orders import OrderRepository
from plandesk.services.books.passkeys import PasskeyRepository
from plandesk.services.books.payments import PaymentRepository
from plandesk.services.books.quotes import QuoteRepository
from plandesk.services.books.reminders import ReminderRepository
from plandesk.services.books.requests import RequestRepository
from plandesk.services.books.reviews import ReviewRepository
from plandesk.services.books.statements import StatementRepository
from plandesk.services.books.terms import TermRepository
from plandesk.services.ports import UnitOfWork, UnitOfWorkFactory


class SqlUnitOfWork:
    """The repositories of one open transaction; after `commit` nothing more may be asked of them."""

    def __init__(self, connection: Connection, transaction: RootTransaction, *, read_only: bool) -> None:
        self._transaction = transaction
        self._read_only = read_only
        self.orders: OrderRepository = SqlOrders(connection)
        self.payments: PaymentRepository = SqlPayments(connection)
        self.reviews: ReviewRepository = SqlReviews(connection)
        self.disputes: DisputeRepository = SqlDisputes(connection)
        self.accounts: AccountBooks = SqlAccounts(connection)
        self.terms: TermRepository = SqlTerms(connection)
        self.customers: CustomerRepository = SqlCustomers(connection)
        self.quotes: QuoteRepository = SqlQuotes(connection)
        self.requests: RequestRepository = SqlRequests(connection)
        self.access: AccessRepository = SqlAccess(connection)
        self.passkeys: PasskeyRepository = SqlPasskeys(connection)
        self.reminders: ReminderRepository = SqlReminders(connection)
        self.imports: ImportRepository = SqlImports(connection)
        self.documents: DocumentRepository = SqlDocuments(connection)
        self.desk: DeskBooks = SqlDesk(connection)
        self.statements: StatementRepository = SqlStatements(connection)
        self.arrivals: ArrivalRepository = SqlArrivals(connection)
        self.audit: AuditLog = SqlAudit(connection)
        self.inbox: Inbox = SqlInbox(connection)
        self.outbox: Outbox = SqlOutbox(connection)
        self.catalogues: CatalogueStore = SqlCatalogues(connection)

    def commit(self) -> None:
        """Make everything done so far last.

        Raises:
            RuntimeError: the transaction only reads.
        """
        if self._read_only:
            raise RuntimeError("a unit of work that only reads has nothing to commit")
        self._transaction.commit()


def unit_of_work(engine: Engine) -> UnitOfWorkFactory:
    """Return the factory of units of work on a database.

    A second unit of work in a thread that has one open is refused with RuntimeError: on SQLite it would wait for
    itself, and on PostgreSQL it would not see what the first one did.
    """
    this_thread = threading.local()

    @contextmanager
    def begin(*, read_only: bool = False) -> Iterator[UnitOfWork]:
        if getattr(this_thread, "busy", False):
            raise RuntimeError("this thread has a unit of work open")
        this_thread.busy = True
        try:
            with engine.connect() as connection:
                if read_only:
                    connection = connection.execution_options(**READ_ONLY[engine.dialect.name])
                with connection.begin() as transaction:
                    yield SqlUnitOfWork(connection, transaction, read_only=read_only)
                    if transaction.is_active:
                        transaction.rollback()
        finally:
            this_thread.busy = False

    return begin

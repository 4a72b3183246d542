"""Issuing documents in the transaction that won, and writing their files afterwards, once."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from plandesk.domain.documents import (
    Document,
    DocumentKind,
    DocumentNotFound,
    DocumentNotWritten,
    Sheet,
    document_number,
    series_of,
)
from plandesk.domain.orders import Order, OrderNotFound
from plandesk.domain.payments import Refund, wire_closes, wire_due
from plandesk.domain.quotes import Quote, QuoteNotFound
from plandesk.domain.remittance import reference_for
from plandesk.domain.transfer_code import transfer_code
from plandesk.services.books.documents import DocumentFile
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.signatures import FILE_NAME, quote_file
from plandesk.text import documents_en as words
from plandesk.text import quote_documents_en as quote_words
from plandesk.text.document_parts_en import Head

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=5)
"""How long a file that could not be written waits before it is tried again."""


def issue_invoice(unit: UnitOfWork, order: Order, *, ports: Ports) -> Document:
    """Issue the invoice of a paid order, once; the caller holds the order and commits.

    As with every document that takes a number, no further order or customer is locked afterwards.
    """
    return _issue(unit, "invoice", order, order.id, ports, lambda head: words.invoice(head, order))


def issue_receipt(unit: UnitOfWork, order: Order, *, ports: Ports) -> Document:
    """Issue the receipt for the money that paid an order, once; its invoice is issued before."""
    paid_by = _invoice_number(unit, order)
    if paid_by is None:
        raise ValueError(f"order {order.number} has no invoice to be receipted")
    return _issue(unit, "receipt", order, order.id, ports, lambda head: words.receipt(head, order, paid_by))


def issue_paid(unit: UnitOfWork, order: Order, *, ports: Ports) -> None:
    """Issue what follows a payment: the invoice, and the receipt where money was taken."""
    issue_invoice(unit, order, ports=ports)
    if order.total.minor:
        issue_receipt(unit, order, ports=ports)


def issue_proforma(unit: UnitOfWork, order: Order, *, ports: Ports) -> Document:
    """Issue the pro-forma invoice of an order that is to be wired; again only for another total."""
    if ports.bank is None:
        raise ValueError("a pro-forma invoice names a bank account")
    rules = ports.editions(order.catalogue_version).rules
    account, reference = ports.bank, reference_for(order.number)
    bank = words.BankWords(
        account=account,
        reference=reference,
        due=wire_due(rules, order.ordered_on),
        honoured_until=wire_closes(rules, order.ordered_on),
        code=transfer_code(account.beneficiary, account.iban, account.bic, order.total, reference),
    )
    about = f"{order.id}:{order.total.minor}"
    return _issue(unit, "proforma", order, about, ports, lambda head: words.proforma(head, order, bank))


def issue_credit_note(unit: UnitOfWork, order: Order, refund: Refund, *, ports: Ports) -> Document | None:
    """Issue the credit note of a refund that succeeded, once; None where the money had never paid the order."""
    if refund.order_id != order.id or refund.review_id is not None:
        return None
    of = _invoice_number(unit, order)
    return _issue(unit, "credit_note", order, refund.id, ports, lambda head: words.credit_note(head, order, refund, of))


def cancel_credit_note(unit: UnitOfWork, order: Order, refund: Refund, *, ports: Ports) -> Document | None:
    """Cancel, once, the credit note of a refund that failed after it was issued; None where there is none.

    So credit notes less what cancels them are what went back. One sent again gets a note of its own when it arrives.
    """
    note = unit.documents.about("credit_note", refund.id)
    if note is None:
        return None
    return _issue(
        unit, "cancellation", order, refund.id, ports, lambda head: words.cancellation(head, order, refund, note.number)
    )


def issue_quote_document(unit: UnitOfWork, quote: Quote, *, ports: Ports) -> Document:
    """Issue the document of an issued quote, once for each signed content: a longer validity is another one.

    It takes no number of a series: a quote has one of its own.
    """
    known = _document_of(unit, quote)
    if known is not None:
        return known
    before = len(unit.documents.of_quote(quote.id))
    number = f"{quote.number}-{quote.revision}" + (f".{before + 1}" if before else "")
    address = f"{ports.mailbox.base_url}/quotes/{quote.token}/"
    head = Head(number, _today(ports), ports.seller, ports.editions(quote.catalogue_version))
    sheet = quote_words.quote(head, quote, address, quote_file(quote).decode(), FILE_NAME)
    about, now = _signed_content(quote), ports.clock.now()
    document = Document(ports.ids.new_id(), "quote", number, about, None, quote.id, now, sheet)
    unit.documents.add(document)
    return document


def read_quote_document(token: str, *, ports: Ports) -> tuple[Document, DocumentFile]:
    """Return the document of a quote as it is now, with its file.

    Raises:
        QuoteNotFound: there is none, or it was not issued.
        DocumentNotWritten: the file cannot be written now.
    """
    with ports.uow(read_only=True) as unit:
        document = _document_of(unit, _quote(unit, token))
    if document is None:  # Issued before documents were.
        with ports.uow() as unit:
            document = issue_quote_document(unit, _quote(unit, token, lock=True), ports=ports)
            unit.commit()
    return document, written(document, ports=ports)


def list_documents(token: str, *, ports: Ports) -> Sequence[tuple[Document, str | None]]:
    """List an order's documents with the digests of their files, oldest first; None where a file is not written yet.

    Raises:
        OrderNotFound: there is no such order.
    """
    with ports.uow(read_only=True) as unit:
        issued = unit.documents.of_order(_order(unit, token).id)
        digests: Mapping[str, str] = unit.documents.digests([each.id for each in issued])
    return [(each, digests.get(each.id)) for each in issued]


def list_documents_of(customer_id: str, *, ports: Ports) -> Mapping[str, Sequence[Document]]:
    """List the documents of a customer's orders by the order's id, oldest first; orders without any are left out."""
    with ports.uow(read_only=True) as unit:
        return unit.documents.of_customer(customer_id)


def read_document(token: str, number: str, *, ports: Ports) -> DocumentFile:
    """Return the file of one of an order's documents, written now if it was not before.

    Raises:
        OrderNotFound: there is no such order.
        DocumentNotFound: the order has no document of this number.
        DocumentNotWritten: the file cannot be written now.
    """
    with ports.uow(read_only=True) as unit:
        issued = unit.documents.of_order(_order(unit, token).id)
    found = next((each for each in issued if each.number == number), None)
    if found is None:
        raise DocumentNotFound(number=number)
    return written(found, ports=ports)


def written(document: Document, *, ports: Ports) -> DocumentFile:
    """Return the stored file of a document; where there is none, write it and store it for good.

    Raises:
        DocumentNotWritten: the file cannot be written now.
    """
    with ports.uow(read_only=True) as unit:
        kept = unit.documents.file(document.id)
    if kept is not None:
        return kept
    content = ports.pdf_writer.write(document.sheet, document.issued_at)
    file = DocumentFile(document.id, content, hashlib.sha256(content).hexdigest(), ports.clock.now())
    with ports.uow() as unit:
        if unit.documents.keep(file):
            unit.commit()
            return file
    with ports.uow(read_only=True) as unit:  # Another worker was faster; its file is the document's.
        return unit.documents.file(document.id) or file


def write_documents(*, ports: Ports, limit: int = 20) -> int:
    """Write the files of issued documents; returns how many. One that fails is tried again and holds up no other."""
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        waiting = unit.documents.unwritten(now, limit)
    for document in waiting:
        try:
            written(document, ports=ports)
        except DocumentNotWritten:
            log.exception("document %s is written again later", document.number)
            with ports.uow() as unit:
                unit.documents.postpone(document.id, now + RETRY_AFTER)
                unit.commit()
    return len(waiting)


def _issue(
    unit: UnitOfWork,
    kind: DocumentKind,
    order: Order,
    about: str,
    ports: Ports,
    compose: Callable[[Head], Sheet],
) -> Document:
    known = unit.documents.about(kind, about)
    if known is not None:
        return known
    now, today = ports.clock.now(), _today(ports)
    number = document_number(kind, today.year, unit.documents.allot(series_of(kind), today.year))
    head = Head(number, today, ports.seller, ports.editions(order.catalogue_version))
    document = Document(ports.ids.new_id(), kind, number, about, order.id, None, now, compose(head))
    unit.documents.add(document)
    return document


def _signed_content(quote: Quote) -> str:
    return hashlib.sha256(quote_file(quote)).hexdigest()


def _document_of(unit: UnitOfWork, quote: Quote) -> Document | None:
    return unit.documents.about("quote", _signed_content(quote))


def _quote(unit: UnitOfWork, token: str, *, lock: bool = False) -> Quote:
    quote = unit.quotes.by_token(token, lock=lock)
    if quote is None:
        raise QuoteNotFound
    return quote


def _today(ports: Ports) -> date:
    return ports.clock.today(ports.catalogue.rules.time_zone)


def _invoice_number(unit: UnitOfWork, order: Order) -> str | None:
    found = unit.documents.about("invoice", order.id)
    return None if found is None else found.number


def _order(unit: UnitOfWork, token: str) -> Order:
    order = unit.orders.by_token(token)
    if order is None:
        raise OrderNotFound(order=token)
    return order

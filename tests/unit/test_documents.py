"""Documents are issued once, in the transaction that won; what they say stays, and their files are written once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plandesk.domain.documents import Document, DocumentKind, DocumentNotFound, DocumentNotWritten, document_number
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Order, OrderNotFound, Paid
from plandesk.domain.payments import Refund, RefundLine
from plandesk.domain.quotes import Addressee
from plandesk.domain.remittance import reference_for
from plandesk.domain.tax import TaxRules
from plandesk.services.approvals import approve_order, reject_order
from plandesk.services.documents import (
    cancel_credit_note,
    issue_credit_note,
    issue_paid,
    issue_quote_document,
    list_documents,
    read_document,
    read_quote_document,
    write_documents,
)
from plandesk.services.orders import place_order, preview
from plandesk.services.quotes_life import extend_validity
from plandesk.services.quotes_made import MakeQuote, make_quote
from plandesk.services.signatures import sign_quote
from plandesk.services.wire_money import confirm_wire
from tests.euros import BOTH
from tests.factories import (
    FIRST_DAY,
    World,
    extension,
    incidents,
    new,
    noon,
    order_request,
    select,
    vendor_catalogue,
    with_rules,
)
from tests.fakes import FakeClock
from tests.quote_acts import SAM
from tests.quote_acts import issued as issued_quote
from tests.quote_samples import drafted

NEW_YEARS_EVE_IN_LONDON = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return World()


def issued(world: World, order: Order) -> list[Document]:
    return [document for document, _ in list_documents(order.token, ports=world.ports)]


def kinds(world: World, order: Order) -> list[DocumentKind]:
    return [document.kind for document in issued(world, order)]


def words(document: Document) -> str:
    """Return everything a document says."""
    return str(document.sheet)


def test_a_number_tells_kind_year_and_place() -> None:
    assert document_number("invoice", 2026, 17) == "IN-2026-00017"
    assert document_number("credit_note", 2027, 123456) == "CN-2027-123456"


def test_a_payment_issues_an_invoice_and_its_receipt(world: World) -> None:
    order = world.place(new(reference="PBX-9"), incidents(units=3))
    assert kinds(world, order) == []
    world.pay(order)
    invoice, receipt = issued(world, order)
    assert (invoice.number, receipt.number) == ("IN-2026-00001", "RC-2026-00001")
    for told in (
        "Mizutech SRL",
        "1 Example Street",
        "Acme Ltd",
        "ann@acme.example",
        "Hungary",
        order.number,
        "by card",
    ):
        assert told in words(invoice)
    assert "PBX-9: covered from 23 November 2026 to 22 November 2027, the last covered day." in words(invoice)
    assert "3 support requests" in words(invoice)
    assert "USD 2,900.00" in words(invoice)
    assert "IN-2026-00001" in words(receipt)


def test_what_arrives_twice_issues_nothing_more(world: World) -> None:
    order = world.place()
    attempt = world.pay(order)
    world.settle(attempt)
    world.settle(attempt)
    assert kinds(world, order) == ["invoice", "receipt"]


def test_money_that_pays_nothing_issues_nothing(world: World) -> None:
    order = world.place()
    world.pay(order, money=Money(1, "USD"))
    assert world.state(order) == "awaiting_payment"
    assert kinds(world, order) == []


def test_an_order_held_for_approval_is_invoiced_when_it_is_paid_and_not_again(world: World) -> None:
    order = world.place(extension())
    world.pay(order)
    assert world.state(order) == "awaiting_approval"
    invoice, _ = issued(world, order)
    assert "rest on what the buyer stated" in words(invoice)
    approve_order(order.number, staff="sales", reason="known", ends={}, ports=world.ports)
    assert kinds(world, order) == ["invoice", "receipt"]


def test_a_wire_gets_a_proforma_first_and_an_invoice_when_it_came(world: World) -> None:
    order = world.place()
    world.attempt(order, "wire")
    world.attempt(order, "wire")
    (proforma,) = issued(world, order)
    assert proforma.number == "PF-2026-00001"
    for told in ("DE02120300000000202051", "BYLADEM1001", "RF", "7 December 2026", "is no invoice for tax"):
        assert told in words(proforma)
    confirm_wire(order.number, order.total, FIRST_DAY, "bank-1", staff="fin", ports=world.ports)
    assert kinds(world, order) == ["proforma", "invoice", "receipt"]
    assert "by wire" in words(issued(world, order)[1])


def test_a_refund_gets_a_credit_note_that_names_the_invoice(world: World) -> None:
    order = world.place(extension())
    world.pay(order)
    reject_order(order.number, staff="sales", reason="no such licence", ports=world.ports)
    note = issued(world, order)[-1]
    assert (note.kind, note.number) == ("credit_note", "CN-2026-00001")
    assert "IN-2026-00001" in words(note)


def test_the_year_of_a_number_is_that_of_the_vendors_zone() -> None:
    world = World(with_rules(vendor_catalogue(), time_zone="Pacific/Auckland"), FakeClock(NEW_YEARS_EVE_IN_LONDON))
    order = world.place()
    world.pay(order)
    assert issued(world, order)[0].number == "IN-2027-00001"
    assert "1 January 2027" in words(issued(world, order)[0])


def test_a_purchase_order_and_tax_id_are_on_every_document(world: World) -> None:
    buyer = Buyer("Acme", "Ann", "ann@acme.example", "DE", "DE136695976", "PO-77", "papers@acme.example")
    order = place_order(replace(world.request(), buyer=buyer), ports=world.ports).order
    world.pay(order)
    for document in issued(world, order):
        for told in ("DE136695976", "PO-77", "papers@acme.example", "Germany", "HU12345676"):
            assert told in words(document)


def test_a_file_is_written_once_and_read_ever_after(world: World) -> None:
    order = world.place()
    world.pay(order)
    assert [digest for _, digest in list_documents(order.token, ports=world.ports)] == [None, None]
    first = read_document(order.token, "IN-2026-00001", ports=world.ports)
    assert write_documents(ports=world.ports) == 1
    assert write_documents(ports=world.ports) == 0
    world.clock.advance(days=400)
    world.catalogue = replace(world.catalogue, vendor="Another")
    assert read_document(order.token, "IN-2026-00001", ports=world.ports) == first
    assert world.pdf_writer.written == ["IN-2026-00001", "RC-2026-00001"]
    assert list_documents(order.token, ports=world.ports)[0][1] == first.sha256


def test_a_file_that_cannot_be_written_waits_and_holds_up_nothing(world: World) -> None:
    order = world.place()
    world.pay(order)
    world.pdf_writer.refuse = DocumentNotWritten(number="IN-2026-00001")
    assert write_documents(ports=world.ports) == 2
    assert write_documents(ports=world.ports) == 0
    with pytest.raises(DocumentNotWritten):
        read_document(order.token, "IN-2026-00001", ports=world.ports)
    world.pdf_writer.refuse = None
    world.clock.advance(minutes=6)
    assert write_documents(ports=world.ports) == 2
    assert len(world.pdf_writer.written) == 2


def test_a_document_is_reached_through_its_own_order_alone(world: World) -> None:
    order, other = world.place(key="key-order-1"), world.place(key="key-order-2")
    world.pay(order)
    with pytest.raises(DocumentNotFound):
        read_document(other.token, "IN-2026-00001", ports=world.ports)
    with pytest.raises(OrderNotFound):
        read_document("no-such-token", "IN-2026-00001", ports=world.ports)


def test_an_order_that_comes_to_nothing_is_invoiced_without_a_receipt(world: World) -> None:
    order = world.place()
    nothing = Money.zero("USD")
    free = replace(
        order,
        breakdown=replace(order.breakdown, total=nothing),
        paid=Paid(None, "credit", nothing, order.placed_at, FIRST_DAY, FIRST_DAY),
    )
    with world.books() as unit:
        issue_paid(unit, free, ports=world.ports)
        unit.commit()
    assert kinds(world, order) == ["invoice"]


def test_a_quote_has_a_document_for_each_signed_content(world: World) -> None:
    quote = sign_quote(
        drafted(state="issued", issued_at=noon(FIRST_DAY), valid_until=date(2026, 12, 23)), ports=world.ports
    )
    longer = sign_quote(replace(quote, valid_until=date(2026, 12, 31)), ports=world.ports)
    with world.books() as unit:
        unit.quotes.add(quote)
        first = issue_quote_document(unit, quote, ports=world.ports)
        again = issue_quote_document(unit, quote, ports=world.ports)
        second = issue_quote_document(unit, longer, ports=world.ports)
        unit.commit()
    assert first == again
    assert (first.number, second.number) == ("Q100000001-1", "Q100000001-1.2")
    assert "23 December 2026" in words(first)
    assert "31 December 2026" in words(second)
    assert read_quote_document(quote.token, ports=world.ports)[0] == first


def test_a_credit_note_lists_its_lines_and_its_share_of_the_tax() -> None:
    world = World(with_rules(vendor_catalogue(), tax=TaxRules("HU", {"HU": "27"})))
    total = Money(290000 * 127 // 100, "USD")
    order = place_order(replace(world.request(), expected_total=total), ports=world.ports).order
    world.pay(order)
    half = Money(total.minor // 2, "USD")
    refund = refunded(world, order, half, RefundLine(0, half, ends_cover=True))
    with world.books() as unit:
        note = issue_credit_note(unit, order, refund, ports=world.ports)
    assert note is not None
    assert [row.title for row in note.sheet.rows] == ["Windows PBX: Standard support"]
    assert "ends" in note.sheet.rows[0].details[0]
    assert [(each.label, each.value) for each in note.sheet.sums] == [
        ("Net", "USD 1,450.00"),
        ("Tax, 27 % (HU)", "USD 391.50"),
        ("Total given back", "USD 1,841.50"),
    ]


def test_the_credit_note_of_a_refund_that_fails_is_cancelled_once_in_the_same_series(world: World) -> None:
    order = world.place()
    world.pay(order)
    amount, tax = order.total, Money(1, order.total.currency)
    failed = refunded(world, order, amount, RefundLine(0, amount, ends_cover=True, tax=tax))
    with world.books() as unit:
        note = issue_credit_note(unit, order, failed, ports=world.ports)
        cancelled = cancel_credit_note(unit, order, failed, ports=world.ports)
        assert cancel_credit_note(unit, order, failed, ports=world.ports) == cancelled
        again = issue_credit_note(unit, order, replace(failed, id="refund-2", replaces=failed.id), ports=world.ports)
    assert note is not None
    assert cancelled is not None
    assert again is not None
    assert [note.number, cancelled.number, again.number] == ["CN-2026-00001", "CN-2026-00002", "CN-2026-00003"]
    assert cancelled.sheet.title == "Cancellation (of credit note CN-2026-00001)"
    assert [row.amount for row in cancelled.sheet.rows] == ["-USD 2,900.00"]
    assert cancelled.sheet.rows[0].details == ()
    assert cancelled.sheet.sums[-1].value == "-USD 2,900.00"


def test_a_refund_that_failed_before_it_had_a_credit_note_cancels_none(world: World) -> None:
    order = world.place()
    world.pay(order)
    with world.books() as unit:
        assert cancel_credit_note(unit, order, refunded(world, order, order.total), ports=world.ports) is None


def test_listed_money_that_goes_back_has_no_credit_note(world: World) -> None:
    order = world.place()
    world.pay(order)
    surplus = replace(refunded(world, order, order.total), review_id="review-1")
    with world.books() as unit:
        assert issue_credit_note(unit, order, surplus, ports=world.ports) is None


def refunded(world: World, order: Order, amount: Money, *lines: RefundLine) -> Refund:
    """Return a refund of an order that went through."""
    at = world.clock.now()
    return Refund("refund-1", None, order.id, amount, "succeeded", "asked for", at, "card", "payment-1", lines=lines)


def test_a_quote_has_its_document_from_its_issue_and_another_for_a_longer_validity(world: World) -> None:
    quote = issued_quote(world)
    extend_validity(quote.id, date(2027, 1, 31), "asked for it", staff=SAM, ports=world.ports)
    with world.books(read_only=True) as unit:
        numbers = [each.number for each in unit.documents.of_quote(quote.id)]
    assert numbers == [f"{quote.number}-1", f"{quote.number}-1.2"]
    world.clock.advance(minutes=1)
    write_documents(ports=world.ports)
    assert world.pdf_writer.written == numbers
    assert read_quote_document(quote.token, ports=world.ports)[0].number == numbers[1]


def test_a_buyers_own_quote_has_its_document_at_once(world: World) -> None:
    request = MakeQuote(select(new()), Addressee(company="Acme Ltd"), "key-1", "digest")
    quote = make_quote(request, ports=world.ports)
    with world.books(read_only=True) as unit:
        (document,) = unit.documents.of_quote(quote.id)
    assert "Acme Ltd" in words(document)
    assert "USD 2,900.00" in words(document)


def test_a_wire_in_euros_has_the_code_that_banking_apps_read() -> None:
    world = World(BOTH)
    selection = replace(select(new()), currency="EUR")
    total = preview(selection, ports=world.ports).breakdown.total
    order = place_order(order_request(selection, total, BOTH.version), ports=world.ports).order
    world.attempt(order, "wire")
    code = issued(world, order)[0].sheet.code
    assert code is not None
    told = code.content.split("\n")
    assert told[0] == "BCD"
    assert told[7] == f"EUR{order.total.to_decimal()}"
    assert told[9] == reference_for(order.number)


def test_a_wire_in_another_currency_has_none(world: World) -> None:
    order = world.place()
    world.attempt(order, "wire")
    assert issued(world, order)[0].sheet.code is None

"""An order's documents over HTTP: listed, read as PDF, for ever the same, and by the order's own address alone."""

import hashlib
from dataclasses import replace
from datetime import date

from plandesk.domain.documents import DocumentNotWritten
from plandesk.services.signatures import sign_quote
from tests.api.conftest import NEW_PBX, Desk, problem
from tests.factories import FIRST_DAY, noon
from tests.quote_samples import drafted


def paid(desk: Desk, key: str = "key-00000001") -> str:
    """Place an order, pay it by card and return its token."""
    token = desk.placed(NEW_PBX, key=key)
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "card"}).get_json()
    desk.world.card.pay(f"page-{attempt['id']}")
    desk.client.get(f"/pay/card/return?attempt={attempt['id']}")
    return token


def test_an_unpaid_order_has_no_documents(desk: Desk) -> None:
    reply = desk.get(f"/orders/{desk.placed()}/documents")
    assert (reply.status_code, reply.get_json()) == (200, {"documents": []})


def test_documents_are_listed_and_read_as_pdf(desk: Desk) -> None:
    token = paid(desk)
    listed = desk.get(f"/orders/{token}/documents").get_json()["documents"]
    assert [(each["kind"], each["title"], each["number"]) for each in listed] == [
        ("invoice", "Invoice", "IN-2026-00001"),
        ("receipt", "Receipt", "RC-2026-00001"),
    ]
    assert listed[0]["issued_on"] == "2026-11-23"
    assert listed[0]["sha256"] is None
    reply = desk.client.get(listed[0]["url"])
    assert (reply.status_code, reply.content_type) == (200, "application/pdf")
    assert reply.headers["Content-Disposition"] == 'inline; filename="IN-2026-00001.pdf"'
    digest = hashlib.sha256(reply.data).hexdigest()
    assert desk.get(f"/orders/{token}/documents").get_json()["documents"][0]["sha256"] == digest
    assert desk.client.get(listed[0]["url"]).data == reply.data
    again = desk.client.get(listed[0]["url"], headers={"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_quote_is_read_as_pdf_by_its_address(desk: Desk) -> None:
    draft = drafted(state="issued", issued_at=noon(FIRST_DAY), valid_until=date(2026, 12, 23), token="token-of-a-quote")
    with desk.ports.uow() as unit:
        unit.quotes.add(sign_quote(draft, ports=desk.ports))
        unit.commit()
    first, again = (desk.get("/quotes/token-of-a-quote/quote.pdf") for _ in range(2))
    assert (first.status_code, first.content_type) == (200, "application/pdf")
    assert first.headers["Content-Disposition"] == 'inline; filename="Q100000001-1.pdf"'
    assert again.data == first.data
    assert desk.world.pdf_writer.written == ["Q100000001-1"]
    problem(desk.get("/quotes/nobodys/quote.pdf"), 404, "not-found")


def test_a_draft_has_no_document(desk: Desk) -> None:
    with desk.ports.uow() as unit:
        unit.quotes.add(drafted(token="token-of-a-draft"))
        unit.commit()
    problem(desk.get("/quotes/token-of-a-draft/quote.pdf"), 404, "not-found")


def test_another_order_does_not_lead_to_a_document(desk: Desk) -> None:
    paid(desk)
    other = desk.placed(NEW_PBX, key="key-00000002")
    problem(desk.get(f"/orders/{other}/documents/IN-2026-00001.pdf"), 404, "not-found")
    problem(desk.get("/orders/nobodys/documents"), 404, "not-found")


def test_a_file_that_cannot_be_written_is_no_fault_of_the_reader(desk: Desk) -> None:
    token = paid(desk)
    desk.world.pdf_writer.refuse = DocumentNotWritten(number="IN-2026-00001")
    problem(desk.get(f"/orders/{token}/documents/IN-2026-00001.pdf"), 503, "document-not-written")


def test_an_account_lists_the_documents_of_its_orders(desk: Desk) -> None:
    caller, acme = desk.contact("owner")
    token = paid(desk)
    with desk.ports.uow() as unit:
        order = unit.orders.by_token(token, lock=True)
        assert order is not None
        unit.orders.save(replace(order, customer_id=acme.customer.id))
        unit.commit()
    (listed,) = caller.get("/account/orders").get_json()["orders"]
    assert [each["number"] for each in listed["documents"]] == ["IN-2026-00001", "RC-2026-00001"]
    assert caller.client.get(listed["documents"][0]["url"]).status_code == 200

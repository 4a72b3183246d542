"""The desk's lists on the fake and both databases: pages neither skip nor repeat, and any number finds its thing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.lookup import wanted_key
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Order
from plandesk.domain.payments import Closed
from plandesk.domain.period import Period
from plandesk.domain.quotes import Addressee, Approval
from plandesk.services.books.desk import CustomerRow, DeskList, OrderRow, Placed, QuoteRow, ReviewRow, TermRow, Wanted
from plandesk.services.books.orders import OrderEventRow
from plandesk.services.ports import UnitOfWork, UnitOfWorkFactory
from tests.contract.book_samples import BREAKDOWN, HOUR, NOW, TERM, TODAY, attempt, entry, order, paid, review, term
from tests.contract.test_books_quotes import given, made

pytest_plugins = ["tests.contract.database_fixtures"]

ANYTHING: dict[str, Any] = {"limit": 500, "today": TODAY, "now": NOW, "soon": NOW + timedelta(days=7)}


def wanted(name: DeskList = "orders", sort: str = "newest", **more: Any) -> Wanted:
    return Wanted(list=name, sort=sort, **{**ANYTHING, **more})


def fill(books: UnitOfWorkFactory, *orders: Order) -> None:
    with books() as unit:
        for each in orders:
            unit.orders.add(each)
        unit.commit()


def priced(nth: int, minor: int, **changes: Any) -> Order:
    return order(nth, breakdown=replace(BREAKDOWN, total=Money(minor, "USD")), **changes)


def numbers(placed: Sequence[Placed]) -> list[str]:
    return [each.row.number for each in placed if isinstance(each.row, OrderRow)]


def read(books: UnitOfWorkFactory, asked: Wanted) -> Sequence[Placed]:
    with books(read_only=True) as unit:
        return unit.desk.page(asked)


def pages(books: UnitOfWorkFactory, between: Callable[[int], None] = lambda page: None, **more: Any) -> list[list[str]]:
    """Turn all pages of the list of orders, with something done between any two."""
    told, beside = list[list[str]](), None
    while found := read(books, wanted(limit=4, beside=beside, **more)):
        told.append(numbers(found))
        beside = found[-1].position
        between(len(told))
    return told


@pytest.mark.parametrize("sort", ["newest", "oldest", "largest"])
@pytest.mark.parametrize("state", [None, "awaiting_payment"])
def test_pages_together_are_the_whole_list(books: UnitOfWorkFactory, sort: str, state: str | None) -> None:
    fill(
        books,
        *(
            priced(nth, 100 * (nth % 3), state="expired" if nth % 4 == 0 else "awaiting_payment")
            for nth in range(1, 18)
        ),
    )
    whole = numbers(read(books, wanted(sort=sort, state=state)))
    told = pages(books, sort=sort, state=state)
    assert [each for page in told for each in page] == whole
    assert len(whole) == (17 if state is None else 13)
    assert {len(page) for page in told[:-1]} == {4}


@pytest.mark.parametrize("sort", ["newest", "oldest", "largest"])
def test_rows_that_come_meanwhile_make_no_page_skip_or_repeat(books: UnitOfWorkFactory, sort: str) -> None:
    fill(books, *(priced(nth, 100 * (nth % 3)) for nth in range(1, 14)))
    before = numbers(read(books, wanted(sort=sort)))
    come = iter(range(100, 200))

    def more(page: int) -> None:
        if page <= 3:
            fill(books, priced(next(come), 100), priced(next(come), 0), priced(next(come), 999))

    told = [each for page in pages(books, more, sort=sort) for each in page]
    assert len(told) == len(set(told))
    assert [each for each in told if each in before] == before


@pytest.mark.parametrize("sort", ["newest", "oldest", "largest"])
def test_way_back_shows_the_same_pages(books: UnitOfWorkFactory, sort: str) -> None:
    fill(books, *(priced(nth, 100 * (nth % 3)) for nth in range(1, 14)))
    whole = read(books, wanted(sort=sort))
    back = read(books, wanted(sort=sort, limit=4, beside=whole[9].position, back=True))
    assert numbers(back) == numbers(whole[5:9])
    assert numbers(read(books, wanted(sort=sort, limit=4, beside=whole[2].position, back=True))) == numbers(whole[:2])


def test_position_of_another_order_is_refused(books: UnitOfWorkFactory) -> None:
    fill(books, order(1), order(2))
    position = read(books, wanted(sort="largest"))[0].position
    with pytest.raises(ValueError, match="position of another order"):
        read(books, wanted(sort="newest", beside=position))


def _known(unit: UnitOfWork) -> None:
    buyer = Buyer(
        "Müller & Söhne GmbH", "Ann", "ann@müller.example", "DE", "DE 123-456.789", "PO/2026-17", "pay@m.example"
    )
    unit.orders.add(order(1, buyer=buyer))
    unit.orders.add(order(2, buyer=Buyer("Other", "Bob", "bob@other.example", "DE")))
    unit.payments.add_attempt(attempt(1, provider_ref="cs_test_A1b2", payment_ref=None))
    unit.payments.save_attempt(attempt(1, provider_ref="cs_test_A1b2", payment_ref="pi_3QxYz"))
    unit.orders.record(OrderEventRow("order-1", NOW, "wire_booked", "staff:f", {"reference": "NTRF 2026/991"}))


@pytest.mark.parametrize(
    "asked",
    [
        *("1000000001", "100 000 0001", "RF29 1000 0000 01", "rf291000000001", "Müller", "müller & söhne"),
        *("ANN@MÜLLER.EXAMPLE", "pay@m.example", "DE123456789", "de 123 456", "po 2026 17", "cs_test_a1b2", "PI_3QXYZ"),
        *("ntrf2026991", "key “1”", "Zürich"),
    ],
)
def test_order_is_found_by_whatever_is_quoted(books: UnitOfWorkFactory, asked: str) -> None:
    with books() as unit:
        _known(unit)
        unit.commit()
    found = numbers(read(books, wanted(key=wanted_key(asked))))
    assert "1000000001" in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("asked", ["1000000009", "RF28 1000 0000 01", "mülller", "ann@other.example", "3QxYz"])
def test_what_is_quoted_wrongly_finds_nothing(books: UnitOfWorkFactory, asked: str) -> None:
    with books() as unit:
        _known(unit)
        unit.commit()
    assert numbers(read(books, wanted(key=wanted_key(asked)))) == []


def test_found_rows_are_paged_by_what_was_found_and_then_the_newest(books: UnitOfWorkFactory) -> None:
    def named(nth: int, company: str) -> Order:
        buyer = Buyer(company, "Ann", f"acme{nth}@a.example", "DE")
        return order(nth, buyer=buyer, placed_at=NOW + nth * HOUR)

    fill(books, *(named(nth, "Acme" if nth % 2 else "Acme Tools") for nth in range(1, 12)))
    whole = numbers(read(books, wanted(key="acme")))
    assert [int(each) - 1_000_000_000 for each in whole[:6]] == [11, 9, 7, 5, 3, 1]
    assert len(whole) == 11
    told = pages(books, key="acme")
    assert [each for page in told for each in page] == whole
    assert numbers(read(books, wanted(key="acme", state="expired"))) == []


def test_wires_are_the_orders_that_wait_for_one(books: UnitOfWorkFactory) -> None:
    fill(
        books, order(1, expires_at=NOW + 9 * HOUR), order(2, expires_at=NOW + HOUR), order(3), order(4, state="expired")
    )
    with books() as unit:
        for nth in (1, 2, 4):
            unit.payments.add_attempt(attempt(nth, order_id=f"order-{nth}", method="wire", provider_ref=None))
        unit.payments.add_attempt(attempt(5, order_id="order-3"))
        unit.payments.book(entry(1, method="wire", amount=Money(500, "USD")))
        unit.payments.book(entry(2, method="wire", amount=Money(250, "USD")))
        unit.commit()
    placed = read(books, wanted("wires", "due"))
    assert numbers(placed) == ["1000000002", "1000000001"]
    assert [each.row.received.minor for each in placed if isinstance(each.row, OrderRow)] == [0, 750]


def test_approvals_wait_by_when_their_money_came(books: UnitOfWorkFactory) -> None:
    held = {"state": "awaiting_approval"}
    fill(books, order(1, **held, paid=paid(NOW + HOUR)), order(2, **held, paid=paid(NOW)), order(3, state="fulfilled"))
    assert numbers(read(books, wanted("approvals", "longest"))) == ["1000000002", "1000000001"]
    first = read(books, wanted("approvals", "longest", limit=1))[0]
    assert numbers(read(books, wanted("approvals", "longest", beside=first.position))) == ["1000000001"]


def _customer(unit: UnitOfWork, nth: int, name: str, *ends: int) -> None:
    unit.customers.add(Customer(f"customer-{nth}", name, NOW, reference=f"C-{nth:04}", tax_id=f"NL{nth}"))
    unit.customers.add_contact(
        Contact(f"contact-{nth}", f"customer-{nth}", f"owner{nth}@c.example", "Eve", "owner", NOW)
    )
    for index, days in enumerate(ends):
        room = Installation(f"room-{nth}-{index}", f"customer-{nth}", "pbx", f"SRV-{nth}-{index}", NOW, label="Main")
        unit.customers.add_installation(room)
        _book(unit, room, days)


def _book(unit: UnitOfWork, room: Installation, days: int, **changes: Any) -> None:
    end = TODAY + timedelta(days=days + 1)
    booked = replace(TERM, period=Period(end - timedelta(days=365), end))
    unit.terms.add_terms(
        [term(0, id=f"{room.id}.{days}", term=booked, order_id=None, position=None, installation_id=room.id, **changes)]
    )


@pytest.mark.parametrize("asked", ["beta", "c-0002", "NL2", "OWNER2@c.example", "srv-2-1", "SRV 2 0"])
def test_customer_is_found_by_whatever_is_quoted(books: UnitOfWorkFactory, asked: str) -> None:
    with books() as unit:
        _customer(unit, 1, "Alpha", 5)
        _customer(unit, 2, "Beta", 10, 20)
        unit.commit()
    rows = [each.row for each in read(books, wanted("customers", "name", key=wanted_key(asked)))]
    assert [each.customer.name for each in rows if isinstance(each, CustomerRow)] == ["Beta"]


def test_customers_show_what_they_have(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        _customer(unit, 1, "Beta", 10, 20)
        _customer(unit, 2, "Alpha")
        unit.commit()
    rows = [each.row for each in read(books, wanted("customers", "name"))]
    told = [
        (each.customer.name, each.installations, each.covered_until) for each in rows if isinstance(each, CustomerRow)
    ]
    assert told == [("Alpha", 0, None), ("Beta", 2, TODAY + timedelta(days=21))]


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (None, [-1, 0, 30, 31, 90, 91]),
        ("within_30_days", [0, 30]),
        ("within_90_days", [0, 30, 31, 90]),
        ("later", [91]),
        ("ended", [-1]),
    ],
)
def test_terms_end_by_their_last_covered_day(books: UnitOfWorkFactory, state: str | None, days: list[int]) -> None:
    with books() as unit:
        _customer(unit, 1, "Alpha", 31, -1, 90, 0, 91, 30)
        unit.commit()
    rows = [each.row for each in read(books, wanted("terms", "soonest", state=state))]
    assert [_last_day(each) for each in rows] == days


def test_terms_that_are_followed_or_closed_do_not_expire(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        _customer(unit, 1, "Alpha", 5)
        room = Installation("room", "customer-1", "pbx", "SRV-X", NOW)
        unit.customers.add_installation(room)
        _book(unit, room, 10)
        _book(unit, room, 375)
        _book(unit, room, 400, closed_on=date(2026, 2, 1), closed_because="revoked")
        unit.commit()
    rows = [each.row for each in read(books, wanted("terms", "soonest"))]
    assert [_last_day(each) for each in rows] == [5, 375]


def _last_day(row: object) -> int:
    assert isinstance(row, TermRow)
    return (row.ends_on - TODAY).days - 1


def test_count_stops_at_the_limit(books: UnitOfWorkFactory) -> None:
    fill(books, *(order(nth) for nth in range(1, 8)))
    with books(read_only=True) as unit:
        assert unit.desk.count(wanted(limit=5)) == 5
        assert unit.desk.count(wanted(state="awaiting_payment")) == 7
        assert unit.desk.count(wanted(state="paid")) == 0


QUOTED = {
    1: {"state": "draft", "expires_at": None, "approval": None},
    2: {"state": "draft", "expires_at": None, "approval": Approval("asked", "20", "sam@vendor.example")},
    3: {"state": "issued", "expires_at": NOW + 10 * 24 * HOUR},
    4: {"state": "issued", "expires_at": NOW + 7 * 24 * HOUR, "sent_at": NOW, "opened_at": NOW},
    5: {"state": "issued", "expires_at": NOW, "sent_at": NOW},
    6: {"state": "expired", "expires_at": NOW - HOUR},
    7: {"state": "ordered", "order_id": "order-1", "accepted_at": NOW},
    8: {"state": "ordered", "order_id": "order-2", "accepted_at": NOW},
    9: {"state": "replaced"},
}


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (None, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ("draft", [2, 1]),
        ("to_approve", [2]),
        ("issued", [4, 3]),
        ("sent", [4]),
        ("opened", [4]),
        ("expiring", [4]),
        ("accepted", [8, 7]),
        ("paid", [8]),
        ("expired", [6, 5]),
        ("replaced", [9]),
        ("revoked", []),
    ],
)
def test_quotes_are_told_by_where_they_stand(books: UnitOfWorkFactory, state: str | None, found: list[int]) -> None:
    fill(books, order(1), order(2, state="fulfilled"))
    given(books, *(made(nth, **about) for nth, about in QUOTED.items()))
    rows = [each.row for each in read(books, wanted("quotes", "newest", state=state))]
    assert [int(each.number[1:]) - 100_000_000 for each in rows if isinstance(each, QuoteRow)] == found


def test_a_quote_that_was_ordered_is_listed_with_what_was_taken(books: UnitOfWorkFactory) -> None:
    fill(books, order(1))
    given(books, made(1), made(2, state="ordered", order_id="order-1", accepted_at=NOW))
    rows = [each.row for each in read(books, wanted("quotes", "oldest"))]
    quoted = made(1).total
    assert [each.total for each in rows if isinstance(each, QuoteRow)] == [quoted, order(1).total]
    assert quoted != order(1).total


@pytest.mark.parametrize("asked", ["q100000002", "Q 100 000 002", "Zebra & C", "zoe@zebra.example"])
def test_quote_is_found_by_whatever_is_quoted(books: UnitOfWorkFactory, asked: str) -> None:
    given(books, made(1), made(2))
    with books() as unit:
        quote = unit.quotes.by_id("quote-2")
        assert quote is not None
        unit.quotes.save(replace(quote, addressee=Addressee("Zebra & Co", "Zoe", "Zoe@zebra.example")))
        unit.commit()
    rows = [each.row for each in read(books, wanted("quotes", key=wanted_key(asked)))]
    assert [each.id for each in rows if isinstance(each, QuoteRow)] == ["quote-2"]


def test_order_is_found_by_the_quote_it_came_from(real_books: UnitOfWorkFactory) -> None:
    fill(real_books, order(1))
    given(real_books, made(1, state="issued"))
    with real_books() as unit:
        quote = unit.quotes.by_id("quote-1")
        assert quote is not None
        unit.quotes.save(replace(quote, state="ordered", order_id="order-1", accepted_at=NOW))
        unit.commit()
    assert numbers(read(real_books, wanted(key="q100000001"))) == ["1000000001"]
    rows = [each.row for each in read(real_books, wanted("quotes", key=wanted_key("1000000001")))]
    assert [each.id for each in rows if isinstance(each, QuoteRow)] == ["quote-1"]


def test_what_needs_a_person_is_told_until_it_is_closed(books: UnitOfWorkFactory) -> None:
    fill(books, order(1))
    with books() as unit:
        unit.reviews.add(review(1, entry_id="entry-1"))
        unit.reviews.add(review(2, order_id=None))
        unit.reviews.add(review(3))
        item = unit.reviews.by_id("review-3")
        assert item is not None
        unit.reviews.save(replace(item, closed=Closed(NOW, "staff:f", "kept", "small change", "")))
        unit.commit()
    rows = [each.row for each in read(books, wanted("reviews", "longest", state="open"))]
    told = [(each.id, each.held, each.order_number, each.company) for each in rows if isinstance(each, ReviewRow)]
    assert told == [("review-1", True, "1000000001", "Ünlü GmbH"), ("review-2", False, None, None)]
    closed = [each.row for each in read(books, wanted("reviews", "newest", state="closed"))]
    assert [(each.id, each.closed_by, each.reason) for each in closed if isinstance(each, ReviewRow)] == [
        ("review-3", "staff:f", "small change")
    ]
    found = [each.row for each in read(books, wanted("reviews", "longest", key="1000000001"))]
    assert {each.id for each in found if isinstance(each, ReviewRow)} == {"review-1", "review-3"}

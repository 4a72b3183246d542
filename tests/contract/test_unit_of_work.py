"""One suite for the books: what the use cases rely on holds in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.errors import DuplicateKey, StaleOrder
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Attempt
from plandesk.domain.period import Period
from plandesk.services.books.notices import Message
from plandesk.services.books.orders import OrderEventRow
from plandesk.services.ports import UnitOfWork, UnitOfWorkFactory
from tests.contract.book_samples import (
    HOUR,
    NOW,
    PRICE,
    TERM,
    attempt,
    correction,
    entry,
    notice,
    order,
    paid,
    refund,
    term,
    units,
)

pytest_plugins = ["tests.contract.database_fixtures"]

LATER = NOW + HOUR
MAIL = Message("buyer@example.com", "Grüße", "Two\nlines", reply_to="vendor@example.com")


def given(books: UnitOfWorkFactory, *placed: Order | Attempt) -> None:
    """Commit orders and attempts."""
    with books() as uow:
        for each in placed:
            uow.orders.add(each) if isinstance(each, Order) else uow.payments.add_attempt(each)
        uow.commit()


def add_twice(uow: UnitOfWork, placed: Order) -> None:
    """Add what cannot be added twice."""
    uow.orders.add(placed)
    uow.orders.add(placed)


# The transaction.


def test_leaving_without_commit_keeps_nothing(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.orders.add(order())
    with books() as uow:
        assert uow.orders.by_id("order-1") is None


def test_an_error_keeps_nothing_and_frees_the_next_writer(books: UnitOfWorkFactory) -> None:
    with pytest.raises(DuplicateKey), books() as uow:
        add_twice(uow, order(2))
    given(books, order())
    with books() as uow:
        assert (uow.orders.by_id("order-1"), uow.orders.by_id("order-2")) == (order(), None)


def test_a_unit_of_work_is_never_opened_within_another(books: UnitOfWorkFactory) -> None:
    with books(), pytest.raises(RuntimeError), books():
        pass
    given(books, order())


def test_reading_cannot_commit(books: UnitOfWorkFactory) -> None:
    with books(read_only=True) as uow, pytest.raises(RuntimeError):
        uow.commit()


def test_reading_refuses_to_write_and_the_next_may(real_books: UnitOfWorkFactory) -> None:
    with pytest.raises(DBAPIError), real_books(read_only=True) as uow:
        uow.orders.add(order())
    given(real_books, order())


def test_moments_come_back_in_utc(books: UnitOfWorkFactory) -> None:
    given(books, order())
    with books(read_only=True) as uow:
        found = uow.orders.by_id("order-1")
    assert found is not None
    assert (found.placed_at, found.placed_at.utcoffset()) == (NOW, NOW.utcoffset())


def test_a_moment_without_a_zone_is_refused(database: Engine) -> None:
    books = unit_of_work(database)
    with pytest.raises(Exception, match="time zone"), books() as uow:
        uow.orders.add(order(placed_at=NOW.replace(tzinfo=None)))


# Orders.


def test_an_order_is_found_by_each_of_its_names(books: UnitOfWorkFactory) -> None:
    whole = order(paid=paid(), correction=correction())
    given(books, whole, order(2))
    with books(read_only=True) as uow:
        found = (
            uow.orders.by_id("order-1"),
            uow.orders.by_token("token-1"),
            uow.orders.by_number("1000000001"),
            uow.orders.by_idempotency_key("key-1"),
        )
        missing = (uow.orders.by_id("-"), uow.orders.by_token("-"), uow.orders.by_number("-"))
    assert found == (whole,) * 4
    assert missing == (None,) * 3


@pytest.mark.parametrize("name", ["idempotency_key", "number", "token"])
def test_a_taken_name_is_refused_and_the_transaction_goes_on(books: UnitOfWorkFactory, name: str) -> None:
    given(books, order())
    with books() as uow:
        with pytest.raises(DuplicateKey) as refused:
            uow.orders.add(order(2, **{name: getattr(order(), name)}))
        uow.orders.add(order(3))
        uow.commit()
    assert refused.value.facts == {"what": name}
    with books(read_only=True) as uow:
        assert uow.orders.by_id("order-2") is None
        assert uow.orders.by_id("order-3") == order(3)


def test_a_read_order_is_saved_more_than_once(books: UnitOfWorkFactory) -> None:
    given(books, order())
    with books() as uow:
        read = uow.orders.by_token("token-1", lock=True)
        assert read is not None
        moved = read.on("pay")
        uow.orders.save(moved)
        uow.orders.save(replace(moved, paid=paid()))
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.orders.by_id("order-1") == replace(order(), state="paid", revision=2, paid=paid())


def test_an_order_that_was_not_read_here_is_not_saved(books: UnitOfWorkFactory) -> None:
    given(books, order())
    with books() as uow, pytest.raises(StaleOrder):
        uow.orders.save(order(state="paid", revision=2))


def test_an_order_does_not_go_back_to_an_older_revision(books: UnitOfWorkFactory) -> None:
    given(books, order(revision=3))
    with books() as uow:
        uow.orders.by_id("order-1")
        with pytest.raises(StaleOrder):
            uow.orders.save(order(revision=2))


def test_history_is_told_from_the_beginning(books: UnitOfWorkFactory) -> None:
    told = [OrderEventRow("order-1", NOW, name, "staff:é", {"why": "“so”"}) for name in ("open", "pay", "fulfil")]
    with books() as uow:
        uow.orders.add(order())
        uow.orders.add(order(2))
        uow.orders.record(told[0])
        uow.orders.record(OrderEventRow("order-2", NOW, "open", "buyer", {}))
        uow.orders.record(told[1])
        uow.orders.record(told[2])
        uow.commit()
    with books(read_only=True) as uow:
        assert list(uow.orders.history("order-1")) == told


def test_unpaid_orders_that_ran_out_are_listed_longest_first(books: UnitOfWorkFactory) -> None:
    given(
        books,
        order(1, expires_at=NOW),
        order(2, expires_at=NOW - HOUR),
        order(3, expires_at=LATER),
        order(4, expires_at=NOW - 2 * HOUR, state="paid"),
    )
    with books(read_only=True) as uow:
        assert [each.id for each in uow.orders.unpaid_past(NOW, 9)] == ["order-2", "order-1"]
        assert [each.id for each in uow.orders.unpaid_past(NOW, 1)] == ["order-2"]


def test_orders_that_wait_for_staff_are_listed_longest_first(books: UnitOfWorkFactory) -> None:
    given(
        books,
        order(1, state="awaiting_approval", paid=paid(LATER)),
        order(2, state="awaiting_approval", paid=paid(NOW)),
        order(3, state="fulfilled", paid=paid(NOW)),
    )
    with books(read_only=True) as uow:
        assert [each.id for each in uow.orders.awaiting_approval()] == ["order-2", "order-1"]


# Payments.


def test_an_attempt_is_found_by_each_of_its_names(books: UnitOfWorkFactory) -> None:
    captured = attempt(state="captured", payment_ref="payment-1", round=2, in_flight=True)
    given(books, order(), attempt(), attempt(2))
    with books() as uow:
        uow.payments.save_attempt(captured)
        uow.commit()
    with books(read_only=True) as uow:
        payments = uow.payments
        assert payments.attempt("attempt-1", lock=False) == captured
        assert payments.attempt_by_ref("card", "session-1") == captured
        assert payments.attempt_by_payment("card", "payment-1") == captured
        assert payments.attempt_by_ref("paypal", "session-1") is None
        assert list(payments.attempts_of("order-1")) == [attempt(2), captured]


def test_a_provider_reference_belongs_to_one_attempt(books: UnitOfWorkFactory) -> None:
    given(books, order(), attempt(), attempt(2), attempt(3, method="paypal", provider_ref="session-1"))
    with books() as uow:
        with pytest.raises(DuplicateKey):
            uow.payments.save_attempt(attempt(2, provider_ref="session-1"))
        uow.payments.save_attempt(attempt(2, state="captured"))
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.payments.attempt("attempt-2") == attempt(2, state="captured")


def test_an_attempt_never_added_is_not_saved(books: UnitOfWorkFactory) -> None:
    with books() as uow, pytest.raises(LookupError):
        uow.payments.save_attempt(attempt())


def test_attempts_that_may_still_move_are_polled_longest_unasked_first(books: UnitOfWorkFactory) -> None:
    early = {"created_at": NOW - HOUR}
    given(
        books,
        order(),
        attempt(1, **early),
        attempt(2, **early, state="created", provider_ref=None),
        attempt(3, **early, state="abandoned"),
        attempt(4, **early, state="abandoned", expires_at=NOW - HOUR),
        attempt(5, **early, method="wire"),
        attempt(6, **early, state="captured"),
        attempt(7, created_at=LATER),
        attempt(8, **early, state="declined"),
    )
    with books() as uow:
        uow.payments.mark_polled("attempt-1", NOW - HOUR / 2)
        uow.payments.mark_polled("attempt-2", LATER)
        uow.commit()
    with books(read_only=True) as uow:
        polled = [each.id for each in uow.payments.to_poll(NOW, 9)]
        assert polled == ["attempt-3", "attempt-4", "attempt-8", "attempt-1"]
        assert [each.id for each in uow.payments.to_poll(NOW, 1)] == ["attempt-3"]


def test_money_is_booked_once(books: UnitOfWorkFactory) -> None:
    given(books, order())
    with books() as uow:
        answers = [
            uow.payments.book(entry()),
            uow.payments.book(entry(2, payment_ref="payment-1")),
            uow.payments.book(entry(3, method="paypal", payment_ref="payment-1")),
            uow.payments.book(entry(4, amount=Money(-(10**15), "JPY"))),
        ]
        uow.commit()
    assert answers == [True, False, True, True]
    with books(read_only=True) as uow:
        booked = list(uow.payments.ledger_of("order-1"))
    assert booked == [
        entry(),
        entry(3, method="paypal", payment_ref="payment-1"),
        entry(4, amount=Money(-(10**15), "JPY")),
    ]


def test_refunds_are_kept_and_listed(books: UnitOfWorkFactory) -> None:
    given(books, order(), attempt())
    done = refund(state="succeeded", provider_ref="re-1")
    with books() as uow:
        uow.payments.add_refund(refund())
        uow.payments.add_refund(refund(2))
        uow.payments.add_refund(refund(3, state="pending"))
        uow.payments.save_refund(done)
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.payments.refund("refund-1") == uow.payments.refund_by_ref("re-1") == done
        assert uow.payments.refund_by_ref("re-2") is None
        assert [each.id for each in uow.payments.refunds_of("order-1")] == ["refund-3", "refund-2", "refund-1"]
        assert [each.id for each in uow.payments.refunds_to_ask(NOW, 9)] == ["refund-2", "refund-3"]


def test_a_refund_just_asked_about_and_a_wires_wait(books: UnitOfWorkFactory) -> None:
    given(books, order(), attempt(), attempt(2, method="wire", provider_ref=None))
    with books() as uow:
        uow.payments.add_refund(refund())
        uow.payments.add_refund(refund(2, attempt_id="attempt-2", method="wire"))
        uow.payments.add_refund(refund(3))
        uow.payments.mark_refund_asked("refund-1", NOW)
        uow.commit()
    with books(read_only=True) as uow:
        assert [each.id for each in uow.payments.refunds_to_ask(NOW - HOUR, 9)] == ["refund-3"]
        assert [each.id for each in uow.payments.refunds_to_ask(NOW, 1)] == ["refund-1"]


# Cover.


def test_terms_and_units_are_listed_in_order(books: UnitOfWorkFactory) -> None:
    following = replace(TERM, period=Period(TERM.period.end, TERM.period.end.replace(year=2028)))
    given(books, order())
    with books() as uow:
        uow.terms.add_terms([term(1, position=1), term(2, term=following), term(3)])
        uow.terms.add_incidents([units(), units(2, position=1)])
        uow.commit()
    with books(read_only=True) as uow:
        assert list(uow.terms.terms_of("order-1")) == [term(3), term(2, term=following), term(1, position=1)]
        assert list(uow.terms.incidents_of("order-1")) == [units(2, position=1), units()]


def test_cover_is_booked_once_and_all_or_none(books: UnitOfWorkFactory) -> None:
    given(books, order())
    with books() as uow:
        uow.terms.add_terms([term()])
        uow.terms.add_incidents([units()])
        with pytest.raises(DuplicateKey):
            uow.terms.add_terms([term(2, position=5), term(3)])
        with pytest.raises(DuplicateKey):
            uow.terms.add_incidents([units(2, position=5), units(3)])
        uow.terms.add_terms([])
        uow.commit()
    with books(read_only=True) as uow:
        assert list(uow.terms.terms_of("order-1")) == [term()]
        assert list(uow.terms.incidents_of("order-1")) == [units()]


# The inbox, the outbox and the catalogue versions.


def test_a_notice_is_kept_once(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        answers = [
            uow.inbox.store("n1", "card", notice(), "{}", NOW),
            uow.inbox.store("n2", "card", notice(), "{}", NOW),
            uow.inbox.store("n3", "paypal", notice(), "{}", NOW),
        ]
        uow.commit()
    assert answers == [True, False, True]
    with books() as uow:
        leased = uow.inbox.lease(NOW, LATER, 9)
        assert [(each.id, each.provider, each.notice, each.tries) for each in leased] == [
            ("n1", "card", notice(), 0),
            ("n3", "paypal", notice(), 0),
        ]


def test_a_leased_notice_comes_back_when_the_lease_ends(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.inbox.store("n1", "card", notice(), "{}", NOW)
        taken = [[each.id for each in uow.inbox.lease(at, at + HOUR, 9)] for at in (NOW - HOUR, NOW, NOW, LATER)]
        uow.commit()
    assert taken == [[], ["n1"], [], ["n1"]]


def test_a_notice_is_tried_again_until_done(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.inbox.store("n1", "card", notice(), "{}", NOW)
        uow.inbox.lease(NOW, LATER, 9)
        uow.inbox.retry("n1", NOW, "not yet")
        assert [each.tries for each in uow.inbox.lease(NOW, LATER, 9)] == [1]
        uow.inbox.done("n1", NOW)
        assert list(uow.inbox.lease(LATER + HOUR, LATER + 2 * HOUR, 9)) == []
        uow.commit()


def test_mails_leave_oldest_first_and_are_tried_again_until_done(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        for number in range(3):
            uow.outbox.put(f"m{number}", MAIL, NOW)
        first = uow.outbox.lease(NOW, LATER, 2)
        assert [(each.id, each.message, each.tries) for each in first] == [("m0", MAIL, 0), ("m1", MAIL, 0)]
        uow.outbox.done("m0", NOW)
        uow.outbox.retry("m1", NOW, "refused")
        assert [(each.id, each.tries) for each in uow.outbox.lease(NOW, LATER, 9)] == [("m1", 1), ("m2", 0)]
        uow.commit()


def test_a_catalogue_version_is_kept_as_it_first_was(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.catalogues.keep("v", '{"a":"é"}', NOW)
        uow.catalogues.keep("v", "other", LATER)
        uow.commit()
    with books(read_only=True) as uow:
        assert (uow.catalogues.content("v"), uow.catalogues.content("w")) == ('{"a":"é"}', None)


# What only the databases can show.


def test_query_columns_repeat_what_the_documents_say(database: Engine) -> None:
    given(unit_of_work(database), order(paid=paid()))
    with database.connect() as connection:
        row = connection.execute(text("SELECT email, total_minor, currency, state FROM orders")).one()
    assert tuple(row) == ("buyer@example.com", (PRICE * 2).minor, "USD", "awaiting_payment")

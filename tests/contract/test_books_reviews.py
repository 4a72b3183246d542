"""Refunds and the list for staff, the same in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace

from plandesk.domain.payments import Closed, RefundLine, ValueTaken
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import NOW, PRICE, attempt, entry, order, refund, review

pytest_plugins = ["tests.contract.database_fixtures"]


def given(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.orders.add(order())
        uow.payments.add_attempt(attempt())
        uow.payments.book(entry())
        uow.commit()


def test_what_a_refund_is_for_is_kept(books: UnitOfWorkFactory) -> None:
    given(books)
    lines = (RefundLine(0, PRICE, ends_cover=True), RefundLine(2, PRICE))
    whole = refund(lines=lines, replaces="refund-0", requested_by="staff:f", taken=(ValueTaken("term-1", PRICE),))
    unknown = refund(2, attempt_id=None, order_id=None, method="wire", payment_ref="digest", review_id="review-1")
    with books() as uow:
        uow.payments.add_refund(whole)
        uow.payments.add_refund(unknown)
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.payments.refund("refund-1") == whole
        assert list(uow.payments.refunds_of_review("review-1")) == [unknown]


def test_the_refunds_of_one_payment_are_listed_newest_first(books: UnitOfWorkFactory) -> None:
    given(books)
    with books() as uow:
        for number in (1, 2):
            uow.payments.add_refund(refund(number))
        uow.payments.add_refund(refund(3, payment_ref="payment-2"))
        uow.commit()
    with books(read_only=True) as uow:
        assert [each.id for each in uow.payments.refunds_of_payment("payment-1")] == ["refund-2", "refund-1"]


def test_a_ledger_entry_is_found_by_its_id_and_by_its_name(books: UnitOfWorkFactory) -> None:
    given(books)
    moved = entry(2, payment_ref="moved:1", source_id="entry-1")
    with books() as uow:
        uow.payments.book(moved)
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.payments.entry("entry-2") == uow.payments.entry_by_ref("card", "moved:1") == moved
        assert uow.payments.entry("entry-9") is uow.payments.entry_by_ref("wire", "moved:1") is None


def test_reviews_are_listed_longest_first(books: UnitOfWorkFactory) -> None:
    given(books)
    items = [review(entry_id="entry-1"), review(2, order_id=None, amount=None, kind="notice", notice_id="notice-1")]
    with books() as uow:
        for item in items:
            uow.reviews.add(item)
        uow.commit()
    with books(read_only=True) as uow:
        assert list(uow.reviews.open()) == items
        assert list(uow.reviews.open_of("order-1")) == items[:1]
        assert uow.reviews.by_id("review-2") == items[1]
        assert uow.reviews.by_id("review-9") is None


def test_what_is_closed_leaves_the_list_and_stays_in_the_books(books: UnitOfWorkFactory) -> None:
    given(books)
    closed = replace(review(), closed=Closed(NOW, "staff:f", "kept", "a fee", "kept 1.00"))
    with books() as uow:
        uow.reviews.add(review())
        assert uow.reviews.by_id("review-1", lock=True) == review()
        uow.reviews.save(closed)
        uow.commit()
    with books(read_only=True) as uow:
        assert list(uow.reviews.open()) == []
        assert list(uow.reviews.of_order("order-1")) == [closed]

"""Disputes and the accounts of money, the same in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace

from plandesk.domain.accounts import Account
from plandesk.domain.disputes import Dispute
from plandesk.domain.money import Money
from plandesk.domain.payments import Closed
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import NOW, PRICE, TODAY, attempt, entry, notice, order, paid, refund, review

pytest_plugins = ["tests.contract.database_fixtures"]

DISPUTE = Dispute(
    id="dispute-1",
    method="card",
    provider_ref="du-1",
    payment_ref="payment-1",
    order_id="order-1",
    attempt_id="attempt-1",
    amount=PRICE,
    state="open",
    reason="fraudulent",
    opened_at=NOW,
    answer_by=TODAY,
    suspended=("term-1", "term-2"),
)

CLOSED = Closed(NOW, "staff:fin", "used", "agreed", "")


def given(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.orders.add(order(paid=paid()))
        uow.payments.add_attempt(attempt())
        uow.commit()


def test_a_dispute_is_kept_once_and_found_by_each_of_its_names(books: UnitOfWorkFactory) -> None:
    given(books)
    with books() as uow:
        assert uow.disputes.add(DISPUTE)
        assert not uow.disputes.add(replace(DISPUTE, id="dispute-2"))
        uow.disputes.save(replace(DISPUTE, state="lost"))
        uow.commit()
    with books(read_only=True) as uow:
        lost = replace(DISPUTE, state="lost")
        assert uow.disputes.by_id("dispute-1") == uow.disputes.by_ref("card", "du-1") == lost
        assert uow.disputes.by_ref("paypal", "du-1") is uow.disputes.by_id("dispute-2") is None
        assert list(uow.disputes.of_payment("payment-1")) == list(uow.disputes.of_order("order-1")) == [lost]


def test_the_accounts_say_what_the_ledger_and_the_orders_hold(books: UnitOfWorkFactory) -> None:
    given(books)
    whole, part = order().total, Money(100, order().total.currency)
    with books() as uow:
        uow.payments.book(entry(1, amount=whole))
        uow.payments.book(entry(2, amount=part))
        uow.payments.book(entry(3, amount=-part, payment_ref="refund:refund-1:sent"))
        uow.payments.book(entry(4, amount=-part, payment_ref="lost:dispute-1"))
        uow.payments.book(entry(5, amount=part, order_id=None))
        uow.payments.add_refund(refund(amount=part, state="succeeded"))
        uow.payments.add_refund(refund(2, amount=part, state="pending"))
        uow.payments.add_refund(refund(3, amount=part, state="succeeded", review_id="review-9"))
        uow.reviews.add(review(1, amount=part, entry_id="entry-2"))
        uow.reviews.add(review(2, amount=part))
        uow.payments.book(entry(6, amount=part))
        uow.reviews.add(
            review(3, amount=part, entry_id="entry-6", closed=Closed(NOW, "staff:fin", "kept", "agreed", ""))
        )
        uow.reviews.add(
            review(4, amount=part, entry_id="entry-2", closed=Closed(NOW, "staff:fin", "used", "agreed", ""))
        )
        uow.payments.book(entry(7, amount=part, method="write_off"))
        uow.payments.book(entry(8, amount=-part))
        uow.commit()
    with books(read_only=True) as uow:
        (sums,) = uow.accounts.totals()
        faults = uow.accounts.unbalanced(9)
    minor = whole.minor
    assert sums == Account(None, whole.currency, minor, minor, 100, 100, 100, 100, 100)
    assert (sums.difference, sums.is_balanced) == (part, False)
    assert list(faults) == [Account(None, whole.currency, 100)]


def test_a_closed_notice_is_opened_again_with_all_its_tries(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.inbox.store("notice-1", "card", notice(), "body", NOW)
        uow.inbox.retry("notice-1", NOW, "fits nothing")
        uow.inbox.done("notice-1", NOW)
        uow.commit()
    with books() as uow:
        assert not uow.inbox.lease(NOW, NOW, 9)
        uow.inbox.again("notice-1", NOW)
        (found,) = uow.inbox.lease(NOW, NOW, 9)
        uow.commit()
    assert (found.id, found.tries) == ("notice-1", 0)

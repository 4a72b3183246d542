"""Attempts, the ledger and refunds as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select, update
from sqlalchemy.exc import IntegrityError

from plandesk.adapters.db.lookup import learn
from plandesk.adapters.db.rows import insert_new, money_columns, update_one
from plandesk.adapters.db.tables import attempts, ledger, refunds
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.money import Money
from plandesk.domain.orders import Method
from plandesk.domain.payments import UNSETTLED, Attempt, Refund, RefundState
from plandesk.services.books.payments import LedgerEntry

_MOVING: frozenset[RefundState] = frozenset({"requested", "pending"})


class SqlPayments:
    """Payments in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_attempt(self, attempt: Attempt) -> None:
        """Insert an attempt.

        Raises:
            DuplicateKey: its id or (method, provider_ref) is taken; the transaction stays usable.
        """
        row = {**_attempt_values(attempt), "asked_at": attempt.created_at}
        if not insert_new(self._connection, attempts, [row]):
            raise DuplicateKey(what="attempt")
        self._learn(attempt)

    def save_attempt(self, attempt: Attempt) -> None:
        """Write a changed attempt.

        Raises:
            DuplicateKey: another attempt has its (method, provider_ref); the transaction stays usable.
        """
        try:
            with self._connection.begin_nested():
                update_one(
                    self._connection,
                    update(attempts).where(attempts.c.id == attempt.id).values(_attempt_values(attempt)),
                )
        except IntegrityError as error:
            raise DuplicateKey(what="provider_ref") from error
        self._learn(attempt)

    def attempt(self, attempt_id: str, *, lock: bool = False) -> Attempt | None:
        """Find by our id; `lock` holds the row until the transaction ends."""
        query = select(attempts).where(attempts.c.id == attempt_id)
        return self._attempt(query.with_for_update() if lock else query)

    def attempt_by_ref(self, method: Method, provider_ref: str) -> Attempt | None:
        """Find by the provider's session or order id."""
        return self._attempt(
            select(attempts).where(attempts.c.method == method, attempts.c.provider_ref == provider_ref)
        )

    def attempt_by_payment(self, method: Method, payment_ref: str) -> Attempt | None:
        """Find by the provider's payment or capture id."""
        return self._attempt(select(attempts).where(attempts.c.method == method, attempts.c.payment_ref == payment_ref))

    def attempts_of(self, order_id: str) -> Sequence[Attempt]:
        """List an order's attempts, newest first."""
        query = select(attempts).where(attempts.c.order_id == order_id).order_by(attempts.c.seq.desc())
        return [_to_attempt(row) for row in self._connection.execute(query)]

    def to_poll(self, idle_since: datetime, limit: int) -> Sequence[Attempt]:
        """List attempts to ask the provider about, the longest unasked first.

        Of those given up, the page may live until `expires_at`; held against `idle_since`, which lies in the past, that
        asks once more after the page has closed.
        """
        query = (
            select(attempts)
            .where(attempts.c.method != "wire", attempts.c.asked_at <= idle_since, attempts.c.state.in_(UNSETTLED))
            .order_by(attempts.c.asked_at, attempts.c.seq)
            .limit(limit)
        )
        return [_to_attempt(row) for row in self._connection.execute(query)]

    def mark_polled(self, attempt_id: str, at: datetime) -> None:
        """Remember when the provider was last asked."""
        update_one(self._connection, update(attempts).where(attempts.c.id == attempt_id).values(asked_at=at))

    def book(self, entry: LedgerEntry) -> bool:
        """Append to the ledger; False, with the transaction usable, where (method, payment_ref) is already booked."""
        row = {
            "id": entry.id,
            "method": entry.method,
            "payment_ref": entry.payment_ref,
            "order_id": entry.order_id,
            "attempt_id": entry.attempt_id,
            "counted_on": entry.on,
            "recorded_at": entry.recorded_at,
            "source_id": entry.source_id,
            **money_columns(entry.amount),
        }
        return bool(insert_new(self._connection, ledger, [row], key=("method", "payment_ref")))

    def entry(self, entry_id: str) -> LedgerEntry | None:
        """Find a ledger entry by its id."""
        row = self._connection.execute(select(ledger).where(ledger.c.id == entry_id)).one_or_none()
        return None if row is None else _to_entry(row)

    def entry_by_ref(self, method: str, payment_ref: str) -> LedgerEntry | None:
        """Find a ledger entry by its unique name."""
        query = select(ledger).where(ledger.c.method == method, ledger.c.payment_ref == payment_ref)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _to_entry(row)

    def moved_from(self, entry_id: str) -> Sequence[LedgerEntry]:
        """List the entries whose money came in by another, oldest first."""
        rows = self._connection.execute(select(ledger).where(ledger.c.source_id == entry_id).order_by(ledger.c.seq))
        return [_to_entry(row) for row in rows]

    def ledger_of(self, order_id: str) -> Sequence[LedgerEntry]:
        """List an order's ledger entries, oldest first."""
        rows = self._connection.execute(select(ledger).where(ledger.c.order_id == order_id).order_by(ledger.c.seq))
        return [_to_entry(row) for row in rows]

    def add_refund(self, refund: Refund) -> None:
        """Insert a refund.

        Raises:
            DuplicateKey: its id is taken; the transaction stays usable.
        """
        if not insert_new(self._connection, refunds, [_refund_values(refund)]):
            raise DuplicateKey(what="refund")
        self._learn_refund(refund)

    def save_refund(self, refund: Refund) -> None:
        """Write a changed refund."""
        update_one(self._connection, update(refunds).where(refunds.c.id == refund.id).values(_refund_values(refund)))
        self._learn_refund(refund)

    def refund(self, refund_id: str) -> Refund | None:
        """Find by our id."""
        return next(iter(self._refunds(refunds.c.id == refund_id, refunds.c.seq)), None)

    def refund_by_ref(self, provider_ref: str) -> Refund | None:
        """Find by the provider's id; the newest, should two providers ever use the same one."""
        return next(iter(self._refunds(refunds.c.provider_ref == provider_ref, refunds.c.seq.desc())), None)

    def refunds_of(self, order_id: str) -> Sequence[Refund]:
        """List an order's refunds, newest first."""
        return self._refunds(refunds.c.order_id == order_id, refunds.c.seq.desc())

    def refunds_of_payment(self, payment_ref: str) -> Sequence[Refund]:
        """List the refunds of one payment, newest first."""
        return self._refunds(refunds.c.payment_ref == payment_ref, refunds.c.seq.desc())

    def refunds_of_review(self, review_id: str) -> Sequence[Refund]:
        """List the refunds of listed money, newest first."""
        return self._refunds(refunds.c.review_id == review_id, refunds.c.seq.desc())

    def refunds_to_ask(self, idle_since: datetime, limit: int) -> Sequence[Refund]:
        """List refunds requested or pending at a provider and not asked about since `idle_since`; longest first."""
        quiet = refunds.c.asked_at.is_(None) | (refunds.c.asked_at <= idle_since)
        return self._refunds(refunds.c.state.in_(_MOVING) & (refunds.c.method != "wire") & quiet, refunds.c.seq)[:limit]

    def mark_refund_asked(self, refund_id: str, at: datetime) -> None:
        """Remember when the provider was last asked about a refund."""
        update_one(self._connection, update(refunds).where(refunds.c.id == refund_id).values(asked_at=at))

    def _learn(self, attempt: Attempt) -> None:
        """Let the order be found by what the provider calls its payment; a wire has the bank's own reference."""
        named = [each for each in (attempt.provider_ref, attempt.payment_ref) if each]
        if named and attempt.method != "wire":
            learn(self._connection, "order", attempt.order_id, named, attempt.created_at)

    def _learn_refund(self, refund: Refund) -> None:
        """Let the order be found by what a provider, or the bank that sent a wire back, calls its refund."""
        if refund.order_id is not None and refund.provider_ref:
            learn(self._connection, "order", refund.order_id, [refund.provider_ref], refund.created_at)

    def _attempt(self, query: Select[Any]) -> Attempt | None:
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _to_attempt(row)

    def _refunds(self, condition: ColumnElement[bool], order: ColumnElement[Any]) -> list[Refund]:
        rows = self._connection.execute(select(refunds).where(condition).order_by(order))
        return [_to_refund(row) for row in rows]


def _attempt_values(attempt: Attempt) -> dict[str, Any]:
    return {
        "id": attempt.id,
        "order_id": attempt.order_id,
        "method": attempt.method,
        "state": attempt.state,
        "created_at": attempt.created_at,
        "expires_at": attempt.expires_at,
        "provider_ref": attempt.provider_ref,
        "payment_ref": attempt.payment_ref,
        "redirect_url": attempt.redirect_url,
        "round": attempt.round,
        "in_flight": attempt.in_flight,
        **money_columns(attempt.amount),
    }


def _to_attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        id=row.id,
        order_id=row.order_id,
        method=row.method,
        state=row.state,
        amount=Money(row.amount_minor, row.currency),
        created_at=row.created_at,
        expires_at=row.expires_at,
        provider_ref=row.provider_ref,
        payment_ref=row.payment_ref,
        redirect_url=row.redirect_url,
        round=row.round,
        in_flight=row.in_flight,
    )


def _to_entry(row: Row[Any]) -> LedgerEntry:
    return LedgerEntry(
        id=row.id,
        method=row.method,
        payment_ref=row.payment_ref,
        order_id=row.order_id,
        attempt_id=row.attempt_id,
        amount=Money(row.amount_minor, row.currency),
        on=row.counted_on,
        recorded_at=row.recorded_at,
        source_id=row.source_id,
    )


def _refund_values(refund: Refund) -> dict[str, Any]:
    return {
        "id": refund.id,
        "attempt_id": refund.attempt_id,
        "order_id": refund.order_id,
        "state": refund.state,
        "reason": refund.reason,
        "created_at": refund.created_at,
        "method": refund.method,
        "payment_ref": refund.payment_ref,
        "provider_ref": refund.provider_ref,
        "lines": refund.lines,
        "review_id": refund.review_id,
        "replaces": refund.replaces,
        "requested_by": refund.requested_by,
        "taken": refund.taken,
        **money_columns(refund.amount),
    }


def _to_refund(row: Row[Any]) -> Refund:
    return Refund(
        id=row.id,
        attempt_id=row.attempt_id,
        order_id=row.order_id,
        amount=Money(row.amount_minor, row.currency),
        state=row.state,
        reason=row.reason,
        created_at=row.created_at,
        method=row.method,
        payment_ref=row.payment_ref,
        provider_ref=row.provider_ref,
        lines=row.lines,
        review_id=row.review_id,
        replaces=row.replaces,
        requested_by=row.requested_by,
        taken=row.taken,
    )

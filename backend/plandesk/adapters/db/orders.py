"""Orders and their history as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update

from plandesk.adapters.db.lookup import keep_new, key_rows, learn, words_of_order
from plandesk.adapters.db.rows import insert_new
from plandesk.adapters.db.tables import order_events, orders
from plandesk.domain.customers import address_key
from plandesk.domain.errors import DuplicateKey, StaleOrder
from plandesk.domain.orders import Order
from plandesk.services.books.orders import OrderEventRow

_SAME_NAMED = (
    *("id", "number", "token", "state", "revision", "buyer", "selection", "breakdown", "schedules"),
    *("catalogue_version", "terms_version", "placed_at", "ordered_on", "expires_at", "idempotency_key"),
    *("request_digest", "paid", "correction", "customer_id", "quote_id"),
)
_UNIQUE: Final = ("idempotency_key", "number", "token", "id")
# Built once: building a statement costs about as much as running it.
_BY = {name: select(orders).where(orders.c[name] == bindparam("wanted")) for name in _UNIQUE}
_HISTORY = select(order_events).where(order_events.c.order_id == bindparam("wanted")).order_by(order_events.c.seq)
_RECORD = order_events.insert()


class SqlOrders:
    """Orders in one transaction.

    A row carries `row_version`, which every save raises by one. The repository remembers the version it last read of
    each order, and a save writes over that version alone: the order's own `revision` cannot serve, since a save may
    leave it as it is (a payment is noted, a correction withdrawn) and may also follow several moves.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._versions: dict[str, int] = {}

    def add(self, order: Order) -> None:
        """Insert an order.

        Raises:
            DuplicateKey: the idempotency key, the number or the token is taken; the transaction stays usable.
        """
        if not insert_new(self._connection, orders, [{**_values(order), "row_version": 1}]):
            raise DuplicateKey(what=self._taken(order))
        keep_new(self._connection, key_rows("order", order.id, words_of_order(order), order.placed_at))
        self._learn_customer(order)
        self._versions[order.id] = 1

    def by_token(self, token: str, *, lock: bool = False) -> Order | None:
        """Find by address; `lock` holds the row until the transaction ends."""
        return self._one("token", token, lock=lock)

    def by_number(self, number: str, *, lock: bool = False) -> Order | None:
        """Find by the number people quote."""
        return self._one("number", number, lock=lock)

    def by_id(self, order_id: str, *, lock: bool = False) -> Order | None:
        """Find by id."""
        return self._one("id", order_id, lock=lock)

    def by_idempotency_key(self, key: str) -> Order | None:
        """Find the order a key already placed."""
        return self._one("idempotency_key", key, lock=False)

    def save(self, order: Order) -> None:
        """Write a changed order that was read, or added, in this transaction.

        Raises:
            StaleOrder: another writer was faster, the order goes back to an older revision, or it was not read here.
        """
        version = self._versions.get(order.id)
        if version is None:
            raise StaleOrder(number=order.number)
        written = self._connection.execute(
            update(orders)
            .where(orders.c.id == order.id, orders.c.row_version == version, orders.c.revision <= order.revision)
            .values(**_values(order), row_version=version + 1)
        )
        if not written.rowcount:
            raise StaleOrder(number=order.number)
        self._versions[order.id] = version + 1
        self._learn_customer(order)

    def record(self, event: OrderEventRow) -> None:
        """Append to the history."""
        self._connection.execute(
            _RECORD,
            {
                "order_id": event.order_id,
                "at": event.at,
                "event": event.event,
                "actor": event.actor,
                "facts": dict(event.facts),
            },
        )
        if event.event == "wire_booked":
            learn(self._connection, "order", event.order_id, [event.facts["reference"]], event.at)

    def history(self, order_id: str) -> Sequence[OrderEventRow]:
        """Return the history, oldest first."""
        rows = self._connection.execute(_HISTORY, {"wanted": order_id})
        return [OrderEventRow(row.order_id, row.at, row.event, row.actor, row.facts) for row in rows]

    def unpaid_past(self, now: datetime, limit: int) -> Sequence[Order]:
        """List orders that await payment and have run out, longest first."""
        rows = self._connection.execute(
            select(orders)
            .where(orders.c.state == "awaiting_payment", orders.c.expires_at <= now)
            .order_by(orders.c.expires_at, orders.c.seq)
            .limit(limit)
        )
        return [self._read(row) for row in rows]

    def awaiting_approval(self) -> Sequence[Order]:
        """List orders that wait for staff, longest first: by when their money was captured."""
        rows = self._connection.execute(
            select(orders).where(orders.c.state == "awaiting_approval").order_by(orders.c.captured_at, orders.c.seq)
        )
        return [self._read(row) for row in rows]

    def of_customer(self, customer_id: str, *, limit: int | None = None) -> Sequence[Order]:
        """List a customer's orders, newest first, or the newest of them."""
        query = select(orders).where(orders.c.customer_id == customer_id).order_by(orders.c.seq.desc()).limit(limit)
        return [self._read(row) for row in self._connection.execute(query)]

    def unclaimed_of(self, email: str) -> Sequence[Order]:
        """List the guest orders placed with a mail address, in whatever case, oldest first."""
        guests = orders.c.customer_id.is_(None)
        query = select(orders).where(orders.c.email == address_key(email), guests).order_by(orders.c.seq)
        return [self._read(row) for row in self._connection.execute(query)]

    def _one(self, name: str, wanted: str, *, lock: bool) -> Order | None:
        query = _BY[name]
        row = self._connection.execute(query.with_for_update() if lock else query, {"wanted": wanted}).one_or_none()
        return None if row is None else self._read(row)

    def _learn_customer(self, order: Order) -> None:
        """Let a customer be found by the numbers of its orders."""
        if order.customer_id is not None:
            learn(self._connection, "customer", order.customer_id, [order.number], order.placed_at)

    def _read(self, row: Row[Any]) -> Order:
        self._versions[row.id] = row.row_version
        return order_of(row)

    def _taken(self, order: Order) -> str:
        for name in _UNIQUE:
            if self._connection.scalar(select(orders.c.seq).where(orders.c[name] == getattr(order, name))):
                return name
        return "order"


def order_of(row: Row[Any]) -> Order:
    """Return the order of a row that was read to be looked at; one that is to be saved comes from the repository."""
    return Order(**{name: getattr(row, name) for name in _SAME_NAMED})


def _values(order: Order) -> dict[str, Any]:
    return {
        **{name: getattr(order, name) for name in _SAME_NAMED},
        "email": address_key(order.buyer.email),
        "total_minor": order.total.minor,
        "currency": order.total.currency,
        "captured_at": order.paid.captured_at if order.paid else None,
    }

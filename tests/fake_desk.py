"""The desk's lists in memory: everything is sorted whole and cut, which is what the real one must come to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from plandesk.adapters.db.lookup import (
    words_of_contact,
    words_of_customer,
    words_of_installation,
    words_of_order,
    words_of_quote,
)
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Customer, address_key
from plandesk.domain.lookup import lookup_key
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.services.books.desk import (
    CustomerRow,
    OrderRow,
    Placed,
    Position,
    QuoteRow,
    ReviewRow,
    Row,
    TermRow,
    Wanted,
)

if TYPE_CHECKING:
    from tests.fake_books import Tables

FALLING = frozenset({"newest", "largest", "latest"})


@dataclass(frozen=True)
class Listed:
    """A row before it is placed: what it is sorted by, when it came, and what finds it."""

    row: Row
    seq: int
    by: dict[str, tuple[Any, ...]]
    at: datetime | None = None
    words: Sequence[str | None] = ()


class FakeDesk:
    """Pages of lists of what the tables hold."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def page(self, wanted: Wanted) -> Sequence[Placed]:
        placed = self._sorted(wanted)
        if wanted.beside is not None:
            where = _where(placed, wanted.beside)
            placed = placed[:where][-wanted.limit :] if wanted.back else placed[where + 1 :]
        return placed[-wanted.limit :] if wanted.back else placed[: wanted.limit]

    def count(self, wanted: Wanted) -> int:
        return len(self._sorted(wanted)[: wanted.limit])

    def _sorted(self, wanted: Wanted) -> list[Placed]:
        rows = list(self._lists()[wanted.list](wanted))
        if wanted.key is None:
            rows.sort(key=lambda each: (*each.by[wanted.sort], each.seq), reverse=wanted.sort in FALLING)
            return [Placed(each.row, Position(_told(each.by[wanted.sort]), each.seq)) for each in rows]
        found = [(min(keys), _age(each), each) for each in rows if (keys := _begun(each.words, wanted.key))]
        found.sort(key=lambda each: each[:2])
        return [Placed(each.row, Position((key,), each.seq)) for key, _, each in found]

    def _lists(self) -> dict[str, Callable[[Wanted], Iterator[Listed]]]:
        return {
            "orders": lambda wanted: self._orders(wanted.state),
            "wires": lambda wanted: self._wires(),
            "approvals": lambda wanted: self._orders("awaiting_approval"),
            "customers": lambda wanted: self._customers(),
            "terms": self._terms,
            "quotes": self._quotes,
            "reviews": self._reviews,
        }

    def _orders(self, state: str | None) -> Iterator[Listed]:
        for seq, order in enumerate(self._tables.orders.values()):
            if state in (None, order.state):
                captured = order.paid.captured_at if order.paid else None
                by = {"oldest": (), "largest": (order.total.minor,), "due": (order.expires_at,), "longest": (captured,)}
                by |= {"newest": (captured,) if state == "awaiting_approval" else (), "latest": (order.expires_at,)}
                yield Listed(self._order(order), seq, by, order.placed_at, self._words(order))

    def _order(self, order: Order) -> OrderRow:
        entries = (each.amount for each in self._tables.ledger if each.order_id == order.id)
        received = sum(each.minor for each in entries if each.currency == order.total.currency)
        return OrderRow(
            number=order.number,
            state=order.state,
            buyer=order.buyer,
            total=order.total,
            received=Money(received, order.total.currency),
            placed_at=order.placed_at,
            expires_at=order.expires_at,
            ordered_on=order.ordered_on,
            captured_at=order.paid.captured_at if order.paid else None,
            catalogue_version=order.catalogue_version,
            customer_id=order.customer_id,
        )

    def _words(self, order: Order) -> list[str | None]:
        words = words_of_order(order)
        for attempt in self._tables.attempts.values():
            if attempt.order_id == order.id and attempt.method != "wire":
                words += [attempt.provider_ref, attempt.payment_ref]
        booked = (each for each in self._tables.history if each.order_id == order.id and each.event == "wire_booked")
        return words + [each.facts["reference"] for each in booked]

    def _wires(self) -> Iterator[Listed]:
        wired = {each.order_id for each in self._tables.attempts.values() if each.method == "wire" and each.is_open}
        numbers = {each.number for each in self._tables.orders.values() if each.id in wired}
        for each in self._orders("awaiting_payment"):
            if isinstance(each.row, OrderRow) and each.row.number in numbers:
                yield each

    def _customers(self) -> Iterator[Listed]:
        for seq, customer in enumerate(self._tables.customers.values()):
            rooms = [each for each in self._tables.installations.values() if each.customer_id == customer.id]
            words = words_of_customer(customer)
            for contact in self._tables.contacts.values():
                words += words_of_contact(contact) if contact.customer_id == customer.id else []
            for room in rooms:
                words += words_of_installation(room)
            open_terms = [each for each in self._tables.terms.values() if each.closed_on is None]
            ends = [each.term.period.end for each in open_terms if each.installation_id in {room.id for room in rooms}]
            row = CustomerRow(customer, len(rooms), max(ends, default=None))
            yield Listed(row, seq, {"name": (customer.name,), "newest": ()}, customer.created_at, words)

    def _terms(self, wanted: Wanted) -> Iterator[Listed]:
        held = [(seq, each) for seq, each in enumerate(self._tables.terms.values()) if each.closed_on is None]
        ends = {each.installation_id: [] for _, each in held}  # type: dict[str | None, list[date]]
        for _, each in held:
            ends[each.installation_id].append(each.term.period.end)
        for seq, each in held:
            end = each.term.period.end
            followed = each.installation_id is not None and max(ends[each.installation_id]) > end
            if not followed and _in_reach(end, wanted):
                owner = self._owner(each)
                by = {"soonest": (end,), "latest": (end,)}
                yield Listed(self._term(each, owner), seq, by)

    def _quotes(self, wanted: Wanted) -> Iterator[Listed]:
        for seq, quote in enumerate(self._tables.quotes.values()):
            order = self._tables.orders.get(quote.order_id or "")
            row = QuoteRow(
                **{each.name: getattr(quote, each.name) for each in fields(QuoteRow) if hasattr(quote, each.name)},
                company=quote.addressee.company,
                email=address_key(quote.addressee.email) if quote.addressee.email else None,
                approval_state=quote.approval.state if quote.approval else None,
                order_number=order.number if order else None,
                order_state=order.state if order else None,
            )
            row = replace(row, total=order.total) if order else row
            if wanted.state is None or _is(row, wanted):
                by: dict[str, tuple[Any, ...]] = {"newest": (), "oldest": ()}
                yield Listed(row, seq, by, quote.created_at, words_of_quote(quote))

    def _reviews(self, wanted: Wanted) -> Iterator[Listed]:
        for seq, item in enumerate(self._tables.reviews.values()):
            if wanted.state is None or (wanted.state == "closed") is (item.closed is not None):
                order = self._tables.orders.get(item.order_id or "")
                row = ReviewRow(
                    id=item.id,
                    kind=item.kind,
                    created_at=item.created_at,
                    detail=item.detail,
                    amount=item.amount,
                    held=item.held is not None,
                    order_number=order.number if order else None,
                    company=order.buyer.company if order else None,
                    closed_at=item.closed.at if item.closed else None,
                    closed_by=item.closed.by if item.closed else None,
                    resolution=item.closed.resolution if item.closed else None,
                    reason=item.closed.reason if item.closed else None,
                )
                words = self._words(order) if order else []
                yield Listed(row, seq, {"longest": (), "newest": ()}, order.placed_at if order else None, words)

    def _owner(self, term: BookedTerm) -> Customer | None:
        room = self._tables.installations.get(term.installation_id or "")
        return self._tables.customers[room.customer_id] if room else None

    def _term(self, term: BookedTerm, owner: Customer | None) -> TermRow:
        room = self._tables.installations.get(term.installation_id or "")
        order = self._tables.orders.get(term.order_id or "")
        return TermRow(
            term_id=term.id,
            plan=term.term.plan,
            catalogue_version=term.catalogue_version,
            ends_on=term.term.period.end,
            installation=room.name if room else term.installation,
            reference=room.reference if room else None,
            installation_id=term.installation_id,
            customer_id=owner.id if owner else None,
            customer_name=owner.name if owner else None,
            order_number=order.number if order else None,
        )


def _is(row: QuoteRow, wanted: Wanted) -> bool:
    """Tell by the clock what a quote is called in the list."""
    over = row.state == "issued" and row.expires_at is not None and row.expires_at <= wanted.now
    open_ = row.state == "issued" and not over
    told = {
        "to_approve": row.state == "draft" and row.approval_state == "asked",
        "issued": open_,
        "sent": open_ and row.sent_at is not None,
        "opened": open_ and row.opened_at is not None,
        "expiring": open_ and row.expires_at is not None and row.expires_at <= wanted.soon,
        "accepted": row.state in ("accepted", "ordered"),
        "paid": row.order_state is not None and row.order_state not in ("awaiting_payment", "expired", "cancelled"),
        "expired": row.state == "expired" or over,
    }
    return told.get(wanted.state or "", row.state == wanted.state)


def _in_reach(end: date, wanted: Wanted) -> bool:
    last, ahead = end - timedelta(days=1), (end - timedelta(days=1) - wanted.today).days
    match wanted.state:
        case "within_30_days" | "within_90_days":
            return 0 <= ahead <= int(wanted.state.split("_")[1])
        case "later":
            return ahead > 90
        case "ended":
            return last < wanted.today
    return True


def _where(placed: Sequence[Placed], position: Position) -> int:
    for index, each in enumerate(placed):
        if each.position == position:
            return index
    raise ValueError("a position of another order")


def _age(listed: Listed) -> float:
    return -listed.at.timestamp() if listed.at else 0


def _begun(words: Sequence[str | None], key: str) -> list[str]:
    keys = (lookup_key(word) for word in words if word)
    return [each for each in keys if each.startswith(key)]


def _told(by: tuple[Any, ...]) -> tuple[str | int, ...]:
    return tuple(each.isoformat() if isinstance(each, date) else each for each in by)

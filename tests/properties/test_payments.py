"""Whatever happens to payments, and in whatever order: no money is lost, none pays twice, nothing goes backward."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import MOVES as ORDER_MOVES
from plandesk.domain.orders import Method, Order, OrderMoveRefused
from plandesk.domain.payments import MOVES as ATTEMPT_MOVES
from plandesk.domain.payments import (
    Attempt,
    MethodUnavailable,
    OrderNotPayable,
    ProviderReport,
    ProviderUnavailable,
    RefundState,
    ReportStatus,
    WireRefused,
)
from plandesk.services.approvals import approve_order, reject_order
from plandesk.services.cancellation import cancel_order
from plandesk.services.orders import expire_orders
from plandesk.services.payments import abandon_return, poll_attempts, settle_return, start_attempt
from plandesk.services.sent_refunds import send_refunds
from plandesk.services.settlement import apply_report
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.services.wire_money import confirm_wire
from tests.factories import World, extension, incidents, new

MONEY_KINDS = {"early", "late", "surplus", "short", "over", "wrong_currency"}
MOST_ORDERS = 2
"""Few orders, so that much happens to each."""
SELECTIONS = [(new("pbx.basic", 2),), (incidents("dev", 3), new()), (extension(),)]
AMOUNTS: Mapping[str, Callable[[Money], Money]] = {
    "exact": lambda owed: owed,
    "short": lambda owed: Money(owed.minor - 1, owed.currency),
    "over": lambda owed: Money(owed.minor + 1, owed.currency),
    "other currency": lambda owed: Money(owed.minor, "EUR"),
}
# Exact stands often: most histories should reach a paid order.
amounts = st.sampled_from(["exact"] * 6 + list(AMOUNTS))


def later(table: Iterable[tuple[tuple[str, str], str]]) -> Mapping[str, set[str]]:
    """Return what can still be reached from each state, itself included."""
    moves = dict(table)
    reached: dict[str, set[str]] = {}
    for left, _ in moves:
        found, new_found = {left}, {left}
        while new_found:
            new_found = {to for (start, _), to in moves.items() if start in new_found} - found
            found |= new_found
        reached[left] = found
    return reached


LATER_ORDER, LATER_ATTEMPT = later(ORDER_MOVES.items()), later(ATTEMPT_MOVES.items())


class PaymentHistories(RuleBasedStateMachine):
    """Buyers, staff, providers and the worker act at random on up to a few orders."""

    orders = Bundle("orders")
    attempts = Bundle("attempts")
    notices = Bundle("notices")

    @initialize()
    def open_shop(self) -> None:
        self.world = World()
        self.order_states: dict[str, str] = {}
        self.attempt_states: dict[str, str] = {}

    # What the buyer does.

    @precondition(lambda self: len(self.world.books.tables.orders) < MOST_ORDERS)
    @rule(target=orders, lines=st.sampled_from(SELECTIONS))
    def place(self, lines: tuple[object, ...]) -> Order:
        return self.world.place(*lines)  # type: ignore[arg-type]  # Lines of three kinds.

    @rule(target=attempts, order=orders, method=st.sampled_from(["card", "paypal", "wire"]))
    def start(self, order: Order, method: Method) -> Attempt | None:
        try:
            return start_attempt(order.token, method, ports=self.world.ports)[0]
        except (OrderNotPayable, MethodUnavailable, ProviderUnavailable):
            return None

    @rule(attempt=attempts, amount=amounts)
    def pay(self, attempt: Attempt | None, amount: str) -> None:
        if self._page_of(attempt) != "captured" and attempt and attempt.provider_ref:
            self.world.gateways[attempt.method].pay(attempt.provider_ref, AMOUNTS[amount](attempt.amount))

    @rule(attempt=attempts, status=st.sampled_from(["approved", "declined", "pending", "failed", "expired", "open"]))
    def report(self, attempt: Attempt | None, status: ReportStatus) -> None:
        if self._page_of(attempt) != "captured" and attempt and attempt.provider_ref:
            self.world.gateways[attempt.method].report(attempt.provider_ref, status)

    @rule(attempt=attempts)
    def pay_and_come_back(self, attempt: Attempt | None) -> None:
        self.pay(attempt, "exact")
        self.come_back(attempt)

    @rule(attempt=attempts)
    def come_back(self, attempt: Attempt | None) -> None:
        if attempt and attempt.method != "wire":
            settle_return(attempt.method, attempt.id, ports=self.world.ports)

    @rule(attempt=attempts)
    def leave(self, attempt: Attempt | None) -> None:
        if attempt and attempt.method != "wire":
            abandon_return(attempt.method, attempt.id, ports=self.world.ports)

    @rule(order=orders, meant=st.sampled_from([False, False, False, True]))
    def cancel(self, order: Order, meant: bool) -> None:
        if meant:
            self._allowing(lambda: cancel_order(order.token, ports=self.world.ports), OrderMoveRefused)

    # What providers and banks do.

    @rule(target=notices, attempt=attempts)
    def notify(self, attempt: Attempt | None) -> tuple[Method, bytes, dict[str, str]] | None:
        if self._page_of(attempt) is None or attempt is None or attempt.provider_ref is None:
            return None
        body, headers = self.world.gateways[attempt.method].webhook("payment.updated", attempt.provider_ref)
        receive_webhook(attempt.method, body, headers, ports=self.world.ports)
        return attempt.method, body, headers

    @rule(notice=notices)
    def notify_again(self, notice: tuple[Method, bytes, dict[str, str]] | None) -> None:
        if notice:
            receive_webhook(*notice, ports=self.world.ports)

    @rule(attempt=attempts, amount=amounts)
    def capture_again(self, attempt: Attempt | None, amount: str) -> None:
        self._report_money(attempt, amount, payment_ref="again", named=None)

    @rule(attempt=attempts, amount=amounts)
    def name_another_attempt(self, attempt: Attempt | None, amount: str) -> None:
        self._report_money(attempt, amount, payment_ref="foreign", named="id-999999")

    @rule(
        method=st.sampled_from(["card", "paypal"]),
        step=st.sampled_from(["start", "settle", "close", "refund"]),
        late=st.booleans(),
    )
    def break_down(self, method: Method, step: str, late: bool) -> None:
        self.world.gateways[method].break_down(step, after_effect=late)  # type: ignore[arg-type]  # One of its steps.

    @rule(method=st.sampled_from(["card", "paypal"]), state=st.sampled_from(["pending", "succeeded", "failed"]))
    def refund_as(self, method: Method, state: RefundState) -> None:
        self.world.gateways[method].refund_state = state

    # What staff and the worker do.

    @rule(order=orders, amount=amounts, days=st.integers(-1, 3), reference=st.sampled_from(["bank-1", "bank-2"]))
    def confirm_wire(self, order: Order, amount: str, days: int, reference: str) -> None:
        received_on = self.world.clock.now().date() - timedelta(days=days)
        money = AMOUNTS[amount](order.total)
        self._allowing(
            lambda: confirm_wire(order.number, money, received_on, reference, staff="fin", ports=self.world.ports),
            WireRefused,
        )

    @rule(order=orders)
    def approve(self, order: Order) -> None:
        self._allowing(
            lambda: approve_order(order.number, staff="s", reason="seen", ends={}, ports=self.world.ports),
            OrderMoveRefused,
        )

    @rule(order=orders)
    def reject(self, order: Order) -> None:
        self._allowing(
            lambda: reject_order(order.number, staff="s", reason="unknown", ports=self.world.ports), OrderMoveRefused
        )

    @rule(minutes=st.sampled_from([1, 5, 70, 24 * 60, 8 * 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.world.clock.advance(minutes=minutes)

    @rule()
    def work(self) -> None:
        process_inbox(ports=self.world.ports)
        poll_attempts(ports=self.world.ports)
        expire_orders(ports=self.world.ports)
        send_refunds(ports=self.world.ports)

    # What always holds.

    @invariant()
    def an_order_is_fulfilled_exactly_once(self) -> None:
        tables = self.world.books.tables
        confirmed = Counter(subject.split(":")[0] for subject in self.world.subjects() if "what it covers" in subject)
        for order in tables.orders.values():
            done = order.state == "fulfilled"
            expected = sum(len(each.terms) for each in order.schedules) if done else 0
            assert len([term for term in tables.terms.values() if term.order_id == order.id]) == expected
            units = [each.units for each in tables.incidents.values() if each.order_id == order.id]
            assert units == ([3] if done and len(order.selection.lines) == 2 else [])
            assert confirmed[f"Your order {order.number}"] == int(done)

    @invariant()
    def all_money_either_paid_its_order_or_is_listed(self) -> None:
        tables = self.world.books.tables
        booked = _sums((entry.order_id, entry.amount) for entry in tables.ledger if entry.amount.minor > 0)
        paid = [(order.id, order.paid.amount) for order in tables.orders.values() if order.paid]
        listed = [
            (item.order_id, item.amount)
            for item in tables.reviews.values()
            if item.kind in MONEY_KINDS and item.amount is not None
        ]
        assert booked == _sums([*paid, *listed])

    @invariant()
    def only_the_whole_price_pays(self) -> None:
        for order in self.world.books.tables.orders.values():
            assert (order.paid is not None) == (
                order.state in {"paid", "awaiting_approval", "fulfilled", "rejected", "refunded"}
            )
            if order.paid:
                assert order.paid.amount == order.total
                assert self.world.books.tables.attempts[order.paid.attempt].order_id == order.id
                assert self.world.books.tables.attempts[order.paid.attempt].state == "captured"

    @invariant()
    def states_only_move_forward(self) -> None:
        tables = self.world.books.tables
        for order in tables.orders.values():
            before = self.order_states.get(order.id, order.state)
            assert order.state == before or order.state in LATER_ORDER[before]
            self.order_states[order.id] = order.state
        for attempt in tables.attempts.values():
            was = self.attempt_states.get(attempt.id, attempt.state)
            assert attempt.state == was or attempt.state in LATER_ATTEMPT[was]
            self.attempt_states[attempt.id] = attempt.state

    @invariant()
    def money_goes_back_only_for_rejected_orders_and_never_twice(self) -> None:
        tables = self.world.books.tables
        back = _sums((entry.order_id, -entry.amount) for entry in tables.ledger if entry.amount.minor < 0)
        expected = [(order.id, order.total) for order in tables.orders.values() if order.state == "refunded"]
        assert back == _sums(expected)

    def teardown(self) -> None:
        """In the end every provider answers again, and all money that it holds is in the books."""
        if not hasattr(self, "world"):
            return
        for gateway in self.world.gateways.values():
            gateway._faults.clear()
        for attempt in list(self.world.books.tables.attempts.values()):
            if attempt.provider_ref:
                self.world.settle(attempt)
        booked = {entry.payment_ref for entry in self.world.books.tables.ledger}
        for gateway in self.world.gateways.values():
            assert {page.payment_ref for page in gateway.pages.values() if page.payment_ref} <= booked
        self.all_money_either_paid_its_order_or_is_listed()
        self.an_order_is_fulfilled_exactly_once()

    def _page_of(self, attempt: Attempt | None) -> ReportStatus | None:
        if attempt is None or attempt.provider_ref is None:
            return None
        return self.world.gateways[attempt.method].pages[attempt.provider_ref].status

    def _report_money(self, attempt: Attempt | None, amount: str, payment_ref: str, named: str | None) -> None:
        if attempt is None or attempt.provider_ref is None:
            return
        money, at = AMOUNTS[amount](attempt.amount), self.world.clock.now()
        ref = f"{payment_ref}-{attempt.id}"
        report = ProviderReport("captured", attempt.provider_ref, named or attempt.id, money, ref, at)
        apply_report(attempt.id, report, ports=self.world.ports)

    @staticmethod
    def _allowing(act: Callable[[], object], refusal: type[DomainError]) -> None:
        with suppress(refusal):  # A refusal must leave the invariants alone, like anything else.
            act()


def _sums(amounts_by: Iterable[tuple[Hashable, Money]]) -> Mapping[tuple[Hashable, str], int]:
    sums: Counter[tuple[Hashable, str]] = Counter()
    for key, amount in amounts_by:
        sums[key, amount.currency] += amount.minor
    return sums


TestPaymentHistories = PaymentHistories.TestCase
TestPaymentHistories.settings = settings(max_examples=40, stateful_step_count=40, deadline=None, derandomize=True)

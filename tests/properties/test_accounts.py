"""Whatever happens to money: what the ledger holds is what orders and the open list account for, to the cent."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from plandesk.domain.disputes import DisputeState
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, total
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import RefundLine, RefundReport, ReviewItem
from plandesk.domain.pricing import Line
from plandesk.domain.remittance import reference_for
from plandesk.services import resolutions
from plandesk.services.accounts import check_accounts
from plandesk.services.allocations import use_listed_money
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.reconciliation import confirm_statement, upload_statement
from plandesk.services.refunds import RefundWish
from plandesk.services.reviews import list_unknown
from plandesk.services.sent_refunds import apply_refund, confirm_sent
from plandesk.services.staff_refunds import preview_refund, refund_order, send_again, take_wire_back
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.services.wire_money import confirm_wire
from tests.bank_files import Movement, camt
from tests.factories import FIRST_DAY, notice
from tests.properties.test_payments import AMOUNTS, SELECTIONS, PaymentHistories, amounts

STAFF = "staff:fin"
MOST_ORDERS = 3
WHY = "as agreed"


class AccountHistories(PaymentHistories):
    """As the histories of payments, with refunds in parts, disputes, and staff who work through the list."""

    @precondition(lambda self: len(self.world.books.tables.orders) < MOST_ORDERS)
    @rule(
        target=PaymentHistories.orders,
        lines=st.sampled_from(SELECTIONS[:2]),
        method=st.sampled_from(["card", "paypal", "wire"]),
    )
    def buy(self, lines: tuple[Line, ...], method: Method) -> Order:
        """Most histories should reach orders in force, and soon."""
        order = self.world.place(*lines)
        if method == "wire":
            day, bank = self.world.clock.now().date(), f"bank-{order.number}"
            confirm_wire(order.number, order.total, day, bank, staff=STAFF, ports=self.world.ports)
        else:
            self._tried(lambda: self.world.pay(order, method))
        return order

    # What goes back.

    @rule(data=st.data(), order=PaymentHistories.orders, parts=st.sampled_from([1, 1, 2, 3]), ends=st.booleans())
    def refund_a_part(self, data: st.DataObject, order: Order, parts: int, ends: bool) -> None:
        left = self._tried(lambda: preview_refund(order.number, None, ports=self.world.ports))
        if left is None or not left.shares:
            return
        share = data.draw(st.sampled_from(left.shares)).line
        amount = Money(max(1, share.amount.minor // parts), share.amount.currency)
        wish = RefundWish([RefundLine(share.position, amount, ends)], WHY, STAFF)
        self._tried(lambda: refund_order(order.number, wish, left.left, ports=self.world.ports))

    @rule(data=st.data(), state=st.sampled_from(["failed", "failed", "succeeded", "pending"]))
    def hear_of_a_refund(self, data: st.DataObject, state: str) -> None:
        sent = [each for each in self.world.books.tables.refunds.values() if each.method != "wire"]
        if sent:
            refund = data.draw(st.sampled_from(sent))
            if state == "failed" and refund.provider_ref:
                self.world.gateways[refund.method].fail_refund(refund.provider_ref)
            ref = refund.provider_ref or f"refund-{refund.id}"
            apply_refund(refund.id, RefundReport(ref, state), ports=self.world.ports)  # type: ignore[arg-type]

    @rule(data=st.data(), returned=st.booleans())
    def send_a_wire_back(self, data: st.DataObject, returned: bool) -> None:
        wires = [each for each in self.world.books.tables.refunds.values() if each.method == "wire"]
        if not wires:
            return
        refund = data.draw(st.sampled_from(wires))
        day = self.world.clock.now().date()
        if returned:
            self._tried(lambda: take_wire_back(refund.id, WHY, staff=STAFF, ports=self.world.ports))
        else:
            self._tried(lambda: confirm_sent(refund.id, day, "bank-out", staff=STAFF, ports=self.world.ports))

    # What banks take back.

    @rule(data=st.data(), state=st.sampled_from(["open", "under_review", "won", "lost", "lost"]), part=st.booleans())
    def dispute(self, data: st.DataObject, state: DisputeState, part: bool) -> None:
        tables = self.world.books.tables
        taken = [each for each in tables.ledger if each.method in self.world.gateways and each.source_id is None]
        if not taken:
            return
        entry = data.draw(st.sampled_from(taken))
        gateway = self.world.gateways[entry.method]  # type: ignore[index]  # One of the two.
        here = entry.amount.minor - gateway.given_back(entry.payment_ref)
        amount = Money(max(1, here // 2 if part else here), entry.amount.currency)
        ref = gateway.dispute(entry.payment_ref, amount, state)
        body, headers = notice(self.world, "charge.dispute.updated", dispute_ref=ref)
        receive_webhook(gateway.method, body, headers, ports=self.world.ports)
        process_inbox(ports=self.world.ports)

    # What finance do.

    @rule(minor=st.integers(1, 500_000), currency=st.sampled_from(["USD", "USD", "EUR"]))
    def book_money_of_nobody(self, minor: int, currency: str) -> None:
        with self.world.books() as unit:
            new_id, now = self.world.ids.new_id(), self.world.clock.now()
            money = Money(minor, currency)
            entry = LedgerEntry(new_id, "wire", f"line-{new_id}", None, None, money, FIRST_DAY, now)
            assert unit.payments.book(entry)
            list_unknown(unit, entry, "a line of the bank", ports=self.world.ports)
            unit.commit()

    @rule(
        orders=st.lists(PaymentHistories.orders, min_size=1, max_size=2),
        amount=amounts,
        stray=st.booleans(),
        name=st.sampled_from(["S-1", "S-2", "S-3"]),
        days=st.integers(0, 20),
    )
    def import_a_statement(self, orders: list[Order], amount: str, stray: bool, name: str, days: int) -> None:
        day = self.world.clock.now().date() - timedelta(days=days)
        owed = AMOUNTS[amount](total((each.total for each in orders), orders[0].total.currency))
        text = "thank you" if stray else " and ".join(reference_for(each.number) for each in orders)
        movement = Movement(
            str(owed.to_decimal()), text, value_date=day, reference=f"{name}-{owed.minor}", currency=owed.currency
        )
        try:
            made = upload_statement(camt(movement, movement), f"{name}.xml", staff=STAFF, ports=self.world.ports)
            confirm_statement(made.statement.id, staff=STAFF, ports=self.world.ports)
        except DomainError:
            return

    @rule(data=st.data(), order=PaymentHistories.orders, parts=st.sampled_from([1, 2]))
    def give_listed_wires_to_an_order(self, data: st.DataObject, order: Order, parts: int) -> None:
        amount = Money(order.total.minor // parts, order.total.currency)
        self._resolve(
            data,
            lambda item: use_listed_money(
                item.id, {order.number: amount}, reason=WHY, staff=STAFF, ports=self.world.ports
            ),
        )

    @rule(data=st.data(), order=PaymentHistories.orders)
    def use_listed_money(self, data: st.DataObject, order: Order) -> None:
        self._resolve(
            data, lambda item: resolutions.use_for(item.id, order.number, WHY, staff=STAFF, ports=self.world.ports)
        )

    @rule(data=st.data())
    def send_listed_money_back(self, data: st.DataObject) -> None:
        self._resolve(data, lambda item: resolutions.send_back(item.id, WHY, staff=STAFF, ports=self.world.ports))

    @rule(data=st.data())
    def keep_listed_money(self, data: st.DataObject) -> None:
        self._resolve(data, lambda item: resolutions.keep(item.id, WHY, staff=STAFF, ports=self.world.ports))

    @rule(data=st.data())
    def close_what_is_listed(self, data: st.DataObject) -> None:
        self._resolve(data, lambda item: resolutions.close(item.id, WHY, staff=STAFF, ports=self.world.ports))

    @rule(data=st.data(), way=st.sampled_from([None, "wire"]))
    def send_a_failed_refund_again(self, data: st.DataObject, way: str | None) -> None:
        self._resolve(
            data,
            lambda item: send_again(item.id, way, WHY, staff=STAFF, ports=self.world.ports),  # type: ignore[arg-type]
        )

    @rule(data=st.data(), ends=st.booleans())
    def conclude_a_dispute(self, data: st.DataObject, ends: bool) -> None:
        self._resolve(
            data,
            lambda item: resolutions.conclude_lost(item.id, WHY, ends_cover=ends, staff=STAFF, ports=self.world.ports),
        )

    # What always holds.

    @invariant()
    def the_ledger_is_what_orders_and_the_list_account_for(self) -> None:
        balance = check_accounts(ports=self.world.ports)
        assert balance.faults == []
        assert balance.holds

    @invariant()
    def captures_and_settlements_less_refunds_are_what_banks_and_providers_would_say(self) -> None:
        tables = self.world.books.tables
        for each in check_accounts(ports=self.world.ports).totals:
            ledger = [entry for entry in tables.ledger if entry.amount.currency == each.currency]
            came = sum(entry.amount.minor for entry in ledger if entry.source_id is None)
            taken = sum(entry.amount.minor for entry in ledger if "lost:" in entry.payment_ref)
            refunds = [refund.amount for refund in tables.refunds.values() if refund.state == "succeeded"]
            back = sum(amount.minor for amount in refunds if amount.currency == each.currency)
            assert each.booked == came + taken - back

    @invariant()
    def no_payment_gives_back_more_than_it_brought(self) -> None:
        tables = self.world.books.tables
        for entry in tables.ledger:
            if entry.method in self.world.gateways and entry.source_id is None:
                back = [each for each in tables.refunds.values() if each.payment_ref == entry.payment_ref]
                gone = total((each.amount for each in back if each.is_under_way), entry.amount.currency)
                assert gone <= entry.amount

    @invariant()
    def no_order_gives_back_more_than_paid_it(self) -> None:
        tables = self.world.books.tables
        for order in (each for each in tables.orders.values() if each.paid is not None):
            own = [each for each in tables.refunds.values() if each.order_id == order.id and each.review_id is None]
            assert total((each.amount for each in own if each.is_under_way), order.total.currency) <= order.total

    @invariant()
    def an_order_stands_where_its_money_says(self) -> None:
        tables = self.world.books.tables
        for order in tables.orders.values():
            if order.state not in ("fulfilled", "part_refunded", "refunded") or order.paid is None:
                continue
            gone = sum(
                each.amount.minor
                for each in tables.refunds.values()
                if each.order_id == order.id and each.review_id is None and each.state == "succeeded"
            )
            lost = [
                each for each in tables.ledger if each.order_id == order.id and each.payment_ref.startswith("lost:")
            ]
            gone -= sum(each.amount.minor for each in lost)
            expected = "fulfilled" if not gone else "refunded" if gone >= order.total.minor else "part_refunded"
            assert order.state == expected

    @invariant()
    def a_term_is_worth_what_was_paid_less_what_goes_back(self) -> None:
        assert all(term.value is None or term.value.minor >= 0 for term in self.world.books.tables.terms.values())

    # What the histories of payments alone say of rejected orders and of orders in force holds there, not here.

    def an_order_is_fulfilled_exactly_once(self) -> None:
        """Let refunds move fulfilled orders on."""

    def all_money_either_paid_its_order_or_is_listed(self) -> None:
        """Let the equation above stand in its place: money leaves the list and moves between orders."""

    def only_the_whole_price_pays(self) -> None:
        """Let orders be refunded in part."""

    def money_goes_back_only_for_rejected_orders_and_never_twice(self) -> None:
        """Let fulfilled orders be refunded too."""

    def teardown(self) -> None:
        """In the end everything under way arrives, and the equation still holds."""
        if hasattr(self, "world"):
            for gateway in self.world.gateways.values():
                gateway._faults.clear()
            self.world.clock.advance(days=1)
            self.work()
            self.the_ledger_is_what_orders_and_the_list_account_for()

    def _resolve(self, data: st.DataObject, act: Callable[[ReviewItem], object]) -> None:
        listed = [each for each in self.world.books.tables.reviews.values() if each.closed is None]
        if listed:
            item = data.draw(st.sampled_from(listed))
            self._tried(lambda: act(item))

    @staticmethod
    def _tried(act: Callable[[], object]) -> object:
        with suppress(DomainError):  # A refusal must leave the invariants alone, like anything else.
            return act()
        return None


TestAccountHistories = AccountHistories.TestCase
TestAccountHistories.settings = settings(max_examples=120, stateful_step_count=50, deadline=None, derandomize=True)

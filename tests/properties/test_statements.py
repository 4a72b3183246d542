"""However often and in whatever order bank statements are imported, each line counts once and the books balance."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from plandesk.domain.bank_lines import BankLine
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.remittance import reference_for
from plandesk.services.allocations import use_listed_money
from plandesk.services.reconciliation import choose, confirm_statement, discard_statement, list_lines, upload_statement
from tests.bank_files import Movement, camt, mt940
from tests.factories import World, usd, vendor_catalogue, with_rules
from tests.properties.test_accounts import STAFF, WHY, AccountHistories

SHARES = {"exact": 1, "half": 2, "third": 3, "tenth": 10}


class StatementHistories(AccountHistories):
    """As the histories of accounts, with statements whose lines come again in other files and formats."""

    @initialize()
    def open_shop(self) -> None:
        """Let a fee of a dollar be forgiven."""
        super().open_shop()
        self.world = World(catalogue=with_rules(vendor_catalogue(), wire_fee_tolerance=(usd(100),)))
        self.movements: list[Movement] = []

    @rule(
        data=st.data(),
        order=AccountHistories.orders,
        share=st.sampled_from(["exact", "exact", *SHARES]),
        off=st.integers(-150, 150),
        days=st.integers(-1, 30),
        currency=st.sampled_from(["USD"] * 5 + ["EUR"]),
        named=st.sampled_from(["right", "right", "right", "bare", "nothing", "both"]),
        out=st.sampled_from([False] * 5 + [True]),
    )
    def move_money(
        self, data: st.DataObject, order: Order, share: str, off: int, days: int, currency: str, named: str, out: bool
    ) -> None:
        """Let the bank note a movement; no statement tells it yet."""
        minor = max(1, order.total.minor // SHARES[share] + off)
        others = [each.number for each in self.world.books.tables.orders.values()]
        other = reference_for(data.draw(st.sampled_from(others)))
        text = {
            "right": reference_for(order.number),
            "bare": order.number,
            "nothing": "thank you",
            "both": f"{reference_for(order.number)} {other}",
        }[named]
        day: date = self.world.clock.now().date() - timedelta(days=days)
        name = f"R{len(self.movements)}"
        self.movements.append(Movement(f"{minor // 100}.{minor % 100:02}", text, day, name, currency, out))

    @rule(
        data=st.data(),
        form=st.sampled_from(["camt", "mt940"]),
        decide=st.sampled_from(["nothing", "nothing", "skip", "one", "split"]),
        confirm=st.sampled_from([True, True, True, False]),
        steps=st.sampled_from([1, 100]),
    )
    def import_statement(self, data: st.DataObject, form: str, decide: str, confirm: bool, steps: int) -> None:
        """Import some of the movements, those imported before among them, in another order."""
        if not self.movements:
            return
        ports = self.world.ports
        told = data.draw(st.lists(st.sampled_from(self.movements), min_size=1, max_size=4, unique=True))
        by_currency = [each for each in told if each.currency == told[0].currency]
        content = camt(*told) if form == "camt" else _mt940(by_currency)
        draft = upload_statement(content, "statement", staff=STAFF, ports=ports).statement
        if decide != "nothing":
            self._tried(lambda: self._decide(data, draft.id, decide))
        if not confirm:
            discard_statement(draft.id, staff=STAFF, ports=ports)
            return
        while confirm_statement(draft.id, staff=STAFF, ports=ports, limit=steps).statement.state != "booked":
            pass

    @rule(data=st.data(), order=AccountHistories.orders, parts=st.sampled_from([1, 2, 3]))
    def give_listed_money(self, data: st.DataObject, order: Order, parts: int) -> None:
        """Give a part of what is listed to one order or two."""
        others = [each.number for each in self.world.books.tables.orders.values()]
        other = data.draw(st.sampled_from(others))

        def give(item_id: str, amount: Money) -> object:
            share = Money(max(1, amount.minor // parts), amount.currency)
            given = {order.number: share} | ({other: share} if parts > 1 else {})
            return use_listed_money(item_id, given, reason=WHY, staff=STAFF, ports=self.world.ports)

        self._resolve(data, lambda item: give(item.id, item.amount or usd(1)))

    @invariant()
    def every_line_of_the_bank_is_booked_once(self) -> None:
        tables = self.world.books.tables
        told = {row.line.digest for row in tables.statement_lines.values() if isinstance(row.line, BankLine)}
        booked = Counter(each.payment_ref for each in tables.ledger if each.payment_ref in told)
        assert not booked or max(booked.values()) == 1
        outcomes = Counter(
            row.line.digest
            for row in tables.statement_lines.values()
            if isinstance(row.line, BankLine)
            and row.outcome not in (None, "duplicate", "outgoing", "skipped", "not_yet", "unreadable")
        )
        assert outcomes == booked

    def _decide(self, data: st.DataObject, statement_id: str, decide: str) -> None:
        ports = self.world.ports
        row = data.draw(st.sampled_from(list_lines(statement_id, (), 0, 9, ports=ports)))
        numbers = [each.number for each in self.world.books.tables.orders.values()]
        if decide == "skip" or not isinstance(row.line, BankLine):
            choose(statement_id, row.position, "skip", {}, staff=STAFF, ports=ports)
            return
        amount, first = row.line.amount, data.draw(st.sampled_from(numbers))
        parts = {first: amount}
        if decide == "split" and amount.minor > 1:
            half = Money(amount.minor // 2, amount.currency)
            second = data.draw(st.sampled_from(numbers))
            parts = {first: half, second: amount - half} if second != first else parts
        choose(statement_id, row.position, "orders", parts, staff=STAFF, ports=ports)


def _mt940(movements: list[Movement]) -> bytes:
    told = [
        Movement(each.amount.replace(".", ","), each.text, each.value_date, each.reference, each.currency, each.out)
        for each in movements
    ]
    return mt940(*told, currency=movements[0].currency)


TestStatementHistories = StatementHistories.TestCase
TestStatementHistories.settings = settings(max_examples=60, stateful_step_count=40, deadline=None, derandomize=True)

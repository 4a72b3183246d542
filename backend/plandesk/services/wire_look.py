"""Says what a wire by hand would do, before anything is booked: the same judgement that a statement's line gets."""

from datetime import date

from plandesk.domain.bank_lines import BankLine, own_reference, wire_digest
from plandesk.domain.money import Money
from plandesk.domain.orders import OrderNotFound
from plandesk.domain.payments import WireRefused
from plandesk.services.books.statements import Part, StatementLine
from plandesk.services.ports import Ports
from plandesk.services.statement_draft import judge_lines


def look_at_wire(number: str, amount: Money, received_on: date, bank_reference: str, *, ports: Ports) -> StatementLine:
    """Return a wire as a line that is judged for one order; nothing is booked or kept.

    Raises:
        OrderNotFound: there is no such order.
        WireRefused: the amount is not above zero.
    """
    if amount.minor <= 0:
        raise WireRefused(reason="no-money", number=number)
    line = BankLine(
        position=1,
        booked_on=received_on,
        value_date=received_on,
        amount=amount,
        text="",
        bank_reference=own_reference(bank_reference),
        digest=wire_digest(bank_reference, received_on, amount),
    )
    asked = StatementLine("", line, "unknown", parts=(Part(number, amount),), choice="orders")
    with ports.uow(read_only=True) as unit:
        if unit.orders.by_number(number) is None:
            raise OrderNotFound(order=number)
        today = ports.clock.today(ports.catalogue.rules.time_zone)
        (judged,) = judge_lines(unit, [asked], today=today, editions=ports.editions)
    return judged

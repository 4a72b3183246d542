"""The commands of staff: approve or reject what guests stated, confirm wires, see what needs a person."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from plandesk.app import StartRefused, build_ports, start_settings
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.period import day_after
from plandesk.domain.reasons import ReasonMissing, read_reason
from plandesk.services.approvals import approve_order, reject_order
from plandesk.services.lists import awaiting_approval, needs_a_person
from plandesk.services.ports import Ports
from plandesk.services.sent_refunds import confirm_wire_refund
from plandesk.services.wire_money import enter_wire, require_taken
from plandesk.text import wires_en
from plandesk.text.formats import day, money
from plandesk.text.problems_en import REASON_MISSING
from plandesk.text.staff_en import refusal as words

P = ParamSpec("P")
R = TypeVar("R")

DAY = click.DateTime(formats=["%Y-%m-%d"])
STAFF = click.option(
    "--staff", default=lambda: os.environ.get("USER", "staff"), help="Who acts; kept in the order's history."
)


class Reason(click.ParamType[str]):
    """Words that say why; no command takes a blank."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a reason."""
        try:
            return read_reason(value)
        except ReasonMissing:
            self.fail(REASON_MISSING, param, ctx)


def reason_option(told: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return the option of a command that wants to know why; `told` says who reads it."""
    return click.option("--reason", required=True, type=Reason(), help=f"Why; {told}")


def acting(command: Callable[P, R]) -> Callable[P, R]:
    """Tell a refusal as one sentence and end with status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (DomainError, StartRefused) as refusal:
            click.echo(words(refusal) if isinstance(refusal, DomainError) else str(refusal), err=True)
            sys.exit(1)

    return run


def staff_ports() -> Ports:
    """Return the ports by the settings of the environment."""
    return build_ports(start_settings(os.environ))


@click.group()
def orders() -> None:
    """Act on orders."""


@orders.command("list")
@acting
def list_orders() -> None:
    """List orders that wait for approval, and money and notices that need a person."""
    ports = staff_ports()
    waiting, reviews = awaiting_approval(ports=ports), needs_a_person(ports=ports)
    for order in waiting:
        why = "waits for approval" if order.needs_approval else "was overtaken, its plan is closed already: reject it"
        click.echo(f"{order.number}  {why}  {money(order.total)}  {order.buyer.company}")
        _show_dates(order)
    for item in reviews:
        click.echo(
            f"{item.created_at:%Y-%m-%d}  {item.kind}  {money(item.amount) if item.amount else '-'}  {item.detail}"
        )
    if not waiting and not reviews:
        click.echo("Nothing waits for a person.")


@orders.command()
@click.argument("number")
@click.option(
    "--last-covered-day",
    "corrections",
    multiple=True,
    metavar="LINE=YYYY-MM-DD",
    help="The true last covered day of the current plan, by line of the order, from 1. The buyer confirms it first.",
)
@reason_option("the buyer and the history are told.")
@STAFF
@acting
def approve(number: str, corrections: tuple[str, ...], reason: str, staff: str) -> None:
    """Accept what a guest stated, or correct its dates."""
    ports = staff_ports()
    order = approve_order(number, staff=staff, reason=reason, ends=_ends(corrections), ports=ports)
    if order.state == "fulfilled":
        click.echo(f"Order {order.number} is approved and fulfilled.")
    else:
        click.echo(f"Order {order.number} is corrected; the buyer has been asked to confirm.")
    _show_dates(order)


@orders.command()
@click.argument("number")
@reason_option("the buyer and the history are told.")
@STAFF
@acting
def reject(number: str, reason: str, staff: str) -> None:
    """Refuse what a guest stated; the whole payment goes back the way it came."""
    order = reject_order(number, staff=staff, reason=reason, ports=staff_ports())
    if order.state == "refunded":
        click.echo(f"Order {order.number} is rejected; {money(order.total)} has been sent back.")
    elif order.paid is not None and order.paid.method == "wire":
        click.echo(
            f"Order {order.number} is rejected. Wire {money(order.total)} back, then run `plandesk wires refunded`."
        )
    else:
        click.echo(f"Order {order.number} is rejected; the refund is on its way and the worker follows it.")


@click.group()
def wires() -> None:
    """Act on wires."""


@wires.command()
@click.argument("number")
@click.option(
    "--amount",
    required=True,
    metavar="AMOUNT[ CURRENCY]",
    help="As the bank shows it, such as 1400.00 or '1400.00 USD'.",
)
@click.option("--received-on", required=True, type=DAY, help="The bank's value date.")
@click.option("--bank-reference", required=True, help="The bank's own reference of the line.")
@STAFF
@acting
def confirm(number: str, amount: str, received_on: datetime, bank_reference: str, staff: str) -> None:
    """Book a wire that has arrived."""
    ports = staff_ports()
    money_in = read_amount(amount, ports)
    entered = enter_wire(number, money_in, received_on.date(), bank_reference, staff=staff, ports=ports)
    require_taken(entered)
    click.echo(wires_en.entered(entered.order, entered.judgement))


@wires.command()
@click.argument("number")
@click.option("--sent-on", required=True, type=DAY, help="The day the bank sent it.")
@click.option("--bank-reference", required=True, help="The bank's own reference of the line.")
@STAFF
@acting
def refunded(number: str, sent_on: datetime, bank_reference: str, staff: str) -> None:
    """Record that a rejected order's money was wired back."""
    order = confirm_wire_refund(number, sent_on.date(), bank_reference, staff=staff, ports=staff_ports())
    click.echo(f"Order {order.number} is {order.state.replace('_', ' ')}.")


def _ends(corrections: tuple[str, ...]) -> Mapping[int, date]:
    ends = {}
    for each in corrections:
        line, _, last_day = each.partition("=")
        try:
            ends[int(line) - 1] = day_after(date.fromisoformat(last_day))
        except ValueError as fault:
            raise click.BadParameter(f"{each!r} is not LINE=YYYY-MM-DD") from fault
    return ends


def read_amount(text: str, ports: Ports) -> Money:
    """Read an amount; an unreadable one is refused and never taken for anything (payments.md: pretix 5168)."""
    figure, _, currency = text.strip().partition(" ")
    try:
        return Money.from_decimal(Decimal(figure), currency.strip().upper() or ports.catalogue.currency)
    except InvalidOperation as fault:
        raise click.BadParameter(f"{text!r} is not an amount such as 1400.00") from fault


def _show_dates(order: Order) -> None:
    schedules = order.correction.schedules if order.correction else order.schedules
    for each in schedules:
        for term in each.terms:
            span = f"{day(term.period.start)} to {day(term.period.last_day)}"
            click.echo(f"  line {each.position + 1}: {term.plan} from {span}")

"""The commands for terms by hand: list, enter, correct, suspend, resume and revoke, each with a reason (R17)."""

from collections.abc import Callable
from datetime import date, datetime

import click

from plandesk.domain.imports import ENTERED_AS
from plandesk.services.terms import (
    Acted,
    CorrectTerm,
    EnterTerm,
    correct_term,
    enter_term,
    list_terms,
    resume_term,
    revoke_term,
    suspend_term,
)
from plandesk.staff_cli import DAY, STAFF, acting, read_amount, reason_option, staff_ports
from plandesk.text import terms_en as words

VALUE = click.option(
    "--value", metavar="AMOUNT[ CURRENCY]", help="The money captured for it, on which the credit of an upgrade rests."
)
REASON = reason_option("the term's history is told.")


@click.group()
def terms() -> None:
    """Act on terms by hand."""


@terms.command("list")
@click.argument("customer")
@click.argument("installation", required=False)
@acting
def list_them(customer: str, installation: str | None) -> None:
    """List the terms of a CUSTOMER, by the vendor's number, or of one INSTALLATION, with the ids the commands take."""
    for owned, chain in list_terms(customer, installation, ports=staff_ports()):
        click.echo(words.heading(owned))
        for each in chain.terms:
            click.echo(f"  {each.id}  {words.line(each)}")


@terms.command()
@click.argument("customer")
@click.argument("installation")
@click.option("--plan", required=True, help="A plan of the catalogue, by its id.")
@click.option("--start", required=True, type=DAY, help="The first day.")
@click.option("--last-covered-day", type=DAY, help="By default at the end of the plan's support period.")
@click.option("--origin", type=click.Choice(ENTERED_AS), default="entered", show_default=True)
@VALUE
@REASON
@STAFF
@acting
def enter(
    customer: str,
    installation: str,
    plan: str,
    start: datetime,
    last_covered_day: datetime | None,
    origin: str,
    value: str | None,
    reason: str,
    staff: str,
) -> None:
    """Enter a term of a CUSTOMER's INSTALLATION, by its licence key or host name."""
    ports = staff_ports()
    ((owned, _),) = list_terms(customer, installation, ports=ports)
    command = EnterTerm(
        installation_id=owned.id,
        plan=plan,
        start=start.date(),
        last_covered_day=_day(last_covered_day),
        origin="licence" if origin == "licence" else "entered",
        value=read_amount(value, ports) if value else None,
        reason=reason,
    )
    _tell(enter_term(command, staff=staff, ports=ports))


@terms.command()
@click.argument("term")
@click.option("--start", type=DAY, help="The true first day.")
@click.option("--last-covered-day", type=DAY, help="The true last covered day; terms queued directly behind follow it.")
@VALUE
@REASON
@STAFF
@acting
def correct(
    term: str, start: datetime | None, last_covered_day: datetime | None, value: str | None, reason: str, staff: str
) -> None:
    """Correct the dates or the value of a TERM, by its id."""
    ports = staff_ports()
    money = read_amount(value, ports) if value else None
    command = CorrectTerm(term, reason, _day(start), _day(last_covered_day), money)
    _tell(correct_term(command, staff=staff, ports=ports))


def _move(name: str, act: Callable[..., Acted], told: str) -> None:
    @terms.command(name, help=told)
    @click.argument("term")
    @REASON
    @STAFF
    @acting
    def command(term: str, reason: str, staff: str) -> None:
        _tell(act(term, reason, staff=staff, ports=staff_ports()))


_move("suspend", suspend_term, "Serve no request on a TERM from today on, while a dispute lasts.")
_move("resume", resume_term, "Serve requests on a suspended TERM again.")
_move("revoke", revoke_term, "Take a TERM back from today on, with its update windows.")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _tell(acted: Acted) -> None:
    click.echo(words.acted(acted.term, acted.state))
    for each in acted.moved:
        click.echo(words.follows(each))

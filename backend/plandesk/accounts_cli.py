"""The command that checks that no money is lost."""

import sys

import click

from plandesk.domain.money import Money
from plandesk.services.accounts import check_accounts
from plandesk.staff_cli import acting, staff_ports
from plandesk.text.formats import money


@click.group()
def accounts() -> None:
    """Look into the accounts of money."""


@accounts.command()
@acting
def check() -> None:
    """Compare captures and settlements less refunds with what accounts for them; ends with 1 where they differ."""
    balance = check_accounts(ports=staff_ports())
    for each in balance.totals:
        parts = {
            "paid": each.paid,
            "refunded": -each.refunded,
            "lost in disputes": -each.lost,
            "listed": each.held,
            "kept as income": each.kept,
            "written off": -each.written_off,
        }
        told = ", ".join(f"{name} {money(Money(minor, each.currency))}" for name, minor in parts.items() if minor)
        click.echo(f"{each.currency}: ledger {money(Money(each.booked, each.currency))} = {told or 'nothing'}")
    for number, each in balance.faults:
        whose = f"order {number}" if number else "money of no order"
        click.echo(f"{whose}: the ledger differs by {money(each.difference)}", err=True)
    if not balance.holds:
        sys.exit(1)
    click.echo("Everything is accounted for.")

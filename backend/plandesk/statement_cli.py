"""The command that imports a bank statement: a dry run with every line's verdict, then, once asked, the booking."""

from pathlib import Path

import click

from plandesk.services.ports import Ports
from plandesk.services.reconciliation import (
    StatementView,
    confirm_statement,
    discard_statement,
    find_mapping,
    list_lines,
    upload_statement,
)
from plandesk.staff_cli import STAFF, acting, staff_ports
from plandesk.text import wires_en as words

_PAGE = 500


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", help="The saved mapping that a CSV file is read by.")
@click.option("--check", is_flag=True, help="Only tell what would be done.")
@click.option("--yes", is_flag=True, help="Book without asking.")
@STAFF
@acting
def import_statement(file: Path, mapping: str | None, check: bool, yes: bool, staff: str) -> None:
    """Import a bank statement: CAMT.053, MT940, or CSV by a mapping that was saved at the desk."""
    ports = staff_ports()
    columns = find_mapping(mapping, ports=ports) if mapping else None
    view = upload_statement(file.read_bytes(), file.name, mapping=columns, staff=staff, ports=ports)
    _show_lines(view, ports)
    click.echo(words.summary(view.sums))
    if not check and (yes or click.confirm(words.BOOK_THIS)):
        while view.waiting or view.statement.state != "booked":
            view = confirm_statement(view.statement.id, staff=staff, ports=ports)
            click.echo(words.progress(view.statement.lines - view.waiting, view.statement.lines))
        click.echo(words.summary(view.sums))
        return
    discard_statement(view.statement.id, staff=staff, ports=ports)
    click.echo(words.NOTHING_BOOKED)


def _show_lines(view: StatementView, ports: Ports) -> None:
    after = 0
    while lines := list_lines(view.statement.id, (), after, _PAGE, ports=ports):
        for each in lines:
            click.echo(words.line(each.position, each.line, each.verdict, each.facts))
        after = lines[-1].position

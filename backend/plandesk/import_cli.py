"""The command that imports customers: a dry run with every row's verdict, then, once asked, the writing."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from plandesk.domain.imports import RowReport
from plandesk.services.imports import ImportRequest, ImportResult, import_customers
from plandesk.services.ports import Ports
from plandesk.staff_cli import STAFF, acting, staff_ports
from plandesk.text import imports_en as words

_EVERY = 1_000


@click.group("import")
def imports() -> None:
    """Bring in what was sold before."""


@imports.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only tell what would be done.")
@click.option("--yes", is_flag=True, help="Write without asking, if no row is in error.")
@click.option(
    "--report", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write every verdict as CSV."
)
@click.option("--quiet", is_flag=True, help="Print only the rows that a person should look at.")
@STAFF
@acting
def customers(file: Path, check: bool, yes: bool, report: Path | None, quiet: bool, staff: str) -> None:
    """Import customers, contacts, installations and terms from a CSV file; docs/import.md names its columns.

    Every row is checked first, and its verdict printed. All rows are written, or, if one is in error, none.
    """
    ports = staff_ports()
    try:
        with _telling(report, quiet=quiet) as tell:
            # Without a question between them, checking and writing are one pass over the file.
            request = ImportRequest(_lines(file), file.name, staff, write=yes and not check)
            # Rows printed on a terminal show by themselves how far it is, and would run into the count.
            result = _run(request, tell, ports, counts=quiet or not sys.stdout.isatty())
        click.echo(words.summary(result.counts))
        _stop_on_errors(result)
        if not check and not yes and _wanted(result):
            approved = ImportRequest(_lines(file), file.name, staff, write=True, approved=result.digest)
            result = _run(approved, lambda _: None, ports, counts=True)
            _stop_on_errors(result)
    except KeyboardInterrupt:
        click.echo(f"\n{words.STOPPED}", err=True)
        sys.exit(130)
    if result.written:
        click.echo(words.WRITTEN)
    elif not result.plans_anything:
        click.echo(words.NOTHING_TO_DO)
    elif not check:
        click.echo(words.NOTHING_WRITTEN)


def _run(request: ImportRequest, tell: Callable[[RowReport], None], ports: Ports, *, counts: bool) -> ImportResult:
    progress = Progress(words.WRITING if request.write else words.CHECKING)

    def told(report: RowReport) -> None:
        tell(report)
        if counts:
            progress.step()

    try:
        return import_customers(request, told, ports=ports)
    finally:
        progress.end()


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        yield from content


def _wanted(checked: ImportResult) -> bool:
    return checked.plans_anything and click.confirm(words.ASK)


def _stop_on_errors(result: ImportResult) -> None:
    if result.counts["error"]:
        click.echo(words.REFUSED, err=True)
        sys.exit(1)


@contextmanager
def _telling(report: Path | None, *, quiet: bool) -> Iterator[Callable[[RowReport], None]]:
    """Print each row as it is judged, or what a person should look at, and write every verdict into the report."""
    with ExitStack() as files:
        rows = None
        if report is not None:
            rows = csv.writer(files.enter_context(report.open("w", encoding="utf-8", newline="")))
            rows.writerow(words.REPORT_COLUMNS)

        def tell(told: RowReport) -> None:
            if rows is not None:
                rows.writerow(words.report_cells(told))
            if told.needs_attention or not quiet:
                click.echo("\n".join(words.row_lines(told)))

        yield tell


class Progress:
    """Counts rows on standard error: in place on a terminal, else a line now and then."""

    def __init__(self, doing: str) -> None:
        self.doing = doing
        self._rows = 0
        self._on_terminal = sys.stderr.isatty()

    def step(self) -> None:
        """Count a row."""
        self._rows += 1
        if self._rows % (_EVERY // 10 if self._on_terminal else _EVERY * 10) == 0:
            self._show()

    def end(self) -> None:
        """Leave the line on which the terminal counted."""
        if self._on_terminal and self._rows:
            self._show()
            click.echo(err=True)

    def _show(self) -> None:
        told = f"{self.doing} {self._rows:,}"
        click.echo(f"\r{told}" if self._on_terminal else told, err=True, nl=not self._on_terminal)

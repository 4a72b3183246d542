"""The command `plandesk`: serve, work, build the pages, check the catalogue, and act for staff."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from plandesk.access_cli import passkeys, people, tokens
from plandesk.accounts_cli import accounts
from plandesk.adapters.clock import offset_to
from plandesk.adapters.plans_file import json_schema, load
from plandesk.adapters.site import SiteBuildFailed, build_site, is_fresh
from plandesk.app import StartRefused, build_ports, openapi_document, require_site, start_settings
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.catalogue_lint import lint_report
from plandesk.domain.errors import CatalogueInvalid
from plandesk.import_cli import imports
from plandesk.quote_cli import quote
from plandesk.resources import build_kit, default_plans
from plandesk.services.ports import Ports
from plandesk.staff_cli import orders, wires
from plandesk.statement_cli import import_statement
from plandesk.terms_cli import terms
from plandesk.worker import work, work_once

PLANS = click.option(
    "--plans", type=click.Path(path_type=Path, dir_okay=False), envvar="PLANDESK_PLANS", help="The catalogue file."
)


class Moment(click.ParamType[datetime]):
    """A moment in ISO 8601: a day alone is its noon, and what names no time zone is in UTC."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read a moment."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment such as 2027-03-01 or 2027-03-01T09:30+01:00", param, ctx)
        if len(value) <= len("2027-03-01"):
            moment = moment.replace(hour=12)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


def _catalogue(plans: Path | None) -> Catalogue:
    try:
        return load(plans or default_plans())
    except CatalogueInvalid as invalid:
        _fail(f"The catalogue is not valid:\n{invalid}")
    except OSError as fault:
        _fail(f"The catalogue {plans or default_plans()} cannot be read ({type(fault).__name__}).")


def _ports() -> Ports:
    try:
        return build_ports(start_settings(os.environ))
    except StartRefused as refusal:
        _fail(str(refusal))


def _require_pages(ports: Ports) -> None:
    try:
        require_site(start_settings(os.environ), ports.catalogue)
    except StartRefused as refusal:
        _fail(str(refusal))


def _require_free(host: str, port: int) -> None:
    """Refuse an address that is served on: Granian would share the port, and each request meet either server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            _fail(f"Something serves on {host}:{port} already. Stop it, or choose another --port.")
        _fail(f"Nothing can be served on {host}:{port} ({fault.strerror}).")


def _hear_from_the_start(interrupt: Callable[..., None]) -> None:
    """Stop the server by Granian's own `interrupt` even where a signal comes before Granian listens for it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # By default it would end this process alone, and leave the worker that was just started.
        signal.signal(number, interrupt)
    # A forked server process inherits what does nothing there: while it loads, SIGTERM is to end it.
    os.register_at_fork(after_in_child=partial(signal.signal, signal.SIGTERM, signal.SIG_DFL))


@contextmanager
def _worker_beside() -> Iterator[None]:
    child = subprocess.Popen([sys.executable, "-m", "plandesk", "worker"])
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def _move_clock(moment: datetime) -> None:
    """Run this command, and every process it starts, as if it were `moment`: they take the offset from here."""
    if os.environ.get("PLANDESK_ENV") != "demo":
        _fail("--now works in the demo alone (PLANDESK_ENV=demo): real money keeps the real time.")
    try:
        os.environ["PLANDESK_CLOCK_OFFSET"] = str(offset_to(moment))
    except ValueError as fault:
        _fail(f"--now {fault}.")


@click.group()
@click.option(
    "--now",
    type=Moment(),
    metavar="MOMENT",
    help="Run as if it were MOMENT, and on from there: 2027-03-01 (noon in UTC) or 2027-03-01T09:30+01:00. "
    "In the demo only; its payment sandbox does not follow.",
)
def main(now: datetime | None) -> None:
    """Plandesk, a self-service desk for support plans."""
    if now is not None:
        _move_clock(now)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Server processes; with SQLite keep one.")
@click.option("--threads", default=16, show_default=True, help="Requests each process serves at once.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="Run the background worker too.")
def serve(host: str, port: int, workers: int, threads: int, worker: bool) -> None:
    """Serve the product."""
    from granian import Granian  # Heavy, and needed by this one command only.
    from granian.constants import Interfaces

    _require_free(host, port)
    _require_pages(_ports())  # What is wrong is told once, here, and not by each server process.
    server = Granian(
        "plandesk.app:wsgi",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        factory=True,
    )
    _hear_from_the_start(server.signal_handler_interrupt)
    with _worker_beside() if worker else nullcontext():
        server.serve()


@main.command()
@click.option("--once", is_flag=True, help="Run every job once and stop.")
def worker(once: bool) -> None:
    """Run the background worker alone."""
    ports = _ports()
    if once:
        work_once(ports)
        return
    try:
        work(ports, threading.Event())
    except KeyboardInterrupt:
        click.echo("Stopped.")


@main.command()
@PLANS
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("var/site"), show_default=True)
@click.option("--if-stale", is_flag=True, help="Only if the pages are of another catalogue or an older kit.")
def build(plans: Path | None, out: Path, if_stale: bool) -> None:
    """Build the pages from the catalogue; needs no developer, only the extra [build]."""
    catalogue = _catalogue(plans)
    if if_stale and is_fresh(catalogue, build_kit(), out):
        return
    try:
        build_site(catalogue, build_kit(), out)
    except SiteBuildFailed as failure:
        _fail(str(failure))
    click.echo(f"Built {out} for catalogue {catalogue.version[:12]}.")


@main.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    click.echo(openapi_document(), nl=False)


@main.group()
def catalogue() -> None:
    """Check the catalogue."""


@catalogue.command()
@PLANS
def lint(plans: Path | None) -> None:
    """Report what is invalid, and what is legal but suspicious."""
    findings = lint_report(_catalogue(plans))
    for finding in findings:
        click.echo(f"{finding.pointer}: {finding.rule}: {finding.text}")
    if findings:
        sys.exit(1)
    click.echo("Nothing to report.")


@catalogue.command()
@PLANS
def version(plans: Path | None) -> None:
    """Print the catalogue's version."""
    click.echo(_catalogue(plans).version)


@catalogue.command()
def schema() -> None:
    """Print the JSON Schema of the catalogue file."""
    click.echo(json_schema(), nl=False)


main.add_command(orders)
main.add_command(accounts)
wires.add_command(import_statement)
main.add_command(wires)
main.add_command(imports)
main.add_command(people)
main.add_command(passkeys)
main.add_command(tokens)
main.add_command(terms)
main.add_command(quote)

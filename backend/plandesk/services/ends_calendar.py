"""The calendar file of all ends: of support, of both kinds of updates, and of grace (R3, R7)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from plandesk.domain.coverage import LANES, Chain, lanes
from plandesk.domain.customers import Customer, Installation, InstallationNotFound
from plandesk.domain.terms import grace_end
from plandesk.services.ports import CalendarEvent, Ports
from plandesk.text import ends_calendar_en as words


def customer_calendar(customer: Customer, *, ports: Ports) -> bytes:
    """Return the calendar file of every installation of a customer; earliest end first, may be empty."""
    with ports.uow(read_only=True) as unit:
        installations = {each.id: each for each in unit.customers.installations_of(customer.id)}
        chains = unit.terms.chains_of(customer.id)
    events = [event for chain in chains for event in list_ends(installations[chain.installation_id], chain, ports)]
    return _write(events, customer.name, ports)


def installation_calendar(installation_id: str, *, ports: Ports) -> bytes:
    """Return the calendar file of one installation.

    Raises:
        InstallationNotFound: there is none.
    """
    with ports.uow(read_only=True) as unit:
        installation = unit.customers.installation(installation_id)
        if installation is None:
            raise InstallationNotFound(id=installation_id)
        chain = unit.terms.chain(installation_id)
    return _write(list(list_ends(installation, chain, ports)), installation.name, ports)


def list_ends(installation: Installation, chain: Chain, ports: Ports) -> Iterator[CalendarEvent]:
    """List the last day of every span of each lane, and of grace where it is or will be open.

    A span keeps its name when it is extended, so that a calendar that reads the file again moves its end.
    """
    host, page = urlsplit(ports.mailbox.base_url).hostname, f"{ports.mailbox.base_url}/account/{installation.id}/"
    covered = lanes(chain.terms)
    for lane in LANES:
        for span in covered[lane]:
            yield CalendarEvent(
                uid=f"{installation.id}-{lane}-{span.start:%Y%m%d}@{host}",
                day=span.last_day,
                summary=words.last_day_of(installation.name, lane),
                description=words.explain_end(lane, span.start, _plan(chain, ports)),
                url=page,
            )
    rules, last = ports.catalogue.rules, chain.last
    if last is not None and rules.grace_days and last.closed_on is None and last.suspended_on is None:
        period = last.term.period
        yield CalendarEvent(
            uid=f"{installation.id}-grace-{last.id}@{host}",
            day=grace_end(rules, period.end) - timedelta(days=1),
            summary=words.last_day_of_grace(installation.name),
            description=words.explain_grace(period.last_day),
            url=page,
        )


def _plan(chain: Chain, ports: Ports) -> str:
    last = chain.last or chain.terms[-1]
    return ports.editions(last.catalogue_version).plan(last.term.plan).name.value


def _write(events: Sequence[CalendarEvent], name: str, ports: Ports) -> bytes:
    ordered = sorted(events, key=lambda each: (each.day, each.uid))
    return ports.calendar_writer.write(ordered, words.calendar_name(name), ports.clock.now())

"""The audit as admins look through it: by who, what, on which thing and when; page by page, or all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from plandesk.domain.customers import address_key
from plandesk.services.books.audit import AuditWanted, NumberedAct
from plandesk.services.ports import Ports

MOST_ROWS: Final = 200
_EXPORTED_AT_ONCE: Final = 500

ACTORS: Final = ("staff", "program", "contact")
"""Who acts, as the part before the colon says it."""

SUBJECTS: Final = (
    *("order", "quote", "refund", "review", "statement", "wire", "mapping", "request"),
    *("customer", "contact", "installation", "term", "import", "staff", "program"),
)
"""What is acted on, as the part before the colon says it."""


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """What an admin looks for; empty texts say nothing. Days are whole days in the vendor's time zone, both included.

    `who` and `about` are names as the audit writes them, or the part behind their colon; `after` is a row's number.
    """

    who: str = ""
    what: str = ""
    about: str = ""
    first_day: date | None = None
    last_day: date | None = None
    after: int | None = None
    back: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Acts, newest first; `next` and `previous` are where the pages around begin, None where there are none."""

    acts: Sequence[NumberedAct]
    next: int | None
    previous: int | None


def read_audit(asked: AuditAsked, *, ports: Ports) -> AuditPage:
    """Read one page of the audit."""
    # One row more than is shown tells whether there is a page behind it.
    found = _read(replace(_wanted(asked, ports), limit=asked.limit + 1), ports)
    more = len(found) > asked.limit
    if more:
        found = found[1:] if asked.back else found[:-1]
    if not found:
        return AuditPage([], None, None)
    behind, before = more or asked.back, more if asked.back else asked.after is not None
    return AuditPage(found, found[-1].seq if behind else None, found[0].seq if before else None)


def read_whole_audit(asked: AuditAsked, *, ports: Ports) -> Iterator[NumberedAct]:
    """Read all that is looked for, newest first, some rows at a time: nobody waits for a slow reader."""
    wanted = replace(_wanted(asked, ports), limit=_EXPORTED_AT_ONCE)
    while found := _read(wanted, ports):
        yield from found
        wanted = replace(wanted, beside=found[-1].seq, back=False)


def _read(wanted: AuditWanted, ports: Ports) -> Sequence[NumberedAct]:
    with ports.uow(read_only=True) as unit:
        return unit.audit.page(wanted)


def _wanted(asked: AuditAsked, ports: Ports) -> AuditWanted:
    zone = ZoneInfo(ports.catalogue.rules.time_zone)
    return AuditWanted(
        limit=asked.limit,
        actors=_named(asked.who, ACTORS),
        actions={asked.what, *(asked.what.replace(" ", sign) for sign in "-_")} if asked.what else None,
        subjects=_named(asked.about, SUBJECTS),
        since=None if asked.first_day is None else _begin(asked.first_day, zone),
        until=_end(asked.last_day, zone),
        beside=asked.after,
        back=asked.back,
    )


def _named(text: str, kinds: Sequence[str]) -> set[str] | None:
    """Return the names that a text may mean; addresses of staff are kept in lower case.

    A command acts by the name of the machine's account, without a kind.
    """
    if not text:
        return None
    if ":" in text:
        return {text}
    return {text, *(f"{kind}:{each}" for kind in kinds for each in (text, address_key(text)))}


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _end(day: date | None, zone: ZoneInfo) -> datetime | None:
    # The last day of the calendar has none behind it, and nothing to leave out.
    return None if day is None or day == date.max else _begin(day + timedelta(days=1), zone)

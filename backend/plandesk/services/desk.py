"""The desk's lists: what each can be filtered and ordered by, who may open it, and its pages one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, get_args

from plandesk.domain.customers import STAFF_ROLES, StaffRole
from plandesk.domain.errors import DomainError
from plandesk.domain.lookup import wanted_key
from plandesk.domain.orders import OrderState
from plandesk.services.books.desk import DeskList, Placed, Position, QuoteRow, Row, Wanted
from plandesk.services.ports import Ports

MOST_ROWS: Final = 200
COUNTED: Final = 99
"""Beyond this many it is only told that there are more."""
_EXPORTED_AT_ONCE: Final = 500


class CursorInvalid(DomainError):
    """A cursor is one that this list gave, in the order it is asked for now. Facts: `list`."""


@dataclass(frozen=True, slots=True)
class ListRules:
    """What may be asked of a list; `sorts` begins with the usual one, and there is no `sort` of what is looked for."""

    roles: frozenset[StaffRole]
    sorts: tuple[str, ...]
    states: tuple[str, ...] = ()
    usual: str | None = None
    """The state that is shown where none is asked for."""
    waiting: str | None = None
    """Which rows wait for a person: a state, "" for all, None where none do."""
    waits_for: frozenset[StaffRole] = frozenset(STAFF_ROLES)


_EVERYBODY: Final = frozenset(STAFF_ROLES)
_ORDER_STATES: Final = tuple(state for state in get_args(OrderState) if state != "placed")

LISTS: Final[Mapping[DeskList, ListRules]] = {
    "orders": ListRules(_EVERYBODY, ("newest", "oldest", "largest"), _ORDER_STATES),
    "wires": ListRules(frozenset({"finance", "admin"}), ("due", "latest"), waiting=""),
    "approvals": ListRules(frozenset({"sales", "admin"}), ("longest", "newest"), waiting=""),
    "customers": ListRules(_EVERYBODY, ("name", "newest")),
    "terms": ListRules(
        _EVERYBODY,
        ("soonest", "latest"),
        ("within_90_days", "within_30_days", "later", "ended"),
        usual="within_90_days",
        waiting="within_30_days",
    ),
    "quotes": ListRules(
        _EVERYBODY,
        ("newest", "oldest"),
        (
            *("draft", "to_approve", "issued", "sent", "opened", "expiring", "accepted", "paid"),
            *("declined", "expired", "replaced", "revoked"),
        ),
        waiting="to_approve",
        waits_for=frozenset({"sales", "admin"}),
    ),
    "reviews": ListRules(
        frozenset({"finance", "admin"}), ("longest", "newest"), ("open", "closed"), usual="open", waiting="open"
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of a list, where `after` is where a page begins and `back` leads to the one before it."""

    q: str = ""
    state: str | None = None
    sort: str | None = None
    after: Position | None = None
    back: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Some rows of a list; `next` and `previous` tell where the pages around it begin, None where there are none."""

    rows: Sequence[Row]
    next: Position | None
    previous: Position | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many rows of a list wait for a person, counted up to a limit."""

    list: DeskList
    count: int
    more: bool


def read_page(name: DeskList, asked: Asked, *, ports: Ports) -> DeskPage:
    """Read one page of a list.

    Raises:
        CursorInvalid: the position is none of this list in this order.
    """
    wanted = _wanted(name, asked, ports)
    # One row more than is shown tells whether there is a page behind it.
    found = list(_read(replace(wanted, limit=wanted.limit + 1), ports))
    more = len(found) > wanted.limit
    if more:
        found = found[1:] if wanted.back else found[:-1]
    if not found:
        return DeskPage([], None, None)
    first, last = found[0].position, found[-1].position
    behind = more or wanted.back
    before = more if wanted.back else wanted.beside is not None
    return DeskPage([each.row for each in found], last if behind else None, first if before else None)


def read_all(name: DeskList, asked: Asked, *, ports: Ports) -> Iterator[Row]:
    """Read a whole list, some rows at a time, each time in a transaction of its own: nobody waits for a slow reader."""
    wanted = replace(_wanted(name, asked, ports), limit=_EXPORTED_AT_ONCE)
    beside: Position | None = None
    while found := _read(replace(wanted, beside=beside), ports):
        yield from (each.row for each in found)
        beside = found[-1].position


def read_waiting(role: StaffRole, *, ports: Ports) -> Sequence[Waiting]:
    """Count what waits for a person in the lists a role may open."""
    told = []
    with ports.uow(read_only=True) as unit:
        for name, rules in LISTS.items():
            if role in rules.roles & rules.waits_for and rules.waiting is not None:
                asked = Asked(state=rules.waiting or None, limit=COUNTED + 1)
                count = unit.desk.count(_wanted(name, asked, ports))
                told.append(Waiting(name, min(count, COUNTED), count > COUNTED))
    return told


def is_expiring(row: QuoteRow, *, ports: Ports) -> bool:
    """Tell whether a quote can be accepted still, but not for long."""
    now = ports.clock.now()
    return row.state == "issued" and row.expires_at is not None and now < row.expires_at <= _soon(now, ports)


def _wanted(name: DeskList, asked: Asked, ports: Ports) -> Wanted:
    rules, now = LISTS[name], ports.clock.now()
    return Wanted(
        list=name,
        sort=asked.sort or rules.sorts[0],
        limit=asked.limit,
        today=ports.clock.today(ports.catalogue.rules.time_zone),
        now=now,
        soon=_soon(now, ports),
        key=wanted_key(asked.q) if asked.q else None,
        state=asked.state or rules.usual,
        beside=asked.after,
        back=asked.back,
    )


def _soon(now: datetime, ports: Ports) -> datetime:
    return now + timedelta(days=ports.catalogue.rules.quote_expiring_days)


def _read(wanted: Wanted, ports: Ports) -> Sequence[Placed]:
    if wanted.key == "":  # What holds neither letter nor digit is nothing's name.
        return []
    with ports.uow(read_only=True) as unit:
        try:
            return unit.desk.page(wanted)
        except ValueError as fault:
            raise CursorInvalid(list=wanted.list) from fault

"""The lists of the desk over HTTP: pages by cursor, filters, what is looked for, and each list as a CSV file."""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import orjson
from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import principal, staff
from plandesk.api.csv_files import CSV_ANSWER, csv_file
from plandesk.api.desk_rows import VIEWS, show_row
from plandesk.api.document import Routes, answer
from plandesk.api.fields import MoneyView, Payload, View, one_of
from plandesk.api.ports import ports
from plandesk.api.queries import load_query
from plandesk.domain.access import NotAllowed, StaffSession
from plandesk.services.books.desk import DeskList, Position
from plandesk.services.desk import LISTS, MOST_ROWS, Asked, CursorInvalid, ListRules, read_all, read_page, read_waiting
from plandesk.services.ports import Ports

LONGEST_QUERY: Final = 200
_LONGEST_CURSOR: Final = 600


class WaitingCountView(View):
    """How many rows of a list wait for a person; `more` where there are more than are counted."""

    place = fields.String(validate=validate.OneOf([name for name, rules in LISTS.items() if rules.waiting is not None]))
    count = fields.Integer()
    more = fields.Boolean()


class WaitingView(View):
    """What waits for a person, of what your role may open."""

    waiting = fields.List(fields.Nested(WaitingCountView()))


def waiting() -> Response:
    """Count what waits for a person."""
    asking = principal()
    if not isinstance(asking, StaffSession):
        raise NotAllowed
    told = read_waiting(asking.role, ports=ports())
    return answer({"waiting": [{"place": each.list, "count": each.count, "more": each.more} for each in told]})


def routes() -> Routes:
    """Return the routes of all lists."""
    desk = Routes("desk", "The lists of staff.")
    desk.add("GET", "/desk/waiting", waiting, answers={200: WaitingView()}, who=staff())
    for name, rules in LISTS.items():
        who = staff(*sorted(rules.roles))
        shape, query = _page_view(name), _query(rules)
        desk.add(
            "GET",
            f"/desk/{name}",
            _list(name, query),
            answers={200: shape},
            problems=(409,),
            parameters=_parameters(rules, paged=True),
            who=who,
        )
        desk.add(
            "GET",
            f"/desk/{name}.csv",
            _file(name, query),
            answers={},
            responses=CSV_ANSWER,
            parameters=_parameters(rules, paged=False),
            who=who,
        )
    return desk


def _list(name: DeskList, query: Payload) -> Callable[[], Response]:
    def view() -> Response:
        asked = _asked(name, load_query(query))
        page = read_page(name, asked, ports=ports())
        sort = _named_sort(asked)
        body = {
            "rows": [show_row(name, each) for each in page.rows],
            "next": _write(page.next, sort, back=False),
            "previous": _write(page.previous, sort, back=True),
        }
        return answer(body)

    view.__name__, view.__doc__ = name, _ABOUT[name]
    return view


def _file(name: DeskList, query: Payload) -> Callable[[], Response]:
    def view() -> Response:
        here = ports()
        rows = _shown(name, _asked(name, load_query(query)), here)
        day = here.clock.today(here.catalogue.rules.time_zone).isoformat()
        members = VIEWS[name].fields
        money = frozenset(
            each for each, field in members.items() if isinstance(getattr(field, "nested", None), MoneyView)
        )
        columns = [each for each, field in members.items() if not isinstance(field, fields.Boolean)]
        return csv_file(f"{name}-{day}", columns, rows, money)

    view.__name__ = f"{name}_csv"
    view.__doc__ = f"{_ABOUT[name].removesuffix('.')}, all pages as one CSV file."
    return view


_ABOUT: Final[Mapping[DeskList, str]] = {
    "orders": "List orders.",
    "wires": "List orders that wait for a wire.",
    "approvals": "List paid orders whose stated lines wait for approval.",
    "customers": "List customers.",
    "quotes": "List quotes.",
    "reviews": "List what needs a person: money that no order accounts for, and what a machine cannot settle.",
    "terms": "List terms that nothing follows, by the day they end.",
}


def _shown(name: DeskList, asked: Asked, here: Ports) -> Iterator[Mapping[str, Any]]:
    for row in read_all(name, asked, ports=here):
        yield show_row(name, row, here)


def _page_view(name: DeskList) -> View:
    shape = VIEWS[name]
    members: dict[str, fields.Field[Any]] = {
        "rows": fields.List(fields.Nested(shape)),
        "next": fields.String(allow_none=True, metadata={"description": "The cursor of the next page."}),
        "previous": fields.String(allow_none=True, metadata={"description": "The cursor of the page before."}),
    }
    title = type(shape).__name__.removesuffix("View")
    page: View = View.from_dict(members, name=f"{title}PageView")()  # type: ignore[assignment]  # It keeps the base.
    return page


def _query(rules: ListRules) -> Payload:
    members: dict[str, fields.Field[Any]] = {
        "after": fields.String(load_default=None, validate=validate.Length(1, _LONGEST_CURSOR)),
        "limit": fields.Integer(load_default=50, validate=validate.Range(1, MOST_ROWS)),
        "sort": one_of(rules.sorts, required=False),
        "state": one_of(rules.states, required=False),
        "q": fields.String(load_default="", validate=validate.Length(max=LONGEST_QUERY)),
    }
    query: Payload = Payload.from_dict(members, name="DeskQuery")()  # type: ignore[assignment]  # It keeps the base.
    return query


def _parameters(rules: ListRules, *, paged: bool) -> Sequence[Mapping[str, Any]]:
    told = [_parameter("sort", "The first is the usual one.", {"type": "string", "enum": list(rules.sorts)})]
    about = (
        "A number or name, or how it begins: spaces, dashes and case do not count. What is found comes by what was "
        "found and then the newest, whatever `sort` says."
    )
    told.append(_parameter("q", about, {"type": "string", "maxLength": LONGEST_QUERY}))
    if rules.states:
        about = f"Only these; {rules.usual} where none is named." if rules.usual else "Only these."
        told.append(_parameter("state", about, {"type": "string", "enum": list(rules.states)}))
    if paged:
        text = {"type": "string", "minLength": 1, "maxLength": _LONGEST_CURSOR}
        told.append(_parameter("after", "A cursor as a page of this very list gave it.", text))
        told.append(_parameter("limit", "50 by default.", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}))
    return told


def _parameter(name: str, description: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _asked(name: DeskList, loaded: Mapping[str, Any]) -> Asked:
    asked = Asked(q=loaded["q"].strip(), state=loaded["state"], sort=loaded["sort"], limit=loaded["limit"])
    if loaded["after"] is None:
        return asked
    after, back = _read(name, loaded["after"], _named_sort(asked))
    return Asked(asked.q, asked.state, asked.sort, after, back, asked.limit)


def _named_sort(asked: Asked) -> str:
    return "found" if asked.q else asked.sort or ""


def _write(position: Position | None, sort: str, *, back: bool) -> str | None:
    if position is None:
        return None
    return base64.urlsafe_b64encode(orjson.dumps([sort, back, position.keys, position.seq])).decode().rstrip("=")


def _read(name: DeskList, cursor: str, sort: str) -> tuple[Position, bool]:
    try:
        told = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as fault:
        raise CursorInvalid(list=name) from fault
    match told:
        case [str(given), bool(back), [*keys], int(seq)] if given == sort and _all_scalars(keys) and _is_seq(seq):
            return Position(tuple(keys), seq), back
    raise CursorInvalid(list=name)


def _is_seq(number: int) -> bool:
    return not isinstance(number, bool) and 0 <= number < 2**63


def _all_scalars(keys: Sequence[object]) -> bool:
    return all(isinstance(each, str) or (isinstance(each, int) and -(2**63) <= each < 2**63) for each in keys)

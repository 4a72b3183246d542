"""The audit over HTTP: what staff and programs did, narrowed down, page by page or as a CSV file."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import staff
from plandesk.api.csv_files import CSV_ANSWER, csv_file
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, Payload, Text, View
from plandesk.api.ports import ports
from plandesk.api.queries import load_query
from plandesk.services.audit import MOST_ROWS, AuditAsked, read_audit, read_whole_audit
from plandesk.services.books.audit import NumberedAct

CURSOR: Final = r"^[<>][0-9]{1,18}$"
_LONGEST: Final = 300
_WORDS: Final = {"type": "string", "maxLength": _LONGEST}
_DAY: Final = {"type": "string", "format": "date"}


class ActView(View):
    """One act: who, when, what, on which thing, how it was before and after, and why."""

    id = fields.Integer(metadata={"description": "Counts on with every act."})
    at = fields.DateTime()
    who = fields.String(metadata={"description": "Such as `staff:ann@vendor.example` or `program:shop`."})
    what = fields.String()
    about = fields.String(metadata={"description": "Such as `order:1234567890`."})
    before = fields.Dict(keys=fields.String(), values=fields.String())
    after = fields.Dict(keys=fields.String(), values=fields.String())
    why = fields.String(allow_none=True)


class ActPageView(View):
    """Some acts, newest first, and the cursors of the pages around."""

    rows = fields.List(fields.Nested(ActView()))
    next = fields.String(allow_none=True, metadata={"description": "The cursor of the next page."})
    previous = fields.String(allow_none=True, metadata={"description": "The cursor of the page before."})


class ActsQuery(Payload):
    """What is looked for."""

    who = Text(load_default="", validate=validate.Length(max=_LONGEST))
    what = Text(load_default="", validate=validate.Length(max=_LONGEST))
    about = Text(load_default="", validate=validate.Length(max=_LONGEST))
    first_day = Day(load_default=None)
    last_day = Day(load_default=None)


class PageQuery(ActsQuery):
    """What is looked for, and which page of it."""

    after = Text(load_default=None, validate=validate.Regexp(CURSOR, error="Must be a cursor that a page gave."))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, MOST_ROWS))


_FILTERS: Final[Sequence[tuple[str, str, Mapping[str, Any]]]] = (
    ("who", "Who acted, in whole: a mail address of staff, the name of a program.", _WORDS),
    ("what", "What was done, in whole.", _WORDS),
    ("about", "On which thing, in whole: a number of an order, an address, an id.", _WORDS),
    ("first_day", "On this day or later, in the vendor's time zone.", _DAY),
    ("last_day", "On this day or before.", _DAY),
)
_PAGING: Final[Sequence[tuple[str, str, Mapping[str, Any]]]] = (
    ("after", "A cursor as a page gave it.", {"type": "string", "pattern": CURSOR}),
    ("limit", "50 by default.", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}),
)


def acts() -> Response:
    """List what staff and programs did, newest first."""
    loaded = load_query(PageQuery())
    after: str = loaded["after"] or ""
    asked = _asked(loaded, after=int(after[1:]) if after else None, back=after.startswith("<"))
    page = read_audit(asked, ports=ports())
    return answer(
        {
            "rows": [_show(each) for each in page.acts],
            "next": None if page.next is None else f">{page.next}",
            "previous": None if page.previous is None else f"<{page.previous}",
        }
    )


def acts_csv() -> Response:
    """List what staff and programs did, all pages as one CSV file."""
    here, asked = ports(), _asked(load_query(ActsQuery()))
    day = here.clock.today(here.catalogue.rules.time_zone).isoformat()
    rows = (_in_cells(_show(each)) for each in read_whole_audit(asked, ports=here))
    return csv_file(f"audit-{day}", list(ActView().fields), rows, frozenset())


def routes() -> Routes:
    """Return the routes of the audit."""
    audit = Routes("audit", "What staff and programs did.")
    audit.add(
        "GET",
        "/desk/audit",
        acts,
        answers={200: ActPageView()},
        parameters=[*map(_parameter, (*_FILTERS, *_PAGING))],
        who=staff("admin"),
    )
    audit.add(
        "GET",
        "/desk/audit.csv",
        acts_csv,
        answers={},
        responses=CSV_ANSWER,
        parameters=[*map(_parameter, _FILTERS)],
        who=staff("admin"),
    )
    return audit


def _asked(loaded: Mapping[str, Any], *, after: int | None = None, back: bool = False) -> AuditAsked:
    return AuditAsked(
        who=loaded["who"].strip(),
        what=loaded["what"].strip(),
        about=loaded["about"].strip(),
        first_day=loaded["first_day"],
        last_day=loaded["last_day"],
        after=after,
        back=back,
        limit=loaded.get("limit", MOST_ROWS),
    )


def _show(numbered: NumberedAct) -> dict[str, Any]:
    act = numbered.act
    return {
        "id": numbered.seq,
        "at": act.at.isoformat(),
        "who": act.actor,
        "what": act.action,
        "about": act.subject,
        "before": dict(act.before),
        "after": dict(act.after),
        "why": act.reason,
    }


def _in_cells(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return an act whose facts are text, as cells hold it."""
    told = {side: "; ".join(f"{name}: {fact}" for name, fact in shown[side].items()) for side in ("before", "after")}
    return {**shown, **told}


def _parameter(told: tuple[str, str, Mapping[str, Any]]) -> Mapping[str, Any]:
    name, description, schema = told
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}

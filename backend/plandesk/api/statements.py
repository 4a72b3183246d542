"""Bank statements over HTTP: a file in, every line's verdict out, choices, and the booking step by step."""

from collections.abc import Mapping
from typing import Any, Final, cast

from flask import Response, request
from marshmallow import ValidationError, fields, validate

from plandesk.api.auth import principal, staff
from plandesk.api.document import Routes, answer
from plandesk.api.fields import LINE, Pattern, Payload, line
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.problems import PayloadInvalid, problem
from plandesk.api.statement_mappings import add_mappings
from plandesk.api.statement_views import (
    PartInput,
    StatementLinesView,
    StatementLineView,
    StatementPageView,
    StatementView,
    amounts_by_order,
    show_line,
    show_statement,
)
from plandesk.domain.wires import VERDICTS, Verdict
from plandesk.services.reconciliation import (
    choose,
    confirm_statement,
    discard_statement,
    find_mapping,
    list_lines,
    list_statements,
    read_statement,
    upload_statement,
)
from plandesk.text import problems_en as words

FILE: Final = "application/octet-stream"
MOST_BYTES: Final = 32 * 1024 * 1024
"""Ten thousand lines of CAMT.053 are some 15 MB."""
_MOST_LINES: Final = 200
_WHO: Final = staff("finance", "admin")
_CHOICES: Final = ("none", "orders", "skip")


class UploadQuery(Payload):
    """What the file is called, and the saved mapping that reads it, if it is CSV."""

    name = line(200)
    mapping = line(80, required=False)


class LinesQuery(Payload):
    """Which lines: of one verdict or of all, behind a place in the file."""

    verdict = fields.String(load_default=None, validate=validate.OneOf(VERDICTS))
    after = fields.Integer(load_default=0, validate=validate.Range(0, 10_000_000))
    limit = fields.Integer(load_default=100, validate=validate.Range(1, _MOST_LINES))


class StatementsQuery(Payload):
    """Which statements: those older than the one named, the newest first."""

    after = fields.String(load_default=None, validate=Pattern("^[A-Za-z0-9-]{1,64}$", "Must be an id."))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))


class ChoiceInput(Payload):
    """Where a line's money goes: as its text says, to these orders, or nowhere."""

    choice = fields.String(required=True, validate=validate.OneOf(_CHOICES))
    orders = fields.List(fields.Nested(PartInput()), load_default=list, validate=validate.Length(max=50))


def upload() -> Response:
    """Read a bank statement and judge every line; nothing is booked."""
    request.max_content_length = MOST_BYTES
    if request.mimetype != FILE:
        return problem(415, "unsupported-media-type", "The body is not a file", words.NOT_A_FILE)
    asked = _loaded(UploadQuery())
    mapping = find_mapping(asked["mapping"], ports=ports()) if asked["mapping"] else None
    content = request.get_data()
    view = upload_statement(content, asked["name"], mapping=mapping, staff=principal().actor, ports=ports())
    return answer(show_statement(view, ports()), 201)


def statements() -> Response:
    """List the statements that were uploaded, the newest first."""
    asked = _loaded(StatementsQuery())
    found = list_statements(asked["after"], asked["limit"] + 1, ports=ports())
    rows = found[: asked["limit"]]
    more = rows[-1].statement.id if len(found) > len(rows) else None
    return answer({"rows": [show_statement(each, ports()) for each in rows], "next": more})


def read(statement_id: str) -> Response:
    """Show a statement with its counts and sums."""
    return answer(show_statement(read_statement(statement_id, ports=ports()), ports()))


def lines(statement_id: str) -> Response:
    """List lines of a statement in the file's order."""
    asked = _loaded(LinesQuery())
    verdicts: tuple[Verdict, ...] = (asked["verdict"],) if asked["verdict"] else ()
    found = list_lines(statement_id, verdicts, asked["after"], asked["limit"] + 1, ports=ports())
    rows = found[: asked["limit"]]
    more = rows[-1].position if len(found) > len(rows) else None
    return answer({"rows": [show_line(each) for each in rows], "next": more})


def decide(payload: Mapping[str, Any], statement_id: str, position: int) -> Response:
    """Say where the money of one line goes; it is judged anew."""
    parts = amounts_by_order(payload["orders"])
    row = choose(statement_id, position, payload["choice"], parts, staff=principal().actor, ports=ports())
    return answer(show_line(row))


def confirm(payload: Mapping[str, Any], statement_id: str) -> Response:
    """Book the next lines of a statement; ask again until `state` is `booked`."""
    view = confirm_statement(statement_id, staff=principal().actor, ports=ports())
    return answer(show_statement(view, ports()))


def discard(payload: Mapping[str, Any], statement_id: str) -> Response:
    """Drop a draft."""
    discard_statement(statement_id, staff=principal().actor, ports=ports())
    return answer(show_statement(read_statement(statement_id, ports=ports()), ports()))


def routes(limit: Wrap) -> Routes:
    """Return the routes of statements; `limit` guards uploads and what is saved."""
    desk = Routes("statements", "Bank statements at the desk.")
    place = "/desk/statements/<string:statement_id>"
    desk.add(
        "POST",
        "/desk/statements",
        upload,
        answers={201: StatementView()},
        problems=(404, 413, 415, 422, 429),
        parameters=(
            _text("name", "What the file is called.", 200, required=True),
            _text("mapping", "The saved mapping that reads it, if it is CSV.", 80),
        ),
        wrap=limit,
        who=_WHO,
        requestBody={"required": True, "content": {FILE: {"schema": {"type": "string", "format": "binary"}}}},
    )
    desk.add(
        "GET",
        "/desk/statements",
        statements,
        answers={200: StatementPageView()},
        parameters=(_text("after", "The id that a page before ended with.", 64), _count("limit", 1, 100)),
        who=_WHO,
    )
    desk.add("GET", place, read, answers={200: StatementView()}, who=_WHO)
    verdict = {"in": "query", "name": "verdict", "schema": {"type": "string", "enum": [*VERDICTS]}}
    desk.add(
        "GET",
        f"{place}/lines",
        lines,
        answers={200: StatementLinesView()},
        parameters=(verdict, _count("after", 0, 10_000_000), _count("limit", 1, _MOST_LINES)),
        who=_WHO,
    )
    desk.add(
        "POST",
        f"{place}/lines/<int(max=100000000):position>",
        decide,
        takes=ChoiceInput(),
        answers={200: StatementLineView()},
        problems=(409, 422),
        who=_WHO,
    )
    for view in (confirm, discard):
        desk.add(
            "POST",
            f"{place}/{view.__name__}",
            view,
            takes=Payload(),
            answers={200: StatementView()},
            problems=(409, 422),
            who=_WHO,
        )
    add_mappings(desk, limit, _WHO)
    return desk


def _text(name: str, description: str, most: int, *, required: bool = False) -> Mapping[str, Any]:
    schema = {"type": "string", "minLength": 1, "maxLength": most, "pattern": LINE}
    return {"in": "query", "name": name, "required": required, "description": description, "schema": schema}


def _count(name: str, least: int, most: int) -> Mapping[str, Any]:
    return {"in": "query", "name": name, "schema": {"type": "integer", "minimum": least, "maximum": most}}


def _loaded(query: Payload) -> Mapping[str, Any]:
    try:
        return cast(Mapping[str, Any], query.load(request.args.to_dict()))
    except ValidationError as fault:
        raise PayloadInvalid(cast(dict[str, Any], fault.messages)) from fault

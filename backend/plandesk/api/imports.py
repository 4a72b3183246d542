"""Importing customers over HTTP: a file of rows in, every row's verdict out."""

from io import BytesIO
from typing import Any, Final, cast

from flask import Response, request
from marshmallow import ValidationError, fields, validate

from plandesk.api.auth import principal, staff
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Payload, View, one_of
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.problems import PayloadInvalid, problem
from plandesk.domain.imports import VERDICTS, Remark, RowReport
from plandesk.services.imports import ImportRequest, ImportResult, import_customers
from plandesk.text import imports_en as words

CSV: Final = "text/csv"
MODES: Final = ("check", "write")
NAME: Final = "api"


class ModeInput(Payload):
    """What to do with the file."""

    mode = one_of(MODES)


class ChangeView(View):
    """A cell that overwrites what the books hold."""

    column = fields.String()
    before = fields.String()
    after = fields.String()


class RemarkView(View):
    """What is to be said of one cell; the column is empty where it is about the whole row."""

    column = fields.String()
    rule = fields.String()
    detail = fields.String()


class ImportedRowView(View):
    """The verdict on one row; `line` is the file's line, from 1, on which it begins."""

    line = fields.Integer()
    verdict = fields.String(validate=validate.OneOf(VERDICTS))
    errors = fields.List(fields.Nested(RemarkView()))
    notes = fields.List(fields.Nested(RemarkView()))
    adds = fields.List(fields.String(validate=validate.OneOf(("customer", "contact", "installation", "term"))))
    changes = fields.List(fields.Nested(ChangeView()))


class VerdictCountsView(View):
    """How many rows have which verdict."""

    add = fields.Integer()
    change = fields.Integer()
    nothing = fields.Integer()
    ask_us = fields.Integer()
    error = fields.Integer()


class ImportReportView(View):
    """What an import does, or would do; `written` tells whether it did."""

    rows = fields.List(fields.Nested(ImportedRowView()))
    counts = fields.Nested(VerdictCountsView())
    written = fields.Boolean()


def import_file() -> Response:
    """Check a file row by row, or write it: all rows or, if one is in error, none."""
    if request.mimetype != CSV:
        return problem(415, "unsupported-media-type", "The body is not CSV", words.NOT_CSV)
    rows: list[RowReport] = []
    wanted = ImportRequest(BytesIO(request.get_data()), NAME, principal().actor, write=_mode() == "write")
    result = import_customers(wanted, rows.append, ports=ports())
    report = _show_report(rows, result)
    if wanted.write and result.counts["error"]:
        return problem(409, "import-refused", "The file was not written", words.REFUSED, report=report)
    return answer(report)


def routes(limit: Wrap) -> Routes:
    """Return the route of imports; `limit` guards writes."""
    imports = Routes("imports", "Customers, installations and terms from a file.")
    imports.add(
        "POST",
        "/imports/customers",
        import_file,
        answers={200: ImportReportView()},
        problems=(409, 413, 415, 422, 429),
        parameters=({"in": "query", "name": "mode", "required": True, "schema": {"type": "string", "enum": [*MODES]}},),
        wrap=limit,
        who=staff("sales", "admin"),
        requestBody={"required": True, "content": {CSV: {"schema": {"type": "string"}}}},
    )
    return imports


def _mode() -> str:
    try:
        return cast(str, ModeInput().load(request.args.to_dict())["mode"])
    except ValidationError as fault:
        raise PayloadInvalid(cast(dict[str, Any], fault.messages)) from fault


def _show_report(rows: list[RowReport], result: ImportResult) -> dict[str, Any]:
    return {
        "rows": [_show_row(each) for each in rows],
        "counts": {verdict: result.counts[verdict] for verdict in VERDICTS},
        "written": result.written,
    }


def _show_row(row: RowReport) -> dict[str, Any]:
    return {
        "line": row.line,
        "verdict": row.verdict,
        "errors": [_show_remark(each) for each in row.errors],
        "notes": [_show_remark(each) for each in row.notes],
        "adds": list(row.adds),
        "changes": [{"column": each.column, "before": each.before, "after": each.after} for each in row.changes],
    }


def _show_remark(remark: Remark) -> dict[str, str]:
    return {"column": remark.column, "rule": remark.rule, "detail": words.explain(remark)}

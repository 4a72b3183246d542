"""The question what is covered on a day, and whether a request would be served."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Response, request
from marshmallow import ValidationError, fields, validate, validates_schema

from plandesk.api.choices import ChoiceView, show_choices
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, Payload, View, line
from plandesk.api.ports import ports
from plandesk.api.problems import PayloadInvalid
from plandesk.api.requests import HOURS, READERS, USES, HoursText
from plandesk.domain.coverage import LANES
from plandesk.domain.period import day_before
from plandesk.domain.requests import QuotaUse, Window
from plandesk.services.questions import LaneAnswer, RequestAnswer, ask_coverage

PARAMETERS: Final[Sequence[Mapping[str, Any]]] = [
    {"name": "at", "in": "query", "required": True, "schema": {"type": "string", "format": "date"}},
    {
        "name": "level",
        "in": "query",
        "description": "Asks about a request, together with `hours`.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 64},
    },
    {"name": "hours", "in": "query", "description": "In quarters.", "schema": HOURS},
]


class CoverageQuery(Payload):
    """The day, and a request by its level and hours: both or neither."""

    at = Day(required=True)
    level = line(64, required=False)
    hours = HoursText(load_default=None)

    @validates_schema
    def _whole(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("level") is None) != (data.get("hours") is None):
            raise ValidationError("A request is told by its level and its hours.", "hours")


class CoveredView(View):
    """Whether a lane is covered; `until` is the last day of that cover without a gap, `by` the terms that cover."""

    covered = fields.Boolean()
    until = fields.Date(allow_none=True)
    by = fields.List(fields.String())


class CoveredLanesView(View):
    """Each lane's answer: the union of all terms."""

    support = fields.Nested(CoveredView())
    maintenance_upgrades = fields.Nested(CoveredView())
    critical_updates = fields.Nested(CoveredView())


class LeftView(View):
    """Requests and minutes that are left."""

    requests = fields.Integer()
    minutes = fields.Integer()


class LeftOfQuotaView(View):
    """What is left of a quota; null where the plan caps nothing at that scope."""

    month = fields.Nested(LeftView(), allow_none=True)
    period = fields.Nested(LeftView(), allow_none=True)


class WouldServeView(View):
    """Whether a request would be served, by what, and what is left before and after it; nothing is held for it."""

    covered = fields.Boolean()
    by = fields.String(allow_none=True, validate=validate.OneOf(USES))
    term = fields.String(allow_none=True)
    plan = fields.String(allow_none=True)
    left = fields.Nested(LeftOfQuotaView(), allow_none=True)
    left_after = fields.Nested(LeftOfQuotaView(), allow_none=True)
    units_left = fields.Integer()
    units_left_after = fields.Integer()
    choices = fields.List(fields.Nested(ChoiceView()))


class CoverageAnswerView(View):
    """What is covered on a day; `request` is null where none was asked about."""

    at = fields.Date()
    lanes = fields.Nested(CoveredLanesView())
    request = fields.Nested(WouldServeView(), allow_none=True)


def ask(installation_id: str) -> Response:
    """Tell what is covered on a day, and whether a request would be served and what is left after it."""
    asked = _query()
    wanted = None if asked["level"] is None else (asked["level"], asked["hours"])
    told = ask_coverage(installation_id, asked["at"], wanted, ports=ports())
    return answer(
        {
            "at": told.at.isoformat(),
            "lanes": {lane: _show_lane(told.lanes[lane]) for lane in LANES},
            "request": None if told.request is None else _show_request(told.request, installation_id),
        }
    )


def routes() -> Routes:
    """Return the route of the question."""
    questions = Routes("questions", "What is covered.")
    questions.add(
        "GET",
        "/installations/<string:installation_id>/coverage",
        ask,
        answers={200: CoverageAnswerView()},
        problems=(409, 422),
        parameters=PARAMETERS,
        who=READERS,
    )
    return questions


def _query() -> Mapping[str, Any]:
    try:
        loaded: Mapping[str, Any] = CoverageQuery().load(request.args.to_dict())
    except ValidationError as fault:
        messages = fault.messages if isinstance(fault.messages, dict) else {"_schema": fault.messages}
        raise PayloadInvalid(messages) from fault
    return loaded


def _show_lane(lane: LaneAnswer) -> dict[str, Any]:
    until = None if lane.until is None else day_before(lane.until).isoformat()
    return {"covered": lane.covered, "until": until, "by": list(lane.by)}


def _show_request(told: RequestAnswer, installation_id: str) -> dict[str, Any]:
    return {
        "covered": told.by is not None,
        "by": told.by,
        "term": told.before.term_id if told.before else None,
        "plan": told.before.plan.id if told.before else None,
        "left": _show_left(told.before),
        "left_after": _show_left(told.after),
        "units_left": told.units_before,
        "units_left_after": told.units_after,
        "choices": show_choices(told.choices, installation_id, ports().catalogue),
    }


def _show_left(quota: QuotaUse | None) -> dict[str, Any] | None:
    return None if quota is None else {"month": _left(quota.month), "period": _left(quota.period)}


def _left(window: Window | None) -> dict[str, int] | None:
    return None if window is None else {"requests": window.requests.left, "minutes": window.minutes.left}

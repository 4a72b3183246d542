"""Support requests: recording what was used, correcting it, and what is left of a quota."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import Who, contact, principal, program, staff
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, Flag, Payload, View, line, one_of, paragraphs
from plandesk.api.ports import ports
from plandesk.domain.access import ContactSession
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.period import day_before
from plandesk.domain.requests import Count, QuotaUse, SupportRequest, Window
from plandesk.services.books.requests import RequestEventRow
from plandesk.services.requests import (
    CorrectRequest,
    RecordRequest,
    UnitsLeft,
    correct_request,
    corrections_of,
    record_request,
    requests_of,
)
from plandesk.text.prices_en import quota_name

USES = ("quota", "incident")
QUARTER: Final = 15
LONGEST: Final = 24
HOURS: Final = {"type": "number", "minimum": 0.25, "maximum": LONGEST, "multipleOf": 0.25}
DESK: Final[Who] = staff() | program("help_desk")
"""Who records use."""
READERS: Final[Who] = contact("see_cover") | DESK
"""Who reads it."""


class Hours(fields.Field[int]):
    """A length of work in hours, in quarters from 0.25 to 24, as a number of JSON; minutes in code.

    Whether it is whole quarters is decided on the exact fraction.
    """

    default_error_messages = {  # noqa: RUF012  # marshmallow's own form.
        "invalid": "Must be hours in quarters, such as 0.75, from 0.25 to 24."
    }

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.make_error("invalid")
        quarters = Fraction(value) * 4
        if quarters.denominator != 1 or not 1 <= quarters <= LONGEST * 4:
            raise self.make_error("invalid")
        return int(quarters) * QUARTER


class HoursText(Hours):
    """Hours as they stand in an address."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", value):
            raise self.make_error("invalid")
        return super()._deserialize(Decimal(value), attr, data, **kwargs)


class CountView(View):
    """How much of a cap is used and left; minutes or requests."""

    used = fields.Integer()
    left = fields.Integer()
    cap = fields.Integer()


class QuotaWindowView(View):
    """A month or the whole period of a quota; requests and minutes both bind. `last_day` is its last day."""

    start = fields.Date()
    last_day = fields.Date()
    turns_on = fields.Date(
        allow_none=True, metadata={"description": "When the next month begins; null where the term gives none."}
    )
    requests = fields.Nested(CountView())
    minutes = fields.Nested(CountView())


class QuotaUseView(View):
    """What a term includes of one pool, as it stands today; a window is null where the plan caps nothing there."""

    term = fields.String()
    plan = fields.String()
    plan_name = fields.String()
    pool = fields.String()
    pool_name = fields.String()
    levels = fields.List(fields.String())
    month = fields.Nested(QuotaWindowView(), allow_none=True)
    period = fields.Nested(QuotaWindowView(), allow_none=True)
    lines = fields.List(fields.Integer())
    readings = fields.List(fields.String())


class OwnedUnitsView(View):
    """Incident units of a customer, from one order line."""

    id = fields.String()
    level = fields.String()
    name = fields.String()
    bought = fields.Integer()
    left = fields.Integer()
    last_usable_day = fields.Date(allow_none=True, metadata={"description": "Null: until used."})


class RequestCorrectionView(View):
    """That a request was changed or voided after it was recorded, and why."""

    at = fields.DateTime()
    voided = fields.Boolean()
    reason = fields.String(allow_none=True)


class RequestView(View):
    """A support request in the books, as it is now. One that was voided uses nothing up."""

    id = fields.String()
    installation_id = fields.String()
    reference = fields.String()
    level = fields.String()
    hours = fields.Float()
    when = fields.Date()
    use = fields.String(validate=validate.OneOf(USES))
    term = fields.String(allow_none=True, metadata={"description": "Whose quota it counts against."})
    units = fields.Integer(metadata={"description": "How many incident units it takes."})
    note = fields.String(allow_none=True)
    recorded_at = fields.DateTime()
    recorded_by = fields.String(allow_none=True, metadata={"description": "Told to staff and programs only."})
    voided = fields.Boolean()
    corrections = fields.List(fields.Nested(RequestCorrectionView()), metadata={"description": "Oldest first."})


class RequestsView(View):
    """The requests of an installation, newest first."""

    requests = fields.List(fields.Nested(RequestView()))


class RecordInput(Payload):
    """A support case to record; the same reference with the same content is recorded once."""

    level = line(64, note="A level of the catalogue.")
    hours = Hours(required=True, metadata=dict(HOURS))
    when = Day(required=True, metadata={"description": "The day of the case, in the vendor's time zone; not ahead."})
    reference = line(100, note="The help desk's own name of the case, once an installation.")
    use = one_of(USES, note="What serves it: the term's quota, or the customer's incident units.")
    note = line(500, required=False)


class CorrectionInput(Payload):
    """What shall stand instead; what is absent or null stays. A voided request is changed no more."""

    level = line(64, required=False)
    hours = Hours(allow_none=True, load_default=None, metadata=dict(HOURS))
    when = Day(load_default=None, allow_none=True)
    void = Flag(load_default=False)
    reason = paragraphs(500)


def record(payload: Mapping[str, Any], installation_id: str) -> Response:
    """Record a support request against its term's quota or on incident units; never beyond what is left."""
    recorded = record_request(
        RecordRequest(
            installation_id=installation_id,
            level=payload["level"],
            minutes=payload["hours"],
            on=payload["when"],
            reference=payload["reference"],
            use=payload["use"],
            note=payload["note"],
        ),
        actor=principal().actor,
        ports=ports(),
    )
    (shown,) = show_requests([recorded.request])
    return answer(shown, 201 if recorded.is_new else 200)


def read(installation_id: str) -> Response:
    """List an installation's requests, newest first, also those that were voided."""
    return answer({"requests": show_requests(requests_of(installation_id, ports=ports()))})


def correct(payload: Mapping[str, Any], request_id: str) -> Response:
    """Change or void a request, with a reason; what it then uses must be there."""
    command = CorrectRequest(
        request_id=request_id,
        reason=payload["reason"],
        level=payload["level"],
        minutes=payload["hours"],
        on=payload["when"],
        void=payload["void"],
    )
    (shown,) = show_requests([correct_request(command, actor=principal().actor, ports=ports())])
    return answer(shown)


def routes() -> Routes:
    """Return the routes of requests."""
    requests = Routes("requests", "Support requests and what they use up.")
    path = "/installations/<string:installation_id>/requests"
    requests.add(
        "POST",
        path,
        record,
        takes=RecordInput(),
        answers={201: RequestView(), 200: RequestView()},
        problems=(409,),
        who=DESK,
    )
    requests.add("GET", path, read, answers={200: RequestsView()}, who=READERS)
    requests.add(
        "POST",
        "/requests/<string:request_id>/corrections",
        correct,
        takes=CorrectionInput(),
        answers={200: RequestView()},
        problems=(409,),
        who=DESK,
    )
    return requests


def show_requests(requests: Sequence[SupportRequest]) -> list[dict[str, Any]]:
    """Show requests with what was corrected since; who recorded them is told to staff and programs only."""
    corrected = corrections_of(requests, ports=ports())
    return [_show_request(each, corrected[each.id]) for each in requests]


def _show_request(request: SupportRequest, corrections: Sequence[RequestEventRow]) -> dict[str, Any]:
    return {
        "id": request.id,
        "installation_id": request.installation_id,
        "reference": request.reference,
        "level": request.level,
        "hours": request.minutes / 60,  # Quarters of an hour, which a JSON number holds exactly.
        "when": request.on.isoformat(),
        "use": request.use,
        "term": request.term_id,
        "units": sum(each.units for each in request.units),
        "note": request.note,
        "recorded_at": request.recorded_at.isoformat(),
        "recorded_by": None if isinstance(principal(), ContactSession) else request.recorded_by,
        "voided": request.voided,
        "corrections": [
            {"at": each.at.isoformat(), "voided": each.event == "voided", "reason": each.reason} for each in corrections
        ],
    }


def show_quota(quota: QuotaUse, edition: Catalogue) -> dict[str, Any]:
    """Show what a term includes of one pool, as `quotas_on` counted it."""
    return {
        "term": quota.term_id,
        "plan": quota.plan.id,
        "plan_name": quota.plan.name.value,
        "pool": quota.pool.id,
        "pool_name": quota_name(quota.quota, edition),
        "levels": list(quota.quota.levels),
        "month": _show_window(quota.month),
        "period": _show_window(quota.period),
        "lines": list(quota.quota.lines),
        "readings": list(quota.quota.readings),
    }


def show_units(owned: UnitsLeft, edition: Catalogue) -> dict[str, Any]:
    """Show incident units; `edition` is the catalogue version they were sold by."""
    ends_on = owned.units.ends_on
    return {
        "id": owned.units.id,
        "level": owned.units.level,
        "name": edition.incident(owned.units.level).name,
        "bought": owned.units.units,
        "left": owned.left,
        "last_usable_day": None if ends_on is None else day_before(ends_on).isoformat(),
    }


def _show_window(window: Window | None) -> dict[str, Any] | None:
    if window is None:
        return None
    return {
        "start": window.span.start.isoformat(),
        "last_day": window.span.last_day.isoformat(),
        "turns_on": None if window.turns_on is None else window.turns_on.isoformat(),
        "requests": _show_count(window.requests),
        "minutes": _show_count(window.minutes),
    }


def _show_count(count: Count) -> dict[str, int]:
    return {"used": count.used, "left": count.left, "cap": count.cap}

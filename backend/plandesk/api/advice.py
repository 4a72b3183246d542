"""Advice on plans over HTTP: what is expected and needed, and which option costs least with its reasons."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from flask import Response, request
from marshmallow import Schema, ValidationError, fields, validate

from plandesk.api.advice_shown import show_advice
from plandesk.api.advice_views import PARTS, AdviceView
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, Pattern, Payload, Rows, Text, Whole, one_of, whole
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.selections import OneOfLines, currency_field
from plandesk.domain.advice import NO_NEEDS, Needs
from plandesk.domain.advice_workload import QUARTER, PatternRow, Rate
from plandesk.domain.catalogue import Catalogue
from plandesk.services.advice import MOST_REQUESTS, Asked, Listed, MonthlyPattern, Rates, advise_on
from plandesk.services.advice_address import HORIZONS

MOST_BYTES: Final = 512 * 1024
"""Ten thousand requests are some 150 KB."""
_LONGEST: Final = 96
"""Quarters of an hour: a day and night."""
_LAST_DAY: Final = 3 * 366
_MOST_FAULTS: Final = 20
_MOST_RATES: Final = 6
RATE: Final = r"^(?:0\.(?:0[1-9]|[1-9][0-9]?)|1?[1-9](?:\.[0-9]{1,2})?|10(?:\.[0-9]{1,2})?|20(?:\.00?)?)$"


class Numbers(Rows):
    """Requests as `[days since the start, place of the level in the catalogue, quarters of an hour]`, quick to read."""

    def __init__(self, levels: int) -> None:
        self._bounds = ((0, _LAST_DAY), (0, levels - 1), (1, _LONGEST))
        places = [{"type": "integer", "minimum": least, "maximum": most} for least, most in self._bounds]
        described = "Each is [days since the start, place of the level in the catalogue from 0, quarters of an hour]."
        super().__init__(
            *places,
            required=True,
            validate=validate.Length(max=MOST_REQUESTS),
            metadata={"description": described},
        )

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        read: list[tuple[int, int, int]] = []
        faults: dict[int, list[str]] = {}
        for at, row in enumerate(value):
            if self._right(row):
                read.append((int(row[0]), int(row[1]), int(row[2])))
            elif len(faults) < _MOST_FAULTS:
                faults[at] = ["Must be three whole numbers within the bounds that the document says."]
        if faults:
            raise ValidationError(faults)
        return read

    def _right(self, row: Any) -> bool:
        if not isinstance(row, list) or len(row) != len(self._bounds):
            return False
        return all(
            isinstance(each, int | float) and not isinstance(each, bool) and least <= each <= most and each == int(each)
            for each, (least, most) in zip(row, self._bounds, strict=True)
        )


def unique(values: Sequence[Any]) -> None:
    """Refuse a list that names anything twice."""
    if len(set(values)) != len(values):
        raise ValidationError("Must name each once.")


def each_once(field: fields.Field[Any], **options: Any) -> fields.List[Any]:
    """Return a field for a list without repeats."""
    return fields.List(field, validate=unique, metadata={"uniqueItems": True, **options.pop("metadata", {})}, **options)


def whole_or(default: int, least: int, most: int, note: str) -> Whole:
    """Return a field for a whole number that may be left out."""
    return Whole(load_default=default, validate=validate.Range(least, most), metadata={"description": note})


def question_schema(catalogue: Catalogue) -> Schema:
    """Return the schema of a question; ids of the catalogue are enums, so that the document lists them."""
    needs: dict[str, fields.Field[Any]] = {
        "services": each_once(one_of(each.id for each in catalogue.features), load_default=list),
        "critical_years": whole_or(0, 0, 10, "For how many years critical updates are needed from the start."),
        "maintenance_years": whole_or(0, 0, 10, "The same of maintenance upgrades."),
    }
    members: dict[str, fields.Field[Any]] = {
        "family": one_of(each.id for each in catalogue.families),
        "months": Whole(required=True, validate=validate.OneOf(HORIZONS)),
        "start": Day(load_default=None, allow_none=True, metadata={"description": "Null for the vendor's today."}),
        "currency": currency_field(catalogue),
        "needs": fields.Nested(Payload.from_dict(needs, name="NeedsInput")(), load_default=None, allow_none=True),
        "workload": fields.Nested(_workload(catalogue), required=True),
        "parts": each_once(
            one_of(PARTS), load_default=list, metadata={"description": "What takes longer, and is wanted."}
        ),
    }
    return Payload.from_dict(members, name="AdviceInput")()


class WorkloadInput(OneOfLines):
    """The requests that are expected, by the `kind` in which they are told."""


def _workload(catalogue: Catalogue) -> WorkloadInput:
    levels = [each.id for each in catalogue.levels]
    row: dict[str, fields.Field[Any]] = {
        "level": one_of(levels),
        "quarters": whole(1, _LONGEST, note="Quarters of an hour that one takes."),
        "count": whole(1, 999, note="How many in each of the months."),
        "months": fields.List(
            Whole(validate=validate.Range(1, HORIZONS[-1])),
            required=True,
            allow_none=True,
            validate=[validate.Length(1), unique],
            metadata={"uniqueItems": True, "description": "Months of the horizon from 1; null for every one."},
        ),
    }
    rows = fields.List(fields.Nested(Payload.from_dict(row, name="PatternRowInput")()), required=True)
    rows.validators.append(validate.Length(max=24))
    return WorkloadInput(
        {
            "pattern": Payload.from_dict({"kind": one_of(["pattern"]), "rows": rows}, name="PatternInput")(),
            "rates": Payload.from_dict({"kind": one_of(["rates"]), "rates": _rates(levels)}, name="RatesInput")(),
            "requests": Payload.from_dict(
                {"kind": one_of(["requests"]), "requests": Numbers(len(levels))}, name="ExpectedRequestsInput"
            )(),
        }
    )


def _rates(levels: Sequence[str]) -> fields.List[Any]:
    rule = Pattern(RATE, "Must be more than 0 and at most 20, with at most two decimals.")
    row: dict[str, fields.Field[Any]] = {
        "level": one_of(levels),
        "quarters": whole(1, _LONGEST, note="Quarters of an hour that one takes."),
        "per_month": Text(required=True, validate=rule, metadata={"description": "On average; decimal text."}),
    }
    rows = fields.Nested(Payload.from_dict(row, name="RateInput")())
    return fields.List(rows, required=True, validate=validate.Length(max=_MOST_RATES))


def advise(payload: Mapping[str, Any]) -> Response:
    """Say which support costs least for what is expected, exactly, and why. Nothing is stored."""
    return answer(show_advice(advise_on(_read(payload), ports=ports())), Cache_Control="no-store")


def _read(payload: Mapping[str, Any]) -> Asked:
    needs = payload["needs"]
    return Asked(
        family=payload["family"],
        months=payload["months"],
        workload=_WORKLOADS[payload["workload"]["kind"]](payload["workload"], payload["months"]),
        start=payload["start"],
        currency=payload["currency"],
        needs=Needs(tuple(needs["services"]), needs["critical_years"], needs["maintenance_years"])
        if needs
        else NO_NEEDS,
        parts=payload["parts"],
    )


def _pattern(workload: Mapping[str, Any], months: int) -> MonthlyPattern:
    return MonthlyPattern(
        tuple(
            PatternRow(each["level"], each["quarters"] * QUARTER, each["count"], _months(each["months"], months))
            for each in workload["rows"]
        )
    )


def _months(named: Sequence[int] | None, months: int) -> tuple[int, ...]:
    return tuple(range(months)) if named is None else tuple(month - 1 for month in named)


def _listed(workload: Mapping[str, Any], months: int) -> Listed:
    return Listed(workload["requests"])


def _uncertain(workload: Mapping[str, Any], months: int) -> Rates:
    return Rates(
        tuple(
            Rate(each["level"], each["quarters"] * QUARTER, Fraction(each["per_month"])) for each in workload["rates"]
        )
    )


_WORKLOADS: Final[Mapping[str, Callable[[Mapping[str, Any], int], MonthlyPattern | Listed | Rates]]] = {
    "pattern": _pattern,
    "rates": _uncertain,
    "requests": _listed,
}


def long_body(limit: Wrap) -> Wrap:
    """Return a wrapper that counts who asks, and then reads a body as long as ten thousand requests are."""

    def wrap(handler: Callable[..., Response]) -> Callable[..., Response]:
        def run(**path: Any) -> Response:
            request.max_content_length = max(MOST_BYTES, request.max_content_length or 0)
            return handler(**path)

        return limit(run)

    return wrap


def routes(catalogue: Catalogue, limit: Wrap) -> Routes:
    """Return the route of advice."""
    advice = Routes("advice", "Which plan costs least for the support that is expected.")
    advice.add(
        "POST",
        "/advice",
        advise,
        takes=question_schema(catalogue),
        answers={200: AdviceView()},
        problems=(409, 429),
        wrap=long_body(limit),
    )
    return advice

"""The lines a buyer picks, as payloads: read into the domain's selection."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validate
from marshmallow_oneofschema.one_of_schema import OneOfSchema

from plandesk.api.fields import Day, Flag, Payload, Text, identifier, line, one_of, whole
from plandesk.api.terms import STARTS
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.period import day_after
from plandesk.domain.pricing import (
    Extension,
    Incidents,
    InstallationName,
    NewInstallation,
    Refusal,
    SelectionRefused,
)
from plandesk.domain.quotes import QuoteKind
from plandesk.services.chains import AskedLine, FirstPlan, KnownExtension, KnownUpgrade

MOST_LINES: Final = 50
FIRST_YEAR, LAST_YEAR = 2000, 2199
"""Last covered days outside of these years are slips, and month arithmetic ends with the calendar."""


class InstallationInput(Payload):
    """One server or gateway as its owner names it: a licence key or host name, and a label."""

    reference = line(120, note="Licence key or host name.")
    label = line(120, required=False)


class OneOfLines(OneOfSchema):
    """One line of a selection, by its `kind`."""

    type_field = "kind"
    type_field_remove = False

    def __init__(self, kinds: Mapping[str, Schema]) -> None:
        super().__init__()
        self.type_schemas = self._kinds = kinds

    def _load(self, data: Any, **kwargs: Any) -> Any:
        # The library's own sentences would echo the payload back.
        if not isinstance(data, dict):
            raise ValidationError({"_schema": ["Must be an object."]})
        kind = data.get("kind")
        if not isinstance(kind, str) or kind not in self.type_schemas:
            raise ValidationError({"kind": [f"Must be one of {', '.join(self.type_schemas)}."]})
        return self._kinds[kind].load(data)


def line_schema(catalogue: Catalogue, *, ordering: bool, quoting: QuoteKind | None = None) -> OneOfLines:
    """Return the schema of a line; when `ordering`, lines also say which installation they are for.

    When `quoting` they may say so, and in a sales quote alone an upgrade may keep the old end (R10).

    Ids of the catalogue are enums, so that the document lists them. Numbers that only a rule limits are taken in a
    wide range: the rule then refuses them together with all else, each in a sentence.
    """
    plans = [plan.id for plan in catalogue.plans]
    quoted = {"sales": "DeskLineInput", "buyer": "QuoteLineInput"}
    suffix = quoted[quoting] if quoting else "OrderLineInput" if ordering else "LineInput"
    kinds: dict[str, dict[str, fields.Field[Any]]] = {
        "new_installation": {"plan": one_of(plans), "periods": whole(0, 9999)},
        "extension": {
            "current_plan": one_of(plans),
            "last_covered_day": Day(required=True, metadata={"description": "As the buyer states it."}),
            "plan": one_of(plans),
            "periods": whole(0, 9999),
            "start": one_of(STARTS, required=False, note="Null for the first start that is open."),
            "confirmed_days_given_up": _optional(whole(0, 99_999)),
        },
        "installation_extension": {
            "installation_id": identifier(),
            "plan": one_of(plans),
            "periods": whole(0, 9999),
            "start": one_of(STARTS, required=False, note="Null for the first start that is open."),
            "confirmed_days_given_up": _optional(whole(0, 99_999)),
            "cover_version": _cover_version(ordering),
        },
        "upgrade": {
            "installation_id": identifier(),
            "plan": one_of(plans),
            "cover_version": _cover_version(ordering),
        },
        "incidents": {"level": one_of(incident.id for incident in catalogue.incidents), "units": whole(0, 9999)},
    }
    kinds["new_installation"]["installation_id"] = identifier(
        required=False, note="An installation of yours that never had a plan; null for one that is new here."
    )
    if ordering:
        kinds["new_installation"]["installation"] = fields.Nested(
            InstallationInput(), allow_none=True, load_default=None
        )
        kinds["extension"]["installation"] = fields.Nested(InstallationInput(), required=True)
    if quoting:
        for kind in ("new_installation", "extension"):
            kinds[kind]["installation"] = fields.Nested(InstallationInput(), allow_none=True, load_default=None)
    if quoting == "sales":
        kinds["upgrade"]["keeps_end"] = Flag(
            load_default=False, metadata={"description": "Pay the difference by days."}
        )
    # A class of its own, by whose name the document tells the two apart.
    named: type[OneOfLines] = type(suffix, (OneOfLines,), {"__doc__": OneOfLines.__doc__})
    return named(
        {
            kind: Payload.from_dict({"kind": one_of([kind]), **members}, name=_title(kind) + suffix)()
            for kind, members in kinds.items()
        }
    )


def selection_lines(shape: OneOfLines) -> fields.List[Any]:
    """Return the field that holds the lines of a selection, each of one shape."""
    return fields.List(fields.Nested(shape), required=True, validate=validate.Length(1, MOST_LINES))


def currency_field(catalogue: Catalogue) -> fields.Field[Any]:
    """Return the field that holds the currency of a selection."""
    return one_of(catalogue.currencies, required=False, note="Null for the catalogue's own.")


def names_installations(lines: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether any line is for an installation in the books, which only those may ask for whose it is."""
    return any(each.get("installation_id") for each in lines)


def require_sane_days(stated: Mapping[int, date]) -> None:
    """Refuse last covered days, by the line's position, that can only be slips.

    Raises:
        SelectionRefused: a day lies outside of the years a support term can end in.
    """
    facts = (("first", FIRST_YEAR), ("last", LAST_YEAR))
    refusals = [
        Refusal(position, "last_covered_day", "day-out-of-range", facts)
        for position, day in stated.items()
        if not FIRST_YEAR <= day.year <= LAST_YEAR
    ]
    if refusals:
        raise SelectionRefused(refusals)


def read_lines(lines: Iterable[Mapping[str, Any]]) -> tuple[AskedLine, ...]:
    """Turn loaded lines into what is asked for.

    Raises:
        SelectionRefused: a last covered day lies outside of the years a support term can end in.
    """
    lines = list(lines)
    stated = {at: each["last_covered_day"] for at, each in enumerate(lines) if each["kind"] == "extension"}
    require_sane_days(stated)
    return tuple(_READ[each["kind"]](each) for each in lines)


def _new_installation(each: Mapping[str, Any]) -> AskedLine:
    if each.get("installation_id"):
        return FirstPlan(each["installation_id"], each["plan"], each["periods"])
    return NewInstallation(each["plan"], each["periods"], _installation(each))


def _extension(each: Mapping[str, Any]) -> AskedLine:
    last: date = each["last_covered_day"]
    return Extension(
        current_plan=each["current_plan"],
        end=day_after(last),
        plan=each["plan"],
        periods=each["periods"],
        start=each["start"],
        confirmed_days_given_up=each["confirmed_days_given_up"],
        installation=_installation(each),
    )


def _installation_extension(each: Mapping[str, Any]) -> AskedLine:
    return KnownExtension(
        installation_id=each["installation_id"],
        plan=each["plan"],
        periods=each["periods"],
        start=each["start"],
        confirmed_days_given_up=each["confirmed_days_given_up"],
        cover_version=each["cover_version"],
    )


def _upgrade(each: Mapping[str, Any]) -> AskedLine:
    return KnownUpgrade(each["installation_id"], each["plan"], each["cover_version"], each.get("keeps_end", False))


def _incidents(each: Mapping[str, Any]) -> AskedLine:
    return Incidents(each["level"], each["units"])


def _installation(each: Mapping[str, Any]) -> InstallationName | None:
    stated = each.get("installation")
    return InstallationName(stated["reference"], stated["label"]) if stated else None


def _optional(field: fields.Field[Any]) -> fields.Field[Any]:
    field.required, field.allow_none, field.load_default = False, True, None
    return field


def _title(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("_"))


def _cover_version(ordering: bool) -> Text:
    """Return the field for the cover that was shown; an order must name it, a price may."""
    return identifier(required=ordering, note="`cover_version` of the installation's options, as they were shown.")


_READ: Final = {
    "new_installation": _new_installation,
    "extension": _extension,
    "installation_extension": _installation_extension,
    "upgrade": _upgrade,
    "incidents": _incidents,
}

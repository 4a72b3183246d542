"""The choices of a request beyond quota (R14), as an answer and as a member of its problem."""

from collections.abc import Iterable
from typing import Any

from marshmallow import fields, validate

from plandesk.api.fields import MoneyView, View
from plandesk.domain.beyond_quota import Choice
from plandesk.domain.catalogue import Catalogue
from plandesk.text.requests_en import choice_text

KINDS = ("use_quota", "wait", "use_incident", "buy_incident", "upgrade", "extend")


class ChoiceView(View):
    """One way on; `price` is what would be paid today, less the credit of an upgrade; null where nothing is bought."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    text = fields.String()
    day = fields.Date(allow_none=True, metadata={"description": "When the month turns."})
    price = fields.Nested(MoneyView(), allow_none=True)
    level = fields.String(allow_none=True, metadata={"description": "The incident."})
    units = fields.Integer(allow_none=True)
    plan = fields.String(allow_none=True)
    href = fields.String(allow_none=True, metadata={"description": "The page of ours where it is bought."})


def show_choices(choices: Iterable[Choice], installation_id: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Show choices, in the order of the rule."""
    return [
        {
            "kind": each.kind,
            "text": choice_text(each, catalogue),
            "day": None if each.day is None else each.day.isoformat(),
            "price": None if each.price is None else {"minor": each.price.minor, "currency": each.price.currency},
            "level": each.level,
            "units": each.units,
            "plan": each.plan,
            "href": _page(each, installation_id),
        }
        for each in choices
    ]


def _page(choice: Choice, installation_id: str) -> str | None:
    match choice.kind:
        case "buy_incident":
            return f"/configure/?incidents={choice.level}:{choice.units}"
        case "upgrade" | "extend":
            return f"/account/{installation_id}/extend/"
        case _:
            return None

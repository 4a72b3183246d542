"""The words of requests: what a customer may choose beyond quota."""

from plandesk.domain.beyond_quota import Choice
from plandesk.domain.catalogue import Catalogue
from plandesk.text.formats import day, money, whole

_FROM_PAYMENT = "Its quota serves from the day the payment counts."
_FROM_ITS_START = "Its quota serves from its first day, and never before the payment counts."


def choice_text(choice: Choice, catalogue: Catalogue) -> str:
    """Say in a sentence or two what a choice is and costs."""
    price = "nothing" if choice.price is None else money(choice.price)
    match choice.kind:
        case "use_quota":
            return f"The quota of {_plan(choice, catalogue)} still holds it: record it against the quota."
        case "wait" if choice.day is not None:
            return f"Wait until {day(choice.day)}: a new month of the quota begins then."
        case "use_incident":
            return f"Use {_incidents(choice, catalogue)}, bought before."
        case "buy_incident":
            return f"Buy {_incidents(choice, catalogue)}, for {price}."
        case "upgrade":
            credit = "" if choice.credit is None else f", after the credit of {money(choice.credit)}"
            return f"Upgrade to {_plan(choice, catalogue)} for {price}{credit}. {_FROM_PAYMENT}"
        case "extend":
            return f"Extend with {_plan(choice, catalogue)} for {price}. {_FROM_ITS_START}"
    raise ValueError(f"a choice without its facts: {choice}")


def _incidents(choice: Choice, catalogue: Catalogue) -> str:
    incident = catalogue.find_incident(choice.level or "")
    name = "incident" if incident is None else incident.name
    return f"{whole(choice.units or 0)} × {name}"


def _plan(choice: Choice, catalogue: Catalogue) -> str:
    plan = catalogue.find_plan(choice.plan or "")
    if plan is None:  # A running term may be of a plan that is no longer in the catalogue.
        return choice.plan or ""
    return f"{plan.name.value} ({catalogue.family(plan.family).name})"

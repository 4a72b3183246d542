"""The vendor's catalogue with some prices in euros too, which the vendor's own terms do not state."""

from typing import Any

from tests.plans import catalogue, plan_of

EUROS = {"pbx.standard": 270_000, "pbx.dedicated": 1_100_000}


def priced_in_euros(raw: dict[str, Any]) -> None:
    """Let two plans and one incident have prices in euros too."""
    for plan, minor in EUROS.items():
        plan_of(raw, plan)["more_prices"] = [stated(minor)]
    next(each for each in raw["incidents"] if each["id"] == "l12")["more_prices"] = [stated(8_500)]


def stated(minor: int, currency: str = "EUR") -> dict[str, Any]:
    """Return an amount as the catalogue states one."""
    return {"value": {"minor": minor, "currency": currency}, "lines": [124], "readings": []}


BOTH = catalogue(priced_in_euros)

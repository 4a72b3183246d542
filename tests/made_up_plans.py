"""Made-up plans for generated tests: the telescopes of the second vendor, their three tiers drawn by a number."""

from functools import cache
from random import Random
from typing import Any

from plandesk.domain.catalogue import Catalogue
from tests.plans import SECOND_VENDOR, catalogue, plan_of

FAMILY = "telescope"
LEVELS = ("look", "align", "board", "code")
SERVICES = ("visit", "hotline")

_TIERS = ("telescope.starter", "telescope.observer", "telescope.observatory")
_POOLS = {"optics": ("look", "align"), "electronics": ("board",), "software": ("code",)}
_SALES = ("buyable", "buyable", "buyable", "extension_only", "with_licence_only")


@cache  # Many questions are asked about one catalogue, and reading it takes longer than they do.
def made_up(number: int) -> Catalogue:
    """Return the second vendor's catalogue with other telescope plans: the same ones for the same number."""
    dice = Random(number)

    def change(raw: dict[str, Any]) -> None:
        for tier in _TIERS:
            _state(plan_of(raw, tier), dice)

    return catalogue(change, SECOND_VENDOR)


def _state(raw: dict[str, Any], dice: Random) -> None:
    """Let a plan state something else; few different prices, so that options tie."""
    sale = dice.choice(_SALES)
    length = {"months": dice.randint(1, 5)}
    raw["sale"] = _fact({"state": sale, "reason": None if sale == "buyable" else "It is not."})
    raw["price"] = _fact({"minor": dice.randint(0, 10) * 3_500, "currency": "JPY"})
    raw["buys"] = raw["support_period"] = _fact(length)
    for window in ("critical_updates", "maintenance_upgrades"):
        raw[window] = _fact(dice.choice([None, {"months": dice.randint(1, 30)}]))
    for service in SERVICES:
        raw["features"][service] = _fact(dice.choice(["yes", "yes", "no", None]))
    for pool, levels in _POOLS.items():
        raw["quotas"][pool] = _fact(_quota(levels, dice))


def _quota(levels: tuple[str, ...], dice: Random) -> dict[str, Any]:
    """Draw a quota: none, or some of a pool's levels with at least one cap."""
    scope = [each for each in levels if dice.random() < 0.8]
    month, period = _cap(dice), _cap(dice)
    if not scope or (month, period) == (None, None):
        return {"levels": [], "month": None, "period": None}
    return {"levels": scope, "month": month, "period": period}


def _cap(dice: Random) -> dict[str, int] | None:
    if dice.random() < 0.3:
        return None
    return {"requests": dice.randint(1, 6), "minutes": dice.randint(1, 20) * 15}


def _fact(value: object) -> dict[str, Any]:
    return {"value": value, "lines": [1]}

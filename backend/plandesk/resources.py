"""Files that come with the package: in a wheel beside the code, in a checkout where they are written."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


def _first(*candidates: Path) -> Path:
    return next((each for each in candidates if each.exists()), candidates[-1])


def default_plans() -> Path:
    """Return the catalogue file that comes with Plandesk."""
    return _first(_PACKAGE / "plans.json", _CHECKOUT / "plans.json")


def build_kit() -> Path:
    """Return the folder that holds the prerendering script and the client's assets."""
    return _first(_PACKAGE / "web" / "kit", _CHECKOUT / "frontend" / "dist")


def bundled_site() -> Path:
    """Return the pages built from the default catalogue; absent in a checkout."""
    return _PACKAGE / "web" / "site"

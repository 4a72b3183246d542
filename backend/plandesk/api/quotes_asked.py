"""The lines of a quote as its seller asked for them, so that a draft can be written anew."""

from collections.abc import Mapping
from typing import Any

from plandesk.domain.period import day_before
from plandesk.domain.pricing import Extension, Incidents, InstallationName, Line, NewInstallation, Upgrade


def show_asked(line: Line) -> dict[str, Any]:
    """Show a line as it is asked for; of an installation in the books the server knows the cover."""
    match line:
        case Incidents():
            return {"kind": "incidents", "level": line.level, "units": line.units}
        case NewInstallation():
            return {
                "kind": "new_installation",
                "plan": line.plan,
                "periods": line.periods,
                **_installation(line.installation),
            }
        case Upgrade():
            return {
                "kind": "upgrade",
                "installation_id": line.installation.id,
                "plan": line.plan,
                "keeps_end": line.keeps_end,
            }
        case Extension(chain=None):
            return {
                "kind": "extension",
                "current_plan": line.current_plan,
                "last_covered_day": day_before(line.end).isoformat(),
                **_extension(line),
                "installation": _named(line.installation),
            }
        case Extension():
            known = line.installation.id if line.installation else None
            return {"kind": "installation_extension", "installation_id": known, **_extension(line)}


def _extension(line: Extension) -> Mapping[str, Any]:
    return {"plan": line.plan, "periods": line.periods, "start": line.start}


def _installation(name: InstallationName | None) -> Mapping[str, Any]:
    if name is not None and name.id is not None:
        return {"installation_id": name.id, "installation": None}
    return {"installation_id": None, "installation": _named(name)}


def _named(name: InstallationName | None) -> Mapping[str, Any] | None:
    return {"reference": name.reference, "label": name.label} if name else None

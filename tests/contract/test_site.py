"""The pages that `plandesk build` makes, with the real kit and the real Node."""

import json
from pathlib import Path

import pytest

from plandesk.adapters.plans_file import load
from plandesk.adapters.site import SiteBuildFailed, build_site, built_version, is_fresh
from plandesk.domain.catalogue import Catalogue
from plandesk.resources import build_kit
from tests.plans import PLANS, SECOND_VENDOR


@pytest.fixture(scope="module")
def second_vendor() -> Catalogue:
    return load(SECOND_VENDOR)


@pytest.fixture(scope="module")
def site(second_vendor: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    build_site(second_vendor, build_kit(), out)
    return out


def test_a_made_up_vendor_gets_a_page_for_each_of_its_families(site: Path, second_vendor: Catalogue) -> None:
    pages = json.loads((site / "build.json").read_text())["pages"]
    assert {f"/{family.id}/" for family in second_vendor.families} <= set(pages)


def test_a_family_page_tells_its_plans_without_javascript(site: Path, second_vendor: Catalogue) -> None:
    for family in second_vendor.families:
        html = (site / family.id / "index.html").read_text()
        assert all(plan.name.value in html for plan in second_vendor.plans_of(family.id))


def test_pages_have_no_inline_script_or_style(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text()
        assert "<style" not in html, page
        assert ' style="' not in html, page
        assert html.count("<script") == html.count("<script src=") + html.count(
            '<script type="application/json"'
        ) + html.count('<script type="module" src='), page


def test_pages_are_compressed_beforehand(site: Path) -> None:
    assert all(page.with_name(page.name + ".br").exists() for page in site.rglob("*.html"))


def test_a_build_is_stale_for_another_catalogue(site: Path, second_vendor: Catalogue) -> None:
    assert is_fresh(second_vendor, build_kit(), site)
    assert not is_fresh(load(PLANS), build_kit(), site)


def test_a_failed_build_leaves_the_old_pages(site: Path, second_vendor: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "prerender.mjs").write_text("process.exit(1);")
    (tmp_path / "assets").mkdir()
    with pytest.raises(SiteBuildFailed, match="prerendering failed"):
        build_site(second_vendor, tmp_path, site)
    assert built_version(site) == second_vendor.version


def test_a_missing_kit_names_its_cure(second_vendor: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(SiteBuildFailed, match="make frontend"):
        build_site(second_vendor, tmp_path / "nothing", tmp_path / "site")

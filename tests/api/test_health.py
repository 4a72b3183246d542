"""Whether the product lives and can work; and how it starts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from plandesk.app import StartRefused, build_ports, create_app, start_settings
from plandesk.config import read_settings
from tests.api.conftest import Desk, problem


def own(folder: Path) -> dict[str, str]:
    """Return settings of a demo that keeps everything in a folder."""
    return {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{folder}/plandesk.db",
        "PLANDESK_SIGNING_KEY_FILE": str(folder / "signing.key"),
    }


def test_a_process_is_alive(desk: Desk) -> None:
    assert desk.client.get("/healthz").get_json() == {"status": "alive"}


def test_a_started_product_is_ready_and_keeps_its_catalogue(tmp_path: Path) -> None:
    settings = read_settings(own(tmp_path))
    app = create_app(settings, with_site=False)
    assert app.test_client().get("/readyz").get_json() == {"status": "ready", "checks": {"database": True}}
    ports = app.extensions["plandesk"]
    with ports.uow(read_only=True) as unit:
        assert unit.catalogues.content(ports.catalogue.version) == ports.catalogue.content


def test_a_product_without_its_tables_is_not_ready(tmp_path: Path) -> None:
    settings = read_settings(own(tmp_path))
    client = create_app(settings, with_site=False).test_client()
    with closing(sqlite3.connect(tmp_path / "plandesk.db")) as database:
        database.execute("DROP TABLE alembic_version")
    body = problem(client.get("/readyz"), 503, "not-ready")
    assert body["checks"] == {"database": False}


def test_a_broken_catalogue_stops_the_start_with_its_problems(tmp_path: Path) -> None:
    plans = tmp_path / "plans.json"
    plans.write_text('{"vendor": {"name": 7}}')
    settings = read_settings({"PLANDESK_ENV": "demo", "PLANDESK_PLANS": str(plans)})
    with pytest.raises(StartRefused) as refused:
        build_ports(settings)
    assert "/vendor/name" in str(refused.value)
    assert "/plans" in str(refused.value)


def test_a_database_that_cannot_be_opened_is_told_without_its_password() -> None:
    settings = read_settings({"PLANDESK_ENV": "demo", "DATABASE_URL": "postgresql://desk:hush-hush@127.0.0.1:9/desk"})
    with pytest.raises(StartRefused, match="DATABASE_URL") as refused:
        build_ports(settings)
    assert "hush-hush" not in str(refused.value)


def test_wrong_settings_stop_the_start_with_all_of_them() -> None:
    with pytest.raises(StartRefused) as refused:
        start_settings({"PLANDESK_PROXIES": "x"})
    assert "PLANDESK_PROXIES" in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)

"""What the commands refuse before anything is started, and which demo those of staff act on."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from plandesk.cli import main
from plandesk_sandbox.demo import PORTS
from plandesk_sandbox.staff import settings


@pytest.mark.parametrize(
    ("stamp", "told"), [(None, "no built pages"), ('{"catalogue_version": "old"}', "of catalogue old")]
)
def test_serving_without_pages_of_the_catalogue_is_refused_with_the_cure(
    tmp_path: Path, stamp: str | None, told: str
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    if stamp:
        (site / "build.json").write_text(stamp)
    environ = {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{tmp_path}/plandesk.db",
        "PLANDESK_SITE": str(site),
    }
    result = CliRunner().invoke(main, ["serve", "--no-worker", "--port", "0"], env=environ)
    assert result.exit_code == 1
    assert told in result.output
    assert "plandesk build" in result.output


def test_a_second_server_on_the_same_port_is_refused_in_one_sentence() -> None:
    with socket.socket() as first:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # As Granian does, which would share the port.
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--no-worker", "--port", str(port)])
    assert result.exit_code == 1
    assert result.output == (f"Something serves on 127.0.0.1:{port} already. Stop it, or choose another --port.\n")


def test_an_address_that_is_not_of_this_machine_is_refused() -> None:
    result = CliRunner().invoke(main, ["serve", "--no-worker", "--host", "192.0.2.1"])
    assert result.exit_code == 1
    assert result.output.startswith("Nothing can be served on 192.0.2.1:8000")


def test_staff_act_on_the_demo_that_was_started_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings({})["PLANDESK_BASE_URL"] == "http://127.0.0.1:8000"
    PORTS.parent.mkdir()
    PORTS.write_text(json.dumps({"port": 8500, "sandbox_port": 8501}))
    told = settings({})
    assert told["PLANDESK_BASE_URL"] == "http://127.0.0.1:8500"
    assert told["STRIPE_BASE_URL"] == "http://127.0.0.1:8501/stripe"

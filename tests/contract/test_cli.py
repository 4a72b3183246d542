"""What the command `plandesk` refuses before anything is started."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from plandesk.cli import main


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
    result = CliRunner().invoke(main, ["serve", "--no-worker"], env=environ)
    assert result.exit_code == 1
    assert told in result.output
    assert "plandesk build" in result.output

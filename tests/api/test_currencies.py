"""Over HTTP: a selection is in one currency, and an order is owed in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from tests.api.conftest import NEW_PBX, UNITS, Desk, open_desk
from tests.euros import BOTH
from tests.factories import World


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return the product with prices in dollars and in euros."""
    engine = open_database(f"sqlite:///{tmp_path}/plandesk.db")
    migrate(engine)
    yield open_desk(World(catalogue=BOTH), engine, tmp_path)
    engine.dispose()


def test_an_order_is_owed_in_the_currency_that_was_priced(desk: Desk) -> None:
    shown = desk.post("/prices", {"lines": [NEW_PBX, UNITS], "currency": "EUR"}).get_json()
    assert shown["total"] == {"minor": 287_000, "currency": "EUR"}
    placed = desk.order(NEW_PBX, UNITS, currency="EUR", expected_total=shown["total"])
    assert placed.status_code == 201, placed.text
    assert placed.get_json()["total"] == shown["total"]
    token = placed.get_json()["token"]
    desk.post(f"/orders/{token}/attempts", {"method": "wire"})
    assert desk.get(f"/orders/{token}").get_json()["wire"]["amount"] == shown["total"]


def test_a_total_in_another_currency_is_another_total(desk: Desk) -> None:
    assert desk.order(NEW_PBX, currency="EUR").status_code == 409


def test_an_unknown_currency_is_told_at_its_field(desk: Desk) -> None:
    reply = desk.post("/prices", {"lines": [NEW_PBX], "currency": "CHF"})
    assert (reply.status_code, reply.get_json()["errors"][0]["pointer"]) == (422, "/currency")

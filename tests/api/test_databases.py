"""The API on both databases, and with another vendor's catalogue: placed, paid, read."""

from pathlib import Path

from sqlalchemy import Engine

from tests.api.conftest import Desk, open_desk
from tests.factories import World
from tests.plans import SECOND_VENDOR, catalogue

pytest_plugins = ["tests.contract.database_fixtures"]


def test_an_order_is_placed_paid_and_read_on_both_databases(database: Engine, tmp_path: Path) -> None:
    desk = open_desk(World(), database, tmp_path)
    placed = desk.order()
    body = placed.get_json()
    assert placed.status_code == 201, placed.text
    assert desk.get(f"/orders/{body['token']}").get_json() == body
    assert desk.order().get_json() == body
    order = _pay(desk, body["token"])
    assert order["state"] == "fulfilled"
    assert order["paid"]["amount"] == body["total"]
    assert [each["term"]["plan"] for each in order["terms"]] == ["pbx.standard"]


def test_another_vendors_catalogue_is_shown_priced_ordered_and_paid(database: Engine, tmp_path: Path) -> None:
    world = World(catalogue=catalogue(path=SECOND_VENDOR))
    desk = open_desk(world, database, tmp_path)
    shown = desk.get("/catalogue").get_json()
    assert shown["version"] == world.catalogue.version
    plan = next(each for each in world.catalogue.plans if each.sold_new)
    line = {"kind": "new_installation", "plan": plan.id, "periods": 1}
    priced = desk.price(line).get_json()
    assert priced["total"] == {"minor": plan.price.required.minor, "currency": world.catalogue.currency}
    order = _pay(desk, desk.placed(line))
    assert (order["state"], order["total"]) == ("fulfilled", priced["total"])


def _pay(desk: Desk, token: str) -> dict[str, object]:
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "card"}).get_json()
    desk.world.card.pay(f"page-{attempt['id']}")
    desk.client.get(f"/pay/card/return?attempt={attempt['id']}")
    order: dict[str, object] = desk.get(f"/orders/{token}").get_json()
    return order

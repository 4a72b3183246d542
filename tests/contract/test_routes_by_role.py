"""The table of who may ask which route is the document's, route by route; a new one is a decision, made there."""

import json

from tests.routes_by_role import ASKERS, EVERYBODY, TABLE, let_in, operations, read_table


def test_every_route_is_in_the_table_and_lets_in_whom_it_says() -> None:
    table = read_table()
    coded = {name: let_in(operation) for name, operation in operations().items()}
    new = [{"route": name, "let_in": who} for name, who in coded.items() if name not in table]
    missing = [json.dumps(row) for row in new]
    assert not missing, f"new routes; if this is whom they may let in, say so in {TABLE}:\n" + ",\n".join(missing)
    assert {name: who for name, who in table.items() if coded.get(name) != who} == {}


def test_the_table_is_in_the_order_of_its_paths_and_names_known_askers() -> None:
    table = read_table()
    assert list(table) == sorted(table, key=lambda name: name.split(" ")[::-1])
    assert {who for row in table.values() for who in row.split(" ")} <= {*ASKERS, EVERYBODY}

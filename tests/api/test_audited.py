"""Everything staff do writes an audit line: every route by which they write is used once, and its line looked for."""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from plandesk.domain.customers import STAFF_ROLES
from plandesk.services.books.audit import AuditRow, AuditWanted
from tests.api.acts import REASON
from tests.api.acts_of_staff import ACTS, NO_ACTS
from tests.api.conftest import Desk
from tests.routes_by_role import read_table

WRITES: Final = [
    name
    for name, let_in in read_table().items()
    if not name.startswith("GET ") and set(STAFF_ROLES) & set(let_in.split(" "))
]


def rows(desk: Desk) -> Sequence[AuditRow]:
    """Return the whole audit, newest first."""
    with desk.ports.uow(read_only=True) as unit:
        return [each.act for each in unit.audit.page(AuditWanted(limit=1000))]


@pytest.mark.parametrize("name", WRITES)
def test_an_act_of_staff_stands_in_the_audit(desk: Desk, name: str) -> None:
    if name in NO_ACTS:
        assert name not in ACTS
        return
    assert name in ACTS, f"{name}: arrange it in tests/api/acts_of_staff.py, or say there why it is no act"
    act = ACTS[name](desk)
    before = len(rows(desk))
    reply = act.send()
    assert reply.status_code in (200, 201), reply.text
    new = rows(desk)[: len(rows(desk)) - before]
    mine = act.caller.get("/session").get_json()
    written = [row for row in new if row.actor == f"staff:{mine['email']}"]
    assert written, f"{name} wrote no audit line: unit.audit.add(…) in its use case"
    assert all(row.action and ":" in row.subject and row.at.tzinfo for row in written)
    assert any(row.before or row.after or row.reason for row in written), "neither before nor after is told"
    if isinstance(act.body, Mapping) and act.body.get("reason") == REASON:
        assert REASON in [row.reason for row in written]


def test_signing_in_stands_in_the_audit(desk: Desk) -> None:
    from tests.api.test_sign_in import ask, confirm, mailed  # Beside the one test that needs it.

    desk.staff("sales")
    client = desk.app.test_client()
    ask(client, "sales@vendor.example")
    assert confirm(client, token=mailed(desk)[0]).status_code == 200
    assert [(row.actor, row.action) for row in rows(desk)] == [("staff:sales@vendor.example", "sign-in")]


def test_the_lists_name_routes_by_which_staff_write() -> None:
    assert {*ACTS, *NO_ACTS} <= set(WRITES)

"""Every route is asked by every kind of asker, and lets in whom the table says: nobody else, and nobody less."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pytest
from werkzeug.test import TestResponse

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.domain.access import AccessRules
from plandesk.domain.customers import ROLES, SCOPES, STAFF_ROLES, Role
from plandesk.services.extend_links import extend_address
from tests.api.conftest import Caller, Desk, open_desk
from tests.api.seeding import Seeded
from tests.api.test_foreign import NAMED
from tests.factories import World
from tests.routes_by_role import ASKERS, EVERYBODY, HALFWAY, LINK, operations, read_table

NOWHERE: Final = "00000000-0000-0000-0000-000000000000"
"""Names nothing: guards look at the role of staff and programs before they look at what a path names."""

PLACES: Final = {"position": "1"}
"""Parts of paths that are whole numbers."""

REFUSALS: Final = {"sign-in-needed": "signed out", "not-allowed": "refused", "second-step-needed": "halfway"}


@dataclass
class Vendor:
    """A product with one customer for each kind of contact that asks, made when it is needed."""

    desk: Desk
    strict: Desk
    count: int = 0
    callers: dict[str, Caller] = field(default_factory=dict)

    def ask(self, name: str, asker: str, *, real: bool) -> TestResponse:
        """Let somebody ask a route about what is their own; `real` fills its path with things that exist."""
        method, path = name.split(" ")
        mine, caller = self._asking(asker, real=real)

        def value(part: re.Match[str]) -> str:
            if mine and asker in ROLES and part[1] == "session_id":
                return str(caller.get("/account/sessions").get_json()["sessions"][0]["id"])
            return NAMED[part[1]](self.desk, mine) if mine and part[1] in NAMED else PLACES.get(part[1], NOWHERE)

        path = re.sub(r"{(\w+)}", value, path)
        if path.startswith("/.well-known"):
            return caller.client.get(path)
        return caller.get(path) if method == "GET" else caller.post(path, {})

    def _asking(self, asker: str, *, real: bool) -> tuple[Seeded | None, Caller]:
        if real and (asker in ROLES or asker == LINK):
            # A new one each time: what one asker does may take the thing away for the next.
            self.count += 1
            mine = self.desk.customer(f"Mine {self.count}")
            return mine, self._holder(mine) if asker == LINK else self._contact(mine, asker)
        if asker not in self.callers:
            self.callers[asker] = self._new(asker)
        return None, self.callers[asker]

    def _new(self, asker: str) -> Caller:
        for role in STAFF_ROLES:
            if asker == role:
                return self.desk.staff(role)
        for scope in SCOPES:
            if asker == scope:
                return self.desk.program(scope)
        if asker == HALFWAY:
            return self.strict.staff("admin")
        if asker == "visitor":
            return Caller(self.desk.app.test_client())
        return self._asking(asker, real=True)[1]

    def _contact(self, mine: Seeded, asker: str) -> Caller:
        role: Role = next(each for each in ROLES if each == asker)
        return self.desk.sign_in(mine.contacts[role].email)

    def _holder(self, mine: Seeded) -> Caller:
        today = self.desk.ports.clock.today("UTC")
        address = extend_address(mine.contacts["owner"], mine.terms[0], today, ports=self.desk.ports)
        return Caller(self.desk.app.test_client(), f"Extend {address.partition('key=')[2]}")


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vendor]:
    """Serve a product twice on one database: as it is, and with passkeys required."""
    folder: Path = tmp_path_factory.mktemp("routes")
    engine = open_database(f"sqlite:///{folder}/plandesk.db")
    migrate(engine)
    desk = open_desk(World(), engine, folder)
    strict = Desk(desk.world, replace(desk.ports, access=AccessRules(staff_passkey="required")), folder)
    yield Vendor(desk, strict)
    engine.dispose()


def answer(reply: TestResponse, asker: str, *, public: bool) -> str:
    """Return how a guard answered: `in`, or how it refused."""
    slug = reply.get_json()["type"].rpartition("/")[2] if reply.mimetype == "application/problem+json" else ""
    # What a customer is not to know of is not there; staff and programs are never answered so by a guard.
    hidden = slug == "not-found" and (asker in ROLES or asker == LINK) and not public
    return "hidden" if hidden else REFUSALS.get(slug, "in")


def expected(row: str, asker: str) -> str:
    """Return how the guard of a row of the table must answer somebody."""
    let_in = row.split(" ")
    if EVERYBODY in let_in or asker in let_in:
        return "in"
    if asker in ("visitor", LINK):
        return "signed out"
    if asker == HALFWAY:
        return "halfway"
    if asker in ROLES and not set(ROLES) & set(let_in):
        return "hidden"
    return "refused"


TABLE: Final[Mapping[str, str]] = read_table()


@pytest.mark.parametrize("name", operations())
def test_a_route_lets_in_whom_the_table_says(vendor: Vendor, name: str) -> None:
    assert name in TABLE, f"{name}: say in tests/golden/routes_by_role.json whom it lets in"
    row, public = TABLE[name], TABLE[name] == EVERYBODY
    real = bool({*ROLES, LINK} & set(row.split(" ")))
    told = {}
    for asker in ASKERS:
        reply = vendor.ask(name, asker, real=real)
        assert reply.status_code != 500, f"{asker}: {reply.text}"
        told[asker] = answer(reply, asker, public=public)
    assert told == {asker: expected(row, asker) for asker in ASKERS}

"""The product's API on SQLite in an empty folder, with a clock, providers and mails that tests hold in their hands."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.adapters.db.uow import unit_of_work
from plandesk.adapters.editions import StoredEditions
from plandesk.app import create_app
from plandesk.config import read_settings
from plandesk.domain.customers import Role, Scope, StaffRole
from plandesk.services.ports import Ports
from tests.api.seeding import Seeded, Seeds
from tests.authenticator import Key
from tests.factories import World

V1 = "/api/v1"


class ClosingClient(FlaskClient):
    """A client that reads every answer to its end, so that files served are closed."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        return super().open(*args, **{"buffered": True, **kwargs})


@dataclass
class Caller:
    """Somebody who asks the API, with cookies and credentials of their own."""

    client: FlaskClient
    authorization: str | None = None

    def get(self, path: str, **headers: str) -> TestResponse:
        """Ask for a path of the API."""
        return self.client.get(V1 + path, headers=self._named(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Send JSON to a path of the API."""
        return self.client.post(V1 + path, json=body, headers=self._named(headers))

    def register(self, key: Key, name: str = "Blue key") -> TestResponse:
        """Register a passkey."""
        challenge = self.post("/passkeys/registration").get_json()["challenge"]
        return self.post("/passkeys", {"name": name, "passkey": key.make(challenge)})

    def show(self, key: Key) -> TestResponse:
        """Show a passkey as the second step of signing in."""
        challenge = self.post("/passkeys/challenge").get_json()["challenge"]
        return self.post("/passkeys/show", {"passkey": key.show(challenge)})

    def _named(self, headers: Mapping[str, str]) -> dict[str, str]:
        known = {"Authorization": self.authorization} if self.authorization else {}
        return {**known, **_named(headers)}


_APPS: dict[str, Flask] = {}


@dataclass
class Desk:
    """A running product: `ask` it over HTTP, and act in its `world` for buyers, banks and the clock."""

    world: World
    ports: Ports
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    with_site: bool = False
    shared: bool = False

    def __post_init__(self) -> None:
        self.app = self._shared() if self.shared else self.start()
        self.client = self.app.test_client()

    def start(self, **more: str) -> Flask:
        """Start the product, with other settings than the demo's where named."""
        environ = {
            "PLANDESK_ENV": "demo",
            "PLANDESK_MAIL_DIR": str(self.folder / "mail"),
            "PLANDESK_SITE": str(self.folder / "site"),
            "PLANDESK_RATE_WRITES": "10000 per minute",
            "PLANDESK_RATE_INQUIRIES": "10000 per minute",
            "PLANDESK_RATE_SIGN_IN": "10000 per minute",
            "PLANDESK_RATE_SIGN_IN_ADDRESS": "10000 per minute",
            **self.settings,
            **more,
        }
        app = create_app(read_settings(environ), self.ports, with_site=self.with_site)
        app.test_client_class = ClosingClient
        return app

    def alone(self) -> Flask:
        """Go on with an application of one's own, to be changed or to look at this desk's folder."""
        self.app = self.start()
        self.client = self.app.test_client()
        return self.app

    def _shared(self) -> Flask:
        """Return an application made once, since writing its document takes half a second.

        One test at a time uses it, with the ports of its own desk.
        """
        version = self.world.catalogue.version
        if version not in _APPS:
            _APPS[version] = self.start()
        _APPS[version].extensions["plandesk"] = self.ports
        return _APPS[version]

    def get(self, path: str, **headers: str) -> TestResponse:
        """Ask for a path of the API."""
        return self.client.get(V1 + path, headers=_named(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Send JSON to a path of the API."""
        return self.client.post(V1 + path, json=body, headers=_named(headers))

    def customer(self, name: str = "Acme", **about: Any) -> Seeded:
        """Put a customer into the books, as `Seeds.customer` says."""
        return Seeds(self.ports).customer(name, **about)

    def sign_in(self, email: str) -> Caller:
        """Return a caller who is signed in as the contact, or the member of staff, with a mail address."""
        return self._caller(Seeds(self.ports).session(email))

    def staff(self, role: StaffRole) -> Caller:
        """Return a member of staff who is signed in."""
        return self._caller(Seeds(self.ports).staff(role))

    def program(self, *scopes: Scope) -> Caller:
        """Return a program that holds a token with these scopes."""
        return Caller(self.app.test_client(), f"Bearer {Seeds(self.ports).token(*scopes)}")

    def contact(self, role: Role = "owner", name: str = "Acme") -> tuple[Caller, Seeded]:
        """Return a contact who is signed in, and the new customer it is of."""
        seeded = self.customer(name)
        return self.sign_in(seeded.contacts[role].email), seeded

    def _caller(self, secret: str) -> Caller:
        client = self.app.test_client()
        client.set_cookie("plandesk_session", secret)
        return Caller(client)

    def price(self, *lines: Mapping[str, Any]) -> TestResponse:
        """Ask what lines cost."""
        return self.post("/prices", {"lines": lines})

    def order_body(self, *lines: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
        """Return a request to order lines at the price the preview shows, with members changed."""
        lines = lines or (NEW_PBX,)
        named = ("installation", "confirmed_days_given_up")
        plain = [{key: value for key, value in line.items() if key not in named} for line in lines]
        priced = self.price(*plain).get_json()
        return {
            "lines": lines,
            "buyer": {"company": "Acme", "contact": "Ann", "email": "ann@acme.example", "country": "HU"},
            "terms_version": self.world.catalogue.version,
            "terms_accepted": True,
            "expected_total": priced["total"],
            **changes,
        }

    def order(self, *lines: Mapping[str, Any], key: str = "key-00000001", **changes: Any) -> TestResponse:
        """Place an order."""
        return self.post("/orders", self.order_body(*lines, **changes), Idempotency_Key=key)

    def placed(self, *lines: Mapping[str, Any], key: str = "key-00000001") -> str:
        """Place an order that must succeed, and return its token."""
        reply = self.order(*lines, key=key)
        assert reply.status_code == 201, reply.text
        token: str = reply.get_json()["token"]
        return token


NEW_PBX = {"kind": "new_installation", "plan": "pbx.standard", "periods": 1}
UNITS = {"kind": "incidents", "level": "l12", "units": 2}


def extension(last_covered_day: str, **changes: Any) -> dict[str, Any]:
    """Return an extension of a PBX Standard by itself."""
    return {
        "kind": "extension",
        "current_plan": "pbx.standard",
        "last_covered_day": last_covered_day,
        "plan": "pbx.standard",
        "periods": 1,
        **changes,
    }


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def open_desk(world: World, engine: Engine, folder: Path, *, shared: bool = False) -> Desk:
    """Return the product of a world on a migrated, empty database."""
    uow = unit_of_work(engine)
    with uow() as unit:
        unit.catalogues.keep(world.catalogue.version, world.catalogue.content, world.clock.now())
        unit.commit()
    ports = replace(world.ports, uow=uow, editions=StoredEditions(engine, world.catalogue))
    return Desk(world, ports, folder, shared=shared)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated, empty database to copy."""
    path = tmp_path_factory.mktemp("migrated") / "plandesk.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()  # The last connection writes the log into the file.
    return path


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return the product on an empty database."""
    shutil.copy(migrated, tmp_path / "plandesk.db")
    engine = open_database(f"sqlite:///{tmp_path}/plandesk.db")
    yield open_desk(World(), engine, tmp_path, shared=True)
    engine.dispose()


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    """Return a plain client of the product, for what is not the API."""
    return desk.client


def problem(reply: TestResponse, status: int, slug: str) -> dict[str, Any]:
    """Insist that an answer is this problem, and return its body."""
    assert (reply.status_code, reply.content_type) == (status, "application/problem+json"), reply.text
    body: dict[str, Any] = reply.get_json()
    assert (body["type"], body["status"]) == (f"/problems/{slug}", status)
    assert body["request_id"] == reply.headers["X-Request-Id"]
    assert body["title"]
    assert body["detail"]
    return body

"""The demo's made-up customers: every state is there on whatever day the demo starts, and everything can be opened."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import Engine, func, select

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.tables import metadata
from plandesk.domain.coverage import Chain, TermState, gaps, lanes, state_of
from plandesk.domain.customers import Contact, Customer
from plandesk.services.claims import claim_orders
from plandesk.services.outbox import deliver_mail
from plandesk.services.ports import Ports
from plandesk.services.reconciliation import upload_statement
from plandesk_sandbox import demo_companies, demo_data
from plandesk_sandbox.demo_companies import ALDER, JUNIPER, KAPOK, OLIVE, TOUR, Company
from plandesk_sandbox.demo_data import seed
from plandesk_sandbox.demo_stage import Stage
from tests.api.conftest import Desk, open_desk
from tests.factories import World, noon
from tests.fakes import FakeClock
from tests.plans import SECOND_VENDOR
from tests.unit.test_config import PRODUCTION

pytest_plugins = ["tests.contract.database_fixtures"]

COMPANIES = [each for each in vars(demo_companies).values() if isinstance(each, Company)]
DAYS = [date(2026, 11, 26), date(2028, 2, 29), date(2027, 1, 31), date(2027, 12, 31)]


@dataclass(frozen=True)
class Demo:
    """A product with the demo's data, made on some day."""

    desk: Desk
    engine: Engine
    statement: bytes

    @property
    def ports(self) -> Ports:
        """Return the ports of the product."""
        return self.desk.ports

    def contacts(self) -> list[Contact]:
        """Return every contact of every company."""
        return [each for company in COMPANIES for each in self._of(company)[1]]

    def chains(self, company: Company) -> Sequence[Chain]:
        """Return the chain of every installation of a company."""
        customer, _ = self._of(company)
        with self.ports.uow(read_only=True) as unit:
            return unit.terms.chains_of(customer.id)

    def rows(self) -> dict[str, int]:
        """Count the rows of every table."""
        with self.engine.connect() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in metadata.tables.items()
            }

    def _of(self, company: Company) -> tuple[Customer, Sequence[Contact]]:
        with self.ports.uow(read_only=True) as unit:
            customer = unit.customers.by_reference(company.number)
            assert customer is not None
            return customer, unit.customers.contacts_of(customer.id)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def demo(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """Return a product whose demo data was made on a day."""
    folder = tmp_path_factory.mktemp("demo")
    path = folder / "plandesk.db"
    shutil.copy(migrated_sqlite, path)
    engine = open_database(f"sqlite:///{path}")
    desk = open_desk(World(clock=FakeClock(noon(request.param))), engine, folder)
    made = seed(desk.ports, engine)
    assert made is not None
    assert made.customers >= 12
    yield Demo(desk, engine, made.statement)
    engine.dispose()


def test_every_state_of_a_term_is_there(demo: Demo) -> None:
    assert len(COMPANIES) >= 12
    rules, today = demo.ports.catalogue.rules, Stage(demo.ports).today
    found = {
        state_of(term, chain, rules, today)
        for company in COMPANIES
        for chain in demo.chains(company)
        for term in chain.terms
    }
    assert found == set(get_args(TermState))


def test_seeding_again_changes_nothing(demo: Demo) -> None:
    before = demo.rows()
    assert seed(demo.ports, demo.engine) is None
    assert demo.rows() == before


def test_no_mail_of_the_past_is_delivered_and_everybody_can_ask_to_sign_in(demo: Demo) -> None:
    assert deliver_mail(ports=demo.ports) == 0
    people = [each.email for each in demo.contacts()] + [OLIVE.email]
    assert {address for address, _ in TOUR} <= set(people)
    for email in people:
        assert demo.desk.post("/sign-in", {"email": email}).status_code == 202
    deliver_mail(ports=demo.ports, limit=100)
    assert [each.to for each in demo.desk.world.mailer.sent] == people


def test_every_contact_sees_the_account_and_each_installation_with_its_options(demo: Demo) -> None:
    for contact in demo.contacts():
        caller = demo.desk.sign_in(contact.email)
        account = caller.get("/account").get_json()
        assert account["installations"]
        for installation in account["installations"]:
            for path in ("", "/options"):
                reply = caller.get(f"/installations/{installation['id']}{path}")
                assert reply.status_code == 200, (contact.email, reply.text)


def test_the_customer_of_the_tour_has_three_families_an_open_extension_a_credit_and_units_left(demo: Demo) -> None:
    caller = demo.desk.sign_in(ALDER.email("owner"))
    account = caller.get("/account").get_json()
    assert {each["family"] for each in account["installations"]} == {"softswitch", "gateway", "pbx"}
    soonest = account["installations"][0]
    assert soonest["days_left"] in (45, 46)
    assert (soonest["extendable"], soonest["state"]) == (True, "active")
    assert [each["left"] for each in account["units"]] == [3]
    placed = [each["placed_at"] for each in caller.get("/account/orders").get_json()["orders"]]
    assert placed == sorted(placed, reverse=True)
    gateway = next(each for each in account["installations"] if each["family"] == "gateway")
    choices = caller.get(f"/installations/{gateway['id']}/options").get_json()["choices"]
    upgrade = next(each for each in choices if each["kind"] == "upgrade")
    assert upgrade["credit"]["amount"]["minor"] > 0


def test_one_quota_is_used_up_for_the_month_and_one_by_four_fifths_for_the_period(demo: Demo) -> None:
    account = demo.desk.sign_in(JUNIPER.email("technical")).get("/account").get_json()
    used = {
        (window, quota[window]["requests"]["used"], quota[window]["requests"]["left"])
        for installation in account["installations"]
        for quota in installation["quota"]
        for window in ("month", "period")
    }
    assert {("month", 5, 0), ("period", 12, 3)} <= used


def test_a_chain_has_a_gap(demo: Demo) -> None:
    (chain,) = demo.chains(KAPOK)
    assert len(gaps(lanes(chain.terms)["support"], until=Stage(demo.ports).today)) == 1


def test_the_guests_order_becomes_a_customers_by_signing_in(demo: Demo) -> None:
    with demo.ports.uow() as unit:
        assert unit.customers.contact_by_email(OLIVE.email) is None
        contact = claim_orders(unit, OLIVE.email, ports=demo.ports)
        assert contact is not None
        chains = unit.terms.chains_of(contact.customer_id)
    assert [len(chain.terms) for chain in chains] == [1]


def start(monkeypatch: pytest.MonkeyPatch, folder: Path, **settings: str) -> None:
    """Seed as `make run` does, with these settings."""
    for name, value in {**settings, "DATABASE_URL": f"sqlite:///{folder}/plandesk.db"}.items():
        monkeypatch.setenv(name, value)
    demo_data.main()


def test_a_catalogue_that_the_stories_do_not_fit_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="do not fit this catalogue"):
        start(monkeypatch, tmp_path, PLANDESK_ENV="demo", PLANDESK_PLANS=str(SECOND_VENDOR))


def test_a_production_is_never_seeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="for the demo alone"):
        start(monkeypatch, tmp_path, **PRODUCTION)
    assert not (tmp_path / "plandesk.db").exists()


def test_the_desk_has_quotes_in_every_state_and_a_statement_that_brings_every_kind_of_wire(demo: Demo) -> None:
    with demo.engine.connect() as connection:
        states = set(connection.execute(select(metadata.tables["quotes"].c.state)).scalars())
        listed = set(connection.execute(select(metadata.tables["reviews"].c.kind)).scalars())
    assert {"draft", "issued", "replaced", "declined", "revoked"} <= states
    assert "surplus" in listed
    view = upload_statement(demo.statement, "statement.sta", staff="staff:finance@plandesk.example", ports=demo.ports)
    assert {each.verdict for each in view.sums} >= {"matched", "short", "over", "unknown"}

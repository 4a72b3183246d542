"""Schemathesis against the API in this process: no fault of ours, and no answer outside of the document.

Every operation is tried unsigned; a guarded one also by somebody it lets in, with ids that are within reach, so that
what stands behind the guard is tried too.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection, positive_data_acceptance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.adapters.db.uow import unit_of_work
from plandesk.adapters.editions import StoredEditions
from plandesk.app import create_app, openapi_document
from plandesk.config import read_settings
from plandesk.domain.customers import MAY
from plandesk.services.quotes_drafts import draft_quote
from tests.api.seeding import Seeds
from tests.factories import World
from tests.quote_acts import content

EXAMPLES = 15
PERMISSIONS = sorted(set().union(*MAY.values()))
RATES = ("WRITES", "INQUIRIES", "SIGN_IN", "SIGN_IN_ADDRESS")


@dataclass(frozen=True)
class Tried:
    """The document as the running product answers it, and what those hold whom it knows."""

    document: OpenApiSchema
    owner: str
    admin: str
    ids: Mapping[str, str]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """Serve the product with one customer, and sign its owner and an admin in."""
    folder, world = tmp_path_factory.mktemp("schemathesis"), World()
    engine = open_database(f"sqlite:///{folder}/plandesk.db")
    migrate(engine)
    ports = replace(world.ports, uow=unit_of_work(engine), editions=StoredEditions(engine, world.catalogue))
    seeds = Seeds(ports)
    acme = seeds.customer("Acme")
    rates = dict.fromkeys((f"PLANDESK_RATE_{each}" for each in RATES), "1000000 per second")
    app = create_app(read_settings({"PLANDESK_ENV": "demo", **rates}), ports, with_site=False)
    yield Tried(
        document=schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app),
        owner=seeds.session(acme.contacts["owner"].email),
        admin=seeds.staff("admin"),
        ids={
            "customer_id": acme.customer.id,
            "contact_id": acme.contacts["billing"].id,
            "installation_id": acme.installations[0].id,
            "term_id": acme.terms[0].id,
            "quote_id": draft_quote(content(), "key-1", "digest", staff="sam@vendor.example", ports=ports).id,
        },
    )
    engine.dispose()


PATHS: Mapping[str, Mapping[str, Any]] = json.loads(openapi_document())["paths"]
SIGNED_BODIES = ("/api/v1/webhooks/", "/api/v1/verify")
OPERATIONS = [
    (path, method, mode)
    for path, item in PATHS.items()
    for method, operation in item.items()
    for mode in GenerationMode
    # Without a payload nothing can be broken, and where a signature decides the document takes any body.
    if mode is GenerationMode.POSITIVE or ("requestBody" in operation and not path.startswith(SIGNED_BODIES))
    if method != "parameters"
]
SIGNED = [each for each in OPERATIONS if any("session" in way for way in PATHS[each[0]][each[1]]["security"])]
often = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
@often
@given(data=st.data())
def test_every_answer_is_as_the_document_says(
    tried: Tried, path: str, method: str, mode: GenerationMode, data: st.DataObject
) -> None:
    case = data.draw(tried.document[path][method].as_strategy(generation_mode=mode))
    unsigned: list[CheckFunction] = [positive_data_acceptance] if "webhooks" in path else []
    case.call_and_validate(excluded_checks=unsigned)


@pytest.mark.parametrize(("path", "method", "mode"), SIGNED)
@often
@given(data=st.data())
def test_every_answer_behind_a_guard_is_as_the_document_says(
    tried: Tried, path: str, method: str, mode: GenerationMode, data: st.DataObject
) -> None:
    case = data.draw(tried.document[path][method].as_strategy(generation_mode=mode))
    contacts = any(way.get("session") in ([], [each]) for way in _ways(path, method) for each in PERMISSIONS)
    case.cookies = {"plandesk_session": tried.owner if contacts else tried.admin}
    case.headers = {name: value for name, value in case.headers.items() if name.lower() != "authorization"}
    case.path_parameters = {name: tried.ids.get(name, value) for name, value in case.path_parameters.items()}
    # What was drawn for the signature was replaced, so whether the rest is broken on purpose cannot be told.
    reply = case.call_and_validate(excluded_checks=[ignored_auth, negative_data_rejection])
    assert reply.status_code not in (401, 403)


def _ways(path: str, method: str) -> list[dict[str, list[str]]]:
    """Return the ways in that the document names for an operation."""
    ways: list[dict[str, list[str]]] = PATHS[path][method]["security"]
    return ways

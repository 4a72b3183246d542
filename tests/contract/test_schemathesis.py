"""Schemathesis against the API in this process: no fault of ours, and no answer outside of the document."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import positive_data_acceptance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.adapters.db.uow import unit_of_work
from plandesk.adapters.editions import StoredEditions
from plandesk.app import create_app, openapi_document
from plandesk.config import read_settings
from tests.factories import World

EXAMPLES = 15
RATES = ("WRITES", "INQUIRIES", "SIGN_IN", "SIGN_IN_ADDRESS")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenApiSchema]:
    """Return the document as the running product answers it."""
    folder, world = tmp_path_factory.mktemp("schemathesis"), World()
    engine = open_database(f"sqlite:///{folder}/plandesk.db")
    migrate(engine)
    ports = replace(world.ports, uow=unit_of_work(engine), editions=StoredEditions(engine, world.catalogue))
    rates = dict.fromkeys((f"PLANDESK_RATE_{each}" for each in RATES), "1000000 per second")
    app = create_app(read_settings({"PLANDESK_ENV": "demo", **rates}), ports, with_site=False)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    engine.dispose()


OPERATIONS = [
    (path, method, mode)
    for path, item in json.loads(openapi_document())["paths"].items()
    for method, operation in item.items()
    for mode in GenerationMode
    # Without a payload nothing can be broken, and the document takes any body for a webhook: its signature decides.
    if mode is GenerationMode.POSITIVE or ("requestBody" in operation and "webhooks" not in path)
    if method != "parameters"
]


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_every_answer_is_as_the_document_says(
    document: OpenApiSchema, path: str, method: str, mode: GenerationMode, data: st.DataObject
) -> None:
    case = data.draw(document[path][method].as_strategy(generation_mode=mode))
    unsigned: list[CheckFunction] = [positive_data_acceptance] if "webhooks" in path else []
    case.call_and_validate(excluded_checks=unsigned)

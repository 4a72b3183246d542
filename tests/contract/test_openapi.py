"""The committed document is what the code says, and is valid OpenAPI 3.1."""

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from plandesk.app import openapi_document

COMMITTED = Path(__file__).parents[2] / "backend" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(openapi_document())
    return loaded


def test_the_committed_document_equals_the_code() -> None:
    assert COMMITTED.read_text("utf-8") == openapi_document(), "write it anew: make openapi"


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    assert [str(fault) for fault in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_error_is_documented_as_a_problem(document: dict[str, Any]) -> None:
    assert document["components"]["responses"]
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]


def test_lines_are_told_apart_by_their_kind(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name in ("LineInput", "OrderLineInput"):
        mapping = schemas[name]["discriminator"]["mapping"]
        assert {each["$ref"] for each in schemas[name]["oneOf"]} == set(mapping.values())
        for kind, reference in mapping.items():
            assert schemas[reference.rsplit("/", 1)[1]]["properties"]["kind"]["enum"] == [kind]


def test_every_id_of_the_catalogue_is_listed(document: dict[str, Any]) -> None:
    from tests.factories import vendor_catalogue

    line = document["components"]["schemas"]["NewInstallationLineInput"]["properties"]
    assert line["plan"]["enum"] == [plan.id for plan in vendor_catalogue().plans]


def test_a_view_always_has_all_its_members(document: dict[str, Any]) -> None:
    order = document["components"]["schemas"]["Order"]
    assert set(order["required"]) == set(order["properties"])
    assert order["additionalProperties"] is False

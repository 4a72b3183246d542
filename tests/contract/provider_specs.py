"""Checks exchanges and webhook events against the providers' own specifications, unknown fields included."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from jsonschema import Draft202012Validator

Json = dict[str, Any]

SPECS = Path(__file__).resolve().parents[3] / "shared" / "specs"

needs_specs = pytest.mark.skipif(not SPECS.is_dir(), reason=f"the providers' specifications are not at {SPECS}")

STRIPE_FILE = "stripe-checkout.openapi.json"
OLDER_STRIPE_FILE = "stripe-checkout.official-2023-08-16.openapi.json"
PAYPAL_FILES = ("checkout_orders_v2.json", "payments_payment_v2.json", "notifications_webhooks_v1.json")

# Endpoints the providers have and these cut-down files leave out.
_UNSPECIFIED = {
    ("paypal", "POST", "/v1/oauth2/token"),
    ("stripe", "GET", "/v1/checkout/sessions"),
    ("stripe", "GET", "/v1/refunds"),
}
# Answers PayPal gives that its file does not list.
_UNLISTED_ISSUES = {"DUPLICATE_REQUEST_ID"}
_UNLISTED_STATUS = {429}

_RESOURCES = {
    "checkout-order": ("checkout_orders_v2.json", "order"),
    "capture": ("payments_payment_v2.json", "capture-2"),
    "refund": ("payments_payment_v2.json", "refund"),
}
_COMBINERS = ("allOf", "anyOf", "oneOf")


class SpecViolation(AssertionError):
    """A request, answer or event the specification does not allow; names the JSON pointer."""


@dataclass
class Spec:
    """One OpenAPI 3.0 file, with its schemas rewritten to JSON Schema that refuses unknown fields if `closed`."""

    document: Json
    closed: bool
    modern: Json = field(init=False)

    def __post_init__(self) -> None:
        schemas = self.document["components"]["schemas"]
        self.modern = {name: self._modernise(schema) for name, schema in schemas.items()}

    def check(self, instance: object, schema: Json, where: str) -> None:
        """Raise SpecViolation unless the instance fits the schema exactly."""
        root = self._closed(schema) | {"components": {"schemas": self.modern}}
        errors = list(Draft202012Validator(root).iter_errors(instance))
        if errors:
            # A fault deep down also makes every object around it unevaluated: name the fault, not its echoes.
            worst = min(errors, key=lambda e: (e.validator == "unevaluatedProperties", -len(e.absolute_path)))
            pointer = "".join(f"/{part}" for part in worst.absolute_path)
            raise SpecViolation(f"{where} at {pointer or '/'}: {worst.message[:600]}")

    def resolve(self, schema: Json) -> Json:
        """Follow references into the components."""
        while "$ref" in schema:
            section, name = schema["$ref"].split("/")[-2:]
            schema = self.document["components"][section][name]
        return schema

    def _closed(self, schema: Json) -> Json:
        modern = self._modernise(schema)
        if not self.closed or self._is_free(schema, ()):
            return modern
        return {"allOf": [modern], "unevaluatedProperties": False}

    def _is_free(self, schema: Json, seen: tuple[str, ...]) -> bool:
        """Tell whether any member may stand in such an object."""
        reference = schema.get("$ref", "")
        if reference in seen:
            return False
        schema = self.resolve(schema)
        members = [member for word in _COMBINERS for member in schema.get(word, [])]
        if members:
            return any(self._is_free(member, (*seen, reference)) for member in members)
        return schema.get("type") == "object" and "properties" not in schema

    def _modernise(self, schema: Json) -> Json:
        new = {key: value for key, value in schema.items() if key not in ("nullable", "discriminator", "example")}
        if "properties" in schema:
            new["properties"] = {name: self._closed(value) for name, value in schema["properties"].items()}
        if "items" in schema:
            new["items"] = self._closed(schema["items"])
        if isinstance(schema.get("additionalProperties"), dict):
            new["additionalProperties"] = self._modernise(schema["additionalProperties"])
        for word in _COMBINERS:
            if word in schema:
                new[word] = [self._modernise(member) for member in schema[word]]
        return {"anyOf": [new, {"type": "null"}]} if schema.get("nullable") else new

    def operation(self, method: str, path: str) -> tuple[Json, dict[str, str]] | None:
        """Return the operation for a request and its path parameters."""
        for template, item in self.document["paths"].items():
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template))
            match = re.fullmatch(pattern, path)
            if match and method.lower() in item:
                return item[method.lower()], match.groupdict()
        return None


@cache
def spec(name: str, *, closed: bool = True) -> Spec:
    """Return one of the specification files."""
    return Spec(json.loads((SPECS / name).read_text()), closed)


def check_exchange(exchange: Json) -> None:
    """Check a request and its answer, as the sandbox's control lists them.

    Raises:
        SpecViolation: with the part at fault and the JSON pointer in it.
    """
    provider, method, path = exchange["provider"], exchange["method"], exchange["path"]
    if (provider, method, path) in _UNSPECIFIED:
        return
    for name in (STRIPE_FILE,) if provider == "stripe" else PAYPAL_FILES:
        found = spec(name).operation(method, path)
        if found:
            operation, path_values = found
            # A refused request may well have been wrong; what counts is that its refusal is well-formed. PayPal
            # describes a refusal's details twice over, and neither description alone knows all their fields.
            accepted = exchange["status"] < 400
            if accepted:
                _check_request(spec(name), operation, path_values, exchange)
            _check_answer(spec(name, closed=accepted), operation, exchange)
            return
    raise SpecViolation(f"{method} {path} is no endpoint of {provider}")


def check_exchanges(exchanges: list[Json]) -> None:
    """Check every exchange, and that there is one.

    Raises:
        SpecViolation: for the first that does not fit.
    """
    if not exchanges:
        raise SpecViolation("nothing was exchanged")
    for exchange in exchanges:
        check_exchange(exchange)


def _check_request(rules: Spec, operation: Json, path_values: dict[str, str], exchange: Json) -> None:
    where = f"request {exchange['method']} {exchange['path']}"
    headers = {name.lower(): value for name, value in exchange["request_headers"].items()}
    query = [key.partition("[")[0] for key, _ in parse_qsl(exchange["query"])]
    parameters = [rules.resolve(parameter) for parameter in operation.get("parameters", [])]
    for parameter in parameters:
        source = {"header": headers, "path": path_values}.get(parameter["in"], {})
        name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
        if name in source:
            rules.check(source[name], parameter["schema"], f"{where}, {parameter['in']} {name}")
    unknown = set(query) - {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    if unknown:
        raise SpecViolation(f"{where}: unknown query parameters {sorted(unknown)}")
    if "requestBody" not in operation:
        return
    content = rules.resolve(operation["requestBody"])["content"]
    body = exchange["request_body"]
    if "application/json" in content:
        if not headers.get("content-type", "").startswith("application/json"):
            raise SpecViolation(f"{where}: not sent as application/json")
        rules.check(json.loads(body or "{}"), content["application/json"]["schema"], where)
    else:
        schema = content["application/x-www-form-urlencoded"]["schema"]
        rules.check(_typed(rules, unnest(body), schema), schema, where)


def _check_answer(rules: Spec, operation: Json, exchange: Json) -> None:
    if exchange["status"] in _UNLISTED_STATUS:
        return
    answers = operation["responses"]
    answer = rules.resolve(answers.get(str(exchange["status"])) or answers["default"])
    if "content" not in answer:
        return
    body = json.loads(exchange["response_body"])
    if {detail["issue"] for detail in body.get("details", [])} & _UNLISTED_ISSUES:
        body["details"] = []
    where = f"answer {exchange['status']} to {exchange['method']} {exchange['path']}"
    rules.check(body, answer["content"]["application/json"]["schema"], where)


def unnest(body: str) -> Json:
    """Turn a bracketed form body into nested dicts."""
    root: Json = {}
    for key, value in parse_qsl(body, keep_blank_values=True):
        first, *rest = key.replace("]", "").split("[")
        node, last = root, first
        for part in rest:
            node, last = node.setdefault(last, {}), part or str(len(node.get(last, {})))
        node[last] = value
    return root


def _typed(rules: Spec, value: Any, schema: Json) -> Any:
    """Read the strings of a form as the types the schema gives them."""
    schema = rules.resolve(schema)
    if "anyOf" in schema:
        kinds = [rules.resolve(member) for member in schema["anyOf"]]
        fitting = [kind for kind in kinds if (kind.get("type") == "object") == isinstance(value, dict)]
        return _typed(rules, value, fitting[0]) if fitting else value
    kind = schema.get("type")
    if kind == "object" and isinstance(value, dict):
        properties = schema.get("properties", {})
        return {key: _typed(rules, entry, properties.get(key, {})) for key, entry in value.items()}
    if kind == "array" and isinstance(value, dict):
        return [_typed(rules, value[key], schema["items"]) for key in sorted(value, key=int)]
    if kind == "integer" and isinstance(value, str) and re.fullmatch("-?[0-9]+", value):
        return int(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def check_event(provider: str, event: Json) -> None:
    """Check a webhook event and the object in it.

    Raises:
        SpecViolation: with the JSON pointer.
    """
    if provider == "stripe":
        rules = spec(STRIPE_FILE)
        rules.check(event, {"$ref": "#/components/schemas/event"}, event["type"])
        carried, name = event["data"]["object"], event["data"]["object"]["object"]
    else:
        spec(PAYPAL_FILES[2]).check(event, {"$ref": "#/components/schemas/event"}, event["event_type"])
        file, name = _RESOURCES[event["resource_type"]]
        rules, carried = spec(file), event["resource"]
    rules.check(carried, {"$ref": f"#/components/schemas/{name}"}, f"{name} in an event")

"""The API's document and its routes: one line a route says what it takes and answers, in code and in OpenAPI alike."""

from collections.abc import Callable, Collection, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask, Response, request
from flask_smorest import Api, Blueprint
from marshmallow import Schema, ValidationError
from marshmallow_oneofschema.one_of_schema import OneOfSchema
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

from plandesk.api.auth import SCHEMES, Who, anyone, guarded
from plandesk.api.problems import (
    MEDIA_TYPE,
    HeaderInvalid,
    PayloadInvalid,
    ProblemView,
    domain_problem,
    header_problem,
    http_problem,
    payload_problem,
    unexpected,
)
from plandesk.domain.errors import DomainError

JSON = "application/json"
PUBLIC = anyone()
GUARDED = (401, 403, 404)
"""What a guard answers where it does not let in."""
PREFIX = "/api/v1"


class Converter(OpenAPIConverter):
    """Writes schemas down; a one-of becomes `oneOf` with the discriminator that makes it exact."""

    def init_attribute_functions(self) -> None:
        """Let what a field says of itself come last: the usual ways say less of it."""
        super().init_attribute_functions()  # type: ignore[no-untyped-call]  # apispec leaves it without types.
        self.attribute_functions.append(self.own2properties)

    def own2properties(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what a field of ours says of itself as JSON Schema."""
        return getattr(field, "JSON_SCHEMA", {})

    def schema2jsonschema(self, schema: Any) -> dict[str, Any]:
        """Return a schema as JSON Schema, with the first line of its docstring."""
        if isinstance(schema, OneOfSchema):
            resolve: Callable[[Any], dict[str, str]] = self.resolve_nested_schema
            refs = {kind: resolve(each) for kind, each in schema.type_schemas.items()}
            mapping = {kind: ref["$ref"] for kind, ref in refs.items()}
            return {
                "oneOf": list(refs.values()),
                "discriminator": {"propertyName": schema.type_field, "mapping": mapping},
            }
        write: Callable[[Any], dict[str, Any]] = super().schema2jsonschema
        written = write(schema)
        told = type(schema).__dict__.get("__doc__")
        if told:
            written["description"] = told.splitlines()[0]
        written |= getattr(schema, "JSON_SCHEMA", {})  # What a schema's own code checks of several members.
        return written


class Plugin(MarshmallowPlugin):
    """apispec's marshmallow plugin with our converter."""

    Converter = Converter


def _name(schema: Any) -> str:
    cls = schema if isinstance(schema, type) else type(schema)
    return cls.__name__.removesuffix("View")


class PlandeskApi(Api):  # type: ignore[misc]  # flask-smorest ships no types.
    """flask-smorest, with every error told as RFC 9457 and documented so."""

    ERROR_SCHEMA = ProblemView
    DEFAULT_RESPONSE_CONTENT_TYPE: str = JSON

    def _register_responses(self) -> None:
        # The errors' own media type holds for them alone: routes answer the default one.
        usual, self.DEFAULT_RESPONSE_CONTENT_TYPE = self.DEFAULT_RESPONSE_CONTENT_TYPE, MEDIA_TYPE
        try:
            super()._register_responses()
        finally:
            self.DEFAULT_RESPONSE_CONTENT_TYPE = usual

    def _register_pagination_header(self) -> None:
        """Leave it out: nothing here is paged."""

    def _register_error_handlers(self) -> None:
        super()._register_error_handlers()
        self._app.register_error_handler(DomainError, domain_problem)
        self._app.register_error_handler(PayloadInvalid, payload_problem)
        self._app.register_error_handler(HeaderInvalid, header_problem)
        self._app.register_error_handler(Exception, unexpected)

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Tell an error of the framework as a problem."""
        return http_problem(error)


def create_api(app: Flask, description: str) -> PlandeskApi:
    """Return the API of an application, with nothing in it yet."""
    app.config |= {"API_TITLE": "Plandesk", "API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0"}
    api = PlandeskApi(
        app,
        spec_kwargs={
            "marshmallow_plugin": Plugin(schema_name_resolver=_name),
            "info": {"description": description},
            "servers": [{"url": "/"}],
        },
    )
    for name, scheme in SCHEMES.items():
        api.spec.components.security_scheme(name, scheme)
    return api


class Routes(Blueprint):  # type: ignore[misc]  # flask-smorest ships no types.
    """The routes of one noun."""

    def __init__(self, noun: str, description: str, prefix: str = PREFIX) -> None:
        super().__init__(noun, __name__, url_prefix=prefix, description=description)

    def add(
        self,
        method: str,
        rule: str,
        view: Callable[..., Response],
        *,
        answers: Mapping[int, Schema | None],
        takes: Schema | None = None,
        problems: Sequence[int] = (),
        parameters: Sequence[Mapping[str, Any]] = (),
        wrap: Callable[[Callable[..., Response]], Callable[..., Response]] | None = None,
        who: Who = PUBLIC,
        **doc: Any,
    ) -> None:
        """Register a view: with `takes` it is handed the loaded payload first, then the path's parts.

        `wrap` goes around the whole handler, for limits and caches, and the guard `who` around that: nothing is read or
        counted for those who may not ask. `parameters` and `doc` go into the document; beyond that, a route with query
        parameters refuses those it does not name: a misspelt one would else be ignored, and too much be answered.
        """
        handler = _loading(view, takes) if takes else view
        named = frozenset(each["name"] for each in parameters if each["in"] == "query")
        if named:
            handler, problems = _knowing(handler, named), (*problems, 422)
        handler = guarded(who, wrap(handler) if wrap else handler)

        def run(**path: Any) -> Response:
            return handler(**path)

        run.__name__, run.__doc__ = view.__name__, view.__doc__
        doc = {"operationId": f"{self.name}_{view.__name__}", "security": who.requirements(), **doc}
        problems = sorted({*problems, *(() if who.public else GUARDED)})
        run._apidoc = self._describe(answers, takes, problems, doc)  # type: ignore[attr-defined]  # smorest's own place.
        self.add_url_rule(rule, view_func=run, methods=[method], parameters=list(parameters))

    def _describe(
        self,
        answers: Mapping[int, Schema | None],
        takes: Schema | None,
        problems: Sequence[int],
        doc: Mapping[str, Any],
    ) -> Any:
        """Collect what flask-smorest's decorators write down; their wrappers, which cost a lot, are left."""

        def described() -> None: ...

        for status, schema in answers.items():
            described = self.response(status, schema)(described)
        for status in problems:
            described = self.alt_response(status, HTTPStatus(status).name)(described)
        if takes is not None:
            described = self.arguments(takes)(described)
            described = self.alt_response(400, "BAD_REQUEST")(described)
            described = self.alt_response(413, HTTPStatus(413).name)(described)
            described = self.alt_response(415, "UNSUPPORTED_MEDIA_TYPE")(described)
        return self.doc(**doc)(described)._apidoc  # Where flask-smorest keeps it.


def _loading(view: Callable[..., Response], schema: Schema) -> Callable[..., Response]:
    load = schema.load

    def handler(**path: Any) -> Response:
        try:
            payload = load(read_json())
        except ValidationError as fault:
            messages = fault.messages if isinstance(fault.messages, dict) else {"_schema": fault.messages}
            raise PayloadInvalid(messages) from fault
        return view(payload, **path)

    return handler


def _knowing(view: Callable[..., Response], named: Collection[str]) -> Callable[..., Response]:
    def handler(**path: Any) -> Response:
        unknown = sorted(set(request.args) - set(named))
        if unknown:
            told = f"There is no such parameter here. There are: {', '.join(sorted(named))}."
            raise PayloadInvalid({each: [told] for each in unknown})
        return view(**path)

    return handler


def read_json() -> Any:
    """Parse the request's body; NaN, lone surrogates and broken UTF-8 are not JSON.

    Raises:
        UnsupportedMediaType: the body does not say that it is JSON.
        BadRequest: the body is not well-formed.
    """
    if request.mimetype != JSON:
        raise UnsupportedMediaType
    try:
        return orjson.loads(request.get_data(cache=True))
    except orjson.JSONDecodeError as fault:
        raise BadRequest from fault


def conditional(reply: Response) -> Response:
    """Turn an answer with an ETag into a 304 where the client has it already."""
    reply.make_conditional(request)
    return reply


def answer(body: object, status: int = 200, **headers: str) -> Response:
    """Return data as JSON; header names are given with underscores."""
    reply = Response(orjson.dumps(body), status, content_type=JSON)
    for name, value in headers.items():
        reply.headers[name.replace("_", "-")] = value
    return reply

"""The catalogue as anyone may read it, today's and every version ever used."""

from typing import Any

import orjson
from flask import Response
from marshmallow import Schema, fields, validate

from plandesk.api.document import JSON, Routes, conditional
from plandesk.api.fields import MoneyView, View
from plandesk.api.ports import ports
from plandesk.domain.catalogue import Catalogue
from plandesk.services.catalogue import view

Members = dict[str, fields.Field[Any]]


def _lines() -> fields.List[int]:
    return fields.List(fields.Integer(), metadata={"description": "Line numbers of the vendor's terms."})


def _readings() -> fields.List[str]:
    return fields.List(fields.String(), metadata={"description": "Ids of the readings it rests on."})


def _words(*choices: str) -> fields.String:
    return fields.String(validate=validate.OneOf(choices))


def _shape(name: str, members: Members) -> Schema:
    return View.from_dict(members, name=name)()


def _sourced(name: str, value: fields.Field[Any]) -> fields.Nested:
    """Return a field for a value with where it is written; null means that the terms do not state it."""
    value.allow_none = True
    members = {"value": value, "lines": _lines(), "readings": _readings(), "family": fields.Boolean()}
    return fields.Nested(SHAPES.setdefault(name, _shape(f"Sourced{name}", members)))


SHAPES: dict[str, Schema] = {}
"""One shape a kind of sourced value, so that the document names each once."""


def _text() -> fields.Nested:
    return _sourced("Text", fields.String())


def _flag() -> fields.Nested:
    return _sourced("Flag", fields.Boolean())


def _number() -> fields.Nested:
    return _sourced("Number", fields.Integer())


def _amount() -> fields.Nested:
    return _sourced("Money", fields.Nested(MoneyView()))


def _length() -> fields.Nested:
    return _sourced("Duration", fields.Nested(DurationView()))


class DurationView(View):
    """A length of time in calendar months."""

    months = fields.Integer()


class PassageView(View):
    """A sentence in our words, with where it rests."""

    text = fields.String()
    lines = _lines()
    readings = _readings()


class LevelView(View):
    """A kind of support work."""

    id = fields.String()
    name = fields.String()
    definition = _text()
    examples = _sourced("Texts", fields.List(fields.String()))


class PoolView(View):
    """Levels that share one quota."""

    id = fields.String()
    name = fields.String()
    levels = fields.List(fields.String())


class FeatureView(View):
    """A service or channel a plan may include."""

    id = fields.String()
    group = _words("getting_started", "contact")
    name = fields.String()
    options = fields.Dict(keys=fields.String(), values=fields.String())


class FamilyView(View):
    """Plans for one kind of product."""

    id = fields.String()
    name = fields.String()
    products = fields.List(fields.String())
    summary = fields.String()
    included = _flag()
    notes = fields.List(fields.Nested(PassageView()))


class SaleView(View):
    """Whether a plan is sold here, and if not, why."""

    state = _words("buyable", "extension_only", "with_licence_only", "not_for_sale")
    reason = fields.String(allow_none=True)
    lines = _lines()
    readings = _readings()


class CapView(View):
    """The most one month or one support period gives."""

    requests = fields.Integer()
    minutes = fields.Integer()


class QuotaView(View):
    """What a plan includes of one pool; no levels means none, a null cap no cap at that scope."""

    pool = fields.String()
    levels = fields.List(fields.String())
    month = fields.Nested(CapView(), allow_none=True)
    period = fields.Nested(CapView(), allow_none=True)
    lines = _lines()
    readings = _readings()


class ComputedView(View):
    """Figures that we computed; the vendor does not state them."""

    price_per_month = fields.Nested(MoneyView(), allow_none=True)
    price_per_request = fields.Nested(MoneyView(), allow_none=True)
    included_requests = fields.Integer()


class PlanView(View):
    """One tier of a family."""

    id = fields.String()
    family = fields.String()
    tier = fields.String()
    rank = fields.Integer()
    name = _text()
    price = _amount()
    more_prices = fields.List(_amount())
    buys = _length()
    sale = fields.Nested(SaleView())
    support_period = _length()
    critical_updates = _length()
    maintenance_upgrades = _length()
    features = fields.Dict(keys=fields.String(), values=_text())
    quotas = fields.List(fields.Nested(QuotaView()))
    notes = fields.List(fields.Nested(PassageView()))
    computed = fields.Nested(ComputedView())


class IncidentView(View):
    """A prepaid unit that pays for one request outside of the quota."""

    id = fields.String()
    pool = fields.String()
    name = fields.String()
    price = _amount()
    more_prices = fields.List(_amount())
    max_minutes = _number()
    by_agreement = _flag()


class OptionView(View):
    """One way to read an unclear line."""

    id = fields.String()
    text = fields.String()


class ReadingView(View):
    """An unclear point of the terms, and how it is read."""

    id = fields.String()
    question = fields.String()
    options = fields.List(fields.Nested(OptionView()))
    chosen = fields.String()
    why = fields.String()
    lines = _lines()


class LimitView(View):
    """When an answer comes at the latest."""

    text = fields.String()
    workdays = fields.Integer(allow_none=True)


class AverageView(View):
    """When an answer comes on average."""

    text = fields.String()
    hours = fields.Integer(allow_none=True)
    days = fields.Integer(allow_none=True)


class ResponseView(View):
    """How soon one kind of request is answered."""

    id = fields.String()
    name = fields.String()
    limit = _sourced("Limit", fields.Nested(LimitView()))
    average = _sourced("Average", fields.Nested(AverageView()))


class HowView(View):
    """A sentence with its lines."""

    text = fields.String()
    lines = _lines()


class CriticalView(PassageView):
    """What makes an issue critical: at least this share of the calls, strictly more than so many calls."""

    min_call_share_percent = _number()
    more_than_calls = _number()
    production_only = _flag()
    excludes_new = _flag()
    how = fields.Nested(HowView())


class CoverageView(PassageView):
    """Whether one product is supported on one platform."""

    area = fields.String()
    area_name = fields.String()
    platform = fields.String()
    platform_name = fields.String()
    state = _words("full", "as_is", "none", "elsewhere")


class LegacyView(PassageView):
    """Servers bought strictly before a day and strictly above a price have a plan."""

    before = fields.Date()
    above = fields.Nested(MoneyView())
    plan = fields.String()


class UpgradesView(PassageView):
    """How often releases come, and which faults come out of turn."""

    releases_per_month = _number()
    quality_drop_percent = _number()


class PaymentView(PassageView):
    """How one pays, in the order offered."""

    methods = fields.List(fields.String())


class PoliciesView(View):
    """What holds for every plan."""

    contact = fields.Nested(PassageView())
    response = fields.List(fields.Nested(ResponseView()))
    critical = fields.Nested(CriticalView())
    coverage = fields.List(fields.Nested(CoverageView()))
    legacy = fields.Nested(LegacyView())
    upgrades = fields.Nested(UpgradesView())
    payment = fields.Nested(PaymentView())


class VendorView(View):
    """Who sells."""

    name = fields.String()


class SourceView(View):
    """What the catalogue was written from."""

    title = fields.String()


class CatalogueView(View):
    """All that is for sale, one version, every reading resolved."""

    version = fields.String(metadata={"description": "SHA-256 of the canonical content."})
    vendor = fields.Nested(VendorView())
    source = fields.Nested(SourceView())
    currency = fields.String()
    currencies = fields.List(fields.String(), metadata={"description": "Every currency anything is priced in."})
    net_of_tax = _flag()
    levels = fields.List(fields.Nested(LevelView()))
    pools = fields.List(fields.Nested(PoolView()))
    features = fields.List(fields.Nested(FeatureView()))
    families = fields.List(fields.Nested(FamilyView()))
    plans = fields.List(fields.Nested(PlanView()))
    incidents = fields.List(fields.Nested(IncidentView()))
    policies = fields.Nested(PoliciesView())
    readings = fields.List(fields.Nested(ReadingView()))
    rules = fields.Dict(keys=fields.String(), metadata={"description": "The settings in force, by name."})


def routes(catalogue: Catalogue) -> Routes:
    """Return the routes of the catalogue; today's is written once, when the process starts."""
    blueprint = Routes("catalogue", "All that is for sale.")
    today = orjson.dumps(view(catalogue))

    def read_catalogue() -> Response:
        """Read today's catalogue.

        Send the ETag back as If-None-Match, and an unchanged catalogue is 304 without a body.
        """
        return _tagged(today, catalogue.version, "no-cache")

    def read_version(version: str) -> Response:
        """Read a version of the catalogue, as an order names it."""
        edition = ports().editions(version)
        return _tagged(orjson.dumps(view(edition)), version, "public, max-age=31536000, immutable")

    blueprint.add("GET", "/catalogue", read_catalogue, answers={200: CatalogueView(), 304: None})
    blueprint.add(
        "GET",
        "/catalogues/<string:version>",
        read_version,
        answers={200: CatalogueView(), 304: None},
        problems=(404,),
    )
    return blueprint


def _tagged(body: bytes, version: str, caching: str) -> Response:
    reply = Response(body, content_type=JSON)
    # Werkzeug's own, for flask-smorest's 304 carries no ETag and a proxy's weakened tag would never match.
    reply.set_etag(version)
    reply.headers["Cache-Control"] = caching
    return conditional(reply)

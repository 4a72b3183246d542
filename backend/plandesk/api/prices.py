"""What a selection costs, asked before it is ordered."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from flask import Response, request
from marshmallow import fields, validate

from plandesk.api.auth import asking_reach, principal
from plandesk.api.document import JSON, Routes, answer
from plandesk.api.fields import MoneyView, Payload, View, line, one_of
from plandesk.api.ports import ports
from plandesk.api.selections import currency_field, line_schema, names_installations, read_lines, selection_lines
from plandesk.api.terms import STARTS, StartChoiceView, TermView, show_choices, show_terms
from plandesk.domain.access import ContactSession, LinkHolder, Principal
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.money import Money
from plandesk.domain.orders import Proposal
from plandesk.domain.pricing import Extension, Incidents, PriceBreakdown, PriceLine, Selection
from plandesk.domain.tax import Tax
from plandesk.domain.terms import Schedule
from plandesk.services.chains import NOWHERE, read_selection
from plandesk.services.orders import preview
from plandesk.text.prices_en import line_buys, line_title, tax_title

KINDS = ("new_installation", "extension", "upgrade", "incidents", "fee", "credit", "discount")


class PriceLineView(View):
    """One line of a price: what it buys, for how long, and where that is written."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    title = fields.String()
    plan = fields.String(allow_none=True)
    level = fields.String(allow_none=True)
    quantity = fields.Integer()
    unit_price = fields.Nested(MoneyView())
    total = fields.Nested(MoneyView())
    installation = fields.String(allow_none=True, metadata={"description": "What the line is for, as it is called."})
    installation_id = fields.String(allow_none=True)
    buys = fields.String()
    terms = fields.List(fields.Nested(TermView()), metadata={"description": "As if the money counted today."})
    start = fields.String(allow_none=True, validate=validate.OneOf(STARTS))
    start_choices = fields.List(fields.Nested(StartChoiceView()))
    stated_by_buyer = fields.Boolean()
    reason = fields.String(allow_none=True, metadata={"description": "Why a discount is given."})
    of_whole = fields.Boolean(metadata={"description": "Whether it is this line's share of a discount on the whole."})
    lines = fields.List(fields.Integer(), metadata={"description": "Line numbers of the vendor's terms."})
    readings = fields.List(fields.String())
    rules = fields.List(fields.String())


class TaxView(View):
    """Tax on the whole: how much, and why; the percentage is decimal text."""

    kind = fields.String(validate=validate.OneOf(("rated", "reverse_charge", "exempt", "outside")))
    country = fields.String()
    percent = fields.String()
    amount = fields.Nested(MoneyView())
    text = fields.String()


class PriceBreakdownView(View):
    """The lines that explain a total, by one version of the catalogue, on one day.

    Where no tax is configured `tax` is null and the total is net.
    """

    catalogue_version = fields.String()
    priced_on = fields.Date()
    currency = fields.String()
    net_of_tax = fields.Boolean()
    lines = fields.List(fields.Nested(PriceLineView()))
    net = fields.Nested(MoneyView())
    tax = fields.Nested(TaxView(), allow_none=True)
    total = fields.Nested(MoneyView())


def show_money(amount: Money) -> dict[str, Any]:
    """Show an amount."""
    return {"minor": amount.minor, "currency": amount.currency}


def show_breakdown(
    breakdown: PriceBreakdown, schedules: tuple[Schedule, ...], selection: Selection, catalogue: Catalogue
) -> dict[str, Any]:
    """Show a price with the dates its lines buy; the preview and the order share it."""
    dated = {schedule.position: schedule for schedule in schedules}
    return {
        "catalogue_version": breakdown.catalogue_version,
        "priced_on": breakdown.priced_on.isoformat(),
        "currency": breakdown.currency,
        "net_of_tax": breakdown.net_of_tax,
        "lines": [_show_line(line, dated, selection, catalogue) for line in breakdown.lines],
        "net": show_money(breakdown.net),
        "tax": show_tax(breakdown.tax),
        "total": show_money(breakdown.total),
    }


def show_tax(tax: Tax | None) -> dict[str, Any] | None:
    """Show the tax on a price; None where none is configured or the buyer is not known yet."""
    if tax is None:
        return None
    return {
        "kind": tax.kind,
        "country": tax.country,
        "percent": tax.percent,
        "amount": show_money(tax.amount),
        "text": tax_title(tax),
    }


def _show_line(
    line: PriceLine, dated: Mapping[int, Schedule], selection: Selection, catalogue: Catalogue
) -> dict[str, Any]:
    schedule = dated.get(line.position) if line.kind != "fee" and not line.is_taken_off else None
    source = selection.lines[line.position]
    name = None if isinstance(source, Incidents) else source.installation
    extends = isinstance(source, Extension) and schedule is not None
    return {
        "kind": line.kind,
        "title": line_title(line, catalogue),
        "plan": line.plan,
        "level": line.level,
        "quantity": line.quantity,
        "unit_price": show_money(line.unit_price),
        "total": show_money(line.total),
        "installation": name.name if name else None,
        "installation_id": name.id if name else None,
        "buys": line_buys(line, catalogue),
        "terms": show_terms(schedule.terms) if schedule else [],
        "start": schedule.chosen.id if extends and schedule else None,
        "start_choices": show_choices(schedule, source) if schedule and isinstance(source, Extension) else [],
        "stated_by_buyer": line.stated_by_buyer,
        "reason": line.reason,
        "of_whole": line.of_whole,
        "lines": line.lines,
        "readings": line.readings,
        "rules": line.rules,
    }


class AnswerCache:
    """The newest answers, by the bytes asked; bounded, shared by the threads of one process.

    The catalogue's version and the vendor's day are part of the key: another day's answer is another entry.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[bytes, str, object], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[bytes, str, object]) -> bytes | None:
        """Return an answer given before, and keep it longer."""
        with self._lock:
            known = self._answers.get(key)
            if known is not None:
                self._answers.move_to_end(key)
            return known

    def put(self, key: tuple[bytes, str, object], body: bytes) -> None:
        """Keep an answer, and let the one unused longest go."""
        with self._lock:
            self._answers[key] = body
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)


def cached(cache: AnswerCache) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Return a wrapper that answers a repeated question without reading it again; only successes are kept."""

    def wrap(handler: Callable[..., Response]) -> Callable[..., Response]:
        def run(**path: Any) -> Response:
            if request.mimetype != JSON:
                return handler(**path)
            here = ports()
            day = here.clock.today(here.catalogue.rules.time_zone)
            key = (request.get_data(cache=True), here.catalogue.version, day)
            known = cache.get(key)
            if known is not None:
                return _fresh(known)
            reply = handler(**path)
            # An answer that varies with who asks is nobody else's. Midnight may have passed while the price was made:
            # then the answer may be tomorrow's.
            if reply.status_code == 200 and not reply.vary and here.clock.today(here.catalogue.rules.time_zone) == day:
                cache.put(key, reply.get_data())
            return reply

        return run

    return wrap


def _fresh(body: bytes) -> Response:
    return Response(body, 200, [("Content-Type", JSON), ("Cache-Control", "no-store")])


def price_selection(payload: Mapping[str, Any]) -> Response:
    """Price a selection.

    Line by line, with what each buys, for how long, and the dates an extension would have. Nothing is stored.
    """
    here = ports()
    known = names_installations(payload["lines"])
    reach = asking_reach() if known else NOWHERE
    selection = read_selection(read_lines(payload["lines"]), reach, currency=payload["currency"], ports=here)
    country, tax_id = _buyer(payload, principal()) if known else (payload["country"], payload["tax_id"])
    proposal: Proposal = preview(selection, ports=here, country=country, tax_id=tax_id)
    body = show_breakdown(proposal.breakdown, proposal.schedules, selection, here.catalogue)
    reply = answer(body, Cache_Control="no-store")
    if known:
        reply.vary.update(["Cookie", "Authorization"])
    return reply


def _buyer(payload: Mapping[str, Any], asking: Principal) -> tuple[str | None, str | None]:
    """Return country and tax id of the buyer: as they are stated, else as an order takes them from the books."""
    country, tax_id = payload["country"], payload["tax_id"]
    if isinstance(asking, LinkHolder):
        return asking.customer.country or country, asking.customer.tax_id
    if isinstance(asking, ContactSession) and country is None:
        return asking.customer.country, tax_id or asking.customer.tax_id
    return country, tax_id


def routes(catalogue: Catalogue, cache_size: int) -> Routes:
    """Return the routes of prices."""
    prices = Routes("prices", "What a selection costs.")
    schema = Payload.from_dict(
        {
            "lines": selection_lines(line_schema(catalogue, ordering=False)),
            "currency": currency_field(catalogue),
            "country": one_of(COUNTRIES, required=False, note="The buyer's, ISO 3166-1 alpha-2; without it no tax."),
            "tax_id": line(64, required=False),
        },
        name="SelectionInput",
    )
    prices.add(
        "POST",
        "/prices",
        price_selection,
        takes=schema(),
        answers={200: PriceBreakdownView()},
        problems=(401, 403, 404, 409),
        wrap=cached(AnswerCache(cache_size)) if cache_size else None,
    )
    return prices

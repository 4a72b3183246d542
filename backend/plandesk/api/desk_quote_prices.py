"""What a quote would cost as it is being written, before anything of it is kept."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields

from plandesk.api.auth import staff
from plandesk.api.desk_quotes import acting
from plandesk.api.desk_quotes_read import content_members, read_content
from plandesk.api.desk_quotes_shown import ApprovalView, PickTotalView, show_approval, show_totals
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Payload, View
from plandesk.api.ports import ports
from plandesk.api.quotes_advice import AGAINST, QuoteAdviceView, show_quote_advice
from plandesk.api.quotes_shown import QuoteOptionView, show_options
from plandesk.api.selections import OneOfLines
from plandesk.domain.catalogue import Catalogue
from plandesk.services.quotes_advice import warning
from plandesk.services.quotes_drafts import price_draft


class DraftPriceView(View):
    """The price of a draft line by line, each pick's total, and whether its discounts need a second person."""

    options = fields.List(fields.Nested(QuoteOptionView()))
    totals = fields.List(fields.Nested(PickTotalView()))
    approval = fields.Nested(ApprovalView(), allow_none=True)
    advice = fields.Nested(QuoteAdviceView(), allow_none=True)
    advice_warning = fields.String(allow_none=True, metadata=AGAINST)


def price(payload: Mapping[str, Any]) -> Response:
    """Price a draft as it is typed; nothing is stored."""
    here = ports()
    quote = price_draft(read_content(payload), staff=acting(), ports=here)
    body = {
        "options": show_options(quote, quote.options, here),
        "totals": show_totals(quote),
        "approval": show_approval(quote),
        "advice": show_quote_advice(quote.advice),
        "advice_warning": warning(quote, here.catalogue),
    }
    return answer(body, Cache_Control="no-store")


def routes(catalogue: Catalogue, shape: OneOfLines) -> Routes:
    """Return the route of a draft's price."""
    prices = Routes("desk_quote_prices", "What a quote would cost as it is being written.")
    members = content_members(catalogue, shape, "PricedOptionInput")
    prices.add(
        "POST",
        "/desk/quotes/price",
        price,
        takes=Payload.from_dict(dict(members), name="PriceDraftInput")(),
        answers={200: DraftPriceView()},
        problems=(404, 409, 422),
        who=staff("sales", "admin"),
    )
    return prices

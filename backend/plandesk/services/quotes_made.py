"""An official quote that a buyer makes alone: at list price, issued at once, for whoever signs off on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandesk.domain.pricing import Selection
from plandesk.domain.quotes import Addressee, Quote, QuoteOption
from plandesk.domain.quotes_offer import price_options
from plandesk.services.documents import issue_quote_document
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import insert_once, record
from plandesk.services.quotes_issue import opened
from plandesk.services.quotes_mails import quote_sent


@dataclass(frozen=True, slots=True)
class MakeQuote:
    """A buyer's request for a quote; `request_digest` is of the whole request."""

    selection: Selection
    addressee: Addressee
    idempotency_key: str
    request_digest: str
    customer_id: str | None = None


def make_quote(request: MakeQuote, *, ports: Ports) -> Quote:
    """Issue a quote of a selection at list price; the same key with the same request gives the same quote.

    Its total is what the price of the selection shows. Where a mail address is named, the quote is mailed to it.

    Raises:
        SelectionRefused: a line may not be bought as it stands.
        IdempotencyKeyReused: the key was used for another request.
    """
    return insert_once(
        request.idempotency_key, request.request_digest, lambda unit: _issue(unit, request, ports), ports=ports
    )


def _issue(unit: UnitOfWork, request: MakeQuote, ports: Ports) -> Quote:
    now, email = ports.clock.now(), request.addressee.email
    quote = opened(_draft(request, ports), ports=ports)
    if email is not None:
        mail = quote_sent(quote, email, ports.catalogue, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, now)
        quote = replace(quote, sent_at=now)
    unit.quotes.add(quote)
    issue_quote_document(unit, quote, ports=ports)
    record(unit, quote, "issued", "buyer", now)
    if email is not None:
        record(unit, quote, "sent", "buyer", now, to=email)
    return quote


def _draft(request: MakeQuote, ports: Ports) -> Quote:
    catalogue, ids = ports.catalogue, ports.ids
    today = ports.clock.today(catalogue.rules.time_zone)
    options = price_options(catalogue, _included(request.selection), (), today, request.selection.currency)
    return Quote(
        id=ids.new_id(),
        number=ids.quote_number(),
        token=ids.order_token(),
        state="draft",
        kind="buyer",
        revision=1,
        version=1,
        created_at=ports.clock.now(),
        options=options,
        currency=options[0].prices[0].total.currency,
        net_of_tax=catalogue.net_of_tax.value,
        catalogue_version=catalogue.version,
        terms_version=catalogue.version,
        priced_on=today,
        addressee=request.addressee,
        customer_id=request.customer_id,
        idempotency_key=request.idempotency_key,
        request_digest=request.request_digest,
    )


def _included(selection: Selection) -> Sequence[QuoteOption]:
    return [QuoteOption("included", line) for line in selection.lines]

"""Signed quotes: the document of a quote, its signature and its file, and the keys as everybody may know them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from plandesk.domain.canonical import canonical, read_canonical
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import Term
from plandesk.domain.discounts import Discount
from plandesk.domain.money import Money
from plandesk.domain.pricing import Extension, Incidents, Line, PriceLine, Upgrade
from plandesk.domain.quotes import Picked, Quote, QuoteNotFound, QuoteOption
from plandesk.domain.quotes_advice import AdvisedChances, AdvisedOption, AdvisedTotal, QuoteAdvice
from plandesk.domain.signatures import ALGORITHM, Signature
from plandesk.services.ports import Ports
from plandesk.text.prices_en import line_buys, line_title

FORMAT: Final = "plandesk.quote/1"
"""Stands in every document: what it is, and by which table it is read."""

FILE_NAME: Final = "quote.json"
"""What the signed file is called, alone and as an attachment of a PDF."""

View = dict[str, object]


def sign_quote(quote: Quote, *, ports: Ports) -> Quote:
    """Return an issued quote with its document and the signature of that by the newest key."""
    document = canonical(quote_document(quote, ports=ports))
    return replace(quote, document=document.decode(), signature=ports.document_signer.sign(document))


def quote_document(quote: Quote, *, ports: Ports) -> Mapping[str, object]:
    """Return all that a quote says, as it is signed (decision 0009): whoever holds it needs nothing else of us.

    Days are ISO 8601 and the last covered ones, moments UTC, money whole minor units. Dates of cover are those of an
    order on `priced_on`; those of the order itself count from the day it is placed. `advice` is a member of those alone
    that carry one, so that quotes signed before there was any keep their bytes.

    Raises:
        ValueError: the quote has not been issued.
    """
    if quote.issued_at is None or quote.valid_until is None:
        raise ValueError(f"quote {quote.number} is not issued")
    catalogue = ports.editions(quote.catalogue_version)
    addressee = quote.addressee
    return {
        "format": FORMAT,
        "vendor": ports.mailbox.vendor,
        "number": quote.number,
        "revision": quote.revision,
        "kind": quote.kind,
        "address": f"{ports.mailbox.base_url}/quotes/{quote.token}/",
        "issued_at": quote.issued_at.isoformat(),
        "valid_until": quote.valid_until.isoformat(),
        "time_zone": catalogue.rules.time_zone,
        "addressee": {
            "company": addressee.company,
            "contact": addressee.contact,
            "email": addressee.email,
            "country": addressee.country,
        },
        "note": quote.note,
        "currency": quote.currency,
        "net_of_tax": quote.net_of_tax,
        "priced_on": quote.priced_on.isoformat(),
        "options": [_option(each, quote.currency, catalogue) for each in quote.options],
        "discounts": [_discount(each) for each in quote.discounts],
        "totals": [
            {"alternative": each, "total": _money(quote.offer(Picked(each)).breakdown.total)}
            for each in quote.alternatives or (None,)
        ],
        "catalogue_version": quote.catalogue_version,
        "terms_version": quote.terms_version,
        "readings": {each.id: each.chosen for each in catalogue.readings},
        **({"advice": _advice(quote.advice, ports.mailbox.base_url)} if quote.advice else {}),
    }


def signed_file(document: bytes, signature: Signature) -> bytes:
    """Return the file of a document, which is canonical JSON, and its signature; it is canonical JSON itself."""
    signed = {"key_id": signature.key_id, "algorithm": ALGORITHM, "value": signature.value}
    return canonical({"document": read_canonical(document), "signature": signed})


def quote_file(quote: Quote) -> bytes:
    """Return the signed file of an issued quote as it was signed last: a later last day is signed anew.

    Raises:
        QuoteNotFound: it was not issued: there is nothing signed.
    """
    if quote.document is None or quote.signature is None:
        raise QuoteNotFound
    return signed_file(quote.document.encode(), quote.signature)


def read_quote_file(token: str, *, ports: Ports) -> bytes:
    """Return the signed file of the quote at an address.

    Raises:
        QuoteNotFound: there is none, or it was not issued.
    """
    with ports.uow(read_only=True) as unit:
        quote = unit.quotes.by_token(token)
    if quote is None:
        raise QuoteNotFound
    return quote_file(quote)


def publish_keys(*, ports: Ports) -> Mapping[str, object]:
    """Return what everybody may know of the keys: enough to check a file without us."""
    keys = ports.document_signer.public_keys()
    return {
        "vendor": ports.mailbox.vendor,
        "address": ports.mailbox.base_url,
        "keys": [{"key_id": name, "algorithm": ALGORITHM, "public_key": key} for name, key in keys.items()],
    }


def _option(option: QuoteOption, currency: str, catalogue: Catalogue) -> View:
    main = option.prices[0]
    return {
        "choice": option.choice,
        "title": line_title(main, catalogue),
        "buys": line_buys(main, catalogue),
        **_line(option.line),
        "prices": [_price(each, catalogue) for each in option.prices],
        "list_total": _money(option.list_total(currency)),
        "discount": _money(option.discount(currency)),
        "total": _money(option.total(currency)),
        "terms": [_term(each) for each in option.schedule.terms] if option.schedule else [],
    }


def _line(line: Line) -> View:
    if isinstance(line, Incidents):
        return {"kind": line.kind, "level": line.level, "units": line.units}
    named = line.installation
    written: View = {
        "kind": line.kind,
        "plan": line.plan,
        "installation": {"reference": named.reference, "label": named.label} if named else None,
    }
    if isinstance(line, Upgrade):
        return {**written, "instead_of": line.closing.term.plan}
    written["periods"] = line.periods
    return {**written, "current_plan": line.current_plan} if isinstance(line, Extension) else written


def _price(price: PriceLine, catalogue: Catalogue) -> View:
    return {
        "kind": price.kind,
        "title": line_title(price, catalogue),
        "quantity": price.quantity,
        "unit_price": _money(price.unit_price),
        "total": _money(price.total),
        "reason": price.reason,
    }


def _term(term: Term) -> View:
    return {
        "plan": term.plan,
        "first_day": term.period.start.isoformat(),
        "last_covered_day": term.period.last_day.isoformat(),
    }


def _discount(discount: Discount) -> View:
    return {
        "option": discount.position,
        "percent": discount.percent,
        "amount": _money(discount.amount) if discount.amount else None,
        "reason": discount.reason,
    }


def _advice(advice: QuoteAdvice, base_url: str) -> View:
    return {
        "address": base_url + advice.address,
        "question": advice.question,
        "options": [_advised(each) for each in advice.options],
        "reasons": advice.reasons,
        "left_out": advice.left_out,
        "holds": advice.holds,
        # What was signed before it was told must not change by a byte.
        **({"held": advice.held} if advice.held else {}),
    }


def _advised(option: AdvisedOption) -> View:
    return {
        "name": option.name,
        "tied": option.tied,
        "price": _money(option.price),
        "best": _advised_total(option.best),
        "as_it_comes": _advised_total(option.came),
        "chances": _chances(option.chances),
        "notes": option.notes,
    }


def _advised_total(total: AdvisedTotal | None) -> View | None:
    return None if total is None else {"total": _money(total.money), "by_agreement": total.by_agreement}


def _chances(chances: AdvisedChances | None) -> View | None:
    if chances is None:
        return None
    points = {name: _money(getattr(chances, name)) for name in ("expected", "median", "p90", "p95")}
    agreed = {"by_agreement": chances.by_agreement} if chances.by_agreement else {}
    return {**points, "cheapest_percent": chances.cheapest_percent, **agreed}


def _money(amount: Money) -> View:
    return {"minor": amount.minor, "currency": amount.currency}

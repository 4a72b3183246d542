"""Acts on quotes in a world of fakes, in few words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.discounts import Discount
from plandesk.domain.pricing import Line
from plandesk.domain.quotes import Addressee, Choice, Picked, Quote, QuoteState
from plandesk.services.chains import AskedLine
from plandesk.services.orders import OrderFile
from plandesk.services.quotes_acceptance import AcceptQuote, accept_quote
from plandesk.services.quotes_drafts import QuoteContent, draft_quote
from plandesk.services.quotes_issue import issue_quote
from tests.factories import BUYER, World, new

SAM, MAX, ANN = "sam@vendor.example", "max@vendor.example", "ann@acme.example"

Options = Sequence[tuple[Choice, AskedLine]]


def content(
    *options: tuple[Choice, AskedLine] | Line, discounts: Sequence[Discount] = (), **about: Any
) -> QuoteContent:
    """Return what a draft says, by default one new PBX Standard for Ann; a mere line is included."""
    named = [each if isinstance(each, tuple) else ("included", each) for each in options or (new(),)]
    addressed = {"addressee": Addressee("Acme Ltd", "Ann", ANN, "HU"), **about}
    return QuoteContent(named, tuple(discounts), **addressed)  # type: ignore[arg-type]  # Narrowed by the lines above.


def draft(world: World, said: QuoteContent | None = None, *, staff: str = SAM) -> Quote:
    """Begin a quote."""
    return draft_quote(said or content(), world.ids.new_id(), "digest", staff=staff, ports=world.ports)


def issued(world: World, said: QuoteContent | None = None, *, staff: str = SAM) -> Quote:
    """Begin and issue a quote."""
    quote = draft(world, said, staff=staff)
    return issue_quote(quote.id, quote.version, staff=staff, ports=world.ports)


def accept(world: World, quote: Quote, picked: Picked | None = None, key: str | None = None) -> OrderFile:
    """Accept what is picked of a quote, at the price it has."""
    pick = picked or quote.first_pick
    total = quote.offer(pick).breakdown.total
    request = AcceptQuote(quote.token, pick, BUYER, total, key or world.ids.new_id(), f"digest {quote.id} {pick}")
    return accept_quote(request, ports=world.ports)


def stored(world: World, quote: Quote) -> Quote:
    """Return a quote as it is now."""
    return world.books.tables.quotes[quote.id]


def history(world: World, quote: Quote) -> list[str]:
    """Return the names of a quote's events, oldest first."""
    return [each.event for each in world.books.tables.quote_events if each.quote_id == quote.id]


def force(world: World, quote: Quote, state: QuoteState, **changes: Any) -> Quote:
    """Put a quote into a state by the hand of an attacker: no use case would."""
    forced = replace(stored(world, quote), state=state, **changes)
    world.books.tables.quotes[quote.id] = forced
    return forced


def dearer(raw: dict[str, Any]) -> None:
    """Raise the prices of incidents."""
    for incident in raw["incidents"]:
        incident["price"]["value"]["minor"] += 1000


def sold_by(world: World, catalogue: Catalogue) -> World:
    """Sell by another catalogue from now on; the one before stays known."""
    world.editions.setdefault(world.catalogue.version, world.catalogue)
    world.catalogue = catalogue
    return world

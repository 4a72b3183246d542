"""A chat shows of a quote what it comes to and how long it holds; of one that holds no more, no price at all."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from plandesk.domain.quotes import Addressee, QuoteNotFound, QuoteState
from plandesk.services.previews import preview
from tests.factories import World
from tests.quote_samples import discount, drafted, option
from tests.signed_quotes import issued, keep

OVER = [each for each in get_args(QuoteState) if each not in ("draft", "issued")]


def test_an_open_quote_shows_total_and_last_day() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports, [option("included new pbx.standard 1")], [discount("10% whole")]))
    shown = preview(quote.token, ports=world.ports)
    assert shown.title == "Quote Q100000001 from Mizutech"
    assert shown.description == "US$2,610.00 net of tax. Valid until 23 December 2026."
    assert shown.path == "/quotes/token-of-quote-1/"
    picture = shown.picture
    assert (picture.vendor, picture.title, picture.company) == ("Mizutech", "Quote Q100000001", "for Acme Ltd")
    assert (picture.figures, picture.below) == (("US$2,610.00",), "net of tax, valid until 23 December 2026")
    assert picture.holds


def test_each_alternative_is_shown_and_optional_lines_are_not_counted() -> None:
    world = World()
    offered = [option("A new pbx.standard 1"), option("B new pbx.dedicated 1"), option("optional incidents l12 1")]
    quote = keep(world.ports, issued(world.ports, offered, revision=3))
    shown = preview(quote.token, ports=world.ports)
    assert shown.title == "Quote Q100000001, revision 3 from Mizutech"
    assert shown.picture.figures == ("A: US$2,900.00", "B: US$12,000.00")
    assert shown.description == (
        "A: US$2,900.00 or B: US$12,000.00 net of tax, without optional lines. Valid until 23 December 2026."
    )


@pytest.mark.parametrize("state", OVER)
def test_a_quote_that_holds_no_more_shows_no_price(state: QuoteState) -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports, state=state))
    shown = preview(quote.token, ports=world.ports)
    assert not shown.picture.holds
    told = f"{shown.title} {shown.description} {shown.picture}"
    assert "$" not in told
    assert "23 December" not in told
    assert shown.description == shown.picture.below


def test_a_quote_runs_out_by_the_clock_though_nothing_was_written() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports))
    assert quote.expires_at is not None
    world.clock.advance(seconds=(quote.expires_at - world.clock.now() - timedelta(seconds=1)).total_seconds())
    assert preview(quote.token, ports=world.ports).picture.holds
    world.clock.advance(seconds=1)
    assert preview(quote.token, ports=world.ports).picture.figures == ("Expired",)


@pytest.mark.parametrize("token", ["token-of-quote-1", "token-of-nothing"])
def test_a_draft_or_an_unknown_quote_shows_nothing(token: str) -> None:
    world = World()
    keep(world.ports, drafted())
    with pytest.raises(QuoteNotFound):
        preview(token, ports=world.ports)


@pytest.mark.parametrize(
    ("company", "told"),
    [(None, None), ("Acme Ltd", "for Acme Ltd"), ("A" * 43, f"for {'A' * 41}…"), ("B" * 42, f"for {'B' * 42}")],
)
def test_a_long_name_is_cut_and_an_open_quote_names_nobody(company: str | None, told: str | None) -> None:
    world = World()
    addressee = replace(Addressee(), company=company)
    changes: dict[str, Any] = {"addressee": addressee}
    quote = keep(world.ports, issued(world.ports, **changes))
    assert preview(quote.token, ports=world.ports).picture.company == told

"""What a quote's options cost and when they would run: priced together as every pick of them would be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.discounts import Discount, DiscountRefused, discounted
from plandesk.domain.orders import Proposal, propose
from plandesk.domain.pricing import PriceBreakdown, PriceLine, Refusal, Selection, SelectionRefused, with_lines
from plandesk.domain.quotes import ALTERNATIVES, Choice, QuoteOption, require_offer
from plandesk.domain.terms import Schedule

Priced = Mapping[int, tuple[list[PriceLine], Schedule | None]]
"""The lines of a price and the dates of each option, by its place."""


def price_options(
    catalogue: Catalogue,
    options: Sequence[QuoteOption],
    discounts: Sequence[Discount],
    on: date,
    currency: str | None = None,
) -> tuple[QuoteOption, ...]:
    """Price and date options as if they were ordered on `on`, with discounts taken off.

    A percentage off the whole lowers each line by itself, half-up, so that it holds for whatever is picked. An amount
    off the whole comes off the lines that everybody takes; where there are none, off A and off B alike.

    Raises:
        OfferRefused: nothing is offered, or no real choice.
        SelectionRefused: an option may not be bought, or not together with the others; by the options' places.
        DiscountRefused: a discount is not one, or takes a line below nothing.
        UnknownCurrency: nothing is priced in the currency.
    """
    choices = [each.choice for each in options]
    require_offer(choices)
    priced: dict[int, tuple[list[PriceLine], Schedule | None]] = {}
    refusals: list[Refusal] = []
    for taken in _together(choices):
        try:
            proposal = propose(catalogue, Selection(tuple(options[index].line for index in taken), currency), on)
        except SelectionRefused as refused:
            refusals += [replace(each, line=taken[each.line]) for each in refused.refusals]
        else:
            priced |= _by_place(proposal, taken)
    if refusals:
        raise SelectionRefused(sorted(dict.fromkeys(refusals), key=lambda each: each.line))
    lines = _discounted(_whole(catalogue, priced, on), choices, discounts)
    return tuple(
        replace(each, prices=tuple(line for line in lines if line.position == index), schedule=priced[index][1])
        for index, each in enumerate(options)
    )


def _together(choices: Sequence[Choice]) -> Iterator[list[int]]:
    """Yield the places of what can be picked at once: all there is but for the other alternative."""
    offered: list[Choice] = [each for each in ALTERNATIVES if each in choices]
    for alternative in offered or ["included"]:
        wanted = ("included", "optional", alternative)
        yield [index for index, each in enumerate(choices) if each in wanted]


def _by_place(proposal: Proposal, taken: Sequence[int]) -> Priced:
    schedules = {taken[each.position]: replace(each, position=taken[each.position]) for each in proposal.schedules}
    return {
        index: (
            [replace(line, position=index) for line in proposal.breakdown.lines if line.position == position],
            schedules.get(index),
        )
        for position, index in enumerate(taken)
    }


def _whole(catalogue: Catalogue, priced: Priced, on: date) -> PriceBreakdown:
    lines = [line for index in sorted(priced) for line in priced[index][0]]
    empty = PriceBreakdown(
        catalogue_version=catalogue.version,
        priced_on=on,
        currency=lines[0].total.currency,
        net_of_tax=catalogue.net_of_tax.value,
        lines=(),
        total=lines[0].total,
    )
    return with_lines(empty, lines)


def _discounted(
    whole: PriceBreakdown, choices: Sequence[Choice], discounts: Sequence[Discount]
) -> tuple[PriceLine, ...]:
    for index, discount in enumerate(discounts):
        for places in _lowered(discount, choices, whole):
            part = with_lines(whole, [line for line in whole.lines if line.position in places])
            try:
                lowered = discounted(part, [discount]).lines
            except DiscountRefused as refused:
                raise DiscountRefused(index=index, rule=refused.facts["rule"]) from refused
            rest = [line for line in whole.lines if line.position not in places]
            whole = with_lines(whole, sorted([*rest, *lowered], key=lambda line: line.position))
    return whole.lines


def _lowered(discount: Discount, choices: Sequence[Choice], whole: PriceBreakdown) -> Iterable[frozenset[int]]:
    """Group the places that a discount is spread over; each group bears it by itself."""
    if discount.position is not None:
        return [frozenset([discount.position])]
    if discount.percent is not None:
        return [frozenset([each]) for each in sorted({line.position for line in whole.lines if line.total.minor > 0})]
    places = {name: frozenset(i for i, each in enumerate(choices) if each == name) for name in get_args(Choice)}
    return [places["included"]] if places["included"] else [places[name] for name in ALTERNATIVES]

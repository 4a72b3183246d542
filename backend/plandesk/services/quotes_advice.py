"""Works out the advice that a quote carries, by the catalogue of today, and puts it into last words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final

from plandesk.domain.advice import RequestOutsideHorizon, Total
from plandesk.domain.advice_chances import Chances
from plandesk.domain.advice_chances_arrivals import WorkloadTooVaried
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import DomainError
from plandesk.domain.pricing import Incidents, Line
from plandesk.domain.quotes import Quote
from plandesk.domain.quotes_advice import AdvisedChances, AdvisedOption, AdvisedTotal, QuoteAdvice
from plandesk.services.advice import Advised, Asked, MonthlyPattern, Rates, StartOutOfReach, WorkloadTooLarge, advise_on
from plandesk.services.advice_address import AddressFault, AdviceRefused, query_of, read_address
from plandesk.services.advice_details import Detail
from plandesk.services.advice_links import begun_of
from plandesk.services.advice_reasons import reasons
from plandesk.services.ports import Ports
from plandesk.services.quotes import find_by_id
from plandesk.services.quotes_advice_terms import held_of
from plandesk.text import advice_en, advice_options_en
from plandesk.text import quote_advice_en as words


def quote_advice(
    address: str | None, currency: str | None, lines: Sequence[Line], *, ports: Ports
) -> QuoteAdvice | None:
    """Work out the advice of an address, in a quote's currency; None where there is no address.

    It says which of its terms the quote's `lines` hold. It may take a second, so nobody holds a row meanwhile.

    Raises:
        AdviceRefused: the address asks nothing that can be answered, or a term of the answer has begun.
        UnknownCurrency: nothing is priced in the currency.
    """
    if address is None:
        return None
    query = query_of(address)
    asked = read_address(query, ports.catalogue)
    advised = _advised(asked, currency, ports)
    _require_not_begun(advised)
    return _frozen(query, asked, advised, lines)


def advice_again(quote_id: str, *, ports: Ports) -> QuoteAdvice | None:
    """Work out anew what a quote was advised, by the catalogue of today; None where it carries no advice.

    Raises:
        QuoteNotFound: there is no such quote.
        AdviceRefused: the catalogue has no answer to it any more, or a term of the answer has begun.
    """
    with ports.uow(read_only=True) as unit:
        quote = find_by_id(unit, quote_id)
    lines = [each.line for each in quote.options]
    return quote_advice(quote.advice.query, quote.currency, lines, ports=ports) if quote.advice else None


def advice_to_go_on_with(quote_id: str, *, ports: Ports) -> QuoteAdvice | None:
    """Return the same for a draft that follows a quote; None too where a term of the answer has begun meanwhile.

    Whoever revises a quote is not kept from it by the days that went by.

    Raises:
        QuoteNotFound: there is no such quote.
        AdviceRefused: the catalogue has no answer to it any more.
    """
    try:
        return advice_again(quote_id, ports=ports)
    except AdviceRefused as refused:
        if any(each.rule != _BEGUN for each in refused.faults):
            raise
        return None


def warning(quote: Quote, catalogue: Catalogue) -> str | None:
    """Say to whoever sells that a quote's advice speaks against what it offers; None where it does not."""
    advice = quote.advice
    if advice is None or not advice.family:
        return None
    if not advice.options:
        return words.NAMES_NOTHING
    quoted = [each.line.plan for each in quote.options if not isinstance(each.line, Incidents)]
    plans = [plan for each in quoted if (plan := catalogue.find_plan(each)) and plan.family == advice.family]
    if quoted and not plans:
        names = (each.name for each in catalogue.families if each.id == advice.family)
        return words.other_product(next(names, advice.family))
    against = advice.speaks_against([each.id for each in plans])
    return words.contrary(against, [each.name.value for each in plans]) if against else None


def _advised(asked: Asked, currency: str | None, ports: Ports) -> Advised:
    try:
        return advise_on(replace(asked, currency=currency), ports=ports)
    except (RequestOutsideHorizon, StartOutOfReach, WorkloadTooLarge) as refused:
        raise AdviceRefused([AddressFault(_RULES[type(refused)], refused.facts)]) from refused


_RULES: Final[Mapping[type[DomainError], str]] = {
    RequestOutsideHorizon: "outside-horizon",
    StartOutOfReach: "start-out-of-reach",
    WorkloadTooLarge: "too-large",
}


_BEGUN: Final = "begun"


def _require_not_begun(advised: Advised) -> None:
    """Refuse an answer none of whose first options can be bought as it was worked out: a term of each has begun."""
    horizon, today = advised.question.horizon, advised.today
    begun = [begun_of(each, horizon, today) for each in advised.tied]
    if begun and begun[0] and all(begun) and not advised.over:
        raise AdviceRefused([AddressFault(_BEGUN, asdict(begun[0]))])


def _frozen(query: str, asked: Asked, advised: Advised, lines: Sequence[Line]) -> QuoteAdvice:
    question, catalogue = advised.question, advised.catalogue
    return QuoteAdvice(
        query=query,
        start=question.horizon.start,
        question=(
            words.horizon(question, catalogue),
            *(tuple(_expected(asked, advised)) or (words.NOTHING_EXPECTED,)),
            *words.must_haves(question.needs, catalogue),
        ),
        options=tuple(_option(each, advised) for each in advised.details),
        reasons=tuple(each.sentence for each in reasons(advised)),
        left_out=tuple(
            f"{each.plan.name.value}: {advice_en.left_out(each, question.needs, catalogue)}"
            for each in advised.advice.left_out
        ),
        holds=words.holds(catalogue, uncertain=advised.chances is not None),
        family=question.family,
        held=held_of(advised, lines),
    )


def _expected(asked: Asked, advised: Advised) -> Iterator[str]:
    question, catalogue = advised.question, advised.catalogue
    if isinstance(asked.workload, Rates):
        return words.of_rates(asked.workload.rates, catalogue)
    if isinstance(asked.workload, MonthlyPattern):
        return words.of_rows(asked.workload.rows, question.horizon, catalogue)
    return words.of_requests(question.requests, catalogue)


def _option(detail: Detail, advised: Advised) -> AdvisedOption:
    option, tied = detail.option, advised.tied
    known = advised.chances[option.id] if advised.chances is not None else None
    return AdvisedOption(
        name=advice_en.option_name(option, advised.question.horizon),
        tied=len(tied) > 1 and option in tied,
        price=option.price,
        best=None if known else _total(option.best),
        came=None if known else _total(option.came),
        chances=_chances(option.id, advised.chances) if advised.chances is not None else None,
        notes=tuple(_notes(detail, advised, known)),
        plans=tuple(dict.fromkeys(each.plan.id for each in option.terms)),
    )


def _chances(option: str, chances: Mapping[str, Chances]) -> AdvisedChances:
    """Return the chances to be printed; an appendix that is signed has all of them or none."""
    known = chances[option]
    if known.cheapest is None:
        raise WorkloadTooVaried()
    share = advice_en.cheapest_percent(option, chances)
    return AdvisedChances(known.expected, known.median, known.p90, known.p95, share, advice_en.agreed(known))


def _notes(detail: Detail, advised: Advised, known: Chances | None) -> Iterator[str]:
    """Say what has to be known of an option, and how the price of its plans divides: quota, and what else it buys."""
    yield from advice_options_en.notes(
        detail.option, detail.gaps, advised.question.horizon, advised.tense, advised.today
    )
    if known is None:
        yield from advice_options_en.unpriced(detail.option.best.by_agreement)
    else:
        yield from advice_options_en.unpriced_on_average(known.by_agreement)
    if detail.worth is None:
        return
    yield advice_options_en.worth(detail.option, detail.worth, detail.used, advised.tense)
    for plan in {each.plan.id: each.plan for each in detail.option.terms}.values():
        bought = [text for text, _ in advice_options_en.buys(plan, advised.catalogue)]
        if bought:
            yield words.buys(plan, bought)


def _total(total: Total) -> AdvisedTotal:
    return AdvisedTotal(total.money, total.by_agreement)

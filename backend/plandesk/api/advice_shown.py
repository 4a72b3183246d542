"""An answer of advice as data: every figure is the domain's, every sentence the server's."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from plandesk.api.prices import show_money
from plandesk.domain.advice import Horizon, Option, Total
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.advice_chances import Chances
from plandesk.domain.advice_flips import BreakEven, Curve, Flip, falls
from plandesk.domain.advice_usage import Binding, CapHit, MonthUse, Overflow, PoolUse, Replayed, Spent, TermUse
from plandesk.domain.advice_workload import QUARTER, ExpectedRequest, of_pool, usual_request
from plandesk.domain.catalogue import Cap, Catalogue, Incident, Pool
from plandesk.domain.money import Rounding
from plandesk.domain.period import Period
from plandesk.services.advice import Advised, most_grown_and_drawn
from plandesk.services.advice_details import Detail
from plandesk.services.advice_readings import of_left_out, of_plan, readings_of
from plandesk.services.advice_readings import of_pool as of_pool_readings
from plandesk.services.advice_reasons import nevers, reasons
from plandesk.text import advice_en, advice_incidents_en, advice_options_en, advice_parts_en
from plandesk.text.advice_tense_en import Tense

Shown = dict[str, Any]


def show_advice(advised: Advised) -> Shown:
    """Show an answer, every member of it."""
    question, catalogue = advised.question, advised.catalogue
    return {
        "catalogue_version": catalogue.version,
        "advised_on": advised.today.isoformat(),
        "currency": catalogue.currency,
        "net_of_tax": catalogue.net_of_tax.value,
        "family": question.family,
        "start": question.horizon.start.isoformat(),
        "end": question.horizon.end.isoformat(),
        "months": question.horizon.months,
        "over": advised.over,
        "first_by": advised.first_by,
        "workload": _workload(advised),
        "ad_hoc": advice_incidents_en.ad_hoc(catalogue),
        "incidents": [_incident(each, catalogue) for each in catalogue.incidents],
        "options": [_option(advised, each, rank) for rank, each in enumerate(advised.details, start=1)],
        "left_out": _left_out(advised),
        "reasons": [{"kind": each.kind, "sentence": each.sentence, "months": each.months} for each in reasons(advised)],
        "needs": _needs(advised),
        "needs_together": _together(advised),
        "never": list(nevers(advised)),
        "readings": list(readings_of(advised)),
        **_parts(advised),
    }


def _workload(advised: Advised) -> Shown:
    requests, grown, drawn = None, None, None
    if advised.chances is None:
        requests = len(advised.question.requests)
        grown, drawn = most_grown_and_drawn(advised.question.requests, advised.catalogue)
    return {
        "kind": advised.kind,
        "requests": requests,
        "most_grown": grown,
        "most_drawn": drawn,
        "pools": [_pool(each, advised) for each in advised.catalogue.pools],
    }


def _pool(pool: Pool, advised: Advised) -> Shown:
    asked, incident = of_pool(advised.question.requests, pool), advised.catalogue.incident_of(pool.id)
    certain = advised.chances is None
    return {
        "pool": pool.id,
        "name": pool.name,
        "requests": len(asked) if certain else None,
        "minutes": sum(each.minutes for each in asked) if certain else None,
        "typical_minutes": usual_request(asked, pool, advised.catalogue)[1] if certain else None,
        "incident": show_money(incident.price.value) if incident else None,
        "lines": list(incident.price.lines) if incident else [],
        "readings": list(of_pool_readings(advised.catalogue, pool.id)),
    }


def _incident(incident: Incident, catalogue: Catalogue) -> Shown:
    return {
        "id": incident.id,
        "sentence": advice_incidents_en.each_costs(incident),
        "lines": sorted({*incident.price.lines, *incident.max_minutes.lines, *incident.by_agreement.lines}),
        "readings": list(of_pool_readings(catalogue, incident.pool)),
    }


def _option(advised: Advised, detail: Detail, rank: int) -> Shown:
    option, horizon, tied = detail.option, advised.question.horizon, advised.tied
    return {
        "id": option.id,
        "kind": option.kind,
        "name": advice_en.option_name(option, horizon),
        "rank": rank,
        "tied": len(tied) > 1 and option in tied,
        "terms": [_term(each, horizon) for each in option.terms],
        "gaps": [_days(each) for each in detail.gaps],
        "price": show_money(option.price),
        **_totals(detail, horizon, advised.chances),
        "usage": [_use(each, advised) for each in detail.use],
        "binding": [_binding(each, detail.option, advised.tense) for each in detail.binding],
        "worth": _worth(detail, advised),
        "notes": list(detail.notes),
        "configure": detail.configure,
    }


def _term(placed: PlacedTerm, horizon: Horizon) -> Shown:
    price = placed.plan.price
    return {
        "plan": placed.plan.id,
        "name": placed.plan.name.value,
        "month": placed.month + 1,
        "months": placed.months,
        **_placed_days(placed, horizon),
        "price": show_money(price.required),
        "months_beyond": max(0, placed.until - horizon.months),
        "lines": list(price.lines),
        "readings": list(of_plan(placed.plan)),
    }


def _totals(detail: Detail, horizon: Horizon, chances: Mapping[str, Chances] | None) -> Shown:
    if chances is not None:
        return {"best": None, "came": None, "chances": _chances(detail.option.id, chances)}
    option, use = detail.option, detail.use
    best, came = option.beyond
    return {
        "best": _total(option.best, best, [(each.pool, each.best) for each in use], horizon),
        "came": _total(option.came, came, [(each.pool, each.came) for each in use], horizon),
        "chances": None,
    }


def _chances(option: str, chances: Mapping[str, Chances]) -> Shown:
    known = chances[option]
    return {
        "expected": show_money(known.expected),
        "median": show_money(known.median),
        "p90": show_money(known.p90),
        "p95": show_money(known.p95),
        "by_agreement": f"{known.by_agreement:.1f}",
        "agreed": advice_en.agreed(known),
        "cheapest_percent": None if known.cheapest is None else advice_en.percent(known.cheapest),
        "cheapest": advice_en.cheapest_told(option, chances),
    }


def _total(total: Total, beyond: Total, parts: Sequence[tuple[Pool, Overflow]], horizon: Horizon) -> Shown:
    return {
        "total": show_money(total.money),
        "overflow": show_money(beyond.money),
        "per_month": show_money(total.money.share(1, horizon.months, Rounding.HALF_UP)),
        "by_agreement": total.by_agreement,
        "incidents": [
            {"pool": pool.id, "units": each.units, "money": show_money(each.money)}
            for pool, each in parts
            if each.units
        ],
    }


def _use(use: PoolUse, advised: Advised) -> Shown:
    return {
        "pool": use.pool.id,
        "terms": [_term_use(each, advised.question.horizon) for each in use.terms],
        "some_levels": list(advice_options_en.only_levels(use, advised.catalogue)),
    }


def _term_use(use: TermUse, horizon: Horizon) -> Shown:
    return {
        "month": use.placed.month + 1,
        **_placed_days(use.placed, horizon),
        "given": _spent(use.given),
        "best": _spent(use.best),
        "came": _spent(use.came),
        "months": [_month_use(each) for each in use.months],
    }


def _month_use(use: MonthUse) -> Shown:
    return {
        **_days(use.span),
        "asked": _spent(use.asked),
        "best": _spent(use.best),
        "came": _spent(use.came),
        "lapsed": _spent(use.lapsed),
    }


def _spent(spent: Spent | Cap) -> Shown:
    return {"requests": spent.requests, "minutes": spent.minutes}


def _days(period: Period) -> Shown:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _placed_days(placed: PlacedTerm, horizon: Horizon) -> Shown:
    return _days(Period(horizon.turn(placed.month), horizon.turn(placed.until)))


def _binding(bound: Binding, option: Option, tense: Tense) -> Shown:
    return {
        "pool": bound.pool.id,
        "plan": bound.plan.id,
        "caps": [{**_cap(name), "cap": value} for name, value in zip(bound.caps, bound.values, strict=True)],
        "lifting_saves": show_money(bound.saves.money),
        "sentence": advice_options_en.binding(bound, option, tense),
    }


def _cap(name: str) -> Shown:
    scope, of = name.split("_")
    return {"scope": scope, "of": of}


def _worth(detail: Detail, advised: Advised) -> Shown | None:
    if detail.worth is None:
        return None
    plans = {each.plan.id: each.plan for each in detail.option.terms}
    return {
        "quota": show_money(detail.worth),
        "rest": show_money(detail.option.price - detail.worth),
        "used": show_money(detail.used.money) if detail.used is not None else None,
        "sentence": advice_options_en.worth(detail.option, detail.worth, detail.used, advised.tense),
        "buys": [
            {"plan": plan.id, "text": text, "lines": list(stated.lines), "readings": list(stated.readings)}
            for plan in plans.values()
            for text, stated in advice_options_en.buys(plan, advised.catalogue)
        ],
    }


def _left_out(advised: Advised) -> list[Shown]:
    needs = advised.question.needs
    return [
        {
            "plan": each.plan.id,
            "name": each.plan.name.value,
            "reason": "need" if each.needs else "not_sold",
            "needs": list(each.needs),
            "sentence": advice_en.left_out(each, needs, advised.catalogue),
            "readings": list(of_left_out(each)),
        }
        for each in advised.advice.left_out
    ]


def _needs(advised: Advised) -> list[Shown]:
    advice, catalogue = advised.advice, advised.catalogue
    return [
        {
            "need": each.need,
            "name": advice_en.need_told(each.need, advice.question.needs, catalogue),
            "costs": show_money(each.costs) if each.costs else None,
            "without": each.without.id if each.without else None,
            "sentence": advice_en.need(each, advice, catalogue, advised.tense, advised.chances),
        }
        for each in advice.need_costs
    ]


def _together(advised: Advised) -> Shown | None:
    cost = advised.advice.together
    if cost is None:
        return None
    return {
        "costs": show_money(cost.costs) if cost.costs is not None else None,
        "without": cost.without.id,
        "sentence": advice_en.together(cost, advised.advice, advised.tense, advised.chances),
    }


def _parts(advised: Advised) -> Shown:
    parts = advised.parts
    return {
        "flips": None if parts.flips is None else [_flip(each, advised) for each in parts.flips],
        "map": None if parts.map is None else _map(parts.map, advised),
        "curves": None if parts.curves is None else [_curve(each, advised) for each in parts.curves],
        "replay": None if parts.replay is None else [_replay(id_, each) for id_, each in parts.replay.items()],
    }


def _flip(turn: Flip, advised: Advised) -> Shown:
    own = len(of_pool(advised.question.requests, turn.pool))
    return {
        "pool": turn.pool.id,
        "count": turn.count,
        "from": turn.before.id,
        "to": turn.after.id,
        "stays": turn.stays,
        "sentence": advice_parts_en.flip(turn, own, advised.question.horizon, advised.catalogue, advised.tense),
        "requests": _numbers(turn.requests, advised.question.horizon, advised.catalogue),
    }


def _numbers(requests: Sequence[ExpectedRequest], horizon: Horizon, catalogue: Catalogue) -> list[list[int]]:
    places = {level.id: at for at, level in enumerate(catalogue.levels)}
    return [[(each.on - horizon.start).days, places[each.level], each.minutes // QUARTER] for each in requests]


def _map(drawn: BreakEven, advised: Advised) -> Shown:
    horizon = advised.question.horizon
    met = chain(*drawn.cells, *drawn.tied.values())
    options = list({option.id: option for option in met}.values())
    places = {option.id: at for at, option in enumerate(options)}
    return {
        "rows": _axis(drawn.rows, drawn.down),
        "columns": _axis(drawn.columns, drawn.across),
        "here": {"row": drawn.here[0], "column": drawn.here[1]},
        "options": [{"id": each.id, "name": advice_parts_en.drawn_name(each, horizon)} for each in options],
        "cells": [[places[option.id] for option in line] for line in drawn.cells],
        "ties": [[*cell, places[other.id]] for cell, others in drawn.tied.items() for other in others],
        "totals": [[option.best.money.minor for option in line] for line in drawn.cells],
        "by_agreement": [[option.best.by_agreement for option in line] for line in drawn.cells],
        "by_money": drawn.by_money,
        "sentence": advice_parts_en.break_even(drawn, horizon, advised.tense),
    }


def _axis(pool: Pool, counts: range) -> Shown:
    return {"pool": pool.id, "name": pool.name, "from": counts[0], "to": counts[-1]}


def _curve(curve: Curve, advised: Advised) -> Shown:
    question, tense = advised.question, advised.tense
    return {
        "pool": curve.pool.id,
        "name": curve.pool.name,
        "counts": list(curve.counts),
        "here": len(of_pool(question.requests, curve.pool)),
        "series": list(_series(curve, question.horizon)),
        "falls": [advice_parts_en.fall(curve.pool, each, question.horizon, tense) for each in falls(curve).values()],
    }


def _series(curve: Curve, horizon: Horizon) -> Iterator[Shown]:
    for id_, options in curve.options.items():
        yield {
            "id": id_,
            "name": advice_parts_en.drawn_name(next(each for each in options if each), horizon),
            "totals": [each.best.money.minor if each else None for each in options],
            "came": [each.came.money.minor if each else None for each in options],
            "by_agreement": [each.best.by_agreement if each else None for each in options],
            "came_by_agreement": [each.came.by_agreement if each else None for each in options],
        }


def _replay(option: str, replayed: Replayed) -> Shown:
    return {
        "id": option,
        "beyond": [[each.position, list(each.refused)] for each in replayed.beyond],
        "caps": [_hit(each) for each in replayed.hits],
        "best_beyond": list(replayed.beyond_best),
    }


def _hit(hit: CapHit) -> Shown:
    return {"pool": hit.pool.id, **_cap(hit.cap), "term": hit.term + 1, "on": hit.on.isoformat()}

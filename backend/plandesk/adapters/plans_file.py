"""Reads a catalogue file whole and faultless into the domain, or says everything that is wrong with it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from plandesk.adapters import plans_shape as shape
from plandesk.adapters.plans_checks import children, faults, pointer
from plandesk.domain import catalogue as domain
from plandesk.domain import policies
from plandesk.domain.errors import CatalogueInvalid, Problem
from plandesk.domain.money import Money
from plandesk.domain.sourced import Sourced
from plandesk.domain.tax import TaxRules, tidy

A = TypeVar("A")
B = TypeVar("B")


def load(path: Path) -> domain.Catalogue:
    """Read the catalogue file at `path`.

    Raises:
        CatalogueInvalid: the file is not a faultless catalogue; it lists every problem found.
        OSError: the file cannot be read.
    """
    return parse(path.read_bytes())


def parse(data: bytes) -> domain.Catalogue:
    """Read a catalogue from its JSON text, a file's or a stored canonical one.

    Raises:
        CatalogueInvalid: the text is not a faultless catalogue; it lists every problem found.
    """
    content, text, repeated = _read_json(data)
    problems = [*repeated, *faults(content)]
    try:
        plans = shape.PlansShape.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise CatalogueInvalid(_in_order([*problems, *_shape_problems(error)])) from error
    if problems:
        raise CatalogueInvalid(_in_order(problems))
    return _build(plans, text)


def json_schema() -> str:
    """Return the JSON Schema of a catalogue file, as it is committed in `plans.schema.json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.PlansShape.model_json_schema()}
    return json.dumps(_untitled(schema), indent=2, ensure_ascii=False) + "\n"


def _untitled(node: object) -> object:
    """Leave out the titles pydantic makes up from class and field names: they say nothing an editor should show."""
    if isinstance(node, list):
        return [_untitled(each) for each in node]
    if not isinstance(node, dict):
        return node
    made_up = "title" in node and isinstance(node["title"], str)  # A property called title is an object.
    return {key: _untitled(child) for key, child in node.items() if not (made_up and key == "title")}


class _Pairs(dict[str, object]):
    """A JSON object that remembers the keys it was given twice."""

    repeated: tuple[str, ...] = ()


def _remember_repeats(pairs: list[tuple[str, object]]) -> _Pairs:
    result = _Pairs(pairs)
    keys = [key for key, _ in pairs]
    result.repeated = tuple(key for key in result if keys.count(key) > 1)
    return result


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _read_json(data: bytes) -> tuple[Mapping[str, object], str, list[Problem]]:
    """Return the content, its canonical text, and what the JSON itself gets wrong."""
    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=_remember_repeats, parse_constant=_refuse_constant)
        if not isinstance(content, dict):
            raise ValueError("a catalogue is an object")
        canonical = domain.canonical(content)
        canonical.encode()  # A lone surrogate has no UTF-8, and so no digest.
    except (ValueError, RecursionError) as error:
        raise CatalogueInvalid((Problem("", f"not a JSON object in UTF-8: {error}"),)) from error
    return content, canonical, list(_repeats(content, ()))


def _repeats(node: object, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(node, _Pairs):
        for repeat in node.repeated:
            yield Problem(pointer(*path, repeat), "the key stands twice in its object")
    for key, child in children(node):
        yield from _repeats(child, (*path, key))


def _shape_problems(error: ValidationError) -> Iterator[Problem]:
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        place = [part for part in each["loc"] if part not in (shape.STATED, shape.BY_READING)]
        if place and place[-1] == "[key]":  # pydantic's mark for a fault in the key itself.
            place.pop()
        yield Problem(pointer(*place), each["msg"])


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    def place(problem: Problem) -> tuple[object, ...]:
        parts = problem.pointer.split("/")
        return ([(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts], problem.detail)

    return tuple(sorted(set(problems), key=place))


def _same(value: A) -> A:
    return value


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Turns facts into sourced values: the option chosen for a reading decides once, here."""

    chosen: Mapping[str, str]

    def __call__(self, fact: shape.Fact[A], convert: Callable[[A], B]) -> Sourced[B]:
        stated = fact.root
        readings = tuple(stated.readings)
        if isinstance(stated, shape.Stated):
            value = stated.value
        else:
            value = stated.values[self.chosen[stated.by_reading]]
            readings = tuple(dict.fromkeys((stated.by_reading, *readings)))
        return Sourced(convert(value), tuple(stated.lines), readings, stated.family)

    def same(self, fact: shape.Fact[A]) -> Sourced[A]:
        return self(fact, _same)


def _build(plans: shape.PlansShape, text: str) -> domain.Catalogue:
    resolve = _Resolver({reading.id: reading.chosen for reading in plans.readings})
    return domain.Catalogue(
        version=domain.digest(text),
        content=text,
        vendor=plans.vendor.name,
        source=plans.source.title,
        currency=plans.currency,
        net_of_tax=resolve.same(plans.net_of_tax),
        levels=tuple(
            domain.Level(each.id, each.name, resolve.same(each.definition), resolve(each.examples, tuple))
            for each in plans.levels
        ),
        pools=tuple(domain.Pool(each.id, each.name, tuple(each.levels)) for each in plans.pools),
        features=tuple(
            domain.Feature(each.id, each.group, each.name, MappingProxyType(dict(sorted(each.options.items()))))
            for each in plans.features
        ),
        families=tuple(_family(each, resolve) for each in plans.families),
        plans=tuple(_plan(each, plans, resolve) for each in plans.plans),
        incidents=tuple(_incident(each, resolve) for each in plans.incidents),
        policies=_policies(plans.policies, resolve),
        readings=tuple(_reading(each) for each in plans.readings),
        rules=_rules(plans.rules, resolve),
    )


def _money(amount: shape.MoneyShape) -> Money:
    return Money(amount.minor, amount.currency)


def _maybe_money(amount: shape.MoneyShape | None) -> Money | None:
    return _money(amount) if amount else None


def _duration(length: shape.DurationShape | None) -> domain.Duration | None:
    return domain.Duration(length.months) if length else None


def _cap(cap: shape.CapShape | None) -> domain.Cap | None:
    return domain.Cap(cap.requests, cap.minutes) if cap else None


def _family(family: shape.FamilyShape, resolve: _Resolver) -> domain.Family:
    return domain.Family(
        id=family.id,
        name=family.name,
        products=tuple(family.products),
        tiers=tuple(family.tiers),
        summary=family.summary,
        included=resolve.same(family.included),
        notes=tuple(resolve.same(note) for note in family.notes),
    )


def _plan(plan: shape.PlanShape, plans: shape.PlansShape, resolve: _Resolver) -> domain.Plan:
    # Answers follow the order of the features and pools: the canonical text, whose keys are sorted, reads the same.
    family = next(each for each in plans.families if each.id == plan.family)
    return domain.Plan(
        id=plan.id,
        family=plan.family,
        tier=plan.tier,
        rank=family.tiers.index(plan.tier),
        name=resolve.same(plan.name),
        price=resolve(plan.price, _maybe_money),
        buys=resolve(plan.buys, _duration),
        sale=_sale(resolve.same(plan.sale)),
        support_period=resolve(plan.support_period, _duration),
        critical_updates=resolve(plan.critical_updates, _duration),
        maintenance_upgrades=resolve(plan.maintenance_upgrades, _duration),
        features=MappingProxyType({each.id: resolve.same(plan.features[each.id]) for each in plans.features}),
        quotas=tuple(_quota(pool.id, resolve.same(plan.quotas[pool.id])) for pool in plans.pools),
        notes=tuple(resolve.same(note) for note in plan.notes),
        more_prices=tuple(resolve(each, _money) for each in plan.more_prices),
    )


def _sale(fact: Sourced[shape.SaleShape]) -> domain.Sale:
    return domain.Sale(fact.value.state, fact.value.reason, fact.lines, fact.readings)


def _quota(pool: str, fact: Sourced[shape.QuotaShape]) -> domain.Quota:
    quota = fact.value
    return domain.Quota(pool, tuple(quota.levels), _cap(quota.month), _cap(quota.period), fact.lines, fact.readings)


def _incident(incident: shape.IncidentShape, resolve: _Resolver) -> domain.Incident:
    return domain.Incident(
        id=incident.id,
        pool=incident.pool,
        name=incident.name,
        price=resolve(incident.price, _money),
        max_minutes=resolve.same(incident.max_minutes),
        by_agreement=resolve.same(incident.by_agreement),
        more_prices=tuple(resolve(each, _money) for each in incident.more_prices),
    )


def _policies(given: shape.PoliciesShape, resolve: _Resolver) -> policies.Policies:
    critical, legacy, upgrades = given.critical, given.legacy, given.upgrades
    return policies.Policies(
        contact=resolve.same(given.contact),
        response=tuple(_response(each, resolve) for each in given.response),
        critical=policies.CriticalPolicy(
            text=resolve.same(critical.text),
            min_call_share_percent=resolve.same(critical.min_call_share_percent),
            more_than_calls=resolve.same(critical.more_than_calls),
            production_only=resolve.same(critical.production_only),
            excludes_new=resolve.same(critical.excludes_new),
            how=resolve.same(critical.how),
        ),
        coverage=tuple(_coverage(each, resolve) for each in given.coverage),
        legacy=policies.LegacyPolicy(
            resolve.same(legacy.text), resolve.same(legacy.before), resolve(legacy.above, _money), legacy.plan
        ),
        upgrades=policies.UpgradePolicy(
            resolve.same(upgrades.text),
            resolve.same(upgrades.releases_per_month),
            resolve.same(upgrades.quality_drop_percent),
        ),
        payment=resolve.same(given.payment),
    )


def _response(target: shape.ResponseShape, resolve: _Resolver) -> policies.ResponseTarget:
    def limit(value: shape.LimitShape) -> policies.Limit:
        return policies.Limit(value.text, value.workdays)

    def average(value: shape.AverageShape) -> policies.Average:
        return policies.Average(value.text, value.hours, value.days)

    return policies.ResponseTarget(
        target.id, target.name, resolve(target.limit, limit), resolve(target.average, average)
    )


def _coverage(row: shape.CoverageShape, resolve: _Resolver) -> policies.Coverage:
    def answer(value: shape.AnswerShape) -> policies.CoverageAnswer:
        return policies.CoverageAnswer(value.state, value.text)

    return policies.Coverage(row.area, row.area_name, row.platform, row.platform_name, resolve(row.answer, answer))


def _reading(reading: shape.ReadingShape) -> domain.Reading:
    options = tuple(domain.Option(option.id, option.text) for option in reading.options)
    return domain.Reading(reading.id, reading.question, options, reading.chosen, reading.why, tuple(reading.lines))


def _rules(rules: shape.RulesShape, resolve: _Resolver) -> domain.Rules:
    return domain.Rules(
        time_zone=rules.time_zone,
        extend_before_days=rules.extend_before_days,
        grace_days=rules.grace_days,
        reinstatement_fee=_money(rules.reinstatement_fee),
        more_reinstatement_fees=tuple(_money(each) for each in rules.more_reinstatement_fees),
        wire_honoured_days=rules.wire_honoured_days,
        wire_arrival_days=rules.wire_arrival_days,
        wire_due_days=rules.wire_due_days,
        wire_booking_days=rules.wire_booking_days,
        dispute_suspends=rules.dispute_suspends,
        wire_business_days=rules.wire_business_days,
        wire_fee_tolerance=tuple(_money(each) for each in rules.wire_fee_tolerance),
        holiday_calendar=rules.holiday_calendar,
        reminder_days=tuple(rules.reminder_days),
        quota_alert_percent=rules.quota_alert_percent,
        max_periods=rules.max_periods,
        start_within_years=rules.start_within_years,
        incident_validity_months=rules.incident_validity_months,
        max_incident_units=rules.max_incident_units,
        order_lifetime_days=rules.order_lifetime_days,
        card_session_minutes=rules.card_session_minutes,
        paypal_attempt_minutes=rules.paypal_attempt_minutes,
        quote_valid_days=rules.quote_valid_days,
        quote_expiring_days=rules.quote_expiring_days,
        discount_approval_percent=rules.discount_approval_percent,
        update_windows=resolve.same(rules.update_windows).value,
        over_hour=resolve.same(rules.over_hour).value,
        quota_month=resolve.same(rules.quota_month).value,
        payment_methods=tuple(resolve.same(rules.payment_methods).value),
        tax=_tax(rules.tax) if rules.tax else None,
    )


def _tax(tax: shape.TaxShape) -> TaxRules:
    return TaxRules(
        seller_country=tax.seller_country,
        rates=tax.rates,
        reverse_charge=tax.reverse_charge,
        exempt_countries=frozenset(tax.exempt_countries),
        exempt_tax_ids=frozenset(tidy(each) for each in tax.exempt_tax_ids),
    )

"""Shows the catalogue: the resolved view that the API answers with and the pages are prerendered from."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import TypeAlias, TypeVar

from plandesk.domain.catalogue import (
    Cap,
    Catalogue,
    Duration,
    Family,
    Incident,
    Plan,
    Quota,
    Reading,
    Rules,
)
from plandesk.domain.money import Money
from plandesk.domain.policies import (
    Average,
    Coverage,
    CriticalPolicy,
    LegacyPolicy,
    Limit,
    Policies,
    ResponseTarget,
    UpgradePolicy,
)
from plandesk.domain.sourced import Sourced
from plandesk.domain.tax import TaxRules

A = TypeVar("A")
View: TypeAlias = dict[str, object]


def view(catalogue: Catalogue) -> View:
    """Return the catalogue as plain JSON-able data, every reading resolved, in the order of the file."""
    return {
        "version": catalogue.version,
        "vendor": {"name": catalogue.vendor},
        "source": {"title": catalogue.source},
        "currency": catalogue.currency,
        "currencies": list(catalogue.currencies),
        "net_of_tax": _sourced(catalogue.net_of_tax),
        "levels": [
            {
                "id": level.id,
                "name": level.name,
                "definition": _sourced(level.definition),
                "examples": _sourced(level.examples, list),
            }
            for level in catalogue.levels
        ],
        "pools": [{"id": pool.id, "name": pool.name, "levels": list(pool.levels)} for pool in catalogue.pools],
        "features": [
            {"id": feature.id, "group": feature.group, "name": feature.name, "options": dict(feature.options)}
            for feature in catalogue.features
        ],
        "families": [_family(family) for family in catalogue.families],
        "plans": [_plan(plan) for plan in catalogue.plans],
        "incidents": [_incident(incident) for incident in catalogue.incidents],
        "policies": _policies(catalogue.policies, catalogue.rules),
        "readings": [_reading(reading) for reading in catalogue.readings],
        "rules": {field.name: _setting(getattr(catalogue.rules, field.name)) for field in fields(Rules)},
    }


def _same(value: A) -> object:
    return value


def _sourced(fact: Sourced[A], convert: Callable[[A], object] = _same) -> View:
    return {
        "value": None if fact.value is None else convert(fact.value),
        "lines": list(fact.lines),
        "readings": list(fact.readings),
        "family": fact.family,
    }


def _passage(fact: Sourced[str]) -> View:
    return {"text": fact.value, "lines": list(fact.lines), "readings": list(fact.readings)}


def _money(amount: Money | None) -> View | None:
    return None if amount is None else {"minor": amount.minor, "currency": amount.currency}


def _duration(length: Duration | None) -> View | None:
    return None if length is None else {"months": length.months}


def _cap(cap: Cap | None) -> View | None:
    return None if cap is None else {"requests": cap.requests, "minutes": cap.minutes}


def _family(family: Family) -> View:
    return {
        "id": family.id,
        "name": family.name,
        "products": list(family.products),
        "summary": family.summary,
        "included": _sourced(family.included),
        "notes": [_passage(note) for note in family.notes],
    }


def _plan(plan: Plan) -> View:
    sale = plan.sale
    return {
        "id": plan.id,
        "family": plan.family,
        "tier": plan.tier,
        "rank": plan.rank,
        "name": _sourced(plan.name),
        "price": _sourced(plan.price, _money),
        "more_prices": [_sourced(each, _money) for each in plan.more_prices],
        "buys": _sourced(plan.buys, _duration),
        "sale": {
            "state": sale.state,
            "reason": sale.reason,
            "lines": list(sale.lines),
            "readings": list(sale.readings),
        },
        "support_period": _sourced(plan.support_period, _duration),
        "critical_updates": _sourced(plan.critical_updates, _duration),
        "maintenance_upgrades": _sourced(plan.maintenance_upgrades, _duration),
        "features": {name: _sourced(answer) for name, answer in plan.features.items()},
        "quotas": [_quota(quota) for quota in plan.quotas],
        "notes": [_passage(note) for note in plan.notes],
        "computed": {
            "price_per_month": _money(plan.price_per_month),
            "price_per_request": _money(plan.price_per_request),
            "included_requests": plan.included_requests,
        },
    }


def _quota(quota: Quota) -> View:
    return {
        "pool": quota.pool,
        "levels": list(quota.levels),
        "month": _cap(quota.month),
        "period": _cap(quota.period),
        "lines": list(quota.lines),
        "readings": list(quota.readings),
    }


def _incident(incident: Incident) -> View:
    return {
        "id": incident.id,
        "pool": incident.pool,
        "name": incident.name,
        "price": _sourced(incident.price, _money),
        "more_prices": [_sourced(each, _money) for each in incident.more_prices],
        "max_minutes": _sourced(incident.max_minutes),
        "by_agreement": _sourced(incident.by_agreement),
    }


def _reading(reading: Reading) -> View:
    return {
        "id": reading.id,
        "question": reading.question,
        "options": [{"id": option.id, "text": option.text} for option in reading.options],
        "chosen": reading.chosen,
        "why": reading.why,
        "lines": list(reading.lines),
    }


def _policies(policies: Policies, rules: Rules) -> View:
    return {
        "contact": _passage(policies.contact),
        "response": [_response(target) for target in policies.response],
        "critical": _critical(policies.critical),
        "coverage": [_coverage(row) for row in policies.coverage],
        "legacy": _legacy(policies.legacy),
        "upgrades": _upgrades(policies.upgrades),
        "payment": {**_passage(policies.payment), "methods": list(rules.payment_methods)},
    }


def _response(target: ResponseTarget) -> View:
    def limit(value: Limit) -> View:
        return {"text": value.text, "workdays": value.workdays}

    def average(value: Average) -> View:
        return {"text": value.text, "hours": value.hours, "days": value.days}

    return {
        "id": target.id,
        "name": target.name,
        "limit": _sourced(target.limit, limit),
        "average": _sourced(target.average, average),
    }


def _critical(policy: CriticalPolicy) -> View:
    return {
        **_passage(policy.text),
        "min_call_share_percent": _sourced(policy.min_call_share_percent),
        "more_than_calls": _sourced(policy.more_than_calls),
        "production_only": _sourced(policy.production_only),
        "excludes_new": _sourced(policy.excludes_new),
        "how": {"text": policy.how.value, "lines": list(policy.how.lines)},
    }


def _coverage(row: Coverage) -> View:
    return {
        "area": row.area,
        "area_name": row.area_name,
        "platform": row.platform,
        "platform_name": row.platform_name,
        "state": row.answer.value.state,
        "text": row.answer.value.text,
        "lines": list(row.answer.lines),
        "readings": list(row.answer.readings),
    }


def _legacy(policy: LegacyPolicy) -> View:
    facts: tuple[Sourced[object], ...] = (policy.text, policy.before, policy.above)
    return {
        "text": policy.text.value,
        "lines": _merged(fact.lines for fact in facts),
        "readings": _merged(fact.readings for fact in facts),
        "before": policy.before.value.isoformat(),
        "above": _money(policy.above.value),
        "plan": policy.plan,
    }


def _upgrades(policy: UpgradePolicy) -> View:
    return {
        **_passage(policy.text),
        "releases_per_month": _sourced(policy.releases_per_month),
        "quality_drop_percent": _sourced(policy.quality_drop_percent),
    }


def _merged(parts: Iterable[tuple[A, ...]]) -> list[A]:
    return list(dict.fromkeys(each for part in parts for each in part))


def _setting(value: object) -> object:
    if isinstance(value, Money):
        return _money(value)
    if isinstance(value, TaxRules):
        return _tax(value)
    return [_setting(each) for each in value] if isinstance(value, tuple) else value


def _tax(rules: TaxRules) -> View:
    """Show the rules of tax without the ids of single customers, which are nobody else's business."""
    return {
        "seller_country": rules.seller_country,
        "rates": dict(rules.rates),
        "reverse_charge": rules.reverse_charge,
        "exempt_countries": sorted(rules.exempt_countries),
    }

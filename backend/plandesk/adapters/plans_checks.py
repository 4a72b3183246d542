"""What a catalogue file must keep beyond its shape: ids that exist, caps that can hold, one currency.

The checks walk the raw JSON and pass over whatever has the wrong shape, so a file's faults of shape and of sense are
reported together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plandesk.adapters.business_days import is_known_calendar
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.errors import Problem
from plandesk.domain.tax import EU

Json: TypeAlias = Mapping[str, object]
Path: TypeAlias = tuple[str | int, ...]

_SECTIONS = ("levels", "pools", "features", "families", "plans", "incidents", "readings")
_ANSWERS = ("yes", "no")
_SOLD = ("buyable", "extension_only")


def pointer(*path: str | int) -> str:
    """Return the RFC 6901 JSON pointer of a path."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def children(node: object) -> Iterable[tuple[str | int, object]]:
    """Return the members of a JSON object or array with their keys or positions; nothing for anything else."""
    if isinstance(node, dict):
        return node.items()
    return enumerate(node) if isinstance(node, list) else ()


def faults(content: Json) -> Iterator[Problem]:
    """Yield every fault of sense in a catalogue's content, whatever its shape."""
    yield from _facts(content)
    for section in _SECTIONS:
        yield from _repeated_ids(content, section)
    for path, pool in _entries(content, "pools"):
        yield from _references(pool, "levels", path, _ids(content, "levels"), "level")
    for path, incident in _entries(content, "incidents"):
        yield from _references(incident, "pool", path, _ids(content, "pools"), "pool")
    for path, reading in _entries(content, "readings"):
        yield from _reading(reading, path)
    for path, family in _entries(content, "families"):
        yield from _tiers(content, family, path)
    for path, plan in _entries(content, "plans"):
        yield from _plan(content, plan, path)
    yield from _references(
        _object(_object(content, "policies"), "legacy"), "plan", ("policies", "legacy"), _ids(content, "plans"), "plan"
    )
    yield from _rules(content)
    yield from _tax(content)


# Reading JSON of any shape.


def _object(node: object, key: str) -> Json:
    child = node.get(key) if isinstance(node, dict) else None
    return child if isinstance(child, dict) else {}


def _list(node: object, key: str) -> list[object]:
    child = node.get(key) if isinstance(node, dict) else None
    return child if isinstance(child, list) else []


def _entries(content: Json, section: str) -> Iterator[tuple[Path, Json]]:
    for index, entry in enumerate(_list(content, section)):
        if isinstance(entry, dict):
            yield (section, index), entry


def _ids(content: Json, section: str) -> Collection[str] | None:
    """Return the ids of a section, or None where it is missing: that is one fault, not one at every reference."""
    if not isinstance(content.get(section), list):
        return None
    return [entry["id"] for _, entry in _entries(content, section) if isinstance(entry.get("id"), str)]  # type: ignore[misc]  # narrowed by the filter


def _walk(node: object, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    if isinstance(node, dict):
        yield path, node
    for key, child in children(node):
        yield from _walk(child, (*path, key))


def _values(fact: Json, path: Path) -> Iterator[tuple[Path, object]]:
    """Yield every value a fact can take, chosen or not."""
    if "value" in fact:
        yield (*path, "value"), fact["value"]
    for option, value in _object(fact, "values").items():
        yield (*path, "values", option), value


def _chosen(content: Json, fact: Json) -> object:
    """Return the value that holds under the chosen readings; None if the fact is broken."""
    if "value" in fact:
        return fact["value"]
    chosen = [reading.get("chosen") for _, reading in _entries(content, "readings") if _names(reading, fact)]
    return _object(fact, "values").get(str(chosen[0])) if chosen else None


def _names(reading: Json, fact: Json) -> bool:
    return reading.get("id") == fact.get("by_reading")


# The checks.


_MORE = frozenset({"more_prices", "more_reinstatement_fees"})
"""Where amounts stand that are not in the catalogue's own currency."""


def _facts(content: Json) -> Iterator[Problem]:
    own = content.get("currency")
    for path, node in _walk(content):
        if path[:1] == ("readings",):
            yield from _lines(content, node, path)
            continue
        if "by_reading" in node:
            yield from _options(content, node, path)
        if "readings" in node and path:
            yield from _references(node, "readings", path, _ids(content, "readings"), "reading")
        if "lines" in node and path != ("source",):
            yield from _lines(content, node, path)
        if "minor" in node and "currency" in node and not _MORE & set(path) and node["currency"] != own:
            detail = f"the catalogue is in {own}, this amount in {node['currency']}"
            yield Problem(pointer(*path, "currency"), detail)
        for name in _MORE & set(node):
            yield from _currencies(_list(node, name), own, (*path, name))
        if "requests" in node and "minutes" in node:
            yield from _cap(node, path)


def _fees(content: Json, rules: Json) -> Iterator[Problem]:
    """Check that a reinstatement fee is stated in every currency, since none is converted."""
    if not _object(rules, "reinstatement_fee").get("minor"):
        return
    stated = {each.get("currency") for each in _list(rules, "more_reinstatement_fees") if isinstance(each, dict)}
    priced = {node["currency"] for path, node in _walk(content) if "more_prices" in path and "currency" in node}
    for currency in sorted(str(each) for each in priced - stated):
        yield Problem("/rules/more_reinstatement_fees", f"the fee in {currency} is missing")


def _currencies(amounts: Sequence[object], own: object, path: Path) -> Iterator[Problem]:
    """Check that what stands beside an amount is in other currencies, each once."""
    seen = {own}
    for index, each in enumerate(amounts):
        named = {node["currency"] for _, node in _walk(each if isinstance(each, dict) else {}) if "currency" in node}
        for currency in named & seen:
            yield Problem(pointer(*path, index), f"an amount in {currency} stands there already")
        seen |= named


def _lines(content: Json, node: Json, path: Path) -> Iterator[Problem]:
    last = _object(content, "source").get("lines")
    lines = _list(node, "lines")
    for index, line in enumerate(lines):
        if isinstance(line, int) and isinstance(last, int) and line > last:
            yield Problem(pointer(*path, "lines", index), f"the terms have {last} lines, not {line}")
    stated = node.get("value") is not None or "values" in node
    if isinstance(node.get("lines"), list) and not lines and stated:
        yield Problem(pointer(*path, "lines"), "what is stated names the lines it rests on")


def _cap(cap: Json, path: Path) -> Iterator[Problem]:
    requests, minutes = cap["requests"], cap["minutes"]
    if not isinstance(requests, int) or not isinstance(minutes, int) or requests < 0 or minutes < 0:
        return  # A fault of shape.
    if requests and not minutes:
        yield Problem(pointer(*path, "minutes"), "requests without hours can never be used")
    elif minutes and not requests:
        yield Problem(pointer(*path, "requests"), "hours without requests can never be used")
    elif not requests:
        yield Problem(pointer(*path), "a cap of nothing: a quota of none has no levels and no caps")


def _options(content: Json, fact: Json, path: Path) -> Iterator[Problem]:
    known = _ids(content, "readings")
    reading = next((reading for _, reading in _entries(content, "readings") if _names(reading, fact)), None)
    if reading is None:
        if known is not None:
            yield Problem(pointer(*path, "by_reading"), f"there is no reading {fact['by_reading']}")
        return
    options = {str(option.get("id")) for option in _list(reading, "options") if isinstance(option, dict)}
    given = set(_object(fact, "values"))
    for option in sorted(options - given):
        yield Problem(
            pointer(*path, "values", option), f"reading {fact['by_reading']} has this option: its value is missing"
        )
    for option in sorted(given - options):
        yield Problem(pointer(*path, "values", option), f"reading {fact['by_reading']} has no such option")


def _repeated_ids(content: Json, section: str) -> Iterator[Problem]:
    counts = Counter(_ids(content, section) or ())
    seen: set[object] = set()
    for path, entry in _entries(content, section):
        name = entry.get("id")
        if isinstance(name, str) and counts[name] > 1 and name in seen:
            yield Problem(pointer(*path, "id"), f"the id {name} is taken")
        seen.add(name if isinstance(name, str) else None)


def _references(node: Json, key: str, path: Path, known: Collection[str] | None, noun: str) -> Iterator[Problem]:
    """Check that an id, or each of a list of ids, is known."""
    if known is None:
        return
    value = node.get(key)
    named = enumerate(value) if isinstance(value, list) else [(None, value)]
    for index, name in named:
        if isinstance(name, str) and name not in known:
            where = (*path, key) if index is None else (*path, key, index)
            yield Problem(pointer(*where), f"there is no {noun} {name}")


def _reading(reading: Json, path: Path) -> Iterator[Problem]:
    options = [option.get("id") for option in _list(reading, "options") if isinstance(option, dict)]
    if isinstance(reading.get("chosen"), str) and reading["chosen"] not in options:
        yield Problem(pointer(*path, "chosen"), f"there is no option {reading['chosen']}")
    for index, option in enumerate(options):
        if option in options[:index]:
            yield Problem(pointer(*path, "options", index, "id"), f"the id {option} is taken")


def _tiers(content: Json, family: Json, path: Path) -> Iterator[Problem]:
    plans = _ids(content, "plans")
    tiers = _list(family, "tiers")
    for index, tier in enumerate(tiers):
        if tier in tiers[:index]:
            yield Problem(pointer(*path, "tiers", index), f"the tier {tier} stands twice")
        elif plans is not None and isinstance(tier, str) and f"{family.get('id')}.{tier}" not in plans:
            yield Problem(pointer(*path, "tiers", index), f"the plan {family.get('id')}.{tier} is missing")


def _plan(content: Json, plan: Json, path: Path) -> Iterator[Problem]:
    yield from _references(plan, "family", path, _ids(content, "families"), "family")
    for _, family in _entries(content, "families"):
        if family.get("id") == plan.get("family"):
            tiers = [tier for tier in _list(family, "tiers") if isinstance(tier, str)]
            yield from _references(plan, "tier", path, tiers, f"tier of {family.get('id')} named")
    if {"id", "family", "tier"} <= plan.keys() and plan["id"] != f"{plan['family']}.{plan['tier']}":
        yield Problem(pointer(*path, "id"), f"the id of this plan is {plan['family']}.{plan['tier']}")
    yield from _complete(content, "features", plan, path)
    yield from _complete(content, "pools", plan, path, "quotas")
    for _, feature in _entries(content, "features"):
        yield from _answers(feature, plan, path)
    for _, pool in _entries(content, "pools"):
        yield from _quota(content, pool, plan, path)
    yield from _sale(content, plan, path)


def _complete(content: Json, section: str, plan: Json, path: Path, key: str = "") -> Iterator[Problem]:
    """Check that a plan answers for each entry of a section, and for nothing else."""
    key = key or section
    known = _ids(content, section)
    if known is None or not isinstance(plan.get(key), dict):
        return
    given = _object(plan, key)
    for name in known:
        if name not in given:
            yield Problem(pointer(*path, key, name), "missing: every plan answers for every one, null if not stated")
    for name in given:
        if name not in known:
            yield Problem(pointer(*path, key, name), f"there is no {name} among the {section}")


def _answers(feature: Json, plan: Json, path: Path) -> Iterator[Problem]:
    name = str(feature.get("id"))
    allowed = {*_ANSWERS, *_object(feature, "options")}
    for where, answer in _values(_object(_object(plan, "features"), name), (*path, "features", name)):
        if isinstance(answer, str) and answer not in allowed:
            yield Problem(pointer(*where), f"{answer} is neither yes, no nor an option of {name}")


def _quota(content: Json, pool: Json, plan: Json, path: Path) -> Iterator[Problem]:
    name = str(pool.get("id"))
    lasts = any(_chosen(content, _object(plan, key)) is not None for key in ("buys", "support_period"))
    for where, quota in _values(_object(_object(plan, "quotas"), name), (*path, "quotas", name)):
        if not isinstance(quota, dict):
            continue
        levels, caps = _list(quota, "levels"), [quota.get("month"), quota.get("period")]
        members = [level for level in _list(pool, "levels") if isinstance(level, str)]
        yield from _references(quota, "levels", where, members, f"level of pool {name} named")
        if levels and caps == [None, None]:
            yield Problem(pointer(*where), "a quota with levels has a cap for the month, the period or both")
        if not levels and caps != [None, None]:
            yield Problem(pointer(*where, "levels"), "a quota with caps names the levels it covers")
        if quota.get("month") is not None and not lasts:
            yield Problem(
                pointer(*where, "month"), "a month cap needs a stated length: what the price buys or the support period"
            )


def _sale(content: Json, plan: Json, path: Path) -> Iterator[Problem]:
    sale = _chosen(content, _object(plan, "sale"))
    if isinstance(sale, dict) and sale.get("state") in _SOLD:
        for key in ("price", "buys"):
            if key in plan and _chosen(content, _object(plan, key)) is None:
                yield Problem(pointer(*path, key), "a plan that is sold has a price and a length it buys")
    for where, value in _values(_object(plan, "sale"), (*path, "sale")):
        if isinstance(value, dict) and value.get("state") != "buyable" and value.get("reason", "") is None:
            yield Problem(pointer(*where, "reason"), "a plan that cannot simply be bought says why")


def _rules(content: Json) -> Iterator[Problem]:
    rules = _object(content, "rules")
    zone = rules.get("time_zone")
    if isinstance(zone, str):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # The latter two: a name that is no file of the zone data.
            yield Problem("/rules/time_zone", f"there is no time zone {zone}")
    calendar = rules.get("holiday_calendar")
    if isinstance(calendar, str) and not is_known_calendar(calendar):
        yield Problem("/rules/holiday_calendar", f"there is no holiday calendar {calendar}")
    yield from _fees(content, rules)
    reminders = rules.get("reminder_days")
    if isinstance(reminders, list) and len(reminders) != len({str(each) for each in reminders}):
        yield Problem("/rules/reminder_days", "a day of reminders stands twice")
    tolerances = rules.get("wire_fee_tolerance")
    if isinstance(tolerances, list):
        currencies = [str(each.get("currency")) for each in tolerances if isinstance(each, dict)]
        if len(currencies) != len(set(currencies)):
            yield Problem("/rules/wire_fee_tolerance", "a currency stands twice")
    arrival = rules.get("wire_arrival_days")
    for key in ("wire_honoured_days", "wire_due_days", "wire_business_days"):
        days = rules.get(key)
        if isinstance(days, int) and isinstance(arrival, int) and days > arrival:
            yield Problem(pointer("rules", key), f"at most wire_arrival_days, {arrival}")
    for where, methods in _values(_object(rules, "payment_methods"), ("rules", "payment_methods")):
        if isinstance(methods, list) and len(methods) != len({str(method) for method in methods}):
            yield Problem(pointer(*where), "a way to pay stands twice")
        if methods == []:
            yield Problem(pointer(*where), "there is at least one way to pay")


def _tax(content: Json) -> Iterator[Problem]:
    tax = _object(_object(content, "rules"), "tax")
    path: Path = ("rules", "tax")
    seller = tax.get("seller_country")
    yield from _references(tax, "seller_country", path, COUNTRIES, "country")
    yield from _references(tax, "exempt_countries", path, COUNTRIES, "country")
    for country in _object(tax, "rates"):
        if country not in COUNTRIES:
            yield Problem(pointer(*path, "rates", country), f"there is no country {country}")
    if tax.get("reverse_charge") is True and seller not in EU:
        yield Problem(pointer(*path, "reverse_charge"), f"only a seller in the EU can reverse the tax, not in {seller}")
    if tax and _chosen(content, _object(content, "net_of_tax")) is False:
        yield Problem(pointer(*path), "prices that include tax have none put on them")

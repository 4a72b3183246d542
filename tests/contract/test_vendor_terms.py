"""Every number of the vendor's terms stands in plans.json at its line, and every fact of a plan in the terms."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from plandesk.domain.catalogue import Cap, Catalogue, Duration, Plan
from plandesk.domain.money import Money, exponent
from tests.plans import ROOT, catalogue, content

TERMS = ROOT.parent / "shared" / "vendor" / "support-terms.txt"
pytestmark = pytest.mark.skipif(not TERMS.exists(), reason=f"the vendor's terms are not at {TERMS}")

SPAN = re.compile(r"^(Critical updates|Maintenance upgrades|Support period):? (\d+) (month|year)s?$")
COST = re.compile(r"^(?:Cost|Extended support cost \(.*\)): \$(\d+)(?: for (\d+) year)?")
QUOTA = re.compile(
    r"^Level (1|1/2|3 \(development\)) support: up to (\d+) requests?, maximum (\d+) hours?"
    r"(?: PER MONTH; max (\d+) requests - (\d+) hours PER SUPPORT PERIOD| PER SUPPORT PERIOD)?$"
)
LEVELS = {"1": ("l12", ("l1",)), "1/2": ("l12", ("l1", "l2")), "3 (development)": ("dev", ("dev",))}
FIELDS = {
    "Critical updates": "critical_updates",
    "Maintenance upgrades": "maintenance_upgrades",
    "Support period": "support_period",
}
# A line of services -> the features it states, by a word each.
SERVICES = {
    "configuration": "configuration",
    "training": "training",
    "forums": "forums",
    "documentations": "documentation",
}
CHANNELS = ("email", "chat", "phone", "priority")


def terms() -> dict[int, str]:
    """Return the vendor's lines by number, from 1, their no-break spaces made plain."""
    return dict(enumerate(TERMS.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ").splitlines(), start=1))


def block(plan: Plan) -> Iterator[tuple[int, str]]:
    """Yield the indented lines under a plan's heading."""
    lines = terms()
    (heading,) = plan.name.lines
    for number in range(heading + 1, len(lines) + 1):
        if lines[number].strip() and not lines[number].startswith("   "):
            return
        if lines[number].strip():
            yield number, lines[number].strip()


def stated(plan: Plan) -> dict[str, tuple[object, int]]:
    """Return what the block of a plan states: value and line by the name of the fact."""
    found: dict[str, tuple[object, int]] = {}
    for number, line in block(plan):
        if match := SPAN.match(line):
            months = int(match[2]) * (12 if match[3] == "year" else 1)
            found[FIELDS[match[1]]] = (Duration(months), number)
        elif match := COST.match(line):
            found["price"] = (Money(int(match[1]) * 100, "USD"), number)
            if match[2]:
                found["buys"] = (Duration(int(match[2]) * 12), number)
        elif match := QUOTA.match(line):
            pool, levels = LEVELS[match[1]]
            first = Cap(int(match[2]), int(match[3]) * 60)
            period = Cap(int(match[4]), int(match[5]) * 60) if match[4] else first
            found[pool] = ((levels, first if match[4] else None, period), number)
        elif plan.id != "softswitch.none":
            found |= {feature: (value, number) for feature, value in services(line)}
    return found


def services(line: str) -> Iterator[tuple[str, str]]:
    """Yield the features that a line of services states, with their answers."""
    words = re.findall(r"[a-z]+", line.lower())
    if line.startswith("24/7 phone support for critical issues"):
        yield "critical_phone", "yes"
    elif line == "Service monitoring":
        yield "monitoring", "yes"
    elif words[-1] == "support":
        yield from ((channel, "yes") for channel in CHANNELS if channel in words)
    else:
        yield from ((feature, "yes") for word, feature in SERVICES.items() if word in words)
        if "install" in words:
            yield "install", "initial" if words[0] == "initial" else "any"


def written(shown: Catalogue, plan: Plan) -> dict[str, tuple[object, int]]:
    """Return what the catalogue says a plan states itself, in the form of `stated`."""
    facts = {name: getattr(plan, name) for name in ("price", *FIELDS.values())}
    facts |= {feature.id: plan.features[feature.id] for feature in shown.features}
    found = {
        name: (fact.value, fact.lines[-1])
        for name, fact in facts.items()
        if fact.value not in (None, "no") and not fact.family
    }
    if "A7" not in plan.buys.readings and plan.buys.value:
        found["buys"] = (plan.buys.value, plan.buys.lines[-1])
    for quota in plan.quotas:
        if quota.levels:
            found[quota.pool] = ((quota.levels, quota.month, quota.period), quota.lines[-1])
    return found


def test_the_lines_count_in_the_vendors_file() -> None:
    assert content()["source"]["lines"] == len(terms())


@pytest.mark.parametrize("plan", catalogue().plans, ids=lambda plan: plan.id)
def test_a_plan_says_what_its_lines_say_and_nothing_else(plan: Plan) -> None:
    shown = catalogue()
    found = stated(plan)
    if plan.id == "softswitch.none":
        # Prose, not a list: line 15 points to the documentation and the forums.
        found = {"forums": ("yes", 15), "documentation": ("yes", 15)}
    assert written(shown, plan) == found


def test_the_parser_reads_every_line_of_every_plan() -> None:
    """Guard the test above: a line its patterns do not know would be compared with nothing."""
    for plan in catalogue().plans[1:]:
        lines = list(block(plan))
        assert len(lines) > 2
        for _, line in lines:
            known = SPAN.match(line) or COST.match(line) or QUOTA.match(line) or list(services(line))
            assert known, line


def test_what_is_stated_for_a_whole_family_stands_at_its_line() -> None:
    family_facts = {
        (plan.family, name, fact.lines)
        for plan in catalogue().plans
        for name, fact in plan.features.items()
        if fact.family
    }
    assert family_facts == {
        ("gateway", "documentation", (72,)),
        ("pbx", "documentation", (123,)),
        ("pbx", "forums", (123,)),
    }
    assert "documentation" in terms()[72]
    assert "forum" in terms()[123]


def test_incidents_cost_what_the_terms_say() -> None:
    for incident, line in zip(catalogue().incidents, (162, 163), strict=True):
        match = re.search(r"\$(\d+)/incident \((?:for )?maximum (\d+) hour\)", terms()[line])
        assert match
        assert incident.price.value == Money(int(match[1]) * 100, "USD")
        assert incident.max_minutes.value == int(match[2]) * 60
        assert incident.price.lines == incident.max_minutes.lines == (line,)
        assert incident.by_agreement.value is ("separate agreement" in terms()[line])


def test_response_times_are_those_of_the_terms() -> None:
    critical, everyday, development = catalogue().policies.response
    at_once = re.search(r"immediate +\(average: (\d+) hour", terms()[173])
    assert at_once
    assert critical.average.value.hours == int(at_once[1])
    assert critical.limit.value.workdays is None
    for target, line in ((everyday, 174), (development, 175)):
        match = re.search(r"within (\d+) workdays \(average: (\d+) (hours|days)\)", terms()[line])
        assert match
        assert target.limit.value.workdays == int(match[1])
        assert getattr(target.average.value, match[3]) == int(match[2])
        assert target.limit.lines == target.average.lines == (line,)


def test_policies_hold_the_figures_of_the_terms() -> None:
    policies = catalogue().policies
    critical = re.search(r"(\d+)% of the calls or more .* more than (\d+) simultaneous calls", terms()[213])
    legacy = re.search(r"before (\w+ \d+, \d+) above \$(\d+)", terms()[179])
    quality = re.search(r"(\d+)% lower then normal ASR / ACD", terms()[220])
    assert critical
    assert legacy
    assert quality
    assert policies.critical.min_call_share_percent.value == int(critical[1])
    assert policies.critical.more_than_calls.value == int(critical[2])
    assert policies.legacy.before.value == datetime.strptime(legacy[1], "%B %d, %Y").date()  # noqa: DTZ007  # a day, no instant
    assert policies.legacy.above.value == Money(int(legacy[2]) * 100, "USD")
    assert policies.upgrades.quality_drop_percent.value == int(quality[1])
    assert "maximum one upgrade per month" in terms()[220]
    assert policies.upgrades.releases_per_month.value == 1


def numbers_in(value: object, levels: dict[str, str]) -> Counter[int]:
    """Return the numbers a value of plans.json tells, in the units the terms use."""
    if isinstance(value, bool) or value is None:
        return Counter()
    if isinstance(value, int):
        return Counter([value // 60 if value == 60 else value])  # Minutes of an incident; no other fact is 60.
    if isinstance(value, str):
        return Counter(int(digits) for digits in re.findall(r"\d+", levels.get(value, value)))
    if isinstance(value, list):
        return sum((numbers_in(each, levels) for each in value), Counter())
    assert isinstance(value, dict)
    if "minor" in value:
        return Counter([value["minor"] // 10 ** exponent(value["currency"])])
    if "months" in value:
        return Counter([value["months"] if value["months"] % 12 else value["months"] // 12])
    if "requests" in value:
        return Counter([value["requests"], value["minutes"] // 60])
    return sum((numbers_in(each, levels) for each in value.values()), Counter())


FEATURES: dict[str, str] = {feature["id"]: feature["name"] for feature in content()["features"]}


def facts(node: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every fact with the plain name of what it belongs to."""
    if isinstance(node, dict) and "lines" in node and ("value" in node or "values" in node):
        yield name, node
    elif isinstance(node, dict):
        given = node.get("name")
        own = given if isinstance(given, str) else name
        for key, child in node.items():
            yield from facts(child, FEATURES.get(key, own))
    elif isinstance(node, list):
        for child in node:
            yield from facts(child, name)


def accounted() -> dict[int, Counter[int]]:
    """Return the numbers that facts anchored to a line account for, by line. Readings are opinions, not facts."""
    raw = content()
    levels = {level["id"]: level["name"] for level in raw["levels"]}
    result: dict[int, Counter[int]] = {}
    for name, fact in facts({key: value for key, value in raw.items() if key not in ("readings", "rules", "source")}):
        told: Counter[int] = Counter()
        for value in fact["values"].values() if "values" in fact else [fact["value"]]:
            told |= numbers_in(value, levels)
        for line in fact["lines"]:
            result[line] = result.get(line, Counter()) + told
            result[line] |= numbers_in(name, {})
    return result


def test_every_number_of_the_terms_is_accounted_for() -> None:
    known = accounted()
    missing = {}
    for number in range(10, 221):
        in_terms = Counter(int(digits) for digits in re.findall(r"\d+", terms()[number]))
        left = in_terms - known.get(number, Counter())
        if left:
            missing[number] = dict(left)
    assert missing == {}

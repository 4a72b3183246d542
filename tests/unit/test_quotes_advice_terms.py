"""What a quote says of its advice's total that its own lines do not hold: terms, incidents, requests by agreement."""

from datetime import date
from typing import Any

import pytest

from plandesk.domain.advice import Horizon
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.pricing import Incidents, NewInstallation
from plandesk.services.quotes_drafts import price_draft
from plandesk.text.quote_advice_terms_en import moved
from tests.factories import World, extension, new, with_rules
from tests.plans import catalogue as read_catalogue
from tests.quote_acts import SAM, content

ONE_TERM = "family=softswitch&months=12&each=l2:4:1&in=dev:4:1:1.5.9"
ONE_INCIDENT = "family=softswitch&months=12&in=l2:4:1:1.2.3.4.5.6.7.8.9.10.11,dev:4:1:1.5.9"
THREE_TERMS = "family=softswitch&months=36&each=l2:4:1&in=dev:4:1:1.5.9.13.17.21.25.29.33"
THEN_AD_HOC = "family=gateway&months=36&each=l2:2:3"
LANES = "family=gateway&months=24&maintenance=4&each=l2:2:3&in=dev:4:1:2.7.14"
RATES = "family=softswitch&months=12&rate=l2:4:3,dev:4:1"
BUSY = ".".join(str(month) for month in (*range(1, 13), *range(25, 37)))
GAP = f"family=softswitch&months=36&in=l2:4:1:{BUSY},dev:4:1:1.5.9.25.29.33"
LISTED = "at the list prices of 23 November 2026"


@pytest.fixture
def world() -> World:
    """Return a world with one person in sales."""
    return World(staff={SAM: "sales"})


def held(world: World, query: str, *lines: Any) -> tuple[str, ...]:
    """Return what a draft of these lines says of the terms of its advice."""
    advice = price_draft(content(*lines, advice=query), staff=SAM, ports=world.ports).advice
    assert advice is not None
    return advice.held


def test_a_quote_of_a_chain_holds_its_first_term_only(world: World) -> None:
    assert held(world, LANES, new("gateway.standard")) == (
        "This quote holds the first of the 2 terms of “Standard support, then Dedicated support”, and no more.",
        "Not part of the quote, but in the totals: 1 term of Dedicated support from 23 November 2027, US$3,500.00; and "
        f"US$3,080.00 for 33 incidents, {LISTED}. The term is bought when the time comes, and incidents when requests "
        "come.",
        "Only with that term is this must-have met: Maintenance upgrades for 4 years.",
    )


def test_a_term_that_begins_today_is_to_be_bought_now(world: World) -> None:
    none, others, must_have = held(world, LANES, new("gateway.advanced"))
    assert none == "This quote holds none of the 2 terms of “Standard support, then Dedicated support”."
    assert others == (
        "Not part of the quote, but in the totals: 1 term of Standard support from 23 November 2026, US$900.00; 1 term "
        f"of Dedicated support from 23 November 2027, US$3,500.00; and US$3,080.00 for 33 incidents, {LISTED}. The "
        "first term is to be bought now, the other when the time comes, and incidents when requests come."
    )
    assert must_have == "Only with these terms is this must-have met: Maintenance upgrades for 4 years."
    later = held(world, f"{LANES}&start=2027-02-01", new("gateway.advanced"))
    assert later[1].endswith("The terms are bought when the time comes, and incidents when requests come.")
    three = held(world, THREE_TERMS, new("softswitch.advanced"), Incidents("l12", 1))
    assert three[1] == (
        "Not part of the quote, but in the totals: 3 terms of Standard support from 23 November 2026, US$4,200.00, "
        f"{LISTED}. The first term is to be bought now, and the others when the time comes."
    )


def test_a_later_plan_of_a_chain_begins_on_its_own_day(world: World) -> None:
    assert held(world, LANES, new("gateway.dedicated")) == (
        "This quote holds Dedicated support from its own first day, and not as worked out here, where it begins on "
        "23 November 2027 after Standard support.",
        "Not part of the quote, but in the totals: 1 term of Standard support from 23 November 2026, US$900.00; and "
        f"US$3,080.00 for 33 incidents, {LISTED}. The term is to be bought now, and incidents when requests come.",
        "By itself the quote does not meet this must-have: Maintenance upgrades for 4 years.",
    )
    with_incidents = held(world, LANES, new("gateway.dedicated"), Incidents("l12", 3))
    assert with_incidents[1].endswith(f"US$900.00, {LISTED}. It is to be bought now.")


def test_a_later_plan_may_follow_a_time_served_ad_hoc() -> None:
    placed = PlacedTerm(read_catalogue().plan("gateway.dedicated"), 18, 36)
    assert moved(placed, None, Horizon(date(2026, 11, 23), 24)) == (
        "This quote holds Dedicated support from its own first day, and not as worked out here, where it begins on "
        "23 May 2028 after a time served ad hoc."
    )


def test_incidents_are_named_where_the_quote_holds_each_term(world: World) -> None:
    assert held(world, THEN_AD_HOC, new("gateway.dedicated")) == (
        "This quote holds the term of “Dedicated support, then ad hoc”.",
        f"Not part of the quote, but in the totals: US$3,240.00 for 36 incidents, {LISTED}. They are bought when "
        "requests come.",
    )
    assert held(world, ONE_INCIDENT, new("softswitch.standard")) == (
        "This quote holds the term of Standard support.",
        f"Not part of the quote, but in the totals: US$90.00 for 1 incident, {LISTED}. It is bought when its request "
        "comes.",
    )
    assert held(world, THREE_TERMS, NewInstallation("softswitch.standard", 3)) == (
        "This quote holds all 3 terms of Standard support.",
        f"Not part of the quote, but in the totals: US$540.00 for 6 incidents, {LISTED}. They are bought when "
        "requests come.",
    )


def test_where_all_is_held_or_none_of_it_is_asked_of_nothing_is_said(world: World) -> None:
    covered = "family=softswitch&months=12&in=l2:4:1:1.2.3.4.5.6.7.8.9.10,dev:4:1:1.5.9"
    rare = "family=softswitch&months=12&in=l2:4:1:1.2.3.4.5.6.7.8,dev:4:1:9"
    assert held(world, covered, new("softswitch.standard")) == ()
    assert held(world, rare, new("softswitch.standard")) == ()
    assert held(world, ONE_TERM, new("softswitch.advanced")) == ()


def test_incidents_of_the_quote_count_towards_those_of_the_total(world: World) -> None:
    counted = "The incidents of this quote count towards"
    assert held(world, THEN_AD_HOC, new("gateway.dedicated"), Incidents("l12", 3)) == (
        "This quote holds the term of “Dedicated support, then ad hoc”.",
        f"Also in the totals: US$3,240.00 for 36 incidents, {LISTED}. {counted} them.",
    )
    one = held(world, ONE_INCIDENT, new("softswitch.standard"), Incidents("l12", 3))
    assert one[1] == f"Also in the totals: US$90.00 for 1 incident, {LISTED}. {counted} it."
    other_pool = held(world, THEN_AD_HOC, new("gateway.dedicated"), Incidents("dev", 3))
    assert other_pool == held(world, THEN_AD_HOC, new("gateway.dedicated"))


def test_only_incidents_that_are_yet_to_come_are_named(world: World) -> None:
    busy = ".".join(str(month) for month in (1, 2, *range(13, 25)))
    query = f"family=softswitch&months=24&in=l2:4:1:{busy},dev:4:1:13.17.21"
    assert held(world, f"{query}&start=2025-11-23", new("softswitch.standard")) == (
        "This quote holds the term of “Ad hoc, then Standard support”.",
        f"Not part of the quote, but in the totals: US$180.00 for 2 incidents, {LISTED}. They are bought when "
        "requests come.",
    )
    assert "US$360.00 for 4 incidents" in held(world, query, new("softswitch.standard"))[1]


def test_requests_by_agreement_are_named_and_never_free() -> None:
    catalogue = with_rules(read_catalogue(), over_hour="separate_agreement")
    world = World(catalogue=catalogue, staff={SAM: "sales"})
    for number, sentence in (
        (1, "1 request by agreement with the vendor is not part of the quote: no price is stated for it."),
        (2, "2 requests by agreement with the vendor are not part of the quote: no price is stated for them."),
    ):
        long = f"{ONE_TERM},l2:96:{number}:3"
        told = held(world, long, new("softswitch.standard"))
        assert told[0] == "This quote holds the term of Standard support."
        assert told[-1] == sentence
    uncertain = held(world, "family=softswitch&months=12&rate=l2:4:3,l2:60:0.1,dev:4:1", new("softswitch.gold"))
    assert uncertain == (
        "This quote holds the term of Dedicated Gold support.",
        f"Not part of the quote, but in the totals: US$397.53 for incidents on average, {LISTED}. They are bought when "
        "requests come.",
        "On average 0.4 requests by agreement with the vendor are not part of the quote: no price is stated for them.",
    )


def test_of_uncertain_requests_the_average_of_the_total_is_named(world: World) -> None:
    assert held(world, RATES, new("softswitch.standard")) == (
        "This quote holds the term of Standard support.",
        f"Not part of the quote, but in the totals: US$4,142.25 for incidents on average, {LISTED}. They are bought "
        "when requests come.",
    )
    counted = held(world, RATES, new("softswitch.standard"), Incidents("l12", 2))
    assert counted[1].endswith(f"{LISTED}. The incidents of this quote count towards them.")


def test_terms_of_one_plan_are_held_as_far_as_the_quote_has_periods(world: World) -> None:
    two = (
        "This quote holds the first 2 of the 3 terms of Standard support, and no more.",
        "Not part of the quote, but in the totals: 1 term of Standard support from 23 November 2028, US$1,400.00; and "
        f"US$540.00 for 6 incidents, {LISTED}. The term is bought when the time comes, and incidents when requests "
        "come.",
    )
    assert held(world, THREE_TERMS, NewInstallation("softswitch.standard", 2)) == two
    prolonged = extension(plan="softswitch.standard", current_plan="softswitch.standard")
    assert held(world, ONE_TERM, prolonged)[0] == "This quote holds the term of Standard support."
    months = ".".join(str(month) for month in (*range(1, 12), *range(13, 23)))
    one_of_each = f"family=softswitch&months=24&in=l2:4:1:{months},dev:4:1:1.5.9.13.17.21"
    assert held(world, one_of_each, new("softswitch.standard"))[1].endswith(
        f"US$1,400.00; and US$90.00 for 1 incident, {LISTED}. The term is bought when the time comes, and the incident "
        "when its request comes."
    )


def test_a_term_behind_a_gap_does_not_follow_the_first_one(world: World) -> None:
    first, others = held(world, GAP, NewInstallation("softswitch.standard", 2))
    assert first.startswith("This quote holds the first of the 2 terms of “Standard support, then ad hoc, then ")
    assert "1 term of Standard support from 23 November 2028, US$1,400.00; and US$360.00 for 4 incidents" in others


def test_where_the_first_term_begins_later_nothing_of_it_is_bought_yet(world: World) -> None:
    query = "family=softswitch&months=24&in=l2:4:1:13.14.15.16.17.18.19.20.21.22,dev:4:1:13.14.15"
    assert held(world, query, new("softswitch.standard"))[0] == (
        "Nothing of “Ad hoc, then Standard support” is bought with this quote: its first term begins on 23 November "
        "2027, and a plan begins when it is paid."
    )

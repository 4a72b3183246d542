"""A quote carries an advice: worked out with its prices, frozen and signed at its issue, and anew in a revision."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plandesk.adapters.db.quote_documents import ADVICE
from plandesk.domain.pricing import Incidents
from plandesk.domain.quotes import Quote, QuoteRepriced
from plandesk.domain.quotes_advice import QuoteAdvice
from plandesk.services.advice_address import AdviceRefused
from plandesk.services.quotes import read_quote_by_id
from plandesk.services.quotes_advice import quote_advice, warning
from plandesk.services.quotes_drafts import change_draft, duplicate_quote, price_draft, revise_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import extend_validity
from plandesk.services.signatures import quote_file
from plandesk.text.advice_address_en import explain
from plandesk.text.quote_advice_en import appendix
from plandesk.text.quotes_changes_en import changes
from tests.euros import BOTH
from tests.factories import FIRST_DAY, World, extension, new
from tests.plans import catalogue as read_catalogue
from tests.quote_acts import SAM, content, dearer, draft, issued, sold_by, stored

QUERY = "family=softswitch&months=12&each=l2:4:1&in=dev:4:1:1.5.9"
DATED = f"{QUERY}&start=2027-01-01"


@pytest.fixture
def world() -> World:
    """Return a world with one person in sales."""
    return World(staff={SAM: "sales"})


def advice_of(quote: Quote) -> QuoteAdvice:
    """Return the advice that a quote carries."""
    assert quote.advice is not None
    return quote.advice


def told(quote: Quote) -> dict[str, Any]:
    """Return the document of a quote as whoever holds its file reads it."""
    document: dict[str, Any] = json.loads(quote_file(quote))["document"]
    return document


def totals(advice: QuoteAdvice) -> list[tuple[str, int]]:
    """Return the options with their best possible totals, in whole units of money."""
    return [(each.name, each.best.money.minor // 100) for each in advice.options if each.best]


def test_a_draft_has_the_advice_of_its_address(world: World) -> None:
    advice = advice_of(draft(world, content(advice=f"https://plans.example/advice/?{QUERY}#why")))
    assert advice.query == QUERY
    assert totals(advice)[:3] == [("Standard support", 1580), ("Ad hoc only", 1680), ("Advanced support", 4900)]
    assert advice.question == (
        "Softswitch, 12 months from 23 November 2026 to 22 November 2027.",
        "1 request of Level 2, 1 hour, every month.",
        "1 request of Level 3 (development), 1 hour, in months 1, 5 and 9.",
    )
    assert advice.reasons[0].startswith("Standard support costs least for what you expect: US$1,580.00 over 12 months")
    assert advice.address == f"/advice/?{QUERY}&start={FIRST_DAY}"


def test_pricing_a_draft_shows_the_advice_and_writes_nothing(world: World) -> None:
    assert price_draft(content(advice=QUERY), staff=SAM, ports=world.ports).advice is not None
    assert not world.books.tables.quotes


def test_the_advice_starts_on_the_day_of_issue_where_no_start_was_chosen(world: World) -> None:
    for query, start in ((QUERY, date(2026, 11, 26)), (DATED, date(2027, 1, 1))):
        before = draft(world, content(advice=query))
        world.clock.advance(days=3 if query == QUERY else 0)
        quote = issue_quote(before.id, before.version, staff=SAM, ports=world.ports)
        assert advice_of(quote).start == start


def test_an_issued_quote_keeps_its_advice_whatever_the_catalogue_says_later(world: World) -> None:
    quote = issued(world, content(advice=DATED))
    sold_by(world, read_catalogue(change=dearer))
    extended = extend_validity(quote.id, date(2027, 2, 1), None, staff=SAM, ports=world.ports)
    assert extended.advice == quote.advice
    assert told(extended)["advice"] == told(quote)["advice"]


def test_a_draft_whose_advice_changed_is_shown_again_before_it_is_issued(world: World) -> None:
    before = draft(world, content(advice=DATED))
    sold_by(world, read_catalogue(change=dearer))
    with pytest.raises(QuoteRepriced) as refused:
        issue_quote(before.id, before.version, staff=SAM, ports=world.ports)
    assert refused.value.facts["was"] == refused.value.facts["now"]
    again = stored(world, before)
    assert totals(advice_of(again))[0] == ("Standard support", 1600)
    assert advice_of(issue_quote(again.id, again.version, staff=SAM, ports=world.ports)) == again.advice


def test_the_advice_is_signed_with_the_quote(world: World) -> None:
    quote = issued(world, content(advice=DATED))
    signed = told(quote)["advice"]
    assert signed["address"] == f"https://plans.example/advice/?{advice_of(quote).query}"
    assert signed["options"][0]["best"] == {"total": {"minor": 158000, "currency": "USD"}, "by_agreement": 0}
    assert signed["question"] == list(advice_of(quote).question)
    assert signed["holds"] == advice_of(quote).holds
    without = told(issued(world))
    assert "advice" not in without
    assert {*told(quote)} == {*without, "advice"}


def test_a_revision_asks_the_same_and_works_it_out_anew(world: World) -> None:
    first = issued(world, content(advice=QUERY))
    world.clock.advance(days=30)
    sold_by(world, read_catalogue(change=dearer))
    second = revise_quote(first.id, staff=SAM, ports=world.ports)
    advice = advice_of(second)
    assert (advice.query, advice.start) == (QUERY, date(2026, 12, 23))
    assert totals(advice)[0] == ("Standard support", 1600)
    assert duplicate_quote(first.id, staff=SAM, ports=world.ports).advice == advice
    changed = change_draft(second.id, second.version, content(), staff=SAM, ports=world.ports)
    assert changed.advice is None
    assert "The advice with it is gone." in changes(first, changed, world.catalogue, world.catalogue)
    assert "The advice with it is another one." in changes(first, second, world.catalogue, world.catalogue)


def test_a_question_that_the_catalogue_answers_no_more_is_refused_at_the_issue(world: World) -> None:
    def without_monitoring(raw: dict[str, Any]) -> None:
        raw["features"] = [each for each in raw["features"] if each["id"] != "monitoring"]
        for plan in raw["plans"]:
            plan["features"].pop("monitoring", None)

    before = draft(world, content(advice=f"{DATED}&need=monitoring"))
    sold_by(world, read_catalogue(change=without_monitoring))
    with pytest.raises(AdviceRefused) as refused:
        issue_quote(before.id, before.version, staff=SAM, ports=world.ports)
    assert [each.rule for each in refused.value.faults] == ["need"]
    assert read_quote_by_id(before.id, ports=world.ports).file.quote == before


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("family=pbx&months=12&asked=371.l2.4", "outside-horizon"),
        ("family=pbx&months=12&start=1999-12-31", "start-out-of-reach"),
        ("family=pbx&months=36&each=" + ",".join(["l2:4:100"] * 3), "too-large"),
    ],
)
def test_what_advice_refuses_is_a_fault_of_the_address(world: World, query: str, rule: str) -> None:
    with pytest.raises(AdviceRefused) as refused:
        draft(world, content(advice=query))
    assert [each.rule for each in refused.value.faults] == [rule]


def test_an_uncertain_workload_is_told_by_its_chances(world: World) -> None:
    advice = advice_of(draft(world, content(advice="family=pbx&months=12&rate=l2:4:1.5,dev:8:1")))
    first = advice.options[0]
    assert (first.best, first.came) == (None, None)
    assert first.chances is not None
    assert first.chances.median <= first.chances.p90 <= first.chances.p95
    assert advice.question[1:] == (
        "1.5 requests of Level 2 a month on average, 1 hour each.",
        "1 request of Level 3 (development) a month on average, 2 hours each.",
    )
    assert "rates" in advice.holds


def test_on_paper_its_table_writes_money_as_its_sentences_do(world: World) -> None:
    paper = appendix(advice_of(draft(world, content(advice=QUERY))))
    assert paper.rows[0] == ("Standard support", "US$1,580.00", "US$1,580.00", "US$1,400.00", "US$180.00")
    assert "US$1,580.00" in paper.sections[0].lines[0]
    uncertain = appendix(advice_of(draft(world, content(advice="family=pbx&months=12&rate=l2:4:1"))))
    assert uncertain.rows[0][:2] == ("Ad hoc only", "US$1,080.00")
    assert uncertain.columns[-1] == "Chance to come first"
    assert "Where options cost the same, the one with fewer terms comes first" in uncertain.sections[-1].lines[0]


def test_dated_requests_and_must_haves_are_told_in_words(world: World) -> None:
    query = "family=gateway&months=24&start=2027-01-01&need=critical_phone&critical=2&asked=0.l2.2,0.l2.2,31.dev.8"
    assert advice_of(draft(world, content(advice=query))).question == (
        "Gateways, 24 months from 1 January 2027 to 31 December 2028.",
        "2 requests of Level 2, 30 minutes each, on 1 January 2027.",
        "1 request of Level 3 (development), 2 hours, on 1 February 2027.",
        "Must-haves: 24/7 phone for critical issues and Critical updates for 2 years.",
    )


def test_nothing_expected_is_an_answer_too(world: World) -> None:
    advice = quote_advice("family=pbx&months=12", None, [], ports=world.ports)
    assert advice is not None
    assert advice.question[1] == "No requests are expected."
    assert totals(advice)[0] == ("Ad hoc only", 0)
    assert quote_advice(None, None, [], ports=world.ports) is None


def test_a_quote_in_another_currency_is_advised_in_it() -> None:
    world = World(catalogue=BOTH, staff={SAM: "sales"})
    advice = quote_advice("family=pbx&months=12&each=l2:4:1", "EUR", [], ports=world.ports)
    assert advice is not None
    assert {each.price.currency for each in advice.options} == {"EUR"}
    assert ("Standard support", 2870) in totals(advice)


LANES = "family=gateway&months=24&maintenance=4&each=l2:2:3&in=dev:4:1:2.7.14"


def test_what_a_quote_holds_is_signed_and_printed_only_where_it_is_said(world: World) -> None:
    quote = issued(world, content(new("gateway.standard"), advice=LANES))
    advice = advice_of(quote)
    assert told(quote)["advice"]["held"] == list(advice.held)
    paper = appendix(advice)
    assert (paper.sections[0].heading, paper.sections[0].lines) == ("What this quote holds of it", advice.held)
    before = replace(advice, held=())
    assert appendix(before).sections[0].heading == "Reasons"
    assert "held" not in told(issued(world, content(advice=QUERY)))["advice"]
    kept = ADVICE.dump_python(advice, mode="json")
    kept.pop("held")
    assert ADVICE.validate_python(kept) == before


BEGUN = f"{QUERY}&start=2025-12-15"


def test_an_advice_whose_term_has_begun_is_refused(world: World) -> None:
    with pytest.raises(AdviceRefused) as refused:
        draft(world, content(advice=BEGUN))
    (fault,) = refused.value.faults
    assert explain(fault) == (
        "The term of Standard support began on 15 December 2025 and is partly over. Bought today it would run until "
        "22 November 2027, and not until 14 December 2026 as worked out here. Ask for the advice again from today."
    )


def test_an_advice_whose_only_term_is_over_is_refused_while_requests_are_to_come(world: World) -> None:
    with pytest.raises(AdviceRefused) as refused:
        draft(world, content(advice="family=gateway&months=36&start=2024-11-01&each=l2:2:3"))
    (fault,) = refused.value.faults
    assert explain(fault) == (
        "The term of Dedicated support ended on 31 October 2026: it can no longer be bought. "
        "Ask for the advice again from today."
    )


def test_an_advice_is_not_refused_for_what_has_begun_beside_it_nor_for_what_is_over(world: World) -> None:
    for query in (f"{RARE}&start=2026-06-01", f"{QUERY}&start=2024-01-01", f"{QUERY}&start={FIRST_DAY}"):
        assert advice_of(draft(world, content(advice=query))).options
    tie = "family=gateway&months=12&in=l2:2:2:1.2.3.4.5,dev:4:1:1.2.3.4&start=2026-10-01"
    assert [each.tied for each in advice_of(draft(world, content(advice=tie))).options[:2]] == [True, True]


def test_a_draft_left_until_its_term_has_begun_is_refused_at_the_issue(world: World) -> None:
    before = draft(world, content(advice=f"{QUERY}&start={FIRST_DAY}"))
    undated = draft(world, content(advice=QUERY))
    world.clock.advance(days=1)
    with pytest.raises(AdviceRefused):
        issue_quote(before.id, before.version, staff=SAM, ports=world.ports)
    assert issue_quote(undated.id, undated.version, staff=SAM, ports=world.ports).advice is not None


def test_a_revision_leaves_out_an_advice_whose_term_has_begun_and_says_so(world: World) -> None:
    first = issued(world, content(advice=DATED))
    world.clock.advance(days=60)
    second = revise_quote(first.id, staff=SAM, ports=world.ports)
    assert second.advice is None
    assert "The advice with it is gone." in changes(first, second, world.catalogue, world.catalogue)
    assert duplicate_quote(first.id, staff=SAM, ports=world.ports).advice is None


def warned(world: World, query: str, *lines: Any) -> str | None:
    """Return what the seller of these lines is told of an advice that is against them."""
    return warning(price_draft(content(*lines, advice=query), staff=SAM, ports=world.ports), world.catalogue)


RARE = "family=softswitch&months=12&in=l2:4:1:1.2.3.4.5.6.7.8,dev:4:1:9"


@pytest.mark.parametrize(
    ("query", "lines", "told"),
    [
        (QUERY, [new("softswitch.standard")], None),
        (QUERY, [extension(plan="softswitch.standard", current_plan="softswitch.standard")], None),
        (QUERY, [("A", new("softswitch.standard")), ("B", new("softswitch.advanced"))], None),
        (
            QUERY,
            [new("softswitch.advanced")],
            "The advice puts Standard support first, at US$1,580.00; Advanced support, which is quoted, stands in it "
            "at US$4,900.00.",
        ),
        (
            RARE,
            [new("softswitch.standard")],
            "The advice puts ad hoc only first, at US$920.00; Standard support, which is quoted, stands in it at "
            "US$1,400.00.",
        ),
        (RARE, [Incidents("l12", 8)], None),
        (
            QUERY,
            [Incidents("l12", 8)],
            "The advice puts Standard support first, at US$1,580.00; ad hoc only, which is quoted, stands in it at "
            "US$1,680.00.",
        ),
        (
            QUERY,
            [new("pbx.standard"), Incidents("l12", 8)],
            "The advice is for Softswitch, and no plan of it is quoted.",
        ),
        (QUERY, [new("pbx.standard"), new("softswitch.standard")], None),
        (
            f"{QUERY}&need=phone",
            [new("softswitch.standard")],
            "The advice puts Advanced support first, at US$4,900.00; Standard support, quoted here, is not among its "
            "options.",
        ),
        (
            f"{QUERY}&need=phone",
            [Incidents("l12", 8)],
            "The advice puts Advanced support first, at US$4,900.00; no plan is quoted, and having none is not among "
            "its options.",
        ),
        (
            f"{QUERY}&need=priority&critical=4&maintenance=4",
            [new("softswitch.standard")],
            "The advice names no plan: no single one on sale has all that must be there.",
        ),
        (
            "family=softswitch&months=12&rate=l2:4:1,dev:4:0.25",
            [new("softswitch.standard")],
            "The advice puts ad hoc only first, at US$1,680.00 on average; Standard support, which is quoted, "
            "stands in it at US$1,951.36.",
        ),
        ("family=gateway&months=12&in=l2:2:2:1.2.3.4.5,dev:4:1:1.2.3.4", [new("gateway.advanced")], None),
    ],
)
def test_a_seller_is_told_where_the_advice_speaks_against_the_quote(
    world: World, query: str, lines: list[Any], told: str | None
) -> None:
    assert warned(world, query, *lines) == told


def test_a_chain_that_holds_the_quoted_plan_speaks_for_it(world: World) -> None:
    busy = ".".join(str(month) for month in (*range(1, 13), *range(25, 37)))
    query = f"family=softswitch&months=36&in=l2:4:1:{busy},dev:4:1:1.5.9.25.29.33"
    assert warned(world, query, new("softswitch.standard")) is None
    told_ = warned(world, query, new("softswitch.advanced"))
    assert told_ is not None
    assert told_.startswith("The advice puts “Standard support, then ad hoc, then Standard support” first, at US$3,160")


def test_without_an_advice_there_is_nothing_to_be_told(world: World) -> None:
    assert warning(draft(world), world.catalogue) is None

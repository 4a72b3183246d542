"""The document of a quote says all that was offered, and its file proves it."""

import json
from typing import Any

import pytest

from plandesk.adapters.signatures import Ed25519Signer, new_key, retired
from plandesk.domain.canonical import canonical, read_canonical
from plandesk.domain.errors import DomainError
from plandesk.domain.quotes import Quote, QuoteNotFound
from plandesk.services.signatures import quote_document, quote_file, read_quote_file, sign_quote
from plandesk.services.verification import Verdict, check_file, verify_file
from tests.factories import SIGNING_KEY, World
from tests.golden_tables import GOLDEN
from tests.quote_samples import discount, drafted, option
from tests.signed_quotes import issued, keep


def told(quote: Quote) -> dict[str, Any]:
    """Return the document of a quote as whoever holds its file reads it."""
    document: dict[str, Any] = json.loads(quote_file(quote))["document"]
    return document


def verified(world: World, data: bytes) -> Verdict:
    ports = world.ports
    return verify_file(data, verifier=ports.document_signer, attachments=ports.attachments, vendor=ports.mailbox.vendor)


def test_the_document_says_what_the_quote_is_and_for_whom() -> None:
    world = World()
    quote = issued(world.ports, note="As agreed.", revision=2)
    document = told(quote)
    assert {name: document[name] for name in ("vendor", "number", "revision", "kind", "note", "address")} == {
        "vendor": "Mizutech",
        "number": "Q100000001",
        "revision": 2,
        "kind": "sales",
        "note": "As agreed.",
        "address": "https://plans.example/quotes/token-of-quote-1/",
    }
    assert (document["issued_at"], document["valid_until"]) == ("2026-11-23T12:00:00+00:00", "2026-12-23")
    assert document["addressee"] == {
        "company": "Acme Ltd",
        "contact": "Ann Example",
        "email": "ann@acme.example",
        "country": "HU",
    }
    assert document["catalogue_version"] == document["terms_version"] == world.catalogue.version
    assert document["readings"] == {each.id: each.chosen for each in world.catalogue.readings}
    assert (document["currency"], document["net_of_tax"]) == ("USD", True)


def test_the_document_says_what_each_line_costs_and_covers() -> None:
    quote = issued(World().ports, [option("included new pbx.standard 2")], [discount("10% whole")])
    (line,) = told(quote)["options"]
    assert (line["choice"], line["kind"], line["plan"], line["periods"]) == (
        "included",
        "new_installation",
        "pbx.standard",
        2,
    )
    assert line["title"] == "Windows PBX: Standard support"
    assert [(each["kind"], each["total"]["minor"], each["reason"]) for each in line["prices"]] == [
        ("new_installation", 580000, None),
        ("discount", -58000, "three years with us"),
    ]
    assert [line[name]["minor"] for name in ("list_total", "discount", "total")] == [580000, 58000, 522000]
    assert [(each["first_day"], each["last_covered_day"]) for each in line["terms"]] == [
        ("2026-11-23", "2027-11-22"),
        ("2027-11-23", "2028-11-22"),
    ]
    assert told(quote)["discounts"] == [
        {"option": None, "percent": "10", "amount": None, "reason": "three years with us"}
    ]


def test_every_alternative_has_its_total() -> None:
    offered = [option("A new pbx.standard 1"), option("B new pbx.dedicated 1"), option("optional incidents l12 3")]
    totals = told(issued(World().ports, offered))["totals"]
    assert [(each["alternative"], each["total"]["minor"]) for each in totals] == [("A", 290000), ("B", 1200000)]


def test_the_file_of_an_issued_quote_is_right_and_stays_so() -> None:
    world = World()
    quote = issued(world.ports)
    rotated = Ed25519Signer([new_key(), retired(SIGNING_KEY)])
    for verifier in (world.ports.document_signer, rotated):
        verdict = verify_file(
            quote_file(quote), verifier=verifier, attachments=world.ports.attachments, vendor="Mizutech"
        )
        assert verdict.fault is None
        assert verdict.quote is not None
        assert (verdict.quote.number, verdict.quote.totals[0].total) == (quote.number, quote.total)


@pytest.mark.parametrize(
    "changes",
    [{"number": "Q100000002"}, {"revision": 2}, {"note": "other"}, {"token": "another-token-0001"}, {"kind": "buyer"}],
)
def test_another_quote_has_another_signature(changes: dict[str, Any]) -> None:
    ports = World().ports
    quote, other = issued(ports), issued(ports, **changes)
    assert quote.signature != other.signature
    assert canonical(quote_document(quote, ports=ports)) != canonical(quote_document(other, ports=ports))


def test_what_is_kept_is_exactly_what_was_signed() -> None:
    ports = World().ports
    quote = issued(ports, note="Größe, 100 €")
    assert quote.document is not None
    assert quote.signature is not None
    assert ports.document_signer.verify(quote.document.encode(), quote.signature)
    assert quote.document.encode() in quote_file(quote)


def test_a_draft_is_neither_signed_nor_a_file() -> None:
    ports = World().ports
    with pytest.raises(ValueError, match="not issued"):
        sign_quote(drafted(), ports=ports)
    with pytest.raises(QuoteNotFound):
        quote_file(drafted())


@pytest.mark.parametrize("token", ["token-of-quote-1", "token-of-nothing"])
def test_the_file_of_a_draft_or_of_nothing_is_not_found(token: str) -> None:
    world = World()
    keep(world.ports, drafted())
    with pytest.raises(DomainError) as refused:
        read_quote_file(token, ports=world.ports)
    assert type(refused.value) is QuoteNotFound


def test_a_signed_quote_is_open_run_out_or_unknown() -> None:
    world = World()
    quote = issued(world.ports)
    file = quote_file(quote)
    assert check_file(file, ports=world.ports).state is None
    keep(world.ports, quote)
    assert check_file(file, ports=world.ports).state == "issued"
    assert check_file(quote_file(issued(world.ports, revision=2)), ports=world.ports).state is None
    world.clock.advance(days=31)
    assert check_file(file, ports=world.ports).state == "expired"


def test_a_quote_without_an_advice_is_written_as_before_there_was_any() -> None:
    written = read_canonical((GOLDEN / "signed" / "quote.json").read_bytes())
    assert isinstance(written, dict)
    before = written["document"]
    offered = [option("included new pbx.standard 2"), option("optional incidents l12 3")]
    quote = issued(World().ports, offered, [discount("10% whole")], number=before["number"], note=before["note"])
    versions = {name: before[name] for name in ("catalogue_version", "terms_version")}
    assert canonical({**told(quote), **versions}) == canonical(before)

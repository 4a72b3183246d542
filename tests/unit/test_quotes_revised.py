"""A quote is revised or duplicated: the old address leads to the new one, which says what changed, in words."""

from datetime import date

import pytest

from plandesk.domain.quotes import QuoteMoveRefused, QuoteNotAcceptable
from plandesk.services.quotes import read_quote, read_quote_by_id
from plandesk.services.quotes_drafts import change_draft, duplicate_quote, revise_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import revoke_quote
from plandesk.text.quotes_changes_en import changes
from tests.factories import World, incidents, new, usd
from tests.plans import catalogue as read_catalogue
from tests.quote_acts import MAX, SAM, accept, content, dearer, draft, issued, sold_by
from tests.quote_samples import discount


@pytest.fixture
def world() -> World:
    """Return a world with two people in sales."""
    return World(staff={SAM: "sales", MAX: "sales"})


def test_the_old_revision_holds_until_the_new_one_is_issued_and_then_leads_to_it(world: World) -> None:
    old = issued(world)
    begun = revise_quote(old.id, staff=MAX, ports=world.ports)
    assert revise_quote(old.id, staff=SAM, ports=world.ports).id == begun.id
    assert (begun.number, begun.revision, begun.seller) == (old.number, 2, SAM)
    assert read_quote(old.token, ports=world.ports).state == "issued"
    written = change_draft(
        begun.id, begun.version, content(new(), incidents(), note="With incidents."), staff=SAM, ports=world.ports
    )
    new_one = issue_quote(written.id, written.version, staff=SAM, ports=world.ports)
    gone = read_quote(old.token, ports=world.ports)
    assert (gone.state, gone.replaced_by) == ("replaced", new_one.token)
    found = read_quote(new_one.token, ports=world.ports)
    assert found.before is not None
    assert found.before.id == old.id
    with pytest.raises(QuoteNotAcceptable):
        accept(world, old)
    assert [each.revision for each in read_quote_by_id(old.id, ports=world.ports).revisions] == [1, 2]


def test_a_revision_of_a_quote_accepted_meanwhile_is_not_issued(world: World) -> None:
    old = issued(world)
    begun = revise_quote(old.id, staff=SAM, ports=world.ports)
    accept(world, old)
    with pytest.raises(QuoteMoveRefused):
        issue_quote(begun.id, begun.version, staff=SAM, ports=world.ports)
    with pytest.raises(QuoteMoveRefused):
        revise_quote(old.id, staff=SAM, ports=world.ports)


def test_one_that_ran_out_is_revised_at_the_prices_of_today(world: World) -> None:
    old = issued(world, content(incidents(units=10)))
    world.clock.advance(days=40)
    sold_by(world, read_catalogue(change=dearer))
    begun = revise_quote(old.id, staff=SAM, ports=world.ports)
    fresh = issue_quote(begun.id, begun.version, staff=SAM, ports=world.ports)
    assert fresh.total == usd(100000)
    assert read_quote(old.token, ports=world.ports).replaced_by == fresh.token
    with pytest.raises(QuoteNotAcceptable):
        accept(world, old)


def test_what_changed_is_told_in_words(world: World) -> None:
    before = issued(world, content(new(), ("optional", incidents(units=2)), note="Old."))
    said = content(
        new("pbx.standard", 2),
        incidents(units=2),
        ("A", new("gateway.standard")),
        ("B", new("gateway.advanced")),
        discounts=[discount("5% whole")],
        valid_until=date(2026, 12, 1),
    )
    begun = revise_quote(before.id, staff=SAM, ports=world.ports)
    written = change_draft(begun.id, begun.version, said, staff=SAM, ports=world.ports)
    after = issue_quote(written.id, written.version, staff=SAM, ports=world.ports)
    told = changes(before, after, world.catalogue, world.catalogue)
    assert told == [
        "Windows PBX: Standard support is now for 2 periods; it was for 1 period.",
        "Windows PBX: Standard support now costs US$5,510.00; it cost US$2,900.00.",
        "Level 1 and 2 incident is now included; it was optional.",
        "Level 1 and 2 incident now costs US$171.00; it cost US$180.00.",
        "New: Gateways: Standard support, part of alternative A, for US$855.00.",
        "New: Gateways: Advanced support, part of alternative B, for US$1,615.00.",
        "The total is now US$6,536.00; it was US$2,900.00.",
        "It is now valid until 1 December 2026; it was until 23 December 2026.",
        "The note is gone.",
    ]
    gone = changes(after, before, world.catalogue, world.catalogue)
    assert "No longer offered: " in gone[4]
    assert changes(before, before, world.catalogue, world.catalogue) == []


def test_a_revision_keeps_the_last_day_until_its_seller_says_otherwise(world: World) -> None:
    old = issued(world, content(valid_until=date(2026, 12, 5)))
    assert revise_quote(old.id, staff=SAM, ports=world.ports).valid_until == date(2026, 12, 5)
    over = issued(world, content(valid_until=date(2026, 12, 5)))
    world.clock.advance(days=30)
    assert revise_quote(over.id, staff=SAM, ports=world.ports).valid_until is None


def test_a_duplicate_is_a_quote_of_its_own(world: World) -> None:
    old = issued(world, content(discounts=[discount("5% whole")], note="As discussed."))
    copy = duplicate_quote(old.id, staff=MAX, ports=world.ports)
    assert (copy.state, copy.revision, copy.seller, copy.note) == ("draft", 1, MAX, "As discussed.")
    assert copy.number != old.number
    assert (copy.total, copy.replaces) == (old.total, None)
    assert issue_quote(copy.id, copy.version, staff=MAX, ports=world.ports).state == "issued"
    assert read_quote(old.token, ports=world.ports).state == "issued"


def test_every_old_address_leads_to_the_newest_revision(world: World) -> None:
    first = issued(world)
    begun = revise_quote(first.id, staff=SAM, ports=world.ports)
    second = issue_quote(begun.id, begun.version, staff=SAM, ports=world.ports)
    begun = revise_quote(second.id, staff=SAM, ports=world.ports)
    third = issue_quote(begun.id, begun.version, staff=SAM, ports=world.ports)
    led_to = [read_quote(each.token, ports=world.ports).replaced_by for each in (first, second, third)]
    assert led_to == [third.token, third.token, None]


def test_a_revoked_quote_is_revised_and_stays_revoked(world: World) -> None:
    old = issued(world)
    revoke_quote(old.id, "a slip", staff=SAM, ports=world.ports)
    begun = revise_quote(old.id, staff=SAM, ports=world.ports)
    fresh = issue_quote(begun.id, begun.version, staff=SAM, ports=world.ports)
    gone = read_quote(old.token, ports=world.ports)
    assert (gone.state, gone.replaced_by) == ("revoked", fresh.token)


def test_a_draft_is_not_revised(world: World) -> None:
    with pytest.raises(QuoteMoveRefused):
        revise_quote(draft(world).id, staff=SAM, ports=world.ports)

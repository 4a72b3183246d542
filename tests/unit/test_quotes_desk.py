"""Staff write quotes, have discounts approved, issue, revise and take them back; every act leaves its trace."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plandesk.api.quotes_shown import show_options
from plandesk.domain.access import StaffMember
from plandesk.domain.customers import CustomerNotFound
from plandesk.domain.pricing import SelectionRefused, Upgrade
from plandesk.domain.quotes import (
    AddresseeNeeded,
    ApprovalNeeded,
    ApprovalRefused,
    Quote,
    QuoteChanged,
    QuoteMoveRefused,
    QuoteNotAcceptable,
    QuoteNotFound,
    QuoteRepriced,
    ValidityRefused,
)
from plandesk.domain.reasons import ReasonMissing
from plandesk.services.quotes import read_quote_by_id
from plandesk.services.quotes_approvals import approve_discount, ask_approval, refuse_discount
from plandesk.services.quotes_drafts import change_draft, draft_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import extend_validity, revoke_quote, send_quote
from tests.covered import CUSTOMER, Covered
from tests.customer_orders import upgrade
from tests.factories import FIRST_DAY, World, incidents, new, usd
from tests.plans import catalogue as read_catalogue
from tests.quote_acts import ANN, MAX, SAM, accept, content, dearer, draft, history, issued, sold_by, stored
from tests.quote_samples import discount


@pytest.fixture
def world() -> World:
    """Return a world with two people in sales."""
    return World(staff={SAM: "sales", MAX: "sales", "fin@vendor.example": "finance"})


def mails(world: World) -> list[tuple[str, str]]:
    """Return to whom mails went, and their subjects, in the order they were written."""
    return [(row.what.message.to, row.what.message.subject) for row in world.books.tables.outbox.values()]


def audited(world: World, quote: Quote) -> list[tuple[str, str]]:
    """Return who did what to a quote by the audit."""
    return [(row.actor, row.action) for row in world.books.tables.audit if row.subject == f"quote:{quote.id}"]


# Drafts


def test_a_draft_is_written_anew_over_the_version_that_was_read(world: World) -> None:
    first = draft(world)
    changed = change_draft(first.id, first.version, content(incidents()), staff=MAX, ports=world.ports)
    assert (changed.version, changed.total, changed.seller, changed.changed_by) == (2, usd(9000), SAM, MAX)
    with pytest.raises(QuoteChanged):
        change_draft(first.id, first.version, content(), staff=SAM, ports=world.ports)
    assert audited(world, first) == [(f"staff:{SAM}", "quote_drafted"), (f"staff:{MAX}", "quote_changed")]


def test_the_same_key_begins_one_draft(world: World) -> None:
    twice = [draft_quote(content(), "key-1", "digest", staff=SAM, ports=world.ports).id for _ in range(2)]
    assert len(set(twice)) == len(world.books.tables.quotes) == 1


def test_an_issued_quote_is_frozen(world: World) -> None:
    quote = issued(world)
    with pytest.raises(QuoteMoveRefused):
        change_draft(quote.id, quote.version, content(), staff=SAM, ports=world.ports)
    with pytest.raises(QuoteMoveRefused):
        issue_quote(quote.id, quote.version, staff=SAM, ports=world.ports)


def test_a_draft_names_a_customer_that_is_there(world: World) -> None:
    with pytest.raises(CustomerNotFound):
        draft(world, content(customer_id="nobody"))
    with pytest.raises(QuoteNotFound):
        read_quote_by_id("nothing", ports=world.ports)


@pytest.mark.parametrize(
    ("last_day", "rule"), [(FIRST_DAY - timedelta(days=1), "past"), (FIRST_DAY + timedelta(days=367), "too-far")]
)
def test_a_quote_is_valid_until_a_day_within_a_year(world: World, last_day: date, rule: str) -> None:
    with pytest.raises(ValidityRefused) as refused:
        draft(world, content(valid_until=last_day))
    assert refused.value.facts == {"rule": rule}


# Issue


def test_issuing_freezes_signs_and_sets_the_last_day(world: World) -> None:
    quote = issued(world, content(new(), ("optional", incidents()), note="As discussed."))
    assert (quote.state, quote.issued_at, quote.valid_until) == ("issued", world.clock.now(), date(2026, 12, 23))
    assert quote.expires_at is not None
    assert quote.expires_at.isoformat() == "2026-12-24T00:00:00+00:00"
    assert quote.signature is not None
    assert quote.document is not None
    assert world.ports.document_signer.verify(quote.document.encode(), quote.signature)
    assert history(world, quote) == ["drafted", "issued"]


def test_an_issued_quote_keeps_its_prices_whatever_the_catalogue_says_later(world: World) -> None:
    quote = issued(world, content(incidents(units=10)))
    sold_by(world, read_catalogue(change=dearer))
    assert stored(world, quote) == quote
    order = accept(world, quote).order
    assert (order.total, order.catalogue_version) == (usd(90000), quote.catalogue_version)
    world.pay(order)
    units = next(iter(world.books.tables.incidents.values()))
    assert units.catalogue_version == quote.catalogue_version


def test_a_draft_whose_prices_changed_is_shown_again_before_it_is_issued(world: World) -> None:
    before = draft(world, content(incidents(units=10)))
    sold_by(world, read_catalogue(change=dearer))
    with pytest.raises(QuoteRepriced) as refused:
        issue_quote(before.id, before.version, staff=SAM, ports=world.ports)
    assert (refused.value.facts["was"], refused.value.facts["now"]) == (usd(90000), usd(100000))
    again = stored(world, before)
    assert (again.state, again.total) == ("draft", usd(100000))
    assert issue_quote(again.id, again.version, staff=SAM, ports=world.ports).total == usd(100000)


def test_a_draft_that_lay_for_days_is_issued_with_the_dates_of_its_issue(world: World) -> None:
    before = draft(world)
    world.clock.advance(days=3)
    quote = issue_quote(before.id, before.version, staff=SAM, ports=world.ports)
    assert quote.options[0].schedule is not None
    assert quote.options[0].schedule.terms[0].period.start == quote.priced_on == date(2026, 11, 26)


# Discounts that need a second person


@pytest.mark.parametrize(("share", "needed"), [("10% whole", False), ("10.01% whole", True)])
def test_a_discount_above_the_setting_needs_a_second_person(world: World, share: str, needed: bool) -> None:
    quote = draft(world, content(discounts=[discount(share)]))
    assert (quote.approval is not None) is needed
    if needed:
        with pytest.raises(ApprovalNeeded):
            issue_quote(quote.id, quote.version, staff=SAM, ports=world.ports)
    else:
        assert issue_quote(quote.id, quote.version, staff=SAM, ports=world.ports).state == "issued"


def test_the_other_one_approves_and_the_seller_issues(world: World) -> None:
    quote = draft(world, content(discounts=[discount("25% whole")]))
    asked = ask_approval(quote.id, quote.version, staff=SAM, ports=world.ports)
    for nobody in (SAM, SAM.upper()):
        with pytest.raises(ApprovalRefused) as refused:
            approve_discount(asked.id, asked.version, staff=nobody, ports=world.ports)
        assert refused.value.facts == {"rule": "own-quote"}
    with pytest.raises(ApprovalNeeded):
        issue_quote(asked.id, asked.version, staff=SAM, ports=world.ports)
    given = approve_discount(asked.id, asked.version, "large customer", staff=MAX, ports=world.ports)
    assert given.approval is not None
    assert (given.approval.state, given.approval.decided_by, given.approval.percent) == ("given", MAX, "25")
    assert issue_quote(given.id, given.version, staff=SAM, ports=world.ports).state == "issued"
    assert [to for to, _ in mails(world)] == [MAX, SAM]
    assert history(world, quote) == ["drafted", "approval_asked", "discount_approved", "issued"]


def test_whoever_wrote_the_draft_last_is_no_second_person(world: World) -> None:
    quote = draft(world)
    written = change_draft(
        quote.id, quote.version, content(discounts=[discount("25% whole")]), staff=MAX, ports=world.ports
    )
    asked = ask_approval(written.id, written.version, staff=SAM, ports=world.ports)
    with pytest.raises(ApprovalRefused):
        approve_discount(asked.id, asked.version, staff=MAX, ports=world.ports)
    assert mails(world)[0][0] == "sales@vendor.example"
    approve_discount(asked.id, asked.version, staff="boss@vendor.example", ports=world.ports)


def test_a_change_undoes_an_approval(world: World) -> None:
    said = content(discounts=[discount("25% whole")])
    quote = draft(world, said)
    asked = ask_approval(quote.id, quote.version, staff=SAM, ports=world.ports)
    given = approve_discount(asked.id, asked.version, staff=MAX, ports=world.ports)
    dearest = replace(said, discounts=(discount("90% whole"),))
    changed = change_draft(given.id, given.version, dearest, staff=SAM, ports=world.ports)
    with pytest.raises(ApprovalNeeded):
        issue_quote(changed.id, changed.version, staff=SAM, ports=world.ports)
    with pytest.raises(QuoteChanged):
        approve_discount(asked.id, asked.version, staff=MAX, ports=world.ports)


def test_a_refusal_says_why_and_can_be_asked_again(world: World) -> None:
    quote = draft(world, content(discounts=[discount("25% whole")]))
    with pytest.raises(ApprovalRefused):
        refuse_discount(quote.id, quote.version, "too much", staff=MAX, ports=world.ports)
    asked = ask_approval(quote.id, quote.version, staff=SAM, ports=world.ports)
    with pytest.raises(ReasonMissing):
        refuse_discount(asked.id, asked.version, "-", staff=MAX, ports=world.ports)
    refused = refuse_discount(asked.id, asked.version, "too much", staff=MAX, ports=world.ports)
    with pytest.raises(ApprovalNeeded):
        issue_quote(refused.id, refused.version, staff=SAM, ports=world.ports)
    again = ask_approval(refused.id, refused.version, staff=SAM, ports=world.ports)
    assert again.approval is not None
    assert (again.approval.state, again.approval.reason) == ("asked", None)


def test_added_staff_of_sales_are_asked_too(world: World) -> None:
    with world.books() as unit:
        unit.access.add_staff(StaffMember("new@vendor.example", "admin", world.clock.now()))
        unit.commit()
    quote = draft(world, content(discounts=[discount("25% whole")]))
    ask_approval(quote.id, quote.version, staff=SAM, ports=world.ports)
    assert {to for to, _ in mails(world)} == {MAX, "new@vendor.example"}


def test_a_discount_within_the_setting_is_nobodys_to_approve(world: World) -> None:
    quote = draft(world, content(discounts=[discount("5% whole")]))
    with pytest.raises(ApprovalRefused):
        ask_approval(quote.id, quote.version, staff=SAM, ports=world.ports)


# Sent, extended, revoked


def test_sending_mails_the_address_to_whom_the_quote_is_for(world: World) -> None:
    quote = issued(world)
    sent = send_quote(quote.id, staff=SAM, ports=world.ports)
    assert sent.sent_at == world.clock.now()
    send_quote(quote.id, "boss@acme.example", staff=SAM, ports=world.ports)
    assert [to for to, _ in mails(world)] == [ANN, "boss@acme.example"]
    mail = next(iter(world.books.tables.outbox.values())).what.message
    assert f"https://plans.example/quotes/{quote.token}/" in mail.body
    assert "Valid until 23 December 2026" in mail.body
    assert mail.reply_to == SAM


def test_a_quote_for_nobody_is_sent_to_nobody(world: World) -> None:
    quote = issued(world, content(addressee=replace(content().addressee, email=None)))
    with pytest.raises(AddresseeNeeded):
        send_quote(quote.id, staff=SAM, ports=world.ports)
    begun = draft(world)
    with pytest.raises(QuoteNotAcceptable):
        send_quote(begun.id, staff=SAM, ports=world.ports)


def test_a_valid_quote_is_extended_at_its_prices_and_signed_anew(world: World) -> None:
    quote = issued(world)
    later = extend_validity(quote.id, date(2027, 1, 31), "asked for it", staff=SAM, ports=world.ports)
    assert later.document is not None
    assert later.signature is not None
    assert '"valid_until":"2027-01-31"' in later.document
    assert world.ports.document_signer.verify(later.document.encode(), later.signature)
    world.clock.advance(days=60)
    assert accept(world, quote).order.total == quote.total


@pytest.mark.parametrize("last_day", [date(2026, 12, 23), date(2026, 12, 1)])
def test_extending_moves_the_last_day_further_away(world: World, last_day: date) -> None:
    quote = issued(world)
    with pytest.raises(ValidityRefused):
        extend_validity(quote.id, last_day, None, staff=SAM, ports=world.ports)


def test_one_that_ran_out_is_neither_extended_nor_revoked(world: World) -> None:
    quote = issued(world)
    world.clock.advance(days=31)
    with pytest.raises(QuoteNotAcceptable):
        extend_validity(quote.id, date(2027, 3, 1), None, staff=SAM, ports=world.ports)
    with pytest.raises(QuoteNotAcceptable):
        revoke_quote(quote.id, "a slip", staff=SAM, ports=world.ports)


def test_revoking_says_why_and_holds(world: World) -> None:
    quote = issued(world)
    with pytest.raises(ReasonMissing):
        revoke_quote(quote.id, " ", staff=SAM, ports=world.ports)
    for _ in range(2):
        assert revoke_quote(quote.id, "a slip", staff=MAX, ports=world.ports).state == "revoked"
    assert audited(world, quote)[-1] == (f"staff:{MAX}", "quote_revoked")
    assert world.books.tables.audit[-1].reason == "a slip"
    with pytest.raises(QuoteNotAcceptable):
        accept(world, quote)


# Lines for installations in the books


def test_an_upgrade_that_keeps_the_old_end_is_offered_by_a_quote() -> None:
    covered = Covered("pbx.standard", date(2026, 6, 1), value=usd(290000))
    world = covered.world
    line = upgrade("pbx.dedicated", keeps_end=True)
    quote = issued(world, content(line, customer_id=CUSTOMER))
    offered = quote.options[0].line
    assert isinstance(offered, Upgrade)
    assert offered.keeps_end
    credit = show_options(quote, quote.options, world.ports)[0]["discount"][0]
    assert (credit["kind"], credit["reason"]) == ("credit", "Credit for Standard support")
    assert "are left" in credit["explanation"]
    order = accept(world, quote).order
    assert order.total == quote.total
    world.pay(order)
    assert world.state(order) == "fulfilled"


def test_a_line_is_for_an_installation_of_the_named_customer() -> None:
    covered = Covered("pbx.standard", date(2026, 6, 1))
    with pytest.raises(Exception, match="InstallationNotFound"):
        draft(covered.world, content(upgrade()))
    with pytest.raises(SelectionRefused):
        draft(covered.world, content(upgrade("pbx.basic"), customer_id=CUSTOMER))

"""The books of reminders: each once, stopped by kind, and looked at in turns; in memory, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.period import Period
from plandesk.services.books.notices import Message
from plandesk.services.books.reminders import Reminder, ReminderRound
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW, TERM, TODAY, term
from tests.contract.test_book_races import all_at_once

pytest_plugins = ["tests.contract.database_fixtures"]

ANN = Contact("contact-1", "customer-1", "ann@acme.example", "Ann", "owner", NOW)
BOB = Contact("contact-2", "customer-1", "bob@acme.example", "Bob", "billing", NOW)
END = TERM.period.end
REMINDER = Reminder("contact-1", "term-1", "before_expiry", "before_30", END - timedelta(days=1), NOW)


def given(books: UnitOfWorkFactory, terms: int = 1) -> None:
    """Commit a customer with two contacts and an installation, whose terms end a day after each other."""
    with books() as uow:
        uow.customers.add(Customer("customer-1", "Acme", NOW))
        uow.customers.add_contact(ANN)
        uow.customers.add_contact(BOB)
        uow.customers.add_installation(Installation("installation-1", "customer-1", "pbx", "PBX-1", NOW))
        for number in range(1, terms + 1):
            period = Period(TODAY, END + timedelta(days=number - 1))
            booked = replace(term(number).term, period=period)
            uow.terms.add_terms(
                [term(number, order_id=None, position=None, installation_id="installation-1", term=booked)]
            )
        uow.commit()


def record(books: UnitOfWorkFactory, *reminders: Reminder) -> list[bool]:
    """Record reminders and tell which of them were new."""
    with books() as uow:
        recorded = [uow.reminders.record(each) for each in reminders]
        uow.commit()
    return recorded


def test_a_step_of_a_term_is_recorded_once_for_each_contact(books: UnitOfWorkFactory) -> None:
    given(books)
    again, later = replace(REMINDER, at=NOW + HOUR, sent=False), replace(REMINDER, step="before_7")
    other, corrected = replace(REMINDER, contact_id="contact-2"), replace(REMINDER, about=END)
    assert record(books, REMINDER) == [True]
    assert record(books, again, later, other, corrected) == [False, True, True, True]
    with books(read_only=True) as uow:
        assert list(uow.reminders.of_term("term-1")) == [REMINDER, later, other, corrected]


def test_a_kind_is_stopped_and_let_go_by_one_contact(books: UnitOfWorkFactory) -> None:
    given(books)
    with books() as uow:
        uow.reminders.stop("contact-1", "quota", NOW)
        uow.reminders.stop("contact-1", "quota", NOW + HOUR)
        uow.reminders.stop("contact-1", "after_expiry", NOW)
        uow.reminders.resume("contact-1", "after_expiry")
        uow.reminders.resume("contact-1", "before_expiry")
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.reminders.stops_of("contact-1") == {"quota"}
        assert uow.reminders.stops_of("contact-2") == frozenset()


def test_terms_are_listed_by_their_ends_and_in_parts(books: UnitOfWorkFactory) -> None:
    given(books, terms=5)
    spans = (Period(END, END + timedelta(days=2)), Period(END + timedelta(days=4), END + timedelta(days=9)))
    with books(read_only=True) as uow:
        first = uow.reminders.terms_ending(spans, "", 2)
        rest = uow.reminders.terms_ending(spans, first[-1].id, 2)
    assert [[each.id for each in part] for part in (first, rest)] == [["term-1", "term-2"], ["term-5"]]


def test_a_closed_term_and_one_of_no_known_installation_are_left_out(books: UnitOfWorkFactory) -> None:
    given(books, terms=3)
    with books() as uow:
        for number, changes in ((1, {"closed_on": TODAY, "closed_because": "upgrade"}), (2, {"installation_id": None})):
            kept = uow.terms.term(f"term-{number}")
            assert kept is not None
            uow.terms.save_term(replace(kept, **changes))  # type: ignore[arg-type]  # Named above.
        uow.commit()
    with books(read_only=True) as uow:
        found = uow.reminders.terms_ending((Period(END, END + timedelta(days=9)),), "", 9)
    assert [each.id for each in found] == ["term-3"]


def test_the_round_is_kept(books: UnitOfWorkFactory) -> None:
    with books(read_only=True) as uow:
        assert uow.reminders.round() == ReminderRound()
    for looked in (ReminderRound(None, TODAY, "term-9"), ReminderRound(TODAY), ReminderRound(TODAY, END, "term-1")):
        with books() as uow:
            uow.reminders.round(lock=True)
            uow.reminders.save_round(looked)
            uow.commit()
        with books(read_only=True) as uow:
            assert uow.reminders.round() == looked


def test_what_went_out_cannot_be_rewritten(database: Engine, real_books: UnitOfWorkFactory) -> None:
    given(real_books)
    record(real_books, REMINDER)
    for statement in ("UPDATE reminders SET sent = sent", "DELETE FROM reminders"):
        with database.connect() as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(text(statement))


def test_many_workers_put_one_mail_for_one_step(real_books: UnitOfWorkFactory) -> None:
    given(real_books)
    mail = Message("ann@acme.example", "Ends soon", "…")

    def remind(number: int) -> bool:
        with real_books() as uow:
            new = uow.reminders.record(REMINDER)
            if new:
                uow.outbox.put(f"mail-{number}", mail, NOW)
            uow.commit()
            return new

    assert sum(all_at_once(remind)) == 1
    with real_books() as uow:
        assert len(uow.outbox.lease(NOW, NOW + HOUR, 99)) == 1


def test_workers_take_the_round_in_turns(real_books: UnitOfWorkFactory) -> None:
    days = [TODAY + timedelta(days=count) for count in range(16)]

    def look(number: int) -> date:
        with real_books() as uow:
            seen = uow.reminders.round(lock=True).done or TODAY
            uow.reminders.save_round(ReminderRound(seen + timedelta(days=1)))
            uow.commit()
            return seen

    assert sorted(all_at_once(look, clients=len(days))) == days

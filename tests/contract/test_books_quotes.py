"""The books of quotes: unique, versioned, with a history that stays; in memory, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from plandesk.domain.errors import DuplicateKey
from plandesk.domain.quotes import Addressee, Approval, Quote, QuoteChanged
from plandesk.domain.quotes_advice import AdvisedChances, AdvisedOption, AdvisedTotal, QuoteAdvice
from plandesk.domain.signatures import Signature
from plandesk.services.books.quotes import QuoteEventRow
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW, order
from tests.contract.test_book_races import all_at_once
from tests.factories import extension, incidents, new, usd
from tests.quote_samples import discount, drafted, offered

pytest_plugins = ["tests.contract.database_fixtures"]

FULL = drafted(
    [
        offered("included", extension()),
        offered("A", new()),
        offered("B", new("pbx.dedicated")),
        offered("optional", incidents()),
    ],
    [discount("5% whole"), discount("USD 12.34 0")],
    addressee=Addressee("Ünlü GmbH", "A. Person", "Buyer@Example.com", "DE"),
    note="Two lines,\nas discussed.",
    advice=QuoteAdvice(
        query="family=pbx&months=12&rate=l2:4:1.5",
        start=date(2026, 11, 23),
        question=("Ünlü, 12 months.",),
        options=(
            AdvisedOption("Ad hoc only", True, usd(0), AdvisedTotal(usd(9000), 1), AdvisedTotal(usd(18000)), None),
            AdvisedOption(
                "Standard",
                False,
                usd(90000),
                None,
                None,
                AdvisedChances(usd(90001), usd(90000), usd(99000), usd(108000), "61.3"),
                ("It counts in full.",),
            ),
        ),
        reasons=("Ad hoc only costs least.",),
        left_out=("Basic: it is not sold.",),
        holds="Exactly these requests.",
    ),
    changed_by="max@vendor.example",
    approval=Approval("given", "17.5", "sam@vendor.example", "max@vendor.example", "large customer"),
    valid_until=date(2026, 12, 24),
    expires_at=NOW,
    issued_at=NOW,
    document='{"number":"Q100000001"}',
    signature=Signature("key-1", "c2lnbmF0dXJl"),
)


def made(nth: int, /, **changes: object) -> Quote:
    """Return a quote; every `nth` is another one."""
    another = replace(FULL, id=f"quote-{nth}", number=f"Q{100_000_000 + nth}", token=f"quote-token-{nth}")
    return replace(another, **changes)  # type: ignore[arg-type]  # Named by tests.


def given(books: UnitOfWorkFactory, *quotes: Quote) -> None:
    """Commit quotes."""
    with books() as uow:
        for each in quotes:
            uow.quotes.add(each)
        uow.commit()


def test_a_quote_is_read_as_it_was_written(books: UnitOfWorkFactory) -> None:
    given(books, FULL)
    with books(read_only=True) as uow:
        assert uow.quotes.by_id(FULL.id) == FULL
        assert uow.quotes.by_token(FULL.token) == FULL
        assert uow.quotes.by_token("nowhere") is None
        assert uow.quotes.by_idempotency_key("no such key") is None


@pytest.mark.parametrize(
    ("clash", "what"),
    [
        ({"token": FULL.token}, "token"),
        ({"number": FULL.number}, "number"),
        ({"idempotency_key": "the same key"}, "idempotency_key"),
    ],
)
def test_what_names_a_quote_names_one(books: UnitOfWorkFactory, clash: dict[str, str], what: str) -> None:
    given(books, replace(FULL, idempotency_key="the same key"))
    with books() as uow:
        with pytest.raises(DuplicateKey) as taken:
            uow.quotes.add(replace(made(2), **clash))  # type: ignore[arg-type]  # Text alone.
        assert taken.value.facts == {"what": what}
        uow.quotes.add(made(3))
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.quotes.by_id("quote-3") is not None


def test_revisions_share_a_number_and_stand_in_their_order(books: UnitOfWorkFactory) -> None:
    second = made(2, number=FULL.number, revision=2, replaces=FULL.id)
    given(books, second, FULL, made(3))
    with books(read_only=True) as uow:
        assert [each.id for each in uow.quotes.revisions(FULL.number)] == [FULL.id, "quote-2"]
        assert list(uow.quotes.revisions("Q999999999")) == []


def test_a_quote_is_saved_over_the_version_that_was_read(books: UnitOfWorkFactory) -> None:
    given(books, FULL)
    with books() as uow:
        read = uow.quotes.by_id(FULL.id, lock=True)
        assert read is not None
        saved = uow.quotes.save(replace(read.on("issue"), note="other words"))
        assert saved.version == read.version + 1
        assert uow.quotes.save(saved).version == read.version + 2
        with pytest.raises(QuoteChanged):
            uow.quotes.save(read)
        uow.commit()
    with books(read_only=True) as uow:
        found = uow.quotes.by_id(FULL.id)
        assert found == replace(FULL, state="issued", note="other words", version=3)


def test_an_order_is_named_by_one_quote(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.orders.add(order(1, quote_id=FULL.id))
        uow.quotes.add(FULL)
        uow.quotes.save(replace(FULL, order_id="order-1"))
        uow.commit()
    with books(read_only=True) as uow:
        found = uow.orders.by_id("order-1")
        assert found is not None
        assert found.quote_id == FULL.id


def test_issued_quotes_that_ran_out_are_listed_longest_first(books: UnitOfWorkFactory) -> None:
    given(
        books,
        made(1, state="issued", expires_at=NOW - HOUR),
        made(2, state="issued", expires_at=NOW - 2 * HOUR),
        made(3, state="issued", expires_at=NOW),
        made(4, state="issued", expires_at=NOW + timedelta(microseconds=1)),
        made(5, state="revoked", expires_at=NOW - HOUR),
    )
    with books(read_only=True) as uow:
        assert [each.id for each in uow.quotes.issued_past(NOW, 9)] == ["quote-2", "quote-1", "quote-3"]
        assert len(uow.quotes.issued_past(NOW, 2)) == 2


def test_a_history_is_kept_in_its_order(books: UnitOfWorkFactory) -> None:
    given(books, FULL, made(2))
    rows = [
        QuoteEventRow(FULL.id, NOW + HOUR, "issued", "staff:sam@vendor.example", {"valid_until": "2026-12-24"}),
        QuoteEventRow(FULL.id, NOW, "sent", "staff:sam@vendor.example", {}),
    ]
    with books() as uow:
        for each in [*rows, QuoteEventRow("quote-2", NOW, "issued", "buyer", {})]:
            uow.quotes.record(each)
        uow.commit()
    with books(read_only=True) as uow:
        assert list(uow.quotes.history(FULL.id)) == rows


@pytest.mark.parametrize("statement", ["UPDATE quote_events SET actor = 'nobody'", "DELETE FROM quote_events"])
def test_the_database_refuses_to_change_a_history(
    real_books: UnitOfWorkFactory, database: Engine, statement: str
) -> None:
    given(real_books, FULL)
    with real_books() as uow:
        uow.quotes.record(QuoteEventRow(FULL.id, NOW, "issued", "buyer", {}))
        uow.commit()
    with pytest.raises(Exception, match="append-only"), database.begin() as connection:
        connection.execute(text(statement))


def test_of_many_who_accept_at_once_one_wins(real_books: UnitOfWorkFactory) -> None:
    given(real_books, replace(FULL, state="issued"))

    def accept(number: int) -> bool:
        with real_books() as uow:
            quote = uow.quotes.by_id(FULL.id, lock=True)
            assert quote is not None
            if quote.state != "issued":
                return False
            uow.orders.add(order(number, quote_id=quote.id))
            quote = uow.quotes.save(quote.on("accept"))
            uow.quotes.save(replace(quote.on("order"), order_id=f"order-{number}"))
            uow.commit()
            return True

    assert sorted(all_at_once(accept, 8)) == [False] * 7 + [True]

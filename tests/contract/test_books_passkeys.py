"""One suite for passkeys and challenges: in memory, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.access import Session
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.passkeys import Challenge, Passkey
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW

pytest_plugins = ["tests.contract.database_fixtures"]

ANN, BOB = "ann@vendor.example", "bob@vendor.example"


def passkey(nth: int = 1, staff: str = ANN) -> Passkey:
    """Return a passkey; every `nth` is another one."""
    return Passkey(f"passkey-{nth}", staff, f"Key {nth}", f"credential-{nth}", "public", 0, NOW)


def challenge(nth: int = 1, session: str = "session-1") -> Challenge:
    """Return a challenge; every `nth` is another one."""
    return Challenge(f"digest-{nth}", session, "use", NOW + HOUR)


def test_passkeys_are_listed_by_person_oldest_first_and_found_by_id(books: UnitOfWorkFactory) -> None:
    mine, theirs, second = passkey(1), passkey(2, BOB), passkey(3)
    with books() as unit:
        for each in (mine, theirs, second):
            unit.passkeys.add(each)
        unit.commit()
    with books() as unit:
        assert list(unit.passkeys.of(ANN)) == [mine, second]
        assert list(unit.passkeys.of(BOB, lock=True)) == [theirs]
        assert list(unit.passkeys.every()) == [mine, theirs, second]
        assert unit.passkeys.by_id("passkey-2") == theirs
        assert unit.passkeys.by_id("credential-2") is None


def test_a_credential_is_kept_once_whosever_it_is(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        unit.passkeys.add(passkey(1))
        with pytest.raises(DuplicateKey):
            unit.passkeys.add(replace(passkey(2, BOB), credential_id="credential-1"))
        unit.passkeys.add(passkey(3))
        unit.commit()
    with books(read_only=True) as unit:
        assert [each.id for each in unit.passkeys.every()] == ["passkey-1", "passkey-3"]


def test_a_use_is_kept_and_a_removed_passkey_is_gone(books: UnitOfWorkFactory) -> None:
    used = replace(passkey(1), uses=4_294_967_295, used_at=NOW + HOUR)
    with books() as unit:
        unit.passkeys.add(passkey(1))
        unit.passkeys.add(passkey(2))
        unit.passkeys.save(used)
        unit.passkeys.remove("passkey-2")
        unit.passkeys.remove("passkey-2")
        with pytest.raises(LookupError):
            unit.passkeys.save(passkey(2))
        unit.commit()
    with books(read_only=True) as unit:
        assert list(unit.passkeys.every()) == [used]


def test_a_challenge_is_taken_once_by_its_session_for_its_purpose(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        unit.passkeys.put_challenge(challenge())
        assert unit.passkeys.take_challenge("digest-1", "session-2", "use") is None
        assert unit.passkeys.take_challenge("digest-1", "session-1", "register") is None
        assert unit.passkeys.take_challenge("digest-2", "session-1", "use") is None
        assert unit.passkeys.take_challenge("digest-1", "session-1", "use") == challenge()
        assert unit.passkeys.take_challenge("digest-1", "session-1", "use") is None
        unit.commit()


def test_the_newest_challenge_of_a_session_takes_the_place_of_the_one_before(books: UnitOfWorkFactory) -> None:
    other = challenge(3, "session-2")
    with books() as unit:
        for each in (challenge(1), other, challenge(2)):
            unit.passkeys.put_challenge(each)
        assert unit.passkeys.take_challenge("digest-1", "session-1", "use") is None
        assert unit.passkeys.take_challenge("digest-2", "session-1", "use") == challenge(2)
        assert unit.passkeys.take_challenge("digest-3", "session-2", "use") == other
        unit.commit()


def test_challenges_that_ran_out_are_forgotten(books: UnitOfWorkFactory) -> None:
    late = replace(challenge(2, "session-2"), expires_at=NOW + 2 * HOUR)
    with books() as unit:
        unit.passkeys.put_challenge(challenge(1))
        unit.passkeys.put_challenge(late)
        unit.passkeys.forget_challenges(NOW + HOUR + timedelta(seconds=1))
        assert unit.passkeys.take_challenge("digest-1", "session-1", "use") is None
        assert unit.passkeys.take_challenge("digest-2", "session-2", "use") == late
        unit.commit()


def test_a_session_remembers_the_passkey_that_was_shown(books: UnitOfWorkFactory) -> None:
    session = Session("session-1", "digest-1", None, ANN, "Firefox", NOW, NOW)
    with books() as unit:
        unit.access.add_session(session)
        unit.access.show_passkey("session-1", "passkey-1")
        with pytest.raises(LookupError):
            unit.access.show_passkey("session-2", "passkey-1")
        unit.commit()
    with books(read_only=True) as unit:
        assert unit.access.session("session-1") == replace(session, passkey_id="passkey-1")


def test_of_many_at_once_one_takes_the_challenge(database: Engine) -> None:
    uow, many = unit_of_work(database), 6
    with uow() as unit:
        unit.passkeys.put_challenge(challenge())
        unit.commit()
    together = Barrier(many)

    def take(_: int) -> bool:
        together.wait()
        with uow() as unit:
            taken = unit.passkeys.take_challenge("digest-1", "session-1", "use")
            unit.commit()
        return taken is not None

    with ThreadPoolExecutor(many) as pool:
        assert sum(pool.map(take, range(many))) == 1

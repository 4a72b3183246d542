"""One suite for who may ask: sessions, sign-ins, staff and tokens hold in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plandesk.domain.access import NewAddress, Session, SignIn, StaffMember, Token
from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.errors import DuplicateKey
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW

pytest_plugins = ["tests.contract.database_fixtures"]

STAFF = "ann@vendor.example"


def session(nth: int = 1, *, contact_id: str | None = "contact-1", staff: str | None = None) -> Session:
    """Return a session; every `nth` is another one."""
    return Session(f"session-{nth}", f"digest-{nth}", contact_id, staff, "Firefox", NOW, NOW)


def sign_in(nth: int = 1, email: str = "ann@acme.example") -> SignIn:
    """Return an asking to sign in; every `nth` is another one."""
    return SignIn(f"sign-in-{nth}", email, "browser", f"token-{nth}", "code", NOW, NOW + HOUR)


def wish(nth: int = 1) -> NewAddress:
    """Return a wish for another address; every `nth` is another one."""
    old, new = "ann@acme.example", "ann@new.example"
    return NewAddress(f"wish-{nth}", "contact-1", old, new, f"old-{nth}", f"new-{nth}", NOW, NOW + HOUR)


def token(nth: int = 1) -> Token:
    """Return a program's token; every `nth` is another one."""
    return Token(f"token-{nth}", f"helpdesk {nth}", f"digest-{nth}", ("help_desk", "shop"), NOW)


@pytest.fixture(autouse=True)
def people(books: UnitOfWorkFactory) -> None:
    """Put two contacts of a customer into the books."""
    with books() as unit:
        unit.customers.add(Customer("customer-1", "Acme", NOW))
        for nth in (1, 2):
            contact = Contact(f"contact-{nth}", "customer-1", f"c{nth}@acme.example", "C", "owner", NOW)
            unit.customers.add_contact(contact)
        unit.commit()


def test_sessions_are_found_by_their_digest_and_listed_by_whose_they_are(books: UnitOfWorkFactory) -> None:
    kept = [session(1), session(2, contact_id="contact-2"), session(3), session(4, contact_id=None, staff=STAFF)]
    with books() as unit:
        for each in kept:
            unit.access.add_session(each)
        unit.commit()
    with books(read_only=True) as unit:
        assert unit.access.session("session-2") == unit.access.session_by_digest("digest-2") == kept[1]
        assert unit.access.session_by_digest("session-2") is None
        assert unit.access.session("digest-2") is None
        assert [each.id for each in unit.access.sessions_of(contact_id="contact-1")] == ["session-3", "session-1"]
        assert list(unit.access.sessions_of(staff=STAFF)) == [kept[3]]


@pytest.mark.parametrize("whose", [{}, {"contact_id": "contact-1", "staff": STAFF}])
def test_sessions_are_of_one_kind_of_person(books: UnitOfWorkFactory, whose: dict[str, str]) -> None:
    with books() as unit:
        with pytest.raises(ValueError, match="a contact or of a member of staff"):
            unit.access.sessions_of(**whose)
        with pytest.raises(ValueError, match="a contact or of a member of staff"):
            unit.access.end_sessions_of(**whose)


def test_a_session_that_ended_is_not_touched_back(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        for each in (session(1), session(2)):
            unit.access.add_session(each)
        unit.access.touch_session("session-1", NOW + HOUR)
        unit.access.end_session("session-2")
        unit.access.end_session("session-2")
        unit.access.touch_session("session-2", NOW + HOUR)
        unit.commit()
    with books(read_only=True) as unit:
        assert list(unit.access.sessions_of(contact_id="contact-1")) == [replace(session(1), seen_at=NOW + HOUR)]


def test_all_sessions_of_a_person_end_and_no_others(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        for each in (session(1), session(2), session(3, contact_id="contact-2")):
            unit.access.add_session(each)
        unit.access.end_sessions_of(contact_id="contact-1")
        unit.commit()
    with books(read_only=True) as unit:
        assert not unit.access.sessions_of(contact_id="contact-1")
        assert len(unit.access.sessions_of(contact_id="contact-2")) == 1


def test_the_newest_asking_of_an_address_is_found_in_whatever_case(books: UnitOfWorkFactory) -> None:
    used = replace(sign_in(2), wrong=3, used_at=NOW)
    with books() as unit:
        for each in (sign_in(1), sign_in(2), sign_in(3, "bo@acme.example")):
            unit.access.add_sign_in(each)
        unit.access.save_sign_in(used)
        assert unit.access.newest_sign_in(" Ann@ACME.example", lock=True) == used
        unit.commit()
    with books(read_only=True) as unit:
        assert unit.access.sign_in_by_token("token-1") == sign_in(1)
        assert unit.access.newest_sign_in("ann@acme.example") == used
        assert unit.access.newest_sign_in("cy@acme.example") is None
        assert unit.access.sign_in_by_token("token-9") is None


def test_a_wish_is_found_by_either_link(books: UnitOfWorkFactory) -> None:
    confirmed = replace(wish(), old_confirmed_at=NOW)
    with books() as unit:
        unit.access.add_new_address(wish())
        unit.access.save_new_address(confirmed)
        assert unit.access.new_address_by_token("old-1", lock=True) == confirmed
        assert unit.access.new_address_by_token("new-1") == confirmed
        unit.access.drop_new_addresses_of("contact-2")
        assert unit.access.new_address_by_token("new-1") == confirmed
        unit.access.drop_new_addresses_of("contact-1")
        assert unit.access.new_address_by_token("new-1") is None


def test_the_newest_wish_of_a_contact_is_found(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        assert unit.access.new_address_of("contact-1") is None
        unit.access.add_new_address(replace(wish(2), asked_at=NOW + HOUR))
        unit.access.add_new_address(wish(1))
        unit.access.add_new_address(replace(wish(3), contact_id="contact-2", asked_at=NOW + 2 * HOUR))
        assert unit.access.new_address_of("contact-1") == replace(wish(2), asked_at=NOW + HOUR)


def test_what_ended_long_ago_is_forgotten_and_nothing_else(books: UnitOfWorkFactory) -> None:
    later = timedelta(days=1)
    with books() as unit:
        unit.access.add_session(session(1))
        unit.access.add_session(replace(session(2), created_at=NOW + later))
        unit.access.add_sign_in(sign_in(1))
        unit.access.add_sign_in(replace(sign_in(2), expires_at=NOW + later))
        unit.access.add_new_address(wish(1))
        unit.access.add_new_address(replace(wish(2), expires_at=NOW + later))
        unit.access.forget_before(NOW + later, NOW + later)
        unit.commit()
    with books(read_only=True) as unit:
        assert [each.id for each in unit.access.sessions_of(contact_id="contact-1")] == ["session-2"]
        assert [bool(unit.access.sign_in_by_token(f"token-{nth}")) for nth in (1, 2)] == [False, True]
        assert [bool(unit.access.new_address_by_token(f"old-{nth}")) for nth in (1, 2)] == [False, True]


def test_staff_have_one_role_each(books: UnitOfWorkFactory) -> None:
    ann, bo = StaffMember("Ann@vendor.example", "sales", NOW), StaffMember("bo@vendor.example", "admin", NOW)
    with books() as unit:
        unit.access.add_staff(ann)
        with pytest.raises(DuplicateKey):
            unit.access.add_staff(replace(ann, email="ann@vendor.example", role="admin"))
        unit.access.add_staff(bo)
        unit.commit()
    with books() as unit:
        assert unit.access.staff_member("ANN@vendor.example") == ann
        assert list(unit.access.staff_members()) == [ann, bo]
        unit.access.remove_staff("ann@VENDOR.example")
        unit.access.remove_staff("ann@vendor.example")
        assert list(unit.access.staff_members()) == [bo]


def test_a_programs_name_is_given_once(books: UnitOfWorkFactory) -> None:
    revoked = replace(token(), used_at=NOW, revoked_at=NOW + HOUR)
    with books() as unit:
        unit.access.add_token(token())
        unit.access.save_token(replace(revoked, used_at=None))
        unit.access.touch_token("token-1", NOW)
        with pytest.raises(DuplicateKey):
            unit.access.add_token(replace(token(2), name=token().name))
        unit.access.add_token(token(2))
        unit.commit()
    with books(read_only=True) as unit:
        assert unit.access.token_by_digest("digest-1") == unit.access.token_by_name("helpdesk 1") == revoked
        assert list(unit.access.tokens()) == [revoked, token(2)]
        assert unit.access.token_by_digest("digest-9") is unit.access.token_by_name("digest-1") is None


def test_customers_are_found_by_parts_of_what_is_known_of_them(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        unit.customers.add(Customer("customer-2", "beta Ltd", NOW, reference="C-1_7%"))
        unit.customers.add(Customer("customer-3", "Alpha", NOW))
        unit.customers.add_contact(Contact("gone", "customer-3", "gone@alpha.example", "G", "owner", NOW, NOW))
        unit.customers.add_installation(Installation("i-1", "customer-3", "pbx", "Host  One", NOW))
        unit.commit()
    with books(read_only=True) as unit:
        found = {
            query: [each.id[-1] for each in unit.customers.find(query, 9)]
            for query in ("", " BETA ", "c-1", "_", "%", "C2@acme", "gone@alpha", "host one", "nothing")
        }
        assert [each.id for each in unit.customers.find("", 2)] == ["customer-1", "customer-3"]
    assert found == {
        "": ["1", "3", "2"],
        " BETA ": ["2"],
        "c-1": ["2"],
        "_": ["2"],
        "%": ["2"],
        "C2@acme": ["1"],
        "gone@alpha": [],
        "host one": ["3"],
        "nothing": [],
    }

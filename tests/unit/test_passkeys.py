"""Passkeys of staff: when one is asked for, what is believed, and how a lost one is got over."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from plandesk.domain.access import AccessRules, NotAllowed, SignInNeeded, StaffHalfway, StaffSession
from plandesk.domain.passkeys import (
    MOST_PASSKEYS,
    LastPasskey,
    Passkey,
    PasskeyCloned,
    PasskeyKnown,
    PasskeyNotFound,
    PasskeyRefused,
    PasskeyRule,
    SecondStep,
    TooManyPasskeys,
    goes_on,
    missing_step,
)
from plandesk.domain.reasons import ReasonMissing
from plandesk.services import passkeys
from plandesk.services.access import end_every_session, open_session, read_session
from plandesk.services.passkeys import Person
from plandesk.services.ports import Ports
from tests.authenticator import Key
from tests.factories import World, noon

BOSS, ANN = "boss@vendor.example", "ann@vendor.example"
NOW = World().clock.now()
KEPT = Passkey("passkey-1", ANN, "Blue", "credential", "public", 0, NOW)


@dataclass
class House:
    """A vendor with an admin and one of sales, and the browsers they sign in with."""

    world: World
    rule: PasskeyRule = "optional"

    @property
    def ports(self) -> Ports:
        """Return the ports under the rule."""
        return replace(self.world.ports, access=AccessRules(staff_passkey=self.rule))

    def sign_in(self, email: str = ANN) -> str:
        """Answer a mail in a new browser, and return the session's secret."""
        with self.ports.uow() as unit:
            _, secret = open_session(unit, staff=email, browser="Firefox", ports=self.ports)
            unit.commit()
        return secret

    def who(self, secret: str) -> Person:
        """Return who a browser is signed in as."""
        found = read_session(secret, ports=self.ports)
        assert isinstance(found, StaffSession | StaffHalfway)
        return found

    def staff(self, secret: str) -> StaffSession:
        """Return who a browser is signed in as, which must be wholly."""
        found = self.who(secret)
        assert isinstance(found, StaffSession)
        return found

    def step(self, secret: str) -> SecondStep | None:
        """Return what a browser's session lacks."""
        found = self.who(secret)
        return found.step if isinstance(found, StaffHalfway) else None

    def register(self, secret: str, key: Key, name: str = "Blue") -> StaffSession:
        """Register a key with a browser."""
        challenge = passkeys.ask_to_register(self.who(secret), ports=self.ports).challenge
        return passkeys.register_passkey(self.who(secret), name, key.make(challenge), ports=self.ports)

    def show(self, secret: str, key: Key) -> StaffSession:
        """Show a key with a browser."""
        challenge = passkeys.ask_to_show(self.who(secret), ports=self.ports).challenge
        return passkeys.show_passkey(self.who(secret), key.show(challenge), ports=self.ports)

    def ids(self, email: str = ANN) -> list[str]:
        """Return the ids of somebody's passkeys."""
        with self.ports.uow(read_only=True) as unit:
            return [each.id for each in unit.passkeys.of(email)]

    def acts(self) -> list[tuple[str, str, str | None]]:
        """Return actor, action and reason of everything in the audit."""
        return [(row.actor, row.action, row.reason) for row in self.world.books.tables.audit]


@pytest.fixture
def house() -> House:
    return House(World(staff={BOSS: "admin", ANN: "sales"}))


@pytest.mark.parametrize(
    ("own", "shown", "rule", "step"),
    [
        ([], None, "optional", None),
        ([], None, "required", "register"),
        ([], "passkey-1", "optional", None),
        ([], "passkey-1", "required", "register"),
        ([KEPT], None, "optional", "use"),
        ([KEPT], None, "required", "use"),
        ([KEPT], "passkey-1", "optional", None),
        ([KEPT], "passkey-1", "required", None),
        ([KEPT], "passkey-0", "optional", "use"),
        ([KEPT], "passkey-0", "required", "use"),
    ],
)
def test_what_a_session_lacks(
    own: list[Passkey], shown: str | None, rule: PasskeyRule, step: SecondStep | None
) -> None:
    assert missing_step(own, shown, rule) == step


@pytest.mark.parametrize(
    ("kept", "told", "believed"),
    [(0, 0, True), (0, 1, True), (7, 8, True), (7, 900, True), (7, 7, False), (7, 6, False), (7, 0, False)],
)
def test_the_count_of_uses_goes_on_or_counts_nothing(kept: int, told: int, believed: bool) -> None:
    assert goes_on(kept, told) is believed


def test_where_optional_the_mail_is_enough_until_there_is_a_passkey(house: House) -> None:
    first, second = house.sign_in(), house.sign_in()
    assert (house.step(first), house.step(second)) == (None, None)
    house.register(first, Key())
    assert (house.step(first), house.step(second)) == (None, "use")
    assert house.step(house.sign_in()) == "use"
    assert house.step(house.sign_in(BOSS)) is None


def test_where_required_nothing_is_open_before_the_first_passkey(house: House) -> None:
    house.rule = "required"
    secret = house.sign_in()
    assert house.step(secret) == "register"
    assert isinstance(house.register(secret, Key()), StaffSession)
    assert house.step(secret) is None


def test_after_the_mail_the_passkey_signs_in(house: House) -> None:
    key = Key()
    house.register(house.sign_in(), key)
    secret = house.sign_in()
    signed_in = house.show(secret, key)
    assert signed_in == house.who(secret)
    assert house.acts()[-1] == (f"staff:{ANN}", "show-passkey", None)


def test_the_mail_alone_adds_no_passkey_to_those_there_are(house: House) -> None:
    house.register(house.sign_in(), Key())
    with pytest.raises(NotAllowed):
        house.register(house.sign_in(), Key())


def test_a_challenge_is_good_once(house: House) -> None:
    key = Key()
    house.register(house.sign_in(), key)
    halfway = house.who(house.sign_in())
    answer = key.show(passkeys.ask_to_show(halfway, ports=house.ports).challenge)
    passkeys.show_passkey(halfway, answer, ports=house.ports)
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(halfway, answer, ports=house.ports)


def test_a_wrong_answer_uses_the_challenge_up(house: House) -> None:
    key = Key()
    house.register(house.sign_in(), key)
    halfway = house.who(house.sign_in())
    challenge = passkeys.ask_to_show(halfway, ports=house.ports).challenge
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(halfway, {**key.show(challenge), "signature": "AAAA"}, ports=house.ports)
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(halfway, key.show(challenge), ports=house.ports)


def test_only_the_newest_challenge_counts_and_only_in_time(house: House) -> None:
    key = Key()
    house.register(house.sign_in(), key)
    halfway = house.who(house.sign_in())
    old = passkeys.ask_to_show(halfway, ports=house.ports).challenge
    new = passkeys.ask_to_show(halfway, ports=house.ports).challenge
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(halfway, key.show(old), ports=house.ports)
    house.world.clock.advance(minutes=5)
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(halfway, key.show(new), ports=house.ports)


def test_an_answer_is_worth_nothing_in_another_browser(house: House) -> None:
    key = Key()
    house.register(house.sign_in(), key)
    mine, thief = house.who(house.sign_in()), house.who(house.sign_in())
    answer = key.show(passkeys.ask_to_show(mine, ports=house.ports).challenge)
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(thief, answer, ports=house.ports)
    passkeys.show_passkey(mine, answer, ports=house.ports)


def test_a_challenge_to_register_is_none_to_show(house: House) -> None:
    key, secret = Key(), house.sign_in()
    house.register(secret, key)
    challenge = passkeys.ask_to_register(house.who(secret), ports=house.ports).challenge
    with pytest.raises(PasskeyRefused):
        passkeys.show_passkey(house.who(secret), key.show(challenge), ports=house.ports)


def test_somebody_elses_passkey_signs_nobody_else_in(house: House) -> None:
    anns, bosses = Key(), Key()
    house.register(house.sign_in(), anns)
    house.register(house.sign_in(BOSS), bosses)
    with pytest.raises(PasskeyRefused):
        house.show(house.sign_in(), bosses)


def test_a_copied_passkey_is_refused_and_told_to_admins(house: House) -> None:
    key = Key()
    house.register(house.sign_in(), key)
    copy = key.copy()
    for _ in range(2):
        house.show(house.sign_in(), key)
    secret = house.sign_in()
    with pytest.raises(PasskeyCloned):
        house.show(secret, copy)
    assert house.step(secret) == "use"
    assert house.acts()[-1] == (f"staff:{ANN}", "refuse-copied-passkey", None)
    house.show(secret, key)


def test_a_key_that_does_not_count_is_taken(house: House) -> None:
    key = Key(step=0)
    house.register(house.sign_in(), key)
    for _ in range(2):
        secret = house.sign_in()
        house.show(secret, key)
        assert house.step(secret) is None


def test_a_session_ended_meanwhile_is_not_opened_again(house: House) -> None:
    key, first = Key(), house.sign_in()
    house.register(first, key)
    halfway = house.who(house.sign_in())
    challenge = passkeys.ask_to_show(halfway, ports=house.ports).challenge
    end_every_session(house.who(first), ports=house.ports)
    with pytest.raises(SignInNeeded):
        passkeys.show_passkey(halfway, key.show(challenge), ports=house.ports)


def test_a_key_is_registered_once(house: House) -> None:
    key, secret = Key(), house.sign_in()
    house.register(secret, key)
    for who in (secret, house.sign_in(BOSS)):
        with pytest.raises(PasskeyKnown):
            house.register(who, key)


def test_nobody_registers_without_bound(house: House) -> None:
    secret = house.sign_in()
    for nth in range(MOST_PASSKEYS):
        house.register(secret, Key(), f"Key {nth}")
    with pytest.raises(TooManyPasskeys):
        house.register(secret, Key())


def test_removing_a_passkey_closes_what_it_opened(house: House) -> None:
    blue, red, first = Key(), Key(), house.sign_in()
    house.register(first, blue)
    house.register(first, red)
    second = house.sign_in()
    house.show(second, blue)
    passkeys.remove_own_passkey(house.staff(first), house.ids()[0], ports=house.ports)
    assert (house.step(first), house.step(second)) == (None, "use")
    with pytest.raises(PasskeyRefused):
        house.show(second, blue)
    house.show(second, red)


def test_the_last_passkey_stays_while_one_is_required(house: House) -> None:
    house.rule = "required"
    blue, secret = Key(), house.sign_in()
    house.register(secret, blue)
    house.register(secret, Key(), "Red")
    passkeys.remove_own_passkey(house.staff(secret), house.ids()[1], ports=house.ports)
    house.show(secret, blue)
    with pytest.raises(LastPasskey):
        passkeys.remove_own_passkey(house.staff(secret), house.ids()[0], ports=house.ports)
    house.rule = "optional"
    passkeys.remove_own_passkey(house.staff(secret), house.ids()[0], ports=house.ports)
    assert house.step(secret) is None


def test_nobody_removes_anothers_passkey_as_their_own(house: House) -> None:
    house.register(house.sign_in(BOSS), Key())
    with pytest.raises(PasskeyNotFound):
        passkeys.remove_own_passkey(house.staff(house.sign_in()), house.ids(BOSS)[0], ports=house.ports)


def test_an_admin_removes_a_lost_passkey_with_a_reason(house: House) -> None:
    house.rule = "required"
    opened = house.sign_in()
    house.register(opened, Key())
    boss = house.sign_in(BOSS)
    house.register(boss, Key())
    admin, lost = house.staff(boss), house.ids()[0]
    with pytest.raises(ReasonMissing):
        passkeys.remove_lost_passkey(admin, lost, " … ", ports=house.ports)
    passkeys.remove_lost_passkey(admin, lost, " Ann lost her bag ", ports=house.ports)
    assert house.acts()[-1] == (f"staff:{BOSS}", "remove-passkey", "Ann lost her bag")
    assert house.step(opened) == "register"
    with pytest.raises(PasskeyNotFound):
        passkeys.remove_lost_passkey(admin, lost, "again", ports=house.ports)


def test_an_admin_does_not_get_round_the_last_one_of_their_own(house: House) -> None:
    house.rule = "required"
    boss = house.sign_in(BOSS)
    house.register(boss, Key())
    with pytest.raises(NotAllowed):
        passkeys.remove_lost_passkey(house.staff(boss), house.ids(BOSS)[0], "lost", ports=house.ports)


def test_the_command_line_is_the_last_way_back(house: House) -> None:
    house.rule = "required"
    secret = house.sign_in(BOSS)
    house.register(secret, Key())
    house.register(secret, Key(), "Red")
    assert passkeys.remove_every_passkey(BOSS.upper(), "root", "lost both", ports=house.ports) == 2
    assert house.acts()[-1] == ("staff:root", "remove-passkey", "lost both")
    assert house.step(secret) == "register"
    with pytest.raises(PasskeyNotFound):
        passkeys.remove_every_passkey(BOSS, "root", "again", ports=house.ports)


def test_a_challenge_is_kept_as_a_digest_alone(house: House) -> None:
    challenge = passkeys.ask_to_register(house.who(house.sign_in()), ports=house.ports).challenge
    (kept,) = house.world.books.tables.challenges.values()
    assert challenge not in repr(kept)
    assert kept.expires_at == noon(NOW.date()) + timedelta(minutes=5)

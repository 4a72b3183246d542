"""Settings: all faults at once, secrets never shown, and nothing for play in production."""

import sys
from dataclasses import fields

import pytest

from plandesk.adapters.signatures import new_key, retired
from plandesk.config import DEMO_KEY, SETTINGS, Settings, SettingsInvalid, read_settings
from plandesk.config_readers import Secret
from plandesk.config_setting import REQUIRED

PRODUCTION = {
    "PLANDESK_ENV": "production",
    "PLANDESK_BASE_URL": "https://support.example.com",
    "DATABASE_URL": "postgresql://desk:hush-hush@db/desk",
    "SMTP_URL": "smtp://desk:hush-hush@mail.example.com",
    "MAIL_FROM": "desk@example.com",
    "VENDOR_MAIL": "sales@example.com",
    "STRIPE_SECRET_KEY": "sk_live_hush-hush",
    "STRIPE_WEBHOOK_SECRETS": "whsec_hush-hush, whsec_older",
    "PLANDESK_SECRET_KEYS": "a key of our own that is long enough, another one that is going out of use",
    "PLANDESK_SIGNING_KEYS": "c2lnbnMtcXVvdGVzLW9mLXRoZS10ZXN0cy0zMi1ieXQ",
    "BANK_BENEFICIARY": "Mizutech",
    "BANK_NAME": "A Bank",
    "BANK_IBAN": "DE02 1203 0000 0000 2020 51",
    "BANK_BIC": "BYLADEM1001",
}


def faults(**changes: str | None) -> list[str]:
    """Return the names of the settings found wrong after changes; None takes one away."""
    environ = {name: value for name, value in {**PRODUCTION, **changes}.items() if value is not None}
    with pytest.raises(SettingsInvalid) as refused:
        read_settings(environ)
    return [problem.split()[0].rstrip(",:") for problem in refused.value.problems]


def test_the_table_names_every_field_once() -> None:
    assert sorted(setting.field for setting in SETTINGS) == sorted(field.name for field in fields(Settings))
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.doc.endswith(".") for setting in SETTINGS)


def test_a_complete_production_is_taken() -> None:
    settings = read_settings(PRODUCTION)
    assert settings.https
    assert not settings.demo
    assert settings.bank is not None
    assert settings.bank.iban == "DE02120300000000202051"
    assert [each.reveal() for each in settings.stripe_webhook_secrets] == ["whsec_hush-hush", "whsec_older"]


def test_passkeys_are_required_only_where_they_can_work() -> None:
    assert read_settings({**PRODUCTION, "PLANDESK_STAFF_PASSKEY": "required"}).access.staff_passkey == "required"
    assert read_settings(PRODUCTION).access.staff_passkey == "optional"
    assert faults(PLANDESK_STAFF_PASSKEY="always") == ["PLANDESK_STAFF_PASSKEY"]
    numbers = {"PLANDESK_BASE_URL": "https://192.0.2.7", "PLANDESK_STAFF_PASSKEY": "required"}
    assert faults(**numbers) == ["PLANDESK_STAFF_PASSKEY"]
    with pytest.raises(SettingsInvalid, match="cannot be required at this PLANDESK_BASE_URL"):
        read_settings({"PLANDESK_ENV": "demo", "PLANDESK_STAFF_PASSKEY": "required"})
    local = {"PLANDESK_ENV": "demo", "PLANDESK_BASE_URL": "http://localhost:8000", "PLANDESK_STAFF_PASSKEY": "required"}
    assert read_settings(local).access.staff_passkey == "required"


def test_the_demo_needs_nothing_but_its_name() -> None:
    settings = read_settings({"PLANDESK_ENV": "demo"})
    assert settings.demo
    assert not settings.https
    assert settings.bank is None


def test_without_an_environment_it_is_production_and_names_all_that_is_missing() -> None:
    required = [setting.name for setting in SETTINGS if setting.production is REQUIRED]
    with pytest.raises(SettingsInvalid) as refused:
        read_settings({})
    assert [problem.split()[0] for problem in refused.value.problems[:-1]] == required
    assert "nobody can pay" in refused.value.problems[-1]


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert read_settings({"PLANDESK_ENV": "demo", "STRIPE_SECRET_KEY": "", "PLANDESK_PROXIES": ""}).proxies == 0


def test_all_wrong_settings_are_told_at_once() -> None:
    wrong = {
        "PLANDESK_PROXIES": "many",
        "BANK_IBAN": "DE02120300000000202052",
        "DATABASE_URL": "mysql://x",
        "PLANDESK_RATE_WRITES": "often",
        "MAIL_FROM": "nobody",
    }
    assert set(faults(**wrong)) == set(wrong)


@pytest.mark.parametrize("keys", ["short", "a key of our own that is long enough,short", DEMO_KEY, None])
def test_keys_are_long_and_not_the_demos(keys: str | None) -> None:
    assert faults(PLANDESK_SECRET_KEYS=keys) == ["PLANDESK_SECRET_KEYS"]


KEY = PRODUCTION["PLANDESK_SIGNING_KEYS"]


@pytest.mark.parametrize("keys", ["short", KEY[:-1], retired(KEY), f"{KEY},short", f"{KEY},public:short", ",", None])
def test_signing_keys_are_whole_and_the_first_can_sign(keys: str | None) -> None:
    assert faults(PLANDESK_SIGNING_KEYS=keys) == ["PLANDESK_SIGNING_KEYS"]


def test_a_production_without_a_signing_key_is_told_how_to_make_one() -> None:
    with pytest.raises(SettingsInvalid, match=r"PLANDESK_SIGNING_KEYS is missing.*`plandesk quote keys new`"):
        read_settings({name: value for name, value in PRODUCTION.items() if name != "PLANDESK_SIGNING_KEYS"})


def test_signing_keys_that_verify_alone_may_follow_the_one_that_signs() -> None:
    keys = read_settings({**PRODUCTION, "PLANDESK_SIGNING_KEYS": f"{new_key()}, {retired(KEY)}, {KEY}"}).signing_keys
    assert keys is not None
    assert [each.reveal() for each in keys[1:]] == [retired(KEY), KEY]


def test_staff_are_named_with_their_roles() -> None:
    staff = read_settings({**PRODUCTION, "PLANDESK_STAFF": "admin:Ann@Vendor.example, sales:bo@vendor.example,"}).staff
    assert staff == {"ann@vendor.example": "admin", "bo@vendor.example": "sales"}


@pytest.mark.parametrize("staff", ["ann@vendor.example", "boss:ann@vendor.example", "admin:ann", "admin:a@b,sales:A@b"])
def test_staff_without_a_known_role_or_address_or_with_two_roles_are_refused(staff: str) -> None:
    assert faults(PLANDESK_STAFF=staff) == ["PLANDESK_STAFF"]


def test_no_secret_is_shown_by_the_settings_or_by_their_faults() -> None:
    assert "hush-hush" not in repr(read_settings(PRODUCTION))
    assert "hush-hush" not in str(Secret("hush-hush"))
    with pytest.raises(SettingsInvalid) as refused:
        read_settings({**PRODUCTION, "DATABASE_URL": "mysql://hush-hush", "STRIPE_SECRET_KEY": "sk_test_hush-hush"})
    assert "hush-hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANDESK_BASE_URL", "http://support.example.com"),
        ("STRIPE_BASE_URL", "http://127.0.0.1:8001/stripe"),
        ("PAYPAL_BASE_URL", "https://api-m.sandbox.paypal.com"),
        ("STRIPE_SECRET_KEY", "sk_test_123"),
        ("PLANDESK_ENV", "prod"),
        ("PLANDESK_BASE_URL", "https://support.example.com/desk"),
        ("BANK_BIC", "NOBANK"),
        ("SMTP_URL", "http://mail.example.com"),
        ("MAIL_FROM", "Desk\n<desk@example.com>"),
        ("PLANDESK_CLOCK_FILE", "var/clock"),
        ("PLANDESK_SIGNING_KEY_FILE", "var/signing.key"),
        ("PLANDESK_CLOCK_OFFSET", "0"),
        ("PLANDESK_CLOCK_OFFSET", "tomorrow"),
    ],
)
def test_production_refuses(name: str, value: str) -> None:
    assert name in faults(**{name: value})


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"BANK_BIC": None}, ["BANK_BIC"]),
        ({"STRIPE_WEBHOOK_SECRETS": None}, ["STRIPE_WEBHOOK_SECRETS"]),
        ({"PAYPAL_CLIENT_ID": "abc"}, ["PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"]),
    ],
)
def test_settings_that_belong_together_are_missed_together(given: dict[str, str | None], missing: list[str]) -> None:
    assert faults(**given) == missing


def test_a_production_in_which_nobody_can_pay_is_refused() -> None:
    ways = dict.fromkeys(name for name in PRODUCTION if name.startswith(("BANK", "STRIPE")))
    assert faults(**ways) == ["STRIPE_SECRET_KEY"]


@pytest.mark.parametrize("storage", ["nowhere://hush-hush", "async+memory://", "redis://desk:hush-hush@cache:port"])
def test_a_storage_of_rates_that_cannot_be_used_is_told_without_its_password(storage: str) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        read_settings({**PRODUCTION, "PLANDESK_RATE_STORAGE": storage})
    assert [each.split()[0] for each in refused.value.problems] == ["PLANDESK_RATE_STORAGE"]
    assert "hush" not in str(refused.value)


def test_a_storage_whose_library_is_absent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    assert faults(PLANDESK_RATE_STORAGE="redis://cache") == ["PLANDESK_RATE_STORAGE"]

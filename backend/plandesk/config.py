"""The settings: read from the environment, all faults told at once, secrets never shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal

from plandesk import config_readers as readers
from plandesk.adapters.clock import read_offset
from plandesk.config_documents import DOCUMENT_SETTINGS
from plandesk.config_passkeys import PASSKEY_SETTINGS, passkey_faults
from plandesk.config_readers import Secret
from plandesk.config_setting import REQUIRED, Setting
from plandesk.config_signatures import SIGNATURES
from plandesk.domain.access import AccessRules, StaffRoles
from plandesk.domain.passkeys import PasskeyRule
from plandesk.services.ports import BankAccount, Seller

Environment = Literal["demo", "production"]
DEMO_KEY: Final = "demo-key-that-everybody-knows-0000000000"
"""Signs links of the demo; the links of a real service would be worth nothing with it."""

STRIPE_URL: Final = "https://api.stripe.com"
PAYPAL_URL: Final = "https://api-m.paypal.com"


class SettingsInvalid(Exception):
    """Settings are taken whole and faultless or not at all; `problems` are sentences that begin with the name."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the caretaker needs to know, checked."""

    env: Environment
    base_url: str
    database_url: Secret
    plans: Path | None
    site: Path | None
    mail_dir: Path
    smtp_url: Secret | None
    mail_from: str
    vendor_mail: str
    stripe_key: Secret | None
    stripe_webhook_secrets: tuple[Secret, ...]
    stripe_url: str
    paypal_client_id: str | None
    paypal_secret: Secret | None
    paypal_webhook_id: str | None
    paypal_url: str
    bank_beneficiary: str | None
    bank_name: str | None
    bank_iban: str | None
    bank_bic: str | None
    secret_keys: tuple[Secret, ...]
    staff: StaffRoles
    sign_in_lifetime: timedelta
    contact_idle: timedelta
    contact_longest: timedelta
    staff_idle: timedelta
    staff_longest: timedelta
    staff_passkey: PasskeyRule
    proxies: int
    max_body_bytes: int
    rate_storage: Secret
    rate_writes: str
    rate_inquiries: str
    rate_sign_in: str
    rate_sign_in_address: str
    price_cache: int
    poll_after: timedelta
    clock_file: Path | None
    clock_offset: timedelta | None
    signing_keys: tuple[Secret, ...] | None
    signing_key_file: Path | None
    seller_name: str | None
    seller_address: tuple[str, ...]
    seller_tax_id: str | None
    seller_registration: str | None
    seller_locale: str
    fonts: Path | None

    @property
    def demo(self) -> bool:
        """Tell whether this is the demo, which alone shows mails and components in the browser."""
        return self.env == "demo"

    @property
    def https(self) -> bool:
        """Tell whether people reach the service over https."""
        return self.base_url.startswith("https://")

    @property
    def bank(self) -> BankAccount | None:
        """Return the account that wires go to, or None where none is configured."""
        if not (self.bank_beneficiary and self.bank_name and self.bank_iban and self.bank_bic):
            return None
        return BankAccount(self.bank_beneficiary, self.bank_name, self.bank_iban, self.bank_bic)

    def seller(self, vendor: str) -> Seller:
        """Return who sells, as documents name it; by default the vendor of the catalogue."""
        return Seller(
            name=self.seller_name or vendor,
            email=self.vendor_mail,
            address=self.seller_address,
            tax_id=self.seller_tax_id,
            registration=self.seller_registration,
            locale=self.seller_locale,
        )

    @property
    def access(self) -> AccessRules:
        """Return how long sign-ins and sessions last."""
        return AccessRules(
            sign_in=self.sign_in_lifetime,
            contact_idle=self.contact_idle,
            contact_longest=self.contact_longest,
            staff_idle=self.staff_idle,
            staff_longest=self.staff_longest,
            staff_passkey=self.staff_passkey,
        )


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "PLANDESK_ENV",
        "env",
        readers.read_environment,
        "demo",
        "production",
        "`demo` or `production`. The demo shows mails and components in the browser and may use local payment servers.",
    ),
    Setting(
        "PLANDESK_BASE_URL",
        "base_url",
        readers.read_origin,
        "http://127.0.0.1:8000",
        REQUIRED,
        "The address people use, without a path; every link in a mail begins with it. https in production.",
    ),
    Setting(
        "DATABASE_URL",
        "database_url",
        readers.read_database,
        "sqlite:///var/plandesk.db",
        REQUIRED,
        "Where orders are kept: `sqlite:///path` or `postgresql://name:password@host/database`. Secret.",
    ),
    Setting(
        "PLANDESK_PLANS", "plans", Path, None, None, "The catalogue file; without it, the one that comes with Plandesk."
    ),
    Setting(
        "PLANDESK_SITE",
        "site",
        Path,
        None,
        None,
        "The folder of the built pages; without it, `var/site` if `plandesk build` made it, else the built-in one.",
    ),
    Setting(
        "PLANDESK_MAIL_DIR", "mail_dir", Path, "var/mail", "var/mail", "Where mails are written while no SMTP is set."
    ),
    Setting(
        "SMTP_URL",
        "smtp_url",
        readers.read_smtp,
        None,
        REQUIRED,
        "How mails leave: `smtp://name:password@host:port` (STARTTLS), `smtps://…` or `smtp+plain://…`. Secret.",
    ),
    Setting(
        "MAIL_FROM",
        "mail_from",
        readers.read_mail_address,
        "desk@plandesk.example",
        REQUIRED,
        "The sender of every mail.",
    ),
    Setting(
        "VENDOR_MAIL",
        "vendor_mail",
        readers.read_mail_address,
        "sales@plandesk.example",
        REQUIRED,
        "Where the vendor reads questions and notices.",
    ),
    Setting(
        "STRIPE_SECRET_KEY",
        "stripe_key",
        readers.read_secret,
        None,
        None,
        "Turns card payment on: a live secret or restricted key. Secret.",
    ),
    Setting(
        "STRIPE_WEBHOOK_SECRETS",
        "stripe_webhook_secrets",
        readers.read_secrets,
        "",
        "",
        "Signing secrets of the card webhook, apart by commas while one replaces another. Secret.",
    ),
    Setting(
        "STRIPE_BASE_URL",
        "stripe_url",
        readers.read_url,
        STRIPE_URL,
        STRIPE_URL,
        "The card provider's API; another than Stripe's own only in the demo.",
    ),
    Setting(
        "PAYPAL_CLIENT_ID",
        "paypal_client_id",
        readers.read_text,
        None,
        None,
        "Turns PayPal on, together with the secret.",
    ),
    Setting(
        "PAYPAL_CLIENT_SECRET",
        "paypal_secret",
        readers.read_secret,
        None,
        None,
        "The secret of the PayPal client. Secret.",
    ),
    Setting(
        "PAYPAL_WEBHOOK_ID",
        "paypal_webhook_id",
        readers.read_text,
        None,
        None,
        "The id of the PayPal webhook, with which its notices are verified.",
    ),
    Setting(
        "PAYPAL_BASE_URL",
        "paypal_url",
        readers.read_url,
        PAYPAL_URL,
        PAYPAL_URL,
        "PayPal's API; another than PayPal's live one only in the demo.",
    ),
    Setting(
        "BANK_BENEFICIARY",
        "bank_beneficiary",
        readers.read_text,
        None,
        None,
        "Turns wires on, together with the next three: whose account it is.",
    ),
    Setting("BANK_NAME", "bank_name", readers.read_text, None, None, "The bank of the account."),
    Setting("BANK_IBAN", "bank_iban", readers.read_iban, None, None, "The account's IBAN."),
    Setting("BANK_BIC", "bank_bic", readers.read_bic, None, None, "The bank's BIC."),
    Setting(
        "PLANDESK_SECRET_KEYS",
        "secret_keys",
        readers.read_keys,
        DEMO_KEY,
        REQUIRED,
        "Signs links and codes: keys of at least 32 random characters, apart by commas, the newest first. Secret.",
    ),
    Setting(
        "PLANDESK_STAFF",
        "staff",
        readers.read_staff,
        "",
        "",
        "Who of the vendor may sign in, as `role:address,…` with the roles sales, finance and admin; "
        "`plandesk staff add` adds others.",
    ),
    Setting(
        "PLANDESK_SIGN_IN_MINUTES",
        "sign_in_lifetime",
        readers.read_minutes,
        "15",
        "15",
        "How many minutes a mailed link or code signs in.",
    ),
    Setting(
        "PLANDESK_CONTACT_IDLE_HOURS",
        "contact_idle",
        readers.read_hours,
        "336",
        "336",
        "After how many hours without use a customer's session ends.",
    ),
    Setting(
        "PLANDESK_CONTACT_SESSION_HOURS",
        "contact_longest",
        readers.read_hours,
        "1440",
        "1440",
        "After how many hours a customer's session ends in any case.",
    ),
    Setting(
        "PLANDESK_STAFF_IDLE_HOURS",
        "staff_idle",
        readers.read_hours,
        "12",
        "12",
        "After how many hours without use a session of staff ends.",
    ),
    Setting(
        "PLANDESK_STAFF_SESSION_HOURS",
        "staff_longest",
        readers.read_hours,
        "168",
        "168",
        "After how many hours a session of staff ends in any case.",
    ),
    *PASSKEY_SETTINGS,
    Setting(
        "PLANDESK_PROXIES",
        "proxies",
        readers.read_count(0, 9),
        "0",
        "0",
        "How many proxies of yours stand in front; only then are their `X-Forwarded-*` headers believed.",
    ),
    Setting(
        "PLANDESK_MAX_BODY_BYTES",
        "max_body_bytes",
        readers.read_count(4096, 16_777_216),
        "262144",
        "262144",
        "The longest request body that is read.",
    ),
    Setting(
        "PLANDESK_RATE_STORAGE",
        "rate_storage",
        readers.read_storage,
        "memory://",
        "memory://",
        "Where requests are counted: `memory://` for one process, `redis://…` (extra `redis`) for several. Secret.",
    ),
    Setting(
        "PLANDESK_RATE_WRITES",
        "rate_writes",
        readers.read_rate,
        "60 per minute",
        "60 per minute",
        "How often one address may order, pay, cancel or reconfirm.",
    ),
    Setting(
        "PLANDESK_RATE_INQUIRIES",
        "rate_inquiries",
        readers.read_rate,
        "10 per hour",
        "10 per hour",
        "How often one address may ask the vendor a question.",
    ),
    Setting(
        "PLANDESK_RATE_SIGN_IN",
        "rate_sign_in",
        readers.read_rate,
        "60 per hour",
        "60 per hour",
        "How often one network may ask for a mail to sign in, invite a contact or ask for another address.",
    ),
    Setting(
        "PLANDESK_RATE_SIGN_IN_ADDRESS",
        "rate_sign_in_address",
        readers.read_rate,
        "5 per 15 minute; 20 per day",
        "5 per 15 minute; 20 per day",
        "How often such a mail may be asked for to one mail address, whether it is known or not.",
    ),
    Setting(
        "PLANDESK_PRICE_CACHE",
        "price_cache",
        readers.read_count(0, 1_000_000),
        "2048",
        "2048",
        "How many answers of the price preview each process keeps; 0 keeps none.",
    ),
    Setting(
        "PLANDESK_POLL_AFTER",
        "poll_after",
        readers.read_seconds,
        "180",
        "180",
        "How many seconds a payment stays quiet before its provider is asked about it.",
    ),
    Setting(
        "PLANDESK_CLOCK_FILE",
        "clock_file",
        Path,
        "var/clock",
        None,
        "Where `/dev/clock` keeps by how many seconds the clock is moved. In the demo only.",
    ),
    Setting(
        "PLANDESK_CLOCK_OFFSET",
        "clock_offset",
        read_offset,
        None,
        None,
        "By how many seconds the clock is moved, whatever the file holds; `plandesk --now` sets it. In the demo only.",
    ),
    *SIGNATURES,
    *DOCUMENT_SETTINGS,
)
"""Every setting there is; the README's table is kept equal to it by a test."""


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read and check all settings.

    Raises:
        SettingsInvalid: anything is missing or wrong; every fault is listed, and no value of a secret is.
    """
    env = environ.get("PLANDESK_ENV", "production")
    values: dict[str, object] = {}
    problems: list[str] = []
    for setting in SETTINGS:
        raw = environ.get(setting.name) or (setting.demo if env == "demo" else setting.production)
        if raw is REQUIRED:
            problems.append(f"{setting.name} is missing. {setting.doc}")
        elif raw is None:
            values[setting.field] = None
        else:
            try:
                values[setting.field] = setting.read(str(raw))
            except ValueError as fault:
                problems.append(f"{setting.name} {_fault(fault)}.")
    problems += _together(values) + (_production(values) if env == "production" else [])
    if problems:
        raise SettingsInvalid(problems)
    return Settings(**values)  # type: ignore[arg-type]  # Each reader returns its field's type; a test builds both.


def _fault(fault: ValueError) -> str:
    told = str(fault).rstrip(".")
    return told if told.startswith("must ") else f"cannot be read: {told}"


_GROUPS: Final = (
    ("BANK_BENEFICIARY", "BANK_NAME", "BANK_IBAN", "BANK_BIC"),
    ("PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"),
    ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRETS"),
)
_FIELD_OF: Final = {setting.name: setting.field for setting in SETTINGS}


def _together(values: Mapping[str, object]) -> list[str]:
    """List settings that are missing although their companions are set; a setting already found wrong is left out."""
    problems = []
    for group in _GROUPS:
        present = [name for name in group if values.get(_FIELD_OF[name]) or _FIELD_OF[name] not in values]
        if present:
            problems += [f"{name} is missing: it belongs with {present[0]}." for name in group if name not in present]
    problems += passkey_faults(values)
    return problems


def _production(values: Mapping[str, object]) -> list[str]:
    """List what a service for real money must not have: open addresses, test keys, a moved clock, no way to pay."""
    problems = []
    if not str(values.get("base_url", "https://")).startswith("https://"):
        problems.append("PLANDESK_BASE_URL must begin with https:// in production.")
    for field, name, only in (
        ("stripe_url", "STRIPE_BASE_URL", STRIPE_URL),
        ("paypal_url", "PAYPAL_BASE_URL", PAYPAL_URL),
    ):
        if values.get(field, only) != only:
            problems.append(f"{name} must be {only} in production; a sandbox takes no money.")
    problems += [
        f"{name} must be unset in production: real money keeps the real time."
        for name in ("PLANDESK_CLOCK_FILE", "PLANDESK_CLOCK_OFFSET")
        if values.get(_FIELD_OF[name]) is not None
    ]
    if values.get("signing_key_file") is not None:
        problems.append("PLANDESK_SIGNING_KEY_FILE must be unset in production: PLANDESK_SIGNING_KEYS holds the keys.")
    if Secret(DEMO_KEY) in (values.get("secret_keys") or ()):  # type: ignore[operator]  # A tuple, where it was read.
        problems.append("PLANDESK_SECRET_KEYS must be your own in production; the demo's is known to everybody.")
    key = values.get("stripe_key")
    if isinstance(key, Secret) and not key.reveal().startswith(("sk_live_", "rk_live_")):
        problems.append("STRIPE_SECRET_KEY must be a live key in production: it begins with sk_live_ or rk_live_.")
    ways = ("STRIPE_SECRET_KEY", "PAYPAL_CLIENT_ID", "BANK_IBAN")
    if not any(values.get(_FIELD_OF[name]) or _FIELD_OF[name] not in values for name in ways):
        problems.append(f"{', '.join(ways)}: at least one must be set, or nobody can pay.")
    return problems

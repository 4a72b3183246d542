"""The sentences of every problem: what was refused, and where it helps, what to do instead."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.pricing import Refusal, StartId
from plandesk.text.formats import count, country, day, whole

_ORDER_DIGITS = 10
Facts = Mapping[str, str | int | None]

START_NAMES: Mapping[StartId, str] = {
    "at_end": "when the current term ends",
    "today": "today",
    "continuous": "where the last term ended",
    "from_payment": "on the day of payment",
}

LANE_NAMES: Mapping[str, str] = {
    "support": "support",
    "maintenance_upgrades": "maintenance upgrades",
    "critical_updates": "critical updates",
}


def explain(refusal: Refusal, catalogue: Catalogue) -> str:
    """Say in one or two sentences why a line of a selection is refused."""
    return _REFUSALS[refusal.rule](dict(refusal.facts), catalogue)


def no_order(facts: Mapping[str, Any]) -> str:
    """Say that there is no such order: staff type its number, buyers follow its address."""
    name = str(facts.get("order", ""))
    if len(name) == _ORDER_DIGITS and name.isdecimal():
        return f"There is no order {name}. Check its ten digits."
    return "There is no order at this address. Check that the whole address was copied."


def unknown_currency(facts: Mapping[str, object]) -> str:
    """Say that nothing is priced in a currency."""
    return f"Nothing is priced in {facts['currency']}."


def _unknown_plan(facts: Facts, catalogue: Catalogue) -> str:
    return f"There is no plan “{facts['plan']}”."


def _unknown_level(facts: Facts, catalogue: Catalogue) -> str:
    return f"There are no incidents of level “{facts['level']}”."


def _units(facts: Facts, catalogue: Catalogue) -> str:
    return f"One line holds 1 to {facts['most']} incidents, not {_number(facts['units'])}."


def _periods(facts: Facts, catalogue: Catalogue) -> str:
    return f"One line holds 1 to {facts['most']} terms for an installation, not {_number(facts['periods'])}."


def _not_sold(reason: str) -> Callable[[Facts, Catalogue], str]:
    def sentence(facts: Facts, catalogue: Catalogue) -> str:
        stated = catalogue.plan(str(facts["plan"])).sale.reason
        return f"{_plan_name(facts['plan'], catalogue)} {reason}." + (f" {stated}" if stated else "")

    return sentence


def _other_family(facts: Facts, catalogue: Catalogue) -> str:
    wanted, current = _plan_name(facts["plan"], catalogue), _plan_name(facts["current"], catalogue)
    return (
        f"{wanted} is for another product than {current}, so it cannot extend it. Buy it as a new installation instead."
    )


def _nothing_to_extend(facts: Facts, catalogue: Catalogue) -> str:
    name = _plan_name(facts["plan"], catalogue)
    return f"{name} has no support period, so there is nothing to extend. Choose a plan for a new installation."


def _too_early(facts: Facts, catalogue: Catalogue) -> str:
    opens = day(date.fromisoformat(str(facts["opens_on"])))
    return (
        f"A term can be queued behind the current one from {count(_int(facts['days']), 'day')} before it ends: "
        f"for this one from {opens}. An equal or higher plan can also start today, which ends the current term early."
    )


def _start_not_open(facts: Facts, catalogue: Catalogue) -> str:
    start = START_NAMES.get(facts["start"], str(facts["start"]))  # type: ignore[call-overload]  # A plain str is looked up.
    return f"With this last covered day the extension cannot start {start}. Choose one of the starts that are offered."


def _downgrade(facts: Facts, catalogue: Catalogue) -> str:
    return "A lower plan can only start when the current term ends."


def _would_shorten(facts: Facts, catalogue: Catalogue) -> str:
    return "Starting today would end your cover earlier than it ends now. Start when the current term ends."


def _too_late(facts: Facts, catalogue: Catalogue) -> str:
    latest, start = (day(date.fromisoformat(str(facts[name]))) for name in ("latest", "start"))
    return f"Every term must start by {latest}; the last one here would start on {start}. Choose fewer terms."


def _not_confirmed(facts: Facts, catalogue: Catalogue) -> str:
    days = count(_int(facts["days"]), "day")
    return f"Starting today gives up {days} of the current term. Confirm this number of days to order."


def _suspended(facts: Facts, catalogue: Catalogue) -> str:
    return f"{_plan_name(facts['plan'], catalogue)} is suspended, so it can be neither extended nor upgraded. Ask us."


def _nothing_to_upgrade(facts: Facts, catalogue: Catalogue) -> str:
    return "No plan is running today, so there is nothing to upgrade. Extend the installation instead."


def _not_higher(facts: Facts, catalogue: Catalogue) -> str:
    wanted, current = _plan_name(facts["plan"], catalogue), _plan_name(facts["current"], catalogue)
    return f"{wanted} is not above {current}, so it can only start when the current term ends."


def _not_priced(facts: Facts, catalogue: Catalogue) -> str:
    return f"{facts['name']} has no price in {facts['currency']}, and nothing is converted."


def _paid_in_another(facts: Facts, catalogue: Catalogue) -> str:
    return f"The running plan was paid in {facts['paid']}, and so is its credit. Upgrade in that currency."


def _upgrade_would_shorten(facts: Facts, catalogue: Catalogue) -> str:
    lane = LANE_NAMES[str(facts["lane"])]
    return f"This upgrade would shorten {lane} by {count(_int(facts['days']), 'day')}. No purchase may do that; ask us."


def _never_covered(facts: Facts, catalogue: Catalogue) -> str:
    return f"“{facts['installation']}” never had a plan, so there is nothing to extend. Buy it a first plan."


def _covered_already(facts: Facts, catalogue: Catalogue) -> str:
    return f"“{facts['installation']}” has or had a plan: extend it instead of buying a first one."


def _cover_changed(facts: Facts, catalogue: Catalogue) -> str:
    name = facts["installation"]
    return f"What covers “{name}” has changed since it was shown. Look at the new dates and confirm them."


def _day_out_of_range(facts: Facts, catalogue: Catalogue) -> str:
    return f"The last covered day lies between the years {facts['first']} and {facts['last']}."


def _installation_twice(facts: Facts, catalogue: Catalogue) -> str:
    return f"The installation “{facts['installation']}” stands in an earlier line. Choose more terms there instead."


def _plan_name(plan_id: str | int | None, catalogue: Catalogue) -> str:
    plan = catalogue.plan(str(plan_id))
    return f"{plan.name.value} ({catalogue.family(plan.family).name})"


def _number(value: str | int | None) -> str:
    return whole(_int(value))


def _int(value: str | int | None) -> int:
    return int(value or 0)


_REFUSALS: Mapping[str, Callable[[Facts, Catalogue], str]] = {
    "unknown-plan": _unknown_plan,
    "unknown-level": _unknown_level,
    "units-out-of-range": _units,
    "periods-out-of-range": _periods,
    "with-licence-only": _not_sold("is not sold on its own"),
    "not-for-sale": _not_sold("is not sold here"),
    "extension-only": _not_sold("is sold only to extend an installation that has support"),
    "extension-other-family": _other_family,
    "nothing-to-extend": _nothing_to_extend,
    "extension-too-early": _too_early,
    "start-not-open": _start_not_open,
    "downgrade-only-at-end": _downgrade,
    "today-would-shorten": _would_shorten,
    "starts-too-late": _too_late,
    "days-given-up-not-confirmed": _not_confirmed,
    "day-out-of-range": _day_out_of_range,
    "installation-twice": _installation_twice,
    "term-suspended": _suspended,
    "nothing-to-upgrade": _nothing_to_upgrade,
    "upgrade-not-higher": _not_higher,
    "not-priced-in-currency": _not_priced,
    "paid-in-another-currency": _paid_in_another,
    "upgrade-would-shorten": _upgrade_would_shorten,
    "never-covered": _never_covered,
    "covered-already": _covered_already,
    "cover-changed": _cover_changed,
}
"""A sentence for every rule that refuses a line; a test keeps it complete."""

SELECTION = "At least one line cannot be bought as it stands. Each fault says what would help."
COVER = "The cover of an installation changed since it was shown. Each fault names one; look at its new dates."
BUYER_NEEDED = "Say who orders, and in which country: it is not known here."
PAYER_REFUSED = "This contact may not order, so nobody would pay. Choose an owner or a billing contact."
DATES_CHANGED = "Its dates or its total are no longer those you were shown. Look at them again before you pay."
OVERTAKEN: Mapping[str, str] = {
    "upgraded": "The plan that it upgrades was closed in another way since. Cancel it, and order again what you need.",
    "ended": "The end that it keeps has passed: nothing is left to upgrade. Cancel it, and order again what you need.",
    "suspended": "The cover of an installation is suspended, so this order cannot be paid now. Ask us.",
}
TERMS_CHANGED = "The terms of sale were changed after you read them. Read the new version and accept it to order."
KEY_REUSED = "This idempotency key belongs to another request. Use a new key for a new order."
NOTHING_TO_RECONFIRM = "No corrected dates wait for this confirmation. Look at the order again: they may have changed."
MOVE_REFUSED = "The order is past the state in which this can be done."
NOT_PAYABLE = "The order awaits no payment: it is paid, cancelled or has run out."
IN_FLIGHT = "A payment for this order is on its way. Until it has come or failed, nothing can be begun or cancelled."
METHOD_UNAVAILABLE = "This way to pay is not offered for this order. Choose another."
NO_EDITION = "No such version of the catalogue was ever in use here."
NO_ATTEMPT = "There is no such payment."
NO_DOCUMENT = "No document of this number belongs to this order."
NOT_WRITTEN = "The document is issued, but its file could not be written yet. Try again in some minutes."
BEYOND_QUOTA = "Too little is left to serve this request, and none is ever split. The choices say what can be done."
BY_AGREEMENT = "An incident does not serve a request of this length. It needs an agreement with the vendor first."
REFERENCE_TAKEN = "This reference was recorded with other content. Correct that request, or use another reference."
REQUEST_IN_FUTURE = "A request is recorded on its day or later, in the vendor’s time zone."
REQUEST_VOIDED = "A voided request is changed no more. Record it anew under another reference."
UNKNOWN_LEVEL = "There is no such level of work in the catalogue."
EXTEND_LINK_REFUSED = "The link of a reminder works until some time after cover has ended. Sign in to extend instead."
STOP_LINK_REFUSED = "This link stops nothing. Reminders can be stopped in the settings of the account."
SIGN_IN_REFUSED = "The code or link is wrong, was used, or has run out. Ask for a new mail; only the newest one counts."
OTHER_BROWSER = (
    "This link was asked for in another browser. Open it there, or type the code of the same mail where you asked."
)
NEW_ADDRESS_REFUSED = "The link has run out, was used, or a newer one was asked for. Ask for the change again."
ADDRESS_UNCHANGED = "You sign in with this address already. Name another one to change it."
EMAIL_TAKEN = "This mail address cannot be added. If it should be, ask us, and we look at it together."
CONTACT_KNOWN = "This person is already here. To give another name or role, change the contact."
LAST_OWNER = "This is the last owner. Make somebody else an owner first."
CUSTOMER_REFERENCE_TAKEN = "Another customer has this reference."
INSTALLATION_TAKEN = "The customer has an installation of this reference already."
REASON_MISSING = "Say why, in words: the reason is kept with what was done."
SIGN_IN_NEEDED = "Nobody is signed in here, or the session has ended. Sign in and try again."
NOT_ALLOWED = "You are known, but your role or scope does not allow this. Ask an owner of your account or the vendor."
NOTHING_HERE = "There is nothing at this address."
NOT_AUTHENTIC = "The notice is not signed by the provider, or its signature is too old."
NOTICE_MALFORMED = "The notice cannot be read."
PROVIDER_DOWN = "The payment provider did not answer. Nothing was taken; try again, or pay another way."
PROVIDER_REFUSED = "The payment provider refused to open a payment. Nothing was taken; pay another way."
MALFORMED = "The body is not well-formed JSON."
CROSS_SITE = "Another site sent this request. Open the page on this site and try again."
METHOD_NOT_ALLOWED = "This address does not take this method; the Allow header lists those it takes."
NOT_ACCEPTABLE = "The answer is JSON, which the Accept header refuses."
TOO_LARGE = "The body is longer than is read here."
NOT_A_FILE = "Send the file itself, as application/octet-stream."
NOT_JSON = "Send the body as application/json."
INVALID_PAYLOAD = "Some members are missing or not as the API’s document says. Each fault names its place."
TOO_MANY = "This was done too often from this address. Try again later; Retry-After says in how many seconds."
NOT_READY = "The service cannot answer yet."
INTERNAL = "The request failed for a reason of ours. Try again; if it fails again, quote the request id."
KEY_NEEDED = "Send an Idempotency-Key header of 8 to 255 visible ASCII characters, new for every order."


def tax_id(facts: Mapping[str, Any]) -> str:
    """Say why a tax id does not take the tax off, and what to do."""
    named = country(str(facts["country"]))
    return (
        f"“{facts['tax_id']}” is not a valid VAT id of {named}. Correct it, or leave it empty and pay the tax; "
        "without tax we sell only to a VAT id of the country you are in."
    )


def total_changed(expected: str, total: str) -> str:
    """Say that the total shown no longer holds, with both figures."""
    return f"You were shown {expected}; the total is now {total}. Look at the lines again before you order."


CURSOR_INVALID = "This cursor is none of this list, in this order. Begin at the first page."

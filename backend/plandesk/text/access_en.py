"""The English words of the mails about signing in, and how browsers are called."""

from plandesk.domain.access import NewAddress
from plandesk.domain.customers import Contact, Customer, Role
from plandesk.services.ports import Mailbox
from plandesk.text.formats import minutes

ROLE_NAMES: dict[Role, str] = {
    "owner": "an owner: you see and do everything, and say who the contacts are",
    "billing": "a billing contact: you see cover and orders, order and pay",
    "technical": "a technical contact: you see cover and quota, and prepare orders for others to pay",
}

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)


def sign_in(token: str, code: str, lifetime_minutes: int, mailbox: Mailbox) -> tuple[str, str]:
    """Bring the link and the code."""
    valid = minutes(lifetime_minutes)
    return f"Sign in at {mailbox.vendor}: your code and link", _signed(
        mailbox,
        f"Your code is {code}. Type it where you asked to sign in.",
        f"Or open this link in the same browser:\n{mailbox.base_url}/sign-in/?token={token}",
        f"Both work once, within {valid}. Nobody of us will ever ask you for the code.",
        "If it was not you who asked, ignore this mail: without it nobody can sign in.",
    )


def invited(contact: Contact, customer: Customer, mailbox: Mailbox) -> tuple[str, str]:
    """Invite a new contact."""
    return f"You can sign in for {customer.name}", _signed(
        mailbox,
        f"Dear {contact.name},",
        f"you were added to the support account of {customer.name} as {ROLE_NAMES[contact.role]}.",
        f"Sign in with this mail address; there is no password:\n{mailbox.base_url}/sign-in/",
        "If you do not know why you get this mail, ignore it, or answer it.",
    )


def new_address(token: str, wish: NewAddress, contact: Contact, mailbox: Mailbox) -> tuple[str, str]:
    """Ask a mailbox whether the address shall change."""
    return "Confirm the new mail address", _signed(
        mailbox,
        f"Dear {contact.name},",
        f"you asked to sign in with {wish.new_email} instead of {wish.old_email}. Both addresses have to confirm; "
        "each has got a link of its own. Confirm for this one here:",
        f"{mailbox.base_url}/account/settings/?confirm={token}",
        "The link works for one day. Until both have confirmed, nothing changes.",
        "If it was not you who asked, do not open the link, and answer this mail.",
    )


def address_changed(wish: NewAddress, contact: Contact, mailbox: Mailbox) -> tuple[str, str]:
    """Tell the old address that it signs in no more."""
    return "Your mail address has changed", _signed(
        mailbox,
        f"Dear {contact.name},",
        f"both addresses have confirmed: you now sign in with {wish.new_email}, and no longer with {wish.old_email}.",
        "If this is not right, answer this mail at once.",
    )


def browser(told: str) -> str:
    """Name a browser by how it calls itself, as far as that is known: `Firefox on Windows`."""
    name = next((name for sign, name in _BROWSERS if sign in told), None)
    system = next((name for sign, name in _SYSTEMS if sign in told), None)
    if name and system:
        return f"{name} on {system}"
    return name or system or "Unknown browser"


def _signed(mailbox: Mailbox, *paragraphs: str) -> str:
    return "\n\n".join([*paragraphs, f"{mailbox.vendor}\n{mailbox.vendor_address}"]) + "\n"

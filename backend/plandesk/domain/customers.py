"""Who customers are: organisations, their contacts and installations, and what each role may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money

Role = Literal["owner", "billing", "technical"]
StaffRole = Literal["sales", "finance", "admin"]
Scope = Literal["help_desk", "shop"]
Permission = Literal["see_cover", "see_orders", "prepare_order", "order", "manage_contacts"]

ROLES: tuple[Role, ...] = ("owner", "billing", "technical")
STAFF_ROLES: tuple[StaffRole, ...] = ("sales", "finance", "admin")
SCOPES: tuple[Scope, ...] = ("help_desk", "shop")

EMAIL_ADDRESS = (
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
"""A pattern of mail addresses that means the same in Python and in ECMA."""

MAY: Mapping[Role, frozenset[Permission]] = {
    "owner": frozenset({"see_cover", "see_orders", "prepare_order", "order", "manage_contacts"}),
    "billing": frozenset({"see_cover", "see_orders", "prepare_order", "order"}),
    "technical": frozenset({"see_cover", "prepare_order"}),
}
"""What a contact may do, by role; everything is of the contact's own customer. A technical contact sees cover, quota
and requests, and may prepare an order that another contact pays by link."""


class CustomerNotFound(DomainError):
    """A customer is reached by its own contacts, by staff and by programs only; to others there is none."""


class ContactNotFound(DomainError):
    """A contact is reached within its own customer only."""


class InstallationNotFound(DomainError):
    """An installation is reached within its own customer only; a foreign one is not told from none."""


class InstallationTaken(DomainError):
    """A customer names each installation once. Facts: `reference`."""


class LastOwner(DomainError):
    """A customer keeps an owner, who says who its contacts are. Facts: `contact`."""


class CustomerReferenceTaken(DomainError):
    """The vendor's own number names one customer. Facts: `reference`."""


class EmailTaken(DomainError):
    """A mail address is one contact's: it says who signs in."""


class ContactKnown(DomainError):
    """A customer has each of its contacts once; to change one, it is changed. Facts: `contact`, the id."""


@dataclass(frozen=True, slots=True)
class Customer:
    """An organisation that buys. `reference` is the vendor's own number of it; `country` is ISO 3166 alpha-2."""

    id: str
    name: str
    created_at: datetime
    reference: str | None = None
    country: str | None = None
    tax_id: str | None = None
    invoice_email: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a customer, who signs in by the mail address. One that was removed signs in no more."""

    id: str
    customer_id: str
    email: str
    name: str
    role: Role
    created_at: datetime
    removed_at: datetime | None = None

    def may(self, permission: Permission) -> bool:
        """Tell whether the contact's role allows it."""
        return permission in MAY[self.role]


@dataclass(frozen=True, slots=True)
class Installation:
    """One server or gateway of one customer. `reference` is its licence key or host name, unique to the customer."""

    id: str
    customer_id: str
    family: str
    reference: str
    created_at: datetime
    label: str | None = None
    product: str | None = None
    purchased_on: date | None = None
    price: Money | None = None

    @property
    def name(self) -> str:
        """Return what people call it."""
        return self.label or self.reference


def same_address(one: str, other: str) -> bool:
    """Tell whether two texts are one mail address: case and space around it do not count."""
    return address_key(one) == address_key(other)


def address_key(email: str) -> str:
    """Return the form in which a mail address is kept and looked up."""
    return email.strip().casefold()


def reference_key(reference: str) -> str:
    """Return the form in which an installation's reference is compared."""
    return " ".join(reference.split()).casefold()

"""Who is in the demo: made-up companies with their contacts, the vendor's staff, and whom to sign in as first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from plandesk.domain.customers import Role, StaffRole
from plandesk.domain.orders import Buyer


@dataclass(frozen=True, slots=True)
class Company:
    """A made-up organisation; `people` are its contacts' names by role."""

    number: str
    name: str
    country: str
    domain: str
    people: Mapping[Role, str]

    def email(self, role: Role) -> str:
        """Return a contact's address: the first name at the company."""
        return f"{self.people[role].split()[0].lower()}@{self.domain}"


ALDER: Final = Company(
    "D-1001",
    "Alder Telecom",
    "HU",
    "alder-telecom.example",
    {"owner": "Ada Alder", "billing": "Ben Budai", "technical": "Tess Tokaji"},
)
BIRCH: Final = Company("D-1002", "Birch Voice", "DE", "birch-voice.example", {"owner": "Bruno Birch"})
CEDAR: Final = Company("D-1003", "Cedar Lines", "RO", "cedar-lines.example", {"owner": "Carla Cedar"})
DOGWOOD: Final = Company("D-1004", "Dogwood Gateways", "NL", "dogwood.example", {"owner": "Dora Dogwood"})
ELM: Final = Company("D-1005", "Elm Carrier", "PL", "elm-carrier.example", {"owner": "Emil Elm"})
FIR: Final = Company("D-1006", "Fir Relay", "AT", "fir-relay.example", {"owner": "Fay Fir"})
GINKGO: Final = Company("D-1007", "Ginkgo Offices", "ES", "ginkgo.example", {"owner": "Gil Ginkgo"})
HAZEL: Final = Company("D-1008", "Hazel Switching", "IT", "hazel.example", {"owner": "Hana Hazel"})
IVY: Final = Company("D-1009", "Ivy Calls", "FR", "ivy-calls.example", {"owner": "Ivo Ivy"})
JUNIPER: Final = Company(
    "D-1010",
    "Juniper Phones",
    "SE",
    "juniper-phones.example",
    {"owner": "June Juniper", "technical": "Jack Tokaji"},
)
KAPOK: Final = Company("D-1011", "Kapok Trunks", "PT", "kapok.example", {"owner": "Kai Kapok"})
LARCH: Final = Company("D-1012", "Larch Veteran Telecom", "CZ", "larch.example", {"owner": "Lena Larch"})
MAPLE: Final = Company("D-1013", "Maple Beginners", "IE", "maple.example", {"owner": "Max Maple"})
NUTMEG: Final = Company("D-1014", "Nutmeg Networks", "BE", "nutmeg.example", {"owner": "Nora Nutmeg"})
OLIVE: Final = Buyer("Olive Desk", "Oscar Olive", "oscar@olive-desk.example", "GR")

PEAR: Final = Buyer("Pear and Sons", "Petra Pear", "petra@pear.example", "DE")
QUINCE: Final = Buyer("Quince Networks", "Quentin Quince", "quentin@quince.example", "FR")
ROWAN: Final = Buyer("Rowan Group", "Rosa Rowan", "rosa@rowan.example", "IT")
SORREL: Final = Buyer("Sorrel Voice", "Sam Sorrel", "sam@sorrel.example", "ES", purchase_order="PO-2044")

STAFF: Final[Mapping[StaffRole, str]] = {
    "sales": "sales@plandesk.example",
    "finance": "finance@plandesk.example",
    "admin": "admin@plandesk.example",
}

TOUR: Final[tuple[tuple[str, str], ...]] = (
    (ALDER.email("owner"), "three installations, of which one can be extended, and incidents left"),
    (ALDER.email("technical"), "the same, as one who prepares orders and lets others pay"),
    (JUNIPER.email("owner"), "a month's quota used up, and most of a year's"),
    (DOGWOOD.email("owner"), "cover that has ended, in grace"),
    (OLIVE.email, "a guest's order, which signing in makes a customer's"),
)
"""Whom to sign in as, and what that shows."""

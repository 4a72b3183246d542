"""Customers as staff bring them in, seeded by the product's own command."""

import csv
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from e2e.product import Product

ROLES = ("owner", "billing", "technical")


@dataclass(frozen=True, slots=True)
class Server:
    """An installation to seed, with the term that covers it up to a last covered day, and what was paid for that."""

    reference: str
    plan: str
    start: date
    last_covered_day: date
    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A customer of the running product, with one contact of each role."""

    name: str
    domain: str
    installations: Sequence[Server] = field(default=())

    def email(self, role: str) -> str:
        """Return the address with which its contact of a role signs in."""
        return f"{role}@{self.domain}"

    def person(self, role: str) -> str:
        """Return the name of its contact of a role."""
        return f"{role.title()} Person"


def import_company(product: Product, folder: Path, *installations: Server) -> Company:
    """Bring a new customer in with `plandesk import customers`; no two of them share a name or an address."""
    key = uuid.uuid4().hex[:8]
    company = Company(f"Telecom {key}", f"{key}.example", installations)
    file = folder / f"{key}.csv"
    rows = [*_people(company), *_installations(company)]
    with file.open("w", encoding="utf-8", newline="") as content:
        writer = csv.DictWriter(content, sorted({name for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    product.command("import", "customers", str(file), "--yes").check_returncode()
    return company


def _people(company: Company) -> Sequence[Mapping[str, str]]:
    return [
        {
            "customer": company.domain,
            "company": company.name,
            "country": "NL",
            "contact_email": company.email(role),
            "contact_name": company.person(role),
            "contact_role": role,
        }
        for role in ROLES
    ]


def _installations(company: Company) -> Sequence[Mapping[str, str]]:
    return [
        {
            "customer": company.domain,
            "family": each.plan.partition(".")[0],
            "installation": each.reference,
            "label": each.label,
            "plan": each.plan,
            "term_start": each.start.isoformat(),
            "last_covered_day": each.last_covered_day.isoformat(),
            "value": each.value,
        }
        for each in company.installations
    ]

"""The vendor's help desk: a program with a token of its own, which records the requests it has served."""

import uuid
from dataclasses import dataclass
from datetime import date

import requests

from e2e.product import Product


@dataclass(frozen=True, slots=True)
class HelpDesk:
    """Records use over the API, as the program of a help desk does."""

    url: str
    token: str

    @classmethod
    def of(cls, product: Product) -> "HelpDesk":
        """Return one with a token that staff have just made for it."""
        made = product.command("tokens", "create", f"desk {uuid.uuid4().hex[:8]}", "--scope", "help_desk")
        made.check_returncode()
        return cls(product.url, made.stdout.strip())

    def record(self, installation: str, level: str, hours: float, when: date) -> None:
        """Record a request against the quota of an installation's term."""
        body = {
            "level": level,
            "hours": hours,
            "when": when.isoformat(),
            "reference": f"case {uuid.uuid4().hex[:8]}",
            "use": "quota",
        }
        address = f"{self.url}/api/v1/installations/{installation}/requests"
        bearer = {"Authorization": f"Bearer {self.token}"}
        requests.post(address, json=body, headers=bearer, timeout=30).raise_for_status()

"""Quotes as their seller makes them, seeded over the API with the session of a browser that is signed in."""

import uuid
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from e2e.pages.sign_in_page import sign_in
from e2e.product import SALES, Product

PBX = {"kind": "new_installation", "plan": "pbx.standard", "periods": 1}
ADVANCED = {"kind": "new_installation", "plan": "softswitch.advanced", "periods": 1}
GOLD = {"kind": "new_installation", "plan": "softswitch.gold", "periods": 1}
INCIDENTS = {"kind": "incidents", "level": "l12", "units": 2}
ADA = {"company": "Example Telecom", "contact": "Ada Example", "email": "ada@example.com", "country": "NL"}


def offered(line: dict[str, Any], choice: str = "included") -> dict[str, Any]:
    """Return a line as it is offered."""
    return {"choice": choice, "line": line}


def off(percent: str, reason: str, position: int | None = None) -> dict[str, Any]:
    """Return a discount on a line, or on the whole."""
    return {"position": position, "percent": percent, "amount": None, "reason": reason}


@dataclass(frozen=True, slots=True)
class Seller:
    """One of the vendor's staff, whose browser has signed in."""

    page: Page

    @classmethod
    def signed_in(cls, page: Page, product: Product, email: str = SALES) -> "Seller":
        """Sign in at the desk."""
        sign_in(page, product, email, to="/desk/")
        return cls(page)

    def draft(self, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Write a draft for Ada, or for whom `addressee` names."""
        body = {"options": list(options) or [offered(PBX)], "addressee": ADA, **more}
        return self._post("", body, {"Idempotency-Key": uuid.uuid4().hex})

    def issued(self, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Write a quote and issue it."""
        return self.issue(self.draft(*options, **more))

    def issue(self, draft: dict[str, Any]) -> dict[str, Any]:
        """Issue a draft."""
        return self.act(draft, "issue", version=draft["version"])

    def change(self, draft: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Write a draft of a PBX plan anew."""
        body = {"options": [offered(PBX)], "addressee": ADA, "version": draft["version"], **more}
        return self._post(f"/{draft['id']}", body, {})

    def act(self, quote: dict[str, Any], what: str, **body: Any) -> dict[str, Any]:
        """Act on a quote."""
        return self._post(f"/{quote['id']}/{what}", body, {})

    def _post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        reply = self.page.request.post(f"/api/v1/desk/quotes{path}", data=body, headers=headers)
        if not reply.ok:
            raise RuntimeError(f"{reply.status} {reply.text()}")
        answer: dict[str, Any] = reply.json()
        return answer

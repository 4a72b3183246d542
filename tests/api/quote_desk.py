"""Quotes at the running product, in few words: drafted by sales, issued, read and accepted by a buyer."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from werkzeug.test import TestResponse

from tests.api.conftest import NEW_PBX, Caller, Desk

BUYER = {"company": "Acme", "contact": "Ann", "email": "ann@acme.example", "country": "HU"}
KEYS = count(1)


def offered(choice: str = "included", line: Mapping[str, Any] = NEW_PBX) -> dict[str, Any]:
    """Return an option, by default a new PBX Standard for everybody."""
    return {"choice": choice, "line": dict(line)}


def percent(share: str, position: int | None = None) -> dict[str, Any]:
    """Return a discount in percent."""
    return {"position": position, "percent": share, "amount": None, "reason": "three years with us"}


def next_key() -> str:
    """Return an idempotency key that nobody used."""
    return f"key-of-quotes-{next(KEYS):04d}"


@dataclass
class Quotes:
    """Acts on quotes of one running product."""

    desk: Desk

    def __post_init__(self) -> None:
        self.sales = self.desk.staff("sales")

    def draft(self, *options: Mapping[str, Any], caller: Caller | None = None, **changes: Any) -> dict[str, Any]:
        """Begin a quote that must be possible, and return it as staff see it."""
        reply = self.drafting(*options, caller=caller, **changes)
        assert reply.status_code == 201, reply.text
        body: dict[str, Any] = reply.get_json()
        return body

    def drafting(self, *options: Mapping[str, Any], caller: Caller | None = None, **changes: Any) -> TestResponse:
        """Begin a quote."""
        body = {"options": list(options) or [offered()], "addressee": {"email": "ann@acme.example"}, **changes}
        return (caller or self.sales).post("/desk/quotes", body, Idempotency_Key=next_key())

    def act(self, quote: Mapping[str, Any], what: str, caller: Caller | None = None, **body: Any) -> TestResponse:
        """Let staff act on a quote."""
        return (caller or self.sales).post(f"/desk/quotes/{quote['id']}/{what}", body)

    def issued(self, *options: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
        """Begin and issue a quote, and return it as staff see it."""
        quote = self.draft(*options, **changes)
        reply = self.act(quote, "issue", version=quote["version"])
        assert reply.status_code == 200, reply.text
        body: dict[str, Any] = reply.get_json()
        return body

    def read(self, quote: Mapping[str, Any]) -> dict[str, Any]:
        """Return a quote as whoever has its address sees it."""
        reply = self.desk.get(f"/quotes/{quote['token']}")
        assert reply.status_code == 200, reply.text
        body: dict[str, Any] = reply.get_json()
        return body

    def price(self, quote: Mapping[str, Any], **pick: Any) -> dict[str, Any]:
        """Return what a pick costs."""
        reply = self.desk.post(f"/quotes/{quote['token']}/price", pick)
        assert reply.status_code == 200, reply.text
        body: dict[str, Any] = reply.get_json()
        return body

    def acceptance(
        self, quote: Mapping[str, Any], total: Mapping[str, Any] | None = None, **pick: Any
    ) -> dict[str, Any]:
        """Return a request to accept a pick at the price that is shown."""
        expected = total or self.price(quote, **pick)["breakdown"]["total"]
        return {**pick, "buyer": BUYER, "terms_accepted": True, "expected_total": expected}

    def accept(self, quote: Mapping[str, Any], key: str | None = None, **pick: Any) -> TestResponse:
        """Accept a pick of a quote."""
        body = self.acceptance(quote, **pick)
        return self.desk.post(f"/quotes/{quote['token']}/accept", body, Idempotency_Key=key or next_key())

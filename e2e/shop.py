"""A buyer without a browser: seeds orders over the API, so that a spec begins where its sentence begins."""

import uuid
from typing import Any

import requests

from e2e.product import Product

BUYER = {"company": "Example Telecom", "contact": "Ada Example", "email": "ada@example.com", "country": "NL"}
PBX = {"kind": "new_installation", "plan": "pbx.standard", "periods": 1}


class Shop:
    """Acts on a running product over HTTP, as its own frontend does."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._api = f"{product.url}/api/v1"

    def price(self, *lines: dict[str, Any]) -> dict[str, Any]:
        """Price a selection."""
        plain = [{key: value for key, value in line.items() if key != "installation"} for line in lines]
        return self._answer(requests.post(f"{self._api}/prices", json={"lines": plain}, timeout=30))

    def order(self, *lines: dict[str, Any], **buyer: str) -> dict[str, Any]:
        """Place an order of these lines, or of one PBX plan."""
        chosen = lines or (PBX,)
        price = self.price(*chosen)
        body = {
            "lines": list(chosen),
            "buyer": {**BUYER, **buyer},
            "terms_version": price["catalogue_version"],
            "terms_accepted": True,
            "expected_total": price["total"],
        }
        key = {"Idempotency-Key": uuid.uuid4().hex}
        return self._answer(requests.post(f"{self._api}/orders", json=body, headers=key, timeout=30))

    def quote(self, *lines: dict[str, Any]) -> dict[str, Any]:
        """Make an official quote of these lines, or of one PBX plan, as a buyer alone."""
        key = {"Idempotency-Key": uuid.uuid4().hex}
        body = {"lines": list(lines or (PBX,))}
        return self._answer(requests.post(f"{self._api}/quotes", json=body, headers=key, timeout=30))

    def start(self, order: dict[str, Any], method: str) -> dict[str, Any]:
        """Start paying an order."""
        address = f"{self._api}/orders/{order['token']}/attempts"
        return self._answer(requests.post(address, json={"method": method}, timeout=30))

    def read(self, order: dict[str, Any]) -> dict[str, Any]:
        """Read an order as it stands."""
        return self._answer(requests.get(f"{self._api}/orders/{order['token']}", timeout=30))

    @staticmethod
    def _answer(response: requests.Response) -> dict[str, Any]:
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer

"""Support requests of the database in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from plandesk.domain.errors import DuplicateKey
from plandesk.domain.requests import SupportRequest
from plandesk.services.books.requests import RequestEventRow

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeRequests:
    """Requests by id, in the order of insertion."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add(self, request: SupportRequest) -> None:
        if self.by_reference(request.installation_id, request.reference):
            raise DuplicateKey(what="reference")
        self._tables.requests[request.id] = request

    def save(self, request: SupportRequest) -> None:
        if request.id not in self._tables.requests:
            raise LookupError(f"no row {request.id} to write over")
        self._tables.requests[request.id] = request

    def by_id(self, request_id: str) -> SupportRequest | None:
        return self._tables.requests.get(request_id)

    def by_reference(self, installation_id: str, reference: str) -> SupportRequest | None:
        own = self.of_installation(installation_id)
        return next((each for each in own if each.reference == reference), None)

    def of_term(self, term_id: str) -> Sequence[SupportRequest]:
        own = [each for each in self._tables.requests.values() if each.term_id == term_id and not each.voided]
        return sorted(own, key=lambda each: each.on)

    def of_installation(self, installation_id: str, limit: int | None = None) -> Sequence[SupportRequest]:
        own = [each for each in self._tables.requests.values() if each.installation_id == installation_id]
        return sorted(own, key=lambda each: each.on)[::-1][:limit]

    def units_used(self, customer_id: str) -> Mapping[str, int]:
        used = Counter[str]()
        for each in self._tables.requests.values():
            if not each.voided:
                used.update({use.units_id: use.units for use in each.units})
        owned = {each.id for each in self._tables.incidents.values() if each.customer_id == customer_id}
        return {units_id: units for units_id, units in used.items() if units_id in owned}

    def record(self, event: RequestEventRow) -> None:
        self._tables.request_events.append(event)

    def history(self, request_id: str) -> Sequence[RequestEventRow]:
        return [each for each in self._tables.request_events if each.request_id == request_id]

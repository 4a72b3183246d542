"""What staff do with quotes has one hand: every act is written into the quote's history and into the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plandesk.domain.access import StaffRoles
from plandesk.domain.customers import address_key
from plandesk.domain.quotes import Quote, QuoteChanged, ValidityRefused
from plandesk.services.books.audit import AuditRow
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import record
from plandesk.services.wires import end_of

LONGEST_VALIDITY = timedelta(days=366)
"""A price that is promised for longer is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A member of staff by mail address, acting on quotes."""

    staff: str
    ports: Ports

    @property
    def actor(self) -> str:
        """Return how histories name them."""
        return f"staff:{self.staff}"

    @property
    def now(self) -> datetime:
        """Return the time."""
        return self.ports.clock.now()

    @property
    def today(self) -> date:
        """Return the vendor's day."""
        return self.ports.clock.today(self.ports.catalogue.rules.time_zone)

    def is_me(self, email: str | None) -> bool:
        """Tell whether an address is the one of who acts."""
        return email is not None and address_key(email) == address_key(self.staff)

    def insert(self, unit: UnitOfWork, quote: Quote, event: str, **facts: str) -> Quote:
        """Write a new quote and who made it; the caller commits."""
        unit.quotes.add(quote)
        self._note(unit, event, None, quote, None, facts)
        return quote

    def save(
        self, unit: UnitOfWork, before: Quote, after: Quote, event: str, reason: str | None = None, **facts: str
    ) -> Quote:
        """Write a changed quote, what changed and who did it; the caller commits."""
        saved = unit.quotes.save(after)
        self._note(unit, event, before, saved, reason, facts)
        return saved

    def _note(
        self,
        unit: UnitOfWork,
        event: str,
        before: Quote | None,
        after: Quote,
        reason: str | None,
        facts: Mapping[str, str],
    ) -> None:
        why = {"reason": reason} if reason else {}
        record(unit, after, event, self.actor, self.now, **facts, **why)
        old, new = _facts(before), _facts(after)
        row = AuditRow(self.now, self.actor, f"quote_{event}", f"quote:{after.id}", old, new, reason)
        unit.audit.add(row)


def require_version(quote: Quote, version: int) -> None:
    """Refuse to act on another version of a quote than the one that was seen.

    Raises:
        QuoteChanged: it was changed since.
    """
    if quote.version != version:
        raise QuoteChanged(number=quote.number, version=quote.version)


def validity(last_day: date, today: date, time_zone: str) -> datetime:
    """Return the moment a last valid day is over.

    Raises:
        ValidityRefused: the day has passed, or lies more than a year ahead.
    """
    if last_day < today:
        raise ValidityRefused(rule="past")
    if last_day > today + LONGEST_VALIDITY:
        raise ValidityRefused(rule="too-far")
    return end_of(last_day, time_zone)


def approvers(unit: UnitOfWork, ports: Ports) -> list[str]:
    """List the addresses of those who may approve a discount: sales and admins; may be empty."""
    roles: StaffRoles = {each.email: each.role for each in unit.access.staff_members()} | dict(ports.staff)
    return [email for email, role in roles.items() if role in ("sales", "admin")]


def _facts(quote: Quote | None) -> Mapping[str, str]:
    if quote is None:
        return {}
    facts: dict[str, object] = {
        "number": quote.number,
        "revision": quote.revision,
        "state": quote.state,
        "total": f"{quote.total.to_decimal()} {quote.total.currency}",
        "valid_until": quote.valid_until or "",
        "addressee": quote.addressee.email or "",
        "advice": quote.advice.query if quote.advice else "",
        "approval": quote.approval.state if quote.approval else "",
        "discount_percent": quote.approval.percent if quote.approval else "",
    }
    return {name: str(value) for name, value in facts.items()}

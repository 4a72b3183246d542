"""Issued and signed quotes for tests."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from plandesk.domain.discounts import Discount
from plandesk.domain.period import day_after
from plandesk.domain.quotes import Addressee, Quote, QuoteOption
from plandesk.services.ports import Ports
from plandesk.services.signatures import sign_quote
from tests.factories import FIRST_DAY, noon
from tests.quote_samples import drafted

LAST_VALID_DAY = date(2026, 12, 23)


def issued(
    ports: Ports,
    options: Sequence[QuoteOption] = (),
    discounts: Sequence[Discount] = (),
    **changes: Any,
) -> Quote:
    """Return a quote that was issued at noon of the first day and is valid for a month, signed."""
    about: dict[str, Any] = {
        "state": "issued",
        "issued_at": noon(FIRST_DAY),
        "valid_until": LAST_VALID_DAY,
        "expires_at": noon(day_after(LAST_VALID_DAY)) - timedelta(hours=12),
        "addressee": Addressee("Acme Ltd", "Ann Example", "ann@acme.example", "HU"),
        **changes,
    }
    return sign_quote(drafted(options, discounts, ports.catalogue, **about), ports=ports)


def keep(ports: Ports, quote: Quote) -> Quote:
    """Put a quote into the books."""
    with ports.uow() as unit:
        unit.quotes.add(quote)
        unit.commit()
    return quote

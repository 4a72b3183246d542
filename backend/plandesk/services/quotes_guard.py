"""The guard between a quote and the money of its order: asked wherever a payment starts and wherever money moves."""

from plandesk.domain.orders import Order
from plandesk.domain.quotes import QuoteNotPayable, require_quote_payable
from plandesk.services.ports import UnitOfWork


def require_own_quote(unit: UnitOfWork, order: Order) -> None:
    """Refuse an order whose quote was not accepted into it; an order without a quote passes.

    The quote is read without a lock: nothing moves it once it is ordered, and nothing else passes.

    Raises:
        QuoteNotPayable: its quote is not, or no longer, the one that was accepted into it.
    """
    if order.quote_id is not None:
        require_quote_payable(unit.quotes.by_id(order.quote_id), order.id)


def quote_stands(unit: UnitOfWork, order: Order) -> bool:
    """Tell whether an order may be paid as far as its quote goes."""
    try:
        require_own_quote(unit, order)
    except QuoteNotPayable:
        return False
    return True

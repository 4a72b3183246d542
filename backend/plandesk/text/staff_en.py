"""What staff are told when a command of theirs is refused."""

from collections.abc import Mapping

from plandesk.domain.errors import DomainError
from plandesk.domain.imports import BooksChanged, ImportFileChanged, ImportFileRefused
from plandesk.domain.orders import OrderMoveRefused, OrderNotFound
from plandesk.domain.payments import WireRefused
from plandesk.text import imports_en

_WIRES: Mapping[str, str] = {
    "no-money": "Only an amount above zero can be booked; nothing was booked.",
    "already-booked": "This line of the bank is booked already; nothing was booked twice.",
    "dated-ahead": "The value date lies ahead; money is booked on the day it is here.",
    "early": "The money is dated before the order. It is booked and waits in `plandesk orders list`.",
    "late": "The order is closed, or the money too late for it. It is booked and waits in `plandesk orders list`.",
    "surplus": "The order is paid already. The money is booked and waits in `plandesk orders list`.",
    "short": "The amount is too small. The money is booked and waits in `plandesk orders list`; the order stays open.",
    "over": "The amount is too large. The money is booked and waits in `plandesk orders list`; the order stays open.",
    "wrong_currency": "The currency is not the order's. The money is booked and waits in `plandesk orders list`.",
}


def refusal(error: DomainError) -> str:
    """Return one sentence for a refused command; a fault of ours is shown as it is."""
    match error:
        case WireRefused():
            return _WIRES[str(error.facts["reason"])]
        case ImportFileRefused():
            return imports_en.file_refused(error)
        case ImportFileChanged():
            return imports_en.FILE_CHANGED
        case BooksChanged():
            return imports_en.BOOKS_CHANGED
        case OrderNotFound():
            return f"There is nothing to act on for order {error.facts['order']}. Check the number."
        case OrderMoveRefused():
            state = str(error.facts["state"]).replace("_", " ")
            return f"Order {error.facts['number']} is {state}, so this cannot be done."
    return str(error)

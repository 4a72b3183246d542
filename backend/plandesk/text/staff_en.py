"""What staff are told when a command of theirs is refused."""

from collections.abc import Callable, Mapping
from typing import Any

from plandesk.domain.access import ProgramNameTaken, ProgramNotFound, StaffIsContact, StaffNotFound
from plandesk.domain.bank_lines import MappingNotFound, StatementRefused
from plandesk.domain.customers import CustomerNotFound, InstallationNotFound
from plandesk.domain.entered_terms import (
    DayOutOfReach,
    NothingToCorrect,
    PlanOfAnotherFamily,
    TermEndNotStated,
    TermEndsBeforeStart,
    TermMoveRefused,
    TermNotFound,
    TermsOverlap,
)
from plandesk.domain.errors import CurrencyMismatch, DomainError, UnknownPlan
from plandesk.domain.imports import BooksChanged, ImportFileChanged, ImportFileRefused
from plandesk.domain.orders import OrderMoveRefused, OrderNotFound, OrderOvertaken
from plandesk.domain.passkeys import PasskeyNotFound
from plandesk.domain.payments import WireRefused
from plandesk.domain.reasons import ReasonMissing
from plandesk.domain.refunds import RefundDateRefused
from plandesk.text import imports_en, reviews_en, terms_en, wires_en
from plandesk.text.problems_en import REASON_MISSING

STAFF_BY_CONFIGURATION = "PLANDESK_STAFF"
STAFF_AND_CONTACT = "a contact’s address too, which signs in as staff alone"

_WIRES: Mapping[str, str] = {
    "early": "The money is dated before the order. It is booked and waits in `plandesk orders list`.",
    "late": "The order is closed, or the money too late for it. It is booked and waits in `plandesk orders list`.",
    "surplus": "The order is paid already. The money is booked and waits in `plandesk orders list`.",
    "wrong_currency": "The currency is not the order’s. The money is booked and waits in `plandesk orders list`.",
}


_TOLD: Mapping[type[DomainError], str | Callable[[Mapping[str, Any]], str]] = {
    ImportFileRefused: imports_en.file_refused,
    ImportFileChanged: imports_en.FILE_CHANGED,
    BooksChanged: imports_en.BOOKS_CHANGED,
    TermNotFound: terms_en.NO_TERM,
    TermMoveRefused: terms_en.move_refused,
    TermEndsBeforeStart: terms_en.ends_before_start,
    DayOutOfReach: terms_en.out_of_reach,
    CurrencyMismatch: terms_en.other_currency,
    TermEndNotStated: terms_en.end_not_stated,
    TermsOverlap: terms_en.terms_overlap,
    PlanOfAnotherFamily: terms_en.other_family,
    UnknownPlan: terms_en.unknown_plan,
    NothingToCorrect: terms_en.NOTHING_TO_CORRECT,
    ReasonMissing: REASON_MISSING,
    RefundDateRefused: reviews_en.refund_date_refused,
    StatementRefused: wires_en.file_refused,
    MappingNotFound: wires_en.no_mapping,
}


def refusal(error: DomainError) -> str:
    """Return one sentence for a refused command; a fault of ours is shown as it is."""
    match error:
        case OrderOvertaken():
            return "The plan that this order upgrades was closed in another way: it can only be rejected and refunded."
        case WireRefused():
            listed = _WIRES.get(str(error.facts["reason"]))
            return listed or wires_en.wire_refused(error.facts)
        case StaffNotFound():
            return (
                f"No command made {error.facts['email']} staff. Whom PLANDESK_STAFF names is taken out there; "
                "`plandesk staff list` shows both."
            )
        case StaffIsContact():
            return (
                f"{error.facts['email']} is a contact of {error.facts['customer']}, and an address of staff signs in "
                "as staff alone. Use another address, or have the contact removed or moved to another address first."
            )
        case PasskeyNotFound():
            return f"{error.facts['email']} has no passkey. `plandesk passkeys list` shows everybody’s."
        case ProgramNameTaken():
            return f"A program called {error.facts['name']} had a token before. Choose a name that is new."
        case ProgramNotFound():
            return f"There is no program called {error.facts['name']}. `plandesk tokens list` shows all."
        case OrderNotFound():
            return f"There is nothing to act on for order {error.facts['order']}. Check the number."
        case OrderMoveRefused():
            state = str(error.facts["state"]).replace("_", " ")
            return f"Order {error.facts['number']} is {state}, so this cannot be done."
        case CustomerNotFound():
            return f"There is no customer {error.facts.get('customer')!r}. Check the number."
        case InstallationNotFound():
            return f"There is no installation {error.facts.get('installation')!r}. Check its licence key or host name."
    told = _TOLD.get(type(error), str(error))
    return told if isinstance(told, str) else told(error.facts)

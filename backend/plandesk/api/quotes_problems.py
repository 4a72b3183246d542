"""How refusals about quotes are told: their part of the one table."""

from collections.abc import Mapping
from typing import Any, Final

from plandesk.api.kinds import Kind
from plandesk.domain.discounts import DiscountRefused
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.quotes import (
    AddresseeNeeded,
    ApprovalNeeded,
    ApprovalRefused,
    OfferRefused,
    PickRefused,
    QuoteChanged,
    QuoteMoveRefused,
    QuoteNotAcceptable,
    QuoteNotFound,
    QuoteNotPayable,
    QuoteRepriced,
    ValidityRefused,
)
from plandesk.services.advice_address import AdviceRefused
from plandesk.text import advice_address_en
from plandesk.text import quotes_problems_en as words
from plandesk.text.formats import price


def _state(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"state": facts["state"]}


def _rule(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"rule": facts["rule"]}


def _amount(value: Money) -> dict[str, Any]:
    return {"minor": value.minor, "currency": value.currency}


KINDS: Final[Mapping[type[DomainError], Kind]] = {
    QuoteNotFound: Kind(404, "not-found", "There is nothing here", words.NOT_FOUND),
    QuoteNotAcceptable: Kind(
        409, "quote-not-acceptable", "This quote cannot be accepted", lambda facts: words.CLOSED[facts["state"]], _state
    ),
    QuoteNotPayable: Kind(409, "quote-not-payable", "This order cannot be paid", words.NOT_PAYABLE),
    QuoteMoveRefused: Kind(
        409, "quote-move-refused", "The quote is past this step", lambda facts: words.CLOSED[facts["state"]], _state
    ),
    QuoteChanged: Kind(412, "quote-changed", "The quote was changed meanwhile", words.CHANGED),
    QuoteRepriced: Kind(
        409,
        "quote-repriced",
        "The quote was priced anew",
        lambda facts: words.repriced(price(facts["was"]), price(facts["now"])),
        lambda facts: {"was": _amount(facts["was"]), "now": _amount(facts["now"])},
    ),
    OfferRefused: Kind(
        409, "offer-refused", "This cannot be offered so", lambda facts: words.OFFER[facts["rule"]], _rule
    ),
    PickRefused: Kind(409, "pick-refused", "This cannot be picked so", lambda facts: words.PICK[facts["rule"]], _rule),
    ValidityRefused: Kind(
        409, "validity-refused", "The quote cannot hold until then", lambda facts: words.VALIDITY[facts["rule"]], _rule
    ),
    DiscountRefused: Kind(
        409,
        "discount-refused",
        "This discount cannot be given",
        lambda facts: words.discount(facts["index"], facts["rule"]),
        lambda facts: {"rule": facts["rule"], "index": facts["index"]},
    ),
    ApprovalNeeded: Kind(
        409, "approval-needed", "A second person has to approve", lambda facts: words.approval_needed(facts["percent"])
    ),
    ApprovalRefused: Kind(
        409, "approval-refused", "You cannot decide on this", lambda facts: words.APPROVAL[facts["rule"]], _rule
    ),
    AdviceRefused: Kind(
        409, "advice-refused", "This advice cannot be carried", lambda facts: advice_address_en.refused(facts["faults"])
    ),
    AddresseeNeeded: Kind(409, "addressee-needed", "Nobody to send it to", words.ADDRESSEE),
}

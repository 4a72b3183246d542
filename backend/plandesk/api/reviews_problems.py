"""How refusals about refunds, disputes and the list for staff are told: their part of the one table."""

from collections.abc import Mapping
from typing import Any, Final

from plandesk.api.kinds import Kind
from plandesk.domain.disputes import DisputeNotFound, DisputeUndecided
from plandesk.domain.errors import DomainError
from plandesk.domain.refunds import RefundDateRefused, RefundMoveRefused, RefundNotFound, RefundRefused
from plandesk.services.reviews import ReviewClosed, ReviewNotFound, ReviewRefused
from plandesk.text import reviews_en as words


def _reason(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"reason": facts["reason"]}


def _state(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"state": facts["state"]}


KINDS: Final[Mapping[type[DomainError], Kind]] = {
    RefundRefused: Kind(409, "refund-refused", "This money cannot go back", words.refund_refused, _reason),
    RefundMoveRefused: Kind(409, "refund-moved", "The refund has moved on", words.REFUND_MOVED, _state),
    RefundDateRefused: Kind(409, "refund-date-refused", "This day cannot be", words.refund_date_refused, _reason),
    RefundNotFound: Kind(404, "not-found", "There is nothing here", words.REFUND_MISSING),
    ReviewRefused: Kind(409, "review-refused", "This cannot be settled so", words.review_refused, _reason),
    ReviewClosed: Kind(409, "review-closed", "This is settled", words.review_closed),
    ReviewNotFound: Kind(404, "not-found", "There is nothing here", words.REVIEW_MISSING),
    DisputeNotFound: Kind(404, "not-found", "There is nothing here", words.DISPUTE_MISSING),
    DisputeUndecided: Kind(409, "dispute-undecided", "The dispute is not decided", words.UNDECIDED, _state),
}

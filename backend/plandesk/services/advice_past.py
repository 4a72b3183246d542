"""What of a question is past: it stays in the totals, and nothing can be bought for it any more."""

from dataclasses import dataclass
from datetime import date

from plandesk.domain.advice import Horizon, Question
from plandesk.domain.advice_workload import ExpectedRequest
from plandesk.text.advice_tense_en import BEGUN, NOW, OVER, Tense


@dataclass(frozen=True, slots=True)
class Past:
    """`requests` and whole `months` of a question that are past, and the requests that are yet to come.

    `over` tells that all of it is past: the months, or each request in months that have begun.
    """

    over: bool
    requests: int
    months: int
    coming: tuple[ExpectedRequest, ...]

    @property
    def tense(self) -> Tense:
        """Return how the answer is told."""
        return OVER if self.over else BEGUN if self.requests else NOW


def past_of(question: Question, today: date, *, dated: bool) -> Past:
    """Return what of a question is past; of requests without days of their own, those of the months that are over.

    They come some time in their month, so that of a month which still runs may be yet to come.
    """
    horizon = question.horizon
    months = _months_over(horizon, today)
    since = today if dated else horizon.turn(months)
    coming = tuple(each for each in question.requests if each.on >= since)
    return Past(
        over=horizon.end <= today or _all_came(question, today, since, dated=dated),
        requests=len(question.requests) - len(coming),
        months=months,
        coming=coming,
    )


def _all_came(question: Question, today: date, since: date, *, dated: bool) -> bool:
    """Tell whether months had begun and no request is yet to come, as with last year's tickets."""
    if not question.requests or question.horizon.start >= today:
        return False
    last = max(each.on for each in question.requests)
    return last <= today if dated else last < since


def _months_over(horizon: Horizon, today: date) -> int:
    return next(
        (month for month in range(horizon.months) if horizon.turn(month + 1) > today),
        horizon.months,
    )

"""The golden table of quotas: months, caps and what is left, as a salesperson reads them."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from plandesk.domain.requests import QuotaUse, SupportRequest, Window, quota_for, quotas_on
from tests.covered import INSTALLATION, TERM, term_of
from tests.factories import noon, vendor_catalogue, with_rules
from tests.golden_tables import day, rows


def used(text: str) -> SupportRequest:
    """Read a use as the table writes it: `DAY LEVEL HOURS`."""
    on, level, hours = text.split()
    minutes = Fraction(hours) * 60
    when = day(on)
    return SupportRequest(text, INSTALLATION, text, level, int(minutes), when, noon(when), "desk", term_id=TERM)


def quota_of(row: dict[str, Any]) -> QuotaUse | None:
    """Return the quota of a row's level on its day."""
    edition = with_rules(vendor_catalogue(), quota_month=row.get("months", "term_month"))
    term = term_of(edition, row["plan"], day(row["first_day"]), day(row.get("chain_began", row["first_day"])))
    if "closed_on" in row:
        term = replace(term, closed_on=day(row["closed_on"]), closed_because="upgrade")
    uses = [used(each) for each in row["used"]]
    return quota_for(quotas_on(term, edition, uses, day(row["on"])), row["level"])


def left(window: Window | None) -> str | None:
    """Write what is left as the table does: `3 requests, 1 h`."""
    if window is None:
        return None
    requests = window.requests.left
    return f"{requests} request{'' if requests == 1 else 's'}, {window.minutes.left / 60:g} h"


@pytest.mark.parametrize("row", rows("quota"))
def test_what_is_left_of_a_quota(row: dict[str, Any]) -> None:
    quota = quota_of(row)
    month = None if quota is None else quota.month
    told = {
        "month": month and f"{month.span.start} to {month.span.last_day}",
        "month_turns_on": month and month.turns_on and month.turns_on.isoformat(),
        "left_this_month": left(month),
        "left_in_period": left(None if quota is None else quota.period),
    }
    assert told == {name: row[name] for name in told}

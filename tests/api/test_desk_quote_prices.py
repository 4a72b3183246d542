"""A draft's price over HTTP: what saving it would come to."""

import pytest

from tests.api.conftest import UNITS, Desk, problem
from tests.api.quote_desk import Quotes, offered, percent

ADDRESS = "/desk/quotes/price"


@pytest.fixture
def quotes(desk: Desk) -> Quotes:
    """Return quotes of an empty product."""
    return Quotes(desk)


def test_a_draft_is_priced_as_it_would_be_saved(quotes: Quotes) -> None:
    options = [offered("A"), offered("B", UNITS)]
    body = {"options": options, "addressee": {}, "discounts": [percent("20", 0)]}
    priced = quotes.sales.post(ADDRESS, body).get_json()
    saved = quotes.draft(*options, discounts=[percent("20", 0)])
    assert priced["totals"] == saved["totals"]
    assert priced["approval"] == saved["approval"] is not None
    assert [each["total"] for each in priced["options"]] == [each["total"] for each in saved["options"]]


def test_a_draft_that_cannot_be_offered_says_why(quotes: Quotes) -> None:
    body = {"options": [offered("A")], "addressee": {}}
    problem(quotes.sales.post(ADDRESS, body), 409, "offer-refused")

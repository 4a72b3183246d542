"""What is written as a document is read back as it was."""

from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from plandesk.adapters.db.documents import (
    BREAKDOWN,
    BUYER,
    CORRECTION,
    FACTS,
    MESSAGE,
    NOTICE,
    PAID,
    SCHEDULES,
    SELECTION,
    TERM,
    WORDS,
)
from plandesk.domain.coverage import Term
from plandesk.domain.orders import Buyer, Correction, Paid
from plandesk.domain.payments import WebhookNotice
from plandesk.domain.period import Period
from plandesk.domain.pricing import PriceBreakdown, Selection
from plandesk.domain.terms import Schedule
from plandesk.services.books.notices import Message

periods = st.builds(lambda days: Period(*sorted(days)), st.lists(st.dates(), min_size=2, max_size=2, unique=True))
st.register_type_strategy(Period, periods)

moments = st.datetimes(timezones=st.just(UTC))


SHAPES: list[tuple[TypeAdapter[Any], st.SearchStrategy[Any]]] = [
    (BUYER, st.from_type(Buyer)),
    (SELECTION, st.from_type(Selection)),
    (BREAKDOWN, st.from_type(PriceBreakdown)),
    (SCHEDULES, st.from_type(tuple[Schedule, ...])),
    (PAID, st.builds(Paid, captured_at=moments)),
    (CORRECTION, st.from_type(Correction)),
    (TERM, st.from_type(Term)),
    (NOTICE, st.from_type(WebhookNotice)),
    (MESSAGE, st.from_type(Message)),
    (FACTS, st.dictionaries(st.text(), st.text())),
    (WORDS, st.from_type(tuple[str, ...])),
]


@pytest.mark.parametrize(("adapter", "objects"), SHAPES, ids=[str(adapter) for adapter, _ in SHAPES])
@settings(max_examples=20, deadline=None)  # The objects are deep and slow to draw; a busy machine is no fault.
@given(data=st.data())
def test_a_document_is_read_back_as_it_was(
    adapter: TypeAdapter[Any], objects: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    written = data.draw(objects)
    assert adapter.validate_json(adapter.dump_json(written)) == written

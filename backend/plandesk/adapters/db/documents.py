"""Deep domain objects as JSON text: the only place that turns them into words and back."""

from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from plandesk.domain.coverage import Term
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Correction, Paid
from plandesk.domain.payments import RefundLine, ValueTaken, WebhookNotice
from plandesk.domain.pricing import PriceBreakdown, Selection
from plandesk.domain.terms import Schedule
from plandesk.services.books.notices import Message

T = TypeVar("T")

BUYER = TypeAdapter(Buyer)
SELECTION = TypeAdapter(Selection)
BREAKDOWN = TypeAdapter(PriceBreakdown)
SCHEDULES = TypeAdapter(tuple[Schedule, ...])
PAID = TypeAdapter(Paid)
CORRECTION = TypeAdapter(Correction)
TERM = TypeAdapter(Term)
NOTICE = TypeAdapter(WebhookNotice)
MESSAGE = TypeAdapter(Message)
MONEY = TypeAdapter(Money)
FACTS = TypeAdapter(dict[str, str])
WORDS = TypeAdapter(tuple[str, ...])
REFUND_LINES = TypeAdapter(tuple[RefundLine, ...])
VALUES_TAKEN = TypeAdapter(tuple[ValueTaken, ...])


class Document(TypeDecorator[T]):
    """A column that holds one domain object as JSON text.

    Text and not a database's own JSON type: both databases then hold the same characters, and nothing rounds a
    number or reorders a key on the way. A field that is later added needs a default, so that old rows still load.
    """

    impl = Text
    cache_ok = True

    def __init__(self, adapter: TypeAdapter[T]) -> None:
        super().__init__()
        self.adapter = adapter

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Write an object."""
        return None if value is None else self.adapter.dump_json(value).decode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:
        """Read an object."""
        return None if value is None else self.adapter.validate_json(value)

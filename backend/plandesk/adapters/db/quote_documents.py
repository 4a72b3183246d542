"""What a quote holds, as JSON text."""

from pydantic import TypeAdapter

from plandesk.domain.discounts import Discount
from plandesk.domain.quotes import Addressee, Approval, QuoteOption
from plandesk.domain.quotes_advice import QuoteAdvice
from plandesk.domain.signatures import Signature

ADDRESSEE = TypeAdapter(Addressee)
ADVICE = TypeAdapter(QuoteAdvice)
APPROVAL = TypeAdapter(Approval)
DISCOUNTS = TypeAdapter(tuple[Discount, ...])
OPTIONS = TypeAdapter(tuple[QuoteOption, ...])
SIGNATURE = TypeAdapter(Signature)

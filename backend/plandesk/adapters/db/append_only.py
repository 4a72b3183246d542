"""The tables whose rows are only ever added. `migrations/append_only.py` makes the database refuse anything else."""

from collections.abc import Mapping
from typing import Final

APPEND_ONLY: Final[Mapping[str, str]] = {
    "audit": "what staff and programs did: who, when, what, before, after and why",
    "ledger": "money that came and went",
    "wire_arrivals": "what the bank told of a wire",
    "order_events": "how an order moved",
    "quote_events": "how a quote moved",
    "request_events": "how a support request was recorded and corrected",
    "term_events": "how a term came about and was changed by hand",
    "reminders": "which reminder went to whom",
    "documents": "which document was issued under which number",
    "document_files": "the bytes of a document, as they were issued",
}
"""What each of them holds; a test tries to rewrite every one on both databases, and finds any that is not listed."""

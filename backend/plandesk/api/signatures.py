"""The keys that quotes are signed with, and the check of a signed file."""

from typing import Any, Final, get_args

from flask import Response, request
from marshmallow import fields, validate

from plandesk.api.document import JSON, Routes, answer
from plandesk.api.fields import MoneyView, View
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.domain.quotes import QuoteState
from plandesk.domain.signatures import ALGORITHM
from plandesk.services.signatures import FILE_NAME, publish_keys, read_quote_file
from plandesk.services.verification import Checked, Fault, SignedQuote, check_file

LONGEST_FILE: Final = 2 * 1024 * 1024
"""How long a file may be; a quote's PDF with its fonts is a tenth of that."""

_KEPT: Final = "public, max-age=300"
"""Short, so that a new key is known soon after it signs."""

_FILE: Final = "application/octet-stream"


class SignatureView(View):
    """A signature of the document's canonical form (RFC 8785), in unpadded base64url."""

    key_id = fields.String()
    algorithm = fields.String(validate=validate.Equal(ALGORITHM))
    value = fields.String()


class SignedFileView(View):
    """A quote as it was signed: the file is in canonical form too, and checked to the byte."""

    document = fields.Dict(keys=fields.String(), metadata={"additionalProperties": True})
    signature = fields.Nested(SignatureView())


class PublicKeyView(View):
    """A public key in unpadded base64url; its id is the first 12 bytes of its SHA-256, written likewise."""

    key_id = fields.String()
    algorithm = fields.String(validate=validate.Equal(ALGORITHM))
    public_key = fields.String()


class PublicKeysView(View):
    """Whose keys they are, and the keys, newest first; older ones verify what they signed."""

    vendor = fields.String()
    address = fields.String()
    keys = fields.List(fields.Nested(PublicKeyView()))


class SignedTotalView(View):
    """What one alternative comes to without optional lines; null where there is one offer."""

    alternative = fields.String(allow_none=True)
    total = fields.Nested(MoneyView())


class SignedQuoteView(View):
    """What the file says; `valid_until` is the last day."""

    number = fields.String()
    revision = fields.Integer()
    vendor = fields.String()
    company = fields.String(allow_none=True)
    issued_at = fields.AwareDateTime()
    valid_until = fields.Date()
    time_zone = fields.String()
    totals = fields.List(fields.Nested(SignedTotalView()))
    address = fields.String()


class VerdictView(View):
    """Whether the file is to the byte what the vendor signed: `fault` is null then, and `quote` what it says.

    `attached` says that it was taken from a PDF, whose pages no signature covers; `as_issued`, that the PDF is to the
    byte the one that was issued, null where that is not known. `state` is that of the quote now, null where the file
    has a fault or its quote is not in the books.
    """

    fault = fields.String(allow_none=True, validate=validate.OneOf(get_args(Fault)))
    key_id = fields.String(allow_none=True)
    attached = fields.Boolean()
    as_issued = fields.Boolean(allow_none=True)
    quote = fields.Nested(SignedQuoteView(), allow_none=True)
    state = fields.String(allow_none=True, validate=validate.OneOf(get_args(QuoteState)))


def keys() -> Response:
    """Return the public keys with which everybody can check a signed quote."""
    return answer(publish_keys(ports=ports()), Cache_Control=_KEPT)


def verify() -> Response:
    """Check a signed quote: its JSON, or its PDF with that attached. The file is not kept."""
    request.max_content_length = LONGEST_FILE
    checked = check_file(request.get_data(), ports=ports())
    return answer(_show(checked), Cache_Control="no-store")


def document(token: str) -> Response:
    """Return the signed file of a quote. It changes only when the quote is signed anew, for a later last day."""
    reply = Response(read_quote_file(token, ports=ports()), content_type=JSON)
    reply.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def well_known() -> Routes:
    """Return the address at which the keys are looked for."""
    published = Routes("keys", "The keys that quotes are signed with.", prefix="/.well-known")
    published.add("GET", "/plandesk-keys.json", keys, answers={200: PublicKeysView()})
    return published


def routes(limit: Wrap) -> Routes:
    """Return the route of the check; `limit` guards it."""
    signatures = Routes("signatures", "Whether a quote is as it was signed.")
    body = {"required": True, "content": {_FILE: {"schema": {"type": "string", "format": "binary"}}}}
    signatures.add(
        "POST", "/verify", verify, answers={200: VerdictView()}, problems=(413, 429), wrap=limit, requestBody=body
    )
    signatures.add(
        "GET",
        "/quotes/<string:token>/document.json",
        document,
        answers={200: SignedFileView()},
        problems=(404,),
    )
    return signatures


def _show(checked: Checked) -> dict[str, Any]:
    verdict = checked.verdict
    return {
        "fault": verdict.fault,
        "key_id": verdict.key_id,
        "attached": verdict.attached,
        "as_issued": checked.as_issued,
        "quote": _show_quote(verdict.quote) if verdict.quote else None,
        "state": checked.state,
    }


def _show_quote(quote: SignedQuote) -> dict[str, Any]:
    return {
        "number": quote.number,
        "revision": quote.revision,
        "vendor": quote.vendor,
        "company": quote.company,
        "issued_at": quote.issued_at.isoformat(),
        "valid_until": quote.valid_until.isoformat(),
        "time_zone": quote.time_zone,
        "totals": [
            {
                "alternative": each.alternative,
                "total": {"minor": each.total.minor, "currency": each.total.currency},
            }
            for each in quote.totals
        ],
        "address": quote.address,
    }

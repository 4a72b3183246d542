"""Whether a file is to the byte what was signed, and the keys that tell."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from plandesk.domain.canonical import NotCanonical, NotJson, canonical, read_canonical
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.quotes import QuoteState
from plandesk.domain.signatures import ALGORITHM, Signature
from plandesk.services.ports import AttachmentReader, DocumentVerifier, Ports
from plandesk.services.signatures import FILE_NAME, FORMAT

Fault = Literal["no_attachment", "unreadable", "rewritten", "other_vendor", "unknown_key", "changed", "pages_changed"]
"""Why a file is not taken, in the order in which it is looked for; the last one only our books can tell."""


@dataclass(frozen=True, slots=True)
class SignedTotal:
    """What one alternative comes to without optional lines; `alternative` is None where there is one offer."""

    alternative: str | None
    total: Money


@dataclass(frozen=True, slots=True)
class SignedQuote:
    """What a signed file says in short. `valid_until` is the last day; the time zone is that of both."""

    number: str
    revision: int
    vendor: str
    company: str | None
    issued_at: datetime
    valid_until: date
    time_zone: str
    totals: tuple[SignedTotal, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is as it was signed: without a `fault` it is, and then `quote` and `key_id` are known.

    Of a file with a fault nothing is told: whoever changed it could have written anything. `attached` says that the
    file is the attachment of a PDF, whose pages no signature covers.
    """

    fault: Fault | None
    quote: SignedQuote | None = None
    key_id: str | None = None
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict with what the books add to it.

    `state` is that of the quote now; None where there is a fault, or the books have no such quote. `as_issued` says
    that the file is a PDF and to the byte the one that was issued; None where the books cannot tell.
    """

    verdict: Verdict
    state: QuoteState | None = None
    as_issued: bool | None = None


def verify_file(data: bytes, *, verifier: DocumentVerifier, attachments: AttachmentReader, vendor: str) -> Verdict:
    """Tell whether a file, or the one attached to a PDF, is to the byte what `vendor` signed; no books are asked."""
    signed = _signed_part(data, attachments)
    return _verify(signed, verifier, vendor, attached=_is_pdf(data)) if signed is not None else Verdict("no_attachment")


def check_file(data: bytes, *, ports: Ports) -> Checked:
    """Tell the same by our keys and our books, and how the quote stands now.

    Of a PDF that was issued here the books keep the digest: one that carries the right file on other pages is refused.
    """
    signed = _signed_part(data, ports.attachments)
    if signed is None:
        return Checked(Verdict("no_attachment"))
    verdict = _verify(signed, ports.document_signer, ports.mailbox.vendor, attached=_is_pdf(data))
    if verdict.quote is None:
        return Checked(verdict)
    as_issued = _is_as_issued(data, signed, ports) if verdict.attached else None
    if as_issued is False:
        return Checked(replace(verdict, fault="pages_changed", quote=None))
    return Checked(verdict, _state_of(verdict.quote, ports), as_issued)


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _signed_part(data: bytes, attachments: AttachmentReader) -> bytes | None:
    return attachments.attached(data, FILE_NAME) if _is_pdf(data) else data


def _is_as_issued(pdf: bytes, signed: bytes, ports: Ports) -> bool | None:
    """Tell whether a PDF is the one that was issued with a signed file; None where the books know of no such PDF.

    While that one is not written yet, no other can be it.
    """
    with ports.uow(read_only=True) as unit:
        document = unit.documents.about("quote", sha256(signed).hexdigest())
        if document is None:
            return None
        return unit.documents.digests([document.id]).get(document.id) == sha256(pdf).hexdigest()


def _state_of(signed: SignedQuote, ports: Ports) -> QuoteState | None:
    with ports.uow(read_only=True) as unit:
        revisions = unit.quotes.revisions(signed.number)
    found = next((each for each in revisions if each.revision == signed.revision), None)
    return found.state_at(ports.clock.now()) if found else None


def _verify(data: bytes, verifier: DocumentVerifier, vendor: str, *, attached: bool) -> Verdict:
    try:
        content = read_canonical(data)
    except NotCanonical as refusal:
        return Verdict("unreadable" if isinstance(refusal, NotJson) else "rewritten", attached=attached)
    match content:
        case {"document": dict(document), "signature": dict(written), **beside} if not beside:
            quote, signature = _read_quote(document), _read_signature(written)
            if quote and signature:
                fault = _fault(document, quote, signature, verifier, vendor)
                return Verdict(fault, None if fault else quote, signature.key_id, attached)
    return Verdict("unreadable", attached=attached)


def _fault(
    document: Mapping[str, object], quote: SignedQuote, signature: Signature, verifier: DocumentVerifier, vendor: str
) -> Fault | None:
    if quote.vendor != vendor:
        return "other_vendor"
    if signature.key_id not in verifier.public_keys():
        return "unknown_key"
    return None if verifier.verify(canonical(document), signature) else "changed"


def _read_signature(written: Mapping[str, object]) -> Signature | None:
    match written:
        case {"key_id": str(key_id), "algorithm": str(algorithm), "value": str(value), **beside}:
            return Signature(key_id, value) if algorithm == ALGORITHM and not beside else None
    return None


def _read_quote(document: Mapping[str, object]) -> SignedQuote | None:
    match document:
        case {
            "format": str(form),
            "number": str(number),
            "revision": int(revision),
            "vendor": str(vendor),
            "addressee": {"company": str() | None as company},
            "issued_at": str(issued_at),
            "valid_until": str(valid_until),
            "time_zone": str(time_zone),
            "totals": list(written),
            "address": str(address),
        } if form == FORMAT:
            totals = tuple(each for each in map(_read_total, written) if each)
            issued, last_day = _moment(issued_at), _day(valid_until)
            if issued and last_day and len(totals) == len(written):
                return SignedQuote(number, revision, vendor, company, issued, last_day, time_zone, totals, address)
    return None


def _read_total(written: object) -> SignedTotal | None:
    match written:
        case {"alternative": str() | None as alternative, "total": {"minor": int(minor), "currency": str(currency)}}:
            return SignedTotal(alternative, Money(minor, currency))
    return None


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


class KeysUnreadable(DomainError):
    """Keys are taken from a file as `publish_keys` writes it."""


@dataclass(frozen=True, slots=True)
class PublishedKeys:
    """Whose keys they are, and the keys in unpadded base64url, newest first."""

    vendor: str
    keys: tuple[str, ...]


def read_published_keys(data: bytes) -> PublishedKeys:
    """Read a file of keys; their ids are not read, since each is made of its key.

    Raises:
        KeysUnreadable: it is no such file.
    """
    try:
        content: object = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise KeysUnreadable from fault
    match content:
        case {"vendor": str(vendor), "keys": list(listed)}:
            keys = tuple(key for each in listed if (key := _public_key(each)))
            if keys and len(keys) == len(listed):
                return PublishedKeys(vendor, keys)
    raise KeysUnreadable


def _public_key(entry: object) -> str | None:
    match entry:
        case {"algorithm": str(algorithm), "public_key": str(key)} if algorithm == ALGORITHM:
            return key
    return None

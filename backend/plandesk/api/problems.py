"""What goes wrong, told as RFC 9457: one table from refusals to status, slug and title."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

import orjson
from flask import Response, current_app, request
from marshmallow import INCLUDE, fields
from werkzeug.exceptions import HTTPException

from plandesk.api import quotes_problems, reviews_problems
from plandesk.api.choices import show_choices
from plandesk.api.fields import View
from plandesk.api.kinds import Kind
from plandesk.domain.access import (
    AddressUnchanged,
    NewAddressRefused,
    NotAllowed,
    NothingHere,
    OtherBrowser,
    SessionNotFound,
    SignInNeeded,
    SignInRefused,
)
from plandesk.domain.advice import RequestOutsideHorizon, UnknownNeed
from plandesk.domain.advice_chances_arrivals import WorkloadTooVaried
from plandesk.domain.bank_lines import MappingInvalid, MappingNotFound, StatementRefused
from plandesk.domain.beyond_quota import BeyondQuota
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.customers import (
    ContactKnown,
    ContactNotFound,
    CustomerNotFound,
    CustomerReferenceTaken,
    EmailTaken,
    InstallationNotFound,
    InstallationTaken,
    LastOwner,
)
from plandesk.domain.documents import DocumentNotFound, DocumentNotWritten
from plandesk.domain.entered_terms import (
    DayOutOfReach,
    NothingToCorrect,
    PlanOfAnotherFamily,
    TermEndNotStated,
    TermEndsBeforeStart,
    TermMoveRefused,
    TermNotFound,
    TermsOverlap,
)
from plandesk.domain.errors import (
    CurrencyMismatch,
    DomainError,
    UnknownCurrency,
    UnknownEdition,
    UnknownFamily,
    UnknownLevel,
    UnknownPlan,
)
from plandesk.domain.imports import BooksChanged, ImportFileRefused
from plandesk.domain.money import Money
from plandesk.domain.orders import (
    BuyerNeeded,
    DatesChanged,
    IdempotencyKeyReused,
    NothingToReconfirm,
    OrderMoveRefused,
    OrderNotFound,
    OrderOvertaken,
    PayerRefused,
    TermsChanged,
    TotalChanged,
)
from plandesk.domain.passkeys import (
    LastPasskey,
    PasskeyCloned,
    PasskeyKnown,
    PasskeyNotFound,
    PasskeyRefused,
    PasskeysUnavailable,
    SecondStepNeeded,
    TooManyPasskeys,
)
from plandesk.domain.payments import (
    AttemptNotFound,
    MethodUnavailable,
    OrderNotPayable,
    PaymentInFlight,
    ProviderRefused,
    ProviderUnavailable,
    WebhookMalformed,
    WebhookNotAuthentic,
    WebhookRouteOff,
    WireRefused,
)
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.reasons import ReasonMissing
from plandesk.domain.requests import ReferenceTaken, RequestInFuture, RequestNotFound, RequestVoided
from plandesk.domain.tax import TaxIdRefused
from plandesk.domain.wires import SplitRefused
from plandesk.services.advice import StartOutOfReach, WorkloadTooLarge, WorkloadTooLargeToGrow
from plandesk.services.advice_address import AdviceRefused
from plandesk.services.chains import CoverChanged
from plandesk.services.desk import CursorInvalid
from plandesk.services.extend_links import ExtendLinkRefused
from plandesk.services.reconciliation import StatementClosed, StatementNotFound
from plandesk.services.reminder_stops import StopLinkRefused
from plandesk.text import advice_address_en, advice_problems_en, imports_en, passkeys_en, terms_en, wires_en
from plandesk.text import problems_en as words
from plandesk.text.formats import price

MEDIA_TYPE: Final = "application/problem+json"
REQUEST_ID: Final = "plandesk.request_id"
"""The key of a request's id in its WSGI environment."""

_log = logging.getLogger(__name__)


class FaultView(View):
    """One fault: where (an RFC 6901 JSON pointer into the payload), which rule, and a sentence."""

    pointer = fields.String()
    detail = fields.String()
    rule = fields.String(metadata={"description": "The rule that refused, for programs."})


class ProblemView(View):
    """An answer that is not the one asked for (RFC 9457). Switch on `type`, never on text."""

    type = fields.String(metadata={"format": "uri-reference", "description": "`/problems/` and a slug."})
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    request_id = fields.String(metadata={"description": "Quote it when you ask about this answer."})
    errors = fields.List(fields.Nested(FaultView()))

    class Meta:
        """Some kinds have members of their own, such as the choices beyond a quota."""

        unknown = INCLUDE


def _catalogue() -> Catalogue:
    catalogue: Catalogue = current_app.extensions["plandesk"].catalogue
    return catalogue


def _amount(value: Money) -> dict[str, Any]:
    return {"minor": value.minor, "currency": value.currency}


KINDS: Final[Mapping[type[DomainError], Kind]] = {
    SelectionRefused: Kind(409, "selection-refused", "This selection cannot be bought as it stands", words.SELECTION),
    CoverChanged: Kind(409, "cover-changed", "The cover has changed", words.COVER),
    TotalChanged: Kind(
        409,
        "total-changed",
        "The total has changed",
        lambda facts: words.total_changed(price(facts["expected"]), price(facts["total"])),
        lambda facts: {"expected_total": _amount(facts["expected"]), "total": _amount(facts["total"])},
    ),
    BuyerNeeded: Kind(409, "buyer-needed", "The buyer is not known", words.BUYER_NEEDED),
    PayerRefused: Kind(409, "payer-refused", "This contact cannot pay", words.PAYER_REFUSED),
    DatesChanged: Kind(409, "dates-changed", "The order has changed", words.DATES_CHANGED),
    OrderOvertaken: Kind(
        409, "order-overtaken", "The order can no longer be paid", lambda facts: words.OVERTAKEN[facts["reason"]]
    ),
    TaxIdRefused: Kind(409, "tax-id-refused", "The tax id is not right", words.tax_id),
    TermsChanged: Kind(409, "terms-changed", "The terms of sale have changed", words.TERMS_CHANGED),
    IdempotencyKeyReused: Kind(409, "idempotency-key-reused", "This key was used before", words.KEY_REUSED),
    NothingToReconfirm: Kind(409, "nothing-to-reconfirm", "There is nothing to confirm", words.NOTHING_TO_RECONFIRM),
    OrderMoveRefused: Kind(409, "order-move-refused", "The order is past this step", words.MOVE_REFUSED),
    OrderNotPayable: Kind(409, "order-not-payable", "The order cannot be paid", words.NOT_PAYABLE),
    PaymentInFlight: Kind(409, "payment-in-flight", "A payment is on its way", words.IN_FLIGHT),
    MethodUnavailable: Kind(409, "method-unavailable", "This way to pay is not offered", words.METHOD_UNAVAILABLE),
    OrderNotFound: Kind(404, "not-found", "There is nothing here", words.no_order),
    UnknownEdition: Kind(404, "not-found", "There is nothing here", words.NO_EDITION),
    AttemptNotFound: Kind(404, "not-found", "There is nothing here", words.NO_ATTEMPT),
    DocumentNotFound: Kind(404, "not-found", "There is nothing here", words.NO_DOCUMENT),
    DocumentNotWritten: Kind(503, "document-not-written", "The document cannot be read now", words.NOT_WRITTEN),
    SignInRefused: Kind(409, "sign-in-refused", "This does not sign in", words.SIGN_IN_REFUSED),
    OtherBrowser: Kind(409, "other-browser", "Another browser asked for this", words.OTHER_BROWSER),
    AddressUnchanged: Kind(409, "address-unchanged", "This is your address already", words.ADDRESS_UNCHANGED),
    NewAddressRefused: Kind(409, "new-address-refused", "This link confirms nothing", words.NEW_ADDRESS_REFUSED),
    ContactKnown: Kind(409, "contact-known", "This person is already here", words.CONTACT_KNOWN),
    EmailTaken: Kind(409, "email-taken", "This address cannot be added", words.EMAIL_TAKEN),
    LastOwner: Kind(409, "last-owner", "An account keeps an owner", words.LAST_OWNER),
    CustomerReferenceTaken: Kind(
        409, "customer-reference-taken", "This reference is taken", words.CUSTOMER_REFERENCE_TAKEN
    ),
    InstallationTaken: Kind(409, "installation-taken", "The customer has this one", words.INSTALLATION_TAKEN),
    SignInNeeded: Kind(401, "sign-in-needed", "Sign in to see this", words.SIGN_IN_NEEDED),
    ExtendLinkRefused: Kind(401, "link-refused", "This link does not work any more", words.EXTEND_LINK_REFUSED),
    StopLinkRefused: Kind(409, "link-refused", "This link does not work any more", words.STOP_LINK_REFUSED),
    NotAllowed: Kind(403, "not-allowed", "Your role does not allow this", words.NOT_ALLOWED),
    NothingHere: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    CustomerNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    ContactNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    InstallationNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    SessionNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    RequestNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    BeyondQuota: Kind(
        409,
        "beyond-quota",
        "Too little is left for this request",
        lambda facts: words.BY_AGREEMENT if facts["by_agreement"] else words.BEYOND_QUOTA,
        lambda facts: {"choices": show_choices(facts["choices"], facts["installation_id"], _catalogue())},
    ),
    ReferenceTaken: Kind(409, "reference-taken", "This reference names another request", words.REFERENCE_TAKEN),
    RequestInFuture: Kind(409, "request-in-future", "The day lies ahead", words.REQUEST_IN_FUTURE),
    RequestVoided: Kind(409, "request-voided", "The request was voided", words.REQUEST_VOIDED),
    UnknownLevel: Kind(409, "unknown-level", "There is no such level", words.UNKNOWN_LEVEL),
    TermNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    TermMoveRefused: Kind(409, "term-move-refused", "The term is past this step", terms_en.move_refused),
    TermEndsBeforeStart: Kind(409, "term-ends-before-start", "The term covers no day", terms_en.ends_before_start),
    DayOutOfReach: Kind(409, "day-out-of-reach", "The day is out of reach", terms_en.out_of_reach),
    CurrencyMismatch: Kind(409, "currency-mismatch", "The currency is another", terms_en.other_currency),
    TermEndNotStated: Kind(409, "term-end-not-stated", "The last covered day is needed", terms_en.end_not_stated),
    TermsOverlap: Kind(409, "terms-overlap", "These days are covered already", terms_en.terms_overlap),
    PlanOfAnotherFamily: Kind(409, "plan-of-another-family", "The plan does not fit", terms_en.other_family),
    UnknownCurrency: Kind(409, "unknown-currency", "Nothing is priced in this currency", words.unknown_currency),
    UnknownPlan: Kind(409, "unknown-plan", "There is no such plan", terms_en.unknown_plan),
    UnknownFamily: Kind(409, "unknown-family", "There is no such plan family", advice_problems_en.UNKNOWN_FAMILY),
    UnknownNeed: Kind(409, "unknown-need", "There is no such must-have", advice_problems_en.unknown_need),
    RequestOutsideHorizon: Kind(
        409, "request-outside-horizon", "A request lies outside the months", advice_problems_en.outside_horizon
    ),
    StartOutOfReach: Kind(409, "day-out-of-reach", "The day is out of reach", terms_en.out_of_reach),
    WorkloadTooLarge: Kind(409, "workload-too-large", "Too many requests to look at", advice_problems_en.too_large),
    WorkloadTooVaried: Kind(409, "workload-too-varied", "Too many lengths to look at", advice_problems_en.TOO_VARIED),
    WorkloadTooLargeToGrow: Kind(
        409, "workload-too-large-to-grow", "Too many requests for these parts", advice_problems_en.too_large_to_grow
    ),
    NothingToCorrect: Kind(409, "nothing-to-correct", "There is nothing to correct", terms_en.NOTHING_TO_CORRECT),
    SecondStepNeeded: Kind(
        403,
        "second-step-needed",
        "A passkey is needed",
        lambda facts: passkeys_en.SECOND_STEP[facts["step"]],
        lambda facts: {"step": facts["step"]},
    ),
    PasskeyRefused: Kind(409, "passkey-refused", "The passkey was not accepted", passkeys_en.REFUSED),
    PasskeyCloned: Kind(409, "passkey-copied", "The passkey was copied", passkeys_en.copied),
    PasskeyKnown: Kind(409, "passkey-known", "This passkey is registered already", passkeys_en.KNOWN),
    PasskeyNotFound: Kind(404, "not-found", "There is nothing here", passkeys_en.NO_PASSKEY),
    LastPasskey: Kind(409, "last-passkey", "This is the last passkey", passkeys_en.LAST),
    TooManyPasskeys: Kind(409, "too-many-passkeys", "There are too many passkeys", passkeys_en.too_many),
    PasskeysUnavailable: Kind(409, "passkeys-unavailable", "No passkeys at this address", passkeys_en.UNAVAILABLE),
    ReasonMissing: Kind(409, "reason-missing", "A reason is needed", words.REASON_MISSING),
    ImportFileRefused: Kind(422, "import-unreadable", "The file cannot be read", imports_en.file_refused),
    BooksChanged: Kind(409, "books-changed", "The books changed meanwhile", imports_en.BOOKS_CHANGED),
    CursorInvalid: Kind(409, "cursor-invalid", "The list has no such page", words.CURSOR_INVALID),
    StatementRefused: Kind(422, "statement-unreadable", "The file cannot be read", wires_en.file_refused),
    StatementNotFound: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    StatementClosed: Kind(409, "statement-closed", "The statement is past this step", wires_en.statement_closed),
    MappingNotFound: Kind(404, "not-found", "There is no such mapping", wires_en.no_mapping),
    MappingInvalid: Kind(409, "mapping-invalid", "The mapping cannot be right", wires_en.MAPPING_INVALID),
    SplitRefused: Kind(409, "split-refused", "The money cannot be given so", wires_en.split_refused),
    WireRefused: Kind(409, "wire-refused", "Nothing was booked", wires_en.wire_refused),
    WebhookRouteOff: Kind(404, "not-found", "There is nothing here", words.NOTHING_HERE),
    WebhookNotAuthentic: Kind(400, "webhook-not-authentic", "The signature is not right", words.NOT_AUTHENTIC),
    WebhookMalformed: Kind(400, "webhook-malformed", "The notice cannot be read", words.NOTICE_MALFORMED),
    ProviderUnavailable: Kind(502, "provider-unavailable", "The payment provider did not answer", words.PROVIDER_DOWN),
    ProviderRefused: Kind(502, "provider-refused", "The payment provider refused", words.PROVIDER_REFUSED),
    **quotes_problems.KINDS,
    **reviews_problems.KINDS,
}
"""Every refusal a route may meet. A DomainError that is not here is a fault of ours: 500."""

_HTTP: Final[Mapping[int, tuple[str, str, str]]] = {
    400: ("malformed-request", "The request cannot be read", words.MALFORMED),
    403: ("cross-site-request", "The request came from another site", words.CROSS_SITE),
    404: ("not-found", "There is nothing here", words.NOTHING_HERE),
    405: ("method-not-allowed", "This address does not take this method", words.METHOD_NOT_ALLOWED),
    406: ("not-acceptable", "No form of the answer is acceptable", words.NOT_ACCEPTABLE),
    413: ("too-large", "The request is too large", words.TOO_LARGE),
    415: ("unsupported-media-type", "The body is not JSON", words.NOT_JSON),
    422: ("invalid-payload", "The payload is not as the document says", words.INVALID_PAYLOAD),
    429: ("too-many-requests", "Too many requests", words.TOO_MANY),
    503: ("not-ready", "The service is not ready", words.NOT_READY),
}


class PayloadInvalid(Exception):
    """A payload breaks its schema; `messages` are marshmallow's, nested by member."""

    def __init__(self, messages: Mapping[Any, Any]) -> None:
        super().__init__(messages)
        self.messages = messages


class HeaderInvalid(Exception):
    """A required request header is missing or malformed; `name` and a sentence."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(name)
        self.name = name
        self.detail = detail


def problem(
    status: int, slug: str, title: str, detail: str, errors: list[dict[str, str]] | None = None, **members: Any
) -> Response:
    """Return a problem as an answer; `members` are those that only this kind of problem has."""
    body = {
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": request.environ.get(REQUEST_ID, ""),
        "errors": errors or [],
        **members,
    }
    answer = Response(orjson.dumps(body), status, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def domain_problem(error: DomainError) -> Response:
    """Tell a refusal of the domain by the table; anything the table lacks is a fault of ours."""
    kind = KINDS.get(type(error))
    if kind is None:
        return unexpected(error)
    detail = kind.detail if isinstance(kind.detail, str) else kind.detail(error.facts)
    faults = list(_refusals(error))
    answer = problem(kind.status, kind.slug, kind.title, detail, faults, **kind.members(error.facts))
    if kind.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="plandesk"'  # RFC 9110 wants one; people sign in by mail.
    return answer


def _refusals(error: DomainError) -> Iterator[dict[str, str]]:
    if isinstance(error, TaxIdRefused):
        yield {"pointer": f"/{error.facts['field']}", "detail": words.tax_id(error.facts), "rule": "tax-id-refused"}
    if isinstance(error, AdviceRefused):
        for fault in error.faults:
            yield {"pointer": "/advice", "detail": advice_address_en.explain(fault), "rule": fault.rule}
    if not isinstance(error, SelectionRefused):
        return
    catalogue = _catalogue()
    for each in error.refusals:
        yield {"pointer": each.pointer, "detail": words.explain(each, catalogue), "rule": each.rule}


def payload_problem(error: PayloadInvalid) -> Response:
    """Tell every fault of a payload with its pointer."""
    slug, title, detail = _HTTP[422]
    return problem(422, slug, title, detail, list(_faults(error.messages, "")))


def header_problem(error: HeaderInvalid) -> Response:
    """Tell which header is missing or wrong."""
    fault = {"pointer": "", "detail": error.detail, "rule": f"header-{error.name.lower()}"}
    return problem(422, "invalid-header", "A header is missing or wrong", error.detail, [fault])


def _faults(messages: Any, pointer: str) -> Iterator[dict[str, str]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            escaped = str(key).replace("~", "~0").replace("/", "~1")
            yield from _faults(inner, pointer if key == "_schema" else f"{pointer}/{escaped}")
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield {"pointer": pointer, "detail": str(message), "rule": "schema"}


def http_problem(error: HTTPException) -> Response:
    """Tell an HTTP error that the framework raised, with the headers that belong to it."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]  # A redirect of the router is no problem.
    slug, title, detail = _HTTP.get(status) or _plain(status)
    answer = problem(status, slug, title, detail)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value  # A 405 without `Allow` would break RFC 9110.
    return answer


def _plain(status: int) -> tuple[str, str, str]:
    phrase = HTTPStatus(status).phrase
    return phrase.lower().replace(" ", "-"), phrase, phrase + "."


def unexpected(error: BaseException) -> Response:
    """Tell nothing but the request id, and log everything."""
    request_id = request.environ.get(REQUEST_ID, "")
    _log.error("request %s failed", request_id, exc_info=(type(error), error, error.__traceback__))
    return problem(500, "internal-error", "Something went wrong on our side", words.INTERNAL)

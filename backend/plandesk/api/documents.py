"""The documents of orders and quotes, and their files."""

from typing import Any, Final, get_args

from flask import Response
from marshmallow import fields, validate

from plandesk.api.document import PREFIX, Routes, answer, conditional
from plandesk.api.fields import View
from plandesk.api.ports import ports
from plandesk.domain.documents import Document, DocumentKind
from plandesk.services.books.documents import DocumentFile
from plandesk.services.documents import list_documents, read_document, read_quote_document

_TYPE: Final = "application/pdf"
PDF_ANSWERS: Final = {
    "200": {
        "description": "A PDF/A-3 file, for ever the same bytes",
        "content": {_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    },
    "304": {"description": "The client has it already"},
}


class DocumentLinkView(View):
    """A document that was issued, and where its PDF is."""

    kind = fields.String(validate=validate.OneOf(get_args(DocumentKind)))
    title = fields.String()
    number = fields.String()
    issued_on = fields.Date()
    url = fields.String()


class DocumentView(DocumentLinkView):
    """A document with its digest, which is null until its file is written for the first time."""

    sha256 = fields.String(allow_none=True)


class DocumentsView(View):
    """An order's documents, oldest first."""

    documents = fields.List(fields.Nested(DocumentView()))


def of_order(token: str) -> Response:
    """List the documents of an order."""
    listed = list_documents(token, ports=ports())
    body = {"documents": [{**show_link(token, document), "sha256": digest} for document, digest in listed]}
    return answer(body, Cache_Control="no-store")


def file(token: str, number: str) -> Response:
    """Read a document as PDF; a document never changes once it is issued."""
    return pdf(read_document(token, number, ports=ports()), f"{number}.pdf")


def of_quote(token: str) -> Response:
    """Read a quote as PDF, with its signed file inside."""
    document, stored = read_quote_document(token, ports=ports())
    return pdf(stored, f"{document.number}.pdf")


def pdf(stored: DocumentFile, name: str) -> Response:
    """Return a stored file under a name of ours, for a reader to show or keep."""
    reply = Response(stored.content, content_type=_TYPE)
    reply.headers["Content-Disposition"] = f'inline; filename="{name}"'
    reply.headers["Cache-Control"] = "private, no-cache"
    reply.set_etag(stored.sha256)
    return conditional(reply)


def show_link(token: str, document: Document) -> dict[str, Any]:
    """Show a document of the order at an address."""
    return {
        "kind": document.kind,
        "title": document.sheet.title,
        "number": document.number,
        "issued_on": document.sheet.issued_on.isoformat(),
        "url": f"{PREFIX}/orders/{token}/documents/{document.number}.pdf",
    }


def routes() -> Routes:
    """Return the routes of documents; the address of an order or a quote is the key to its own."""
    documents, one = Routes("documents", "What was issued for an order or a quote."), "/orders/<string:token>/documents"
    documents.add("GET", one, of_order, answers={200: DocumentsView()}, problems=(404,))
    documents.add("GET", f"{one}/<string:number>.pdf", file, answers={}, problems=(404, 503), responses=PDF_ANSWERS)
    documents.add(
        "GET",
        "/quotes/<string:token>/quote.pdf",
        of_quote,
        answers={},
        problems=(404, 503),
        responses=PDF_ANSWERS,
    )
    return documents

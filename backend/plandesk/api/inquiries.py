"""Questions for the vendor."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from plandesk.api.document import Routes
from plandesk.api.fields import Payload, email_address, line, one_of, paragraphs
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.domain.catalogue import Catalogue
from plandesk.services.inquiries import Inquiry, send_inquiry


def ask(payload: Mapping[str, Any]) -> Response:
    """Ask the vendor; the question is mailed, and answered by mail."""
    send_inquiry(Inquiry(**payload), ports=ports())
    return Response(status=202)


def routes(catalogue: Catalogue, limit: Wrap) -> Routes:
    """Return the routes of inquiries."""
    inquiries = Routes("inquiries", "Questions that only the vendor can answer.")
    members = {
        "topic": line(120),
        "plan": one_of((plan.id for plan in catalogue.plans), required=False),
        "name": line(200),
        "email": email_address(),
        "company": line(200, required=False),
        "message": paragraphs(4000),
    }
    schema = Payload.from_dict(members, name="InquiryInput")()  # type: ignore[arg-type]  # Its stub wants invariant values.
    inquiries.add("POST", "/inquiries", ask, takes=schema, answers={202: None}, problems=(429,), wrap=limit)
    return inquiries

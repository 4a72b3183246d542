"""PayPal's refusals: a name, its fixed message, and the issue that says what was wrong."""

from plandesk_sandbox.answers import Answer, Json, Refusal
from plandesk_sandbox.identifiers import paypal_id

# Name and message belong to the status; PayPal's clients compare them.
_NAMES = {
    400: ("INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema."),
    401: (
        "AUTHENTICATION_FAILURE",
        "Authentication failed due to missing authorization header, or invalid authentication credentials.",
    ),
    404: ("RESOURCE_NOT_FOUND", "The specified resource does not exist."),
    422: (
        "UNPROCESSABLE_ENTITY",
        "The requested action could not be performed, semantically incorrect, or failed business validation.",
    ),
    500: ("INTERNAL_SERVER_ERROR", "An internal server error occurred."),
}


def error(status: int, issue: str | None = None, pointer: str | None = None, links: list[Json] | None = None) -> Answer:
    """Return an error answer; `pointer` names the field of the request body at fault."""
    name, message = _NAMES[status]
    body: Json = {"name": name, "message": message, "debug_id": paypal_id(13).lower(), "links": links or []}
    if issue:
        detail = {"issue": issue}
        if pointer is not None:
            detail |= {"field": pointer, "location": "body"}
        body["details"] = [detail]
    return Answer(status, body)


def malformed(issue: str, pointer: str | None = None) -> Refusal:
    """Return a 400 to raise."""
    return Refusal(error(400, issue, pointer))


def unprocessable(issue: str, pointer: str | None = None) -> Refusal:
    """Return a 422 to raise."""
    return Refusal(error(422, issue, pointer))


def missing() -> Refusal:
    """Return the 404 for a resource that does not exist."""
    return Refusal(error(404, "INVALID_RESOURCE_ID"))


def too_many() -> Answer:
    """Return a 429, which has no place in PayPal's published list of errors but is sent all the same."""
    body: Json = {"name": "RATE_LIMIT_REACHED", "message": "The sandbox was told to limit this request."}
    return Answer(429, body | {"debug_id": paypal_id(13).lower(), "links": []})

"""What both providers' HTTP faces share: faults around every request, refusals as answers, the exchange log."""

import socket

from flask import Blueprint, Response, g, request

from plandesk_sandbox.answers import Answer, Refusal
from plandesk_sandbox.faults import Fault
from plandesk_sandbox.state import Sandbox

# Set-up calls and reads are spared unless a fault names their path: tests aim at the request with the effect.
_QUIET = ("/v1/oauth2/token", "/v1/notifications/verify-webhook-signature")


def provider_blueprint(box: Sandbox, provider: str, server_error: Answer, too_many: Answer) -> Blueprint:
    """Return a blueprint under `/stripe` or `/paypal` whose requests meet the faults that are on."""
    blueprint = Blueprint(f"{provider}_api", __name__, url_prefix=f"/{provider}")

    @blueprint.before_request
    def before() -> Response | None:
        quiet = request.method == "GET" or request.path.endswith(_QUIET)
        g.fault = box.faults.take_request(provider, request.path, quiet=quiet)
        if g.fault and g.fault.kind == "error_before":
            return server_error.response()
        if g.fault and g.fault.kind == "rate_limit":
            return too_many.response()
        return None

    @blueprint.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return refusal.answer.response()

    @blueprint.after_request
    def after(response: Response) -> Response:
        fault: Fault | None = g.get("fault")
        if fault and fault.kind == "error_after":
            response = server_error.response()
        box.exchanges.record(provider, request, response, fault.kind if fault else None)
        if fault and fault.kind == "hang_after":
            box.faults.hang(fault.seconds)
        if fault and fault.kind == "close_after":
            _close_connection()
        return response

    return blueprint


def _close_connection() -> None:
    """Break the client's connection, as a crashing proxy would; werkzeug gives us its socket."""
    connection: socket.socket = request.environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)

"""Where payment providers send their notices: the raw bytes go to the use case, which verifies and keeps them."""

from collections.abc import Callable

from flask import Response, request

from plandesk.api.document import Routes
from plandesk.api.ports import ports
from plandesk.domain.orders import Method
from plandesk.services.webhooks import receive_webhook

PATH = "/webhooks/"
"""These requests are signed, and come from no browser."""

_BODY = {"required": True, "content": {"application/json": {"schema": {}}}}


def routes() -> Routes:
    """Return the routes of webhooks; one without its configured gateway answers 404."""
    webhooks = Routes("webhooks", "Notices from payment providers.")
    for provider, method in (("stripe", "card"), ("paypal", "paypal")):
        webhooks.add(
            "POST",
            PATH + provider,
            _receiver(method, provider),  # type: ignore[arg-type]  # The pairs above name methods.
            answers={204: None},
            problems=(400, 404, 413, 502),
            requestBody=_BODY,
        )
    return webhooks


def _receiver(method: Method, provider: str) -> Callable[[], Response]:
    def receive() -> Response:
        """Take a signed notice; it is kept, answered, and only then acted on."""
        receive_webhook(method, request.get_data(), dict(request.headers), ports=ports())
        return Response(status=204)

    receive.__name__ = f"receive_{provider}"
    return receive

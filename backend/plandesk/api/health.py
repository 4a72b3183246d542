"""Whether the process lives, and whether it can do its work."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response

from plandesk.api.document import answer
from plandesk.api.problems import problem
from plandesk.text.problems_en import NOT_READY

Checks = Mapping[str, Callable[[], bool]]


def routes(checks: Checks) -> Blueprint:
    """Return `/healthz` and `/readyz`; `checks` say by name what readiness needs."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def alive() -> Response:
        return answer({"status": "alive"}, Cache_Control="no-store")

    @health.get("/readyz")
    def ready() -> Response:
        results = {name: check() for name, check in checks.items()}
        if all(results.values()):
            return answer({"status": "ready", "checks": results}, Cache_Control="no-store")
        return problem(503, "not-ready", "The service is not ready", NOT_READY, checks=results)

    return health

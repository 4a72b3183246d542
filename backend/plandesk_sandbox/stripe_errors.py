"""Stripe's refusals, in the shape its SDK turns into exceptions."""

from plandesk_sandbox.answers import Answer, Refusal


def error(status: int, kind: str, message: str, *, code: str | None = None, param: str | None = None) -> Answer:
    """Return an error answer; `kind` is Stripe's error type."""
    parts = {"type": kind, "message": message, "code": code, "param": param}
    return Answer(status, {"error": {name: value for name, value in parts.items() if value is not None}})


def invalid(message: str, *, code: str | None = None, param: str | None = None, status: int = 400) -> Refusal:
    """Return an `invalid_request_error` to raise."""
    return Refusal(error(status, "invalid_request_error", message, code=code, param=param))


def missing(noun: str, object_id: str) -> Refusal:
    """Return the 404 for an object that does not exist."""
    param = noun.replace(" ", "_")
    return invalid(f"No such {noun}: '{object_id}'", code="resource_missing", param=param, status=404)


def server_error() -> Answer:
    """Return a 500."""
    return error(500, "api_error", "The sandbox was told to fail this request.")


def too_many() -> Answer:
    """Return a 429."""
    return error(429, "rate_limit_error", "The sandbox was told to limit this request.", code="rate_limit")


def key_reused(key: str) -> Answer:
    """Return the 400 for a known idempotency key with other parameters."""
    return error(400, "idempotency_error", f"The key {key} was first used with other parameters; use a new key.")


def unauthorised(shown: str | None) -> Answer:
    """Return the 401 for a missing or wrong key; `shown` is the key as sent."""
    if not shown:
        return error(401, "invalid_request_error", "No API key was sent: use an Authorization: Bearer header.")
    masked = shown[:8] + "*" * max(0, len(shown) - 12) + shown[-4:]
    return error(401, "invalid_request_error", f"Invalid API Key provided: {masked}")

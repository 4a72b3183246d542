"""One HTTP answer of a provider, before Flask makes a response of it."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask import Response

# The wire objects of both providers are open JSON; giving each of their several hundred fields a type would
# repeat the providers' specifications, against which the contract tests already check every answer.
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a JSON body and headers, comparable and safe to keep."""

    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """Return it as a Flask response."""
        return Response(
            json.dumps(self.body, indent=2, ensure_ascii=False),
            self.status,
            self.headers,
            content_type="application/json; charset=utf-8",
        )


class Refusal(Exception):
    """A provider's error answer, raised from wherever the rule is checked."""

    def __init__(self, answer: Answer, *, kept: bool = False) -> None:
        """Hold the answer; `kept` refusals are final outcomes and are repeated under the same key."""
        super().__init__(str(answer.body))
        self.answer = answer
        self.kept = kept

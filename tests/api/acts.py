"""One request by which staff act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from werkzeug.test import TestResponse

from tests.api.conftest import V1, Caller

REASON: Final = "because the test says so"


@dataclass
class Act:
    """One request that acts: by whom, where and with what."""

    caller: Caller
    path: str
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    file: bytes | None = None

    def send(self) -> TestResponse:
        """Send it."""
        if self.file is None:
            return self.caller.post(self.path, self.body, **self.headers)
        return self.caller.client.post(V1 + self.path, data=self.file, headers=dict(self.headers))

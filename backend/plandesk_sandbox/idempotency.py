"""Answers kept under the caller's key, so that a repeated request has one effect."""

import hashlib
from dataclasses import dataclass

from plandesk_sandbox.answers import Answer


class KeyReused(Exception):
    """The same key came with other parameters; both providers refuse that."""


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: str
    answer: Answer
    until: int


class KeptAnswers:
    """Remember answers by (scope, key) for a provider's retention time in seconds."""

    def __init__(self, retention: int) -> None:
        self._retention = retention
        self._kept: dict[tuple[str, str], _Kept] = {}

    def find(self, scope: str, key: str, request: str, now: int) -> Answer | None:
        """Return the answer the first such request got, or None when this is the first.

        Raises:
            KeyReused: the key is known with another request.
        """
        kept = self._kept.get((scope, key))
        if kept is None or kept.until <= now:
            return None
        if kept.fingerprint != _fingerprint(request):
            raise KeyReused(key)
        return kept.answer

    def keep(self, scope: str, key: str, request: str, answer: Answer, now: int) -> None:
        """Store what the first request was answered."""
        self._kept[scope, key] = _Kept(_fingerprint(request), answer, now + self._retention)

    def clear(self) -> None:
        """Forget every key."""
        self._kept.clear()


def _fingerprint(request: str) -> str:
    return hashlib.sha256(request.encode()).hexdigest()

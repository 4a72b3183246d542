"""The tense of advice: what is so for requests to come would have been so for those that are over."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tense:
    """How the sentences of one answer speak: whether all of it is `over`, or has `begun` so that some of it is."""

    over: bool
    begun: bool = False

    def verb(self, now: str, participle: str) -> str:
        """Return a verb as it stands after who does it: `costs`, or of what is over `would have cost`."""
        return f"would have {participle}" if self.over else now

    def may(self, verb: str, participle: str) -> str:
        """Return a verb that is possible only."""
        return f"might have {participle}" if self.over else f"may {verb}"


NOW: Final = Tense(over=False)
OVER: Final = Tense(over=True)
BEGUN: Final = Tense(over=False, begun=True)

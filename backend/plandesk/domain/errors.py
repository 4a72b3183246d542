"""The refusals of the domain: one class a rule, each carrying facts and no prose."""

from dataclasses import dataclass


class DomainError(Exception):
    """A rule refused.

    The facts say what was refused; the words for people are chosen where the error is shown.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{type(self).__name__}({told})"


class CurrencyMismatch(DomainError):
    """Amounts meet only in one currency. Facts: `left`, `right` (ISO 4217 codes)."""


class InexactAmount(DomainError):
    """An amount is a whole number of its currency's minor units. Facts: `amount`, `currency`."""


class UnknownLevel(DomainError):
    """A level is named by its id in the catalogue. Facts: `id`."""


class UnknownPool(DomainError):
    """A pool is named by its id in the catalogue. Facts: `id`."""


class UnknownFamily(DomainError):
    """A plan family is named by its id in the catalogue. Facts: `id`."""


class UnknownPlan(DomainError):
    """A plan is named by its id in the catalogue. Facts: `id`."""


class UnknownCurrency(DomainError):
    """A selection is priced only in a currency in which the catalogue states prices. Facts: `currency`."""


class UnknownIncident(DomainError):
    """An incident is named by its id in the catalogue. Facts: `id`."""


class UnknownReading(DomainError):
    """A reading is named by its id in the catalogue. Facts: `id`."""


class NotStated(DomainError):
    """A value the catalogue leaves open cannot be counted with. Facts: `lines`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a catalogue file: where (an RFC 6901 JSON pointer) and what."""

    pointer: str
    detail: str


class CatalogueInvalid(DomainError):
    """A catalogue is taken whole and faultless or not at all. Facts: `problems`, sorted by pointer, never empty."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems=problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{problem.pointer or '(the whole file)'}: {problem.detail}" for problem in self.problems)


class DuplicateKey(DomainError):
    """A key that must be unique is taken. Facts: `what`."""


class StaleOrder(DomainError):
    """An order is written only over the revision it was read at. Facts: `number`."""


class MailUndeliverable(DomainError):
    """A mail that could not be handed over stays in the outbox. Facts: `reason`."""


class UnknownEdition(DomainError):
    """An order is dated by the catalogue it was placed under, which stays stored. Facts: `version`."""

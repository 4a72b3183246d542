"""Whether must-haves can be met at all, whatever the requests: which of them fail, and over which time they hold."""

from plandesk.domain.advice import CHAIN, Horizon, Needs, Question, needed, rank, without
from plandesk.domain.catalogue import Catalogue


def can_meet(catalogue: Catalogue, family: str, horizon: Horizon, needs: Needs, *, chains: bool) -> bool:
    """Tell whether an option meets must-haves over a horizon (R24); without `chains`, one of a single plan or none.

    Raises:
        UnknownFamily: there is no such family.
    """
    options = rank(catalogue, Question(family, horizon, (), needs), ())
    return any(chains or each.id != CHAIN for each in options)


def failing_alone(catalogue: Catalogue, family: str, horizon: Horizon, needs: Needs) -> tuple[str, ...]:
    """Return the must-haves that nothing meets even where it is the only one; may be empty."""
    return tuple(
        need for need in needed(needs) if not can_meet(catalogue, family, horizon, _only(needs, need), chains=True)
    )


def _only(needs: Needs, need: str) -> Needs:
    for other in needed(needs):
        needs = needs if other == need else without(needs, other)
    return needs

"""The sentences of advice where no option meets the must-haves."""

from collections.abc import Sequence
from typing import Final

from plandesk.domain.advice import Needs, Question, needed
from plandesk.domain.catalogue import Catalogue
from plandesk.text.advice_en import need_told
from plandesk.text.formats import count, listed, months


def nothing_on_sale(alone: Sequence[str], needs: Needs, catalogue: Catalogue) -> str:
    """Say that nothing meets the must-haves; `alone` are those that nothing meets even without the others."""
    if len(needed(needs)) == 1:
        return f"Nothing on sale meets your must-have: {_listed(needed(needs), needs, catalogue)}."
    if not alone:
        return "Nothing on sale meets all your must-haves together; each by itself can be met."
    return f"Nothing on sale meets {_listed(alone, needs, catalogue)}, even without the other must-haves."


def no_single_plan(needs: Needs, catalogue: Catalogue) -> str:
    """Say that no plan by itself meets the must-haves."""
    must_haves = "your must-have" if len(needed(needs)) == 1 else "all your must-haves"
    return f"No plan by itself meets {must_haves}: {_listed(needed(needs), needs, catalogue)}."


CHAINS_MEET: Final = "Different plans one after another can: they are compared where the requests are certain."


def longer(question: Question, over: int) -> str:
    """Say that something meets the must-haves where a longer time is asked about (R24)."""
    them = "it" if len(needed(question.needs)) == 1 else "them all"
    return (
        f"Only plans that begin within the {count(question.horizon.months, 'month')} you asked about are looked at: "
        f"over {months(over)}, something on sale meets {them}."
    )


def _listed(names: Sequence[str], needs: Needs, catalogue: Catalogue) -> str:
    return listed([need_told(each, needs, catalogue) for each in names])

"""The words of an answer that has one option only: it is advised because nothing else is left."""

from plandesk.domain.advice import Advice


def only(advice: Advice) -> str | None:
    """Say why the one option is the answer, as it follows its name; None where there are several.

    Without must-haves ad hoc is always an option. Of chains only the cheapest is one (R23): others may have the same.
    """
    if len(advice.options) > 1:
        return None
    return {
        "adhoc": "is all that is on sale",
        "plan": "is the only plan on sale that has what must be there",
        "chain": "is the cheapest chain of plans that has what must be there",
    }[advice.options[0].kind]

"""Answers to questions of one workload, and what they say, for tests of an advice's words."""

from plandesk.domain.advice_workload import PatternRow
from plandesk.domain.catalogue import Catalogue
from plandesk.services.advice import Advised, Asked, MonthlyPattern, advise_on
from plandesk.services.advice_details import Detail
from plandesk.services.advice_reasons import reasons
from plandesk.text import advice_en
from tests.factories import World, vendor_catalogue

EVERY_MONTH = tuple(range(12))
MONTHLY = (PatternRow("l2", 60, 1, EVERY_MONTH), PatternRow("dev", 60, 1, (0, 4, 8)))


def advised(family: str, *rows: PatternRow, catalogue: Catalogue | None = None, **more: object) -> Advised:
    """Return the answer for a monthly pattern over a year, unless told otherwise."""
    about = {"months": 12, "workload": MonthlyPattern(rows), **more}
    return advise_on(Asked(family, **about), ports=World(catalogue=catalogue or vendor_catalogue()).ports)  # type: ignore[arg-type]  # Named by tests.


def told(answer: Advised, kind: str) -> list[str]:
    return [each.sentence for each in reasons(answer) if each.kind == kind]


def detail(answer: Advised, option: str) -> Detail:
    return next(each for each in answer.details if each.option.id == option)


def left_out(answer: Advised, plan: str) -> str:
    left = next(each for each in answer.advice.left_out if each.plan.id == plan)
    return advice_en.left_out(left, answer.question.needs, answer.catalogue)

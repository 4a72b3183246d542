"""One suite for the audit: narrowed down and turned page by page, in memory, on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest

from plandesk.services.books.audit import AuditRow, AuditWanted
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW

pytest_plugins = ["tests.contract.database_fixtures"]

ANN, SHOP = "staff:ann@vendor.example", "program:shop"
ACTS = [
    AuditRow(NOW, ANN, "add-staff", "staff:bob", {}, {"role": "sales"}),
    AuditRow(NOW + HOUR, SHOP, "add-customer", "customer:1", {}, {"name": "Acme"}),
    AuditRow(NOW + 2 * HOUR, ANN, "approve-order", "order:1", {"state": "waiting"}, {"state": "paid"}, "checked"),
    AuditRow(NOW + 3 * HOUR, ANN, "reject-order", "order:2", {}, {}, "not theirs"),
    AuditRow(NOW + 4 * HOUR, SHOP, "add-customer", "customer:2", {}, {}),
]


@pytest.fixture(autouse=True)
def written(books: UnitOfWorkFactory) -> None:
    """Write the acts down."""
    with books() as unit:
        for act in ACTS:
            unit.audit.add(act)
        unit.commit()


def found(books: UnitOfWorkFactory, wanted: AuditWanted) -> list[int]:
    """Return which acts a page holds, by their places above."""
    with books(read_only=True) as unit:
        return [ACTS.index(each.act) for each in unit.audit.page(wanted)]


@pytest.mark.parametrize(
    ("wanted", "acts"),
    [
        (AuditWanted(9), [4, 3, 2, 1, 0]),
        (AuditWanted(2), [4, 3]),
        (AuditWanted(9, actors={ANN}), [3, 2, 0]),
        (AuditWanted(9, actors={"staff:nobody"}), []),
        (AuditWanted(9, actors=set()), []),
        (AuditWanted(9, actions={"add-customer", "add-staff"}), [4, 1, 0]),
        (AuditWanted(9, subjects={"order:1", "customer:2"}), [4, 2]),
        (AuditWanted(9, since=NOW + HOUR, until=NOW + 3 * HOUR), [2, 1]),
        (AuditWanted(9, actors={ANN}, since=NOW + timedelta(seconds=1)), [3, 2]),
    ],
)
def test_the_audit_is_narrowed_down(books: UnitOfWorkFactory, wanted: AuditWanted, acts: list[int]) -> None:
    assert found(books, wanted) == acts


def test_pages_lead_on_and_back(books: UnitOfWorkFactory) -> None:
    with books(read_only=True) as unit:
        numbers = [each.seq for each in unit.audit.page(AuditWanted(9))]
    assert numbers == sorted(numbers, reverse=True)
    assert found(books, AuditWanted(2, beside=numbers[1])) == [2, 1]
    assert found(books, AuditWanted(2, beside=numbers[3], back=True)) == [3, 2]
    assert found(books, AuditWanted(9, beside=numbers[-1])) == []

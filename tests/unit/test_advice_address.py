"""The address of an advice is read on the server as on the page: one table holds both to the same grammar."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from plandesk.domain.advice import Needs
from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.services.advice import Asked, Listed, MonthlyPattern, Rates
from plandesk.services.advice_address import AddressFault, AdviceRefused, query_of, read_address
from plandesk.text.advice_address_en import explain
from tests.factories import second_catalogue, vendor_catalogue
from tests.golden_tables import rows

QUERY = "family=pbx&months=12&each=l2:4:1"


def workload_of(told: dict[str, Any], months: int) -> MonthlyPattern | Listed | Rates:
    """Read a workload as the table writes it, which is how the page holds it."""
    levels = [each.id for each in vendor_catalogue().levels]
    match told["kind"]:
        case "pattern":
            return MonthlyPattern(
                tuple(
                    PatternRow(
                        each["level"],
                        15 * each["quarters"],
                        each["count"],
                        tuple(month - 1 for month in each["months"] or range(1, months + 1)),
                    )
                    for each in told["rows"]
                )
            )
        case "requests":
            return Listed(
                tuple((each["day"], levels.index(each["level"]), each["quarters"]) for each in told["requests"])
            )
    return Rates(
        tuple(Rate(each["level"], 15 * each["quarters"], Fraction(each["perMonth"])) for each in told["rates"])
    )


@pytest.mark.parametrize("row", rows("advice_addresses", question=True))
def test_an_address_asks_its_question(row: dict[str, Any]) -> None:
    told = row["question"]
    needs = told["needs"]
    assert read_address(row["query"], vendor_catalogue()) == Asked(
        family=told["family"],
        months=told["months"],
        workload=workload_of(told["workload"], told["months"]),
        start=date.fromisoformat(told["start"]) if told["start"] else None,
        needs=Needs(tuple(needs["services"]), needs["critical"], needs["maintenance"]),
    )


@pytest.mark.parametrize("row", rows("advice_addresses", faults=True))
def test_every_fault_of_an_address_is_told_in_a_sentence(row: dict[str, Any]) -> None:
    with pytest.raises(AdviceRefused) as refused:
        read_address(row["query"], vendor_catalogue())
    assert [each.rule for each in refused.value.faults] == row["faults"]
    assert all(explain(each).endswith(".") for each in refused.value.faults)


@pytest.mark.parametrize("address", ["", "family=pbx", "https://vendor.example/configure/?plan=pbx.standard", "hello"])
def test_what_is_no_address_of_an_advice_is_refused(address: str) -> None:
    with pytest.raises(AdviceRefused) as refused:
        read_address(address, vendor_catalogue())
    assert refused.value.faults == (AddressFault("asks-nothing"),)


@pytest.mark.parametrize(
    "address",
    [
        QUERY,
        f"/advice/?{QUERY}",
        f"https://plans.example/advice/?{QUERY}#option-adhoc",
        " https://plans.example/advice/?each=l2%3A4%3A1&months=12&utm=x&start=&family=pbx ",
    ],
)
def test_a_whole_address_and_its_query_are_kept_alike(address: str) -> None:
    assert query_of(address) == QUERY


def test_more_entries_than_an_address_holds_are_refused() -> None:
    long = "family=pbx&months=12&asked=" + ",".join(["0.l2.4"] * 301)
    with pytest.raises(AdviceRefused) as refused:
        read_address(long, vendor_catalogue())
    assert refused.value.faults == (AddressFault("too-many", {"most": 300}),)


def test_families_and_levels_are_those_of_the_catalogue() -> None:
    catalogue = second_catalogue()
    family, level = catalogue.families[0].id, catalogue.levels[-1].id
    assert read_address(f"family={family}&each={level}:4:1", catalogue).family == family
    with pytest.raises(AdviceRefused):
        read_address(QUERY, catalogue)


def test_a_part_that_comes_twice_is_refused_since_half_of_it_would_be_lost() -> None:
    with pytest.raises(AdviceRefused) as refused:
        read_address("family=pbx&months=12&each=l2:4:1&each=dev:4:1&utm=a&utm=b", vendor_catalogue())
    assert refused.value.faults == (AddressFault("repeated", {"name": "each"}),)


def test_an_advice_about_a_file_is_none_of_an_address() -> None:
    query = "family=pbx&months=12&start=2025-01-01&tickets=60b11092"
    with pytest.raises(AdviceRefused) as refused:
        read_address(query_of(query), vendor_catalogue())
    assert [fault.rule for fault in refused.value.faults] == ["of-a-file"]
    assert "tickets of a file" in explain(refused.value.faults[0])

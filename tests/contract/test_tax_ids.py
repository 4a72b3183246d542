"""VAT ids: every member state's form and check digits, in one form; a state's id is no other state's."""

import pytest

from plandesk.adapters.tax_ids import EuVatIds
from plandesk.domain.tax import EU

# One id a state whose check digits fit, from the published descriptions of their algorithms.
VALID = {
    "AT": "ATU13585627",
    "BE": "BE0428759497",
    "BG": "BG175074752",
    "CY": "CY10259033P",
    "CZ": "CZ25123891",
    "DE": "DE136695976",
    "DK": "DK13585628",
    "EE": "EE100931558",
    "ES": "ESB58378431",
    "FI": "FI20774740",
    "FR": "FR40303265045",
    "GR": "EL094259216",
    "HR": "HR33392005961",
    "HU": "HU12892312",
    "IE": "IE6433435F",
    "IT": "IT00743110157",
    "LT": "LT119511515",
    "LU": "LU15027442",
    "LV": "LV40003521600",
    "MT": "MT11679112",
    "NL": "NL004495445B01",
    "PL": "PL8567346215",
    "PT": "PT501964843",
    "RO": "RO18547290",
    "SE": "SE123456789701",
    "SI": "SI50223054",
    "SK": "SK2022749619",
}


def test_every_member_state_is_known() -> None:
    assert VALID.keys() == EU


@pytest.mark.parametrize(("country", "vat_id"), VALID.items(), ids=list(VALID))
def test_an_id_is_taken_however_it_is_written(country: str, vat_id: str) -> None:
    ids = EuVatIds()
    assert ids.vat_id(country, vat_id) == vat_id
    assert ids.vat_id(country, f" {vat_id[:2].lower()} {vat_id[2:5]}.{vat_id[5:]} ") == vat_id
    assert ids.vat_id(country, vat_id[2:]) == vat_id


@pytest.mark.parametrize(("country", "vat_id"), VALID.items(), ids=list(VALID))
def test_a_wrong_figure_is_noticed(country: str, vat_id: str) -> None:
    at = max(index for index, sign in enumerate(vat_id[:-1]) if sign.isdigit() and sign not in "0")
    wrong = vat_id[:at] + str((int(vat_id[at]) + 1) % 10) + vat_id[at + 1 :]
    assert EuVatIds().vat_id(country, wrong) is None


def test_an_id_is_of_one_state() -> None:
    ids = EuVatIds()
    assert [ids.vat_id(country, VALID["DE"]) for country in sorted(EU - {"DE"})] == [None] * 26


@pytest.mark.parametrize("text", ["", " ", "DE", "DE13669597", "DE1366959760", "DE13669597\n5", "-", "x" * 64])
def test_what_is_no_id_is_none(text: str) -> None:
    assert EuVatIds().vat_id("DE", text) is None


@pytest.mark.parametrize("country", ["US", "GB", "CH", "EL"])
def test_no_other_country_has_one(country: str) -> None:
    assert EuVatIds().vat_id(country, "DE136695976") is None

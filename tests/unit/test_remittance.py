"""Remittance references against python-stdnum and against what payers make of them."""

import random

import pytest
from stdnum.iso11649 import is_valid

from plandesk.domain.remittance import ReferenceInvalid, order_number_from, reference_for

NUMBERS = [
    "1000000000",
    "9999999999",
    "1234567890",
    *(str(random.Random(7).randrange(10**9, 10**10)) for _ in range(5)),
]


def test_a_reference_is_what_the_standard_says() -> None:
    assert reference_for("1234567890") == "RF471234567890"


def test_every_reference_is_valid_by_the_standards_own_check() -> None:
    source = random.Random(11649)
    for _ in range(2000):
        number = str(source.randrange(10**9, 10**10))
        reference = reference_for(number)
        assert is_valid(reference)
        assert order_number_from(reference) == number


@pytest.mark.parametrize(
    "number", ["", "123456789", "12345678901", "0123456789", "12345678x0", "１２３４５６７８９０", "1234567890\n"]
)
def test_only_an_order_number_has_a_reference(number: str) -> None:
    with pytest.raises(ReferenceInvalid):
        reference_for(number)


@pytest.mark.parametrize("written", ["RF47 1234 5678 90", "rf471234567890", " RF47\u00a01234\t567890\n"])
def test_a_reference_is_read_however_it_was_spaced(written: str) -> None:
    assert order_number_from(written) == "1234567890"


def test_one_wrong_digit_or_two_exchanged_are_always_noticed() -> None:
    for number in NUMBERS:
        reference = reference_for(number)
        for place in range(2, len(reference)):
            for digit in "0123456789":
                changed = reference[:place] + digit + reference[place + 1 :]
                if changed != reference:
                    _refuse(changed)
        for place in range(2, len(reference) - 1):
            exchanged = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
            if exchanged != reference:
                _refuse(exchanged)


@pytest.mark.parametrize(
    "written", ["", "1234567890", "RF", "RF471234567", "XX201234567890", "RF47-1234567890", "RF４71234567890"]
)
def test_anything_else_is_no_reference(written: str) -> None:
    _refuse(written)


def test_of_two_check_digits_that_divide_alike_only_the_written_one_counts() -> None:
    # 97 more leaves the same remainder: 02 and 99 both satisfy a check that only divides.
    source = random.Random(97)
    number = next(
        n for n in (str(source.randrange(10**9, 10**10)) for _ in range(10_000)) if reference_for(n)[2:4] == "02"
    )
    assert is_valid(f"RF99{number}")
    _refuse(f"RF99{number}")


def _refuse(written: str) -> None:
    with pytest.raises(ReferenceInvalid):
        order_number_from(written)

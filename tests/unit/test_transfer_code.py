"""The text of a transfer's code says what the standard wants, and nothing for what it has no code for."""

from decimal import Decimal

import pytest
from segno import helpers

from plandesk.domain.money import Money
from plandesk.domain.transfer_code import transfer_code

ABOUT = ("Müller & Söhne", "DE02 1203 0000 0000 2020 51", "BYLADEM1001")


@pytest.mark.parametrize("minor", [1, 100, 290_000, 12_345_678_990, 99_999_999_999])
def test_a_library_that_knows_the_standard_writes_the_same(minor: int) -> None:
    amount = Money(minor, "EUR")
    code = transfer_code(*ABOUT, amount, "RF721000000003")
    assert code is not None
    name, iban, bic = ABOUT
    known = helpers._make_epc_qr_data(
        name, iban.replace(" ", ""), amount.to_decimal(), None, "RF721000000003", bic, None, "utf-8"
    )
    ours, theirs = code.split("\n"), known.decode().split("\n")
    assert Decimal(ours.pop(7).removeprefix("EUR")) == Decimal(theirs.pop(7).removeprefix("EUR"))
    assert ours == theirs


@pytest.mark.parametrize(
    "amount", [Money(100, "USD"), Money(0, "EUR"), Money(-1, "EUR"), Money(100_000_000_000, "EUR")]
)
def test_what_no_code_can_say_has_none(amount: Money) -> None:
    assert transfer_code(*ABOUT, amount, "RF721000000003") is None

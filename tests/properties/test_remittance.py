"""However a payer and a bank mangle a right reference it is found, and a typo never finds another order's."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plandesk.domain.remittance import find_bare_numbers, find_order_numbers, reference_for

ALIKE = {"0": "0OoQ", "1": "1IiLl", "2": "2Zz", "5": "5Ss", "6": "6G", "8": "8Bb"}
numbers = st.integers(10**9, 10**10 - 1).map(str)
between = st.text(" -./:_,;+*#'()\t\r\n\u00a0\u2011\u2013", max_size=3)
words = st.sampled_from(["", "Invoice ", "Ref:", "/REMI/USTD//", "SVWZ+", "order no ", "Rechnung R-F ", "2026-11-25 "])


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str]:
    """Return an order number and a text in which its reference stands as people and banks write it."""
    number = draw(numbers)
    signs = (draw(st.sampled_from(ALIKE.get(sign, sign + sign.lower()))) for sign in reference_for(number))
    spaced = "".join(f"{sign}{draw(between)}" for sign in signs)
    return number, f"{draw(words)}{draw(between)}{spaced}{draw(words)}"


@settings(max_examples=500)
@given(mangled())
def test_any_mangling_of_a_right_reference_is_found(found: tuple[str, str]) -> None:
    number, text = found
    assert find_order_numbers(text) == (number,)


@given(numbers, st.integers(2, 13), st.sampled_from("0123456789"), words)
def test_one_wrong_digit_never_finds_another_order(number: str, place: int, digit: str, before: str) -> None:
    right = reference_for(number)
    typo = f"{right[:place]}{digit}{right[place + 1 :]}"
    assert find_order_numbers(f"{before}{typo}") == ((number,) if typo == right else ())


@given(numbers, st.integers(2, 12))
@example("1234567890", 2)
def test_two_exchanged_digits_never_find_another_order(number: str, place: int) -> None:
    right = reference_for(number)
    typo = f"{right[:place]}{right[place + 1]}{right[place]}{right[place + 2 :]}"
    assert find_order_numbers(f"paid {typo}") == ((number,) if typo == right else ())


@given(st.lists(numbers, min_size=1, max_size=4, unique=True), between, st.booleans())
def test_several_references_are_all_found_once_in_their_order(several: list[str], separator: str, twice: bool) -> None:
    written = [reference_for(number) for number in several]
    text = f"{separator} and ".join(written + (written if twice else []))
    assert find_order_numbers(text) == tuple(several)


@given(numbers, between)
def test_an_order_number_alone_matches_nothing_and_is_a_hint(number: str, separator: str) -> None:
    text = f"order {number}{separator}"
    assert find_order_numbers(text) == ()
    assert find_bare_numbers(text) == (number,)


@given(st.text(max_size=80))
def test_free_text_never_breaks_the_search(text: str) -> None:
    for number in find_order_numbers(text):
        assert len(number) == 10

"""Bytes that are signed have one form, and whatever has none is refused."""

import pytest

from plandesk.domain.canonical import DEEPEST, SAFE_INTEGER, NotCanonical, canonical, read_canonical


def test_names_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": [1, {"d": None, "c": True}], "a": "é \u2028"}) == (
        '{"a":"é \u2028","b":[1,{"c":true,"d":null}]}'.encode()
    )


def test_signs_are_escaped_as_the_standard_has_it() -> None:
    told = canonical('\u20ac$\u000f\nA\'B"\\\\"/\x7f')  # RFC 8785, section 3.2.2.2, and a delete.
    assert told == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'.encode()


def test_a_tuple_is_a_list() -> None:
    assert canonical((1, 2)) == canonical([1, 2]) == b"[1,2]"


@pytest.mark.parametrize(
    "value",
    [1.0, 0.1, float("nan"), SAFE_INTEGER + 1, b"x", {1: 2}, {"a b": 1}, {"": 1}, {"ä": 1}, "\ud800", {1, 2}, object()],
)
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"within": [value]})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" {}",
        b"{}\n",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"1e2",
        b"-0",
        b"01",
        b"NaN",
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xff"',
        b"\xef\xbb\xbf{}",
        b"9" * 5000,
        b"[" * 100_000,
    ],
)
def test_bytes_that_are_not_the_one_form_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_canonical(data)


def test_nesting_ends_somewhere() -> None:
    data = b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)
    assert canonical(read_canonical(data)) == data
    with pytest.raises(NotCanonical):
        read_canonical(b"[" + data + b"]")

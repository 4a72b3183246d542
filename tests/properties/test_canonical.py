"""Whatever is written canonically is read back as it was, has one form, and no byte of it can change unnoticed."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from plandesk.domain.canonical import SAFE_INTEGER, NotCanonical, canonical, read_canonical

names = st.from_regex(r"[A-Za-z0-9_.-]{1,8}", fullmatch=True)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-SAFE_INTEGER, SAFE_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4))


@given(values)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    data = canonical(value)
    assert read_canonical(data) == value
    assert json.loads(data) == value


@given(st.dictionaries(names, values, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_names_were_put_in_does_not_matter(value: dict[str, object], luck: random.Random) -> None:
    shuffled = list(value.items())
    luck.shuffle(shuffled)
    assert canonical(dict(shuffled)) == canonical(value)


@given(values, st.binary(min_size=1, max_size=3), st.data())
def test_other_bytes_are_another_value_or_none(value: object, extra: bytes, data: st.DataObject) -> None:
    written = canonical(value)
    at = data.draw(st.integers(0, len(written)))
    length = data.draw(st.integers(0, len(written) - at))
    changed = written[:at] + extra + written[at + length :]
    try:
        read = read_canonical(changed)
    except NotCanonical:
        return
    assert (changed == written) == (canonical(read) == written)

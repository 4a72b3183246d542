"""However a catalogue file is broken: it loads whole or says where it is wrong, and never anything else."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plandesk.adapters.plans_file import parse
from plandesk.domain.errors import CatalogueInvalid, Problem
from tests.plans import content

Place = tuple[str | int, ...]


def _places(node: Any, path: Place = ()) -> Iterator[Place]:
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in members:
        yield (*path, key)
        yield from _places(child, (*path, key))


PLACES = list(_places(content()))
JUNK = st.sampled_from(
    [None, True, -1, 0, 1.5, 10**30, "", "nowhere", "../..", [], [[]], {}, {"value": []}, {"id": []}]
)


def _replace(raw: Any, place: Place, value: object) -> None:
    for key in place[:-1]:
        raw = raw[key]
    raw[place[-1]] = value


@given(st.sampled_from(PLACES), JUNK)
def test_junk_anywhere_is_taken_whole_or_refused_with_places(place: Place, junk: object) -> None:
    raw = content()
    _replace(raw, place, junk)
    problems = _problems(raw)
    if problems is not None:
        assert problems
        assert all(problem.detail for problem in problems)


def _problems(raw: dict[str, Any]) -> tuple[Problem, ...] | None:
    """Return why a content is refused; None if it is taken, and then as it was given."""
    try:
        catalogue = parse(json.dumps(raw).encode())
    except CatalogueInvalid as refused:
        return refused.problems
    assert json.loads(catalogue.content) == {key: value for key, value in raw.items() if key != "$schema"}
    return None

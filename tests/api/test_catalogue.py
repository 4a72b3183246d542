"""The catalogue over HTTP."""

from plandesk.services.catalogue import view
from tests.api.conftest import Desk, problem


def test_the_catalogue_is_the_resolved_view(desk: Desk) -> None:
    assert desk.get("/catalogue").get_json() == view(desk.world.catalogue)


def test_an_unchanged_catalogue_is_not_sent_again(desk: Desk) -> None:
    tag = desk.get("/catalogue").headers["ETag"]
    for known in (tag, f"W/{tag}"):
        again = desk.get("/catalogue", If_None_Match=known)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert desk.get("/catalogue", If_None_Match='"other"').status_code == 200


def test_a_version_can_be_read_by_its_digest(desk: Desk) -> None:
    version = desk.world.catalogue.version
    reply = desk.get(f"/catalogues/{version}")
    assert reply.get_json()["version"] == version
    assert "immutable" in reply.headers["Cache-Control"]


def test_an_unknown_version_is_not_found(desk: Desk) -> None:
    problem(desk.get("/catalogues/" + "0" * 64), 404, "not-found")
    problem(desk.get("/catalogues/zzz"), 404, "not-found")

"""Answers what is covered on a day: by which terms, and whether a request would be served."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandesk.domain.beyond_quota import Choice, Cover, Serving, Wanted, choices, serve
from plandesk.domain.coverage import LANES, Chain, Lane, lanes
from plandesk.domain.customers import InstallationNotFound
from plandesk.domain.requests import QuotaUse, Use
from plandesk.services.ports import Ports
from plandesk.services.requests import known_level, load_cover


@dataclass(frozen=True, slots=True)
class LaneAnswer:
    """Whether a lane is covered on a day, to which day without a gap (exclusive end), and by which terms (ids)."""

    covered: bool
    until: date | None
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestAnswer:
    """Whether a request would be served and by what, with what is left before and after it.

    `before` is the quota of its level, None where no term serves the level that day; `after` differs from it only where
    quota serves. Units count those that serve its level. Without cover, and where units would serve it, the choices of
    R14 stand beside it.
    """

    by: Use | None
    before: QuotaUse | None
    after: QuotaUse | None
    units_before: int
    units_after: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """What is covered on a day; `request` where one was asked about."""

    at: date
    lanes: Mapping[Lane, LaneAnswer]
    request: RequestAnswer | None


def ask_coverage(
    installation_id: str, at: date, wanted: tuple[str, int] | None = None, *, ports: Ports
) -> CoverageAnswer:
    """Tell what covers an installation on any day, and whether a request (level, minutes) dated then would be served.

    Nothing is held for who asks: the request may still meet a quota that somebody else used up.

    Raises:
        InstallationNotFound: there is no such installation.
        UnknownLevel: the level is in no catalogue that counts here.
    """
    with ports.uow(read_only=True) as unit:
        installation = unit.customers.installation(installation_id)
        if installation is None:
            raise InstallationNotFound(id=installation_id)
        cover = load_cover(unit, installation, at, ports=ports)
    answer = None if wanted is None else _request(cover, Wanted(*wanted, at), ports)
    return CoverageAnswer(at, {lane: _lane(cover.chain, lane, at) for lane in LANES}, answer)


def _lane(chain: Chain, lane: Lane, at: date) -> LaneAnswer:
    by = tuple(each.id for each in chain.terms if each.covers(lane, at))
    span = next((each for each in lanes(chain.terms)[lane] if each.covers(at)), None) if by else None
    return LaneAnswer(span is not None, None if span is None else span.end, by)


def _request(cover: Cover, wanted: Wanted, ports: Ports) -> RequestAnswer:
    known_level(wanted.level, cover, ports.catalogue)
    by, serving = _served(cover, wanted)
    before = _quota(cover, wanted, serving)
    units = sum(each.left for each in cover.stocks if each.serves(wanted.level, 0, wanted.on))
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    return RequestAnswer(
        by=by,
        before=before,
        after=before.with_request(wanted.minutes) if before is not None and by == "quota" else before,
        units_before=units,
        units_after=units - sum(each.units for each in serving.units),
        choices=() if by == "quota" else choices(cover, wanted, ports.catalogue, today),
    )


def _served(cover: Cover, wanted: Wanted) -> tuple[Use | None, Serving]:
    uses: tuple[Use, ...] = ("quota", "incident")
    for use in uses:
        serving = serve(cover, wanted, use)
        if serving is not None:
            return use, serving
    return None, Serving()


def _quota(cover: Cover, wanted: Wanted, serving: Serving) -> QuotaUse | None:
    """Return the quota that serves, else the best one of the level that there is."""
    found = [(each.booked.id, each.quota(wanted.level, wanted.on)) for each in cover.serving]
    of_level = [(term_id, quota) for term_id, quota in found if quota is not None]
    chosen = next((quota for term_id, quota in of_level if term_id == serving.term_id), None)
    return chosen or next((quota for _, quota in of_level), None)

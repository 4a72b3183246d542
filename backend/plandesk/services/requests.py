"""Records what support requests use up, corrects it, and answers what is covered; nothing is ever overdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plandesk.domain.beyond_quota import BeyondQuota, Cover, Serving, Source, Wanted, choices, needs_agreement, serve
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.customers import Installation, InstallationNotFound
from plandesk.domain.errors import UnknownLevel
from plandesk.domain.orders import Order
from plandesk.domain.pricing import InstallationName
from plandesk.domain.reasons import read_reason
from plandesk.domain.requests import (
    QuotaUse,
    ReferenceTaken,
    RequestInFuture,
    RequestNotFound,
    RequestVoided,
    Stock,
    SupportRequest,
    Use,
    quotas_on,
)
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.requests import RequestEventRow
from plandesk.services.books.terms import IncidentUnits
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.reminders import remind_of_quota
from plandesk.services.upgrades import hold_upgrades, recompute_credits


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """A support case to book; `reference` is the help desk's name of it, `use` says what shall serve it."""

    installation_id: str
    level: str
    minutes: int
    on: date
    reference: str
    use: Use
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectRequest:
    """What shall stand instead; None leaves a member as it is. `reason` is kept."""

    request_id: str
    reason: str
    level: str | None = None
    minutes: int | None = None
    on: date | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request in the books; `is_new` is False where the same one was recorded before."""

    request: SupportRequest
    is_new: bool


def record_request(command: RecordRequest, *, actor: str, ports: Ports) -> Recorded:
    """Book a support request against its term's quota or on incident units, once for each reference.

    Any past day that a term served may be named, however long ago: work is often written down late. A repeated request
    returns the row as it is now, also where it was corrected since.

    Raises:
        InstallationNotFound: there is no such installation.
        ReferenceTaken: the reference names another request of the installation.
        RequestInFuture: the day lies ahead.
        UnknownLevel: the level is in no catalogue that counts here.
        BeyondQuota: too little is left; with the choices of R14.
    """
    with ports.uow() as unit:
        installation, held = _locked(unit, command.installation_id)
        before = unit.requests.by_reference(installation.id, command.reference)
        if before is not None:
            return Recorded(_same(unit, before, command), is_new=False)
        wanted = Wanted(command.level, command.minutes, command.on)
        serving = _serve(unit, installation, wanted, command.use, ports=ports)
        request = SupportRequest(
            id=ports.ids.new_id(),
            installation_id=installation.id,
            reference=command.reference,
            level=command.level,
            minutes=command.minutes,
            on=command.on,
            recorded_at=ports.clock.now(),
            recorded_by=actor,
            note=command.note,
            term_id=serving.term_id,
            units=serving.units,
        )
        unit.requests.add(request)
        after = {**_facts(request), **_told(command)}
        _write_down(unit, RequestEventRow(request.id, request.recorded_at, "recorded", actor, {}, after))
        remind_of_quota(unit, request.term_id, ports=ports)
        recompute_credits(unit, held, ports=ports)
        unit.commit()
        return Recorded(request, is_new=True)


def correct_request(command: CorrectRequest, *, actor: str, ports: Ports) -> SupportRequest:
    """Change or void a request with a reason; what it used is free again, what it now uses must be there.

    It stays on quota or on incident units, whichever it was recorded on; to move it to the other, void it and record it
    anew. A correction that changes nothing leaves no trace, so it may be repeated.

    Raises:
        ReasonMissing: nothing says why.
        RequestNotFound: there is no such request.
        RequestVoided: it was voided, and is changed no more.
        RequestInFuture: the day lies ahead.
        UnknownLevel: the level is in no catalogue that counts here.
        BeyondQuota: too little is left for what it would become; with the choices of R14.
    """
    reason = read_reason(command.reason)
    with ports.uow() as unit:
        before = _existing(unit, command.request_id)
        installation, held = _locked(unit, before.installation_id)
        before = _existing(unit, command.request_id)  # As it is now that nobody else may change it.
        after = _corrected(before, command)
        if after == before:
            return before
        if before.voided:
            raise RequestVoided(id=before.id)
        if not after.voided:
            wanted = Wanted(after.level, after.minutes, after.on)
            serving = _serve(unit, installation, wanted, before.use, ports=ports, instead_of=before)
            after = replace(after, term_id=serving.term_id, units=serving.units)
        unit.requests.save(after)
        event = "voided" if after.voided else "corrected"
        row = RequestEventRow(before.id, ports.clock.now(), event, actor, _facts(before), _facts(after), reason=reason)
        _write_down(unit, row)
        remind_of_quota(unit, after.term_id, ports=ports)
        recompute_credits(unit, held, ports=ports)
        unit.commit()
        return after


def requests_of(installation_id: str, *, ports: Ports, limit: int | None = None) -> Sequence[SupportRequest]:
    """List an installation's requests, newest first, also those that were voided."""
    with ports.uow(read_only=True) as unit:
        return unit.requests.of_installation(installation_id, limit)


def corrections_of(requests: Sequence[SupportRequest], *, ports: Ports) -> Mapping[str, Sequence[RequestEventRow]]:
    """Return what was corrected of each request after it was recorded, by its id; oldest first, may be empty."""
    with ports.uow(read_only=True) as unit:
        history = {each.id: unit.requests.history(each.id) for each in requests}
    return {request_id: [row for row in rows if row.event != "recorded"] for request_id, rows in history.items()}


def quota_of(unit: UnitOfWork, term: BookedTerm, day: date, *, ports: Ports) -> tuple[QuotaUse, ...]:
    """Return what a term includes as it stands in the month of `day`; one for each pool, may be empty."""
    return quotas_on(term, ports.editions(term.catalogue_version), unit.requests.of_term(term.id), day)


@dataclass(frozen=True, slots=True)
class UnitsLeft:
    """One purchase of incident units and how many of them are left."""

    units: IncidentUnits
    left: int


def units_left(unit: UnitOfWork, customer_id: str) -> tuple[UnitsLeft, ...]:
    """Return a customer's purchases of incident units in the order in which they are used up, also those used up."""
    used = unit.requests.units_used(customer_id)
    return tuple(UnitsLeft(each, each.units - used.get(each.id, 0)) for each in unit.terms.units_of(customer_id))


def load_cover(
    unit: UnitOfWork,
    installation: Installation,
    on: date,
    *,
    ports: Ports,
    instead_of: SupportRequest | None = None,
) -> Cover:
    """Gather what may serve requests dated `on`, as if `instead_of` had never been recorded."""
    chain = unit.terms.chain(installation.id)
    terms = _serving_terms(chain, on, instead_of)
    running = chain.running(ports.clock.today(ports.catalogue.rules.time_zone))
    return Cover(
        chain=chain,
        family=installation.family,
        name=InstallationName(installation.reference, installation.label, installation.id),
        running=None if running is None else _source(unit, running, None, ports=ports),
        serving=tuple(_source(unit, each, instead_of, ports=ports) for each in terms),
        stocks=_stocks(unit, installation.customer_id, instead_of, ports=ports),
    )


def known_level(level: str, cover: Cover, catalogue: Catalogue) -> None:
    """Insist that a level is in today's catalogue or in that of a term that serves.

    Raises:
        UnknownLevel: it is in none of them.
    """
    if not any(level == each.id for edition in _editions(cover, catalogue) for each in edition.levels):
        raise UnknownLevel(id=level)


def _serve(
    unit: UnitOfWork,
    installation: Installation,
    wanted: Wanted,
    use: Use,
    *,
    ports: Ports,
    instead_of: SupportRequest | None = None,
) -> Serving:
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    if wanted.on > today:
        raise RequestInFuture(on=wanted.on, today=today)
    cover = load_cover(unit, installation, wanted.on, ports=ports, instead_of=instead_of)
    known_level(wanted.level, cover, ports.catalogue)
    serving = serve(cover, wanted, use)
    if serving is None:
        agreement = use == "incident" and needs_agreement(wanted, ports.catalogue)
        raise BeyondQuota(installation.id, choices(cover, wanted, ports.catalogue, today), by_agreement=agreement)
    return serving


def _locked(unit: UnitOfWork, installation_id: str) -> tuple[Installation, Sequence[Order]]:
    """Lock the customer of an installation, after the unpaid upgrades whose credit its use changes (R9)."""
    installation = unit.customers.installation(installation_id)
    if installation is None:
        raise InstallationNotFound(id=installation_id)
    held = hold_upgrades(unit, installation.customer_id)
    unit.customers.by_id(installation.customer_id, lock=True)
    return installation, held


def _existing(unit: UnitOfWork, request_id: str) -> SupportRequest:
    request = unit.requests.by_id(request_id)
    if request is None:
        raise RequestNotFound(id=request_id)
    return request


def _write_down(unit: UnitOfWork, row: RequestEventRow) -> None:
    """Write an act down twice: in the request's history and in the audit."""
    unit.requests.record(row)
    subject = f"request:{row.request_id}"
    unit.audit.add(AuditRow(row.at, row.actor, f"request_{row.event}", subject, row.before, row.after, row.reason))


def _same(unit: UnitOfWork, before: SupportRequest, command: RecordRequest) -> SupportRequest:
    """Return the request that was recorded before, if it was recorded with the same content."""
    recorded = unit.requests.history(before.id)[0].after
    told = _told(command)
    if {name: recorded.get(name, "") for name in told} != told:
        raise ReferenceTaken(reference=command.reference)
    return before


def _told(command: RecordRequest) -> Mapping[str, str]:
    return {
        "level": command.level,
        "minutes": str(command.minutes),
        "on": command.on.isoformat(),
        "use": command.use,
        "note": command.note or "",
    }


def _facts(request: SupportRequest) -> Mapping[str, str]:
    return {
        "level": request.level,
        "minutes": str(request.minutes),
        "on": request.on.isoformat(),
        "use": request.use,
        "term": request.term_id or "",
        "units": " ".join(f"{each.units_id}:{each.units}" for each in request.units),
        "voided": "yes" if request.voided else "no",
    }


def _corrected(before: SupportRequest, command: CorrectRequest) -> SupportRequest:
    return replace(
        before,
        level=before.level if command.level is None else command.level,
        minutes=before.minutes if command.minutes is None else command.minutes,
        on=before.on if command.on is None else command.on,
        voided=before.voided or command.void,
    )


def _serving_terms(chain: Chain, on: date, instead_of: SupportRequest | None) -> list[BookedTerm]:
    """Return the terms that serve a day, the latest first.

    A request that keeps its day keeps its term before all others: it was served by it, even where that closed since.
    """
    kept = instead_of.term_id if instead_of is not None and instead_of.on == on else None
    terms = [each for each in reversed(chain.terms) if each.serves(on) or each.id == kept]
    return sorted(terms, key=lambda each: each.id != kept)


def _source(unit: UnitOfWork, term: BookedTerm, instead_of: SupportRequest | None, *, ports: Ports) -> Source:
    uses = [each for each in unit.requests.of_term(term.id) if instead_of is None or each.id != instead_of.id]
    return Source(term, ports.editions(term.catalogue_version), uses)


def _stocks(
    unit: UnitOfWork, customer_id: str, instead_of: SupportRequest | None, *, ports: Ports
) -> tuple[Stock, ...]:
    free = {} if instead_of is None else {each.units_id: each.units for each in instead_of.units}
    return tuple(
        _stock(each.units, each.left + free.get(each.units.id, 0), ports.editions(each.units.catalogue_version))
        for each in units_left(unit, customer_id)
    )


def _stock(units: IncidentUnits, left: int, edition: Catalogue) -> Stock:
    incident = edition.incident(units.level)
    return Stock(
        units_id=units.id,
        incident=incident.id,
        levels=edition.pool(incident.pool).levels,
        minutes_each=incident.max_minutes.value,
        over_hour=edition.rules.over_hour,
        ends_on=units.ends_on,
        left=left,
    )


def _editions(cover: Cover, catalogue: Catalogue) -> Iterable[Catalogue]:
    return (catalogue, *(each.edition for each in cover.serving))

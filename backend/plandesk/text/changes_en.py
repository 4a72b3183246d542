"""What another plan changes, in sentences: cover, requests, updates, services and channels, against today's plan."""

from collections.abc import Iterator

from plandesk.domain.catalogue import Cap, Catalogue, Duration, Plan, Quota
from plandesk.domain.sourced import Sourced
from plandesk.text.formats import count, listed, minutes, months


def changes(current: Plan, wanted: Plan, catalogue: Catalogue) -> list[str]:
    """List what changes from `current` to `wanted`; one sentence says so where nothing does."""
    told = [
        *_length(current, wanted),
        *_quotas(current, wanted, catalogue),
        *_window("Critical updates", current.critical_updates, wanted.critical_updates),
        *_window("Maintenance upgrades", current.maintenance_upgrades, wanted.maintenance_upgrades),
        *_features(current, wanted, catalogue),
    ]
    return told or ["Nothing but the dates."]


def _length(current: Plan, wanted: Plan) -> Iterator[str]:
    if current.months != wanted.months and wanted.months:
        before = f" instead of {months(current.months)}" if current.months else ""
        yield f"One term covers {months(wanted.months)}{before}."


def _quotas(current: Plan, wanted: Plan, catalogue: Catalogue) -> Iterator[str]:
    before = {quota.pool: quota for quota in current.quotas}
    for quota in wanted.quotas:
        old, name = before.get(quota.pool), catalogue.pool(quota.pool).name
        told, was = _quota(quota), _quota(old) if old else None
        if told == was and (old is None or old.levels == quota.levels):
            continue
        yield f"{name}: {told or 'none included'} instead of {was or 'none included'}{_scope(old, quota, catalogue)}."


def _scope(old: Quota | None, quota: Quota, catalogue: Catalogue) -> str:
    """Say for which levels the requests are, where that changes too."""
    if old is None or old.levels == quota.levels or not old.levels or not quota.levels:
        return ""
    levels, were = (listed([catalogue.level(each).name for each in group]) for group in (quota.levels, old.levels))
    return f", and for {levels} instead of {were}"


def _quota(quota: Quota) -> str | None:
    if not quota.levels:
        return None
    scopes = ((quota.period, "a term"), (quota.month, "a month"))
    return ", at most ".join(_cap(cap, scope) for cap, scope in scopes if cap) or None


def _cap(cap: Cap, scope: str) -> str:
    return f"{count(cap.requests, 'request')} and {minutes(cap.minutes)} {scope}"


def _window(name: str, current: Sourced[Duration | None], wanted: Sourced[Duration | None]) -> Iterator[str]:
    was, now = current.value, wanted.value
    if was == now:
        return
    told = f"for {months(now.months)}" if now else "not stated"
    yield f"{name} {told} instead of {months(was.months) if was else 'not stated'}."


def _features(current: Plan, wanted: Plan, catalogue: Catalogue) -> Iterator[str]:
    gained, lost = [], []
    for feature in catalogue.features:
        was, now = current.features[feature.id].value, wanted.features[feature.id].value
        if was == now:
            continue
        if was is None:
            gained.append(feature.name)
        elif now is None:
            lost.append(feature.name)
        else:
            answers = [feature.options.get(str(each), str(each)) for each in (now, was)]
            yield f"{feature.name}: {answers[0].lower()} instead of {answers[1].lower()}."
    if gained:
        yield f"Added: {listed(gained)}."
    if lost:
        yield f"No longer stated: {listed(lost)}."

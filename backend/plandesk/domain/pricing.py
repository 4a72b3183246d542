"""What a selection costs: the only place where a total is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeVar

from plandesk.domain.catalogue import Catalogue, Incident, Plan
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, Rounding, total
from plandesk.domain.period import span
from plandesk.domain.requests import Unused
from plandesk.domain.tax import Tax
from plandesk.domain.upgrades import Credit, credit_for

T = TypeVar("T")

PriceKind = Literal["new_installation", "extension", "upgrade", "incidents", "fee", "credit", "discount"]
StartId = Literal["at_end", "today", "continuous", "from_payment"]


@dataclass(frozen=True, slots=True)
class InstallationName:
    """One server or gateway as its owner names it: a licence key or host name, and a label.

    `id` is that of a customer's installation in the books; None where the buyer only states it.
    """

    reference: str | None = None
    label: str | None = None
    id: str | None = None

    @property
    def name(self) -> str | None:
        """Return what people call it."""
        return self.label or self.reference


@dataclass(frozen=True, slots=True)
class NewInstallation:
    """A plan for an installation that has no term yet."""

    plan: str
    periods: int = 1
    installation: InstallationName | None = None
    kind: Literal["new_installation"] = "new_installation"


@dataclass(frozen=True, slots=True)
class Extension:
    """A plan that follows the current one; `end` is exclusive.

    With a `chain`, current plan and end are those of the books. Without one they are what the buyer says (rule R17).
    """

    current_plan: str
    end: date
    plan: str
    periods: int = 1
    start: StartId | None = None
    confirmed_days_given_up: int | None = None
    installation: InstallationName | None = None
    chain: Chain | None = None
    kind: Literal["extension"] = "extension"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A higher plan from the day the money counts, in place of the term `closes` of the chain (R9).

    `unused` is what was left of that term's requests when the line was priced. With `keeps_end` the new term ends when
    the closed one would have, and only the difference by days is paid: a sales quote alone may offer that (R10).
    """

    plan: str
    closes: str
    chain: Chain
    unused: Unused
    installation: InstallationName
    keeps_end: bool = False
    kind: Literal["upgrade"] = "upgrade"

    @property
    def closing(self) -> BookedTerm:
        """Return the term that the upgrade closes."""
        return next(each for each in self.chain.terms if each.id == self.closes)


@dataclass(frozen=True, slots=True)
class Incidents:
    """Prepaid incident units of one level."""

    level: str
    units: int
    kind: Literal["incidents"] = "incidents"


PlanLine = NewInstallation | Extension | Upgrade
Line = PlanLine | Incidents


@dataclass(frozen=True, slots=True)
class Selection:
    """What the buyer picked, unpriced; one or more lines in the buyer's order, in one currency.

    `currency` None is the catalogue's own.
    """

    lines: tuple[Line, ...]
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One fault of a selection: the line and field, the rule's name, and the facts a sentence needs."""

    line: int
    field: str
    rule: str
    facts: tuple[tuple[str, str | int | None], ...] = ()

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the faulty field in the selection."""
        return f"/lines/{self.line}/{self.field}"


class SelectionRefused(DomainError):
    """A selection is priced or ordered only when every one of its lines may be bought as it stands."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)


NO_RULES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount a rule adds to one line, such as a reinstatement (rule R4)."""

    line: int
    rule: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a full term that a line sells: `days` of the `of_days` that the `full` price buys (R10)."""

    days: int
    of_days: int
    full: Money


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of a price: unit price times quantity, what it buys and where that is written.

    `months` is what one plan period buys, `minutes` what one incident buys at most. `lines` are line numbers of the
    vendor's terms. `position` is the selection line it prices. A credit's and a discount's price is negative; `reason`
    says why a discount is given, and `of_whole` that it is this line's share of a discount on all of them.
    """

    position: int
    kind: PriceKind
    quantity: int
    unit_price: Money
    total: Money
    plan: str | None = None
    level: str | None = None
    months: int | None = None
    minutes: int | None = None
    lines: tuple[int, ...] = ()
    readings: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    stated_by_buyer: bool = False
    credit: Credit | None = None
    reason: str | None = None
    of_whole: bool = False
    part: Part | None = None

    @property
    def is_taken_off(self) -> bool:
        """Tell whether the line lowers the price of its selection line instead of being sold."""
        return self.kind in ("credit", "discount")


@dataclass(frozen=True, slots=True)
class PriceBreakdown:
    """The lines that explain a total, in one currency, by one catalogue version.

    `total` is what is owed: the lines, and `tax` where any is configured and the buyer is known.
    """

    catalogue_version: str
    priced_on: date
    currency: str
    net_of_tax: bool
    lines: tuple[PriceLine, ...]
    total: Money
    tax: Tax | None = None

    @property
    def net(self) -> Money:
        """Return what the lines come to, before tax."""
        return total((line.total for line in self.lines), self.currency)

    @property
    def items(self) -> tuple[PriceLine, ...]:
        """Return the lines as a pay page takes them, net of tax: what is taken off stands in the line it lowers.

        What then is 0 is left out.
        """
        less: dict[int, Money] = {}
        for line in self.lines:
            if line.is_taken_off:
                less[line.position] = line.total + less.get(line.position, Money.zero(self.currency))
        sold = [line for line in self.lines if not line.is_taken_off]
        netted = [
            line if line.kind == "fee" or line.position not in less else _less(line, less[line.position])
            for line in sold
        ]
        return tuple(line for line in netted if line.total.minor)

    def line_net(self, position: int) -> Money:
        """Return what one line of the selection comes to before tax, with its fee and what is taken off."""
        return total((line.total for line in self.lines if line.position == position), self.currency)


def with_lines(breakdown: PriceBreakdown, lines: Sequence[PriceLine]) -> PriceBreakdown:
    """Return a breakdown of other lines, not taxed yet."""
    whole = total((line.total for line in lines), breakdown.currency)
    return replace(breakdown, lines=tuple(lines), total=whole, tax=None)


def with_tax(breakdown: PriceBreakdown, tax: Tax | None) -> PriceBreakdown:
    """Return the breakdown with this tax in place of any other; the total is net plus tax."""
    net = breakdown.net
    return replace(breakdown, tax=tax, total=net if tax is None else net + tax.amount)


def _less(line: PriceLine, off: Money) -> PriceLine:
    net = line.total + off
    return replace(line, quantity=1, unit_price=net, total=net)


def price(
    catalogue: Catalogue,
    selection: Selection,
    priced_on: date,
    fees: Sequence[Fee] = (),
    start_rules: Mapping[int, str] = NO_RULES,
) -> PriceBreakdown:
    """Price a selection line by line by the catalogue's list prices, plus `fees` in their line's place.

    `start_rules` name, by line, the rule that lets an extension start as it does; a line tells all rules it rests on.

    `refuse` must have found nothing: whoever proposes a selection has asked it first.
    """
    catalogue = catalogue.in_currency(selection.currency)
    lines: list[PriceLine] = []
    for position, line in enumerate(selection.lines):
        lines.append(_price_line(catalogue, position, line, start_rules.get(position), priced_on))
        if isinstance(line, Upgrade):
            lines.extend(_credit_lines(position, line, priced_on, lines[-1].total))
        lines.extend(_fee_line(fee) for fee in fees if fee.line == position and fee.amount.minor)
    return PriceBreakdown(
        catalogue_version=catalogue.version,
        priced_on=priced_on,
        currency=catalogue.currency,
        net_of_tax=catalogue.net_of_tax.value,
        lines=tuple(lines),
        total=total((line.total for line in lines), catalogue.currency),
    )


def refuse(catalogue: Catalogue, selection: Selection) -> list[Refusal]:
    """List what keeps a selection from being sold at all; in line order, empty when nothing does.

    Raises:
        UnknownCurrency: nothing is priced in the currency that was picked.
    """
    priced = catalogue.in_currency(selection.currency)
    refusals: list[Refusal] = []
    for position, line in enumerate(selection.lines):
        match line:
            case Incidents():
                refusals += _refuse_incidents(catalogue, priced, position, line)
            case NewInstallation() | Extension() | Upgrade():
                refusals += _refuse_plan(priced, position, line)
    return refusals + _refuse_same_installation(selection)


def _refuse_same_installation(selection: Selection) -> list[Refusal]:
    """One installation stands in one line of an order; otherwise its periods would escape their limit (R12)."""
    refusals, seen = [], set()
    for position, line in enumerate(selection.lines):
        installation = None if isinstance(line, Incidents) else line.installation
        name = installation and (installation.id or (installation.reference or "").strip().casefold())
        if not installation or not name:
            continue
        if name in seen:
            facts = (("installation", installation.name),)
            refusals.append(Refusal(position, "installation/reference", "installation-twice", facts))
        seen.add(name)
    return refusals


def _refuse_incidents(catalogue: Catalogue, priced: Catalogue, position: int, line: Incidents) -> list[Refusal]:
    known = catalogue.find_incident(line.level)
    if known is None:
        return [Refusal(position, "level", "unknown-level", (("level", line.level),))]
    if priced.find_incident(line.level) is None:
        facts = (("name", known.name), ("currency", priced.currency))
        return [Refusal(position, "level", "not-priced-in-currency", facts)]
    most = catalogue.rules.max_incident_units
    if not 1 <= line.units <= most:
        return [Refusal(position, "units", "units-out-of-range", (("units", line.units), ("most", most)))]
    return []


def _refuse_plan(catalogue: Catalogue, position: int, line: PlanLine) -> list[Refusal]:
    plan = catalogue.find_plan(line.plan)
    if plan is None:
        return [Refusal(position, "plan", "unknown-plan", (("plan", line.plan),))]
    refusals = []
    sold = plan.sold_new if isinstance(line, NewInstallation) else plan.sold_as_extension
    if not sold:
        refusals.append(Refusal(position, "plan", plan.sale.state.replace("_", "-"), (("plan", plan.id),)))
    elif plan.price.value is None:
        named = (("name", plan.name.value), ("currency", catalogue.currency))
        refusals.append(Refusal(position, "plan", "not-priced-in-currency", named))
    if isinstance(line, Upgrade) and line.closing.value and line.closing.value.currency != catalogue.currency:
        both = (("paid", line.closing.value.currency), ("currency", catalogue.currency))
        refusals.append(Refusal(position, "plan", "paid-in-another-currency", both))
    most = catalogue.rules.max_periods
    if not 1 <= _periods(line) <= most:
        facts = (("periods", _periods(line)), ("most", most))
        refusals.append(Refusal(position, "periods", "periods-out-of-range", facts))
    return refusals


def _periods(line: PlanLine) -> int:
    """Return how many terms a line buys; an upgrade buys one (R9)."""
    return 1 if isinstance(line, Upgrade) else line.periods


def _price_line(catalogue: Catalogue, position: int, line: Line, start_rule: str | None, priced_on: date) -> PriceLine:
    if isinstance(line, Incidents):
        return _incident_line(catalogue.incident(line.level), position, line)
    plan = catalogue.plan(line.plan)
    priced = _plan_line(plan, position, line, start_rule)
    if isinstance(line, Upgrade) and line.keeps_end:
        return _cut_to_end(priced, line, plan, priced_on)
    return priced


def _cut_to_end(priced: PriceLine, line: Upgrade, plan: Plan, priced_on: date) -> PriceLine:
    """Price the days to the old end alone: their share of the price of a term that would begin today (R10)."""
    left = (line.closing.term.period.end - priced_on).days
    days = span(priced_on, priced_on, plan.months or 0).days
    share = priced.unit_price.share(left, days, Rounding.HALF_UP)
    return replace(priced, unit_price=share, total=share, part=Part(left, days, priced.unit_price))


def _incident_line(incident: Incident, position: int, line: Incidents) -> PriceLine:
    unit = incident.price.value
    return PriceLine(
        position=position,
        kind=line.kind,
        level=incident.id,
        quantity=line.units,
        unit_price=unit,
        total=unit * line.units,
        minutes=incident.max_minutes.value,
        lines=_merge(incident.price.lines, incident.max_minutes.lines),
        readings=_merge(incident.price.readings, incident.max_minutes.readings),
        rules=("R13",),
    )


def _plan_line(plan: Plan, position: int, line: PlanLine, start_rule: str | None) -> PriceLine:
    windows = (plan.critical_updates, plan.maintenance_upgrades)
    unit = plan.price.required
    return PriceLine(
        position=position,
        kind=line.kind,
        plan=plan.id,
        quantity=_periods(line),
        unit_price=unit,
        total=unit * _periods(line),
        months=plan.months,
        lines=_merge(plan.price.lines, plan.buys.lines),
        readings=_merge(
            plan.price.readings, plan.buys.readings, plan.sale.readings, *(window.readings for window in windows)
        ),
        rules=(*([start_rule] if start_rule else []), "R5", "R7", "R12"),
        stated_by_buyer=isinstance(line, Extension) and line.chain is None,
    )


def _credit_lines(position: int, line: Upgrade, priced_on: date, full: Money) -> list[PriceLine]:
    unused = line.unused
    if line.keeps_end:  # The difference is paid by days; requests are not weighed (R10).
        unused = Unused(Money.zero(full.currency), Money.zero(full.currency))
    credit = credit_for(line.closing, priced_on, unused, full)
    if credit is None or not credit.amount.minor:
        return []
    less = -credit.amount
    return [
        PriceLine(
            position=position,
            kind="credit",
            plan=credit.plan,
            quantity=1,
            unit_price=less,
            total=less,
            rules=("R10" if line.keeps_end else "R9",),
            credit=credit,
        )
    ]


def _fee_line(fee: Fee) -> PriceLine:
    return PriceLine(
        position=fee.line, kind="fee", quantity=1, unit_price=fee.amount, total=fee.amount, rules=(fee.rule,)
    )


def _merge(*groups: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))

"""What a customer has: every installation with its chain of terms as it stands today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandesk.domain.catalogue import Catalogue, Rules
from plandesk.domain.coverage import BookedTerm, Chain, TermState, chain_state
from plandesk.domain.customers import Customer, CustomerNotFound, Installation, InstallationNotFound
from plandesk.domain.orders import Order
from plandesk.domain.requests import QuotaUse, SupportRequest
from plandesk.domain.terms import extension_opens
from plandesk.services.open_orders import open_orders
from plandesk.services.options import wire_for
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.requests import UnitsLeft, quota_of, units_left
from plandesk.services.wires import LastSafeWire

NEWEST_REQUESTS = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """An installation today: its chain, the state of its cover, and the quota of its running term.

    `opens_on` is the first day on which an extension can be queued (R1); None where there is nothing to queue behind.
    """

    installation: Installation
    chain: Chain
    today: date
    state: TermState | None
    quotas: Sequence[QuotaUse]
    opens_on: date | None

    @property
    def told(self) -> BookedTerm | None:
        """Return the term the installation is told by: the running one, else the next, else the last."""
        return self.chain.running(self.today) or next(iter(self.chain.queued(self.today)), None) or self.chain.last

    @property
    def is_extendable(self) -> bool:
        """Tell whether a plan may be queued, continued or begun today; what is suspended must be resumed first."""
        return self.state != "suspended" and (self.opens_on is None or self.today >= self.opens_on)

    def is_upgradable(self, catalogue: Catalogue) -> bool:
        """Tell whether a plan runs today above which another one is sold (R9)."""
        running = self.chain.running(self.today)
        plan = catalogue.find_plan(running.term.plan) if running else None
        if plan is None or self.state == "suspended":
            return False
        return any(each.rank > plan.rank and each.sold_as_extension for each in catalogue.plans_of(plan.family))


@dataclass(frozen=True, slots=True)
class Account:
    """Everything a customer has; installations by what ends soonest, those without cover last."""

    customer: Customer
    today: date
    standings: Sequence[Standing]
    units: Sequence[UnitsLeft]


@dataclass(frozen=True, slots=True)
class InstallationFile:
    """An installation with everything in the books about it; requests newest first, `orders` are numbers by id.

    `open_orders` stand for it and are not in the books yet, newest first.
    """

    standing: Standing
    units: Sequence[UnitsLeft]
    requests: Sequence[SupportRequest]
    orders: Mapping[str, str]
    wire: LastSafeWire | None
    open_orders: Sequence[Order]


def read_account(customer_id: str, *, ports: Ports) -> Account:
    """Return what a customer has today.

    Raises:
        CustomerNotFound: there is none.
    """
    rules = ports.catalogue.rules
    today = ports.clock.today(rules.time_zone)
    with ports.uow(read_only=True) as unit:
        customer = unit.customers.by_id(customer_id)
        if customer is None:
            raise CustomerNotFound(id=customer_id)
        chains = {chain.installation_id: chain for chain in unit.terms.chains_of(customer_id)}
        standings = [
            _standing(unit, each, chains[each.id], today, ports)
            for each in unit.customers.installations_of(customer_id)
        ]
        units = units_left(unit, customer_id)
    return Account(customer, today, sorted(standings, key=_by_end), units)


def read_installation(installation_id: str, *, ports: Ports) -> InstallationFile:
    """Return an installation with everything in the books about it.

    Raises:
        InstallationNotFound: there is none.
    """
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    with ports.uow(read_only=True) as unit:
        installation = unit.customers.installation(installation_id)
        if installation is None:
            raise InstallationNotFound(id=installation_id)
        chain = unit.terms.chain(installation_id)
        standing = _standing(unit, installation, chain, today, ports)
        units = units_left(unit, installation.customer_id)
        requests = unit.requests.of_installation(installation_id, limit=NEWEST_REQUESTS)
        numbers = {each.order_id for each in chain.terms if each.order_id is not None}
        orders = {order.id: order.number for each in numbers if (order := unit.orders.by_id(each)) is not None}
        standing_orders = open_orders(unit, installation)
    return InstallationFile(standing, units, requests, orders, wire_for(chain, today, ports=ports), standing_orders)


def _standing(unit: UnitOfWork, installation: Installation, chain: Chain, today: date, ports: Ports) -> Standing:
    rules = ports.catalogue.rules
    running = chain.running(today)
    quotas = quota_of(unit, running, today, ports=ports) if running is not None else ()
    return Standing(installation, chain, today, chain_state(chain, rules, today), quotas, _opens_on(chain, rules))


def _opens_on(chain: Chain, rules: Rules) -> date | None:
    return None if chain.end is None else extension_opens(rules, chain.end)


def _by_end(standing: Standing) -> tuple[bool, date, str]:
    """Sort what still covers by its end, soonest first, and then what no longer does, the newest end first."""
    end, today = standing.chain.end, standing.today
    if end is None:
        return (True, date.max, standing.installation.name)
    past = end <= today
    return (past, date.min + timedelta(days=(date.max - end).days) if past else end, standing.installation.name)

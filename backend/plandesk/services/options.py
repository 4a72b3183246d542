"""What is open for an installation today: its ways to go on, and until when a wire is safe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plandesk.domain.coverage import Chain
from plandesk.domain.customers import Installation, InstallationNotFound
from plandesk.domain.options import Options, list_options
from plandesk.domain.orders import Order
from plandesk.domain.pricing import InstallationName
from plandesk.services.chains import unused_of
from plandesk.services.open_orders import open_orders
from plandesk.services.ports import Ports
from plandesk.services.wires import LastSafeWire, last_safe_wire


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """The options of an installation and what they rest on; `wire` is None where none is taken or the cover is over.

    `orders` stand for it already, newest first.
    """

    installation: Installation
    chain: Chain
    today: date
    options: Options
    wire: LastSafeWire | None
    orders: Sequence[Order]


def read_options(installation_id: str, *, ports: Ports) -> OpenOptions:
    """Return what is open for an installation today, by today's catalogue.

    Raises:
        InstallationNotFound: there is none.
    """
    catalogue = ports.catalogue
    today = ports.clock.today(catalogue.rules.time_zone)
    with ports.uow(read_only=True) as unit:
        installation = unit.customers.installation(installation_id)
        if installation is None:
            raise InstallationNotFound(id=installation_id)
        chain = unit.terms.chain(installation_id)
        running = chain.running(today)
        unused = unused_of(unit, running, catalogue, ports=ports) if running else None
        orders = open_orders(unit, installation)
    name = InstallationName(installation.reference, installation.label, installation.id)
    options = list_options(catalogue, installation.family, chain, name, unused, today)
    return OpenOptions(installation, chain, today, options, wire_for(chain, today, ports=ports), orders)


def wire_for(chain: Chain, today: date, *, ports: Ports) -> LastSafeWire | None:
    """Return until when a wire for an extension is in time; None where none is taken or the cover is over."""
    if ports.bank is None or "wire" not in ports.catalogue.rules.payment_methods:
        return None
    return last_safe_wire(chain.end, ports=ports) if chain.end is not None and chain.end > today else None

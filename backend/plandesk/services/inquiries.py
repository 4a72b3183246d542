"""Questions that only the vendor can answer: where a plan is not sold here, or a rule says "ask us"."""

from dataclasses import dataclass

from plandesk.services.notifications import inquiry_received
from plandesk.services.ports import Ports


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a prospect asks; `plan` is an id of the catalogue where the question is about one."""

    topic: str
    name: str
    email: str
    message: str
    plan: str | None = None
    company: str | None = None


def send_inquiry(inquiry: Inquiry, *, ports: Ports) -> None:
    """Mail a question to the vendor, with the asker as the one to reply to."""
    with ports.uow() as unit:
        mail = inquiry_received(inquiry, ports.catalogue, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now())
        unit.commit()

"""Delivering the mails that transactions left behind."""

import logging
from datetime import timedelta

from plandesk.domain.errors import MailUndeliverable
from plandesk.services.ports import Ports

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)


def deliver_mail(*, ports: Ports, limit: int = 20) -> int:
    """Hand waiting mails to the mailer; returns how many were taken. An undelivered one waits longer each time."""
    now = ports.clock.now()
    with ports.uow() as unit:
        queued = unit.outbox.lease(now, now + LEASE, limit)
        if queued:
            unit.commit()
    for each in queued:
        try:
            ports.mailer.send(each.message)
        except MailUndeliverable as failure:
            log.warning("mail %s is sent again later: %s", each.id, failure)
            wait = min(timedelta(minutes=2 ** min(each.tries, 10)), LONGEST_WAIT)
            with ports.uow() as unit:
                unit.outbox.retry(each.id, ports.clock.now() + wait, str(failure))
                unit.commit()
        else:
            with ports.uow() as unit:
                unit.outbox.done(each.id, ports.clock.now())
                unit.commit()
    return len(queued)

"""The worker: acts on notices, delivers mail, asks providers, and closes what has run out, until it is stopped."""

import logging
import threading
from collections.abc import Callable

from plandesk.services.documents import write_documents
from plandesk.services.orders import expire_orders
from plandesk.services.outbox import deliver_mail
from plandesk.services.payments import poll_attempts
from plandesk.services.ports import Ports
from plandesk.services.quotes_life import expire_quotes
from plandesk.services.reconciliation import book_confirmed
from plandesk.services.reminders import send_reminders
from plandesk.services.sent_refunds import send_refunds
from plandesk.services.webhooks import process_inbox

log = logging.getLogger(__name__)

JOBS: tuple[Callable[..., int], ...] = (
    process_inbox,
    deliver_mail,
    poll_attempts,
    send_refunds,
    expire_orders,
    expire_quotes,
    write_documents,
    send_reminders,
    book_confirmed,
)
"""In the order of how soon a person notices; each is safe to run in several workers at once."""

IDLE_SECONDS = 0.5


def work_once(ports: Ports) -> int:
    """Run every job once and return how much was done. A job that fails does not keep the others from running."""
    done = 0
    for job in JOBS:
        try:
            done += job(ports=ports)
        except Exception:  # The worker outlives any fault; the log has it, and the job runs again.
            log.exception("the job %s failed and runs again", job.__name__)
    return done


def work(ports: Ports, stop: threading.Event) -> None:
    """Run the jobs until `stop` is set, resting only when there was nothing to do."""
    while not stop.is_set():
        if not work_once(ports):
            stop.wait(IDLE_SECONDS)

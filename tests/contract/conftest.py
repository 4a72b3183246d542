"""Fixtures of the contract room: one sandbox for the session, emptied before every test."""

from collections.abc import Iterator

import pytest

from plandesk_sandbox.server import Running, running
from tests.contract.webhook_receiver import Receiver, receiving


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[Running]:
    """Run one sandbox whose webhook retries take milliseconds."""
    with running(retry_delays=(0.01, 0.02, 0.05)) as server:
        yield server


@pytest.fixture
def sandbox(sandbox_server: Running) -> Iterator[Running]:
    """Return the sandbox, empty, with every fault off and webhooks going nowhere."""
    sandbox_server.control.reset()
    sandbox_server.control.set_webhooks(stripe=None, paypal=None)
    yield sandbox_server
    sandbox_server.control.clear_faults()


@pytest.fixture
def receiver(sandbox: Running) -> Iterator[Receiver]:
    """Return a receiver to which the sandbox sends both providers' webhooks."""
    with receiving() as receiver:
        sandbox.control.set_webhooks(stripe=f"{receiver.url}/stripe", paypal=f"{receiver.url}/paypal")
        yield receiver
        # The receiver's port is about to close; nothing may be sent there any more.
        sandbox.control.set_webhooks(stripe=None, paypal=None)

"""What every test gets: a clock that stands still, and no way out to the network."""

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from tests.fakes import FakeClock

# Machines are noisy, so no example has a deadline; CI must not fail on luck, so the examples are always the same.
settings.register_profile("plandesk", deadline=None, derandomize=True)
settings.load_profile("plandesk")


def pytest_runtest_setup() -> None:
    """Refuse connections except to this machine."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock that stands still until the test moves it."""
    return FakeClock()

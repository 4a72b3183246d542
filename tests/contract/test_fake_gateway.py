"""The fake gateway keeps the promises the real ones keep."""

import pytest

from tests.contract.gateway_suite import GatewaySuite
from tests.contract.payment_houses import FakeHouse


class TestFakeGateway(GatewaySuite):
    @pytest.fixture
    def house(self) -> FakeHouse:
        return FakeHouse()

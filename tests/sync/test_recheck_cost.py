"""What a recheck costs in the rehearsal shop."""

import pytest

from tests.sync.recheck_cost import RecheckCost


class TestRehearsalRecheckCost(RecheckCost):
    @pytest.fixture
    def selling(self, account, simulator):
        return simulator, account

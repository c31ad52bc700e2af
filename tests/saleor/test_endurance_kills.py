"""Kills, inside a real Saleor."""

from tests.endurance.kills import Kills


class TestKills(Kills):
    TOLD = "after order_created"

"""Crowds, inside a real Saleor."""

from tests.endurance.crowd import Crowd


class TestCrowd(Crowd):
    TOLD = "after order_created"

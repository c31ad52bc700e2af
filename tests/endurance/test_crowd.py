"""Crowds, on the rehearsal shop."""

from tests.endurance.crowd import Crowd


class TestCrowd(Crowd):
    TOLD = 'after INSERT INTO "allegro_rehearsal_announcement"'

"""Kills, on the rehearsal shop."""

from tests.endurance.kills import Kills


class TestKills(Kills):
    TOLD = 'after INSERT INTO "allegro_rehearsal_announcement"'

"""Why no orders come into a channel."""

import pytest

from saleor_allegro.models import Account
from saleor_allegro.rules.channel_obstacles import ChannelObstacle, first_obstacle

GOOD = {
    "is_complete": True,
    "connection": "connected",
    "is_active": True,
    "creates_orders": True,
}
#: One after the other, as a merchant removes them.
OBSTACLES = [
    ({"is_complete": False}, ChannelObstacle.MISSING_SETTINGS),
    ({"connection": ""}, ChannelObstacle.NOT_CONNECTED),
    ({"connection": "reconnect_needed"}, ChannelObstacle.RECONNECT_NEEDED),
    ({"is_active": False}, ChannelObstacle.INACTIVE),
    ({"creates_orders": False}, ChannelObstacle.SWITCHED_OFF),
]


@pytest.mark.parametrize(("given", "obstacle"), [({}, None), *OBSTACLES])
def test_what_stands_in_the_way_is_named(given, obstacle):
    assert first_obstacle(**GOOD | given) is obstacle


def test_removing_one_after_the_other_lets_orders_in():
    wrong = [OBSTACLES[0], OBSTACLES[2], OBSTACLES[3], OBSTACLES[4]]

    for number, (_, obstacle) in enumerate(wrong):
        given = {name: value for each, _ in wrong[number:] for name, value in each.items()}
        assert first_obstacle(**GOOD | given) is obstacle


def test_every_obstacle_is_found():
    assert {obstacle for _, obstacle in OBSTACLES} == set(ChannelObstacle)


@pytest.mark.parametrize("spelled", [str.lower, str.upper])
@pytest.mark.parametrize("connection", Account.Connection.values)
def test_graphql_and_the_ledger_spell_connections_in_their_own_ways(connection, spelled):
    is_good = connection == Account.Connection.CONNECTED

    assert (first_obstacle(**GOOD | {"connection": spelled(connection)}) is None) is is_good

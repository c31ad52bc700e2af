"""The widget on the dashboard's first page."""

from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.dashboard.widgets.home import midnight
from saleor_allegro.models import Account, OrderLink
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def said(staff, **fields):
    page = look("widgets/home", token_of(staff), **fields)
    assert page.status_code == 200
    return page.content.decode()


def test_day_begins_at_midnight_in_poland():
    assert midnight(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)).date().isoformat() == "2026-11-25"
    assert midnight(datetime(2026, 7, 1, 21, 59, tzinfo=UTC)).date().isoformat() == "2026-07-01"


def test_what_was_bought_today_and_what_waits(shop, staff, time_machine):
    time_machine.move_to(NOON, tick=False)
    shop.sell(2, bought_at=NOON - timedelta(hours=1))
    shop.sell(1, bought_at=NOON - timedelta(days=2))
    [total] = set(OrderLink.objects.values_list("total_to_pay", flat=True))

    page = said(staff)

    assert "<strong>2</strong> Bought today" in page
    assert f"{2 * total:.2f}\u00a0PLN" in page
    assert '<dt>With flags</dt><dd><span class="mark warn">3</span>' in page
    assert "seller: connected" in page


def test_seller_who_has_to_connect_again_in_polish(shop, staff):
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED)

    assert "seller: zamówienia nie spływają, połącz ponownie" in said(staff, language="pl")


def test_nobody_is_connected(shop, staff):
    Account.objects.all().delete()

    page = said(staff)

    assert "<strong>0</strong> Bought today" in page
    assert "No seller is connected." in page


def test_it_asks_the_same_of_the_database_however_much_was_sold(shop, staff, count_statements):
    token = token_of(staff)
    shop.sell(1)
    with count_statements() as one:
        look("widgets/home", token)
    shop.sell(20)

    with count_statements() as many:
        look("widgets/home", token)

    assert len(many) == len(one)
    assert len(one) < 25

"""The widget on the dashboard's first page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F
from saleor.order import OrderStatus
from saleor.order.models import Order

from saleor_allegro.models import Account, OrderLink, Run
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


def test_what_was_bought_today_and_what_waits(shop, staff, time_machine):
    time_machine.move_to(NOON, tick=False)
    Run.objects.all().delete()
    shop.sell(2, bought_at=NOON - timedelta(hours=1))
    shop.sell(1, bought_at=NOON - timedelta(days=2))
    [total] = set(OrderLink.objects.values_list("total_to_pay", flat=True))

    page = said(staff)

    assert "<dt>Bought today</dt><dd><strong>2</strong>" in page
    assert f"<span>{2 * total:.2f}\u00a0PLN</span>" in page
    assert '<dt>With flags</dt><dd><strong class="urgent">3</strong>' in page
    assert '<span class="mark good">Connected</span> seller' in page
    assert "<a " not in page


def test_what_is_late_is_said_beside_what_is_to_be_packed(shop, staff, time_machine):
    time_machine.move_to(NOON, tick=False)
    _, late = shop.sell(2)
    OrderLink.objects.update(paid=F("total_to_pay"))
    Order.objects.update(status=OrderStatus.UNFULFILLED)
    Order.objects.update(private_metadata={})
    kept = {"allegro.dispatch_until": (NOON - timedelta(hours=1)).isoformat()}
    Order.objects.filter(pk=late.order_id).update(private_metadata=kept)

    page = said(staff, language="pl")

    assert (
        '<dt>Do spakowania</dt><dd><strong>2</strong> <span class="mark bad">po terminie: 1' in page
    )


def test_seller_who_has_to_connect_again_in_polish(shop, staff):
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED)

    page = said(staff, language="pl")

    assert '<span class="mark bad">Połącz ponownie</span> seller: zamówienia nie trafiają' in page


def test_import_that_stopped_is_said_with_its_reason(shop, staff):
    Run.objects.create(
        account=shop.seller,
        kind=Run.Kind.IMPORT,
        outcome=Run.Outcome.STOPPED,
        started_at=datetime.now(UTC),
        error_message="No answer <b>at all</b>.",
    )

    page = said(staff)

    assert "Import stopped</span> seller: No answer &lt;b&gt;at all&lt;/b&gt;." in page


def test_nobody_is_connected(shop, staff):
    Account.objects.all().delete()

    page = said(staff)

    assert "<dt>Bought today</dt><dd><strong>0</strong>" in page
    assert "Connect a seller under Allegro, Connections." in page


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

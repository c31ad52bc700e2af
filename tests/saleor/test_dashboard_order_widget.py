"""The widget on an order's page: what it says of an order, and what its buttons do."""

from datetime import timedelta

import pytest
from graphene import Node
from saleor.order.models import Order, OrderEvent

from saleor_allegro.models import Job, OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flags import FlagKind
from tests.ledger.rows import NOW
from tests.saleor.allegro_shop import DISPATCH_BY, an_allegro_shop
from tests.saleor.dashboard_pages import BASE, look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

PAGE = "widgets/order"


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


@pytest.fixture
def token(staff):
    return token_of(staff)


@pytest.fixture
def sold(shop):
    [link] = shop.sell()
    return link


def order_id(link):
    return Node.to_global_id("Order", link.order_id)


def said(link, token, **fields):
    page = look(PAGE, token, orderId=order_id(link), **fields)
    assert page.status_code == 200
    return page.content.decode()


def test_what_an_order_is_on_allegro(sold, staff, time_machine):
    time_machine.move_to(DISPATCH_BY - timedelta(hours=3, minutes=20), tick=False)

    page = said(sold, token_of(staff))

    for words in (
        "Sold on Allegro",
        "on allegro-pl",
        "kupujacy_17",
        "Paczkomaty InPost",
        "Paczkomat POZ08A",
        "Grunwaldzka 108, 60-166, Poznań",
        "Smart!",
        "NIP 1234563218",
        "Demo Biuro Sp. z o.o.",
        "Dispatch by: in 3 h 20 min",
        "Oversold: 2 sold on Allegro, 1 found in stock.",
        "Allegro could not be told: No answer.",
        sold.form_id,
    ):
        assert words in page


def test_in_polish(sold, staff, time_machine):
    time_machine.move_to(DISPATCH_BY + timedelta(days=1), tick=False)

    page = said(sold, token_of(staff), language="pl")

    for words in (
        "Sprzedane w Allegro",
        "w serwisie allegro-pl",
        "po terminie o 1 dzień",
        "Brak na stanie: w Allegro sprzedano 2, na stanie było 1.",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"paid": "0", "is_cash_on_delivery": False, "form_status": "FILLED_IN"}, "Unpaid"),
        ({"paid": "1"}, "Part paid"),
        ({"paid": "0", "is_cash_on_delivery": True}, "Cash on delivery"),
        ({"paid": "99999"}, "Overpaid"),
    ],
)
def test_how_it_is_paid(sold, token, fields, words):
    OrderLink.objects.filter(pk=sold.pk).update(**fields)

    assert words in said(sold, token)


def test_other_orders_have_one_quiet_line(shop, sold, token, world):
    other = Order.objects.create(
        channel=shop.channel, currency="PLN", lines_count=0, status="unfulfilled"
    )
    ids = [
        Node.to_global_id("Order", other.pk),
        Node.to_global_id("Order", "00000000-0000-0000-0000-000000000000"),
        Node.to_global_id("Product", 1),
        "rubbish",
        "",
    ]

    for given in ids:
        page = look(PAGE, token, orderId=given).content.decode()
        assert "Not an order from Allegro." in page
        assert "<button" not in page


def test_order_of_a_channel_that_the_person_has_no_access_to(shop, sold, world):
    elsewhere = world.make_channel(slug="elsewhere")
    staff = a_member_of_staff("manage_orders", email="e@shop.test", channels=[elsewhere])

    page = look(PAGE, token_of(staff), orderId=order_id(sold), action="recheck")

    assert sold.form_id not in page.content.decode()
    assert not Job.objects.exists()


def test_flag_is_resolved_with_a_note(sold, token):
    flag = f"{FlagKind.OVERSOLD.name}:line-1"

    page = said(sold, token, action=f"resolve:{flag}", **{f"note:{flag}": "Restocked."})

    [row] = OrderFlag.objects.all()
    assert row.resolved_at is not None
    assert "Resolved; the order&#x27;s history says by whom." in page
    assert "Oversold" not in page
    assert "Restocked." in str(OrderEvent.objects.order_by("pk").last().parameters)


def test_flag_that_is_resolved_already(sold, token):
    OrderFlag.objects.update(resolved_at=NOW)

    page = said(sold, token, action="resolve:OVERSOLD:line-1")

    assert "Nothing was done: The order has no such flag that is open." in page


def test_recheck_is_queued_and_followed(sold, token):
    page = said(sold, token, action="recheck")

    [job] = Job.objects.all()
    given = Node.to_global_id("AllegroJob", job.pk)
    assert (job.kind, job.asked["form_ids"]) == (Job.Kind.RECHECK, [sold.form_id])
    assert f'data-again="?job={given.replace("=", "%3D")}"' in page
    assert "data-again" in said(sold, token, job=given)

    Job.objects.update(state=Job.State.DONE, updated=1)
    assert f'data-done="?done={given.replace("=", "%3D")}"' in said(sold, token, job=given)
    assert "The order now agrees with Allegro: it was changed." in said(sold, token, done=given)
    Job.objects.update(updated=0)
    assert "Nothing to change" in said(sold, token, done=given)
    Job.objects.update(state=Job.State.FAILED, error_code="x", error_message="Allegro rests.")
    assert "It did not work: Allegro rests." in said(sold, token, done=given)


def test_push_is_offered_where_telling_failed(sold, token):
    assert 'value="push"' in said(sold, token)
    OrderPush.objects.update(error_code="", error_message="", failed_since=None)

    assert 'value="push"' not in said(sold, token)


def test_page_works_without_a_script(client, sold, token):
    posted = {"accessToken": token, "orderId": order_id(sold), "saleorApiUrl": "x", "appId": "y"}

    page = client.post(f"{BASE}/{PAGE}", data=posted).content.decode()
    again = client.post(f"{BASE}/{PAGE}", data=posted | {"action": "recheck"}).content.decode()

    assert page.count(token) == again.count(token) == 1
    assert '<form id="asked" method="post" hidden>' in page
    assert "Reload the page in a moment" in again
    assert Job.objects.count() == 1


def test_widget_asks_the_same_of_the_database_whatever_is_flagged(
    shop, sold, token, count_statements
):
    with count_statements() as one:
        said(sold, token)
    OrderFlag.objects.bulk_create(
        OrderFlag(link=sold, kind=FlagKind.NO_VARIANT, subject=f"l{n}", details={}, raised_at=NOW)
        for n in range(20)
    )

    with count_statements() as many:
        said(sold, token)

    assert len(many) == len(one)
    assert len(one) < 25

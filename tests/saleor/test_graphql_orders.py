"""`Order.allegro` over the real /graphql/."""

import pytest
from graphene import Node
from saleor.order.models import Order

from tests.ledger.rows import an_account, an_order
from tests.saleor.drafts import order
from tests.saleor.following import write_one
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.viewers import a_member_of_staff, ask
from tests.saleor.writing_shop import FILLED_IN

ONE = "query ($id: ID!) { order(id: $id) { allegro { checkoutFormId } } }"


@pytest.fixture
def channel(world):
    channel = world.make_channel("allegro-pl")
    world.make_variant("MUG")
    MerchantForm(world, channel).save_well(active=True, **FILLED_IN)
    return channel


@pytest.fixture
def sold(channel):
    written = write_one(order())
    an_order(
        an_account(channel=channel.slug),
        written.external_reference,
        order_id=written.pk,
        channel_slug=channel.slug,
    )
    return Order.objects.get(pk=written.pk)


def test_order_is_asked_for_its_form(sold):
    answer = ask(ONE, a_member_of_staff("manage_orders"), id=Node.to_global_id("Order", sold.pk))

    assert answer["order"] == {"allegro": {"checkoutFormId": sold.external_reference}}

"""A shop whose every free text is hostile: what Allegro, a buyer or an error says stays text.

`tests/dashboard/test_hostile_words.py` tries every template with more words than these; here the
views fill them with what GraphQL gives.
"""

import pytest
from django.db import transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Left
from django.test import Client
from graphene import Node
from saleor.account.models import Address, User
from saleor.channel.models import Channel
from saleor.order.models import Order, OrderLine

from saleor_allegro.dashboard.views import VIEWS, WIDGETS
from saleor_allegro.models import Account, OrderFlag, OrderLink, OrderPush, Run
from tests.dashboard.skeleton import skeleton_of, stays_on_the_web
from tests.ledger.rows import NOW, a_link
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import BASE, look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

HARMLESS = " harmless"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)' x='",
    "</main></template></textarea></option></select>",
    "{{ words }}{% if %}&lt;b&gt;-->\N{RIGHT-TO-LEFT OVERRIDE}",
)
#: Columns in which Allegro, a buyer, a seller, staff or an error says what it likes.
FREE = {
    Account: ("login",),
    OrderLink: ("error_message",),
    OrderFlag: ("note", "subject"),
    OrderPush: ("error_message",),
    Run: ("error_message",),
    Order: ("customer_note", "shipping_method_name", "user_email"),
    OrderLine: ("product_name", "variant_name", "product_sku"),
    Address: ("first_name", "last_name", "company_name", "street_address_1", "city"),
    User: ("first_name", "last_name"),
    Channel: ("name",),
}
#: Keys of an order's metadata that are read as something else than text.
MACHINE_READ = {"allegro.dispatch_until", "allegro.invoice_required", "allegro.smart"}


def say(word):
    """Every free text of the shop ends with this word, as far as it fits."""
    for model, columns in FREE.items():
        for name in columns:
            column = model._meta.get_field(name)
            longest = column.max_length or 10_000
            text = Concat(Left(F(name), longest - len(word)), Value(word), output_field=TextField())
            model.objects.update(**{name: text})
    for order in Order.objects.all():
        for data in (order.metadata, order.private_metadata):
            data.update({key: data[key] + word for key in data.keys() - MACHINE_READ})
        order.save(update_fields=["metadata", "private_metadata"])
    for flag in OrderFlag.objects.all():
        flag.details = {key: f"{value}{word}" for key, value in flag.details.items()}
        flag.save(update_fields=["details"])


@pytest.fixture
def sold(world):
    the_app()
    shop = an_allegro_shop(world)
    [link] = shop.sell()
    a_link(
        shop.seller,
        "form-failed",
        state=OrderLink.State.FAILED,
        error_code="unusable",
        error_message="It does not add up.",
        failed_since=NOW,
    )
    return link


@pytest.fixture
def pages(sold):
    """Name of a page -> what it answers now; widgets as a piece and as a whole page."""
    token = token_of(a_member_of_staff("manage_orders", "manage_plugins", email="s@shop.test"))
    order = Node.to_global_id("Order", sold.order_id)

    def ask():
        bodies = {page: look(page, token, orderId=order) for page in [*VIEWS, *WIDGETS]}
        for page in WIDGETS:
            fields = {"accessToken": token, "orderId": order}
            bodies[f"{page} as a page"] = Client().post(f"{BASE}/{page}", data=fields)
        assert {answer.status_code for answer in bodies.values()} == {200}
        return {page: skeleton_of(answer.content.decode()) for page, answer in bodies.items()}

    return ask


@pytest.mark.parametrize("word", HOSTILE)
def test_words_stay_words(pages, word):
    with transaction.atomic():
        say(HARMLESS)
        harmless = pages()
        transaction.set_rollback(True)
    say(word)

    for page, hostile in pages().items():
        assert hostile.bones == harmless[page].bones, page
        assert hostile.dangers == [], page
        assert all(stays_on_the_web(*lead) for lead in hostile.leads), page


def test_words_are_shown_as_they_are(pages, sold):
    """Escaped once, and not twice: the words above did reach the pages."""
    say(HOSTILE[0])

    assert f"kupujacy_17{HOSTILE[0]}" in pages()["orders"].text

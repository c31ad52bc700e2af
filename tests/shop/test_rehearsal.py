from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_allegro.rules.drafts import TaxId
from saleor_allegro.shop.rehearsal.models import Announcement, Customer, Order, Payment
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from tests.shop.contract import ShopContract, write
from tests.shop.drafts import (
    address_draft,
    customer_draft,
    line_draft,
    order_draft,
    payment_draft,
    write_policy,
)
from tests.shop.rehearsal_world import RehearsalWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return RehearsalShop()


@pytest.fixture
def world(db):
    return RehearsalWorld()


class TestRehearsalShop(ShopContract):
    """The contract, on the tables of the rehearsal."""


@pytest.fixture
def channel(world):
    return world.make_channel("allegro-pl", currency="PLN")


@pytest.mark.usefixtures("channel")
class TestRows:
    def test_an_order_keeps_what_was_drawn_up(self, shop):
        payment = payment_draft("10.00", payment_id="payment-1")
        draft = order_draft(
            note="Proszę o fakturę",
            payments=(payment,),
            billing_address=address_draft(
                company_name="Demo", tax_ids=(TaxId(type="PL_NIP", value="1234563218"),)
            ),
        )

        write(shop, draft)

        order = Order.objects.get(form_id=draft.form_id)
        assert order.note == "Proszę o fakturę"
        assert order.bought_at == draft.bought_at
        assert order.email == draft.email
        assert order.billing_address["tax_ids"] == [{"type": "PL_NIP", "value": "1234563218"}]
        assert order.shipping_address["street"] == "Prosta 1"
        assert order.metadata == {"allegro.form_id": draft.form_id}
        assert order.private_metadata == {"allegro.login": draft.customer.login}
        stored = Payment.objects.get(order=order)
        assert (stored.payment_id, stored.amount) == ("payment-1", Decimal("10.00"))
        assert stored.received_at == payment.received_at

    def test_a_known_customer_is_never_overwritten(self, shop):
        Customer.objects.create(email="one@allegromail.pl", first_name="Anna", login="anna")

        write(shop, order_draft(customer=customer_draft(email="one@allegromail.pl")))

        customer = Customer.objects.get()
        assert (customer.first_name, customer.login) == ("Anna", "anna")

    def test_every_announcement_is_counted(self, shop):
        one, two = write(shop, order_draft(), order_draft())

        shop.announce_orders([one.order_id])
        shop.announce_orders([two.order_id])

        numbers = Announcement.objects.order_by("pk").values_list("order_id", flat=True)
        assert [str(number) for number in numbers] == [one.number, two.number]

    def test_statements_do_not_grow_with_the_batch(self, shop, world):
        world.make_variant("SKU-1", stock=1000)
        world.make_variant("SKU-2", stock=1000)

        def statements_of(size):
            drafts = [
                order_draft(
                    line_draft("SKU-1"), line_draft("SKU-2"), payments=(payment_draft("20.00"),)
                )
                for _ in range(size)
            ]
            with CaptureQueriesContext(connection) as statements, transaction.atomic():
                shop.write_orders(drafts, write_policy())
            return len(statements)

        assert statements_of(100) == statements_of(2) <= 16


def test_no_migration_is_missing():
    call_command("makemigrations", "allegro_rehearsal", check=True, dry_run=True, verbosity=0)

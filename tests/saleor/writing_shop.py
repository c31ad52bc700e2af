"""A shop that writes to its customers: a channel with orders of its own and some from Allegro."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.test import TestCase
from graphene import Node
from saleor.account.models import User
from saleor.channel.models import Channel
from saleor.order.models import Order
from saleor.shipping.models import ShippingMethod

from saleor_allegro.models import Account
from saleor_allegro.rules.drafts import InitialStatus, OrderDraft
from tests.ledger.rows import an_account, an_order
from tests.saleor.drafts import POLICY, order
from tests.saleor.following import write
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.notifications import Notifier
from tests.saleor.post_office import PostOffice, post_office
from tests.saleor.staff import identity, staff
from tests.saleor.webhooks import Receiver, receiver
from tests.saleor.world import World

CREATE = """
mutation ($input: DraftOrderCreateInput!) {
  draftOrderCreate(input: $input) { errors { field message } order { id } } }
"""
COMPLETE = """
mutation ($id: ID!) { draftOrderComplete(id: $id) { errors { field message } order { id } } }
"""
ADDRESS = {
    "firstName": "Anna",
    "lastName": "Sklepowa",
    "streetAddress1": "Prosta 5",
    "city": "Warszawa",
    "postalCode": "00-838",
    "country": "PL",
}
#: What a merchant fills in before orders are imported.
FILLED_IN = {
    "create_orders": "true",
    "client_id": "c1ient",
    "client_secret": "very-secret-1234",
    "application_name": "Sklep",
    "application_url": "https://shop.test",
}


@dataclass(slots=True, kw_only=True)
class WritingShop:
    world: World
    channel: Channel
    seller: Account
    office: PostOffice
    listener: Receiver
    form: MerchantForm
    boss: User

    def save(self, **values: Any) -> None:
        """What the merchant saves in the plugin's form; the rest of it is filled in."""
        self.form.save_well(active=True, **FILLED_IN | values)

    def sell_on_allegro(self, draft: OrderDraft | None = None) -> Order:
        """An order imported from Allegro, in UNFULFILLED unless the draft says otherwise."""
        draft = draft or order(status=InitialStatus.UNFULFILLED)
        [outcome] = write(draft, policy=replace(POLICY, channel_slug=self.channel.slug))
        an_order(
            self.seller,
            draft.form_id,
            order_id=outcome.order_id,
            channel_slug=self.channel.slug,
        )
        return Order.objects.select_related("channel", "user").get(pk=outcome.order_id)

    def sell_in_the_shop(self, email: str = "anna@shop.test") -> Order:
        """An order that staff enter for a customer, by Saleor's API; it is UNFULFILLED."""
        customer, _ = User.objects.get_or_create(email=email)
        variant = self.channel.variant_listings.first().variant
        created = self.world.graphql(
            CREATE,
            {
                "input": {
                    "channelId": identity(self.channel),
                    "user": identity(customer),
                    "shippingAddress": ADDRESS,
                    "billingAddress": ADDRESS,
                    "shippingMethod": identity(ShippingMethod.objects.get()),
                    "lines": [{"variantId": identity(variant), "quantity": 2}],
                }
            },
        )["draftOrderCreate"]
        assert created["errors"] == []
        staff(self.world, COMPLETE, id=created["order"]["id"])
        self.forget()
        pk = Node.from_global_id(created["order"]["id"])[1]
        return Order.objects.select_related("channel", "user").get(pk=pk)

    def notify(self, sold: Order, *events: str) -> None:
        """Fire these events, or every one there is, and all that follows a commit."""
        notifier = Notifier(sold, self.boss)
        for event in events or notifier.fire:
            with TestCase.captureOnCommitCallbacks(execute=True):
                notifier.fire[event]()

    @property
    def heard(self) -> list[str]:
        """The events that the NOTIFY_USER webhook was told of."""
        return [payload["notify_event"] for payload in self.listener.of("notify_user")]

    def forget(self) -> None:
        """Nothing was sent so far."""
        self.office.letters.clear()
        self.listener.deliveries.clear()


@contextmanager
def writing_shop(world: World, template: str = "DEFAULT") -> Iterator[WritingShop]:
    """Saleor's e-mail plugins and a NOTIFY_USER webhook are at work, a seller is connected."""
    channel = world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=100)
    world.make_shipping_method()
    with post_office() as office, receiver() as listener:
        office.serve(world, channel, template=template)
        listener.subscribe("notify_user")
        yield WritingShop(
            world=world,
            channel=channel,
            seller=an_account(channel=channel.slug),
            office=office,
            listener=listener,
            form=MerchantForm(world, channel),
            boss=User.objects.get(email="boss@shop.test"),
        )

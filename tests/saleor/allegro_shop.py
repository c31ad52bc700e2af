"""A shop with orders from Allegro whose every field says something, to be asked by the API."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from saleor.account.models import User
from saleor.channel.models import Channel
from saleor.order.models import Order

from saleor_allegro.models import Account, OrderFlag, OrderLink, OrderPush, Run
from saleor_allegro.rules.flags import FlagKind
from tests.ledger.rows import LATER, NOW, an_account, an_order
from tests.saleor.drafts import HOME, order
from tests.saleor.following import write
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.world import World
from tests.saleor.writing_shop import FILLED_IN

DISPATCH_BY = datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)
PUBLIC = {
    "allegro.marketplace": "allegro-pl",
    "allegro.delivery_method_id": "method-1",
    "allegro.delivery_method_name": "Paczkomaty InPost",
    "allegro.pickup_point_id": "POZ08A",
    "allegro.pickup_point_name": "Paczkomat POZ08A",
    "allegro.pickup_point_description": "Stacja paliw",
    "allegro.pickup_point_address": "Grunwaldzka 108, 60-166, Poznań",
    "allegro.smart": "true",
}
PRIVATE = {
    "allegro.login": "kupujacy_17",
    "allegro.dispatch_until": DISPATCH_BY.isoformat(),
    "allegro.invoice_required": "true",
    "allegro.invoice_tax_ids": "PL_NIP:1234563218",
}


@dataclass(slots=True, kw_only=True)
class AllegroShop:
    world: World
    channel: Channel
    seller: Account
    form: MerchantForm

    def sell(self, count: int = 1, **fields: Any) -> list[OrderLink]:
        """Orders as after their import.

        Args:
            fields: Columns of the link.
        """
        company = replace(HOME, company_name="Demo Biuro Sp. z o.o.")
        drafts = [order(billing_address=company) for _ in range(count)]
        links = [
            self._link(draft, outcome, fields)
            for draft, outcome in zip(drafts, write(*drafts), strict=True)
        ]
        OrderFlag.objects.bulk_create(
            OrderFlag(
                link=link,
                kind=FlagKind.OVERSOLD,
                subject="line-1",
                details={"sold": "2", "allocated": "1"},
                raised_at=NOW,
            )
            for link in links
        )
        OrderPush.objects.bulk_create(
            OrderPush(
                link=link,
                told_status="PROCESSING",
                told_at=NOW,
                due_at=LATER,
                operations=1,
                error_code="unreachable",
                error_message="No answer.",
                failed_since=NOW,
            )
            for link in links
        )
        return links

    def order_of(self, link: OrderLink) -> Order:
        return Order.objects.select_related("user").get(pk=link.order_id)

    def customer_of(self, link: OrderLink) -> User:
        """The order's customer, who has an account in the shop."""
        return self.order_of(link).user

    def _link(self, draft: Any, outcome: Any, fields: dict[str, Any]) -> OrderLink:
        order = Order.objects.get(pk=outcome.order_id)
        order.metadata |= PUBLIC
        order.private_metadata |= PRIVATE
        order.save(update_fields=["metadata", "private_metadata"])
        given = {
            "order_id": order.pk,
            "order_number": outcome.number,
            "channel_slug": self.channel.slug,
            "marketplace": "allegro-pl",
            "form_status": "READY_FOR_PROCESSING",
            "fulfillment_status": "NEW",
            "total_to_pay": draft.total_gross,
            "paid": Decimal("10.00"),
            "currency": "PLN",
            "imported_at": NOW,
            "checked_at": LATER,
            "error_code": "not_followed",
            "error_message": "The order has changed since.",
            "attempts": 2,
            "failed_since": NOW,
            "next_try_at": LATER,
        }
        return an_order(self.seller, draft.form_id, **given | fields)


def an_allegro_shop(world: World, slug: str = "allegro-pl") -> AllegroShop:
    """The plugin is active in one channel, a seller is connected and was imported once."""
    channel = world.make_channel(slug)
    world.make_variant("MUG", stock=1000)
    form = MerchantForm(world, channel)
    form.save_well(active=True, **FILLED_IN)
    seller = an_account(
        channel=slug,
        marketplace="allegro-pl",
        cursor_occurred_at=NOW,
        token_expires_at=LATER,
        next_recheck_at=LATER,
        paused_until=LATER,
        access_token="access-very-secret",
        refresh_token="refresh-very-secret",
    )
    for kind in Run.Kind:
        Run.objects.create(
            account=seller,
            kind=kind,
            outcome=Run.Outcome.STOPPED,
            started_at=NOW,
            finished_at=LATER,
            error_code="unreachable",
            error_message="No answer.",
        )
    return AllegroShop(world=world, channel=channel, seller=seller, form=form)

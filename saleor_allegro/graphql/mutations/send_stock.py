"""`allegroStockSend`."""

from collections.abc import Sequence
from typing import Any

import graphene
from django.utils import timezone
from saleor.graphql.core.types import NonNullList
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import has_stock_scopes
from saleor_allegro.config import Language, labels_of
from saleor_allegro.graphql.asked import (
    MOST_OFFERS,
    enqueue,
    granted_or_refuse,
    offer_ids_or_refuse,
    seller_or_refuse,
)
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Account, Job
from saleor_allegro.sync.queue_job import queue_account_job
from saleor_allegro.sync.stock_account import is_stock_wanted


class AllegroStockSend(AllegroMutation):
    job = graphene.Field(
        AllegroJob, description="The sending of stock; ask `allegroJob` how far it is."
    )

    class Arguments:
        channel = graphene.String(
            required=True, description="Slug of the channel whose seller's offers are told."
        )
        offer_ids = NonNullList(
            graphene.String,
            description="These offers alone (Allegro's numbers), also what Allegro refused "
            f"before; {MOST_OFFERS} at most. Unless given: all.",
        )
        end_offers = graphene.Boolean(
            default_value=False,
            description="A person's word that the stock is right, though most of the offers end. "
            "Without it such a job fails with `would_end_offers`, and nothing is sent.",
        )

    class Meta:
        description = (
            "Have a worker compare the shop's stock with the offers on Allegro now, and send what "
            "differs."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(  # type: ignore[override, unused-ignore]
        cls,
        _root: Any,
        info: Any,
        /,
        *,
        channel: str,
        offer_ids: Sequence[str] | None = None,
        end_offers: bool | None = False,
    ) -> "AllegroStockSend":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        asked = ledger.Asked(
            offer_ids=() if offer_ids is None else offer_ids_or_refuse(offer_ids),
            may_end_most=bool(end_offers),
        )
        account = seller_or_refuse(found)
        granted_or_refuse(account, has_stock_scopes(account.scope), "channel")
        _wanted_or_refuse(account)
        job = queue_account_job(Job.Kind.STOCK, account, found.slug, asked, timezone.now())
        return cls(job=enqueue(job))


def _wanted_or_refuse(account: Account) -> None:
    if not is_stock_wanted(account.pk):
        [label] = labels_of({"send_stock"}, Language.ENGLISH)
        refuse(
            "channel",
            f"No channel of {account.login} sends stock: “{label}” is off in the settings.",
            ErrorCode.SWITCHED_OFF,
        )

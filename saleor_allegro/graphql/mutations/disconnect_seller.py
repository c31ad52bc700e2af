"""`allegroDisconnect`."""

from typing import Any

import graphene
from saleor.permission.enums import PluginsPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.types.account import AllegroAccount
from saleor_allegro.models import Account
from saleor_allegro.shop.saleor.channels import can_be_slug


class AllegroDisconnect(AllegroMutation):
    account = graphene.Field(AllegroAccount, description="The seller's account as it is now.")

    class Arguments:
        channel = graphene.String(
            required=True,
            description="Slug of the channel; one that was deleted meanwhile can still be named.",
        )

    class Meta:
        description = (
            "Take the orders of the connected seller into a channel no more. Orders that are "
            "there stay. A seller without channels is disconnected, and their tokens are "
            "forgotten."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(cls, _root: Any, info: Any, /, *, channel: str) -> "AllegroDisconnect":
        require_access(channel, info)
        account = _account_or_refuse(channel)
        ledger.disconnect(account.pk, channel)
        return cls(account=ledger.account(account.pk))


def _account_or_refuse(slug: str) -> Account:
    account = ledger.account_of_channel(slug) if can_be_slug(slug) else None
    if account is None:
        channel_or_refuse(slug)
        refuse("channel", "No seller is connected to the channel.", ErrorCode.NOT_CONNECTED)
    return account

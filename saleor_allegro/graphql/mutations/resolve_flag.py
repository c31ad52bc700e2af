"""`allegroFlagResolve`."""

from typing import Any, Final

import graphene
from django.utils import timezone
from saleor.graphql.app.dataloaders import get_app_promise
from saleor.graphql.core.types import NonNullList
from saleor.permission.enums import OrderPermissions

from saleor_allegro.config import language_of
from saleor_allegro.graphql.enums import AllegroFlagKind
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.order_of_allegro import order_or_refuse
from saleor_allegro.graphql.shown_order import ShownOrder
from saleor_allegro.graphql.types.flag import AllegroFlag
from saleor_allegro.graphql.types.order import AllegroOrder
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.sync.resolve_flag import resolve_flag

LONGEST_NOTE: Final = 1000


class AllegroFlagResolve(AllegroMutation):
    order = graphene.Field(AllegroOrder, description="What the order is on Allegro.")
    flags = NonNullList(AllegroFlag, description="The flags that were resolved.")

    class Arguments:
        id = graphene.ID(required=True, description="ID of an order that was bought on Allegro.")
        flag = AllegroFlagKind(required=True, description="What was dealt with.")
        subject = graphene.String(
            description="Which of the flags of this kind, by their `subject`; unless given, all."
        )
        note = graphene.String(
            description=f"What was done, for others to read; {LONGEST_NOTE} characters at most."
        )

    class Meta:
        description = (
            "Say that a person has dealt with what an order was flagged for. The flag stays "
            "resolved until what it is about changes; the order's history says who resolved it."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(
        cls,
        _root: Any,
        info: Any,
        /,
        *,
        id: str,
        flag: str,
        subject: str | None = None,
        note: str | None = None,
    ) -> "AllegroFlagResolve":
        named = order_or_refuse(cls, info, id)
        text = (note or "").strip()
        if len(text) > LONGEST_NOTE or "\0" in text:
            message = f"A text of {LONGEST_NOTE} characters at most."
            refuse("note", message, ErrorCode.INVALID)
        slug = named.order.channel.slug
        resolved = resolve_flag(
            named.link,
            FlagKind(flag),
            subject=subject,
            by=_name_of_requestor(info),
            note=text,
            shop=SaleorShop(),
            language=language_of([channel_or_refuse(slug, "id")]),
            now=timezone.now(),
        )
        if not resolved:
            refuse("flag", "The order has no such flag that is open.", ErrorCode.NOT_FOUND)
        order = ShownOrder(link=named.link, order=named.order, is_whole=True)
        return cls(order=order, flags=resolved)


def _name_of_requestor(info: Any) -> str:
    app = get_app_promise(info.context).get()
    return str(app.name if app else info.context.user.email)

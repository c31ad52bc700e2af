"""`AllegroOrderFilterInput`: which purchases `allegroOrders` shows."""

from collections.abc import Mapping
from typing import Any

import graphene
from saleor.graphql.core.types import BaseInputObjectType, DateTimeRangeInput
from saleor.graphql.order.filters import filter_order_search
from saleor.order.models import Order

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import accessible_channels
from saleor_allegro.graphql.enums import AllegroFlagKind, AllegroFormState
from saleor_allegro.graphql.reading import channel_of, database_of, pk_of
from saleor_allegro.ledger import SeenOrders
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.flags import FlagKind


class AllegroOrderFilterInput(BaseInputObjectType):
    channel = graphene.String(description="Slug of the channel that the order was written to.")
    account = graphene.ID(description="ID of the account it was bought from.")
    marketplace = graphene.String(description="Where it was bought, such as `allegro-pl`.")
    state = graphene.Argument(AllegroFormState, description="What became of it in this shop.")
    paid = graphene.Boolean(description="Whether all the money has arrived.")
    cash_on_delivery = graphene.Boolean(description="Whether it is paid when it is delivered.")
    flag = graphene.Argument(AllegroFlagKind, description="It has an open flag of this kind.")
    flagged = graphene.Boolean(description="Whether it has an open flag.")
    failed = graphene.Boolean(
        description="Whether it could not be imported, or could not follow Allegro."
    )
    not_told = graphene.Boolean(description="Whether Allegro could not be told something about it.")
    bought_at = graphene.Argument(DateTimeRangeInput, description="When it was bought.")
    search = graphene.String(
        description="The beginning of Allegro's id of the purchase, the order's number, or "
        "whatever Saleor's own search of orders finds: buyer's login, e-mail, name, offer title."
    )

    class Meta:
        description = "Which purchases are shown; all that is given must fit."
        doc_category = CATEGORY


def wanted_orders(given: Mapping[str, Any], info: Any) -> SeenOrders:
    """The question that a filter asks.

    Raises:
        UnknownChannel, InvalidId: It names none.
    """
    given = {name: value for name, value in given.items() if value not in (None, "")}
    bought = given.get("bought_at") or {}
    # PostgreSQL takes no text with a NUL in it.
    text = str(given.get("search", "")).replace("\0", "").strip() or None
    slug = given.get("channel")
    account = given.get("account")
    flag = given.get("flag")
    state = given.get("state")
    return SeenOrders(
        channel_slug=None if slug is None else channel_of(slug, info).slug,
        account_pk=None if account is None else pk_of(account, "AllegroAccount"),
        marketplace=given.get("marketplace"),
        state=None if state is None else OrderLink.State(state),
        is_paid=given.get("paid"),
        is_cash_on_delivery=given.get("cash_on_delivery"),
        flag=None if flag is None else FlagKind(flag),
        is_flagged=given.get("flagged"),
        is_failed=given.get("failed"),
        is_not_told=given.get("not_told"),
        bought_from=bought.get("gte"),
        bought_until=bought.get("lte"),
        text=text,
        order_ids=() if text is None else _found_by_saleor(text, database_of(info)),
        channels=accessible_channels(info),
    )


def _found_by_saleor(text: str, database: str) -> Any:
    orders = filter_order_search(Order.objects.using(database), None, text)
    return orders.order_by().values("pk")

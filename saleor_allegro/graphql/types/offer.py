"""`AllegroOffer`: an offer of a seller, the variant that it is, and the stock Allegro was told."""

from typing import Any, Final

import graphene
from saleor.graphql.core.context import ChannelContext
from saleor.graphql.core.fields import BaseField
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType
from saleor.graphql.product.dataloaders import ProductVariantByIdLoader
from saleor.graphql.utils import get_user_or_app_from_context
from saleor.permission.enums import OrderPermissions, PluginsPermissions
from saleor.permission.utils import has_one_of_permissions

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.connections import AllegroConnection
from saleor_allegro.graphql.dataloaders import AccountLoader
from saleor_allegro.graphql.enums import AllegroOfferMatchState
from saleor_allegro.graphql.types.account import AllegroAccount
from saleor_allegro.models import Offer
from saleor_allegro.rules.offer_pages import offer_page
from saleor_allegro.rules.stock_plan import ON_SALE

_SEE_ACCOUNTS: Final = [OrderPermissions.MANAGE_ORDERS, PluginsPermissions.MANAGE_PLUGINS]


class AllegroOfferRefusal(BaseObjectType):
    quantity = graphene.Int(
        description="The quantity that was refused; null: another is tried already, or it was to "
        "be put on sale again."
    )
    code = graphene.String(description="Allegro's word for why, where it has one.")
    message = graphene.String(required=True, description="Why, as Allegro says it.")
    since = DateTime(required=True, description="Since when Allegro refuses.")

    class Meta:
        description = "What Allegro refused of an offer's stock."
        doc_category = CATEGORY


def _column(name: str, default: object, root: Offer, info: Any, **_: Any) -> Any:
    """The row's column of that name; "" stands for what is not known."""
    value = getattr(root, name)
    return None if value == "" else value


class AllegroOffer(BaseObjectType):
    id = graphene.GlobalID(required=True, description="ID of the offer in this API.")
    offer_id = graphene.String(required=True, description="Allegro's number of the offer.")
    name = graphene.String(description="Its title; null: Allegro was not seen listing it.")
    external_id = graphene.String(description="The seller's own signature of it (external id).")
    status = graphene.String(
        description="Its status as Allegro words it, such as `ACTIVE` or `ENDED`; Allegro may add "
        "words. Null: Allegro was not seen listing it, or lists it no more."
    )
    available = graphene.Int(description="Pieces that Allegro showed when it was last looked at.")
    on_sale = graphene.Boolean(required=True, description="Whether it can be bought.")
    match = graphene.Field(
        AllegroOfferMatchState,
        description="Whether the shop knows which variant it is; null: not looked for since a "
        "person took a choice back.",
    )
    variant = graphene.Field(
        "saleor.graphql.product.types.ProductVariant",
        description="The variant that it is; null: not exactly one, or it was deleted.",
    )
    chosen = graphene.Boolean(
        required=True,
        description="Whether a person chose the variant: then the key does not matter.",
    )
    wanted = graphene.Int(
        description="Pieces that Allegro is to show; null: the shop does not say how many."
    )
    sent_quantity = graphene.Int(description="Pieces that Allegro was last told; null: none yet.")
    sent_at = DateTime(description="When Allegro was told.")
    refused = graphene.Field(
        AllegroOfferRefusal, description="What Allegro refused; null: nothing."
    )
    account = BaseField(
        AllegroAccount,
        description="The seller whose offer it is."
        "\n\nRequires one of the following permissions: MANAGE_ORDERS, MANAGE_PLUGINS. Null, and "
        "no error, for whoever has neither.",
    )
    url = graphene.String(description="Its page on Allegro; null in a custom environment.")

    class Meta:
        description = "An offer of a seller on Allegro, and the stock that Allegro was told."
        doc_category = CATEGORY
        default_resolver = _column

    @staticmethod
    def resolve_on_sale(root: Offer, info: Any) -> bool:
        return root.status in ON_SALE

    @staticmethod
    def resolve_variant(root: Offer, info: Any) -> Any:
        if not root.variant_id:
            return None
        variant = ProductVariantByIdLoader(info.context).load(int(root.variant_id))
        # Whoever sees offers sees every product.
        return variant.then(lambda found: found and ChannelContext(node=found, channel_slug=None))

    @staticmethod
    def resolve_chosen(root: Offer, info: Any) -> bool:
        # A choice of a variant that was deleted counts no more.
        return bool(root.variant_id) and root.variant_id == root.chosen_variant_id

    @staticmethod
    def resolve_refused(root: Offer, info: Any) -> AllegroOfferRefusal | None:
        if root.failed_since is None:
            return None
        return AllegroOfferRefusal(
            quantity=root.refused_quantity,
            code=root.error_code or None,
            message=root.error_message,
            since=root.failed_since,
        )

    @staticmethod
    def resolve_account(root: Offer, info: Any) -> Any:
        requestor = get_user_or_app_from_context(info.context)
        if not has_one_of_permissions(requestor, _SEE_ACCOUNTS):
            return None
        return AccountLoader(info.context).load(root.account_id)

    @staticmethod
    def resolve_url(root: Offer, info: Any) -> Any:
        account = AccountLoader(info.context).load(root.account_id)
        return account.then(lambda found: offer_page(found.environment, root.offer_id))


class AllegroOfferCountableConnection(AllegroConnection):
    class Meta:
        node = AllegroOffer

"""`allegroOfferMatch`: a person says which variant an offer is."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import OrderPermissions
from saleor.product.models import ProductVariant

from saleor_allegro import ledger
from saleor_allegro.graphql.asked import offer_id_or_refuse
from saleor_allegro.graphql.errors import InvalidId
from saleor_allegro.graphql.mutations.base import AllegroMutation, ErrorCode, refuse
from saleor_allegro.graphql.reading import pk_of
from saleor_allegro.graphql.types.offer import AllegroOffer
from saleor_allegro.models import Account, Offer


class AllegroOfferMatch(AllegroMutation):
    offer = graphene.Field(
        AllegroOffer, description="The offer as it is now; null: nothing is known of it any more."
    )

    class Arguments:
        offer_id = graphene.String(
            required=True,
            description="Allegro's number of the offer, whether it was seen there or not.",
        )
        variant_id = graphene.ID(
            description="ID of the variant that it is; null takes the choice back."
        )
        account = graphene.ID(
            description="ID of the seller's account; needed where several sellers are connected."
        )

    class Meta:
        description = (
            "Choose the variant that an offer is, or take the choice back. The choice wins over "
            "the configured key: when orders are imported, when their lines change, and when "
            "stock is sent, which is due at once. Orders that are there stay as they are."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(  # type: ignore[override, unused-ignore]
        cls,
        _root: Any,
        info: Any,
        /,
        *,
        offer_id: str,
        variant_id: str | None = None,
        account: str | None = None,
    ) -> Any:
        offer_id = offer_id_or_refuse(offer_id, "offer_id")
        seller = _account(account)
        now = timezone.now()
        if variant_id is not None:
            variant = _variant(variant_id)
            return cls(offer=ledger.choose_variant(seller.pk, offer_id, str(variant.pk), now))
        try:
            return cls(offer=ledger.take_choice_back(seller.pk, offer_id, now))
        except Offer.DoesNotExist:
            refuse("offer_id", f"Nothing is known of offer {offer_id}.", ErrorCode.NOT_FOUND)


class AllegroOfferMutations(graphene.ObjectType):
    allegro_offer_match = AllegroOfferMatch.Field()


def _account(global_id: str | None) -> Account:
    """The seller whose offer it is; the only one, unless somebody says which."""
    if global_id is not None:
        found = ledger.account(_pk(global_id, "AllegroAccount", "account"))
        if found is None:
            refuse("account", f"No account has the ID {global_id}.", ErrorCode.NOT_FOUND)
        return found
    connected = [
        each for each in ledger.accounts() if each.connection != Account.Connection.DISCONNECTED
    ]
    if not connected:
        refuse("account", "No seller is connected.", ErrorCode.NOT_CONNECTED)
    if len(connected) > 1:
        logins = ", ".join(each.login for each in connected)
        refuse(
            "account",
            f"Several sellers are connected: {logins}. Say whose offer it is.",
            ErrorCode.REQUIRED,
        )
    return connected[0]


def _variant(global_id: str) -> ProductVariant:
    pk = _pk(global_id, "ProductVariant", "variant_id")
    variant = ProductVariant.objects.filter(pk=pk).first()
    if variant is None:
        refuse("variant_id", f"No variant has the ID {global_id}.", ErrorCode.NOT_FOUND)
    return variant


def _pk(global_id: str, type_name: str, field: str) -> int:
    try:
        return pk_of(global_id, type_name)
    except InvalidId as error:
        refuse(field, str(error), ErrorCode.GRAPHQL_ERROR)

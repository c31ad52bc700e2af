"""`AllegroOfferFilterInput`: which offers `allegroOffers` shows."""

from collections.abc import Mapping
from typing import Any

import graphene
from saleor.graphql.core.types import BaseInputObjectType

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.enums import AllegroOfferMatchState
from saleor_allegro.graphql.reading import pk_of
from saleor_allegro.ledger import SeenOffers
from saleor_allegro.rules.offer_matching import Match


class AllegroOfferFilterInput(BaseInputObjectType):
    account = graphene.ID(description="ID of the account whose offers they are.")
    match = graphene.Argument(
        AllegroOfferMatchState, description="Whether the shop knows which variant they are."
    )
    refused = graphene.Boolean(description="Whether Allegro refused something of their stock.")
    on_sale = graphene.Boolean(description="Whether they can be bought.")
    search = graphene.String(
        description="The beginning of Allegro's number or of the signature, or a part of the title."
    )

    class Meta:
        description = "Which offers are shown; all that is given must fit."
        doc_category = CATEGORY


def wanted_offers(given: Mapping[str, Any]) -> SeenOffers:
    """The question that a filter asks.

    Raises:
        InvalidId: The account's is none.
    """
    given = {name: value for name, value in given.items() if value not in (None, "")}
    account, match = given.get("account"), given.get("match")
    return SeenOffers(
        account_pk=None if account is None else pk_of(account, "AllegroAccount"),
        match=None if match is None else Match(match),
        is_refused=given.get("refused"),
        is_on_sale=given.get("on_sale"),
        # PostgreSQL takes no NUL in a text.
        text=str(given.get("search", "")).replace("\0", "").strip() or None,
    )

"""`AllegroSummary`: a few numbers for a first look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import graphene
from saleor.graphql.core.types import BaseObjectType, Money, NonNullList

from saleor_allegro import ledger
from saleor_allegro.allegro import documents
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.shop.saleor.packing import ToPack


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSummary:
    summary: ledger.Summary
    to_pack: ToPack


def _number(name: str, default: object, root: ShownSummary, info: Any, **_: Any) -> int:
    number: int = getattr(root.summary, name)
    return number


class AllegroSummary(BaseObjectType):
    bought = graphene.Int(
        required=True,
        description="Purchases since then that are orders, or are about to become some.",
    )
    value = NonNullList(
        Money, required=True, description="What their buyers pay, a sum for each currency."
    )
    to_pack = graphene.Int(
        required=True,
        description="Orders that are paid, or to be paid on delivery, and not sent in full yet.",
    )
    late = graphene.Int(
        required=True,
        description="Of those to be packed: how many should have been dispatched by now.",
    )
    flagged = graphene.Int(required=True, description="Orders with open flags.")
    failed = graphene.Int(required=True, description="Purchases that could not be imported.")
    not_followed = graphene.Int(
        required=True, description="Orders that could not follow a change on Allegro."
    )
    not_told = graphene.Int(
        required=True, description="Orders of which Allegro could not be told something."
    )

    class Meta:
        description = "A few numbers about the purchases on Allegro."
        doc_category = CATEGORY
        default_resolver = _number

    @staticmethod
    def resolve_value(root: ShownSummary, info: Any) -> Sequence[documents.Money]:
        return [
            documents.Money(amount=amount, currency=currency)
            for currency, amount in root.summary.value.items()
        ]

    @staticmethod
    def resolve_to_pack(root: ShownSummary, info: Any) -> int:
        return root.to_pack.all

    @staticmethod
    def resolve_late(root: ShownSummary, info: Any) -> int:
        return root.to_pack.late

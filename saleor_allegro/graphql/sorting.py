"""How our connections may be sorted; unless somebody says, the newest comes first."""

from typing import Any

from saleor.graphql.core.enums import OrderDirection
from saleor.graphql.core.types import BaseEnum, SortInputObjectType

from saleor_allegro.graphql.category import CATEGORY


class AllegroOrderSortField(BaseEnum):
    BOUGHT_AT = ["bought_at", "pk"]
    IMPORTED_AT = ["imported_at", "pk"]
    SYNCED_AT = ["checked_at", "pk"]
    FAILED_SINCE = ["failed_since", "pk"]
    TOTAL = ["total_to_pay", "pk"]

    class Meta:
        description = "What orders from Allegro may be sorted by."
        doc_category = CATEGORY

    @property
    def description(self) -> str:
        texts = {
            "BOUGHT_AT": "By when they were bought; those never read have no such date.",
            "IMPORTED_AT": "By when they became orders.",
            "SYNCED_AT": "By when they were last compared with Allegro.",
            "FAILED_SINCE": "By since when they fail.",
            "TOTAL": "By what the buyer pays, whatever the currency.",
        }
        return texts[self.name]


class AllegroOrderSortingInput(SortInputObjectType):
    class Meta:
        description = "How to sort orders from Allegro."
        doc_category = CATEGORY
        sort_enum = AllegroOrderSortField
        type_name = "orders from Allegro"


class AllegroRunSortField(BaseEnum):
    STARTED_AT = ["started_at", "pk"]

    class Meta:
        description = "What runs may be sorted by."
        doc_category = CATEGORY

    @property
    def description(self) -> str:
        return "By when they began."


class AllegroRunSortingInput(SortInputObjectType):
    class Meta:
        description = "How to sort runs."
        doc_category = CATEGORY
        sort_enum = AllegroRunSortField
        type_name = "runs"


class AllegroOfferSortField(BaseEnum):
    OFFER_ID = ["offer_id", "pk"]
    NAME = ["name", "pk"]
    AVAILABLE = ["available", "pk"]
    SENT_AT = ["sent_at", "pk"]
    REFUSED_SINCE = ["failed_since", "pk"]

    class Meta:
        description = "What offers may be sorted by."
        doc_category = CATEGORY

    @property
    def description(self) -> str:
        texts = {
            "OFFER_ID": "By their numbers on Allegro, as texts.",
            "NAME": "By their titles.",
            "AVAILABLE": "By how many pieces Allegro shows.",
            "SENT_AT": "By when Allegro was last told their stock.",
            "REFUSED_SINCE": "By since when Allegro refuses something of them.",
        }
        return texts[self.name]


class AllegroOfferSortingInput(SortInputObjectType):
    class Meta:
        description = "How to sort offers."
        doc_category = CATEGORY
        sort_enum = AllegroOfferSortField
        type_name = "offers"


def newest_first(sorting: Any, field: Any) -> Any:
    """An input as if somebody had asked for it."""
    direction = OrderDirection.DESC.value
    return sorting._meta.container({"direction": direction, "field": field.value})

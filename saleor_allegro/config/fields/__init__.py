"""The fields of the form, in the order of the form. The one place that lists them.

The dashboard draws the texts in this order, then every BOOLEAN, then every SECRET: what must be
filled in comes first, what hardly anybody changes comes last.
"""

from collections.abc import Collection
from typing import Final

from saleor_allegro.config.fields.connecting import CONNECTING
from saleor_allegro.config.fields.environments import ENVIRONMENTS, EnvironmentName
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.fields.importing import IMPORTING
from saleor_allegro.config.fields.notifying import NOTIFYING
from saleor_allegro.config.fields.order_content import ORDER_CONTENT
from saleor_allegro.config.fields.order_statuses import ORDER_STATUSES
from saleor_allegro.config.fields.rechecking import RECHECKING
from saleor_allegro.config.fields.sending_stock import SENDING_STOCK, STOCK_SWITCHES
from saleor_allegro.config.fields.switches import SWITCHES
from saleor_allegro.config.fields.telling_parcels import SEND_TRACKING_NUMBERS, TELLING_PARCELS
from saleor_allegro.config.fields.telling_statuses import STATUS_FIELDS, TELLING_STATUSES
from saleor_allegro.config.texts import Language

__all__ = [
    "FIELDS",
    "STATUS_FIELDS",
    "EnvironmentName",
    "Field",
    "FieldKind",
    "Section",
    "labels_of",
]

FIELDS: Final[tuple[Field, ...]] = (
    *CONNECTING,
    *IMPORTING,
    *RECHECKING,
    *ORDER_STATUSES,
    *ORDER_CONTENT,
    *TELLING_STATUSES,
    *TELLING_PARCELS,
    *SENDING_STOCK,
    *ENVIRONMENTS,
    *SWITCHES,
    SEND_TRACKING_NUMBERS,
    *STOCK_SWITCHES,
    *NOTIFYING,
)


def labels_of(names: Collection[str], language: Language) -> list[str]:
    """The labels of the named fields, in the order of the form."""
    return [field.label.in_language(language) for field in FIELDS if field.name in names]

"""Everything that can be changed in the view: as it is stored, and as a person sent it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import zip_longest
from typing import Any, Final

from django.http import QueryDict

from saleor_allegro.dashboard.field_names import camel
from saleor_allegro.dashboard.statuses.pairs import (
    Pairs,
    carrier_pair,
    input_of,
    method_pair,
)
from saleor_allegro.rules.status_mapping import SETTABLE, ShopStage

_WORDS: Final = frozenset(status.name for status in SETTABLE)
#: What is saved by `allegroStatusMappingUpdate`; all else is by `allegroSettingsUpdate`.
STATUSES: Final = "statuses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    #: Name of a stage -> name of a status; what nothing is told of is not there.
    statuses: Mapping[str, str]
    send_shop_notifications: bool
    never_mail_masked_addresses: bool
    send_tracking_numbers: bool
    #: Shipping method of the shop or pattern of numbers -> carrier.
    carriers: Pairs
    #: Allegro's id of a delivery method -> shipping method of the shop.
    shipping_methods: Pairs

    @property
    def marks(self) -> Mapping[str, str]:
        """Part of the form -> a short word that changes with it."""
        return {name: _mark(getattr(self, name)) for name in PARTS}

    @property
    def entries(self) -> Sequence[Mapping[str, str]]:
        """`[AllegroStatusMappingEntryInput!]`."""
        return [{"stage": stage, "status": status} for stage, status in self.statuses.items()]

    def settings(self, names: Sequence[str]) -> Mapping[str, Any]:
        """These parts as `AllegroSettingsInput`."""
        return {camel(name): _said(getattr(self, name)) for name in names if name != STATUSES}


PARTS: Final = tuple(part.name for part in fields(Form))


def stored_form(mapping: Mapping[str, Any], settings: Mapping[str, Any]) -> Form:
    """
    Args:
        mapping: `AllegroStatusMapping`.
        settings: `AllegroSettings`.
    """
    return Form(
        statuses={
            entry["stage"]: entry["status"] for entry in mapping["entries"] if entry["status"]
        },
        send_shop_notifications=settings["sendShopNotifications"],
        never_mail_masked_addresses=settings["neverMailMaskedAddresses"],
        send_tracking_numbers=settings["sendTrackingNumbers"],
        carriers=tuple(carrier_pair(**pair) for pair in settings["carriers"]),
        shipping_methods=tuple(method_pair(**pair) for pair in settings["shippingMethods"]),
    )


def sent_form(sent: QueryDict) -> Form:
    """What a person sent; rows in which nothing was entered are left out."""
    chosen = {stage.name: str(sent.get(f"status_{stage.name}", "")) for stage in ShopStage}
    rows = zip_longest(
        sent.getlist("carrier_left"),
        sent.getlist("carrier"),
        sent.getlist("carrier_name"),
        fillvalue="",
    )
    carriers = [
        carrier_pair(str(left), f"{carrier}:{name}" if name else str(carrier))
        for left, carrier, name in rows
    ]
    methods = [
        method_pair(str(left), str(right))
        for left, right in zip_longest(
            sent.getlist("delivery_method"), sent.getlist("shipping_method"), fillvalue=""
        )
    ]
    return Form(
        statuses={stage: status for stage, status in chosen.items() if status in _WORDS},
        send_shop_notifications="send_shop_notifications" in sent,
        never_mail_masked_addresses="never_mail_masked_addresses" in sent,
        send_tracking_numbers="send_tracking_numbers" in sent,
        carriers=tuple(pair for pair in carriers if any(pair)),
        shipping_methods=tuple(pair for pair in methods if any(pair)),
    )


def marks_sent(sent: QueryDict) -> Mapping[str, str]:
    """The marks of what the person was shown."""
    return {name: str(sent.get(f"was_{name}", "")) for name in PARTS}


def _said(value: Any) -> Any:
    return input_of(value) if isinstance(value, tuple) else value


def _mark(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]

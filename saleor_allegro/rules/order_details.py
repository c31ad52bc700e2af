"""What an order says of Allegro by its metadata, see `rules.order_metadata`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

_YES_NO: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryMethod:
    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupPoint:
    id: str | None
    name: str | None
    description: str | None
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDetails:
    """`None` stands for what the order does not say, or says in words that nobody understands."""

    delivery_method: DeliveryMethod | None = None
    pickup_point: PickupPoint | None = None
    is_smart: bool | None = None
    dispatch_by: datetime | None = None
    buyer_login: str | None = None
    wants_invoice: bool = False
    #: Of the company that wants an invoice.
    tax_id: str | None = None

    @classmethod
    def of(cls, public: Mapping[str, str], private: Mapping[str, str]) -> Self:
        """The details in an order's metadata; staff and apps may have edited it."""
        said = _Said(public)
        kept = _Said(private)
        method = DeliveryMethod(
            id=said("delivery_method_id"),
            name=said("delivery_method_name"),
        )
        point = PickupPoint(
            id=said("pickup_point_id"),
            name=said("pickup_point_name"),
            description=said("pickup_point_description"),
            address=said("pickup_point_address"),
        )
        return cls(
            delivery_method=method if method.id or method.name else None,
            pickup_point=point if point.id or point.name else None,
            is_smart=_YES_NO.get(said("smart") or ""),
            dispatch_by=moment_of(kept("dispatch_until")),
            buyer_login=kept("login"),
            wants_invoice=kept("invoice_required") == "true",
            tax_id=_first_tax_id(kept("invoice_tax_ids")),
        )


class _Said:
    def __init__(self, metadata: Mapping[str, str]) -> None:
        self._metadata = metadata

    def __call__(self, key: str) -> str | None:
        return self._metadata.get(f"allegro.{key}") or None


def moment_of(text: str | None) -> datetime | None:
    """A moment as metadata keeps it; `None` where it is none, or not in any time zone."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _first_tax_id(text: str | None) -> str | None:
    """Of "PL_NIP:5252674798,OTHER:..." the first number."""
    _, _, number = (text or "").split(",")[0].partition(":")
    return number or None

"""The parcels Allegro knows of, by form."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from saleor_allegro.simulator.wire import stamp

Json = dict[str, Any]


class Parcels:
    def __init__(self) -> None:
        self._parcels: dict[str, list[Json]] = {}

    def of(self, form_id: str) -> list[Json]:
        """Those of one form, oldest first."""
        return self._parcels.get(form_id, [])

    def forms_with(self, waybill: str) -> set[str]:
        return {
            form_id
            for form_id, parcels in self._parcels.items()
            if any(parcel["waybill"] == waybill for parcel in parcels)
        }

    def add(
        self,
        form_id: str,
        *,
        carrier_id: str,
        carrier_name: str,
        waybill: str,
        line_item_ids: list[str],
        created_at: datetime,
    ) -> str:
        """Note a parcel and say its id. That a repeated waybill repeats the id is a guess."""
        parcel_id = b64encode(f"{carrier_id}:{waybill}".encode()).decode()
        self._parcels.setdefault(form_id, []).append(
            {
                "id": parcel_id,
                "waybill": waybill,
                "carrierId": carrier_id,
                "carrierName": carrier_name,
                "lineItems": [{"id": line_id} for line_id in line_item_ids],
                "createdAt": stamp(created_at),
            }
        )
        return parcel_id

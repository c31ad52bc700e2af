"""The checkout forms the simulated Allegro holds, each kept as the bytes it is served as."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import RLock
from typing import Any

from saleor_allegro.simulator.wire import encode, moment_of

#: The list forgets orders after a year.
LIST_RETENTION = timedelta(days=365)
_UNPAID = frozenset({"BOUGHT", "FILLED_IN"})


@dataclass(frozen=True, slots=True)
class StoredForm:
    id: str
    body: bytes
    #: The list's filter parameters and the values this form answers to.
    facts: Mapping[str, frozenset[str]]
    bought_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a client asks the list for; bounds are inclusive."""

    facts: tuple[tuple[str, str], ...] = ()
    bought_from: datetime | None = None
    bought_to: datetime | None = None
    updated_from: datetime | None = None
    updated_to: datetime | None = None
    sort: str = "-lineItems.boughtAt"

    def matches(self, form: StoredForm) -> bool:
        return (
            all(value in form.facts[name] for name, value in self.facts)
            and (self.bought_from is None or form.bought_at >= self.bought_from)
            and (self.bought_to is None or form.bought_at <= self.bought_to)
            and (self.updated_from is None or form.updated_at >= self.updated_from)
            and (self.updated_to is None or form.updated_at <= self.updated_to)
        )


class FormStore(Mapping[str, dict[str, Any]]):
    """Form id -> form, in the order of sale. What is read from it is a copy."""

    def __init__(self, lock: RLock) -> None:
        self._lock = lock
        self._forms: dict[str, StoredForm] = {}
        #: Known once, answered with 404 now -> the form it was merged into, if it was.
        self.gone: dict[str, str | None] = {}
        self._last_answer: tuple[Query, list[StoredForm]] | None = None

    def __getitem__(self, form_id: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._forms[form_id].body)
        return document

    def __iter__(self) -> Iterator[str]:
        with self._lock:
            return iter(tuple(self._forms))

    def __len__(self) -> int:
        return len(self._forms)

    def __contains__(self, form_id: object) -> bool:
        return form_id in self._forms

    def stored(self, form_id: str) -> StoredForm | None:
        return self._forms.get(form_id)

    def put(self, document: dict[str, Any]) -> None:
        """Add a form, or replace the one of the same id."""
        with self._lock:
            self._forms[document["id"]] = StoredForm(
                id=document["id"],
                body=encode(document),
                facts=_facts(document),
                bought_at=max(moment_of(line["boughtAt"]) for line in document["lineItems"]),
                updated_at=moment_of(document["updatedAt"]),
            )
            self._last_answer = None

    def misprint(self, form_id: str, document: Any) -> None:
        """Serve a form as this document, whatever it is; filters still look at what it was."""
        with self._lock:
            self._forms[form_id] = replace(self._forms[form_id], body=encode(document))
            self._last_answer = None

    def remove(self, form_id: str, successor: str | None) -> None:
        with self._lock:
            del self._forms[form_id]
            self.gone[form_id] = successor
            self._last_answer = None

    def unpaid_since(self, moment: datetime) -> list[str]:
        """Forms bought by then that were never ready, in the order of sale."""
        with self._lock:
            return [
                form.id
                for form in self._forms.values()
                if form.bought_at <= moment and form.facts["status"] <= _UNPAID
            ]

    def find(self, query: Query, now: datetime) -> list[StoredForm]:
        """Every form that the list shows for a query, in its order.

        The last answer is kept, because the next call is usually for its next page.
        """
        with self._lock:
            if self._last_answer is None or self._last_answer[0] != query:
                found = [form for form in self._forms.values() if query.matches(form)]
                field = "updated_at" if query.sort.endswith("updatedAt") else "bought_at"
                found.sort(
                    key=lambda form: getattr(form, field), reverse=query.sort.startswith("-")
                )
                self._last_answer = (query, found)
            oldest = now - LIST_RETENTION
            found = self._last_answer[1]
            if all(form.bought_at >= oldest for form in found):
                return found
            return [form for form in found if form.bought_at >= oldest]


def _facts(document: dict[str, Any]) -> dict[str, frozenset[str]]:
    """What the filters of `GET /order/checkout-forms` look at."""
    payment, delivery = document["payment"], document["delivery"]
    fulfillment = document["fulfillment"]
    return {
        "status": frozenset({document["status"]}),
        "fulfillment.status": frozenset({fulfillment["status"]}),
        "fulfillment.provider.id": frozenset({fulfillment["provider"]["id"]}),
        "fulfillment.shipmentSummary.lineItemsSent": frozenset(
            {fulfillment["shipmentSummary"]["lineItemsSent"]}
        ),
        "payment.id": frozenset({payment["id"]} if payment else ()),
        "surcharges.id": frozenset(surcharge["id"] for surcharge in document["surcharges"]),
        "delivery.method.id": frozenset({delivery["method"]["id"]} if delivery else ()),
        "buyer.login": frozenset({document["buyer"]["login"]}),
        "marketplace.id": frozenset({document["marketplace"]["id"]}),
    }

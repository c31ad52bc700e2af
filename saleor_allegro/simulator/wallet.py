"""The seller's balance on Allegro: what buyers paid in, and what was returned to them.

Source: Allegro REST API, schemas `RefundDetails` and `BaseOperation`. Guesses: a charge has a
negative value, and one operation returns a payment together with its surcharges.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from saleor_allegro.simulator.sums import received_of
from saleor_allegro.simulator.wire import encode, moment_of, price, stamp

Json = dict[str, Any]

_GROUPS: Final = {
    "CONTRIBUTION": "INCOME",
    "SURCHARGE": "INCOME",
    "REFUND_CHARGE": "REFUND",
    "REFUND_CANCEL": "REFUND",
}
#: Payment providers that have a balance of their own; the others pay into Allegro Finance's.
_OPERATORS: Final = frozenset({"PAYU", "P24"})


@dataclass(frozen=True, slots=True)
class Operation:
    body: bytes
    occurred_at: datetime
    #: The list's filter parameters and the value this operation answers to.
    facts: Mapping[str, str | None]


@dataclass(slots=True, kw_only=True)
class Return:
    """Money on its way back to a buyer."""

    document: Json
    form: Json
    #: Payment id -> how much of it.
    parts: Mapping[str, Decimal]
    #: Made in Allegro's panel: the list of refunds does not tell of it.
    is_in_panel: bool
    wallet: str
    created_at: datetime

    @property
    def status(self) -> str:
        return str(self.document["status"])


class Wallet:
    def __init__(self) -> None:
        #: Oldest first.
        self.operations: list[Operation] = []
        #: Refund id -> refund, oldest first.
        self.returns: dict[str, Return] = {}
        self._balances: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
        self._booked: dict[str, Decimal] = defaultdict(Decimal)

    def book(self, form: Json, now: datetime) -> None:
        """Take in what a form received that is not booked yet."""
        for payment_id, received in received_of(form).items():
            new = received - self._booked[payment_id]
            if new > 0:
                self._booked[payment_id] = received
                self._take(form, payment_id, new, now)

    def returned(self, payment_id: str) -> Decimal:
        """How much of a payment has gone back, or is going to."""
        parts = (each.parts.get(payment_id) for each in self.returns.values() if not _failed(each))
        return sum(filter(None, parts), Decimal(0))

    def charge(self, returned: Return, now: datetime, *, is_undone: bool = False) -> None:
        """Take a refund off the balance, or put it back."""
        amount = sum(returned.parts.values(), Decimal(0))
        self._move(
            returned.form,
            "REFUND_CANCEL" if is_undone else "REFUND_CHARGE",
            amount if is_undone else -amount,
            now,
            {"payment": returned.document["payment"]},
            wallet=returned.wallet,
        )

    def _take(self, form: Json, payment_id: str, amount: Decimal, now: datetime) -> None:
        if any(surcharge["id"] == payment_id for surcharge in form["surcharges"]):
            parts = {"payment": {"id": form["payment"]["id"]}, "surcharge": {"id": payment_id}}
            self._move(form, "SURCHARGE", amount, now, parts)
        else:
            self._move(form, "CONTRIBUTION", amount, now, {"payment": {"id": payment_id}})

    def _move(
        self,
        form: Json,
        kind: str,
        amount: Decimal,
        now: datetime,
        parts: Json,
        *,
        wallet: str = "AVAILABLE",
    ) -> None:
        currency = form["summary"]["totalToPay"]["currency"]
        provider = form["payment"]["provider"]
        operator = provider if provider in _OPERATORS else "AF"
        self._balances[operator, wallet, currency] += amount
        document = {
            "type": kind,
            "group": _GROUPS[kind],
            "wallet": {
                "paymentOperator": operator,
                "type": wallet,
                "balance": price(self._balances[operator, wallet, currency], currency),
            },
            "occurredAt": stamp(now),
            "value": price(amount, currency),
            "marketplaceId": form["marketplace"]["id"],
            **parts,
        }
        if kind != "REFUND_CANCEL":  # whose participant is not published
            document["participant"] = _participant(form["buyer"])
        facts = {
            "group": _GROUPS[kind],
            "wallet.type": wallet,
            "wallet.paymentOperator": operator,
            "payment.id": parts["payment"]["id"],
            "participant.login": form["buyer"]["login"],
            "marketplaceId": form["marketplace"]["id"],
            "currency": currency,
        }
        # As it is told: a client asks for it by the moment it has read.
        self.operations.append(Operation(encode(document), moment_of(stamp(now)), facts))


def _failed(returned: Return) -> bool:
    return returned.status == "CANCELED"


def _participant(buyer: Json) -> Json:
    address = buyer["address"]
    return {
        "id": buyer["id"],
        "login": buyer["login"],
        "firstName": buyer["firstName"],
        "lastName": buyer["lastName"],
        "companyName": buyer["companyName"],
        "address": {name: address[name] for name in ("street", "city", "postCode")},
    }

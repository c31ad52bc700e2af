"""Every life of an order that was imported, and what it ends in.

A life does a step on Allegro, and says how long it waits until the next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from saleor_allegro.simulator.kinds import Kind
from tests.lives.street import HOUR, TICK, Life, Street

PAID: Final = ("paid", "fully_paid", "confirmed", "updated")
#: What Saleor tells of a new order, by how it is paid.
UNPAID: Final = ("created",)
PREPAID: Final = ("created", *PAID)
COLLECTED: Final = ("created", "confirmed")
#: Of one that staff sent then.
SENT: Final = (*PREPAID, "fulfilled", "updated")
UNDERPAID: Final = ("created", "paid", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What one order is in the end; `told` is what was told after it was created."""

    status: str = "unfulfilled"
    charge_status: str = "full"
    #: All its pieces are kept for it, or none.
    holds_stock: bool = True
    told: tuple[str, ...] = ()
    #: What was told when it was created.
    born: tuple[str, ...] = UNPAID
    flags: tuple[str, ...] = ()
    state: str = "imported"
    #: Parts of notes in its history.
    notes: tuple[str, ...] = ()


#: Cancelled before any money came, or after all of it went to another order.
CANCELLED: Final = End(
    status="canceled", charge_status="none", holds_stock=False, told=("cancelled", "updated")
)
MERGED: Final = replace(CANCELLED, state="merged")


def unpaid_then_paid(street: Street) -> Life:
    form = street.simulator.sell(Kind.UNPAID)
    yield TICK
    street.simulator.pay(form)
    yield TICK
    return [form]


def bought_then_filled_in_then_paid(street: Street) -> Life:
    form = street.simulator.sell(Kind.BOUGHT)
    yield TICK
    street.simulator.fill_in(form)
    yield TICK
    street.simulator.pay(form)
    yield TICK
    return [form]


def unpaid_then_other_address_then_paid(street: Street) -> Life:
    form = street.simulator.sell(Kind.UNPAID)
    yield TICK
    street.simulator.change_address(form, street="Nowa 1", city="Opole")
    yield TICK
    street.simulator.pay(form)
    yield TICK
    return [form]


def paid_then_other_address(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.change_address(form, street="Nowa 1", city="Opole")
    yield TICK
    return [form]


def paid_then_other_pickup_point(street: Street) -> Life:
    form = street.simulator.sell(Kind.PICKUP_POINT)
    yield TICK
    street.simulator.change_pickup_point(form, "OPO01A")
    yield TICK
    return [form]


def merged_with_two_others_then_paid(street: Street) -> Life:
    first = street.simulator.sell(Kind.UNPAID)
    others = [street.simulator.sell(Kind.UNPAID, buyer_of=first) for _ in range(2)]
    yield TICK
    merged = street.simulator.merge([first, *others], is_paid=False)
    yield TICK
    street.simulator.pay(merged)
    yield TICK
    return [first, *others, merged]


def merged_where_one_was_paid(street: Street) -> Life:
    paid = street.simulator.sell(Kind.PAID_ONLINE)
    other = street.simulator.sell(Kind.UNPAID, buyer_of=paid)
    yield TICK
    merged = street.simulator.merge([paid, other], with_ready=True)
    yield TICK
    return [paid, other, merged]


def paid_then_cancelled_by_buyer(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.cancel(form)
    yield TICK
    return [form]


def cancelled_and_refunded(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.cancel(form)
    yield TICK
    street.simulator.refund(form)
    yield HOUR
    return [form]


def unpaid_then_expired(street: Street) -> Life:
    form = street.simulator.sell(Kind.UNPAID)
    yield timedelta(days=8)
    return [form]


def underpaid_then_surcharge(street: Street) -> Life:
    form = street.simulator.sell(Kind.UNDERPAID)
    yield TICK
    street.simulator.top_up(form)
    yield TICK
    return [form]


def paid_in_two_parts(street: Street) -> Life:
    form = street.simulator.sell(Kind.UNPAID)
    yield TICK
    street.simulator.pay(form, Decimal("5.00"), is_ready=False)
    yield TICK
    street.simulator.pay_rest(form)
    yield TICK
    return [form]


def cash_on_delivery_then_booked(street: Street) -> Life:
    form = street.simulator.sell(Kind.CASH_ON_DELIVERY)
    yield TICK
    street.simulator.book_cash_on_delivery(form)
    yield HOUR
    return [form]


def refunded_partly(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.refund(form, Decimal("3.00"))
    yield HOUR
    return [form]


def refunded_wholly(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.refund(form, Decimal("3.00"))
    yield HOUR
    street.simulator.refund(form)
    yield HOUR
    return [form]


def refunded_in_the_panel(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.refund(form, Decimal("3.00"), is_in_panel=True)
    yield HOUR
    return [form]


def cancelled_by_the_seller(street: Street) -> Life:
    form = street.simulator.sell(Kind.CASH_ON_DELIVERY)
    yield TICK
    street.simulator.set_fulfillment(form, "CANCELLED")
    yield TICK
    return [form]


def cancelled_after_dispatch(street: Street) -> Life:
    """Allegro does not know that the shop has sent it."""
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.fulfill(form)
    street.simulator.cancel(form)
    yield TICK
    return [form]


def other_address_after_dispatch(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.fulfill(form)
    street.simulator.change_address(form, street="Nowa 1")
    yield TICK
    return [form]


def cancelled_and_revived_by_the_seller(street: Street) -> Life:
    form = street.simulator.sell(Kind.CASH_ON_DELIVERY)
    yield TICK
    street.simulator.set_fulfillment(form, "CANCELLED")
    yield timedelta(days=2)
    street.simulator.set_fulfillment(form, "NEW")
    yield TICK
    return [form]


def sent_then_other_address(street: Street) -> Life:
    """Allegro lets nobody change it then; what was changed a moment before may be read after."""
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.change_address(form, street="Nowa 1")
    street.simulator.set_fulfillment(form, "SENT", sent="ALL")
    yield TICK
    return [form]


def parcel_entered_on_allegro(street: Street) -> Life:
    form = street.simulator.sell(Kind.PAID_ONLINE)
    yield TICK
    street.simulator.add_parcel(form, "DPD", "0000123456789U")
    street.simulator.set_fulfillment(form, "SENT", sent="ALL")
    yield TICK
    return [form]


def gone_without_a_successor(street: Street) -> Life:
    form = street.simulator.sell(Kind.UNPAID)
    yield TICK
    street.simulator.vanish(form)
    yield timedelta(days=2)
    return [form]


def everything_changed(street: Street) -> Life:
    form = street.simulator.sell(Kind.PICKUP_POINT)
    yield TICK
    street.simulator.change_message(form, "Proszę zapakować na prezent")
    street.simulator.change_phone(form, "+48600100200")
    street.simulator.change_invoice(form, tax_id="5252674798", company="Firma Nowa")
    yield TICK
    return [form]


#: Life -> what each of its forms ends in, as the life names them.
LIVES: Final[Mapping[Callable[[Street], Life], tuple[End, ...]]] = {
    unpaid_then_paid: (End(told=PAID),),
    bought_then_filled_in_then_paid: (End(told=("updated", *PAID)),),
    unpaid_then_other_address_then_paid: (End(told=PAID, notes=("Nowa 1",)),),
    paid_then_other_address: (End(born=PREPAID, told=("updated",), notes=("Nowa 1",)),),
    paid_then_other_pickup_point: (End(born=PREPAID, told=("updated",), notes=("OPO01A",)),),
    merged_with_two_others_then_paid: (
        *[MERGED] * 3,
        End(told=PAID),
    ),
    merged_where_one_was_paid: (
        replace(MERGED, born=PREPAID),
        MERGED,
        End(born=PREPAID),
    ),
    paid_then_cancelled_by_buyer: (
        replace(
            CANCELLED,
            born=PREPAID,
            charge_status="full",
            flags=("refund_owed",),
            notes=("cancelled by the buyer",),
        ),
    ),
    cancelled_and_refunded: (
        End(
            born=PREPAID,
            status="canceled",
            charge_status="none",
            holds_stock=False,
            told=("cancelled", "updated", "refunded", "fully_refunded", "updated"),
        ),
    ),
    unpaid_then_expired: (CANCELLED,),
    underpaid_then_surcharge: (End(born=UNDERPAID, told=PAID),),
    paid_in_two_parts: (End(told=("paid", "updated", *PAID)),),
    cash_on_delivery_then_booked: (End(born=COLLECTED, told=("paid", "fully_paid", "updated")),),
    refunded_partly: (End(born=PREPAID, charge_status="partial", told=("refunded", "updated")),),
    refunded_wholly: (
        End(
            flags=("refunded",),
            notes=("Do not ship it",),
            born=PREPAID,
            charge_status="none",
            told=("refunded", "updated", "refunded", "fully_refunded", "updated"),
        ),
    ),
    refunded_in_the_panel: (
        End(born=PREPAID, charge_status="partial", told=("refunded", "updated")),
    ),
    cancelled_by_the_seller: (
        replace(CANCELLED, born=COLLECTED, notes=("cancelled by the seller",)),
    ),
    cancelled_after_dispatch: (
        End(
            born=SENT,
            status="fulfilled",
            holds_stock=False,
            flags=("cancelled_after_dispatch", "refund_owed"),
        ),
    ),
    other_address_after_dispatch: (
        End(
            born=SENT,
            status="fulfilled",
            holds_stock=False,
            flags=("changed_after_dispatch",),
        ),
    ),
    cancelled_and_revived_by_the_seller: (replace(CANCELLED, born=COLLECTED, flags=("revived",)),),
    sent_then_other_address: (End(born=PREPAID, flags=("changed_after_dispatch",)),),
    parcel_entered_on_allegro: (
        End(born=PREPAID, told=("updated",), notes=("0000123456789U", "status there is SENT")),
    ),
    gone_without_a_successor: (
        End(status="unconfirmed", charge_status="none", flags=("form_gone",)),
    ),
    everything_changed: (End(born=PREPAID, told=("updated",), notes=("prezent", "5252674798")),),
}

"""The kinds of order the simulator sells.

Each is a recipe: it takes a plain purchase, paid online and sent by courier, and changes what
makes the kind.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any, Final

from saleor_allegro.simulator import delivery, people, pickup_points
from saleor_allegro.simulator.delivery import Method
from saleor_allegro.simulator.marketplaces import CZ, HU, PL, SK, Marketplace
from saleor_allegro.simulator.purchase import Purchase


class Kind(StrEnum):
    PAID_ONLINE = "paid_online"
    MANY_LINES = "many_lines"
    SEVERAL_PIECES = "several_pieces"
    SAME_OFFER_TWICE = "same_offer_twice"
    CASH_ON_DELIVERY = "cash_on_delivery"
    BOOKED_CASH_ON_DELIVERY = "booked_cash_on_delivery"
    UNPAID = "unpaid"
    BOUGHT = "bought"
    COMPANY_INVOICE = "company_invoice"
    PERSON_INVOICE = "person_invoice"
    PICKUP_POINT = "pickup_point"
    CZECH = "czech"
    CANCELLED = "cancelled"
    GUEST = "guest"
    PARTLY_SENT = "partly_sent"
    SMART = "smart"
    SMART_WITH_COST = "smart_with_cost"
    EXTRAS = "extras"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    TOPPED_UP = "topped_up"
    ONE_FULFILLMENT = "one_fulfillment"
    NO_PHONE = "no_phone"
    NO_TAX = "no_tax"
    WITH_MESSAGE = "with_message"
    # Sold only when asked for by name.
    SLOVAK = "slovak"
    HUNGARIAN = "hungarian"
    EXTENDED_TERM = "extended_term"
    NO_SKU = "no_sku"


ON_REQUEST: Final = frozenset({Kind.SLOVAK, Kind.HUNGARIAN, Kind.EXTENDED_TERM, Kind.NO_SKU})
#: What `Simulator.sell_many` mixes when no kinds are named.
USUAL: Final = tuple(kind for kind in Kind if kind not in ON_REQUEST)

_MARKETPLACES: Final[Mapping[Kind, Marketplace]] = {
    Kind.CZECH: CZ,
    Kind.SLOVAK: SK,
    Kind.HUNGARIAN: HU,
}


def marketplace_of(kind: Kind) -> Marketplace:
    return _MARKETPLACES.get(kind, PL)


#: Kinds in złoty alone, for shops with one currency.
USUAL_IN_ZLOTY: Final = tuple(kind for kind in USUAL if marketplace_of(kind) is PL)

#: How many lines and pieces a kind has, where it is not one piece of one offer.
_PIECES: Final[Mapping[Kind, tuple[int, ...]]] = {
    Kind.MANY_LINES: (1, 2, 1, 3),
    Kind.SEVERAL_PIECES: (4,),
    Kind.SAME_OFFER_TWICE: (1, 2),
    Kind.PARTLY_SENT: (1, 2),
    Kind.EXTRAS: (2, 1, 6),
    Kind.CZECH: (2,),
}


def pieces_of(kind: Kind) -> tuple[int, ...]:
    """Pieces per line."""
    return _PIECES.get(kind, (1,))


def apply(kind: Kind, purchase: Purchase, random: Random) -> None:
    """Make a plain purchase one of this kind."""
    recipe = _RECIPES.get(kind)
    if recipe is not None:
        recipe(purchase, random)


def _send_by(purchase: Purchase, method: Method) -> None:
    purchase.method = method
    purchase.delivery_cost = method.cost


def _same_offer_twice(purchase: Purchase, random: Random) -> None:
    first, second = purchase.lines
    second.offer = first.offer
    second.original_price = first.original_price
    second.price = first.price
    second.external_id = first.external_id
    second.tax = first.tax


def _cash_on_delivery(purchase: Purchase, random: Random) -> None:
    _send_by(purchase, delivery.COURIER_COD)
    purchase.payment_type = "CASH_ON_DELIVERY"
    purchase.provider = None


def _unpaid(purchase: Purchase, random: Random) -> None:
    _pickup_point(purchase, random)
    purchase.status = "FILLED_IN"


def _bought(purchase: Purchase, random: Random) -> None:
    purchase.status = "BOUGHT"


def _company_invoice(purchase: Purchase, random: Random) -> None:
    company = "Demo Biuro Sp. z o.o."
    tax_id = _nip(random)
    purchase.buyer = replace(purchase.buyer, company_name=company)
    purchase.recipient_company = company
    purchase.invoice_address = _invoice_address(purchase, random) | {
        "company": {
            "name": company,
            "ids": [{"type": "PL_NIP", "value": tax_id}],
            "vatPayerStatus": "ACTIVE",
            "taxId": tax_id,
        }
    }


def _person_invoice(purchase: Purchase, random: Random) -> None:
    purchase.provider = "P24"
    purchase.invoice_address = _invoice_address(purchase, random) | {
        "naturalPerson": {
            "firstName": purchase.buyer.first_name,
            "lastName": purchase.buyer.last_name,
        }
    }


def _invoice_address(purchase: Purchase, random: Random) -> dict[str, Any]:
    address = people.make_address(purchase.marketplace, random)
    return {
        "street": address.street,
        "city": address.city,
        "zipCode": address.post_code,
        "countryCode": address.country,
        "company": None,
        "naturalPerson": None,
    }


def _nip(random: Random) -> str:
    """A Polish tax number with a right check digit."""
    weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
    while True:
        digits = [random.randrange(1, 10) for _ in weights]
        check = sum(a * b for a, b in zip(digits, weights, strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def _pickup_point(purchase: Purchase, random: Random) -> None:
    method = random.choice((delivery.LOCKER, delivery.ORLEN))
    _send_by(purchase, method)
    point_id = pickup_points.new_point_id(random)
    _at_point(purchase, random, point_id, f"Paczkomat {point_id}", "Przy sklepie")


def _at_point(
    purchase: Purchase, random: Random, point_id: str, name: str, description: str | None
) -> None:
    purchase.pickup_point = pickup_points.make_point(
        point_id, name, description, purchase.marketplace, random
    )


def _czech(purchase: Purchase, random: Random) -> None:
    _send_by(purchase, delivery.PACKETA)
    number = random.randrange(1, 999)
    _at_point(purchase, random, f"ZTEST{number}", f"Z-BOX Zkušebov {number}", None)
    _no_tax(purchase, random)


def _slovak(purchase: Purchase, random: Random) -> None:
    _send_by(purchase, delivery.SLOVAK_COURIER)
    _no_tax(purchase, random)


def _hungarian(purchase: Purchase, random: Random) -> None:
    _send_by(purchase, delivery.HUNGARIAN_COURIER)
    _no_tax(purchase, random)


def _smart(purchase: Purchase, random: Random) -> None:
    _pickup_point(purchase, random)
    purchase.is_smart = True
    purchase.delivery_cost = Decimal("0.00")


def _smart_with_cost(purchase: Purchase, random: Random) -> None:
    """The seller's own courier contract: Allegro pays, yet the cost is in the total."""
    purchase.is_smart = True
    purchase.delivery_cost = Decimal("5.71")


def _extras(purchase: Purchase, random: Random) -> None:
    """Discounts, a voucher, paid services and a packaging deposit."""
    discounted, with_voucher, with_deposit = purchase.lines
    discounted.price = (discounted.original_price * Decimal("0.90")).quantize(Decimal("0.01"))
    discounted.discounts = ["UNIT_PERCENTAGE_DISCOUNT", "COUPON"]
    discounted.services = [("Pakowanie na prezent", Decimal("7.50"), 2), ("Kartka", Decimal(3), 1)]
    with_voucher.voucher = Decimal("10.00")
    with_voucher.reconciliation = Decimal("2.00")
    with_voucher.discounts = ["CAMPAIGN"]
    with_deposit.deposit = Decimal("0.50")
    purchase.payment_features = ["ALLEGRO_PAY"]


def _by_transfer(purchase: Purchase, difference: str) -> None:
    purchase.payment_type = "WIRE_TRANSFER"
    purchase.provider = "OFFLINE"
    purchase.paid_difference = Decimal(difference)


def _underpaid(purchase: Purchase, random: Random) -> None:
    _by_transfer(purchase, "-5.00")


def _overpaid(purchase: Purchase, random: Random) -> None:
    _by_transfer(purchase, "3.01")
    purchase.is_finished = False


def _one_fulfillment(purchase: Purchase, random: Random) -> None:
    purchase.fulfillment_provider = "ALLEGRO"


def _no_phone(purchase: Purchase, random: Random) -> None:
    purchase.recipient_phone = random.choice((None, "-----"))


def _no_tax(purchase: Purchase, random: Random) -> None:
    for line in purchase.lines:
        line.tax = None


def _with_message(purchase: Purchase, random: Random) -> None:
    purchase.message = 'Proszę o kontakt przed wysyłką.\nDomofon "12#", dziękuję & pozdrawiam <3'


def _extended_term(purchase: Purchase, random: Random) -> None:
    """Goods now, money in a month: ready, but nothing received yet."""
    _company_invoice(purchase, random)
    purchase.payment_type = "EXTENDED_TERM"
    purchase.provider = "EPT"
    purchase.is_finished = False
    purchase.paid_difference = -purchase.total
    purchase.invoice_due = (purchase.bought_at + timedelta(days=30)).date().isoformat()


def _no_sku(purchase: Purchase, random: Random) -> None:
    for line in purchase.lines:
        line.external_id = None


_RECIPES: Final[Mapping[Kind, Callable[[Purchase, Random], None]]] = {
    Kind.SAME_OFFER_TWICE: _same_offer_twice,
    Kind.CASH_ON_DELIVERY: _cash_on_delivery,
    Kind.BOOKED_CASH_ON_DELIVERY: _cash_on_delivery,
    Kind.UNPAID: _unpaid,
    Kind.BOUGHT: _bought,
    Kind.COMPANY_INVOICE: _company_invoice,
    Kind.PERSON_INVOICE: _person_invoice,
    Kind.PICKUP_POINT: _pickup_point,
    Kind.CZECH: _czech,
    Kind.SLOVAK: _slovak,
    Kind.HUNGARIAN: _hungarian,
    Kind.SMART: _smart,
    Kind.SMART_WITH_COST: _smart_with_cost,
    Kind.EXTRAS: _extras,
    Kind.UNDERPAID: _underpaid,
    Kind.OVERPAID: _overpaid,
    Kind.TOPPED_UP: _underpaid,
    Kind.ONE_FULFILLMENT: _one_fulfillment,
    Kind.NO_PHONE: _no_phone,
    Kind.NO_TAX: _no_tax,
    Kind.WITH_MESSAGE: _with_message,
    Kind.EXTENDED_TERM: _extended_term,
    Kind.NO_SKU: _no_sku,
}

"""What each kind of order is."""

from decimal import Decimal

import pytest

from saleor_allegro.simulator import USUAL, Kind, Simulator
from tests.simulator.conftest import NOW


def money(price):
    return Decimal(price["amount"])


@pytest.fixture
def sold(simulator):
    """The form of a fresh order of a kind."""
    return lambda kind: simulator.forms[simulator.sell(kind)]


def test_the_same_seed_sells_the_same_orders():
    first, second, other = (Simulator(seed=seed, now=NOW) for seed in (5, 5, 6))

    forms = [dict(each.forms) for each in (first, second, other) if each.sell_many(60)]

    assert forms[0] == forms[1]
    assert forms[0] != forms[2]


def test_many_orders_hold_every_usual_kind_before_any_comes_again(simulator):
    form_ids = simulator.sell_many(len(USUAL))

    assert {simulator.kinds[form_id] for form_id in form_ids} == set(USUAL)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_total_is_lines_services_deposits_and_delivery(sold, kind):
    form = sold(kind)

    total = money(form["delivery"]["cost"]) if form["delivery"] else Decimal(0)
    for line in form["lineItems"]:
        total += money(line["price"]) * line["quantity"]
        total += sum(
            money(service["price"]) * service["quantity"]
            for service in line["selectedAdditionalServices"]
        )
        if line["deposit"]:
            total += money(line["deposit"]["price"]) * line["quantity"]
    assert money(form["summary"]["totalToPay"]) == total
    currencies = {form["summary"]["totalToPay"]["currency"]}
    currencies |= {line["price"]["currency"] for line in form["lineItems"]}
    assert len(currencies) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_an_address_is_known_exactly_when_ready(sold, kind):
    form = sold(kind)

    address = form["delivery"] and form["delivery"]["address"]
    assert (address is not None) == (form["status"] == "READY_FOR_PROCESSING")


def test_lines(sold):
    assert len(sold(Kind.PAID_ONLINE)["lineItems"]) == 1
    assert len(sold(Kind.MANY_LINES)["lineItems"]) == 4
    assert sold(Kind.SEVERAL_PIECES)["lineItems"][0]["quantity"] == 4
    first, second = sold(Kind.SAME_OFFER_TWICE)["lineItems"]
    assert first["offer"] == second["offer"]
    assert first["id"] != second["id"]
    assert sold(Kind.NO_SKU)["lineItems"][0]["offer"]["external"] is None
    assert sold(Kind.NO_TAX)["lineItems"][0]["tax"] is None


def test_payments(sold):
    paid, on_delivery = sold(Kind.PAID_ONLINE), sold(Kind.CASH_ON_DELIVERY)
    assert paid["payment"]["paidAmount"] == paid["summary"]["totalToPay"]
    assert on_delivery["payment"]["type"] == "CASH_ON_DELIVERY"
    assert on_delivery["payment"]["finishedAt"]
    assert on_delivery["payment"]["paidAmount"] is on_delivery["payment"]["provider"] is None

    booked = sold(Kind.BOOKED_CASH_ON_DELIVERY)
    assert [each["paidAmount"] for each in booked["codBookedPayments"]] == [
        booked["summary"]["totalToPay"]
    ]
    for kind, difference in (
        (Kind.UNDERPAID, "-5.00"),
        (Kind.OVERPAID, "3.01"),
        (Kind.TOPPED_UP, "-5.00"),
    ):
        form = sold(kind)
        received = money(form["payment"]["paidAmount"])
        assert received - money(form["summary"]["totalToPay"]) == Decimal(difference)
    assert money(sold(Kind.TOPPED_UP)["surcharges"][0]["paidAmount"]) == Decimal(5)
    assert sold(Kind.OVERPAID)["payment"]["finishedAt"] is None
    assert money(sold(Kind.EXTENDED_TERM)["payment"]["paidAmount"]) == 0


def test_statuses(sold):
    assert sold(Kind.BOUGHT)["status"] == "BOUGHT"
    assert sold(Kind.UNPAID)["status"] == "FILLED_IN"
    cancelled = sold(Kind.CANCELLED)
    assert cancelled["status"] == "CANCELLED"
    assert cancelled["fulfillment"]["status"] == "NEW"
    assert money(cancelled["payment"]["paidAmount"]) > 0
    sent = sold(Kind.PARTLY_SENT)["fulfillment"]
    assert (sent["status"], sent["shipmentSummary"]) == ("SENT", {"lineItemsSent": "SOME"})
    assert sold(Kind.ONE_FULFILLMENT)["fulfillment"]["provider"] == {"id": "ALLEGRO"}


def test_parties(sold):
    company = sold(Kind.COMPANY_INVOICE)["invoice"]["address"]
    assert company["company"]["ids"][0]["type"] == "PL_NIP"
    assert company["naturalPerson"] is None
    person = sold(Kind.PERSON_INVOICE)["invoice"]["address"]
    assert person["company"] is None
    assert person["naturalPerson"]["lastName"]
    guest = sold(Kind.GUEST)["buyer"]
    assert guest["guest"] is True
    assert guest["login"].startswith("Client:")
    assert sold(Kind.NO_PHONE)["delivery"]["address"]["phoneNumber"] in (None, "-----")
    assert sold(Kind.WITH_MESSAGE)["messageToSeller"]


def test_delivery(sold):
    assert sold(Kind.PICKUP_POINT)["delivery"]["pickupPoint"]["id"]
    smart, with_cost = sold(Kind.SMART)["delivery"], sold(Kind.SMART_WITH_COST)["delivery"]
    assert smart["smart"] is with_cost["smart"] is True
    assert (money(smart["cost"]), money(with_cost["cost"])) == (0, Decimal("5.71"))


def test_marketplaces(sold):
    markets = {
        kind: (form["marketplace"]["id"], form["summary"]["totalToPay"]["currency"])
        for kind in (Kind.PAID_ONLINE, Kind.CZECH, Kind.SLOVAK, Kind.HUNGARIAN)
        if (form := sold(kind))
    }

    assert markets == {
        Kind.PAID_ONLINE: ("allegro-pl", "PLN"),
        Kind.CZECH: ("allegro-cz", "CZK"),
        Kind.SLOVAK: ("allegro-sk", "EUR"),
        Kind.HUNGARIAN: ("allegro-hu", "HUF"),
    }


def test_extras(sold):
    discounted, with_voucher, with_deposit = sold(Kind.EXTRAS)["lineItems"]

    assert money(discounted["price"]) < money(discounted["originalPrice"])
    assert len(discounted["selectedAdditionalServices"]) == 2
    assert with_voucher["vouchers"][0]["status"] == "ACTIVE"
    assert money(with_deposit["deposit"]["price"]) == Decimal("0.50")


def test_stock_goes_down_by_what_is_sold_and_not_cancelled(simulator):
    simulator.sell_many(100)

    pieces: dict[str, int] = {}
    for form in simulator.forms.values():
        if form["status"] != "CANCELLED":
            for line in form["lineItems"]:
                offer_id = line["offer"]["id"]
                pieces[offer_id] = pieces.get(offer_id, 0) + line["quantity"]
    assert {offer.id: offer.sold for offer in simulator.offers if offer.sold} == pieces


def test_a_returning_buyer_has_another_email(simulator):
    first = simulator.sell(Kind.PAID_ONLINE)
    second = simulator.sell(Kind.CASH_ON_DELIVERY, buyer_of=first)

    one, other = simulator.forms[first]["buyer"], simulator.forms[second]["buyer"]

    assert one["id"] == other["id"]
    assert one["email"] != other["email"]
    assert one["email"].endswith("@allegromail.pl")


def test_a_buyer_stays_on_the_marketplace(simulator):
    with pytest.raises(ValueError, match="allegro-cz"):
        simulator.sell(Kind.CZECH, buyer_of=simulator.sell(Kind.PAID_ONLINE))

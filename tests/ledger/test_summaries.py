from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro import ledger
from saleor_allegro.ledger import Summary
from saleor_allegro.models import OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flags import FlagKind
from tests.ledger.rows import LATER, NOW, a_link, an_account, an_order

pytestmark = pytest.mark.django_db
HERE = "default"
NOTHING = Summary(bought=0, value={}, failed=0, not_followed=0, not_told=0, flagged=0)
PAID = {"total_to_pay": Decimal(10), "paid": Decimal(10)}


def summed(channels=None):
    return ledger.summarise(NOW, channels, database=HERE)


def to_send(channels=None):
    ids = ledger.orders_to_send(channels, database=HERE)
    return set(OrderLink.objects.filter(order_id__in=ids).values_list("form_id", flat=True))


@pytest.fixture
def account():
    return an_account()


@pytest.mark.parametrize("state", OrderLink.State)
def test_bought_is_what_is_an_order_or_will_be_one(account, state):
    a_link(account, state=state, bought_at=NOW, currency="PLN", total_to_pay=Decimal("9.99"))

    summary = summed()

    if state in {OrderLink.State.SKIPPED, OrderLink.State.MERGED}:
        assert (summary.bought, summary.value) == (0, {})
    else:
        assert (summary.bought, summary.value) == (1, {"PLN": Decimal("9.99")})


def test_bought_is_what_was_bought_since_then(account):
    an_order(account, "at once", bought_at=NOW, currency="PLN", total_to_pay=Decimal("1.10"))
    an_order(account, "later", bought_at=LATER, currency="PLN", total_to_pay=Decimal("2.20"))
    an_order(account, "crowns", bought_at=LATER, currency="CZK", total_to_pay=Decimal(300))
    an_order(account, "before", bought_at=NOW - timedelta(seconds=1), total_to_pay=Decimal(7))
    a_link(account, "never read", bought_at=None)
    a_link(account, "of no price", bought_at=LATER)

    assert (summed().bought, summed().value) == (4, {"CZK": Decimal(300), "PLN": Decimal("3.30")})


def test_what_waits_for_somebody_counts_whenever_it_was_bought(account):
    long_ago = NOW - timedelta(days=300)
    a_link(account, "broken", state=OrderLink.State.FAILED, bought_at=long_ago)
    lagging = an_order(account, "lagging", bought_at=long_ago, failed_since=NOW)
    well = an_order(account, "well", bought_at=long_ago)
    for subject in ("one", "other"):
        flag = {"kind": FlagKind.OVERSOLD, "subject": subject, "raised_at": NOW}
        OrderFlag.objects.create(link=lagging, **flag)
        OrderFlag.objects.create(link=well, resolved_at=LATER, **flag)
    OrderPush.objects.create(link=lagging, failed_since=NOW)
    OrderPush.objects.create(link=well, due_at=NOW)

    assert summed() == Summary(bought=0, value={}, failed=1, not_followed=1, not_told=1, flagged=1)


def test_other_channels_are_left_out(account):
    link = an_order(account, bought_at=NOW, failed_since=NOW, currency="PLN", **PAID)
    OrderFlag.objects.create(link=link, kind=FlagKind.OVERSOLD, raised_at=NOW)
    OrderPush.objects.create(link=link, failed_since=NOW)
    seen = Summary(
        bought=1, value={"PLN": Decimal(10)}, failed=0, not_followed=1, not_told=1, flagged=1
    )

    assert (summed(["pl"]), to_send(["pl"])) == (seen, {"form-1"})
    assert (summed(["cz"]), to_send(["cz"])) == (NOTHING, set())
    assert (summed([]), to_send([])) == (NOTHING, set())


def test_numbers_cost_four_statements(account, django_assert_num_queries):
    for count in (1, 20):
        for number in range(count):
            an_order(account, f"{count}-{number}", currency="PLN", **PAID)
        with django_assert_num_queries(4):
            summary = summed()
        assert summary.bought == OrderLink.objects.count()


@pytest.mark.parametrize(
    ("fields", "is_sent"),
    [
        (PAID, True),
        (PAID | {"paid": Decimal(9)}, False),
        (PAID | {"paid": None}, False),
        (PAID | {"paid": Decimal(0), "is_cash_on_delivery": True}, True),
        (PAID | {"paid": None, "is_cash_on_delivery": True}, True),
        (PAID | {"gone_since": NOW}, False),
        (PAID | {"order_id": None}, False),
        (PAID | {"state": OrderLink.State.MERGED}, False),
    ],
    ids=str,
)
def test_orders_that_are_paid_or_paid_at_the_door_are_to_be_sent(account, fields, is_sent):
    an_order(account, **fields)

    ids = list(ledger.orders_to_send(None, database=HERE))

    assert len(ids) == is_sent

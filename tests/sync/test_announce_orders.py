"""New orders are announced to the shop's listeners, none for ever behind one that fails."""

import pytest

from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Announcement, Order
from saleor_allegro.simulator import Kind
from tests.sync.dying_database import dying_at
from tests.sync.refusing_table import refusing
from tests.sync.steps import link_of, ordered_forms, run_import

ANNOUNCEMENTS = Announcement._meta.db_table
PLAIN = [Kind.PAID_ONLINE]


def announced():
    """How often each order was announced as a new one, by form."""
    new = Announcement.CREATED
    return {
        order.form_id: order.announcements.filter(kind=new).count() for order in Order.objects.all()
    }


def test_every_new_order_is_announced_once(account, simulator):
    sold = simulator.sell_many(30, kinds_sold=[Kind.PAID_ONLINE, Kind.CZECH])

    run_import(account, simulator)
    run_import(account, simulator)

    assert announced() == dict.fromkeys(sold, 1)
    assert OrderLink.objects.get(form_id=sold[0]).announced_at == simulator.clock.now()


@pytest.mark.django_db(transaction=True)
def test_what_was_written_and_not_announced_is_announced_by_the_next_run(account, simulator):
    sold = simulator.sell_many(12, kinds_sold=PLAIN)
    with dying_at(f'INSERT INTO "{ANNOUNCEMENTS}"') as died:
        assert run_import(account, simulator).error_code == "database"
    assert (len(died), Announcement.objects.count()) == (1, 0)
    assert ordered_forms() == set(sold)

    run = run_import(account, simulator)

    assert (run.outcome, run.imported) == ("finished", 0)
    assert announced() == dict.fromkeys(sold, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [1, 2])
def test_orders_whose_announcement_fails_hold_up_no_other(account, simulator, caplog, count):
    sold = simulator.sell_many(12, kinds_sold=PLAIN)
    with dying_at(f'INSERT INTO "{ANNOUNCEMENTS}"'):
        run_import(account, simulator)
    orders = list(Order.objects.filter(form_id__in=sold[3 : 3 + count]))
    numbers = ", ".join(str(order.number) for order in orders)

    with refusing(Announcement, f"NEW.order_id IN ({numbers})"):
        run = run_import(account, simulator)

    assert run.outcome == "finished"
    poisoned = {order.form_id: 0 for order in orders}
    assert announced() == dict.fromkeys(sold, 1) | poisoned
    assert {link_of(form_id).announced_at for form_id in poisoned} == {None}
    assert caplog.text.count("orders not announced (") == count
    assert "secret of a listener" not in caplog.text

    run_import(account, simulator)
    assert announced() == dict.fromkeys(sold, 1)


@pytest.mark.django_db(transaction=True)
def test_where_nothing_can_be_announced_the_run_does_not_try_for_every_order(
    account, simulator, caplog
):
    sold = simulator.sell_many(120, kinds_sold=PLAIN)
    with refusing(Announcement, "true"):
        run = run_import(account, simulator)
        assert (run.outcome, run.imported) == ("finished", 120)
        caplog.clear()

        assert run_import(account, simulator).outcome == "finished"

    assert caplog.text.count("orders not announced") == 3
    assert Announcement.objects.count() == 0
    run_import(account, simulator)
    assert announced() == dict.fromkeys(sold, 1)

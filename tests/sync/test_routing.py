"""Which channel takes an order: by its currency, never by a guess."""

from saleor_allegro.demo.merchant import connect_seller, form_values
from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Channel, Order
from saleor_allegro.simulator import Kind, Simulator, serve
from saleor_allegro.simulator.simulator import Seller
from tests.sync.steps import later, link_of, ordered_forms, run_import, set_up, state_of


def channel_of(form_id):
    return Order.objects.get(form_id=form_id).channel.slug


def test_orders_go_to_the_channel_of_their_currency(account, simulator):
    polish, czech = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.CZECH)

    assert run_import(account, simulator).imported == 2

    assert (channel_of(polish), channel_of(czech)) == ("allegro-pl", "allegro-cz")


def test_a_currency_without_a_channel_fails_until_there_is_one(account, simulator, base_url):
    form_id, other = simulator.sell(Kind.HUNGARIAN), simulator.sell(Kind.PAID_ONLINE)

    run = run_import(account, simulator)

    assert (run.outcome, run.imported, run.failed) == ("finished", 1, 1)
    assert ordered_forms() == {other}
    assert state_of(form_id) == ("failed", "no_channel", 1)
    message = link_of(form_id).error_message
    assert "it is in HUF from allegro-hu" in message
    assert "Connect the seller in a channel with that currency" in message

    values = form_values(simulator, base_url)
    Channel.objects.create(
        slug="allegro-hu", currency="HUF", country="HU", plugin_active=True, configuration=values
    )
    connect_seller("allegro-hu", values, clock=simulator.clock.now)
    simulator.clock.set(link_of(form_id).next_try_at)

    assert run_import(account, simulator).imported == 1
    assert channel_of(form_id) == "allegro-hu"
    assert state_of(form_id) == ("imported", "", 0)


def test_two_channels_that_fit_alike_are_a_question_for_the_merchant(account, simulator):
    Channel.objects.filter(slug="allegro-cz").update(currency="PLN")
    set_up("allegro-cz", language="pl")
    form_id = simulator.sell(Kind.PAID_ONLINE)

    assert run_import(account, simulator).failed == 1
    assert state_of(form_id) == ("failed", "ambiguous_channel", 1)
    assert "allegro-cz, allegro-pl. Ustaw „Serwisy Allegro”" in link_of(form_id).error_message

    set_up("allegro-pl", marketplaces="allegro-pl")
    simulator.clock.set(link_of(form_id).next_try_at)

    assert run_import(account, simulator).imported == 1
    assert channel_of(form_id) == "allegro-pl"


def test_a_cancelled_purchase_needs_no_channel(account, simulator):
    form_id = simulator.sell(Kind.HUNGARIAN)
    simulator.cancel(form_id)

    assert run_import(account, simulator).failed == 0
    assert state_of(form_id) == ("skipped", "cancelled", 0)


def test_a_channel_that_is_switched_off_takes_nothing_and_the_other_goes_on(account, simulator):
    set_up("allegro-cz", create_orders=False)
    polish, czech = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.CZECH)

    run = run_import(account, simulator)

    assert (run.imported, ordered_forms()) == (1, {polish})
    assert state_of(czech) == ("failed", "no_channel", 1)


def test_unpaid_purchases_wait_for_payment_where_the_merchant_wants_that(account, simulator):
    set_up("allegro-pl", import_unpaid=False)
    unpaid, bought = simulator.sell(Kind.UNPAID), simulator.sell(Kind.BOUGHT)
    cash = simulator.sell(Kind.CASH_ON_DELIVERY)

    run = run_import(account, simulator)

    assert (run.imported, run.failed, ordered_forms()) == (1, 0, {cash})
    assert state_of(unpaid) == state_of(bought) == ("waiting", "unpaid", 0)

    later(simulator, hours=5)
    simulator.pay(unpaid)
    simulator.cancel(bought)

    assert run_import(account, simulator).imported == 1
    assert ordered_forms() == {cash, unpaid}
    assert Order.objects.get(form_id=unpaid).status == "unfulfilled"
    assert state_of(bought) == ("skipped", "cancelled", 0)


def test_unpaid_purchases_are_imported_where_the_merchant_wants_that(account, simulator):
    unpaid, bought = simulator.sell(Kind.UNPAID), simulator.sell(Kind.BOUGHT)

    assert run_import(account, simulator).imported == 2

    assert set(Order.objects.values_list("form_id", "status")) == {
        (unpaid, "unconfirmed"),
        (bought, "unconfirmed"),
    }


def test_a_form_that_has_only_some_lines_of_an_order_is_for_a_person(account, simulator):
    """Allegro splits no form; should it, nothing is guessed and nothing is sold twice."""
    whole = simulator.sell(Kind.MANY_LINES)
    run_import(account, simulator)
    later(simulator, minutes=10)
    part = simulator.forms[simulator.sell(Kind.PAID_ONLINE)]
    part["lineItems"] = [*part["lineItems"], simulator.forms[whole]["lineItems"][0]]
    simulator.forms.put(part)

    run = run_import(account, simulator)

    assert (run.imported, run.failed) == (0, 1)
    assert ordered_forms() == {whole}
    assert state_of(part["id"]) == ("failed", "merged", 1)
    number = str(Order.objects.get(form_id=whole).number)
    assert f"stand in order {number} already" in link_of(part["id"]).error_message


def test_two_sellers_of_one_shop_do_not_take_each_others_orders(account, simulator):
    other = Simulator(seed=8, now=simulator.clock.now())
    other.seller = Seller(id="55000002", login="inny_sklep")
    with serve(other) as url:
        values = form_values(other, url)
        Channel.objects.create(
            slug="inny", currency="PLN", country="PL", plugin_active=True, configuration=values
        )
        second = connect_seller("inny", values, clock=other.clock.now)
        ours = simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE, Kind.CZECH])
        theirs = other.sell_many(2, kinds_sold=[Kind.PAID_ONLINE, Kind.CZECH])

        run_import(account, simulator)
        run = run_import(second, other)

    assert second.pk != account.pk
    assert (run.imported, run.failed) == (1, 1)  # they have no channel for koruna
    [failed] = OrderLink.objects.filter(account=second, state="failed")
    assert failed.error_code == "no_channel"
    assert {channel_of(form_id) for form_id in ours} == {"allegro-pl", "allegro-cz"}
    assert {channel_of(form_id) for form_id in theirs if form_id != failed.form_id} == {"inny"}

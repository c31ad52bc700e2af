"""What a dry run reads and says, and that it writes nothing."""

from datetime import timedelta

import pytest
from django.db import connection

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import Unreachable
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.rehearsal.models import Channel, Customer, Order, Stock
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator.kinds import USUAL_IN_ZLOTY, Kind
from saleor_allegro.sync.import_account import (
    import_account,
    import_failed_forms,
    import_forms_since,
    import_named_forms,
)
from saleor_allegro.sync.preview_orders import (
    PreviewedOrder,
    preview_account,
    preview_failed_forms,
    preview_forms_since,
    preview_named_forms,
)
from tests.database_state import changed, database_state

DAY = timedelta(days=1)
SHOP = RehearsalShop()


@pytest.fixture
def clock(simulator):
    return simulator.clock.now


def fresh(account):
    return Account.objects.get(pk=account.pk)


def became(account):
    """Form id -> what the ledger says of it: state and code."""
    return {
        link.form_id: (link.state, link.error_code)
        for link in OrderLink.objects.filter(account=account)
    }


def foretold(previews):
    """The same, as foretold."""
    found = {}
    for preview in previews:
        match preview:
            case PreviewedOrder():
                found[preview.link.form_id] = ("imported", "")
            case ledger.Parked():
                found[preview.link.form_id] = (preview.state, preview.code)
            case ledger.Failure():
                found[preview.link.form_id] = ("failed", preview.code)
    return found


def in_order(flags):
    return sorted(flags, key=lambda flag: (flag.kind, flag.subject))


def fail_with_money(simulator, form_id):
    form = simulator.forms[form_id]
    form["lineItems"][0]["price"]["currency"] = "EUR"
    simulator.forms.put(form)


def test_nothing_is_written_in_any_table(account, simulator, clock):
    simulator.sell_many(30, since=clock() - 3 * DAY)
    fail_with_money(simulator, simulator.sell(Kind.PAID_ONLINE))
    before = database_state()

    previews = preview_account(fresh(account), SHOP, clock=clock)

    assert len(previews) == 31
    assert changed(before, database_state()) == set()


def test_state_of_the_database_would_show_an_import(account, simulator, clock):
    simulator.sell(Kind.PAID_ONLINE)
    before = database_state()

    import_account(account.pk, clock=clock)

    found = changed(before, database_state())
    assert {"saleor_allegro_account", "saleor_allegro_orderlink", "saleor_allegro_run"} <= found
    assert any(name.startswith("sequence ") for name in found)


def test_what_is_foretold_happens(account, simulator, clock):
    simulator.sell_many(60, since=clock() - 3 * DAY, kinds_sold=USUAL_IN_ZLOTY)
    fail_with_money(simulator, simulator.sell(Kind.PAID_ONLINE))
    simulator.sell(Kind.HUNGARIAN)
    for channel in Channel.objects.all():
        channel.configuration["import_unpaid"] = False
        channel.save()
    Stock.objects.update(quantity=3)

    previews = preview_account(fresh(account), SHOP, clock=clock)
    import_account(account.pk, clock=clock)

    assert foretold(previews) == became(account)
    states = {state for state, _ in became(account).values()}
    assert states == {"imported", "failed", "waiting", "skipped"}
    told = {
        each.link.form_id: in_order(each.outcome.flags)
        for each in previews
        if isinstance(each, PreviewedOrder) and each.outcome.flags
    }
    raised = {form_id: in_order(flags) for form_id, flags in ledger.open_flags(account.pk).items()}
    assert told == raised
    assert FlagKind.OVERSOLD in {flag.kind for flags in raised.values() for flag in flags}


def test_forms_come_as_they_were_bought(account, simulator, clock):
    simulator.sell_many(12, since=clock() - 3 * DAY, kinds_sold=[Kind.PAID_ONLINE])

    previews = preview_account(fresh(account), SHOP, clock=clock)

    moments = [preview.ready.draft.bought_at for preview in previews]
    assert moments == sorted(moments)
    assert len(moments) == 12


def test_news_of_the_journal_is_foretold_after_the_first_import(account, simulator, clock):
    simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])
    import_account(account.pk, clock=clock)
    new = {simulator.sell(Kind.PAID_ONLINE) for _ in range(8)}
    before = database_state()

    previews = preview_account(fresh(account), SHOP, clock=clock)

    assert {preview.link.form_id for preview in previews} == new
    assert changed(before, database_state()) == set()
    import_account(account.pk, clock=clock)
    assert Order.objects.count() == 11


def test_order_whose_form_changed_is_not_foretold_again(account, simulator, clock):
    form_id = simulator.sell(Kind.UNPAID)
    import_account(account.pk, clock=clock)
    simulator.pay(form_id)

    assert preview_account(fresh(account), SHOP, clock=clock) == []


def test_many_new_forms_are_read_by_list(account, simulator, clock):
    import_account(account.pk, clock=clock)
    simulator.clock.advance(timedelta(hours=2))
    simulator.sell_many(120, kinds_sold=[Kind.PAID_ONLINE])
    simulator.requests.clear()

    previews = preview_account(fresh(account), SHOP, clock=clock)

    assert len(previews) == 120
    assert simulator.requests.count_of("/order/checkout-forms/*") == 0
    assert simulator.requests.count_of("/order/checkout-forms") == 2


def test_named_forms_are_foretold_whatever_their_age(account, simulator, clock):
    old, new = simulator.sell_many(2, kinds_sold=[Kind.PAID_ONLINE], since=clock() - 60 * DAY)
    before = database_state()

    previews = preview_named_forms(fresh(account), [old, new], SHOP, clock=clock)

    assert changed(before, database_state()) == set()
    import_named_forms(account.pk, [old, new], clock=clock)
    assert foretold(previews) == became(account) == {old: ("imported", ""), new: ("imported", "")}


def test_form_that_allegro_does_not_have_is_foretold_to_fail(account, clock):
    form_id = "00000000-0000-4000-8000-000000000000"

    [preview] = preview_named_forms(fresh(account), [form_id], SHOP, clock=clock)

    assert preview.code == "gone"
    assert form_id in preview.message


def test_failed_forms_are_foretold_whenever_their_next_try_is(account, simulator, clock):
    simulator.sell(Kind.HUNGARIAN)
    good = simulator.sell(Kind.HUNGARIAN)
    import_account(account.pk, clock=clock)
    form = simulator.forms[good]
    form["status"] = "CANCELLED"
    simulator.forms.put(form)
    before = database_state()

    previews = preview_failed_forms(fresh(account), SHOP, clock=clock)

    assert changed(before, database_state()) == set()
    import_failed_forms(account.pk, clock=clock)
    assert foretold(previews) == became(account)
    assert {state for state, _ in became(account).values()} == {"failed", "skipped"}


def test_forms_since_a_day_are_foretold(account, simulator, clock):
    simulator.sell_many(10, kinds_sold=[Kind.PAID_ONLINE], since=clock() - 40 * DAY)
    since = clock() - 30 * DAY

    previews = preview_forms_since(fresh(account), since, SHOP, clock=clock)
    import_forms_since(account.pk, since, clock=clock)

    assert foretold(previews) == became(account)
    assert 5 < len(previews) < 10


def test_customer_is_told_as_known_or_new(account, simulator, clock):
    first = simulator.sell(Kind.PAID_ONLINE)
    import_account(account.pk, clock=clock)
    again = simulator.sell(Kind.PAID_ONLINE, buyer_of=first)
    other = simulator.sell(Kind.GUEST)

    previews = preview_account(fresh(account), SHOP, clock=clock)

    told = {preview.link.form_id: preview.outcome.customer_id for preview in previews}
    assert told == {again: str(Customer.objects.get().pk), other: ""}


def test_orders_of_one_dry_run_are_not_promised_the_same_stock(account, simulator, clock):
    simulator.sell_many(4, kinds_sold=[Kind.SEVERAL_PIECES])
    Stock.objects.update(quantity=5)
    one = simulator.forms[next(iter(simulator.forms))]["lineItems"][0]["offer"]
    for form in list(simulator.forms.values()):
        form["lineItems"][0]["offer"] = one
        simulator.forms.put(form)

    previews = preview_account(fresh(account), SHOP, clock=clock)

    allocated = [line.allocated for each in previews for line in each.outcome.lines]
    assert sorted(allocated) == [0, 0, 1, 4]


class Writing(RehearsalShop):
    """A shop whose preview is not one."""

    def preview_orders(self, drafts, policy):
        Customer.objects.create(email="x@example.com")
        return super().preview_orders(drafts, policy)


class Counting(RehearsalShop):
    """A shop whose preview uses up a number of an order."""

    def preview_orders(self, drafts, policy):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'number'))", [Order._meta.db_table]
            )
        return super().preview_orders(drafts, policy)


@pytest.mark.parametrize("shop", [Writing(), Counting()])
def test_postgresql_refuses_a_preview_that_writes(account, simulator, clock, shop):
    simulator.sell(Kind.PAID_ONLINE)
    before = database_state()

    [preview] = preview_account(fresh(account), shop, clock=clock)

    assert isinstance(preview, ledger.Failure)
    assert "InternalError" in preview.message  # Django's name for a read-only transaction's no
    assert changed(before, database_state()) == set()


def test_token_that_has_to_be_refreshed_is_kept_and_nothing_else(account, simulator, clock):
    simulator.sell(Kind.PAID_ONLINE)
    simulator.clock.advance(timedelta(hours=12))
    before, tokens = database_state(), ledger.tokens_of(account.pk)

    previews = preview_account(fresh(account), SHOP, clock=clock)

    assert len(previews) == 1
    assert changed(before, database_state()) == {"saleor_allegro_account"}
    account_before, account_now = vars(account), vars(fresh(account))
    kept = {name for name in account_now if account_before.get(name) != account_now[name]}
    assert kept - {"_state"} == {"access_token", "refresh_token", "token_expires_at"}
    assert ledger.tokens_of(account.pk).refresh_token != tokens.refresh_token
    # The seller is still connected: the next import goes on with the new pair.
    assert import_account(account.pk, clock=clock).outcome == "finished"


def test_connection_that_is_refused_is_not_written_down(account, simulator, clock):
    simulator.tokens.revoke_all()
    before = database_state()

    with pytest.raises(Exception, match="401"):
        preview_account(fresh(account), SHOP, clock=clock)

    assert changed(before, database_state()) == set()


def test_allegro_that_does_not_answer_is_said_and_not_written_down(account, simulator, clock):
    simulator.faults.add("unavailable", "/order/*", times=None)
    before = database_state()

    with pytest.raises(Unreachable):
        preview_account(fresh(account), SHOP, clock=clock)

    assert changed(before, database_state()) == set()

from datetime import timedelta
from uuid import uuid4

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderLink
from tests.ledger.rows import LATER, NOW, an_account, an_order

pytestmark = pytest.mark.django_db


def connection(**fields):
    return ledger.Connection(
        **{
            "seller_id": "44",
            "login": "seller",
            "marketplace": "allegro-pl",
            "environment": "sandbox",
            "client_id": "an-id",
            "scope": "allegro:api:orders:read",
        }
        | fields
    )


def test_an_account_is_due_by_its_own_time_and_not_while_paused():
    account = an_account(next_import_at=LATER)

    assert ledger.due_accounts(NOW) == []
    assert ledger.due_accounts(LATER) == [account.pk]
    ledger.pause(account.pk, LATER + timedelta(seconds=60))
    assert ledger.due_accounts(LATER) == []
    assert ledger.due_accounts(LATER + timedelta(seconds=60)) == [account.pk]


def test_connecting_again_keeps_what_was_read_and_wakes_the_account():
    first = ledger.connect(connection(), "pl", import_since=NOW, now=NOW)
    ledger.set_cursor(first.pk, "170", NOW)
    ledger.finish_backfill(first.pk, NOW)
    ledger.reconnect_needed(first.pk)

    again = ledger.connect(connection(login="renamed"), "pl", import_since=LATER, now=LATER)

    assert again.pk == first.pk
    assert (again.cursor, again.backfill, again.import_since) == ("170", "done", NOW)
    assert (again.connection, again.login) == ("connected", "renamed")
    assert ledger.channels_of(again.pk) == ["pl"]


def test_a_seller_who_connected_again_meanwhile_stays_connected():
    account = ledger.connect(connection(), "pl", import_since=NOW, now=NOW)
    with ledger.locked_tokens(account.pk) as row:
        row.save(ledger.Tokens("new", "new", LATER))

    ledger.reconnect_needed(account.pk, refused="old")
    assert ledger.account(account.pk).connection == Account.Connection.CONNECTED
    ledger.reconnect_needed(account.pk, refused="new")

    assert ledger.account(account.pk).connection == Account.Connection.RECONNECT_NEEDED


def test_a_channel_of_another_connected_seller_is_not_taken():
    ledger.connect(connection(), "pl", import_since=NOW, now=NOW)

    with pytest.raises(ledger.ChannelTaken, match="seller"):
        ledger.connect(connection(seller_id="55"), "pl", import_since=NOW, now=NOW)


def test_a_channel_whose_seller_left_goes_to_the_next():
    first = ledger.connect(connection(), "pl", import_since=NOW, now=NOW)
    ledger.reconnect_needed(first.pk)

    second = ledger.connect(connection(seller_id="55"), "pl", import_since=NOW, now=NOW)

    assert ledger.account_of_channel("pl") == second


def test_one_account_serves_several_channels_and_is_disconnected_with_the_last():
    account = ledger.connect(connection(), "pl", import_since=NOW, now=NOW)
    ledger.connect(connection(), "cz", import_since=NOW, now=NOW)
    assert ledger.channels_of(account.pk) == ["cz", "pl"]

    ledger.disconnect(account.pk, "pl")
    assert ledger.account(account.pk).connection == Account.Connection.CONNECTED
    ledger.disconnect(account.pk, "cz")

    assert ledger.account(account.pk).connection == Account.Connection.DISCONNECTED


# When an account is rechecked


@pytest.mark.parametrize(
    ("recheck", "sweep", "is_due"),
    [(None, None, True), (NOW, LATER, True), (LATER, NOW, True), (LATER, LATER, False)],
)
def test_an_account_is_due_for_recheck_when_one_of_both_is(recheck, sweep, is_due):
    account = an_account(
        backfill=Account.Backfill.DONE, next_recheck_at=recheck, next_sweep_at=sweep
    )

    assert (account.pk in ledger.due_for_recheck(NOW)) is is_due


@pytest.mark.parametrize(
    "fields",
    [
        {"backfill": Account.Backfill.PENDING},
        {"connection": Account.Connection.RECONNECT_NEEDED},
        {"paused_until": LATER},
        {"lease_expires_at": LATER},
    ],
)
def test_an_account_that_cannot_be_used_is_not_due_for_recheck(fields):
    an_account(**{"backfill": Account.Backfill.DONE} | fields)

    assert ledger.due_for_recheck(NOW) == []


def test_a_shorter_interval_counts_at_once_for_the_account_and_its_orders():
    account = an_account(next_recheck_at=NOW + timedelta(days=1))
    an_order(account, "later", next_check_at=NOW + timedelta(days=1))
    an_order(account, "sooner", next_check_at=NOW)
    an_order(account, "never")
    lease = ledger.lease(account.pk, NOW)

    for at in (LATER, NOW + timedelta(hours=5)):
        ledger.no_later_recheck(lease, at, NOW)

        assert ledger.account(account.pk).next_recheck_at == LATER
        checks = dict(OrderLink.objects.values_list("form_id", "next_check_at"))
        assert checks == {"later": LATER, "sooner": NOW, "never": None}


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (None, LATER),
        (NOW, LATER),
        (LATER + timedelta(hours=1), LATER + timedelta(hours=1)),
        (LATER + timedelta(days=400), LATER),  # some machine's clock was wrong
    ],
)
@pytest.mark.parametrize("column", ["next_recheck_at", "next_sweep_at"])
def test_what_cannot_be_compared_is_put_off_and_what_is_not_due_stays(column, planned, expected):
    account = an_account(**{column: planned})

    ledger.put_off_recheck(account.pk, LATER)

    account.refresh_from_db()
    assert getattr(account, column) == expected


def test_seller_of_an_order_is_known_until_disconnected(django_assert_num_queries):
    account = an_account()
    order_id = an_order(account).order_id
    with django_assert_num_queries(1):
        assert ledger.seller_of_order(order_id) == account
    with django_assert_num_queries(1):
        assert ledger.seller_of_order(uuid4()) is None

    ledger.reconnect_needed(account.pk)
    assert ledger.seller_of_order(order_id) == account
    ledger.disconnect(account.pk, "pl")
    assert ledger.seller_of_order(order_id) is None

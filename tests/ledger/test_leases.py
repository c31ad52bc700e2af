from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import Account
from tests.ledger.rows import NOW, an_account

pytestmark = pytest.mark.django_db
EXPIRED = NOW + ledger.LEASE_TIME


def test_only_one_worker_gets_the_account():
    account = an_account()

    assert ledger.lease(account.pk, NOW) is not None
    assert ledger.lease(account.pk, NOW) is None
    assert ledger.due_accounts(NOW) == []


def test_a_lease_given_back_is_given_again_with_a_higher_fence():
    account = an_account()
    first = ledger.lease(account.pk, NOW)
    ledger.release(first)

    assert ledger.lease(account.pk, NOW).fence > first.fence


def test_a_worker_that_was_overtaken_writes_nothing_and_takes_nothing_back():
    account = an_account()
    slow = ledger.lease(account.pk, NOW)
    quick = ledger.lease(account.pk, EXPIRED)

    with pytest.raises(ledger.LeaseLost), ledger.writing(slow, EXPIRED):
        pytest.fail("the transaction was opened")
    with pytest.raises(ledger.LeaseLost):
        ledger.receive(slow, ["form-1"], EXPIRED, cursor="9")
    ledger.release(slow)

    assert account.links.count() == 0
    assert ledger.lease(account.pk, EXPIRED) is None
    ledger.heartbeat(quick, EXPIRED)


def test_a_heartbeat_prolongs_the_lease():
    account = an_account()
    lease = ledger.lease(account.pk, NOW)
    ledger.heartbeat(lease, NOW + timedelta(minutes=1))

    assert ledger.lease(account.pk, EXPIRED) is None
    assert ledger.lease(account.pk, EXPIRED + timedelta(minutes=1)) is not None


@pytest.mark.parametrize(
    "connection", [Account.Connection.RECONNECT_NEEDED, Account.Connection.DISCONNECTED]
)
def test_an_account_that_is_not_connected_is_not_run_and_not_written(connection):
    account = an_account()
    lease = ledger.lease(account.pk, NOW)
    Account.objects.update(connection=connection)

    with pytest.raises(ledger.Disconnected):
        ledger.heartbeat(lease, NOW)
    ledger.release(lease)

    assert ledger.lease(account.pk, NOW) is None
    assert ledger.due_accounts(NOW) == []


def test_who_was_overtaken_hears_of_that_and_not_of_the_connection():
    account = an_account()
    slow = ledger.lease(account.pk, NOW)
    ledger.lease(account.pk, EXPIRED)
    Account.objects.update(connection=Account.Connection.DISCONNECTED)

    with pytest.raises(ledger.LeaseLost) as caught:
        ledger.heartbeat(slow, EXPIRED)

    assert caught.type is ledger.LeaseLost


def test_nobody_takes_an_account_that_allegro_asked_to_pause():
    account = an_account()
    ledger.pause(account.pk, EXPIRED)

    assert ledger.lease(account.pk, NOW) is None
    assert ledger.lease(account.pk, EXPIRED) is not None


@pytest.mark.parametrize("column", ["next_import_at", "paused_until", "lease_expires_at"])
def test_what_a_wrong_clock_put_off_for_years_is_not_waited_for(column):
    account = an_account(**{column: NOW + timedelta(days=400)})

    assert ledger.due_accounts(NOW) == [account.pk]
    assert ledger.lease(account.pk, NOW) is not None

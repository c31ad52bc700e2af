from datetime import timedelta, timezone

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import Run
from tests.ledger.rows import NOW, an_account

pytestmark = pytest.mark.django_db
HERE = "default"
AN_HOUR = timedelta(hours=1)
#: Within an hour, so that the day neither begins nor ends at a full one.
AT = NOW + timedelta(minutes=25)


def a_run(account, started_at, **fields):
    return Run.objects.create(
        account=account, started_at=started_at, kind=Run.Kind.IMPORT, **fields
    )


def hours_of(account, now=AT):
    return ledger.hours_of_accounts([account.pk], now, database=HERE)[account.pk]


def stopped_of(account):
    return ledger.stopped_runs_of_accounts([account.pk], AT, database=HERE).get(account.pk, [])


@pytest.fixture
def account():
    return an_account()


def test_hours_of_an_account_that_did_nothing(account):
    assert hours_of(account) == [
        ledger.Hour(starts_at=NOW - number * AN_HOUR) for number in range(23, -1, -1)
    ]


def test_runs_of_an_hour_are_added_up(account):
    done = {"calls": 5, "imported": 1, "updated": 2, "told": 3, "failed": 4}
    a_run(account, NOW, outcome=Run.Outcome.FINISHED, **done)
    a_run(account, AT, outcome=Run.Outcome.STOPPED, **done)
    a_run(account, NOW - AN_HOUR, outcome=Run.Outcome.RUNNING, calls=7)

    *_, before, present = hours_of(account)

    assert before == ledger.Hour(starts_at=NOW - AN_HOUR, runs=1, calls=7)
    assert present == ledger.Hour(
        starts_at=NOW, runs=2, stopped=1, calls=10, imported=2, updated=4, told=6, failed=8
    )


def test_day_begins_with_its_first_hour(account):
    first = NOW - 23 * AN_HOUR
    a_run(account, first, calls=1)
    a_run(account, first - timedelta(microseconds=1), calls=100)

    assert [hour.calls for hour in hours_of(account)] == [1, *[0] * 23]


def test_hours_are_those_of_utc_wherever_somebody_asks(account):
    a_run(account, NOW, calls=1)

    in_nepal = AT.astimezone(timezone(timedelta(hours=5, minutes=45)))

    assert hours_of(account, in_nepal) == hours_of(account)


def test_accounts_have_days_of_their_own(account, django_assert_num_queries):
    others = [an_account(seller_id=f"9{number}", channel=f"c{number}") for number in range(20)]
    a_run(account, NOW, calls=1, outcome=Run.Outcome.STOPPED)
    for place, other in enumerate(others):
        a_run(other, NOW, calls=10 + place)
    pks = [account.pk, *(other.pk for other in others)]

    with django_assert_num_queries(2):
        hours = ledger.hours_of_accounts(pks, AT, database=HERE)
        stopped = ledger.stopped_runs_of_accounts(pks, AT, database=HERE)

    assert [hours[pk][-1].calls for pk in pks] == [1, *range(10, 30)]
    assert [len(stopped.get(pk, [])) for pk in pks] == [1, *[0] * 20]


def test_the_latest_runs_that_stopped(account):
    other = an_account(seller_id="45", channel="other")
    runs = [
        a_run(account, AT - number * AN_HOUR, outcome=Run.Outcome.STOPPED) for number in range(12)
    ]
    a_run(account, AT, outcome=Run.Outcome.FINISHED)
    a_run(account, AT, outcome=Run.Outcome.RUNNING)
    theirs = a_run(other, AT, outcome=Run.Outcome.STOPPED)

    assert stopped_of(account) == runs[: ledger.MOST_STOPPED]
    assert stopped_of(other) == [theirs]


def test_what_stopped_longer_ago_is_not_told(account):
    inside = a_run(account, AT - timedelta(hours=23, minutes=59), outcome=Run.Outcome.STOPPED)
    a_run(account, AT - timedelta(hours=24), outcome=Run.Outcome.STOPPED)

    assert stopped_of(account) == [inside]

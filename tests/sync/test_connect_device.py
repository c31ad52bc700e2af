"""Connecting a seller by a code, while workers come and go."""

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.ledger import JOB_LEASE
from saleor_allegro.models import Account, Job
from saleor_allegro.shop.rehearsal.models import Channel
from saleor_allegro.simulator.consents import DEVICE_LIFE, Decision
from saleor_allegro.sync import connect_device
from saleor_allegro.sync.do_job import do_job, tend_jobs
from saleor_allegro.sync.queue_job import queue_device_job
from tests.ledger.rows import an_account
from tests.sync.jobs import at_its_time, fresh, looks, work
from tests.sync.steps import TOKEN, calls, set_up

DEVICE = "/auth/oauth/device"


@pytest.fixture
def job(db, simulator, base_url):
    open_shop(simulator, base_url)
    return queue_device_job("allegro-pl", simulator.clock.now())


def decide(simulator, decision=Decision.APPROVED):
    [code] = simulator.consents.waiting_codes()
    assert simulator.consents.decide(code, decision)


def test_code_is_shown_and_the_device_code_kept_to_ourselves(job, simulator, base_url):
    shown = work(job, simulator)

    assert looks(shown) == ("running", "")
    [code] = simulator.consents.waiting_codes()
    assert shown.result["user_code"] == code
    assert shown.result["verification_url"].startswith(base_url)
    assert shown.result["verification_url_complete"].endswith(code)
    assert shown.expires_at == simulator.clock.now() + DEVICE_LIFE
    [device_code] = simulator.consents._devices
    assert device_code not in json.dumps(shown.result) + shown.device_code
    assert shown.device_code
    assert shown.due_at == simulator.clock.now() + timedelta(seconds=5)


def test_seller_is_connected_once_the_code_is_confirmed(job, simulator):
    work(job, simulator)
    for _ in range(3):
        assert looks(at_its_time(job, simulator)) == ("running", "")
    decide(simulator)

    done = at_its_time(job, simulator)

    assert looks(done) == ("done", "")
    assert done.account == ledger.account_of_channel("allegro-pl")
    assert done.account.login == simulator.seller.login
    assert ledger.due_accounts(simulator.clock.now()) == [done.account.pk]
    assert (done.device_code, done.result) == ("", {})
    assert calls(simulator, TOKEN) == 4


def test_nothing_is_asked_before_the_interval_is_over(job, simulator):
    work(job, simulator)

    assert do_job(job.pk, clock=simulator.clock.now) is None
    assert calls(simulator, TOKEN) == 0
    assert tend_jobs(simulator.clock.now() + timedelta(seconds=5)) == [job.pk]


def test_it_polls_more_slowly_when_asked_to(job, simulator):
    work(job, simulator)
    simulator.consents.poll_interval = 8
    at_its_time(job, simulator)

    slowed = at_its_time(job, simulator)

    assert slowed.due_at - simulator.clock.now() == timedelta(seconds=10)
    decide(simulator)
    assert looks(at_its_time(job, simulator)) == ("done", "")


@pytest.mark.parametrize(
    ("fault", "seconds"), [("unavailable", 5), ("cut", 5), ("rate_limited", 30)]
)
def test_poll_that_goes_wrong_is_repeated(job, simulator, fault, seconds):
    work(job, simulator)
    decide(simulator)
    simulator.faults.add(fault, TOKEN, retry_after=30)

    waiting = at_its_time(job, simulator)

    assert looks(waiting) == ("running", "")
    assert waiting.due_at - simulator.clock.now() == timedelta(seconds=seconds)
    assert looks(at_its_time(job, simulator)) == ("done", "")


def test_seller_who_says_no_is_not_connected(job, simulator):
    work(job, simulator)
    decide(simulator, Decision.DENIED)

    failed = at_its_time(job, simulator)

    assert looks(failed) == ("failed", "access_denied")
    assert (failed.device_code, failed.result) == ("", {})
    assert not Account.objects.exists()


def test_code_that_nobody_confirms_is_given_up_when_it_ends(job, simulator):
    simulator.consents.poll_interval = 1000
    work(job, simulator)
    for _ in range(2000):
        if fresh(job).state != "running":
            break
        at_its_time(job, simulator)

    assert looks(fresh(job)) == ("failed", "device_code_expired")
    assert simulator.clock.now() <= fresh(job).expires_at
    assert not Account.objects.exists()


def test_code_that_ended_while_no_worker_came_is_given_up(job, simulator):
    work(job, simulator)
    simulator.clock.advance(timedelta(hours=3))

    assert looks(work(job, simulator)) == ("failed", "device_code_expired")


@pytest.mark.parametrize("fault", ["unavailable", "rate_limited"])
def test_allegro_that_gives_no_code_is_asked_again_for_some_minutes(job, simulator, fault):
    simulator.faults.add(fault, DEVICE, times=2)

    assert looks(work(job, simulator)) == ("queued", "unreachable")
    assert looks(at_its_time(job, simulator)) == ("queued", "unreachable")
    assert looks(at_its_time(job, simulator)) == ("running", "")

    simulator.faults.add("unavailable", DEVICE, times=None)
    other = queue_device_job("allegro-cz", simulator.clock.now())
    work(other, simulator)
    while fresh(other).state == "queued":
        at_its_time(other, simulator)
    assert looks(fresh(other)) == ("failed", "unreachable")
    assert simulator.clock.now() < other.expires_at


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"client_secret": "wrong"}, "wrong_credentials", "on a device without a browser"),
        ({"client_secret": ""}, "not_configured", "Client secret"),
        ({"client_secret": "", "language": "pl"}, "not_configured", "Najpierw popraw"),
    ],
)
def test_settings_that_do_not_fit_are_named(job, simulator, change, code, words):
    set_up("allegro-pl", **change)

    failed = work(job, simulator)

    assert looks(failed) == ("failed", code)
    assert words in failed.error_message


def test_channel_that_is_deleted_meanwhile_is_named(job, simulator):
    work(job, simulator)
    Channel.objects.filter(slug="allegro-pl").delete()

    failed = at_its_time(job, simulator)

    assert looks(failed) == ("failed", "channel_not_found")
    assert "allegro-pl" in failed.error_message


def test_channel_of_another_seller_stays_theirs(job, simulator):
    other = an_account(channel="allegro-pl", login="inny_sklep")
    work(job, simulator)
    decide(simulator)

    failed = at_its_time(job, simulator)

    assert looks(failed) == ("failed", "channel_taken")
    assert "inny_sklep" in failed.error_message
    assert ledger.account_of_channel("allegro-pl") == other


def test_allegro_that_does_not_say_who_the_seller_is_ends_it(job, simulator):
    work(job, simulator)
    decide(simulator)
    simulator.faults.add("truncated", "/me")

    assert looks(at_its_time(job, simulator)) == ("failed", "allegro_refused")
    assert not Account.objects.exists()


def test_key_that_was_changed_meanwhile_is_named(job, simulator, settings):
    work(job, simulator)
    settings.SECRET_KEY = "another one"

    failed = at_its_time(job, simulator)

    assert looks(failed) == ("failed", "key_changed")
    assert "ALLEGRO_ENCRYPTION_KEY" in failed.error_message


@contextmanager
def dying(monkeypatch, *, after):
    """The worker is killed before or after the seller is stored."""
    connect = connect_device.connect_account

    def connect_and_die(*arguments):
        if after:
            connect(*arguments)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(connect_device, "connect_account", connect_and_die)
        yield


def test_worker_that_died_once_the_seller_was_connected_has_not_failed(job, simulator, monkeypatch):
    work(job, simulator)
    decide(simulator)
    with dying(monkeypatch, after=True), pytest.raises(SystemExit):
        at_its_time(job, simulator)
    assert fresh(job).state == "running"

    simulator.clock.advance(JOB_LEASE)
    done = work(job, simulator)

    assert (looks(done), done.account) == (("done", ""), Account.objects.get())


def test_worker_that_died_before_the_seller_was_connected_costs_a_new_code(
    job, simulator, monkeypatch
):
    work(job, simulator)
    decide(simulator)
    with dying(monkeypatch, after=False), pytest.raises(SystemExit):
        at_its_time(job, simulator)

    simulator.clock.advance(JOB_LEASE)

    assert looks(work(job, simulator)) == ("failed", "device_code_expired")
    assert not Account.objects.exists()


def test_code_of_a_channel_is_given_again_while_it_is_good(job, simulator):
    work(job, simulator)

    assert queue_device_job("allegro-pl", simulator.clock.now()) == job
    assert queue_device_job("allegro-cz", simulator.clock.now()) != job
    simulator.clock.advance(DEVICE_LIFE)
    assert queue_device_job("allegro-pl", simulator.clock.now()) != job
    assert Job.objects.count() == 3

from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.ledger import JOB_LEASE, Asked, JobCounts
from saleor_allegro.models import Job
from tests.ledger.rows import LATER, NOW, an_account

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def a_job(**fields):
    return ledger.queue_job(
        **{
            "kind": Job.Kind.IMPORT,
            "channel_slug": "pl",
            "now": NOW,
            "expires_at": NOW + timedelta(hours=1),
        }
        | fields
    )


def fresh(job):
    return Job.objects.get(pk=job.pk)


def test_job_says_what_was_asked_for():
    account = an_account()
    job = a_job(account_pk=account.pk, asked=Asked(since="2026-11-20T08:00", form_ids=("a", "b")))

    taken = ledger.take_job(job.pk, NOW)

    assert (job.state, job.account) == ("queued", account)
    assert taken.asked == Asked(since="2026-11-20T08:00", form_ids=("a", "b"))
    assert (taken.job.state, taken.job.started_at) == ("running", NOW)


def test_job_is_taken_once():
    job = a_job()

    assert ledger.take_job(job.pk, NOW) is not None
    assert ledger.take_job(job.pk, NOW) is None
    assert ledger.due_jobs(NOW) == []


@pytest.mark.parametrize("end", [ledger.finish_job, ledger.fail_job])
def test_job_that_is_over_is_not_taken(end):
    job = a_job()
    words = {"code": "x", "message": "X"} if end is ledger.fail_job else {}
    assert end(ledger.take_job(job.pk, NOW), NOW, **words)

    assert ledger.take_job(job.pk, LATER) is None
    assert ledger.due_jobs(LATER) == []
    assert fresh(job).finished_at == NOW


def test_job_that_is_gone_is_not_taken():
    assert ledger.take_job(17, NOW) is None


def test_job_of_a_worker_that_died_is_taken_by_another():
    job = a_job()
    ledger.take_job(job.pk, NOW)
    died = NOW + JOB_LEASE

    assert ledger.take_job(job.pk, died - SECOND) is None
    assert ledger.due_jobs(died) == [job.pk]
    taken = ledger.take_job(job.pk, died)
    assert (taken.job.attempts, taken.job.started_at) == (2, NOW)


def test_worker_that_says_how_far_it_is_keeps_the_job():
    job = a_job()
    taken = ledger.take_job(job.pk, NOW)

    ledger.note_job_counts(taken, JobCounts(looked_at=3, to_look_at=9, imported=2), NOW + SECOND)

    assert ledger.take_job(job.pk, NOW + JOB_LEASE) is None
    assert (fresh(job).looked_at, fresh(job).to_look_at, fresh(job).imported) == (3, 9, 2)


def test_worker_that_was_only_slow_writes_nothing_more():
    job = a_job()
    slow = ledger.take_job(job.pk, NOW)
    quick = ledger.take_job(job.pk, NOW + JOB_LEASE)
    before = fresh(job).__dict__ | {"_state": None}

    ledger.note_job_counts(slow, JobCounts(imported=7), LATER)
    ledger.note_device(slow, {"user_code": "x"}, device_code="x")
    ledger.put_off_job(slow, LATER, code="x", message="X")
    assert not ledger.finish_job(slow, LATER)
    assert not ledger.fail_job(slow, LATER, code="x", message="X")

    assert fresh(job).__dict__ | {"_state": None} == before
    assert ledger.finish_job(quick, LATER, result={"drafts": []})


def test_job_that_is_put_off_waits_for_its_time_and_says_why():
    job = a_job()
    ledger.put_off_job(ledger.take_job(job.pk, NOW), LATER, code="busy", message="Busy.")

    row = fresh(job)
    assert (row.state, row.started_at, row.attempts) == ("queued", None, 0)
    assert (row.error_code, row.error_message) == ("busy", "Busy.")
    assert ledger.take_job(job.pk, LATER - SECOND) is None
    assert ledger.due_jobs(LATER) == [job.pk]
    ledger.finish_job(ledger.take_job(job.pk, LATER), LATER)
    assert (fresh(job).state, fresh(job).error_code, fresh(job).error_message) == ("done", "", "")


def test_job_that_goes_on_later_is_running_meanwhile():
    job = a_job()
    ledger.put_off_job(ledger.take_job(job.pk, NOW), LATER, is_begun=True)

    assert (fresh(job).state, fresh(job).started_at) == ("running", NOW)
    assert ledger.take_job(job.pk, NOW) is None
    assert ledger.take_job(job.pk, LATER) is not None


def test_device_code_is_encrypted_and_gone_when_the_job_is_over():
    job = a_job(kind=Job.Kind.CONNECT_DEVICE)
    taken = ledger.take_job(job.pk, NOW)
    ledger.note_device(taken, {"user_code": "abc"}, device_code="secret", expires_at=LATER)
    ledger.put_off_job(taken, LATER, is_begun=True)

    assert "secret" not in fresh(job).device_code
    assert fresh(job).expires_at == LATER
    again = ledger.take_job(job.pk, LATER)
    assert (again.device_code, again.job.result) == ("secret", {"user_code": "abc"})
    account = an_account()
    ledger.finish_job(again, LATER, account_pk=account.pk)
    assert (fresh(job).device_code, fresh(job).result) == ("", {})
    assert fresh(job).account == account


def test_due_time_that_a_wrong_clock_wrote_does_not_hold_a_job_for_ever():
    job = a_job()
    Job.objects.update(due_at=NOW + timedelta(days=400))

    assert ledger.due_jobs(NOW) == [job.pk]
    assert ledger.is_job_due(fresh(job), NOW)


def test_jobs_that_were_over_long_ago_are_forgotten():
    old, kept, waiting = a_job(), a_job(), a_job()
    ledger.finish_job(ledger.take_job(old.pk, NOW), NOW)
    ledger.finish_job(ledger.take_job(kept.pk, NOW), LATER)

    ledger.forget_old_jobs(LATER)

    assert set(Job.objects.all()) == {kept, waiting}


def test_open_device_job_of_a_channel_is_found_until_its_code_expires():
    a_job()
    over = a_job(kind=Job.Kind.CONNECT_DEVICE)
    ledger.finish_job(ledger.take_job(over.pk, NOW), NOW)
    job = a_job(kind=Job.Kind.CONNECT_DEVICE, expires_at=LATER)

    assert ledger.open_device_job("pl", NOW) == job
    assert ledger.open_device_job("cz", NOW) is None
    assert ledger.open_device_job("pl", LATER) is None


def test_jobs_of_an_account_that_is_deleted_go_with_it():
    account = an_account()
    a_job(account_pk=account.pk)

    account.delete()

    assert not Job.objects.exists()


def test_result_is_read_only_when_it_is_asked_for(django_assert_num_queries):
    job = a_job()

    with django_assert_num_queries(1):
        seen = ledger.seen_job(job.pk, database="default")
        assert seen.state == "queued"
    with django_assert_num_queries(1):
        assert seen.result == {}

"""How far a job is and what came of it, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.orders.job_words import KINDS, STATES
from saleor_allegro.dashboard.orders.jobs import jobs_query, show_job
from saleor_allegro.models import Job
from tests.dashboard.order_nodes import JOB_ID, a_job_node

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AUDIT = {"allegro": 4, "saleor": 4, "missing": [], "missingCount": 0, "stale": [], "staleCount": 0}


def a_job(language=Language.ENGLISH, *, was="", **fields):
    return show_job(a_job_node(**fields), NOW, language, was=was)


def test_running_job_says_how_far_it_is():
    job = a_job(lookedAt=40, toLookAt=100, imported=12, updated=3, failed=1)

    assert (job.title, job.seller) == ("Importing from Allegro", "seller")
    assert job.mark == Mark("info", "Running")
    assert (job.done, job.all, job.is_over, job.said) == (40, 100, False, "")
    assert job.counts == [
        "purchases looked at: 40 of 100",
        "new orders: 12",
        "brought up to date: 3",
        "failed: 1",
    ]
    assert job.again == f"orders/job?id={JOB_ID.replace('=', '%3D')}&was=RUNNING"


def test_job_that_does_not_know_yet_how_much_there_is_has_no_end():
    job = a_job(Language.POLISH, lookedAt=40)

    assert (job.all, job.counts) == (0, ["sprawdzone zakupy: 40"])


def test_more_was_looked_at_than_was_known_before():
    assert a_job(lookedAt=120, toLookAt=100).all == 120


@pytest.mark.parametrize(("seconds", "lacks_worker"), [(59, False), (61, True)])
def test_job_that_nobody_begins_for_a_minute_lacks_a_worker(seconds, lacks_worker):
    asked_at = (NOW - timedelta(seconds=seconds)).isoformat()

    job = a_job(state="QUEUED", createdAt=asked_at)

    assert job.lacks_worker is lacks_worker
    assert not job.is_over


def test_job_that_waits_for_a_reason_says_it_and_lacks_no_worker():
    reason = {"code": "busy", "message": "Another worker is busy."}

    job = a_job(state="QUEUED", createdAt="2026-11-23T11:00:00+00:00", errors=[reason])

    assert (job.lacks_worker, job.said) == (False, "Another worker is busy.")


def test_state_is_news_once():
    assert a_job(was="QUEUED").is_news
    assert not a_job(was="RUNNING").is_news


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "IMPORT"}, "There was nothing to import: the shop has everything."),
        ({"kind": "IMPORT", "imported": 2}, ""),
        ({"kind": "RECHECK"}, "The order is as Allegro has it."),
        ({"kind": "RECHECK", "updated": 1}, "The order was brought up to date."),
        ({"kind": "RECHECK", "failed": 1}, "Failed again: 1. The reason is in the list."),
        ({"kind": "RETRY", "failed": 2}, "Failed again: 2. The reason is in the list."),
        ({"kind": "RETRY", "imported": 1}, "No failures this time."),
        ({"kind": "PUSH"}, "There was nothing to tell: Allegro knows already."),
        ({"kind": "PUSH", "told": 2}, "Statuses and parcels told: 2."),
        ({"kind": "PREVIEW"}, "There was nothing to import: the shop has everything."),
        (
            {"kind": "AUDIT", "audit": AUDIT},
            "The shop has all 4 purchases as Allegro has them.",
        ),
    ],
)
def test_job_that_is_done_says_what_came_of_it(fields, said):
    job = a_job(state="DONE", **fields)

    assert job.is_over
    assert job.said == said


def test_audit_that_left_something_names_it():
    missing = [f"form-{number}" for number in range(12)]
    audit = AUDIT | {"saleor": 3, "missing": missing, "missingCount": 12, "staleCount": 1}

    job = a_job(Language.POLISH, kind="AUDIT", state="DONE", audit=audit)

    assert job.mark == Mark("warn", "Gotowe, z błędami")
    assert job.said.startswith("W Allegro: 4. W sklepie: 3. Brakuje: 12, inaczej: 1.")
    assert job.missing == missing[:10]


def test_dry_run_counts_what_would_be_and_leads_to_it():
    job = a_job(kind="PREVIEW", state="DONE", lookedAt=3, imported=2, failed=1)

    assert job.mark == Mark("good", "Done")
    assert job.counts == ["purchases looked at: 3", "would become orders: 2", "would fail: 1"]
    assert job.drafts == f"orders/drafts?preview={JOB_ID.replace('=', '%3D')}"
    assert a_job(kind="PREVIEW", state="RUNNING").drafts == ""


def test_job_that_failed_says_why():
    reason = {"code": "bug", "message": "Look into the log."}

    job = a_job(state="FAILED", errors=[reason])

    assert (job.mark, job.said, job.is_over) == (
        Mark("bad", "Not done"),
        "Look into the log.",
        True,
    )


def test_every_kind_that_is_asked_for_here_and_every_state_has_words():
    assert set(STATES) == {state.name for state in Job.State}
    assert set(KINDS) >= {"IMPORT", "PREVIEW", "RECHECK", "RETRY", "PUSH", "AUDIT"}
    assert set(KINDS) <= {kind.name for kind in Job.Kind}


def test_several_jobs_are_one_question():
    query = jobs_query(2)

    assert query.startswith("query ($id0: ID!, $id1: ID!) { job0: allegroJob(id: $id0)")
    assert query.count("allegroJob") == 2


@pytest.mark.parametrize("node", [None, a_job_node(kind="CONNECT_DEVICE")])
def test_job_that_is_forgotten_or_of_another_view_is_none(node):
    assert show_job(node, NOW, Language.ENGLISH) is None

"""What people ask for over /graphql/, and workers do."""

import pytest
from django.test import TestCase
from saleor.order.models import Order

from saleor_allegro.models import Job
from saleor_allegro.simulator.kinds import Kind
from tests.saleor.selling import selling_shop
from tests.saleor.viewers import a_member_of_staff, ask

IMPORT = """
mutation ($channel: String!, $since: DateTime, $formIds: [String!], $dryRun: Boolean) {
  allegroImport(channel: $channel, since: $since, formIds: $formIds, dryRun: $dryRun) {
    job { id kind state channel account { login } createdAt startedAt finishedAt
      lookedAt imported failed errors { code message } }
    errors { field code message } } }
"""
JOB = """
query ($id: ID!) { allegroJob(id: $id) { id kind state channel account { login }
  createdAt startedAt finishedAt expiresAt lookedAt toLookAt imported updated failed
  errors { code message } draftsLeftOut
  drafts { checkoutFormId becomes channel status buyerLogin orderNumber boughtAt
    total { amount currency } paid { amount currency } deliveryMethod deliveryPrice { amount }
    reason { code message } flags { kind subject message polish: message(language: POLISH) }
    lines { kind name offerId key quantity unitPrice { amount currency } taxRate variantId
      allocated } }
  userCode verificationUrl verificationUrlComplete } }
"""


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        yield selling


@pytest.fixture
def staff(db):
    return a_member_of_staff("manage_orders")


def work(told):
    """What workers do who were told so, and all that follows from it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        for tell in told:
            tell()


def asked(mutation, viewer, **variables):
    """The job as it was asked for; a worker is told of it once, and does it."""
    with TestCase.captureOnCommitCallbacks() as told:
        [payload] = ask(mutation, viewer, **variables).data.values()
    assert payload["errors"] == []
    assert len(told) == 1
    work(told)
    return payload["job"]


def job_now(job, viewer):
    return ask(JOB, viewer, id=job["id"])["allegroJob"]


def test_named_form_is_imported_by_a_worker(selling, staff):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    selling.simulator.sell(Kind.PAID_ONLINE)

    queued = asked(IMPORT, staff, channel="allegro-pl", formIds=[form_id])

    assert (queued["kind"], queued["state"], queued["startedAt"]) == ("IMPORT", "QUEUED", None)
    assert queued["account"] == {"login": selling.account.login}
    done = job_now(queued, staff)
    assert (done["state"], done["imported"], done["lookedAt"]) == ("DONE", 1, 1)
    assert (done["errors"], done["drafts"]) == ([], [])
    assert Order.objects.get().external_reference == form_id
    assert Job.objects.get().asked == {"since": None, "form_ids": [form_id]}

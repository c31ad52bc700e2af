"""A dry run that a person asked for: what it tells, and that it writes nothing but itself."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro.models import Account, Job
from saleor_allegro.shop.rehearsal.models import Stock
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator.kinds import USUAL_IN_ZLOTY, Kind
from saleor_allegro.sync import preview_document
from saleor_allegro.sync.import_account import import_named_forms
from tests.database_state import changed, database_state
from tests.sync.jobs import ask, looks, work
from tests.sync.steps import in_euros, link_of, misprint, run_import, set_up

PREVIEW = Job.Kind.PREVIEW


def drafts_of(job):
    return {draft["form_id"]: draft for draft in job.result["drafts"]}


@pytest.mark.parametrize("asked", [{}, {"since": "2026-11-01T00:00:00+00:00"}, "named"])
def test_dry_run_writes_nothing_but_its_job(account, simulator, asked):
    forms = simulator.sell_many(30, since=simulator.clock.now() - timedelta(3))
    job = ask(account, simulator, PREVIEW, **({"form_ids": forms} if asked == "named" else asked))
    before = database_state()

    job = work(job, simulator)

    assert looks(job) == ("done", "")
    assert set(drafts_of(job)) == set(forms)
    assert changed(before, database_state()) == {"saleor_allegro_job"}
    assert (job.looked_at, job.to_look_at) == (30, 30)


def test_dry_run_needs_no_account_that_is_free(running, simulator):
    run_import(running, simulator)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    Account.objects.update(lease_expires_at=simulator.clock.now() + timedelta(minutes=3))

    job = work(ask(running, simulator, PREVIEW, form_ids=(form_id,)), simulator)

    assert (looks(job), job.imported) == (("done", ""), 1)


def test_dry_run_waits_as_long_as_allegro_asks(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    simulator.faults.add("rate_limited", "/order/*", retry_after=300)
    job = ask(running, simulator, PREVIEW, form_ids=(form_id,))

    waiting = work(job, simulator)

    assert looks(waiting) == ("queued", "rate_limited")
    assert waiting.due_at - simulator.clock.now() == timedelta(minutes=5)


def test_draft_tells_what_the_order_would_be(running, simulator):
    form_id = simulator.sell(Kind.SEVERAL_PIECES)
    Stock.objects.update(quantity=1)

    job = work(ask(running, simulator, PREVIEW, form_ids=(form_id,)), simulator)

    draft = drafts_of(job)[form_id]
    import_named_forms(running.pk, [form_id], clock=simulator.clock.now)
    link = link_of(form_id)
    [order] = RehearsalShop().read_orders([link.order_id])
    form = simulator.forms[form_id]
    assert (draft["becomes"], draft["channel"]) == ("order", link.channel_slug)
    assert (draft["status"], draft["currency"]) == (order.status, order.currency)
    assert Decimal(draft["total"]) == order.total_gross
    assert Decimal(draft["paid"]) == order.total_gross
    assert draft["buyer_login"] == form["buyer"]["login"]
    assert draft["delivery_method"] == form["delivery"]["method"]["name"]
    lines = draft["lines"]
    told = [(line["name"], line["quantity"], Decimal(line["unit_price"])) for line in lines]
    assert told == [(line.name, line.quantity, line.unit_gross) for line in order.lines]
    assert [flag["kind"] for flag in draft["flags"]] == ["oversold"]
    assert sum(line["allocated"] for line in lines) == 1
    assert all(line["variant_id"] for line in lines if line["kind"] == "offer")
    assert job.imported == 1


def test_nothing_of_the_buyer_is_kept_but_the_login(account, simulator):
    forms = simulator.sell_many(60, since=simulator.clock.now() - timedelta(3))

    job = work(ask(account, simulator, PREVIEW), simulator)

    kept = json.dumps(job.result, ensure_ascii=False)
    for form_id in forms:
        form = simulator.forms[form_id]
        buyer, address = form["buyer"], (form.get("delivery") or {}).get("address") or {}
        words = [buyer["email"], buyer.get("lastName"), form.get("messageToSeller")]
        words += [address.get(name) for name in ("lastName", "street", "phoneNumber")]
        for word in filter(None, words):
            assert word not in kept


def test_forms_that_would_be_no_orders_say_why_in_the_forms_language(account, simulator):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, import_unpaid=False, language="pl")
    waiting, cancelled = simulator.sell(Kind.UNPAID), simulator.sell(Kind.PAID_ONLINE)
    form = simulator.forms[cancelled]
    form["status"] = "CANCELLED"
    simulator.forms.put(form)
    failing, missing = simulator.sell(Kind.PAID_ONLINE), "00000000-0000-4000-8000-000000000000"
    misprint(simulator, failing, in_euros)
    named = (waiting, cancelled, failing, missing)

    job = work(ask(account, simulator, PREVIEW, form_ids=named), simulator)

    drafts = drafts_of(job)
    becomes = {form_id: draft["becomes"] for form_id, draft in drafts.items()}
    assert becomes == {
        waiting: "waiting",
        cancelled: "skipped",
        failing: "failed",
        missing: "failed",
    }
    assert drafts[waiting]["reason"]["code"] == "unpaid"
    assert "jeszcze nieopłacone" in drafts[waiting]["reason"]["message"]
    assert drafts[waiting]["currency"] == "PLN"
    assert drafts[missing]["reason"]["code"] == "gone"
    message = drafts[missing]["reason"]["message"]
    assert message.startswith(f"Allegro nie ma (już) takiego zakupu: formularz {missing}.")
    assert (job.imported, job.failed) == (0, 2)


def test_many_drafts_are_cut_and_that_is_said(account, simulator, monkeypatch):
    monkeypatch.setattr(preview_document, "MOST_DRAFTS", 4)
    simulator.sell_many(7, kinds_sold=USUAL_IN_ZLOTY)

    job = work(ask(account, simulator, PREVIEW), simulator)

    assert (len(job.result["drafts"]), job.result["left_out"]) == (4, 3)
    assert job.looked_at == 7


def test_thousand_drafts_are_told():
    assert preview_document.MOST_DRAFTS == 1000

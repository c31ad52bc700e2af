"""What people ask for and workers do: imports, rechecks and new tries."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from saleor_allegro import ledger
from saleor_allegro.ledger import JOB_LEASE
from saleor_allegro.models import Account, Job, OrderLink, Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator import Kind
from saleor_allegro.sync import account_works
from saleor_allegro.sync.do_job import MOST_ATTEMPTS, do_job, tend_jobs
from tests.sync.jobs import ask, at_its_time, fresh, looks, work
from tests.sync.pushing import at_allegro, change, push_of, run_push
from tests.sync.steps import (
    FORM,
    LIST,
    calls,
    in_euros,
    later,
    link_of,
    misprint,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)
from tests.sync.stocking import ended, next_time, put, row, run_stock, shown, switch_on

PLAIN = [Kind.PAID_ONLINE]
#: Kinds that need the account, and those of them that import.
_BESIDE = {Job.Kind.PREVIEW, Job.Kind.CONNECT_DEVICE, Job.Kind.DIRECTORY}
ALONE = [kind for kind in Job.Kind if kind not in _BESIDE]
IMPORTING = [kind for kind in ALONE if kind != Job.Kind.PUSH]
KINDS = [*ALONE, Job.Kind.PREVIEW]


def counts(job):
    return job.looked_at, job.to_look_at, job.imported, job.updated, job.failed


def test_forms_that_are_named_are_imported_whatever_their_age(running, simulator):
    old = simulator.sell_many(3, kinds_sold=PLAIN, since=simulator.clock.now() - timedelta(90))
    simulator.sell(Kind.PAID_ONLINE)

    job = work(ask(running, simulator, Job.Kind.IMPORT, form_ids=tuple(old)), simulator)

    assert looks(job) == ("done", "")
    assert counts(job) == (3, 3, 3, 0, 0)
    assert ordered_forms() == set(old)
    assert (job.started_at, job.finished_at) == (simulator.clock.now(), simulator.clock.now())
    assert Run.objects.latest("pk").kind == "import"


def test_what_was_bought_since_a_day_is_imported(running, simulator):
    now = simulator.clock.now()
    forms = simulator.sell_many(10, kinds_sold=PLAIN, since=now - timedelta(40))
    since = now - timedelta(30)

    job = work(ask(running, simulator, Job.Kind.IMPORT, since=since.isoformat()), simulator)

    assert looks(job) == ("done", "")
    assert 5 < job.imported == len(ordered_forms()) < 10
    assert ordered_forms() < set(forms)


def test_what_is_new_is_imported_where_nothing_is_named(running, simulator):
    forms = simulator.sell_many(4, kinds_sold=PLAIN)

    job = work(ask(running, simulator, Job.Kind.IMPORT), simulator)

    assert (looks(job), job.imported) == (("done", ""), 4)
    assert ordered_forms() == set(forms)


def test_forms_that_are_orders_already_are_left_as_they_are(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)

    job = work(ask(running, simulator, Job.Kind.IMPORT, form_ids=(form_id,)), simulator)

    assert (looks(job), job.imported) == (("done", ""), 0)
    assert Order.objects.count() == 1


def test_job_whose_forms_fail_is_done_and_counts_them(running, simulator):
    bad, good = simulator.sell_many(2, kinds_sold=PLAIN)
    misprint(simulator, bad, in_euros)

    job = work(ask(running, simulator, Job.Kind.IMPORT, form_ids=(bad, good)), simulator)

    assert looks(job) == ("done", "")
    assert counts(job) == (2, 2, 1, 0, 1)


def test_order_is_rechecked_by_its_form(running, simulator):
    form_id, other = simulator.sell(Kind.UNPAID), simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.journal.hold()
    simulator.pay(form_id)
    simulator.pay(other)

    job = work(ask(running, simulator, Job.Kind.RECHECK, form_ids=(form_id,)), simulator)

    assert (looks(job), job.updated, job.imported) == (("done", ""), 1, 0)
    assert Order.objects.get(form_id=form_id).payments.exists()
    assert not Order.objects.get(form_id=other).payments.exists()


def test_what_failed_is_tried_again_whenever_its_next_try_is(running, simulator):
    not_imported, not_followed = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.UNPAID)
    right = misprint(simulator, not_imported, in_euros)
    run_import(running, simulator)
    later(simulator, minutes=10)
    simulator.pay(not_followed)
    paid = misprint(simulator, not_followed, in_euros)
    run_import(running, simulator)
    assert state_of(not_imported)[0] == "failed"
    assert link_of(not_followed).failed_since is not None
    simulator.forms.misprint(not_imported, right)
    simulator.forms.misprint(not_followed, paid)

    asked = {"form_ids": (not_imported, not_followed)}
    job = work(ask(running, simulator, Job.Kind.RETRY, **asked), simulator)

    assert (looks(job), job.imported, job.updated) == (("done", ""), 1, 1)
    assert state_of(not_imported) == ("imported", "", 0)
    assert link_of(not_followed).failed_since is None
    assert counts(job)[:2] == (2, 2)


def failures_of(form_id):
    link = link_of(form_id)
    return link.error_code, link.error_message, link.attempts, link.failed_since, link.next_try_at


def test_failure_is_forgotten_where_nothing_differs_any_more(running, simulator):
    """Allegro did not answer for a form on which nothing had changed that an order shows."""
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    simulator.set_fulfillment(form_id, "PROCESSING")
    run_import(running, simulator)
    simulator.faults.add("unavailable", f"{LIST}/{form_id}", times=None)
    simulator.set_fulfillment(form_id, "NEW")
    simulator.set_fulfillment(form_id, "PROCESSING")
    run_import(running, simulator)
    assert state_of(form_id) == ("imported", "unreadable", 1)
    before = Order.objects.values().get()

    job = work(ask(running, simulator, Job.Kind.RETRY, form_ids=(form_id,)), simulator)
    assert (looks(job), counts(job)) == (("done", ""), (1, 1, 0, 0, 1))
    assert state_of(form_id) == ("imported", "unreadable", 2)
    message = link_of(form_id).error_message
    assert message.startswith(f"Form {form_id} cannot be read: ")
    assert message.endswith("The order stays as it was; it is tried again by itself.")
    simulator.faults.clear()
    job = work(ask(running, simulator, Job.Kind.RETRY, form_ids=(form_id,)), simulator)

    assert (looks(job), counts(job)) == (("done", ""), (1, 1, 0, 0, 0))
    assert failures_of(form_id) == ("", "", 0, None, None)
    assert not link_of(form_id).is_dirty
    assert Order.objects.values().get() == before


@pytest.mark.parametrize("kind", [Job.Kind.RECHECK, Job.Kind.RETRY])
def test_order_whose_channel_takes_none_any_more_was_not_compared(running, simulator, kind):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.pay(form_id)
    set_up("allegro-pl", create_orders=False, language="pl")
    simulator.requests.clear()

    job = work(ask(running, simulator, kind, form_ids=(form_id,)), simulator)

    assert looks(job) == ("failed", "switched_off")
    assert job.error_message.startswith("Niczego nie porównano: kanał allegro-pl nie pobiera teraz")
    assert "„Twórz zamówienia z Allegro”" in job.error_message
    assert calls(simulator) == 0


def test_order_whose_channel_takes_none_counts_as_failed_among_others(running, simulator):
    polish, czech = simulator.sell(Kind.UNPAID), simulator.sell(Kind.CZECH)
    run_import(running, simulator)
    simulator.pay(polish)
    set_up("allegro-cz", create_orders=False)
    simulator.requests.clear()

    job = work(ask(running, simulator, Job.Kind.RETRY, form_ids=(polish, czech)), simulator)

    assert (looks(job), counts(job)) == (("done", ""), (1, 1, 0, 1, 1))
    assert calls(simulator, f"{LIST}/{czech}") == 0


def test_order_is_told_of_now_also_what_was_refused_before(sold, running, simulator):
    change(sold, simulator, "fulfilled")
    simulator.refusing.add(sold)
    run_push(running, simulator)
    assert push_of(sold).refused_status == "SENT"
    simulator.refusing.clear()

    job = work(ask(running, simulator, Job.Kind.PUSH, form_ids=(sold,)), simulator)

    assert (looks(job), job.failed, job.result) == (("done", ""), 0, {"told": 1})
    assert at_allegro(simulator, sold) == "SENT"


def test_push_that_allegro_refuses_is_done_and_counts_it(sold, running, simulator):
    change(sold, simulator, "fulfilled")
    simulator.refusing.add(sold)

    job = work(ask(running, simulator, Job.Kind.PUSH, form_ids=(sold,)), simulator)

    assert (looks(job), job.failed, job.result) == (("done", ""), 1, {"told": 0})


def test_push_that_the_seller_does_not_allow_says_so(sold, running, simulator):
    change(sold, simulator, "fulfilled")
    Account.objects.update(scope="allegro:api:orders:read allegro:api:profile:read")

    job = work(ask(running, simulator, Job.Kind.PUSH, form_ids=(sold,)), simulator)

    assert looks(job) == ("failed", "not_granted")
    assert "accept every permission" in job.error_message


def test_stock_of_named_offers_is_sent_now_also_what_was_refused_before(offers, running, simulator):
    for each in offers[:2]:
        put(each, 7)
    simulator.refusing_offers[offers[0]] = "Nie."
    run_stock(running, simulator)
    next_time(running, simulator)
    assert row(offers[0]).refused_quantity == 7
    simulator.refusing_offers.clear()
    put(offers[1], 8)

    asked = {"offer_ids": (offers[0], "17000000000")}
    job = work(ask(running, simulator, Job.Kind.STOCK, **asked), simulator)

    assert (looks(job), job.failed) == (("done", ""), 0)
    assert job.result == {"told": 1, "unknown_offers": ["17000000000"]}
    assert shown(simulator, offers[0]) == ("ACTIVE", 7)
    assert shown(simulator, offers[1]) == ("ACTIVE", 7)


def test_most_offers_end_by_a_persons_word_alone(offers, running, simulator):
    for each in offers:
        put(each, 0)

    job = work(ask(running, simulator, Job.Kind.STOCK), simulator)

    assert looks(job) == ("failed", "would_end_offers")
    assert f"{len(offers)} of {len(offers)} offers on sale would end" in job.error_message
    assert ended(simulator) == 0
    job = work(ask(running, simulator, Job.Kind.STOCK, may_end_most=True), simulator)
    assert (looks(job), job.result["told"]) == (("done", ""), len(offers))
    assert ended(simulator) == len(offers)


def test_stock_job_counts_what_allegro_refuses(offers, running, simulator):
    put(offers[0], 0)
    simulator.refusing_offers[offers[0]] = "Nie."

    job = work(ask(running, simulator, Job.Kind.STOCK), simulator)

    assert (looks(job), job.failed, job.result["told"]) == (("done", ""), 1, 0)


def test_stock_that_no_channel_sends_any_more_says_so(running, simulator):
    job = work(ask(running, simulator, Job.Kind.STOCK), simulator)

    assert looks(job) == ("failed", "switched_off")
    assert "“Send stock to Allegro”" in job.error_message
    assert calls(simulator) == 0


def test_stock_that_the_seller_does_not_allow_says_so(offers, running, simulator):
    Account.objects.update(scope="allegro:api:orders:read allegro:api:profile:read")

    job = work(ask(running, simulator, Job.Kind.STOCK), simulator)

    assert looks(job) == ("failed", "not_granted")


def test_audit_repairs_and_says_what_it_could_not(running, simulator):
    fine, changed = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.journal.hold()
    simulator.pay(changed)
    misprint(simulator, changed, in_euros)
    lost, bad = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    misprint(simulator, bad, in_euros)

    job = work(ask(running, simulator, Job.Kind.AUDIT), simulator)

    assert (looks(job), job.imported, job.failed) == (("done", ""), 1, 2)
    assert job.result["audit"] == {
        "allegro": 4,
        "saleor": 3,
        "missing": [bad],
        "missing_count": 1,
        "stale": [changed],
        "stale_count": 1,
    }
    assert ordered_forms() == {fine, changed, lost}


def test_audit_looks_back_as_far_as_is_asked(running, simulator):
    now = simulator.clock.now()
    simulator.sell_many(5, kinds_sold=PLAIN, since=now - timedelta(10))

    short = work(ask(running, simulator, Job.Kind.AUDIT, days=2), simulator)
    long = work(ask(running, simulator, Job.Kind.AUDIT, days=11), simulator)

    assert short.result["audit"]["allegro"] < 5
    assert long.result["audit"]["allegro"] == 5


def test_audit_names_so_many_and_counts_the_rest(running, simulator, monkeypatch):
    monkeypatch.setattr(account_works, "MOST_TOLD", 2)
    for form_id in simulator.sell_many(3, kinds_sold=PLAIN):
        misprint(simulator, form_id, in_euros)

    job = work(ask(running, simulator, Job.Kind.AUDIT), simulator)

    audit = job.result["audit"]
    assert (len(audit["missing"]), audit["missing_count"], audit["stale"]) == (2, 3, [])


@pytest.mark.parametrize("kind", ALONE)
def test_job_waits_while_another_worker_has_the_account(running, simulator, kind):
    switch_on()
    form_id = simulator.sell(Kind.PAID_ONLINE)
    lease = ledger.lease(running.pk, simulator.clock.now())
    job = ask(running, simulator, kind, form_ids=(form_id,))

    waiting = work(job, simulator)

    assert looks(waiting) == ("queued", "busy")
    assert (waiting.started_at, waiting.finished_at) == (None, None)
    assert "by itself" in waiting.error_message
    assert tend_jobs(simulator.clock.now()) == []
    ledger.release(lease)
    later(simulator, minutes=1)
    assert tend_jobs(simulator.clock.now()) == [job.pk]
    assert looks(work(job, simulator)) == ("done", "")
    assert ordered_forms() == ({form_id} if kind in IMPORTING else set())


def test_worker_is_told_when_to_look_at_a_job_again(running, simulator):
    ledger.lease(running.pk, simulator.clock.now())
    job = ask(running, simulator, Job.Kind.IMPORT)

    at = do_job(job.pk, clock=simulator.clock.now)

    assert at == fresh(job).due_at == simulator.clock.now() + timedelta(seconds=10)
    assert do_job(job.pk, clock=simulator.clock.now) is None


@pytest.mark.parametrize("kind", [*KINDS, Job.Kind.DIRECTORY])
def test_job_waits_for_the_end_of_a_pause(running, simulator, kind):
    switch_on()
    form_id = simulator.sell(Kind.PAID_ONLINE)
    ledger.pause(running.pk, simulator.clock.now() + timedelta(minutes=7))
    job = ask(running, simulator, kind, form_ids=(form_id,))

    assert looks(work(job, simulator)) == ("queued", "rate_limited")

    assert calls(simulator) == 0
    assert looks(at_its_time(job, simulator)) == ("done", "")


def test_pause_that_outlasts_a_job_ends_it(running, simulator):
    ledger.pause(running.pk, simulator.clock.now() + timedelta(hours=2))

    job = work(ask(running, simulator, Job.Kind.IMPORT), simulator)

    assert looks(job) == ("failed", "rate_limited")
    assert job.error_message.startswith("It could not be done in time. Allegro asked for a pause")


def reconnect_needed(account):
    ledger.reconnect_needed(account.pk)


def disconnected(account):
    for slug in ledger.channels_of(account.pk):
        ledger.disconnect(account.pk, slug)


def switched_off(account):
    for slug in ledger.channels_of(account.pk):
        set_up(slug, create_orders=False)


def wrong_settings(account):
    set_up("allegro-pl", backfill_days="many")


NOT_NOW = [
    (reconnect_needed, "not_connected", "Connect the seller again."),
    (disconnected, "not_connected", "Connect the seller again."),
    (switched_off, "switched_off", "“Create orders from Allegro”"),
    (wrong_settings, "wrong_settings", "allegro-pl"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("happens", "code", "words"), NOT_NOW)
def test_job_that_cannot_be_done_says_why(running, simulator, kind, happens, code, words):
    happens(running)
    job = ask(running, simulator, kind, form_ids=(simulator.sell(Kind.PAID_ONLINE),))

    job = work(job, simulator)

    assert looks(job) == ("failed", code)
    assert words in job.error_message
    assert calls(simulator) == 0


def test_job_speaks_the_language_of_its_channels_form(running, simulator):
    for slug in ledger.channels_of(running.pk):
        set_up(slug, create_orders=False, language="pl")

    job = work(ask(running, simulator, Job.Kind.IMPORT), simulator)

    assert job.error_message.startswith("Żaden kanał tego sprzedawcy nie pobiera zamówień.")


@pytest.mark.parametrize(
    ("fault", "code"), [("unavailable", "unreachable"), ("rate_limited", "rate_limited")]
)
@pytest.mark.parametrize("kind", [Job.Kind.IMPORT, Job.Kind.PREVIEW])
def test_job_is_tried_again_when_allegro_does_not_answer(running, simulator, kind, fault, code):
    forms = simulator.sell_many(3, kinds_sold=PLAIN)
    simulator.faults.add(fault, "/order/*", times=None, after=1)
    job = ask(running, simulator, kind, form_ids=tuple(forms))

    waiting = work(job, simulator)

    assert looks(waiting) == ("queued", code)
    assert waiting.imported == (kind == Job.Kind.IMPORT)
    simulator.faults.clear()
    done = at_its_time(job, simulator)
    assert (looks(done), done.imported) == (("done", ""), 3)


def test_allegro_that_never_answers_ends_a_job(running, simulator):
    simulator.faults.add("unavailable", "/order/*", times=None)
    job = ask(running, simulator, Job.Kind.IMPORT)

    work(job, simulator)
    for _ in range(59):
        assert fresh(job).state == "queued"
        at_its_time(job, simulator)

    assert looks(fresh(job)) == ("failed", "unreachable")
    assert simulator.clock.now() < job.expires_at


def test_lost_consent_ends_a_job(running, simulator):
    simulator.sell(Kind.PAID_ONLINE)
    later(simulator, hours=12)
    simulator.tokens.revoke_all()

    job = work(ask(running, simulator, Job.Kind.IMPORT), simulator)

    assert looks(job) == ("failed", "reconnect_needed")
    assert "Connect the seller again" in job.error_message
    assert Account.objects.get().connection == "reconnect_needed"


class Broken(RehearsalShop):
    """A shop with a mistake of ours in it."""

    def channels(self):
        if Job.objects.get().state == "running" and self.times:
            raise ZeroDivisionError("anna@example.com")
        self.times += 1
        return super().channels()

    times = 0


def test_mistake_of_ours_ends_a_job_and_is_raised(running, simulator):
    job = ask(running, simulator, Job.Kind.IMPORT)

    with pytest.raises(ZeroDivisionError):
        work(job, simulator, shop=Broken())

    assert looks(fresh(job)) == ("failed", "bug")
    assert "ZeroDivisionError" in fresh(job).error_message
    assert "anna" not in fresh(job).error_message


class Deadly(RehearsalShop):
    """A shop in which the worker is killed, once some orders are written."""

    def announce_orders(self, order_ids, told=lambda order_id: None):
        raise SystemExit


def test_job_of_a_worker_that_died_in_the_middle_is_done_by_another(running, simulator):
    forms = simulator.sell_many(5, kinds_sold=PLAIN)
    job = ask(running, simulator, Job.Kind.IMPORT, form_ids=tuple(forms))
    with pytest.raises(SystemExit):
        work(job, simulator, shop=Deadly())
    assert looks(fresh(job)) == ("running", "")
    assert Order.objects.count() == 5
    assert tend_jobs(simulator.clock.now()) == []

    simulator.clock.advance(JOB_LEASE)
    assert tend_jobs(simulator.clock.now()) == [job.pk]
    done = work(job, simulator)

    assert looks(done) == ("done", "")
    assert Order.objects.count() == 5
    assert set(OrderLink.objects.values_list("state", flat=True)) == {"imported"}


def test_job_that_kills_its_workers_is_given_up(running, simulator):
    job = ask(running, simulator, Job.Kind.IMPORT, form_ids=(simulator.sell(Kind.PAID_ONLINE),))
    for _ in range(MOST_ATTEMPTS):
        Order.objects.all().delete()
        OrderLink.objects.all().delete()
        with pytest.raises(SystemExit):
            work(job, simulator, shop=Deadly())
        simulator.clock.advance(JOB_LEASE)

    assert looks(work(job, simulator)) == ("failed", "worker_died")
    assert f"{MOST_ATTEMPTS} times" in fresh(job).error_message


class Watching(RehearsalShop):
    """A shop that sees what others see while orders are written."""

    def __init__(self):
        self.seen = []

    def write_orders(self, drafts, policy):
        job = Job.objects.get()
        self.seen.append((job.state, job.looked_at, job.to_look_at, job.imported))
        return super().write_orders(drafts, policy)


def test_progress_is_seen_while_the_job_runs(running, simulator):
    forms = simulator.sell_many(5, kinds_sold=PLAIN)
    job = ask(running, simulator, Job.Kind.IMPORT, form_ids=tuple(forms))
    shop = Watching()

    def ticking():
        simulator.clock.advance(timedelta(seconds=1))
        return simulator.clock.now()

    do_job(job.pk, shop=shop, clock=ticking)

    assert shop.seen == [("running", 5, 5, 0)]
    assert counts(fresh(job)) == (5, 5, 5, 0, 0)


def test_progress_is_noted_once_a_second(running, simulator):
    forms = simulator.sell_many(5, kinds_sold=PLAIN)
    job = ask(running, simulator, Job.Kind.IMPORT, form_ids=tuple(forms))
    shop = Watching()

    do_job(job.pk, shop=shop, clock=simulator.clock.now)

    assert shop.seen == [("running", 0, 5, 0)]
    assert counts(fresh(job)) == (5, 5, 5, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_does_the_job(running, simulator):
    forms = simulator.sell_many(3, kinds_sold=PLAIN)
    job = ask(running, simulator, Job.Kind.IMPORT, form_ids=tuple(forms))
    barrier = Barrier(2)

    def worker():
        try:
            barrier.wait(timeout=10)
            do_job(job.pk, clock=simulator.clock.now)
        finally:
            connections.close_all()

    workers = [Thread(target=worker) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(timeout=30)

    assert (looks(fresh(job)), fresh(job).imported) == (("done", ""), 3)
    assert calls(simulator, FORM) == 3
    assert Run.objects.filter(imported=3).count() == 1


def test_job_delivered_after_its_end_is_not_done_again(running, simulator):
    job = ask(running, simulator, Job.Kind.IMPORT, form_ids=(simulator.sell(Kind.PAID_ONLINE),))
    work(job, simulator)
    simulator.requests.clear()

    assert do_job(job.pk, clock=simulator.clock.now) is None

    assert calls(simulator) == 0


def test_jobs_are_forgotten_a_day_after_their_end(running, simulator):
    job = work(ask(running, simulator, Job.Kind.IMPORT), simulator)

    later(simulator, hours=24)
    tend_jobs(simulator.clock.now())
    assert fresh(job)
    later(simulator, minutes=1)
    tend_jobs(simulator.clock.now())
    assert not Job.objects.exists()


def test_lists_are_read_whole_whoever_has_the_account_and_whether_orders_are_wanted(
    running, simulator
):
    switched_off(running)
    ledger.lease(running.pk, simulator.clock.now())

    job = work(ask(running, simulator, Job.Kind.DIRECTORY), simulator)

    assert looks(job) == ("done", "")
    directory = running.directory
    assert directory.read_at == simulator.clock.now()
    assert {"id": "DPD", "name": "DPD"} in directory.carriers
    assert {each["id"] for each in directory.marketplaces} >= {"allegro-pl"}
    assert [each["name"] for each in directory.delivery_methods] == sorted(
        (each["name"] for each in directory.delivery_methods), key=str.casefold
    )


@pytest.mark.parametrize("happens", [reconnect_needed, disconnected])
def test_lists_are_not_read_without_a_seller(running, simulator, happens):
    happens(running)

    job = work(ask(running, simulator, Job.Kind.DIRECTORY), simulator)

    assert looks(job) == ("failed", "not_connected")
    assert calls(simulator) == 0

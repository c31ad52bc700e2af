"""One form compared now, and the audit of all of them."""

from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.audit_account import audit_account
from saleor_allegro.sync.recheck_account import recheck_forms
from tests.sync.steps import in_euros, link_of, misprint, run_import


def test_named_forms_are_compared_or_imported_now_and_no_schedule_moves(running, simulator):
    known = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.journal.hold()
    simulator.pay(known)
    unknown = simulator.sell(Kind.PAID_ONLINE)
    running.refresh_from_db()
    before = (running.next_import_at, running.next_recheck_at, running.next_sweep_at)

    run = recheck_forms(running.pk, [known, unknown], clock=simulator.clock.now)

    assert (run.updated, run.imported) == (1, 1)
    running.refresh_from_db()
    assert (running.next_import_at, running.next_recheck_at, running.next_sweep_at) == before


def test_an_audit_repairs_and_counts_what_is_left(running, simulator):
    changed, fine = simulator.sell(Kind.UNPAID), simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    simulator.journal.hold()
    simulator.pay(changed)
    lost, bad = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    simulator.sell(Kind.CANCELLED)
    misprint(simulator, bad, lambda form: form["lineItems"][0]["price"].update(amount="1,50"))

    audit = audit_account(running.pk, 14, clock=simulator.clock.now)

    assert (audit.allegro, audit.shop) == (4, 3)
    assert (audit.missing, audit.stale) == ((bad,), ())
    assert Order.objects.filter(form_id__in=[changed, lost, fine]).count() == 3
    assert Order.objects.get(form_id=changed).status == "unfulfilled"


def test_an_audit_names_orders_that_are_not_as_on_allegro(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.pay(form_id)
    misprint(simulator, form_id, in_euros)

    audit = audit_account(running.pk, 14, clock=simulator.clock.now)

    assert (audit.missing, audit.stale) == ((), (form_id,))


def test_an_audit_tries_what_failed_at_once(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.pay(form_id)
    right = misprint(simulator, form_id, in_euros)
    assert run_import(running, simulator).failed == 1
    simulator.forms.misprint(form_id, right)
    assert link_of(form_id).next_try_at > simulator.clock.now()

    audit = audit_account(running.pk, 14, clock=simulator.clock.now)

    assert (audit.missing, audit.stale) == ((), ())
    assert Order.objects.get().status == "unfulfilled"

"""No change, telling or flag is forgotten because something stood in its way."""

from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import OrderFlag, OrderLink, Run
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.rehearsal.models import Announcement, Order, Refund
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.form_lists import FEW
from saleor_allegro.sync.recheck_account import recheck_account
from tests.sync.refusing_table import refusing
from tests.sync.steps import later, link_of, misprint, open_flags, run_import, run_recheck

SECOND = timedelta(seconds=1)


def ticking(simulator):
    """A clock that is read later each time, as every real one is."""
    read = 0

    def now():
        nonlocal read
        read += 1
        return simulator.clock.now() + read * SECOND / 1000

    return now


def partly_paid(running, simulator):
    """So many orders that wait for the rest of their payment that their forms are read by list."""
    forms = [simulator.sell(Kind.UNDERPAID) for _ in range(FEW + 2)]
    run_import(running, simulator)
    return forms


def test_everything_a_person_asks_for_is_compared_though_the_clock_goes_on(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    run_recheck(running, simulator)
    later(simulator, minutes=10)

    recheck_account(running.pk, is_asked=True, clock=ticking(simulator))

    assert link_of(form_id).checked_at > simulator.clock.now()


def test_a_change_that_could_not_be_read_is_not_taken_for_none(running, simulator):
    """`updatedAt` does not move with the fulfillment status: the list does not show it."""
    changed, *_ = partly_paid(running, simulator)
    for _ in range(3):
        run_recheck(running, simulator)
        later(simulator, hours=1)
    simulator.set_fulfillment(changed, "PROCESSING")
    right = misprint(simulator, changed, lambda form: form.update(status="NEW_WORD"))
    assert run_import(running, simulator).failed == 1

    assert run_recheck(running, simulator).failed == 0  # nor is it tried before its time

    assert link_of(changed).is_dirty
    simulator.forms.misprint(changed, right)
    later(simulator, minutes=1)
    run_import(running, simulator)
    assert link_of(changed).fulfillment_status == "PROCESSING"


def test_a_form_that_is_gone_is_asked_for_though_the_list_has_many(running, simulator):
    gone, *_ = partly_paid(running, simulator)
    form = simulator.forms[gone]
    simulator.vanish(gone)
    simulator.journal.write(form, [("BUYER_MODIFIED", simulator.clock.now())])
    run_import(running, simulator)
    assert link_of(gone).gone_since == simulator.clock.now()

    for _ in range(25):
        later(simulator, hours=1)
        run_recheck(running, simulator)

    assert open_flags(gone).count("form_gone") == 1


def test_an_order_that_gave_way_while_a_page_is_compared_stays_so(running, simulator):
    """Allegro's list may show the old form, changed since, beside the one it became."""
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_import(running, simulator)
    simulator.journal.hold()
    later(simulator, minutes=90)
    simulator.change_message(first, "Dzień dobry")
    old = simulator.forms[first]
    merged = simulator.merge([first, second])
    simulator.forms.put(old)
    ledger.next_recheck(running.pk, simulator.clock.now() + timedelta(days=1))

    assert run_recheck(running, simulator).imported == 1

    assert (link_of(first).state, link_of(first).successor) == ("merged", link_of(merged))
    assert Order.objects.get(form_id=first).status == "canceled"


def test_a_form_that_comes_back_as_it_was_is_not_gone(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    form = simulator.forms[form_id]
    simulator.vanish(form_id)
    for hours in (1, 25):
        later(simulator, hours=hours)
        run_recheck(running, simulator)
    assert open_flags(form_id) == ["form_gone"]

    simulator.forms.put(form)
    simulator.journal.write(form, [("BUYER_MODIFIED", simulator.clock.now())])
    run_import(running, simulator)

    assert (link_of(form_id).gone_since, open_flags(form_id)) == (None, [])


def test_an_order_that_gave_way_is_doubted_no_more(running, simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_import(running, simulator)
    now = simulator.clock.now()
    for kind in (FlagKind.UNKNOWN_VALUE, FlagKind.NO_VARIANT):
        OrderFlag.objects.create(link=link_of(first), kind=kind.value, raised_at=now)

    simulator.merge([first, second])
    run_import(running, simulator)

    assert open_flags(first) == ["no_variant"]  # the catalogue still lacks it


@pytest.mark.parametrize("kind", [FaultKind.TRUNCATED, FaultKind.SERVER_ERROR])
def test_parcels_that_cannot_be_read_hold_up_no_other_order(running, simulator, kind):
    bad, good = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    for form_id in (bad, good):
        simulator.add_parcel(form_id, "DPD", "0000123456789U")
        simulator.set_fulfillment(form_id, "SENT", sent="ALL")
    simulator.faults.add(kind, f"/order/checkout-forms/{bad}/shipments", times=None)

    run = run_import(running, simulator)

    assert (run.outcome, run.failed) == (Run.Outcome.FINISHED, 1)
    assert (link_of(good).parcels.count(), link_of(bad).error_code) == (1, "unreadable")
    simulator.faults.clear()
    later(simulator, minutes=1)
    run_import(running, simulator)
    assert (link_of(bad).parcels.count(), link_of(bad).error_code) == (1, "")


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_told_is_told_with_what_comes_after_it(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    OrderLink.objects.filter(form_id=form_id).update(tellings=["paid"])
    simulator.change_message(form_id, "Dzień dobry")

    with refusing(Announcement, "NEW.kind = 'paid'"):
        run_import(running, simulator)
    assert sorted(link_of(form_id).tellings) == ["paid", "updated"]
    run_import(running, simulator)

    kinds = Announcement.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["created", "paid", "updated"]
    assert link_of(form_id).tellings == []


@pytest.mark.django_db(transaction=True)
def test_a_refund_that_the_shop_cannot_take_holds_up_no_other(running, simulator, caplog):
    bad, good = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    for form_id in (bad, good):
        simulator.refund(form_id)
    later(simulator, hours=1)
    payment = Order.objects.get(form_id=bad).payments.get()

    with refusing(Refund, f"NEW.payment_id = {payment.pk}"):
        run = run_recheck(running, simulator)

    assert (run.outcome, run.updated, run.failed) == (Run.Outcome.FINISHED, 1, 1)
    assert bad in caplog.text
    later(simulator, hours=1)
    assert run_recheck(running, simulator).updated == 1
    assert Refund.objects.count() == 2

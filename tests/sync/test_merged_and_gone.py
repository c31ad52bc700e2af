"""Forms that Allegro has no more: paid together with others, or gone without a trace."""

from saleor_allegro.shop.rehearsal.models import Note, Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.preview_orders import preview_account
from tests.sync.steps import FORM, calls, later, link_of, open_flags, run_import, run_recheck


def test_a_form_that_is_gone_is_flagged_after_a_day_and_not_before(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.vanish(form_id)
    later(simulator, hours=1)
    run_recheck(running, simulator)
    gone_since = link_of(form_id).gone_since
    assert (gone_since, open_flags(form_id)) == (simulator.clock.now(), [])

    later(simulator, hours=23)
    run_recheck(running, simulator)
    assert open_flags(form_id) == []

    later(simulator, hours=1)
    run_recheck(running, simulator)
    assert open_flags(form_id) == ["form_gone"]
    assert sum("Allegro" in note.message for note in Note.objects.all()) == 1
    simulator.requests.clear()
    later(simulator, hours=1)
    run_recheck(running, simulator)
    assert calls(simulator, FORM) == 0  # never asked for again


def test_a_successor_found_late_settles_the_flag(running, simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_import(running, simulator)
    simulator.journal.hold()
    merged = simulator.merge([first, second])
    whole = simulator.forms[merged]
    simulator.forms.remove(merged, None)
    for hours in (1, 25):
        later(simulator, hours=hours)
        run_recheck(running, simulator)
    assert open_flags(first) == open_flags(second) == ["form_gone"]

    simulator.forms.put(whole)
    simulator.journal.release()
    run_import(running, simulator)

    assert open_flags(first) == open_flags(second) == []
    links = [link_of(first), link_of(second)]
    assert [link.state for link in links] == ["merged", "merged"]
    assert {link.successor.form_id for link in links} == {merged}


def test_late_events_of_merged_forms_ask_for_nothing(running, simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_import(running, simulator)
    old = simulator.forms[first]
    simulator.merge([first, second])
    run_import(running, simulator)
    simulator.journal.write(old, [("FILLED_IN", simulator.clock.now())])
    simulator.requests.clear()
    running.refresh_from_db()

    foretold = preview_account(running, RehearsalShop(), clock=simulator.clock.now)
    run = run_import(running, simulator)

    assert (run.failed, run.imported, calls(simulator, FORM), foretold) == (0, 0, 0, [])
    assert link_of(first).state == "merged"


def test_the_old_form_read_late_is_no_order_of_its_own(running, simulator):
    """Both are still shown for a moment, and come in one batch, the old one last."""
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    old = simulator.forms[first]
    merged = simulator.merge([first, second])
    simulator.forms.put(old)

    run_import(running, simulator)

    assert set(Order.objects.values_list("form_id", flat=True)) == {merged}
    assert (link_of(first).state, link_of(first).successor.form_id) == ("merged", merged)


def test_a_merged_form_that_was_cancelled_before_we_saw_it_frees_the_others(running, simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_import(running, simulator)
    merged = simulator.merge([first, second], is_paid=False)
    simulator.cancel(merged)

    run_import(running, simulator)

    statuses = dict(Order.objects.values_list("form_id", "status"))
    assert statuses == dict.fromkeys([first, second, merged], "canceled")

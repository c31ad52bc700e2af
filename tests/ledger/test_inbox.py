from datetime import timedelta

import pytest
from django.db import IntegrityError

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink
from tests.ledger.rows import LATER, NOW, a_link, an_account

pytestmark = pytest.mark.django_db
State = OrderLink.State
EARLIER = NOW - timedelta(hours=3)


@pytest.fixture
def account():
    return an_account()


@pytest.fixture
def lease(account):
    return ledger.lease(account.pk, NOW)


def test_forms_and_cursor_are_taken_in_together(account, lease):
    ledger.receive(lease, ["b", "a", "b"], NOW, cursor="170", cursor_occurred_at=NOW)

    account.refresh_from_db()
    assert (account.cursor, account.cursor_occurred_at) == ("170", NOW)
    assert [link.form_id for link in ledger.due(account.pk, NOW, limit=10)] == ["b", "a"]
    assert ledger.backlog(account.pk, NOW, State.DUE) == (2, NOW)


def test_neither_is_taken_in_when_one_cannot_be(account, lease):
    with pytest.raises(Exception, match="too long"):
        ledger.receive(lease, ["x" * 65], NOW, cursor="170")

    account.refresh_from_db()
    assert account.cursor == ""


def test_a_page_without_orders_moves_the_cursor_alone(account, lease):
    ledger.receive(lease, [], NOW, cursor="171", cursor_occurred_at=NOW)

    account.refresh_from_db()
    assert account.cursor == "171"
    assert account.links.count() == 0


@pytest.mark.parametrize("state", [State.WAITING, State.SKIPPED, State.FAILED, State.DUE])
def test_an_event_makes_a_known_form_due_again(account, lease, state):
    a_link(account, state=state, is_dirty=False, next_try_at=LATER, attempts=4)

    ledger.receive(lease, ["form-1"], NOW)

    [link] = ledger.due(account.pk, NOW, limit=10)
    assert (link.state, link.is_dirty, link.attempts) == (State.DUE, True, 4)


def test_an_event_about_an_imported_order_marks_it_dirty_since_it_changed(account, lease):
    a_link(account, state=State.IMPORTED, is_dirty=False, next_try_at=None)

    ledger.receive(lease, ["form-1"], NOW)

    assert ledger.due(account.pk, LATER, limit=10) == []
    link = ledger.links_of(account.pk, ["form-1", "unknown"])["form-1"]
    assert (link.state, link.is_dirty, link.next_try_at) == (State.IMPORTED, True, NOW)


def test_an_event_about_a_form_that_was_merged_into_another_is_nothing(account, lease):
    a_link(account, state=State.MERGED, is_dirty=False, next_try_at=None)

    ledger.receive(lease, ["form-1"], NOW)

    link = ledger.links_of(account.pk, ["form-1"])["form-1"]
    assert (link.state, link.is_dirty, link.next_try_at) == (State.MERGED, False, None)
    assert ledger.due(account.pk, LATER, limit=10) == []


def test_a_backfill_takes_in_only_forms_never_heard_of(account, lease):
    a_link(account, "old", state=State.SKIPPED, is_dirty=False, next_try_at=None)

    ledger.receive(lease, ["old", "new"], NOW, is_news=False)

    assert [link.form_id for link in ledger.due(account.pk, NOW, limit=9)] == ["new"]


def test_new_forms_are_due_before_those_that_failed_the_longest_waiting_first(account):
    a_link(account, "failed-earlier", state=State.FAILED, next_try_at=EARLIER)
    a_link(account, "failed-just-now", state=State.FAILED, next_try_at=LATER)
    a_link(account, "waiting", state=State.WAITING, next_try_at=None)
    a_link(account, "second", next_try_at=NOW)
    a_link(account, "first", next_try_at=EARLIER)

    due = [link.form_id for link in ledger.due(account.pk, NOW, limit=10)]
    assert due == ["first", "second", "failed-earlier"]
    assert len(ledger.due(account.pk, NOW, limit=1)) == 1
    assert [
        link.form_id for link in ledger.due(account.pk, NOW, limit=9, form_ids=["first", "waiting"])
    ] == ["first"]


def test_a_form_is_due_since_it_changed_and_never_later_than_now(account, lease):
    ledger.receive(lease, ["early"], NOW, changed_at=EARLIER)
    assert ledger.backlog(account.pk, NOW, State.DUE) == (1, EARLIER)

    ledger.receive(lease, ["early"], NOW, changed_at=LATER)
    assert ledger.backlog(account.pk, NOW, State.DUE) == (1, NOW)


def test_the_backlog_of_failed_forms_begins_where_the_first_was_changed(account):
    for number, changed_at in enumerate([EARLIER, NOW, None]):
        a_link(account, f"{number}", state=State.FAILED, form_updated_at=changed_at)
    a_link(account, "later", state=State.FAILED, form_updated_at=EARLIER, next_try_at=LATER)

    assert ledger.backlog(account.pk, NOW, State.FAILED) == (2, EARLIER)
    assert ledger.backlog(account.pk, NOW, State.DUE) == (0, None)


def test_failed_forms_can_be_asked_for_at_once(account, lease):
    a_link(account, state=State.FAILED, next_try_at=LATER)

    assert ledger.make_failed_due(lease, NOW) == 1

    assert len(ledger.due(account.pk, NOW, limit=10)) == 1


def test_a_form_is_in_the_inbox_once(account):
    a_link(account)

    with pytest.raises(IntegrityError):
        a_link(account)

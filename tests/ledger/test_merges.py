from uuid import uuid4

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import LineLink, OrderLink
from tests.ledger.rows import LATER, NOW, an_account, an_order

pytestmark = pytest.mark.django_db
State = OrderLink.State


@pytest.fixture
def account():
    return an_account()


def test_merged_forms_name_their_successor_and_are_told_where_they_were_announced(account):
    told, untold = an_order(account, "told"), an_order(account, "untold", announced_at=None)
    new = an_order(account, "new")
    LineLink.objects.create(account=account, link=told, line_item_id="l", order_line_id=uuid4())

    ledger.free_lines([told.pk, untold.pk])
    tellings = {link.pk: ["cancelled"] for link in (told, untold)}
    ledger.mark_merged({told.pk: new.pk, untold.pk: new.pk}, tellings, NOW)

    found = {link.form_id: link for link in OrderLink.objects.exclude(pk=new.pk)}
    assert {link.state for link in found.values()} == {State.MERGED}
    assert {link.successor_id for link in found.values()} == {new.pk}
    assert (found["told"].tellings, found["untold"].tellings) == (["cancelled"], [])
    assert not LineLink.objects.exists()


def test_a_merge_ends_what_the_old_form_was_waiting_for(account):
    waiting = {"next_check_at": NOW, "next_try_at": LATER, "is_dirty": True}
    old = an_order(account, "old", error_code="x", failed_since=NOW, tellings=["paid"], **waiting)
    new = an_order(account, "new")

    ledger.mark_merged({old.pk: new.pk}, {old.pk: ["cancelled"]}, LATER)

    old.refresh_from_db()
    assert (old.next_check_at, old.next_try_at, old.is_dirty) == (None, None, False)
    assert (old.error_code, old.failed_since, old.checked_at) == ("", None, LATER)
    assert old.tellings == ["paid", "cancelled"]


def test_an_order_is_found_by_any_of_its_lines_in_two_statements(
    account, django_assert_num_queries
):
    link = an_order(account)
    for item in ("a", "b"):
        LineLink.objects.create(
            account=account, link=link, line_item_id=item, order_line_id=uuid4()
        )

    with django_assert_num_queries(2):
        standing = ledger.standing_orders(account.pk, ["a", "unknown"])

    assert standing.keys() == {"a", "b"}
    assert {order.form_id for order in standing.values()} == {"form-1"}
    assert standing["a"].line_item_ids == {"a", "b"}


def test_lines_of_another_seller_are_not_found(account):
    other = an_account(seller_id="55", channel="cz")
    link = an_order(other)
    LineLink.objects.create(account=other, link=link, line_item_id="a", order_line_id=uuid4())

    assert ledger.standing_orders(account.pk, ["a"]) == {}

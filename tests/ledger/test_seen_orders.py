from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro import ledger
from saleor_allegro.ledger import AccountConcerns, AccountCounts, SeenOrders
from saleor_allegro.models import OrderFlag, OrderLink, OrderPush, Run
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.payment_state import PaymentState, payment_state
from tests.ledger.rows import LATER, NOW, a_link, an_account, an_order

pytestmark = pytest.mark.django_db
HERE = "default"


def a_flag(link, kind=FlagKind.OVERSOLD, **fields):
    return OrderFlag.objects.create(link=link, kind=kind, raised_at=NOW, **fields)


def seen(**wanted):
    links = ledger.seen_orders(SeenOrders(**wanted), database=HERE)
    return [link.form_id for link in links.order_by("form_id")]


@pytest.fixture
def account():
    return an_account()


@pytest.mark.parametrize("is_cash_on_delivery", [True, False])
@pytest.mark.parametrize("form_status", ["READY_FOR_PROCESSING", "FILLED_IN"])
@pytest.mark.parametrize("paid", ["0", "3", "10", "11", None])
@pytest.mark.parametrize("total", ["0", "10", None])
def test_paid_is_what_the_rule_says(account, total, paid, form_status, is_cash_on_delivery):
    amounts = {
        "total_to_pay": None if total is None else Decimal(total),
        "paid": None if paid is None else Decimal(paid),
    }
    an_order(account, form_status=form_status, is_cash_on_delivery=is_cash_on_delivery, **amounts)

    state = payment_state(
        total=amounts["total_to_pay"],
        paid=amounts["paid"],
        is_cash_on_delivery=is_cash_on_delivery,
        form_status=form_status,
    )
    is_paid = state in (PaymentState.PAID, PaymentState.OVERPAID)
    assert seen(is_paid=True) == (["form-1"] if is_paid else [])
    assert seen(is_paid=False) == ([] if is_paid or state is None else ["form-1"])


def test_flagged_orders_have_an_open_flag(account):
    a_flag(an_order(account, "oversold"))
    a_flag(an_order(account, "resolved"), resolved_at=LATER)
    a_flag(an_order(account, "underpaid"), kind=FlagKind.UNDERPAID)
    an_order(account, "plain")

    assert seen(flag=FlagKind.OVERSOLD) == ["oversold"]
    assert seen(is_flagged=True) == ["oversold", "underpaid"]
    assert seen(is_flagged=False) == ["plain", "resolved"]


def test_failed_are_forms_not_imported_and_orders_that_do_not_follow(account):
    a_link(account, "failed", state=OrderLink.State.FAILED, failed_since=NOW)
    a_link(account, "due")
    an_order(account, "behind", failed_since=NOW)
    an_order(account, "fine")

    assert seen(is_failed=True) == ["behind", "failed"]
    assert seen(is_failed=False) == ["due", "fine"]


def test_bought_within_a_range_both_ends_included(account):
    for day in range(4):
        an_order(account, f"day-{day}", bought_at=NOW + timedelta(days=day))

    found = seen(bought_from=NOW + timedelta(days=1), bought_until=NOW + timedelta(days=2))

    assert found == ["day-1", "day-2"]


def test_questions_are_asked_together(account):
    other = an_account(seller_id="45", channel="cz")
    an_order(account, "a", channel_slug="pl", marketplace="allegro-pl", is_cash_on_delivery=True)
    an_order(account, "b", channel_slug="pl", marketplace="allegro-pl")
    an_order(account, "c", channel_slug="pl", marketplace="allegro-cz", is_cash_on_delivery=True)
    an_order(other, "d", channel_slug="cz", marketplace="allegro-pl", is_cash_on_delivery=True)

    assert seen(channel_slug="cz") == ["d"]
    assert seen(account_pk=account.pk, marketplace="allegro-pl") == ["a", "b"]
    assert seen(is_cash_on_delivery=True, marketplace="allegro-pl", channel_slug="pl") == ["a"]


def test_text_is_the_beginning_of_a_form_id_or_a_whole_number(account):
    wanted = an_order(account, "0D3F-1", order_number="17")
    an_order(account, "17aa", order_number="170")
    an_order(account, "xx", order_number="18")

    assert seen(text="0d3f") == ["0D3F-1"]
    assert seen(text="17") == ["0D3F-1", "17aa"]
    assert seen(text="none", order_ids=[wanted.order_id]) == ["0D3F-1"]


def test_forms_without_an_order_belong_to_the_channels_of_their_account(account):
    other = an_account(seller_id="45", channel="cz")
    a_link(account, "due-pl")
    a_link(other, "due-cz")
    an_order(account, "order-pl", channel_slug="pl")
    an_order(account, "order-old", channel_slug="gone")

    assert seen(channels=["pl"]) == ["due-pl", "order-pl"]
    assert seen(channels=[]) == []
    assert len(seen()) == 4


def test_flags_and_pushes_are_read_for_many_links_at_once(account, django_assert_num_queries):
    first, second, third = (an_order(account, f"form-{number}") for number in range(3))
    early = a_flag(first)
    late = a_flag(first, kind=FlagKind.UNDERPAID, resolved_at=LATER)
    of_later_release = a_flag(second, kind="moon_phase")
    push = OrderPush.objects.create(link=second, told_status="SENT")
    pks = [first.pk, second.pk, third.pk]

    with django_assert_num_queries(2):
        flags = ledger.flags_of_links(pks, database=HERE)
        pushes = ledger.pushes_of_links(pks, database=HERE)

    assert dict(flags) == {first.pk: [early, late]}
    assert of_later_release not in flags.get(second.pk, [])
    assert pushes == {second.pk: push}


def test_links_of_orders_of_every_account(account):
    other = an_account(seller_id="45", channel="cz")
    first, second = an_order(account), an_order(other)

    found = ledger.links_of_all_orders([first.order_id, second.order_id], database=HERE)

    assert found == {first.order_id: first, second.order_id: second}


def test_counts_and_concerns_of_accounts_in_one_statement_and_three(
    account, django_assert_num_queries
):
    other = an_account(seller_id="45", channel="cz")
    a_link(account, "due")
    a_link(account, "failed", state=OrderLink.State.FAILED, failed_since=NOW)
    first = an_order(account, "first", failed_since=NOW)
    second = an_order(account, "second", next_check_at=LATER)
    third = an_order(account, "third", gone_since=NOW, next_check_at=LATER)
    a_flag(first)
    a_flag(first, kind=FlagKind.UNDERPAID)
    a_flag(second, resolved_at=LATER)
    OrderPush.objects.create(link=first, due_at=LATER)
    OrderPush.objects.create(link=second, failed_since=NOW)
    OrderPush.objects.create(link=third)
    both = [account.pk, other.pk]

    with django_assert_num_queries(1):
        counts = ledger.counts_of_accounts(both, database=HERE)
    with django_assert_num_queries(3):
        concerns = ledger.concerns_of_accounts(both, database=HERE)

    assert counts == {
        account.pk: AccountCounts(forms={"due": 1, "failed": 1, "imported": 3}, unpaid=1, gone=1),
        other.pk: AccountCounts(),
    }
    assert concerns == {
        account.pk: AccountConcerns(
            failed=1, not_followed=1, to_tell=1, not_told=1, open_flags=2, flagged=1
        ),
        other.pk: AccountConcerns(),
    }


def test_counts_are_those_of_the_overview(account):
    for number in range(3):
        a_flag(an_order(account, f"form-{number}", next_check_at=LATER, failed_since=NOW))
    a_link(account, "due")
    a_link(account, "failed", state=OrderLink.State.FAILED, failed_since=NOW)

    [overview] = ledger.overview()
    counts = ledger.counts_of_accounts([account.pk], database=HERE)[account.pk]
    concerns = ledger.concerns_of_accounts([account.pk], database=HERE)[account.pk]

    for name in ("forms", "unpaid", "gone"):
        assert getattr(counts, name) == getattr(overview, name), name
    for name in ("not_followed", "to_tell", "not_told", "open_flags"):
        assert getattr(concerns, name) == getattr(overview, name), name
    assert concerns.failed == overview.forms["failed"] == 1


def test_last_run_of_each_kind(account, django_assert_num_queries):
    other = an_account(seller_id="45", channel="cz")

    def a_run(of, kind, at):
        return Run.objects.create(account=of, kind=kind, started_at=at)

    a_run(account, Run.Kind.IMPORT, NOW)
    latest = a_run(account, Run.Kind.IMPORT, LATER)
    push = a_run(account, Run.Kind.PUSH, NOW)
    elsewhere = a_run(other, Run.Kind.IMPORT, NOW)

    with django_assert_num_queries(1):
        found = ledger.last_runs_of_accounts([account.pk, other.pk], database=HERE)

    assert found == {
        (account.pk, "import"): latest,
        (account.pk, "push"): push,
        (other.pk, "import"): elsewhere,
    }
    assert list(ledger.seen_runs(account.pk, Run.Kind.PUSH, database=HERE)) == [push]
    assert ledger.seen_runs(None, None, database=HERE).count() == 4


def test_accounts_and_their_channels(account):
    other = an_account(seller_id="45", channel="cz")

    assert ledger.seen_accounts(database=HERE) == [account, other]
    assert ledger.accounts_of_pks([other.pk], database=HERE) == {other.pk: other}
    assert dict(ledger.channels_of_accounts([account.pk, other.pk], database=HERE)) == {
        account.pk: ["pl"],
        other.pk: ["cz"],
    }

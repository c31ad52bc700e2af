import pytest

from saleor_allegro import ledger
from saleor_allegro.models import OrderFlag
from saleor_allegro.rules.flags import Flag, FlagKind
from tests.ledger.rows import LATER, NOW, an_account, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return an_account()


def raise_flag(link, *flags, settled=((FlagKind.UNDERPAID, None),), now=NOW):
    return ledger.raise_flags({link.pk: flags}, {link.pk: settled}, now).get(link.pk, [])


def test_a_flag_is_news_once_and_again_when_it_says_something_else(account):
    link = an_order(account)
    flag = Flag(kind=FlagKind.UNDERPAID, details={"paid": "1.00"})
    more = Flag(kind=FlagKind.UNDERPAID, details={"paid": "2.00"})

    assert raise_flag(link, flag, flag) == [flag]
    assert raise_flag(link, flag) == []
    assert raise_flag(link, more) == [more]
    assert OrderFlag.objects.get().details == {"paid": "2.00"}


def test_what_is_over_is_resolved_alone_and_raised_when_it_comes_back(account):
    link = an_order(account)
    flag = Flag(kind=FlagKind.UNDERPAID)
    other = Flag(kind=FlagKind.OVERSOLD, subject="line")
    raise_flag(link, flag, other)

    assert raise_flag(link, now=LATER) == []
    resolved = OrderFlag.objects.get(kind="underpaid")
    assert (resolved.resolved_at, resolved.resolved_alone) == (LATER, True)
    assert OrderFlag.objects.get(kind="oversold").resolved_at is None
    assert raise_flag(link, flag) == [flag]
    assert OrderFlag.objects.get(kind="underpaid").resolved_at is None


def test_only_the_settled_subject_is_resolved(account):
    link = an_order(account)
    refused = [
        Flag(kind=FlagKind.ADDRESS_REFUSED, subject=word) for word in ("shipping", "billing")
    ]
    raise_flag(link, *refused)

    raise_flag(link, settled=((FlagKind.ADDRESS_REFUSED, "billing"),))

    assert OrderFlag.objects.get(resolved_at=None).subject == "shipping"


def test_what_a_person_resolved_stays_so_until_it_says_something_else(account):
    link = an_order(account)
    flag = Flag(kind=FlagKind.UNDERPAID, details={"paid": "1.00"})
    raise_flag(link, flag)
    OrderFlag.objects.update(resolved_at=NOW, note="agreed")

    assert raise_flag(link, flag, now=LATER) == []
    assert OrderFlag.objects.get().note == "agreed"
    more = Flag(kind=FlagKind.UNDERPAID, details={"paid": "2.00"})
    assert raise_flag(link, more, now=LATER) == [more]
    assert (OrderFlag.objects.get().resolved_at, OrderFlag.objects.get().note) == (None, "")


def test_flags_of_fifty_orders_take_three_statements(account, django_assert_num_queries):
    """Those that are known, the new ones, the changed ones."""
    links = [an_order(account, f"form-{number}") for number in range(50)]
    flag = Flag(kind=FlagKind.UNDERPAID)
    for link in links[:25]:
        raise_flag(link, flag)

    with django_assert_num_queries(3):
        news = ledger.raise_flags(
            {link.pk: [] if number < 25 else [flag] for number, link in enumerate(links)},
            {link.pk: [(FlagKind.UNDERPAID, None)] for link in links},
            LATER,
        )

    assert len(news) == 25
    assert OrderFlag.objects.filter(resolved_alone=True).count() == 25


def test_person_resolves_all_open_flags_of_a_kind_or_the_one_that_is_named(account):
    link = an_order(account)
    refused = [
        Flag(kind=FlagKind.ADDRESS_REFUSED, subject=word) for word in ("shipping", "billing")
    ]
    raise_flag(link, *refused, Flag(kind=FlagKind.OVERSOLD))

    def resolve(subject=None):
        rows = ledger.resolve_flags(
            link.pk, FlagKind.ADDRESS_REFUSED, subject=subject, note="seen", now=LATER
        )
        return [row.subject for row in rows]

    assert resolve("billing") == ["billing"]
    assert resolve("billing") == []
    assert resolve() == ["shipping"]
    assert OrderFlag.objects.get(resolved_at=None).kind == "oversold"
    resolved = OrderFlag.objects.filter(kind="address_refused")
    assert set(resolved.values_list("resolved_at", "resolved_alone", "note")) == {
        (LATER, False, "seen")
    }
    assert raise_flag(link, *refused, now=LATER) == []

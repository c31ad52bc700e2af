from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.ledger import Listed
from saleor_allegro.models import Directory
from tests.ledger.rows import LATER, NOW, an_account

pytestmark = pytest.mark.django_db
HERE = "default"


def lists(name):
    return {
        column: [Listed(id=f"{column}-1", name=name)]
        for column in ("delivery_methods", "carriers", "marketplaces")
    }


def test_lists_are_kept_anew():
    account = an_account()
    ledger.keep_directory(account.pk, NOW, lists("Old"))

    ledger.keep_directory(account.pk, LATER, lists("New"))

    directory = Directory.objects.get()
    assert directory.read_at == LATER
    assert directory.delivery_methods == [{"id": "delivery_methods-1", "name": "New"}]
    assert directory.carriers == [{"id": "carriers-1", "name": "New"}]
    assert directory.marketplaces == [{"id": "marketplaces-1", "name": "New"}]


def test_lists_of_a_channel_are_those_of_its_seller():
    ours, other = an_account(), an_account(seller_id="45", channel="cz")
    ledger.keep_directory(ours.pk, NOW, lists("Ours"))

    assert ledger.seen_directory("pl", database=HERE).account == ours
    assert ledger.seen_directory("cz", database=HERE) is None
    assert ledger.seen_directory("nowhere", database=HERE) is None
    assert other.pk not in Directory.objects.values_list("account", flat=True)


def test_lists_that_are_older():
    account = an_account()
    assert not ledger.has_directory_before(account.pk, NOW + timedelta(days=365))

    ledger.keep_directory(account.pk, NOW, lists("Ours"))

    assert not ledger.has_directory_before(account.pk, NOW)
    assert ledger.has_directory_before(account.pk, LATER)

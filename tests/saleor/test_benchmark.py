"""The benchmark compares like with like: both sides write the same orders, of every kind.

And the list of orders that it measures is the one that is shown.
"""

from decimal import Decimal

import pytest
from saleor.order.models import Order

from benchmarks.agreement import differences
from benchmarks.allegro import KINDS
from benchmarks.bulk_input import REFERENCE_PREFIX
from benchmarks.orders_page import measure_orders_page
from benchmarks.race import race
from saleor_allegro.models import OrderLink

pytestmark = pytest.mark.django_db


def test_each_kind_of_order_is_written_once_by_each_side():
    result = race(len(KINDS), 1, warm_up=1)

    references = set(Order.objects.values_list("external_reference", flat=True))
    form_ids = {each for each in references if not each.startswith(REFERENCE_PREFIX)}
    assert len(form_ids) == len(KINDS) + 1
    assert references == form_ids | {REFERENCE_PREFIX + form_id for form_id in form_ids}
    assert result.ours.orders == result.theirs.orders == len(KINDS)
    assert 0 < result.ours.statements_an_order < result.theirs.statements_an_order
    assert result.ours.calls > 0


def test_order_with_another_total_is_a_disagreement():
    race(1, 1, warm_up=1)
    order = Order.objects.exclude(external_reference__startswith=REFERENCE_PREFIX).first()
    order.total_gross_amount += Decimal("0.01")
    order.save()

    [found] = differences([order.external_reference])

    assert found.startswith(f"{order.external_reference}: total_gross_amount ")


def test_order_that_one_side_did_not_write_is_a_disagreement():
    race(1, 1, warm_up=1)
    order = Order.objects.filter(external_reference__startswith=REFERENCE_PREFIX).first()
    form_id = order.external_reference.removeprefix(REFERENCE_PREFIX)
    Order.objects.filter(pk=order.pk).update(external_reference=None)

    assert differences([form_id]) == [f"{form_id} was not created"]


def test_dashboards_list_of_orders_is_measured_as_a_person_sees_it():
    looks = measure_orders_page(120, rounds=1)

    assert [look.name for look in looks][:2] == ["first page", "flagged"]
    assert OrderLink.objects.count() == Order.objects.count() == 120
    assert {look.statements for look in looks} == {looks[0].statements}
    assert all(look.statements > 20 and look.milliseconds > 0 for look in looks)

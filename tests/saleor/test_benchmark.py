"""The benchmark compares like with like: both sides write the same orders, of every kind."""

from decimal import Decimal

import pytest
from saleor.order.models import Order

from benchmarks.agreement import differences
from benchmarks.allegro import KINDS
from benchmarks.bulk_input import REFERENCE_PREFIX
from benchmarks.race import race

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

"""Steps that the contracts of an order's later life share."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import (
    FieldChange,
    OrderOutcome,
    Shop,
    ShopOrder,
    Telling,
    UpdateOutcome,
    WritePolicy,
)
from tests.shop.drafts import write_policy

#: Those that follow the form unless goods have left.
CONTENT = (
    Aspect.SHIPPING_ADDRESS,
    Aspect.BILLING_ADDRESS,
    Aspect.DELIVERY,
    Aspect.LINES,
    Aspect.NOTE,
    Aspect.DETAILS,
)


def place(shop: Shop, draft: OrderDraft, policy: WritePolicy | None = None) -> OrderOutcome:
    """Write one order as the import does."""
    with transaction.atomic():
        (outcome,) = shop.write_orders([draft], policy or write_policy())
    return outcome


def bring(
    shop: Shop, *updates: OrderUpdate, policy: WritePolicy | None = None
) -> Sequence[UpdateOutcome]:
    """Bring the updates over as a caller does, in one transaction of its own.

    Raises:
        AssertionError: Something is told twice, or not in the order of `Telling`.
    """
    with transaction.atomic():
        outcomes = shop.update_orders(updates, policy or write_policy())
    assert [outcome.form_id for outcome in outcomes] == [update.form_id for update in updates]
    assert [outcome.order_id for outcome in outcomes] == [update.order_id for update in updates]
    for outcome in outcomes:
        assert list(outcome.tellings) == [each for each in Telling if each in outcome.tellings]
    return outcomes


def follow(
    shop: Shop,
    order: OrderOutcome,
    draft: OrderDraft | None = None,
    *changed: Aspect,
    policy: WritePolicy | None = None,
    **fields: Any,
) -> UpdateOutcome:
    """Bring over what changed on the form of one order."""
    update = OrderUpdate(
        order_id=order.order_id,
        form_id=order.form_id,
        draft=draft,
        changed=frozenset(changed),
        **fields,
    )
    (outcome,) = bring(shop, update, policy=policy)
    return outcome


def pay(shop: Shop, order: OrderOutcome, draft: OrderDraft, *payments: Any, **fields: Any) -> Any:
    """The form names these payments now."""
    paid = replace(draft, payments=payments)
    return follow(shop, order, paid, Aspect.PAYMENTS, Aspect.STAGE, **fields)


def look(shop: Shop, order: OrderOutcome | UUID) -> ShopOrder:
    order_id = order if isinstance(order, UUID) else order.order_id
    (found,) = shop.read_orders([order_id])
    return found


def aspects(changes: Sequence[FieldChange]) -> set[Aspect]:
    return {change.aspect for change in changes}


def news(outcome: UpdateOutcome) -> list[Telling]:
    """What is told beside that the order is another now."""
    return [telling for telling in outcome.tellings if telling is not Telling.UPDATED]


def assert_nothing_happened(outcome: UpdateOutcome) -> None:
    assert not outcome.is_gone
    assert (outcome.changes, outcome.tellings) == ((), ())

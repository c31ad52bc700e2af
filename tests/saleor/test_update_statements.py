"""What a batch of updates costs in SQL statements, kind by kind."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction

from saleor_allegro.rules.drafts import DeliveryDraft
from saleor_allegro.rules.updates import Aspect, OrderUpdate, ParcelDraft
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, POLICY, line, order, payment

MOVED = replace(HOME, street="Polna 7")


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10_000, tax_rate=Decimal("0.23"))
    world.make_variant("LAMP", stock=10_000, tax_rate=Decimal("0.08"))
    world.make_shipping_method("Kurier", tax_rate=Decimal("0.05"))
    return SaleorShop()


def with_addresses(draft):
    return {"shipping_address": MOVED, "billing_address": replace(HOME, first_name="Anna")}


def with_delivery(draft):
    delivery = DeliveryDraft(method_id="k", method_name="Kurier", gross=Decimal("5.00"))
    total = draft.total_gross - draft.delivery.gross + delivery.gross
    return {"delivery": delivery, "total_gross": total}


def with_lines(draft):
    lines = (replace(draft.lines[0], quantity=3), line("LAMP"), line("NOBODY"))
    total = sum((each.unit_gross * each.quantity for each in lines), draft.delivery.gross)
    return {"lines": lines, "total_gross": total}


def with_payments(draft):
    return {"payments": (payment(str(draft.total_gross)),)}


CHANGES = {
    "addresses": (with_addresses, {Aspect.SHIPPING_ADDRESS, Aspect.BILLING_ADDRESS}),
    "delivery": (with_delivery, {Aspect.DELIVERY}),
    "lines": (with_lines, {Aspect.LINES}),
    "note": (lambda draft: {"note": "Inaczej"}, {Aspect.NOTE}),
    "details": (lambda draft: {"private_metadata": {"allegro.login": "a"}}, {Aspect.DETAILS}),
    "payments": (with_payments, {Aspect.PAYMENTS, Aspect.STAGE}),
}
#: What is asked for, beside the changes themselves.
FIELDS = {
    "payments": {"confirm": True},
    "details": {
        "parcels": (ParcelDraft(parcel_id="1", carrier_id="DPD", carrier_name="DPD", waybill="W1"),)
    },
}


@pytest.mark.parametrize("first", ["with addresses", "without"])
@pytest.mark.parametrize("kind", CHANGES)
def test_statements_do_not_grow_with_the_batch(shop, count_statements, kind, first):
    change, aspects = CHANGES[kind]
    policy = replace(POLICY, shipping_methods={"k": "Kurier"})
    fields = (
        {} if first == "with addresses" else {"shipping_address": None, "billing_address": None}
    )

    def statements_of(size):
        drafts = [order(line("MUG"), **fields) for _ in range(size)]
        with transaction.atomic():
            outcomes = shop.write_orders(drafts, policy)
        updates = [
            OrderUpdate(
                order_id=outcome.order_id,
                form_id=outcome.form_id,
                draft=replace(draft, **change(draft)),
                changed=frozenset(aspects),
                **FIELDS.get(kind, {}),
            )
            for outcome, draft in zip(outcomes, drafts, strict=True)
        ]
        with transaction.atomic(), count_statements() as statements:
            told = shop.update_orders(updates, policy)
        assert all(each.changes for each in told)
        with transaction.atomic(), count_statements() as again:
            told = shop.update_orders(updates, policy)
        assert not any(each.changes or each.tellings for each in told)
        writing = [sql for sql in again if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
        assert writing == []
        return len(statements)

    statements_of(1)  # what Saleor reads once a process
    assert statements_of(5) == statements_of(50)


def test_notes_of_a_batch_cost_as_much_as_one(shop, count_statements):
    with transaction.atomic():
        outcomes = shop.write_orders([order() for _ in range(20)], POLICY)
    counts = []
    for noted in (outcomes[:1], outcomes):
        with count_statements() as statements:
            shop.note_orders({each.order_id: ["Allegro: note"] for each in noted})
        counts.append(len(statements))

    assert counts[0] == counts[1]

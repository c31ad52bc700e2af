import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.aspects import digests_of
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.drafts import (
    AddressDraft,
    DeliveryDraft,
    InitialStatus,
    LineDraft,
    LineKind,
    PaymentDraft,
    TaxId,
)
from saleor_allegro.rules.updates import Aspect
from tests.factories import (
    BOUGHT_AT,
    checkout_form,
    checkout_form_json,
    delivery,
    fulfillment,
    invoice,
    line_item,
    money,
    new_id,
    payment,
)
from tests.rules.test_samples import SAMPLES

POLICY = DraftPolicy()
FORM = checkout_form(invoice=invoice(), messageToSeller="Szybko, proszę")
DRAFT = draft_order(FORM, POLICY)

texts = st.text(max_size=4)
amounts = st.decimals(min_value=0, max_value=999, places=2)
addresses = st.builds(
    AddressDraft,
    **dict.fromkeys(
        ["first_name", "last_name", "company_name", "street", "city", "postal_code"], texts
    ),
    phone=texts,
    tax_ids=st.lists(st.builds(TaxId, type=texts, value=texts), max_size=2).map(tuple),
)
lines = st.builds(
    LineDraft,
    name=st.just("Kubek"),
    variant_key=st.none(),
    line_item_id=texts,
    offer_id=texts,
    quantity=st.integers(1, 9),
    unit_gross=amounts,
    undiscounted_unit_gross=amounts,
    tax_rate=st.none() | amounts,
    kind=st.sampled_from([LineKind.OFFER, LineKind.DEPOSIT]),
)
payments = st.builds(
    PaymentDraft,
    payment_id=texts,
    name=st.just("Allegro: PayU"),
    amount=amounts,
    received_at=st.just(DRAFT.bought_at),
)
point = st.sampled_from(["allegro.pickup_point_id", "allegro.smart", "allegro.delivery_method_id"])
detail = st.sampled_from(["allegro.login", "allegro.invoice_required", "allegro.dispatch_until"])

# aspect -> parts of a draft that belong to it alone
PARTS = {
    Aspect.SHIPPING_ADDRESS: st.fixed_dictionaries({"shipping_address": addresses}),
    Aspect.BILLING_ADDRESS: st.fixed_dictionaries({"billing_address": addresses}),
    Aspect.DELIVERY: st.fixed_dictionaries(
        {
            "delivery": st.builds(DeliveryDraft, method_id=texts, method_name=texts, gross=amounts),
            "metadata": st.dictionaries(point, texts),
        }
    ).map(lambda drawn: drawn | {"total_gross": Decimal(100) + drawn["delivery"].gross}),
    Aspect.LINES: st.fixed_dictionaries(
        {
            "lines": st.lists(lines, max_size=3).map(lambda drawn: sorted(drawn, key=repr)),
            "total_gross": amounts,
        }
    ),
    Aspect.NOTE: st.fixed_dictionaries({"note": texts}),
    Aspect.DETAILS: st.fixed_dictionaries({"private_metadata": st.dictionaries(detail, texts)}),
    Aspect.PAYMENTS: st.fixed_dictionaries(
        {"payments": st.lists(payments, max_size=3).map(lambda drawn: sorted(drawn, key=repr))}
    ),
}


def digests(form=FORM, **parts):
    return digests_of(form, replace(DRAFT, **parts))


def changed_between(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def changed_by(before, after):
    drawn = [digests_of(form, draft_order(form, POLICY)) for form in (before, after)]
    return changed_between(*drawn)


@given(st.data(), st.sampled_from(sorted(PARTS)))
def test_what_changes_in_one_aspect_changes_its_digest_alone(data, aspect):
    before, after = data.draw(PARTS[aspect]), data.draw(PARTS[aspect])
    assume(before != after)

    assert changed_between(digests(**before), digests(**after)) == {aspect}


@given(st.data(), st.sampled_from(sorted(PARTS)))
def test_the_same_content_has_the_same_digest(data, aspect):
    parts = data.draw(PARTS[aspect])

    assert digests(**parts) == digests(**parts)


@given(st.permutations(range(4)))
def test_the_order_of_lines_and_payments_is_nothing(order):
    form = checkout_form(lines=[line_item(price=f"{n}.00") for n in range(1, 5)])
    drawn = draft_order(form, POLICY).lines
    paid = [
        PaymentDraft(payment_id=str(n), name="", amount=Decimal(n), received_at=DRAFT.bought_at)
        for n in range(4)
    ]

    shuffled = digests(lines=[drawn[n] for n in order], payments=[paid[n] for n in order])

    assert shuffled == digests(lines=drawn, payments=paid)


def test_two_equal_lines_are_not_one():
    line = DRAFT.lines[0]

    assert digests(lines=(line, line)) != digests(lines=(line,))


def test_an_amount_is_the_same_however_many_zeros_it_ends_with():
    whole = replace(DRAFT.lines[0], unit_gross=Decimal(100))
    places = replace(DRAFT.lines[0], unit_gross=Decimal("100.00"))

    assert digests(lines=(whole,), total_gross=Decimal(110)) == digests(
        lines=(places,), total_gross=Decimal("110.000")
    )


def test_an_address_that_is_not_known_has_no_digest():
    assert digests().keys() == {aspect.value for aspect in Aspect}
    assert digests(shipping_address=None, billing_address=None).keys() == {
        aspect.value for aspect in Aspect if not aspect.value.endswith("address")
    }


def test_the_same_address_has_another_digest_in_another_form_and_another_aspect():
    same = DRAFT.shipping_address
    other = checkout_form()

    here = digests(billing_address=same)
    there = digests_of(other, replace(DRAFT, billing_address=same))

    assert len({*here.values(), *there.values()}) == 2 * len(Aspect)


def test_digests_are_short_and_stay_the_same_from_release_to_release():
    """Should one move, every order of every shop would be brought over once more."""
    form = CheckoutForm.from_json(json.loads(SAMPLES[0].read_text()))

    found = digests_of(form, draft_order(form, POLICY))

    assert found == {
        "shipping_address": "c8a68e70d6b8eca2",
        "billing_address": "5c972f86c62fc026",
        "delivery": "6c819b93d6262237",
        "lines": "437918d8dac65920",
        "note": "e329fe818e88b078",
        "details": "ec3b77a01799db33",
        "payments": "d1f38a7e8a37cc87",
        "stage": "247a6f753b85aad5",
    }


@pytest.mark.parametrize(
    ("change", "aspects"),
    [
        ({"revision": "bbbbbbbb", "updatedAt": "2026-11-30T00:00:00Z"}, set()),
        ({"messageToSeller": "Inaczej"}, {"note"}),
        ({"fulfillment": fulfillment("SENT")}, {"stage"}),
        (
            {"fulfillment": fulfillment() | {"shipmentSummary": {"lineItemsSent": "ALL"}}},
            {"stage"},
        ),
        ({"status": "CANCELLED"}, {"stage"}),
        ({"surcharges": [payment("5.00")]}, {"payments"}),
        ({"payment": None}, {"payments", "stage", "details"}),
        (
            {"summary": {"totalToPay": money("120.00")}},
            {"lines", "stage"},
        ),  # what was paid pays it no longer
        ({"delivery": delivery(smart=True)}, {"delivery"}),
        ({"delivery": delivery(method={"id": "m", "name": "Inna"})}, {"delivery"}),
        ({"delivery": delivery(cancellation={"date": BOUGHT_AT})}, {"details"}),
        ({"delivery": delivery(calculatedNumberOfPackages=3)}, set()),
        ({"invoice": invoice()}, {"billing_address", "details"}),
        ({"note": {"text": "Sprawdzić"}}, {"details"}),
    ],
)
def test_what_changes_on_a_form_changes_the_aspects_it_is_seen_in(change, aspects):
    before = checkout_form_json()

    found = changed_by(*(CheckoutForm.from_json(body) for body in (before, before | change)))

    assert found == aspects


def test_a_service_without_an_id_is_known_by_its_name():
    service = {"definitionId": None, "name": "Montaż", "price": money("9.00"), "quantity": 1}
    item = line_item(id=new_id())
    bodies = [
        item | {"selectedAdditionalServices": [service | {"name": name}]}
        for name in ("Montaż", "Wniesienie")
    ]
    form_id = new_id()

    assert changed_by(*(checkout_form(id=form_id, payment=None, lines=[b]) for b in bodies)) == {
        "lines"
    }


def test_settings_of_the_shop_change_nothing():
    other = DraftPolicy(
        new_status=InitialStatus.UNFULFILLED,
        paid_status=InitialStatus.UNCONFIRMED,
        match_by="offer_id",
    )

    assert digests_of(FORM, draft_order(FORM, other)) == digests_of(FORM, DRAFT)

from dataclasses import dataclass
from decimal import Decimal

import pytest

from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.flags import (
    FORM_DERIVED,
    IMPORT_ONLY,
    RESOLVED_ALONE,
    Flag,
    FlagKind,
)
from saleor_allegro.rules.flags_after import flags_after
from saleor_allegro.rules.updates import Aspect
from tests.factories import checkout_form, fulfillment, invoice, line_item, payment

STANDING = {
    "is_cancelled": False,
    "was_cancelled": False,
    "has_left": False,
    "charged": Decimal("110.000"),  # as a database gives it
}
CANCELLED = {"status": "CANCELLED"}
CANCELLED_BY_SELLER = {"fulfillment": fulfillment("CANCELLED")}
OWED = Flag(kind=FlagKind.REFUND_OWED, details={"amount": "110.00", "currency": "PLN"})
TOO_LATE = Flag(kind=FlagKind.CANCELLED_AFTER_DISPATCH)


@dataclass(frozen=True)
class Change:
    aspect: Aspect
    before: str
    after: str


def after(form=None, **circumstances):
    form = checkout_form(**form or {})
    doubts = draft_order(form, DraftPolicy()).flags
    return flags_after(form, doubts, **STANDING | circumstances)


def test_an_order_without_trouble_has_no_flag():
    assert after() == ()


@pytest.mark.parametrize("form", [CANCELLED, CANCELLED_BY_SELLER])
@pytest.mark.parametrize(
    ("circumstances", "flags"),
    [
        ({"is_cancelled": True}, (OWED,)),
        ({"is_cancelled": True, "charged": Decimal(0)}, ()),
        ({"is_cancelled": True, "charged": Decimal(-5)}, ()),
        ({"has_left": True}, (TOO_LATE, OWED)),
        ({"has_left": True, "charged": Decimal(0)}, (TOO_LATE,)),
        ({"has_left": True, "is_cancelled": True}, (OWED,)),
        ({"is_cancelled": True, "was_cancelled": True}, (OWED,)),
    ],
)
def test_a_cancelled_order_owes_what_it_holds(form, circumstances, flags):
    assert after(form, **circumstances) == flags


@pytest.mark.parametrize(
    ("circumstances", "flags"),
    [
        ({"is_cancelled": True, "was_cancelled": True}, [FlagKind.REVIVED]),
        ({"is_cancelled": True}, []),  # staff cancelled it in the shop
        ({"was_cancelled": True, "has_left": True}, []),  # it was never cancelled here
    ],
)
def test_what_allegro_cancels_no_more_is_revived(circumstances, flags):
    assert [flag.kind for flag in after(**circumstances)] == flags


def test_each_aspect_that_changed_too_late_has_a_flag_with_both_values():
    withheld = [
        Change(Aspect.SHIPPING_ADDRESS, "Stara 1", "Nowa 2"),
        Change(Aspect.NOTE, "", "Proszę o fakturę"),
    ]

    assert after(withheld=withheld, has_left=True) == (
        Flag(
            kind=FlagKind.CHANGED_AFTER_DISPATCH,
            subject="shipping_address",
            details={"before": "Stara 1", "after": "Nowa 2"},
        ),
        Flag(
            kind=FlagKind.CHANGED_AFTER_DISPATCH,
            subject="note",
            details={"before": "", "after": "Proszę o fakturę"},
        ),
    )


def test_goods_that_the_shop_sent_are_no_doubt():
    assert after({"fulfillment": fulfillment("SENT")}, has_left=True) == ()


def test_doubts_stay_while_the_form_shows_them():
    assert [flag.kind for flag in after({"payment": payment("100.00")})] == [FlagKind.UNDERPAID]


def test_a_cancelled_order_is_not_doubted():
    form = CANCELLED | {"payment": payment("100.00"), "invoice": invoice(address=None)}

    assert after(form, is_cancelled=True, charged=Decimal(0)) == ()


def test_every_doubt_of_a_form_is_of_one_sort():
    doubtful = checkout_form(
        total="1.00",
        fulfillment=fulfillment("SENT", "ALLEGRO"),
        invoice=invoice(address=None),
        lines=[line_item(discounts=[{"type": "KARMA"}])],
    )
    paid_less = checkout_form(payment=payment("1.00"))
    found = {
        doubt.kind
        for form in (doubtful, paid_less)
        for doubt in draft_order(form, DraftPolicy()).flags
    }

    assert found == FORM_DERIVED | IMPORT_ONLY
    assert not FORM_DERIVED & IMPORT_ONLY
    assert not RESOLVED_ALONE & IMPORT_ONLY

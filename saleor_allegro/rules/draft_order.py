"""Draw up the order that a checkout form asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules import facts
from saleor_allegro.rules.doubts import find_doubts
from saleor_allegro.rules.drafts import DeliveryDraft, InitialStatus, OrderDraft
from saleor_allegro.rules.errors import UnusableForm
from saleor_allegro.rules.order_lines import NOBODY_CHOSE, draft_lines, language_of
from saleor_allegro.rules.order_metadata import private_metadata, public_metadata
from saleor_allegro.rules.order_payments import draft_payments
from saleor_allegro.rules.order_people import (
    billing_address,
    draft_customer,
    shipping_address,
    tax_ids,
)
from saleor_allegro.rules.soundness import check_form


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPolicy:
    """How the merchant wants orders of a channel drawn up."""

    new_status: InitialStatus = InitialStatus.UNCONFIRMED
    cash_on_delivery_status: InitialStatus = InitialStatus.UNFULFILLED
    paid_status: InitialStatus = InitialStatus.UNFULFILLED
    #: "sku", "external_reference" or "offer_id", as the shop's `MatchBy`.
    match_by: str = "sku"
    #: Where the seller sells: "production", "sandbox" or an API's base URL.
    environment: str = "production"
    #: The seller's own marketplace, for a form that names none.
    marketplace: str = ""


def draft_order(
    form: CheckoutForm,
    policy: DraftPolicy,
    *,
    customer_id: str | None = None,
    chosen: Mapping[str, str] = NOBODY_CHOSE,
) -> OrderDraft:
    """Draw up the order a form asks for, as the form is now. Money is Allegro's, verbatim.

    Args:
        form: The checkout form.
        policy: The settings of the channel that takes it.
        customer_id: The shop's customer that the buyer is known to be.
        chosen: Offer id -> the variant of the shop that a person chose for it.

    Raises:
        UnusableForm: Money or words cannot be read without guessing.

    Source: Allegro REST API, schema `CheckoutForm`.
    """
    check_form(form)
    bought_at = facts.first_bought_at(form) or form.updated_at
    if bought_at is None:
        raise UnusableForm("no_purchase_date", form.id)

    lines = draft_lines(form, policy.match_by, chosen)
    delivery = _delivery(form)
    numbers = tax_ids(form)
    marketplace = form.marketplace.id if form.marketplace else policy.marketplace
    return OrderDraft(
        form_id=form.id,
        currency=form.summary.total_to_pay.currency,
        language=language_of(form),
        bought_at=bought_at,
        status=initial_status(form, policy),
        email=form.buyer.email,
        note=form.message_to_seller or "",
        customer=draft_customer(form.buyer, customer_id),
        shipping_address=shipping_address(form),
        billing_address=billing_address(form),
        lines=lines,
        delivery=delivery,
        payments=draft_payments(form, bought_at),
        total_gross=form.summary.total_to_pay.amount,
        takes_stock=not facts.is_one_fulfillment(form),
        metadata=public_metadata(form, marketplace),
        private_metadata=private_metadata(form, policy.environment, numbers),
        flags=find_doubts(form, lines, delivery, numbers),
    )


def initial_status(form: CheckoutForm, policy: DraftPolicy) -> InitialStatus:
    """Cash on delivery, paid on Allegro, all others: one setting each.

    Cash on delivery that the buyer has not finished is like any other new order.
    """
    if facts.is_ready_cash_on_delivery(form):
        return policy.cash_on_delivery_status
    if facts.is_paid(form):
        return policy.paid_status
    return policy.new_status


def _delivery(form: CheckoutForm) -> DeliveryDraft:
    delivery = form.delivery
    if delivery is None:
        return DeliveryDraft()
    return DeliveryDraft(
        method_id=(delivery.method.id if delivery.method else None) or "",
        method_name=(delivery.method.name if delivery.method else None) or "",
        gross=delivery.cost.amount if delivery.cost else Decimal(0),
    )

"""Whether a form can be read as an order without guessing at money or meaning."""

from collections import Counter
from collections.abc import Iterator

from saleor_allegro.allegro.documents import CheckoutForm, FormStatus, Money
from saleor_allegro.rules.errors import UnusableForm

#: Every currency Allegro sells in counts in hundredths, or in whole units.
DECIMAL_PLACES = 2


def check_form(form: CheckoutForm) -> None:
    """Refuse a form whose status, items or money we cannot take as they are.

    Raises:
        UnusableForm: It says what is wrong and what to do.
    """
    if not isinstance(form.status, FormStatus):
        raise UnusableForm("unknown_status", form.id, status=form.status)
    if not form.line_items:
        raise UnusableForm("no_lines", form.id)
    item, times = Counter(line.id for line in form.line_items).most_common(1)[0]
    if times > 1:
        raise UnusableForm("repeated_line", form.id, line_item_id=item)
    currencies = {money.currency for _, money in _amounts(form)}
    if len(currencies) > 1:
        raise UnusableForm("mixed_currencies", form.id, currencies=", ".join(sorted(currencies)))
    for field, money in _amounts(form):
        if money.amount < 0 or money.amount != round(money.amount, DECIMAL_PLACES):
            raise UnusableForm(
                "unreadable_money",
                form.id,
                field=field,
                amount=money.amount,
                currency=money.currency,
            )


def _amounts(form: CheckoutForm) -> Iterator[tuple[str, Money]]:
    """Every amount that becomes part of an order."""
    yield "summary.totalToPay", form.summary.total_to_pay
    for index, line in enumerate(form.line_items):
        yield f"lineItems.{index}.price", line.price
        yield f"lineItems.{index}.originalPrice", line.original_price
        if line.deposit:
            yield f"lineItems.{index}.deposit", line.deposit.price
        for service in line.selected_additional_services:
            yield f"lineItems.{index}.selectedAdditionalServices", service.price
    if form.delivery and form.delivery.cost:
        yield "delivery.cost", form.delivery.cost
    if form.payment and form.payment.paid_amount:
        yield "payment.paidAmount", form.payment.paid_amount
    for surcharge in form.surcharges:
        if surcharge.paid_amount:
            yield "surcharges.paidAmount", surcharge.paid_amount
    for booked in form.cod_booked_payments:
        yield "codBookedPayments.paidAmount", booked.paid_amount

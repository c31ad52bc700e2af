"""Have orders follow their forms: a statement a table, however many orders."""

from collections.abc import Mapping, Sequence

from saleor_allegro.rules.money_notes import received_note, returned_note
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.currencies import refuse_other_currencies
from saleor_allegro.shop.port import FieldChange, Telling, UpdateOutcome, WritePolicy
from saleor_allegro.shop.rehearsal import content, history, line_changes
from saleor_allegro.shop.rehearsal.catalogue import Catalogue
from saleor_allegro.shop.rehearsal.following import Following
from saleor_allegro.shop.rehearsal.fulfilling import OPEN, fulfill, have_left
from saleor_allegro.shop.rehearsal.models import Channel, Order, OrderLine, OrderStatus
from saleor_allegro.shop.rehearsal.money import Books
from saleor_allegro.shop.rehearsal.reading import find_orders, lines_of
from saleor_allegro.shop.rehearsal.stock import Shelf

_Lines = Mapping[int, list[OrderLine]]


def update_orders(
    updates: Sequence[OrderUpdate], policy: WritePolicy, channel: Channel
) -> list[UpdateOutcome]:
    """See `Shop.update_orders`."""
    drafts = [update.draft for update in updates if update.draft is not None]
    refuse_other_currencies(drafts, channel.slug, channel.currency)
    orders = find_orders([update.order_id for update in updates], lock=True)
    books = Books(orders)
    left = have_left(orders.values())
    following = [
        Following(
            order=order,
            update=update,
            has_fulfillment=order.pk in left,
            was_paid=books.charged(order.uuid) >= order.total_gross,
        )
        for update in updates
        if (order := orders.get(update.order_id))
    ]
    if following:
        _follow(following, books, Catalogue(drafts, policy, channel), policy, channel)
        books.save(orders)
        Order.objects.bulk_update(orders.values(), [*content.FIELDS, "status"])
        history.write(following, policy.language)
    outcomes = {id(each.update): each.outcome() for each in following}
    return [
        outcomes.get(id(update))
        or UpdateOutcome(form_id=update.form_id, order_id=update.order_id, is_gone=True)
        for update in updates
    ]


def _follow(
    following: Sequence[Following],
    books: Books,
    catalogue: Catalogue,
    policy: WritePolicy,
    channel: Channel,
) -> None:
    lines = lines_of(each.order for each in following if each.moves_goods)
    all_lines = [line for of_order in lines.values() for line in of_order]
    sold = {line.variant_id for line in all_lines if line.variant_id}
    shelf = Shelf(
        {*catalogue.variant_ids, *sold} if all_lines else (),
        channel,
        policy.warehouses,
        lines=all_lines,
        lock=True,
    )
    for each in following:
        _bring_content(each, catalogue)
    _bring_lines(following, lines, catalogue, shelf)
    for each in following:
        _bring_money(each, books, policy.language)
    _bring_stages(following, lines, shelf)
    shelf.save()
    history.find_new_parcels(following)
    for each in following:
        each.charged = books.charged(each.order.uuid)
        if each.changes or each.tellings or each.parcels:
            each.tellings.add(Telling.UPDATED)


def _bring_content(each: Following, catalogue: Catalogue) -> None:
    if each.update.draft is not None:
        content.refresh_revision(each.order, each.update.draft)
    for aspect, draft in each.content(*content.ASPECTS):
        method, refused = catalogue.shipping_method(draft)
        change = content.follow(each.order, draft, aspect, method, is_withheld=each.has_left)
        if each.note_change(change) and aspect is Aspect.DELIVERY and refused:
            each.flags.append(refused)


def _bring_lines(
    following: Sequence[Following], lines: _Lines, catalogue: Catalogue, shelf: Shelf
) -> None:
    """Everything is given back before anything is taken; who bought first is served first."""
    changing = []
    for each in following:
        for _, draft in each.content(Aspect.LINES):
            found = line_changes.compare(each.order, lines[each.order.pk], draft)
            if each.note_change(found.change()):
                found.release(shelf)
                changing.append((each, found))
    changing.sort(key=lambda pair: pair[0].order.bought_at)
    for each, found in changing:
        each.flags += found.bring_over(shelf, catalogue)
        each.lines = found.outcomes(shelf)
        lines[each.order.pk][:] = found.lines
    line_changes.save([found for _, found in changing])


def _bring_money(each: Following, books: Books, language: str) -> None:
    """Money that is there is seen, whatever became of the order."""
    order_id, currency, draft = each.order.uuid, each.order.currency, each.update.draft
    before = books.charged(order_id)
    if draft is not None and Aspect.PAYMENTS in each.update.changed:
        receipts = books.bring_payments(order_id, draft)
        each.flags += receipts.flags
        for payment, amount in receipts.received:
            each.tellings.add(Telling.PAID)
            each.notes.append(received_note(amount, currency, payment.name, language))
    for payment_id, refunds in each.update.refunds.items():
        more = books.bring_refunds(order_id, payment_id, refunds)
        if more > 0:
            each.tellings.add(Telling.REFUNDED)
            each.notes.append(returned_note(more, currency, language))
    after, total = books.charged(order_id), each.order.total_gross
    if Telling.PAID in each.tellings and not each.was_paid and after >= total:
        each.tellings.add(Telling.FULLY_PAID)
    if Telling.REFUNDED in each.tellings and books.returned(order_id) >= total:
        each.tellings.add(Telling.FULLY_REFUNDED)
    if after != before:
        each.changes.append(
            FieldChange(
                aspect=Aspect.PAYMENTS,
                before=f"{before:.2f} {currency}",
                after=f"{after:.2f} {currency}",
            )
        )


def _bring_stages(following: Sequence[Following], lines: _Lines, shelf: Shelf) -> None:
    sending = []
    for each in following:
        order, update = each.order, each.update
        if update.cancel and not each.has_fulfillment and not each.is_cancelled:
            for line in lines[order.pk]:
                shelf.release(line.id, shelf.held(line.id))
            order.status = OrderStatus.CANCELED
            each.tellings.add(Telling.CANCELLED)
        is_sent = update.fulfill and order.status in OPEN
        # As Saleor's shop does it: what is sent is confirmed.
        if (update.confirm or is_sent) and order.status == OrderStatus.UNCONFIRMED:
            order.status = OrderStatus.UNFULFILLED
            each.tellings.add(Telling.CONFIRMED)
        if is_sent:
            sending.append(each)
            each.tellings.add(Telling.FULFILLED)
            each.has_fulfillment = True
    if sending:
        fulfill([each.order for each in sending], lines, shelf)

"""What an order is to bring over from its form."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from uuid import UUID

from saleor_allegro.allegro.documents import CheckoutForm, FulfillmentStatus
from saleor_allegro.rules import facts
from saleor_allegro.rules.draft_order import DraftPolicy, initial_status
from saleor_allegro.rules.drafts import InitialStatus, OrderDraft
from saleor_allegro.rules.updates import Aspect, OrderUpdate


class WhenSent(StrEnum):
    """What the merchant wants when Allegro says that an order was sent."""

    NOTHING = "nothing"
    FULFILL = "fulfill"


#: A cancelled order keeps the rest as it was: Allegro clears addresses and pickup points then.
_OF_CANCELLED: Final = frozenset({Aspect.PAYMENTS, Aspect.STAGE})
#: The goods are with the buyer, or on their way. Those that came back are a person's to book.
_SENT: Final = frozenset({FulfillmentStatus.SENT, FulfillmentStatus.PICKED_UP})


def draft_update(
    form: CheckoutForm,
    draft: OrderDraft,
    policy: DraftPolicy,
    *,
    order_id: UUID,
    now: Mapping[str, str],
    known: Mapping[str, str],
    when_sent: WhenSent,
) -> OrderUpdate | None:
    """Draw up what changed on a form since it was last brought over.

    An order is confirmed or fulfilled because its form reached another stage, so what staff
    undid in the shop stays undone while Allegro says the same. A setting that is changed later
    touches no order that has reached its stage already.

    Args:
        form: The form as it is now.
        draft: The order drawn up from it.
        policy: The settings that it was drawn up with.
        order_id: The shop's order of this form.
        now: The digests of form and draft, see `rules.aspects.digests_of`.
        known: The digests kept when it was last brought over, see `digests_to_keep`; an aspect
            that is not among them counts as changed.
        when_sent: The merchant's setting.

    Returns:
        `None` when there is nothing to bring over.
    """
    is_cancelled = facts.is_cancelled(form)
    changed = frozenset(
        aspect
        for aspect in Aspect
        if aspect in now
        and now[aspect] != known.get(aspect)
        and (aspect in _OF_CANCELLED or not is_cancelled)
    )
    if not changed:
        return None
    is_on_its_way = Aspect.STAGE in changed and not is_cancelled
    return OrderUpdate(
        order_id=order_id,
        form_id=form.id,
        draft=draft,
        changed=changed,
        confirm=is_on_its_way and initial_status(form, policy) is InitialStatus.UNFULFILLED,
        # What has left is not put back on the shelf: a flag asks a person.
        cancel=is_cancelled and not facts.is_dispatched(form),
        is_dispatched=facts.is_dispatched(form),
        fulfill=is_on_its_way and when_sent is WhenSent.FULFILL and _is_sent(form),
    )


def digests_to_keep(
    update: OrderUpdate, known: Mapping[str, str], now: Mapping[str, str]
) -> Mapping[str, str]:
    """What is remembered once the update is written.

    An aspect that was not brought over keeps its old digest, so that it is when its time comes;
    one that was withheld because goods had left is dealt with, a flag shows it.

    Args:
        update: What was brought over.
        known: What was remembered before.
        now: The digests of the form that the update was drawn up from.
    """
    brought = {aspect: digest for aspect, digest in now.items() if aspect in update.changed}
    return {**known, **brought}


def _is_sent(form: CheckoutForm) -> bool:
    """All of it was sent, by the seller or by Allegro's own warehouse (One Fulfillment).

    The latter is fulfilled as well: the shop takes no stock for it, see `OrderDraft.takes_stock`.
    """
    is_sent = form.fulfillment is not None and form.fulfillment.status in _SENT
    return is_sent and not facts.is_partly_dispatched(form)

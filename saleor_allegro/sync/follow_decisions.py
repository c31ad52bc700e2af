"""What becomes of an order whose form was read again: it follows, stays, or its form is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm, Shipment, UnreadableForm
from saleor_allegro.allegro.errors import AllegroError, NotFound
from saleor_allegro.config import Text
from saleor_allegro.models import OrderLink
from saleor_allegro.rules import facts
from saleor_allegro.rules.aspects import digests_of
from saleor_allegro.rules.draft_order import draft_order
from saleor_allegro.rules.errors import RuleError
from saleor_allegro.rules.follow_form import WhenSent, digests_to_keep, draft_update
from saleor_allegro.rules.updates import Aspect, OrderUpdate, ParcelDraft
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.decisions import chosen_variants, draft_policy, remember
from saleor_allegro.sync.read_form import Reading, read_shipments

#: A purchase that was paid together with another has its successor by then.
PATIENCE: Final = timedelta(days=1)

_UNREADABLE: Final = Text(
    "Form {form_id} cannot be read: {error}. The order stays as it was; it is tried again by "
    "itself.",
    "Nie można odczytać formularza {form_id}: {error}. Zamówienie zostaje bez zmian; ponowimy "
    "sami.",
)
_UNREADABLE_PARCELS: Final = Text(
    "The parcels of form {form_id} cannot be read: {error}. The order stays as it was; it is "
    "tried again by itself.",
    "Nie można odczytać przesyłek formularza {form_id}: {error}. Zamówienie zostaje bez zmian; "
    "ponowimy sami.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """The form changed, and the order is to follow it."""

    link: OrderLink
    taker: Taker
    form: CheckoutForm
    update: OrderUpdate
    facts: ledger.FormFacts
    #: What is remembered once the update is written.
    digests: Mapping[str, str]


FollowDecision = Follow | ledger.Followed | ledger.Gone | ledger.NotFollowed


def decide_follow(
    run: OpenRun, takers: Mapping[str, Taker], readings: Iterable[tuple[OrderLink, Reading]]
) -> list[FollowDecision]:
    """One decision a reading; a form that tells of parcels has them read.

    Raises:
        AllegroError: Nothing can be read now.
    """
    readings = [each for each in readings if each[0].channel_slug in takers]
    fulfilling = {
        slug for slug, taker in takers.items() if taker.settings.when_sent is WhenSent.FULFILL
    }
    theirs = [link.pk for link, _ in readings if link.channel_slug in fulfilling]
    ours = ledger.told_statuses(theirs) if theirs else {}
    forms = [reading for _, reading in readings if isinstance(reading, CheckoutForm)]
    chosen = chosen_variants(run.account, forms)
    return [
        _decide(run, takers[link.channel_slug], link, reading, ours.get(link.pk, ""), chosen)
        for link, reading in readings
    ]


def _decide(
    run: OpenRun,
    taker: Taker,
    link: OrderLink,
    reading: Reading,
    told: str,
    chosen: Mapping[str, str],
) -> FollowDecision:
    if isinstance(reading, NotFound):
        is_over = ledger.is_gone_for_good(link, run.clock(), PATIENCE)
        return ledger.Gone(
            link=link, next_check_at=None if is_over else taker.next_check(run.started)
        )
    if not isinstance(reading, CheckoutForm):
        error = reading.error if isinstance(reading, UnreadableForm) else reading
        return _failure(link, taker, "unreadable", _UNREADABLE, error)
    try:
        return _follow(run, taker, link, reading, told, chosen)
    except RuleError as error:
        message = error.text(taker.settings.language)
        return ledger.NotFollowed(link=link, code=error.code, message=message)


def _follow(
    run: OpenRun,
    taker: Taker,
    link: OrderLink,
    form: CheckoutForm,
    told: str,
    chosen: Mapping[str, str],
) -> FollowDecision:
    """
    Args:
        told: The status that Allegro had from us: the shop does not follow its own word.
        chosen: As `rules.draft_order` takes it.

    Raises:
        RuleError: The form cannot be an order (any more).
        AllegroError: No parcels can be read now.
    """
    is_ours = form.fulfillment is not None and form.fulfillment.status == told
    policy = draft_policy(run.account, taker)
    draft = draft_order(form, policy, chosen=chosen)
    now = digests_of(form, draft)
    update = draft_update(
        form,
        draft,
        policy,
        order_id=cast("UUID", link.order_id),  # it is imported
        now=now,
        known=link.digests,
        when_sent=WhenSent.NOTHING if is_ours else taker.settings.when_sent,
    )
    if update is None:
        return ledger.Followed(
            link=link,
            facts=remember(form),
            digests=link.digests,
            next_check_at=next_check(run, taker, link, waits=link.next_check_at is not None),
        )
    if Aspect.STAGE in update.changed and facts.may_have_parcels(form):
        shipments = _shipments(run, form.id)
        if isinstance(shipments, AllegroError):
            return _failure(link, taker, "unreadable", _UNREADABLE_PARCELS, shipments)
        update = replace(update, parcels=tuple(_parcel(shipment) for shipment in shipments))
    return Follow(
        link=link,
        taker=taker,
        form=form,
        update=update,
        facts=remember(form),
        digests=digests_to_keep(update, link.digests, now),
    )


def next_check(run: OpenRun, taker: Taker, link: OrderLink, *, waits: bool) -> datetime | None:
    """When the order is compared by itself again; what is planned already stays planned."""
    if not waits:
        return None
    planned = link.next_check_at
    if planned is not None and planned > run.started:
        return planned
    return taker.next_check(run.started)


def _shipments(run: OpenRun, form_id: str) -> tuple[Shipment, ...] | AllegroError:
    """Those entered in Allegro's panel or by the carrier; none of a form that has just gone."""
    run.heartbeat()
    shipments = read_shipments(run.client, form_id, run.clock())
    return () if isinstance(shipments, NotFound) else shipments


def _parcel(shipment: Shipment) -> ParcelDraft:
    return ParcelDraft(
        parcel_id=shipment.id,
        carrier_id=shipment.carrier_id or "",
        carrier_name=shipment.carrier_name or "",
        waybill=shipment.waybill or "",
        line_item_ids=tuple(line.id for line in shipment.line_items),
        created_at=shipment.created_at,
    )


def _failure(
    link: OrderLink, taker: Taker, code: str, text: Text, error: Exception
) -> ledger.NotFollowed:
    message = text.filled(form_id=link.form_id, error=error)
    return ledger.NotFollowed(
        link=link, code=code, message=message.in_language(taker.settings.language)
    )

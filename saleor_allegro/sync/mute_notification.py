"""Leave a customer to Allegro: judge a notification of the shop, and note it where it is muted."""

from dataclasses import dataclass
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.config import Settings
from saleor_allegro.rules.masked_addresses import is_masked
from saleor_allegro.rules.muting import Concern, Silence, concern_of, silence
from saleor_allegro.rules.muting_notes import muted_note
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.wanted_of import wanted_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Something the shop is about to tell a customer."""

    event: str  # as the shop names it
    recipient: str  # an e-mail address, or ""
    order_id: UUID | None  # None: it is about no order


def may_mute(event: str, settings: Settings) -> bool:
    """Whether these settings mute anything like this event; where not, nothing is looked up."""
    concern = concern_of(event)
    if concern is Concern.STAFF:
        return False
    return settings.never_mail_masked_addresses or _may_be_left_to_allegro(concern, settings)


def why_mute(notification: Notification, settings: Settings, shop: Shop) -> Silence | None:
    """Why a notification is not to be sent, see `rules.muting`; `None`: it is sent.

    An order of the shop costs one statement at most; one from Allegro is looked at as well, for
    what the notification says of its status may be older.
    """
    concern = concern_of(notification.event)
    order_id = notification.order_id
    is_from_allegro = is_mapped = False
    if order_id is not None and _may_be_left_to_allegro(concern, settings):
        is_from_allegro = ledger.seller_of_order(order_id) is not None
        is_mapped = is_from_allegro and _is_mapped(order_id, settings, shop)
    return silence(
        concern,
        is_from_allegro=is_from_allegro,
        is_mapped=is_mapped,
        is_to_masked_address=is_masked(notification.recipient),
        sends_shop_notifications=settings.send_shop_notifications,
        never_mails_masked_addresses=settings.never_mail_masked_addresses,
    )


def note_muted(notification: Notification, reason: Silence, language: str, shop: Shop) -> None:
    """Say in the order's history what was not sent, and why."""
    if notification.order_id is not None:
        shop.note_orders(
            {notification.order_id: [muted_note(notification.event, reason, language)]}
        )


def _may_be_left_to_allegro(concern: Concern, settings: Settings) -> bool:
    """Allegro is told nothing while the main switch is off, or no status is mapped."""
    return (
        concern is Concern.ORDER
        and not settings.send_shop_notifications
        and settings.create_orders
        and bool(settings.status_mapping)
    )


def _is_mapped(order_id: UUID, settings: Settings, shop: Shop) -> bool:
    dispatch = shop.read_dispatches([order_id]).get(order_id)
    return dispatch is not None and wanted_of(dispatch, settings) is not None

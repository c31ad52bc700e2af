"""Read one form, and tell a form that cannot be read from an Allegro that does not answer."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import CheckoutForm, Shipment, UnreadableForm
from saleor_allegro.allegro.errors import AllegroError, Unreachable

#: What was read of a form: the form, or why it could not be read.
Reading = CheckoutForm | UnreadableForm | AllegroError

_Answer = TypeVar("_Answer")


def read_form(client: AllegroClient, form_id: str, now: datetime) -> Reading:
    """The form as it is now, or why it alone cannot be read.

    Raises:
        AllegroError: No form can be read now, which counts against none.
    """
    return _read_alone(client, lambda: client.checkout_form(form_id), now)


def read_shipments(
    client: AllegroClient, form_id: str, now: datetime
) -> tuple[Shipment, ...] | AllegroError:
    """Every parcel of a form, or why they alone cannot be read.

    Raises:
        AllegroError: As `read_form`.
    """
    return _read_alone(client, lambda: client.shipments(form_id), now)


def _read_alone(
    client: AllegroClient, ask: Callable[[], _Answer], now: datetime
) -> _Answer | AllegroError:
    """Where Allegro does not answer for a form, but does for others, it is asked once more.

    Then the form is at fault: it must not hold up the others for ever.
    """
    try:
        return _ask(ask)
    except Unreachable:
        ask_for_others(client, now)
    try:
        return _ask(ask)
    except Unreachable as error:
        return error


def ask_for_others(client: AllegroClient, now: datetime) -> None:
    """See whether Allegro answers at all, once it did not answer for one order.

    The list comes from where the forms come from; of what changed just now it is short.

    Raises:
        AllegroError: It answers nobody, so the order is not at fault.
    """
    next(client.checkout_form_pages(updated_at_gte=now), None)


def _ask(ask: Callable[[], _Answer]) -> _Answer | AllegroError:
    try:
        return ask()
    except AllegroError as error:
        if error.affects_every_order:
            raise
        return error

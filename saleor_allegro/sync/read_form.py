"""Read one form, and tell a form that cannot be read from an Allegro that does not answer."""

from datetime import datetime

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import CheckoutForm, UnreadableForm
from saleor_allegro.allegro.errors import AllegroError, Unreachable

#: What was read of a form: the form, or why it could not be read.
Reading = CheckoutForm | UnreadableForm | AllegroError


def read_form(client: AllegroClient, form_id: str, now: datetime) -> Reading:
    """The form as it is now, or why it alone cannot be read.

    Where Allegro does not answer for a form, but does for others, it is asked once more. Then
    the form is at fault: it must not hold up the others for ever.

    Raises:
        AllegroError: No form can be read now, which counts against none.
    """
    try:
        return _ask(client, form_id)
    except Unreachable:
        # The list comes from where the forms come from; of what changed just now it is short.
        next(client.checkout_form_pages(updated_at_gte=now), None)
    try:
        return _ask(client, form_id)
    except Unreachable as error:
        return error


def _ask(client: AllegroClient, form_id: str) -> Reading:
    try:
        return client.checkout_form(form_id)
    except AllegroError as error:
        if error.affects_every_order:
            raise
        return error

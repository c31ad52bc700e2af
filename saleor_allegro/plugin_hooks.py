"""Saleor's hooks about an order: each is a hint that Allegro may have to be told something.

Hooks come and go with Saleor's versions and may be missed; the hourly recheck finds what none
told of. None of them ever fails the change that it is about.
"""

import logging
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.utils import timezone
from saleor.core.db.connection import allow_writer

from saleor_allegro import ledger, plugin_form
from saleor_allegro.shop.saleor.own_events import is_own_event
from saleor_allegro.tasks import push_account

logger = logging.getLogger(__name__)

#: What changes within so long is told together.
TOGETHER: Final = timedelta(seconds=2)
#: A little later, for clocks of two machines differ.
_COUNTDOWN: Final = TOGETHER.total_seconds() + 1


class OrderHooks:
    """The hooks of a channel's plugin; Saleor passes each a few more values in every version."""

    configuration: Any

    def order_confirmed(self, order: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(order.pk, previous_value)

    def order_fulfilled(self, order: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(order.pk, previous_value)

    def order_updated(self, order: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(order.pk, previous_value)

    def order_cancelled(self, order: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(order.pk, previous_value)

    def order_expired(self, order: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(order.pk, previous_value)

    def order_metadata_updated(self, order: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(order.pk, previous_value)

    def fulfillment_created(self, fulfillment: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(fulfillment.order_id, previous_value)

    def fulfillment_approved(self, fulfillment: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(fulfillment.order_id, previous_value)

    def fulfillment_canceled(self, fulfillment: Any, previous_value: Any = None, **_: Any) -> Any:
        return self._changed(fulfillment.order_id, previous_value)

    def tracking_number_updated(
        self, fulfillment: Any, previous_value: Any = None, **_: Any
    ) -> Any:
        return self._changed(fulfillment.order_id, previous_value)

    def _changed(self, order_id: UUID, previous_value: Any) -> Any:
        values = plugin_form.values_of(self.configuration)
        if plugin_form.tells_allegro(values) and not is_own_event():
            note_change(order_id)
        return previous_value


def note_change(order_id: UUID) -> None:
    """Have Allegro told about an order, if it is from there, in a moment."""
    try:
        with allow_writer(), transaction.atomic():
            account_pk = ledger.note_change(order_id, timezone.now() + TOGETHER)
    except DatabaseTrouble as error:
        # The hourly recheck finds it.
        logger.warning("Order %s: Allegro is told later (%s)", order_id, type(error).__name__)
        return
    if account_pk is None:
        return

    # Django names the function where it fails, so it must have a name.
    def push() -> None:
        push_account.apply_async((account_pk,), countdown=_COUNTDOWN)

    # Robust: a broker that is down must not fail what was changed in the shop.
    transaction.on_commit(push, robust=True)

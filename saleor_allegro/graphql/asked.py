"""What people ask for: read strictly, and told to a worker once it is written down."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import DEFAULT_DB_ALIAS, transaction

from saleor_allegro import ledger
from saleor_allegro.graphql.mutations.base import ErrorCode, channel_or_refuse, refuse
from saleor_allegro.models import Account, Job
from saleor_allegro.shop.port import ShopChannel
from saleor_allegro.shop.saleor.channels import read_channel
from saleor_allegro.tasks import do_job

#: Forms that may be named at once: as many as Allegro shows on a page.
MOST_FORMS: Final = 100
#: Offers that may be named at once.
MOST_OFFERS: Final = 100
#: An audit that goes back further is one for a terminal: the seller waits until it is done.
MOST_AUDITED_DAYS: Final = 60
#: Allegro keeps purchases for a year.
LONGEST_AGO: Final = timedelta(days=365)
#: Longer than any that Allegro gives.
_LONGEST_OFFER_ID: Final = 64
_FORM_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def enqueue(job: Job) -> Job:
    """Tell a worker; beat does, should nobody hear it."""

    # Not a `partial`: Django has no name for one when it logs that a broker is down.
    def tell() -> None:
        do_job.delay(job.pk)

    transaction.on_commit(tell, robust=True)
    return job


def form_ids_or_refuse(given: Sequence[str], field: str = "form_ids") -> tuple[str, ...]:
    """The ids of forms, each once.

    Raises:
        ValidationError: There are none or too many, or one of them is no id of a form.
    """
    if not given:
        refuse(field, "Name at least one purchase.", ErrorCode.REQUIRED)
    if len(given) > MOST_FORMS:
        refuse(
            field,
            f"Name at most {MOST_FORMS} purchases at once; {len(given)} are named.",
            ErrorCode.TOO_MANY,
        )
    found = [text.strip().lower() for text in given]
    for form_id in found:
        if not _FORM_ID.fullmatch(form_id):
            refuse(
                field,
                f"“{form_id[:64]}” is no id of a purchase. One looks like "
                "29738e61-7f6a-11e8-ac45-09db60ede9d6.",
                ErrorCode.INVALID,
            )
    return tuple(dict.fromkeys(found))


def offer_id_or_refuse(given: str, field: str) -> str:
    """Allegro's number of an offer.

    Raises:
        ValidationError: It is none.
    """
    found = given.strip()
    if not (found.isascii() and found.isdecimal() and len(found) <= _LONGEST_OFFER_ID):
        refuse(
            field,
            f"An offer's number has digits alone, {_LONGEST_OFFER_ID} at most.",
            ErrorCode.INVALID,
        )
    return found


def offer_ids_or_refuse(given: Sequence[str], field: str = "offer_ids") -> tuple[str, ...]:
    """The numbers of offers, each once.

    Raises:
        ValidationError: There are none or too many, or one of them is no number.
    """
    if not given:
        refuse(field, "Name at least one offer.", ErrorCode.REQUIRED)
    if len(given) > MOST_OFFERS:
        refuse(
            field,
            f"Name at most {MOST_OFFERS} offers at once; {len(given)} are named.",
            ErrorCode.TOO_MANY,
        )
    return tuple(dict.fromkeys(offer_id_or_refuse(each, field) for each in given))


def since_or_refuse(since: datetime, now: datetime, field: str = "since") -> str:
    """As `ledger.Asked` has it; without an offset it is UTC.

    Raises:
        ValidationError: It is still to come, or longer ago than Allegro remembers.
    """
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    if since > now:
        refuse(field, "It is still to come: nothing was bought since then.", ErrorCode.INVALID)
    if since < now - LONGEST_AGO:
        message = f"Allegro keeps purchases for {LONGEST_AGO.days} days; name a later day."
        refuse(field, message, ErrorCode.INVALID)
    return since.astimezone(UTC).isoformat()


def days_or_refuse(given: int, field: str = "days") -> int:
    """How far back an audit looks.

    Raises:
        ValidationError: It is no day, or too many.
    """
    if not 1 <= given <= MOST_AUDITED_DAYS:
        refuse(field, f"Give 1 to {MOST_AUDITED_DAYS} days.", ErrorCode.INVALID)
    return given


def seller_or_refuse(channel: ShopChannel, field: str = "channel") -> Account:
    """The connected seller of a channel in which the plugin is active.

    Raises:
        ValidationError: There is none, or the plugin is not active.
    """
    _active_or_refuse(channel, field)
    account = ledger.account_of_channel(channel.slug)
    if account is None or account.connection == Account.Connection.DISCONNECTED:
        message = f"No seller is connected to the channel {channel.slug}."
        refuse(field, message, ErrorCode.NOT_CONNECTED)
    return _connected_or_refuse(account, field)


def working_seller_or_refuse(account_pk: int, channel_slug: str | None, field: str) -> Account:
    """The seller of an order or a purchase, while more can be done about it.

    Args:
        channel_slug: The channel of it; `None`: any channel of the seller will do.

    Raises:
        ValidationError: The seller is not connected, or the plugin is not active.
    """
    account = ledger.account(account_pk)
    if account is None:
        refuse(field, "Its seller is no longer known here.", ErrorCode.NOT_CONNECTED)
    _connected_or_refuse(account, field)
    if channel_slug is not None:
        _active_or_refuse(channel_or_refuse(channel_slug, field), field)
    elif not any(channel.plugin_active for channel in _channels_of(account_pk)):
        message = f"The plugin is not active in any channel of {account.login}."
        refuse(field, message, ErrorCode.NOT_ACTIVE)
    return account


def _channels_of(account_pk: int) -> list[ShopChannel]:
    found = (
        read_channel(slug, database=DEFAULT_DB_ALIAS) for slug in ledger.channels_of(account_pk)
    )
    return [channel for channel in found if channel is not None]


def granted_or_refuse(account: Account, is_granted: bool, field: str) -> None:
    """
    Raises:
        ValidationError: The seller did not allow it when connecting.
    """
    if not is_granted:
        message = (
            f"The seller {account.login} did not allow this when connecting; connect again and "
            "accept every permission asked for."
        )
        refuse(field, message, ErrorCode.NOT_GRANTED)


def _active_or_refuse(channel: ShopChannel, field: str) -> None:
    if not channel.plugin_active:
        message = f"The plugin is not active in the channel {channel.slug}."
        refuse(field, message, ErrorCode.NOT_ACTIVE)


def _connected_or_refuse(account: Account, field: str) -> Account:
    if account.connection != Account.Connection.CONNECTED:
        message = f"The seller {account.login} is not connected to Allegro now; connect again."
        refuse(field, message, ErrorCode.NOT_CONNECTED)
    return account

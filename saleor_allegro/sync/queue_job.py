"""Write down what a person asks for; the caller tells a worker once that is committed."""

from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.models import Account, Job

#: So long it is tried; longer, and whoever asked for it has helped themselves.
_JOB_LIFE: Final = timedelta(hours=1)
#: So long a code is asked for; then the code says itself how long it is good.
_CODE_LIFE: Final = timedelta(minutes=5)


def queue_account_job(
    kind: Job.Kind, account: Account, channel_slug: str, asked: ledger.Asked, now: datetime
) -> Job:
    """Have something done for a seller.

    Args:
        channel_slug: The channel it is asked for in.
    """
    return ledger.queue_job(
        kind,
        channel_slug=channel_slug,
        account_pk=account.pk,
        asked=asked,
        now=now,
        expires_at=now + _JOB_LIFE,
    )


def queue_directory_job(account: Account, channel_slug: str, now: datetime) -> Job:
    """Have Allegro's lists read; once at a time is enough."""
    return ledger.open_directory_job(account.pk, channel_slug, now) or queue_account_job(
        Job.Kind.DIRECTORY, account, channel_slug, ledger.Asked(), now
    )


def queue_device_job(channel_slug: str, now: datetime) -> Job:
    """Have a seller connected to a channel by a code; one code at a time is enough."""
    return ledger.open_device_job(channel_slug, now) or ledger.queue_job(
        Job.Kind.CONNECT_DEVICE, channel_slug=channel_slug, now=now, expires_at=now + _CODE_LIFE
    )

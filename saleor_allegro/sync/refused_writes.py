"""What is told of orders that the shop did not write: to a person, and to the log."""

import logging
import traceback
from collections.abc import Sequence

from saleor_allegro.shop.port import CannotWriteOrder
from saleor_allegro.sync.connection import OpenRun


def code_and_words(error: Exception) -> tuple[str, str]:
    """The code of a refused write, and what may be shown of it."""
    # Only a shop's own words are fit to be shown: a database quotes what it was given.
    if isinstance(error, CannotWriteOrder):
        return "refused", str(error)
    return "bug", type(error).__name__


def log_refused(
    logger: logging.Logger, what: str, run: OpenRun, form_ids: Sequence[str], error: Exception
) -> None:
    """Where it went wrong and with which forms, and not what was in them.

    Args:
        what: Begins the entry; takes the account and the number of forms.
    """
    logger.error(
        what + " (%s), forms %s\n%s",
        run.account.pk,
        len(form_ids),
        type(error).__name__,
        ", ".join(form_ids[:5]),
        "".join(traceback.format_tb(error.__traceback__)),
    )

"""What the options of `allegro_import` ask for: which forms, of which accounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from saleor_allegro import ledger
from saleor_allegro.config import Text
from saleor_allegro.management import import_texts as texts
from saleor_allegro.management.connect_texts import UNKNOWN_CHANNEL
from saleor_allegro.management.terminal import FAILED, WRONG_USAGE, plain
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync import import_account as imports
from saleor_allegro.sync import preview_orders as previews
from saleor_allegro.sync.preview_orders import Preview

_FORM_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Refused(Exception):
    """The options ask for nothing that can be done; the message says what to do instead."""

    def __init__(self, text: Text, status: int = FAILED, **words: object) -> None:
        super().__init__(text.english)
        self.text = text.filled(**{name: plain(word) for name, word in words.items()})
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which forms: these ones, the failed ones, those since a day; else what is due."""

    form_ids: tuple[str, ...] = ()
    is_failed: bool = False
    since: datetime | None = None

    @property
    def is_for_what_is_due(self) -> bool:
        return not self.form_ids and not self.is_failed and self.since is None

    def run(self, account: Account, **options: Any) -> Run | None:
        """Import them. See `sync.runs.conduct` for the options and what comes back."""
        if self.form_ids:
            return imports.import_named_forms(account.pk, self.form_ids, **options)
        if self.is_failed:
            return imports.import_failed_forms(account.pk, **options)
        if self.since is not None:
            return imports.import_forms_since(account.pk, self.since, **options)
        return imports.import_account(account.pk, **options)

    def preview(self, account: Account, shop: Shop, **options: Any) -> list[Preview]:
        """Say what `run` would do. See `sync.preview_orders`."""
        if self.form_ids:
            return previews.preview_named_forms(account, self.form_ids, shop, **options)
        if self.is_failed:
            return previews.preview_failed_forms(account, shop, **options)
        if self.since is not None:
            return previews.preview_forms_since(account, self.since, shop, **options)
        return previews.preview_account(account, shop, **options)


def read_request(options: Mapping[str, Any], now: datetime) -> Request:
    """
    Raises:
        Refused: Options that exclude each other, or a value that is none.
    """
    given = [options[name] for name in ("form", "failed", "since") if options[name]]
    if len(given) > 1:
        raise Refused(texts.ONE_CHOICE, WRONG_USAGE)
    return Request(
        form_ids=tuple(dict.fromkeys(_form_id(each) for each in options["form"] or ())),
        is_failed=bool(options["failed"]),
        since=_moment(options["since"], now) if options["since"] else None,
    )


def chosen_accounts(
    options: Mapping[str, Any], request: Request, shop: Shop, now: datetime
) -> list[Account]:
    """The accounts meant: the one named, else all that are connected; of these, in a request for
    what is due, those that are due.

    Raises:
        Refused: There is no such account, it is not connected, or nobody is.
    """
    if options["channel"] and options["account"]:
        raise Refused(texts.ONE_ACCOUNT, WRONG_USAGE)
    if options["channel"] or options["account"]:
        account = _of_channel(options["channel"], shop) or _of_id(options["account"])
        if not _is_connected(account):
            slug = next(iter(ledger.channels_of(account.pk)), "SLUG")
            raise Refused(texts.NOT_CONNECTED, login=account.login, slug=slug)
        return [account]
    connected = [account for account in ledger.accounts() if _is_connected(account)]
    if not connected:
        raise Refused(texts.NOBODY)
    if request.form_ids and len(connected) > 1:
        return _sellers_of(request.form_ids, connected)
    if request.is_for_what_is_due:
        due = ledger.due_accounts(now)
        return [account for account in connected if account.pk in due]
    return connected


def _of_channel(slug: str | None, shop: Shop) -> Account | None:
    if not slug:
        return None
    account = ledger.account_of_channel(slug)
    if account is not None:
        return account
    channels = {channel.slug: channel.currency for channel in shop.channels()}
    if slug in channels:
        raise Refused(texts.CHANNEL_NOT_CONNECTED, slug=slug)
    known = ", ".join(f"{each} ({currency})" for each, currency in channels.items())
    raise Refused(UNKNOWN_CHANNEL, slug=slug, channels=known or "-")


def _of_id(given: str) -> Account:
    account = ledger.account(int(given)) if given.isdecimal() and len(given) < 19 else None
    if account is None:
        accounts = _listed(ledger.accounts())
        raise Refused(texts.UNKNOWN_ACCOUNT, given=given, accounts=accounts or "-")
    return account


def _sellers_of(form_ids: tuple[str, ...], accounts: list[Account]) -> list[Account]:
    """The one account that has every one of the forms."""
    for account in accounts:
        known = ledger.links_of(account.pk, form_ids).values()
        if sum(link.error_code != "gone" for link in known) == len(form_ids):
            return [account]
    raise Refused(texts.WHICH_ACCOUNT, form_id=form_ids[0], accounts=_listed(accounts))


def _listed(accounts: list[Account]) -> str:
    return ", ".join(f"{account.pk} ({account.login})" for account in accounts)


def _is_connected(account: Account) -> bool:
    return account.connection == Account.Connection.CONNECTED


def _form_id(given: str) -> str:
    form_id = given.strip().lower()
    if not _FORM_ID.fullmatch(form_id):
        raise Refused(texts.NO_FORM_ID, WRONG_USAGE, given=given)
    return form_id


def _moment(given: str, now: datetime) -> datetime:
    """A day or a moment, in UTC where it says nothing else."""
    try:
        moment = datetime.fromisoformat(given.strip())
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(texts.NO_DATE, WRONG_USAGE, given=given) from error
    if moment > now:
        raise Refused(texts.FUTURE, WRONG_USAGE, given=given)
    return moment

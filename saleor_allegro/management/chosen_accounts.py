"""Which accounts and forms the options of a command name."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.management.base import CommandParser

from saleor_allegro import ledger
from saleor_allegro.management import account_texts as texts
from saleor_allegro.management.connect_texts import UNKNOWN_CHANNEL
from saleor_allegro.management.terminal import WRONG_USAGE, Refused
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop

_FORM_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def add_account_arguments(parser: CommandParser) -> None:
    parser.add_argument("--channel", metavar="SLUG", help="the account of this channel")
    parser.add_argument("--account", metavar="ID", help="this account, see allegro_status")


def chosen_accounts(
    options: Mapping[str, Any], shop: Shop, form_ids: Sequence[str] = ()
) -> list[Account]:
    """The account that is named, else the one that sold the forms, else all that are connected.

    Raises:
        Refused: There is no such account, it is not connected, or nobody is.
    """
    named = named_account(options, shop)
    if named is not None:
        return [named]
    connected = [account for account in ledger.accounts() if is_connected(account)]
    if not connected:
        raise Refused(texts.NOBODY)
    if form_ids and len(connected) > 1:
        return _sellers_of(form_ids, connected)
    return connected


def named_account(options: Mapping[str, Any], shop: Shop) -> Account | None:
    """The account of `--channel` or `--account`; `None` where neither is given.

    Raises:
        Refused: There is no such account, or it is not connected.
    """
    if options["channel"] and options["account"]:
        raise Refused(texts.ONE_ACCOUNT, WRONG_USAGE)
    if not is_named(options):
        return None
    account = _of_channel(options["channel"], shop) or _of_id(options["account"])
    return connected_account(account)


def is_named(options: Mapping[str, Any]) -> bool:
    return bool(options["channel"] or options["account"])


def connected_account(account: Account) -> Account:
    """
    Raises:
        Refused: The account is not connected.
    """
    if not is_connected(account):
        slug = next(iter(ledger.channels_of(account.pk)), "SLUG")
        raise Refused(texts.NOT_CONNECTED, login=account.login, slug=slug)
    return account


def is_connected(account: Account) -> bool:
    return account.connection == Account.Connection.CONNECTED


def listed(accounts: Sequence[Account]) -> str:
    """Ids and logins, for a message."""
    return ", ".join(f"{account.pk} ({account.login})" for account in accounts)


def form_ids_of(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The form ids of `--form`, each once.

    Raises:
        Refused: One of them is none.
    """
    return tuple(dict.fromkeys(_form_id(each) for each in options["form"] or ()))


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
        raise Refused(texts.UNKNOWN_ACCOUNT, given=given, accounts=listed(ledger.accounts()) or "-")
    return account


def _sellers_of(form_ids: Sequence[str], accounts: Sequence[Account]) -> list[Account]:
    """The one account that has every one of the forms."""
    for account in accounts:
        known = ledger.links_of(account.pk, form_ids).values()
        if sum(link.error_code != "gone" for link in known) == len(form_ids):
            return [account]
    raise Refused(texts.WHICH_ACCOUNT, form_id=form_ids[0], accounts=listed(accounts))


def _form_id(given: str) -> str:
    form_id = given.strip().lower()
    if not _FORM_ID.fullmatch(form_id):
        raise Refused(texts.NO_FORM_ID, WRONG_USAGE, given=given)
    return form_id

"""What the options of `allegro_recheck` ask for: which orders, of which accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saleor_allegro import ledger
from saleor_allegro.management import recheck_texts as texts
from saleor_allegro.management.chosen_accounts import (
    chosen_accounts,
    connected_account,
    form_ids_of,
    listed,
    named_account,
)
from saleor_allegro.management.terminal import WRONG_USAGE, Refused
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    account: Account
    #: These forms and no others; empty: everything that is to be compared, whatever is due.
    form_ids: tuple[str, ...] = ()


def read_requests(options: Mapping[str, Any], shop: Shop) -> list[Request]:
    """One request an account.

    Raises:
        Refused: Options that exclude each other, or a form, order or account that is none.
    """
    if options["form"] and options["order"]:
        raise Refused(texts.ONE_CHOICE, WRONG_USAGE)
    if options["order"]:
        return _of_orders(options["order"], named_account(options, shop))
    form_ids = form_ids_of(options)
    accounts = chosen_accounts(options, shop, form_ids)
    return [Request(account=account, form_ids=form_ids) for account in accounts]


def _of_orders(numbers: Sequence[str], named: Account | None) -> list[Request]:
    forms: dict[int, list[str]] = {}
    for number in dict.fromkeys(given.strip().removeprefix("#") for given in numbers):
        account_pk, form_id = _form_of(number, named)
        forms.setdefault(account_pk, []).append(form_id)
    accounts = [account for account in ledger.accounts() if account.pk in forms]
    return [
        Request(account=connected_account(account), form_ids=tuple(forms[account.pk]))
        for account in accounts
    ]


def _form_of(number: str, named: Account | None) -> tuple[int, str]:
    found = ledger.form_of_order_number(number)
    if not found:
        raise Refused(texts.NO_ORDER, number=number)
    owners = [account for account in ledger.accounts() if account.pk in dict(found)]
    if named is not None:
        found = [each for each in found if each[0] == named.pk]
        if not found:
            raise Refused(
                texts.NOT_OF_ACCOUNT, number=number, login=named.login, accounts=listed(owners)
            )
    if len(found) > 1:
        raise Refused(texts.WHICH_ORDER, number=number, accounts=listed(owners))
    return found[0]

"""Customers' address books, which follow the orders where their addresses were ours."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from saleor.account.models import Address, User

from saleor_allegro.shop.saleor import search
from saleor_allegro.shop.saleor.address_words import FIELDS, content_of, copy_of, put_words
from saleor_allegro.shop.saleor.locking import lock_addresses

#: A customer may write in his own public metadata, not here.
_BUYER_KEY: Final = "allegro.buyer_id"
_LOGIN_KEY: Final = "allegro.login"
_DEFAULTS: Final = ("default_shipping_address", "default_billing_address")
_OWNED: Final = User.addresses.through


@dataclass(frozen=True, slots=True)
class Move:
    """An address of an order that changed."""

    user: User | None
    #: The customer's default of the same kind.
    user_field: str
    before: Address | None
    after: Address


def take_customers_along(moves: Sequence[Move]) -> None:
    """An address in a customer's book that we put there, word by word as the order had it, follows
    the order's; a customer who has none yet gets it, as a new one does at the import.

    Only customers whom the import made, and who have never made the account their own.
    """
    ours = [(move, move.user.pk) for move in moves if move.user and _is_ours(move.user)]
    if not ours:
        return
    users, book = _lock({pk for _, pk in ours})
    changed: dict[int, Address] = {}
    given: dict[tuple[int, str], Address] = {}
    for move, pk in ours:
        user = users.get(pk)
        if user is None:
            continue
        key = (pk, move.user_field)
        if move.before is not None:
            for address in _same(user, book[pk], move.before, move.user_field):
                put_words(address, move.after)
                changed[address.pk] = address
        elif getattr(user, f"{move.user_field}_id") is None and key not in given:
            given[key] = copy_of(move.after)
    _save(users, book, changed, given)


def _is_ours(user: User) -> bool:
    is_taken_over = user.has_usable_password() or user.last_login is not None
    return _BUYER_KEY in user.private_metadata and not user.is_staff and not is_taken_over


def _lock(pks: Collection[int]) -> tuple[Mapping[int, User], Mapping[int, Sequence[Address]]]:
    """The customers and their books as they are now. Saleor's `addressUpdate` holds the address
    while it waits for the customer."""
    lock_addresses(_OWNED.objects.filter(user__in=pks).values_list("address", flat=True))
    users = User.objects.order_by("pk").select_for_update(of=("self",), no_key=True)
    found = {user.pk: user for user in users.filter(pk__in=pks)}
    book = defaultdict(list)
    owned = _OWNED.objects.filter(user__in=pks).select_related("address").order_by("pk")
    for row in owned:
        book[row.user_id].append(row.address)
    return found, book


def _same(user: User, book: Sequence[Address], before: Address, field: str) -> list[Address]:
    """Those that say what the order's address said, but for the default of the other kind."""
    others = {getattr(user, f"{each}_id") for each in _DEFAULTS if each != field}
    others.discard(getattr(user, f"{field}_id"))
    said = content_of(before)
    return [each for each in book if content_of(each) == said and each.pk not in others]


def _save(
    users: Mapping[int, User],
    book: Mapping[int, Sequence[Address]],
    changed: Mapping[int, Address],
    given: Mapping[tuple[int, str], Address],
) -> None:
    touched = {pk for pk, rows in book.items() if any(row.pk in changed for row in rows)}
    touched |= {pk for pk, _ in given}
    if not touched:
        return
    Address.objects.bulk_update(changed.values(), FIELDS)
    Address.objects.bulk_create(given.values())
    _OWNED.objects.bulk_create(_OWNED(user_id=pk, address=row) for (pk, _), row in given.items())
    now = timezone.now()
    for (pk, field), address in given.items():
        setattr(users[pk], field, address)
    for pk in touched:
        users[pk].updated_at = now
    User.objects.bulk_update([users[pk] for pk in touched], [*_DEFAULTS, "updated_at"])
    _index(touched)


def _index(pks: Collection[int]) -> None:
    users = list(User.objects.filter(pk__in=pks).prefetch_related(*_DEFAULTS, "addresses"))
    logins = [[str(user.private_metadata.get(_LOGIN_KEY, ""))] for user in users]
    search.index_customers(users, logins, {user.pk: list(user.addresses.all()) for user in users})

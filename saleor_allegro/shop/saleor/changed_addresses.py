"""Addresses of orders that follow their forms, and those of customers where they were ours."""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from saleor.account.models import Address, User

from saleor_allegro.rules.drafts import AddressDraft
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.saleor import addresses, search
from saleor_allegro.shop.saleor.following import Following

#: Aspect -> field of an order and of its draft, field of a customer, and the word of a flag.
_ADDRESSES: Final = {
    Aspect.SHIPPING_ADDRESS: ("shipping_address", "default_shipping_address", "shipping"),
    Aspect.BILLING_ADDRESS: ("billing_address", "default_billing_address", "billing"),
}
_WORDS: Final = (
    "first_name",
    "last_name",
    "company_name",
    "street_address_1",
    "postal_code",
    "city",
    "country",
    "phone",
)
_FIELDS: Final = (*_WORDS, "metadata", "validation_skipped")
_CUSTOMER_KEY: Final = "allegro.customer"


@dataclass(frozen=True, slots=True)
class _Move:
    """An address of an order that changed."""

    user: User | None
    user_field: str
    before: Address | None
    after: Address


def bring_addresses(following: Sequence[Following]) -> None:
    """Change the orders' own addresses in place, make those that they lacked, and take the
    customers' along. A few statements, however many orders; the orders are not saved."""
    book = addresses.AddressBook()
    moves: list[_Move] = []
    changed: list[Address] = []
    made: list[Address] = []
    for each in following:
        for aspect, (name, user_field, word) in _ADDRESSES.items():
            for draft in each.draft_of(aspect):
                address = getattr(draft, name)
                if address is None:
                    continue
                before = getattr(each.order, name)
                after = _after(before, book.build(address))
                if before is not None and _content(before) == _content(after):
                    continue
                if not each.may(aspect, _text(before), _text(after)):
                    continue
                each.flags += _refused(book, address, word)
                (made if before is None else changed).append(after)
                setattr(each.order, name, after)
                moves.append(_Move(each.order.user, user_field, before, after))
    if not moves:
        return
    Address.objects.bulk_create(made)
    Address.objects.bulk_update(changed, _FIELDS)
    _take_customers_along(moves)


def _after(before: Address | None, wanted: Address) -> Address:
    """The row as it is to be: that of before, where there was one."""
    if before is None:
        return wanted
    after = copy(before)
    for field in _FIELDS:
        setattr(after, field, getattr(wanted, field))
    theirs = {key: text for key, text in before.metadata.items() if not _is_ours(key)}
    after.metadata = theirs | wanted.metadata
    return after


def _is_ours(key: str) -> bool:
    return key == addresses.VAT_ID_KEY or key.startswith("allegro.")


def _content(address: Address) -> tuple[Any, ...]:
    ours = {key: text for key, text in address.metadata.items() if _is_ours(key)}
    return (*(str(getattr(address, field) or "") for field in _WORDS), ours)


def _text(address: Address | None) -> str:
    if address is None:
        return ""
    words = [str(getattr(address, field) or "") for field in _WORDS]
    ours = {text for key, text in sorted(address.metadata.items()) if _is_ours(key)}
    return ", ".join(word for word in (*words, *sorted(ours)) if word)


def _refused(book: addresses.AddressBook, draft: AddressDraft, word: str) -> list[Flag]:
    fields = book.refusal(draft)
    details = {"fields": fields}
    return [Flag(kind=FlagKind.ADDRESS_REFUSED, subject=word, details=details)] if fields else []


def _take_customers_along(moves: Sequence[_Move]) -> None:
    """An address in a customer's book that we put there, word by word as the order had it, follows
    the order's; a customer who has none yet gets it, as a new one does at the import."""
    ours = [move for move in moves if move.user and _CUSTOMER_KEY in move.user.metadata]
    users = {move.user.pk: move.user for move in ours if move.user}
    if not users:
        return
    owned = User.addresses.through
    book: dict[int, list[Address]] = defaultdict(list)
    for row in owned.objects.filter(user__in=users).select_related("address").order_by("pk"):
        book[row.user_id].append(row.address)
    changed, given = [], []
    for move in ours:
        user = users[move.user.pk] if move.user else None
        if user is None:
            continue
        if move.before is not None:
            same = _content(move.before)
            for address in book[user.pk]:
                if _content(address) == same:
                    for field in _FIELDS:
                        setattr(address, field, getattr(move.after, field))
                    changed.append(address)
        elif getattr(user, f"{move.user_field}_id") is None:
            given.append((user, move.user_field, _copy_of(move.after)))
    Address.objects.bulk_update({each.pk: each for each in changed}.values(), _FIELDS)
    Address.objects.bulk_create([address for _, _, address in given])
    owned.objects.bulk_create(owned(user=user, address=address) for user, _, address in given)
    for user, field, address in given:
        setattr(user, field, address)
    User.objects.bulk_update(
        {user.pk: user for user, _, _ in given}.values(),
        ["default_shipping_address", "default_billing_address"],
    )
    _index(users)


def _copy_of(address: Address) -> Address:
    """Unsaved, with the same words."""
    return Address(**{field: getattr(address, field) for field in _FIELDS})


def _index(users: dict[int, User]) -> None:
    fresh = User.objects.filter(pk__in=users).select_related(
        "default_shipping_address", "default_billing_address"
    )
    found = list(fresh)
    search.index_customers(found, [[login] if (login := _login(user)) else [] for user in found])


def _login(user: User) -> str:
    return str(user.private_metadata.get("allegro.login", ""))

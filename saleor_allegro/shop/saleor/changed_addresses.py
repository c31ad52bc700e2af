"""Addresses of orders that follow their forms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Final

from saleor.account.models import Address

from saleor_allegro.rules.drafts import AddressDraft
from saleor_allegro.rules.shop_flags import address_refused
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.saleor import addresses
from saleor_allegro.shop.saleor.address_words import FIELDS, content_of, put_words, text_of
from saleor_allegro.shop.saleor.customer_addresses import Move, take_customers_along
from saleor_allegro.shop.saleor.following import Following

#: Aspect -> field of an order and of its draft, field of a customer, and the word of a flag.
_ADDRESSES: Final = {
    Aspect.SHIPPING_ADDRESS: ("shipping_address", "default_shipping_address", "shipping"),
    Aspect.BILLING_ADDRESS: ("billing_address", "default_billing_address", "billing"),
}


def bring_addresses(following: Sequence[Following]) -> None:
    """Change the orders' own addresses in place, make those that they lacked, and take the
    customers' along. A few statements, however many orders; the orders are not saved."""
    book = addresses.AddressBook()
    moves = [
        (each, name, move)
        for each in following
        for aspect, (name, user_field, word) in _ADDRESSES.items()
        for draft in each.draft_of(aspect)
        if (address := getattr(draft, name)) is not None
        and (move := _move(each, aspect, book.build(address), name, user_field))
        and _note_refusal(each, book, address, word)
    ]
    if not moves:
        return
    uses = _uses(move.before.pk for _, _, move in moves if move.before is not None)
    made: list[Address] = []
    changed: list[Address] = []
    for each, name, move in moves:
        before = move.before
        if before is not None and uses[before.pk] > 1:
            uses[before.pk] -= 1
            move.after.pk = None
            move.after._state.adding = True
        (changed if move.after.pk else made).append(move.after)
        setattr(each.order, name, move.after)
    Address.objects.bulk_create(made)
    Address.objects.bulk_update(changed, FIELDS)
    take_customers_along([move for _, _, move in moves])


def _move(
    each: Following, aspect: Aspect, wanted: Address, name: str, user_field: str
) -> Move | None:
    """`None`: the address is the same, or is not to be changed any more."""
    before = getattr(each.order, name)
    after = wanted
    if before is not None:
        after = copy(before)
        put_words(after, wanted)
        if content_of(before) == content_of(after):
            return None
    if not each.may(aspect, text_of(before), text_of(after)):
        return None
    return Move(each.order.user, user_field, before, after)


def _note_refusal(
    each: Following, book: addresses.AddressBook, draft: AddressDraft, word: str
) -> bool:
    if fields := book.refusal(draft):
        each.flags.append(address_refused(word, fields))
    return True


def _uses(pks: Iterable[int]) -> Counter[int]:
    """How many fields of whatever Saleor has point at each address: what two share is not
    changed for both."""
    wanted = set(pks)
    pointing = [
        relation.field.model._base_manager.filter(**{f"{relation.field.name}__in": wanted})
        .order_by()
        .values_list(f"{relation.field.name}_id")
        for relation in Address._meta.get_fields(include_hidden=True)
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    ]
    first, *others = pointing
    return Counter(pk for (pk,) in first.union(*others, all=True)) if wanted else Counter()

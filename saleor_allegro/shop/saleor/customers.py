"""One customer per buyer: found by link, then by e-mail, else made. Never overwritten."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import F
from saleor.account import CustomerEvents
from saleor.account.models import Address, CustomerEvent, User

from saleor_allegro.rules.drafts import CustomerDraft, OrderDraft
from saleor_allegro.shop.saleor import addresses
from saleor_allegro.shop.saleor.versions import new_customer_fields


def language_code(language: str) -> str:
    """Saleor's code for a language as Allegro says it: "pl-PL" is "pl"."""
    known = {code.lower(): code for code, _ in settings.LANGUAGES}
    word = language.lower()
    return known.get(word) or known.get(word.split("-")[0]) or settings.LANGUAGE_CODE


class Customers:
    """The customers of a batch of drafts, by buyer id."""

    def __init__(self, drafts: Sequence[OrderDraft]) -> None:
        self._drafts: dict[str, OrderDraft] = {}
        for draft in drafts:
            self._drafts.setdefault(draft.customer.buyer_id, draft)
        self._users = self._find()
        self.created: list[User] = []

    def __getitem__(self, buyer_id: str) -> User:
        return self._users[buyer_id]

    def get(self, buyer_id: str) -> User | None:
        return self._users.get(buyer_id)

    def _find(self) -> dict[str, User]:
        """By the id the buyer is known under, else by e-mail: two statements a batch."""
        customers = [draft.customer for draft in self._drafts.values()]
        linked = User.objects.in_bulk([c.customer_id for c in customers if c.customer_id])
        by_id = {str(pk): user for pk, user in linked.items()}
        found: dict[str, User] = {}
        unknown: list[CustomerDraft] = []
        for customer in customers:
            user = by_id.get(customer.customer_id or "")
            if user is None:
                unknown.append(customer)
            else:
                found[customer.buyer_id] = user
        if unknown:
            emails = [customer.email.lower() for customer in unknown if customer.email]
            by_email = {user.email: user for user in User.objects.filter(email__in=emails)}
            for customer in unknown:
                if user := by_email.get(customer.email.lower()):
                    found[customer.buyer_id] = user
        return found

    def create_missing(self, book: addresses.AddressBook) -> None:
        """Make the customers that the shop does not know, with their addresses as defaults.

        Eight buyers or eighty: five statements.
        """
        missing = [draft for key, draft in self._drafts.items() if key not in self._users]
        if not missing:
            return
        shipping = _own_addresses(missing, book, "shipping_address")
        billing = _own_addresses(missing, book, "billing_address")
        addresses.save([*shipping.values(), *billing.values()])
        extra = new_customer_fields()
        unusable = make_password(None)
        for draft in missing:
            buyer = draft.customer
            self.created.append(
                User(
                    email=buyer.email.lower(),
                    first_name=buyer.first_name[:256],
                    last_name=buyer.last_name[:256],
                    password=unusable,
                    language_code=language_code(draft.language),
                    default_shipping_address=shipping.get(buyer.buyer_id),
                    default_billing_address=billing.get(buyer.buyer_id),
                    private_metadata={
                        "allegro.login": buyer.login,
                        "allegro.buyer_id": buyer.buyer_id,
                    },
                    metadata={"allegro.customer": "true"},
                    **extra,
                )
            )
        User.objects.bulk_create(self.created)
        for draft, user in zip(missing, self.created, strict=True):
            self._users[draft.customer.buyer_id] = user
        owned = User.addresses.through
        owned.objects.bulk_create(
            owned(user=user, address=address)
            for user in self.created
            for address in (user.default_shipping_address, user.default_billing_address)
            if address is not None
        )
        CustomerEvent.objects.bulk_create(
            CustomerEvent(user=user, type=CustomerEvents.ACCOUNT_CREATED) for user in self.created
        )


def _own_addresses(
    drafts: Sequence[OrderDraft], book: addresses.AddressBook, name: str
) -> dict[str, Address]:
    return {
        draft.customer.buyer_id: book.build(address)
        for draft in drafts
        if (address := getattr(draft, name)) is not None
    }


def count_orders(orders: Sequence[Any]) -> None:
    """Raise the customers' number of orders: a statement per distinct count, mostly one."""
    counts = Counter(order.user_id for order in orders if order.user_id)
    by_count: dict[int, list[int]] = {}
    for user_id, count in counts.items():
        by_count.setdefault(count, []).append(user_id)
    for count, user_ids in by_count.items():
        User.objects.filter(pk__in=user_ids).update(number_of_orders=F("number_of_orders") + count)

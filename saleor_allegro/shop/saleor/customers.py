"""One customer per buyer: found by link, then by e-mail, else made. Never overwritten."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import Case, F, When
from saleor.account import CustomerEvents
from saleor.account.models import Address, CustomerEvent, User
from saleor.order.models import Order

from saleor_allegro.rules.drafts import CustomerDraft, OrderDraft
from saleor_allegro.shop.saleor import addresses, search
from saleor_allegro.shop.saleor.versions import new_customer_fields


def language_code(language: str) -> str:
    """Saleor's code nearest to a language as Allegro says it, e.g. "pl-PL"."""
    known = _languages()
    word = language.lower()
    return known.get(word) or known.get(word.split("-")[0]) or settings.LANGUAGE_CODE


@cache
def _languages() -> dict[str, str]:
    return {code.lower(): code for code, _ in settings.LANGUAGES}


class Customers:
    """The customers of a batch of drafts, by buyer id."""

    def __init__(self, drafts: Sequence[OrderDraft]) -> None:
        self._drafts: dict[str, OrderDraft] = {}
        for draft in drafts:
            self._drafts.setdefault(draft.customer.buyer_id, draft)
        self._orders = Counter(draft.customer.buyer_id for draft in drafts)
        self._users = self._find()
        self.created: list[User] = []

    def get(self, buyer_id: str) -> User | None:
        """`None`: not made yet, or never, because Allegro names no e-mail."""
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
        emails = {email_of(customer) for customer in unknown} - {""}
        if emails:
            by_email = {user.email: user for user in User.objects.filter(email__in=emails)}
            for customer in unknown:
                if user := by_email.get(email_of(customer)):
                    found[customer.buyer_id] = user
        return found

    def create_missing(self, book: addresses.AddressBook) -> None:
        """Make the customers that the shop does not know, with their addresses as defaults.

        Two buyers who share an e-mail are one customer, for Saleor knows a customer by it.
        Eight buyers or eighty: seven statements.
        """
        missing: dict[str, list[OrderDraft]] = {}
        for buyer_id, draft in self._drafts.items():
            if buyer_id not in self._users and email_of(draft.customer):
                missing.setdefault(email_of(draft.customer), []).append(draft)
        if not missing:
            return
        first = [drafts[0] for drafts in missing.values()]
        shipping = _own_addresses(first, book, "shipping_address")
        billing = _own_addresses(first, book, "billing_address")
        addresses.save([*shipping.values(), *billing.values()])
        extra = new_customer_fields()
        unusable = make_password(None)
        self.created = [
            User(
                email=email,
                first_name=draft.customer.first_name[:256],
                last_name=draft.customer.last_name[:256],
                password=unusable,
                is_confirmed=False,  # nobody has proved the masked address
                language_code=language_code(draft.language),
                default_shipping_address=shipping.get(draft.customer.buyer_id),
                default_billing_address=billing.get(draft.customer.buyer_id),
                private_metadata={
                    "allegro.login": draft.customer.login,
                    "allegro.buyer_id": draft.customer.buyer_id,
                },
                metadata={"allegro.customer": "true"},
                number_of_orders=sum(self._orders[each.customer.buyer_id] for each in drafts),
                **extra,
            )
            for (email, drafts), draft in zip(missing.items(), first, strict=True)
        ]
        User.objects.bulk_create(self.created)
        for user, drafts in zip(self.created, missing.values(), strict=True):
            for draft in drafts:
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
        search.index_customers(self.created, [[draft.customer.login] for draft in first])


def email_of(customer: CustomerDraft) -> str:
    """As Saleor stores it, in lower case; "" when Allegro names none."""
    return customer.email.strip().lower()[:254]


def _own_addresses(
    drafts: Sequence[OrderDraft], book: addresses.AddressBook, name: str
) -> dict[str, Address]:
    return {
        draft.customer.buyer_id: book.build(address)
        for draft in drafts
        if (address := getattr(draft, name)) is not None
    }


def count_orders(orders: Sequence[Order], created: Sequence[User]) -> None:
    """Raise the number of orders of customers that were there before; new ones have theirs.

    Locked in one order, because two imports that share customers must not wait for each other
    in a circle.
    """
    new = {None, *(user.pk for user in created)}
    counts = Counter(order.user_id for order in orders if order.user_id not in new)
    if not counts:
        return
    users = User.objects.filter(pk__in=counts)
    list(users.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    raised = Case(*(When(pk=pk, then=F("number_of_orders") + n) for pk, n in counts.items()))
    users.update(number_of_orders=raised)

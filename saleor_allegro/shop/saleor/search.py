"""Saleor's search over orders and customers, filled for a whole batch in one statement.

The words and weights are those of Saleor's own functions, `prepare_order_search_vector_value`
and `generate_user_search_vector_value`; only their many small expressions a row are joined into
one text a weight, because a batch would be thousands of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Value, prefetch_related_objects
from graphene import Node
from saleor.account import search as account_search
from saleor.account.models import Address, User
from saleor.account.search import generate_address_search_vector_value
from saleor.core.postgres import NoValidationSearchVector
from saleor.order import OrderEvents
from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.order.search import (
    generate_order_discounts_search_vector_value,
    generate_order_payments_search_vector_value,
)
from saleor.payment.models import TransactionItem

#: 3.22 looks for customers in a plain text.
_CUSTOMERS_ARE_PLAIN_TEXT = hasattr(account_search, "prepare_user_search_document_value")
_NOTES: Final = (OrderEvents.NOTE_ADDED, OrderEvents.NOTE_UPDATED)
_READ_AGAIN: Final = (
    "user",
    "shipping_address",
    "billing_address",
    "lines",
    "payment_transactions__events",
    "events",
    "payments",
    "discounts",
    "invoices",
)


class _AddressTexts:
    """The words of addresses; equal ones, of which a batch has many, are read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], list[str]] = {}

    def of(self, address: Address) -> list[str]:
        key = (
            address.first_name,
            address.last_name,
            address.company_name,
            address.street_address_1,
            address.street_address_2,
            address.city,
            address.city_area,
            address.postal_code,
            address.country.code,
            address.country_area,
            address.phone.raw_input if address.phone else "",
        )
        if key not in self._known:
            vectors = generate_address_search_vector_value(address, weight="B")
            self._known[key] = [text for vector in vectors for text in _texts(vector)]
        return self._known[key]


class _Words:
    """The words of one row, by weight."""

    def __init__(self) -> None:
        self._by_weight: dict[str, list[str]] = defaultdict(list)

    def add(self, weight: str, *words: str | None) -> None:
        self._by_weight[weight].extend(word for word in words if word)

    def add_email(self, email: str) -> None:
        self.add("A", email)
        self.add("B", email.rpartition("@")[2])

    def __getitem__(self, weight: str) -> str:
        """One text, its accents taken off where this Saleor searches without them."""
        [text] = _texts(NoValidationSearchVector(Value(" ".join(self._by_weight[weight]))))
        return text

    def __iter__(self) -> Iterator[str]:
        return (word for words in self._by_weight.values() for word in words)


def index_orders(
    orders: Sequence[Order],
    lines: Sequence[Sequence[OrderLine]],
    transactions: Sequence[Sequence[TransactionItem]],
    events: Sequence[Sequence[OrderEvent]],
) -> None:
    """Make new orders findable by number, e-mail, names, addresses, note, form id, SKU, offer
    title, payment id and the messages of the notes. All sequences run beside `orders`.
    """
    addresses = _AddressTexts()
    _fill(
        "order_order",
        "uuid",
        [
            (
                str(order.pk),
                _words_of_order(order, own_lines, own_transactions, own_events, addresses),
            )
            for order, own_lines, own_transactions, own_events in zip(
                orders, lines, transactions, events, strict=True
            )
        ],
    )


def index_orders_again(order_ids: Iterable[UUID]) -> None:
    """Make orders findable by what they are now, and by what staff and other apps added to them.

    A number of statements that does not grow. Saleor's `update_order_search_vector` asks for
    each order, and says that the order was updated.
    """
    orders = list(Order.objects.filter(pk__in=list(order_ids)))
    prefetch_related_objects(orders, *_READ_AGAIN)
    addresses = _AddressTexts()
    rows = []
    for order in orders:
        items = list(order.payment_transactions.all())
        words = _words_of_order(
            order, list(order.lines.all()), items, list(order.events.all()), addresses
        )
        references = (event.psp_reference for item in items for event in item.events.all())
        invoices = (Node.to_global_id("Invoice", each.pk) for each in order.invoices.all())
        words.add("D", *references, *invoices)
        for vector in (
            *generate_order_payments_search_vector_value(order),
            *generate_order_discounts_search_vector_value(order),
        ):
            words.add("D", *_texts(vector))
        rows.append((str(order.pk), words))
    if rows:
        _fill("order_order", "uuid", rows)


def index_customers(
    users: Sequence[User],
    also: Sequence[Sequence[str]],
    books: Mapping[int, Sequence[Address]] | None = None,
) -> None:
    """Make customers findable by name, e-mail and addresses, and by the words in `also`, which
    runs beside `users` (the buyer's login).

    Args:
        books: Primary key of the customer -> every address; without it, the default ones.
    """
    addresses = _AddressTexts()
    rows = []
    for user, words in zip(users, also, strict=True):
        found = _Words()
        found.add("A", user.first_name, user.last_name, *words)
        found.add_email(user.email)
        defaults = (user.default_shipping_address, user.default_billing_address)
        for address in defaults if books is None else books[user.pk]:
            if address is not None:
                found.add("B", *addresses.of(address))
        rows.append((user.pk, found))
    if _CUSTOMERS_ARE_PLAIN_TEXT:
        for user, (_, found) in zip(users, rows, strict=True):
            user.search_document = "\n".join(found).lower()
        User.objects.bulk_update(users, ["search_document"])
    else:
        _fill("account_user", "integer", rows)


def _fill(table: str, key: str, rows: Iterable[tuple[Any, _Words]]) -> None:
    columns = zip(
        *((pk, words["A"], words["B"], words["C"], words["D"]) for pk, words in rows), strict=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} SET search_vector =
                setweight(to_tsvector('simple', words.a), 'A')
                || setweight(to_tsvector('simple', words.b), 'B')
                || setweight(to_tsvector('simple', words.c), 'C')
                || setweight(to_tsvector('simple', words.d), 'D')
            FROM unnest(%s::{key}[], %s::text[], %s::text[], %s::text[], %s::text[])
                AS words(id, a, b, c, d)
            WHERE {table}.id = words.id
            """,  # noqa: S608 - both names are ours
            [list(column) for column in columns],
        )


def _words_of_order(
    order: Order,
    lines: Sequence[OrderLine],
    transactions: Sequence[TransactionItem],
    events: Sequence[OrderEvent],
    addresses: _AddressTexts,
) -> _Words:
    words = _Words()
    words.add("A", str(order.number), Node.to_global_id("Order", order.pk))
    if order.user_email:
        words.add_email(order.user_email)
    if order.user:
        words.add("A", order.user.first_name, order.user.last_name)
        if order.user.email != order.user_email:
            words.add_email(order.user.email)
    for address in (order.billing_address, order.shipping_address):
        if address:
            words.add("B", *addresses.of(address))
    words.add("B", order.customer_note, order.external_reference)
    for line in lines:
        words.add("C", line.product_sku, line.product_name, line.variant_name)
        words.add("C", line.translated_product_name, line.translated_variant_name)
    for item in transactions:
        token = Node.to_global_id("TransactionItem", item.token)
        words.add("D", token, item.psp_reference)
    for event in events:
        if event.type in _NOTES:
            words.add("D", event.parameters.get("message"))
    return words


def _texts(vector: NoValidationSearchVector) -> list[str]:
    return [
        expression.value
        for expression in vector.get_source_expressions()
        if isinstance(expression, Value) and isinstance(expression.value, str)
    ]

"""Saleor's order search, filled for a whole batch in one statement.

The words and weights come from Saleor's own functions; only their many small expressions an
order are joined into one text a weight, because a batch would be thousands of them.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models import Value
from saleor.account.search import generate_address_search_vector_value
from saleor.core.postgres import NoValidationSearchVector
from saleor.order.models import Order, OrderLine
from saleor.payment.models import TransactionItem

WEIGHTS = ("A", "B", "C", "D")


def index_orders(
    orders: Sequence[Order],
    lines: Sequence[Sequence[OrderLine]],
    transactions: Sequence[Sequence[TransactionItem]],
    also: Sequence[Sequence[str]],
) -> None:
    """Make new orders findable by number, e-mail, names, addresses, note, form id, SKU, offer
    title and payment id, and by the words in `also` (the buyer's login, the pickup point).

    All sequences run beside `orders`.
    """
    rows = [
        (str(order.pk), *(" ".join(texts[weight]) for weight in WEIGHTS))
        for order, texts in (
            (order, _texts(order, own_lines, own_transactions, words))
            for order, own_lines, own_transactions, words in zip(
                orders, lines, transactions, also, strict=True
            )
        )
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE order_order SET search_vector =
                setweight(to_tsvector('simple', words.a), 'A')
                || setweight(to_tsvector('simple', words.b), 'B')
                || setweight(to_tsvector('simple', words.c), 'C')
                || setweight(to_tsvector('simple', words.d), 'D')
            FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
                AS words(id, a, b, c, d)
            WHERE order_order.id = words.id
            """,
            columns,
        )


def _texts(
    order: Order,
    lines: Sequence[OrderLine],
    transactions: Sequence[TransactionItem],
    also: Sequence[str],
) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)

    def take(vectors: Sequence[NoValidationSearchVector]) -> None:
        for vector in vectors:
            weight = vector.weight.value
            for expression in vector.get_source_expressions():
                value = getattr(expression, "value", None)
                if isinstance(value, str):
                    texts[weight].append(value)

    def add(weight: str, *words: str | None) -> None:
        take([NoValidationSearchVector(Value(word), weight=weight) for word in words if word])

    emails = sorted({order.user_email, order.user.email if order.user else ""} - {""})
    add("A", str(order.number), *emails)
    add("B", *(email.rpartition("@")[2] for email in emails))
    if order.user:
        add("A", order.user.first_name, order.user.last_name)
    for address in (order.billing_address, order.shipping_address):
        if address:
            take(generate_address_search_vector_value(address, weight="B"))
    add("B", order.customer_note, order.external_reference, *also)
    for line in lines:
        add("C", line.product_sku, line.product_name, line.variant_name)
    for transaction in transactions:
        add("D", transaction.psp_reference)
    return texts

"""Money: refunds and movements of the seller's balance."""

from collections.abc import Iterator
from typing import Final, Unpack

from saleor_allegro.allegro.calls import Calls
from saleor_allegro.allegro.documents import PaymentOperationPage, RefundPage
from saleor_allegro.allegro.filters import (
    OperationFilters,
    RefundFilters,
    operation_query,
    refund_query,
)

_REFUNDS_A_PAGE: Final = 100
_OPERATIONS_A_PAGE: Final = 50


class PaymentCalls(Calls):
    def refund_pages(self, **filters: Unpack[RefundFilters]) -> Iterator[RefundPage]:
        """Refunds the seller made to buyers, in pages of at most 100.

        That it tells of those made in Allegro's own panel is not published; the payment
        operations tell of all.

        Raises:
            Forbidden: The seller did not grant `scopes.PAYMENTS_SCOPE`.

        Source: `GET /payments/refunds`.
        """
        path, query = "/payments/refunds", refund_query(filters)
        return self.pages(RefundPage, path, query, _REFUNDS_A_PAGE)

    def payment_operation_pages(
        self, **filters: Unpack[OperationFilters]
    ) -> Iterator[PaymentOperationPage]:
        """Movements of the seller's balance, in pages of at most 50.

        Raises:
            Forbidden: The seller did not grant `scopes.PAYMENTS_SCOPE`.
            Rejected: More than 10,000 match; ask for a shorter period.

        Source: `GET /payments/payment-operations`.
        """
        path, query = "/payments/payment-operations", operation_query(filters)
        return self.pages(PaymentOperationPage, path, query, _OPERATIONS_A_PAGE)

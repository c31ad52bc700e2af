"""Rows for the tests of whatever works on the ledger."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from saleor_allegro.ledger import FormFacts, Imported
from saleor_allegro.models import Account, AccountChannel, OrderLink
from saleor_allegro.shop.port import LineOutcome, OrderOutcome

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)


def an_account(*, channel: str = "pl", **fields: object) -> Account:
    account = Account.objects.create(
        **{
            "seller_id": "44",
            "login": "seller",
            "environment": "sandbox",
            "client_id": "an-id",
            "connected_at": NOW,
            "import_since": NOW - timedelta(days=14),
            "next_import_at": NOW,
        }
        | fields
    )
    AccountChannel.objects.create(account=account, channel_slug=channel, connected_at=NOW)
    return account


def a_link(account: Account, form_id: str = "form-1", **fields: object) -> OrderLink:
    return OrderLink.objects.create(
        **{"account": account, "form_id": form_id, "first_seen_at": NOW, "next_try_at": NOW}
        | fields
    )


def an_order(account, form_id="form-1", **fields):
    """A form whose order the shop has, announced, and as it was last read."""
    return a_link(
        account,
        form_id,
        **{
            "state": OrderLink.State.IMPORTED,
            "is_dirty": False,
            "next_try_at": None,
            "order_id": uuid4(),
            "channel_slug": "pl",
            "announced_at": NOW,
            "bought_at": NOW,
        }
        | fields,
    )


def facts(**fields: object) -> FormFacts:
    return FormFacts(
        **{
            "revision": "819b5836",
            "form_status": "READY_FOR_PROCESSING",
            "fulfillment_status": "NEW",
            "form_updated_at": NOW,
            "marketplace": "allegro-pl",
            "bought_at": NOW,
            "total_to_pay": Decimal("10.00"),
            "paid": Decimal("10.00"),
            "currency": "PLN",
            "is_cash_on_delivery": False,
            "pieces": {},
        }
        | fields
    )


def imported(
    link: OrderLink, *, lines: tuple[str, ...] = ("line-1",), buyer: str = "buyer-1", flags=()
) -> Imported:
    return Imported(
        link=link,
        facts=facts(),
        outcome=OrderOutcome(
            form_id=link.form_id,
            order_id=uuid4(),
            number="17",
            customer_id="customer-1",
            lines=tuple(
                LineOutcome(
                    line_item_id=line,
                    order_line_id=uuid4(),
                    variant_id=None,
                    quantity=1,
                    allocated=1,
                )
                for line in lines
            ),
            flags=tuple(flags),
        ),
        channel_slug="pl",
        buyer_id=buyer,
    )

"""The purchases that share line items with the forms at hand: in the shop, or in the same batch."""

from collections.abc import Mapping, Sequence

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.merging import Merge, Purchase, Replaces, judge_merge
from saleor_allegro.sync.read_form import Reading


class Purchases:
    def __init__(
        self,
        standing: Mapping[str, ledger.StandingOrder],
        readings: Sequence[tuple[OrderLink, Reading]],
    ) -> None:
        """
        Args:
            standing: Line item id -> the order that it stands in.
            readings: The forms of the batch; none of them is an order yet.
        """
        self._orders = {order.form_id: order for order in standing.values()}
        self._links = {link.form_id: link for link, _ in readings}
        self._links |= {form_id: order.link for form_id, order in self._orders.items()}
        self._of_line: dict[str, dict[str, Purchase]] = {}
        for order in self._orders.values():
            self._add(
                Purchase(
                    form_id=order.form_id,
                    line_item_ids=order.line_item_ids,
                    updated_at=order.link.form_updated_at,
                )
            )
        for _, form in readings:
            if isinstance(form, CheckoutForm):
                self._add(_purchase(form))

    def judge(self, form: CheckoutForm) -> Merge | None:
        """What the form is among those that share lines with it; `None`: one of its own."""
        sharing: dict[str, Purchase] = {}
        for line in form.line_items:
            sharing |= self._of_line.get(line.id, {})
        return judge_merge(_purchase(form), list(sharing.values()))

    def orders_of(self, merge: Replaces) -> tuple[ledger.StandingOrder, ...]:
        """Those of the replaced that are orders; the others never become any."""
        return tuple(self._orders[form_id] for form_id in merge.form_ids if form_id in self._orders)

    def link_of(self, form_id: str) -> OrderLink:
        return self._links[form_id]

    def _add(self, purchase: Purchase) -> None:
        for item in purchase.line_item_ids:
            self._of_line.setdefault(item, {})[purchase.form_id] = purchase


def _purchase(form: CheckoutForm) -> Purchase:
    return Purchase(
        form_id=form.id,
        line_item_ids=frozenset(line.id for line in form.line_items),
        updated_at=form.updated_at,
    )

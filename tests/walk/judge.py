"""Whether a shop holds what Allegro holds, form by form and grosz by grosz."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from saleor_allegro.demo.merchant import CHANNELS, WAREHOUSE
from saleor_allegro.rules.follow_form import WhenSent
from tests.saleor.form_as_order import Shop
from tests.walk.diary import Life, has_left, is_cancelled, is_confirmed
from tests.walk.jobs import Held, Link
from tests.walk.walk import Walk
from tests.walk.wanted import doubt_of, line_key, unlike, wanted_of_cancelled, wanted_order

Json = Mapping[str, Any]

HOLDS_STOCK: Final = ("UNCONFIRMED", "UNFULFILLED")
_SENT: Final = frozenset({"SENT", "PICKED_UP"})


@dataclass(slots=True)
class Judge:
    walk: Walk
    held: Held
    _orders: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for order in self.held.orders:
            self._orders[order["externalReference"]].append(_tidy(order))

    def faults(self) -> list[str]:
        """Every disagreement, with our row and the life of the form that it is about."""
        forms = self.walk.shop.simulator.forms
        found = [
            *(fault for form in forms.values() for fault in self._of(form["id"], form)),
            *(fault for form_id in forms.gone for fault in self._of(form_id, None)),
        ]
        unknown = self._orders.keys() - forms.keys() - forms.gone.keys()
        return [*found, *(f"{form_id}: in the shop, but never sold" for form_id in unknown)]

    def _of(self, form_id: str, form: Json | None) -> Iterator[str]:
        link, life = self.held.links.get(form_id), self.walk.diary.lives[form_id]
        faults = self._of_gone(form_id, link) if form is None else self._of_form(form, link, life)
        for fault in faults:
            yield f"{form_id}: {fault}\n    {link}\n{life}"

    def _of_form(self, form: Json, link: Link | None, life: Life) -> Iterator[str]:
        orders = self._orders[form["id"]]
        if link is None or len(orders) != 1:
            is_skipped = link is not None and link.state == "skipped"
            if orders or not is_skipped or not is_cancelled(form):
                yield f"{len(orders)} orders, not 1"
            return
        [order] = orders
        if (link.state, link.order_id) != ("imported", order["id"]):
            yield f"the row is {link.state}, and names order {link.order_id}"
        yield from self._of_status(form, link, life, order["status"])
        yield from self._of_flags(form, link, order)
        yield from self._of_parcels(form, link, life, order)
        yield from self._of_content(form, link, order)

    def _of_content(self, form: Json, link: Link, order: dict[str, Any]) -> Iterator[str]:
        status = order["status"]
        if is_cancelled(form) or status == "CANCELED":
            wanted = wanted_of_cancelled(form, self._shop, self._returned)
        else:
            withheld = {what for kind, what in link.flags if kind == "changed_after_dispatch"}
            wanted = wanted_order(form, self._shop, self._returned, withheld)
        if status not in HOLDS_STOCK:
            for line in wanted.get("lines", ()):
                line["allocations"] = []
            if _pieces_held(order):
                yield f"it is {status}, and holds {_pieces_held(order)} pieces"
        yield from unlike(wanted, order)

    def _of_status(self, form: Json, link: Link, life: Life, status: str) -> Iterator[str]:
        may_be = self._may_be(form, life)
        if status not in may_be:
            yield f"the order is {status}, and may be {' or '.join(sorted(may_be))}"
        is_whole = form["fulfillment"]["shipmentSummary"]["lineItemsSent"] != "SOME"
        is_sent = form["fulfillment"]["status"] in _SENT and is_whole and not is_cancelled(form)
        is_to_follow = self._fulfils and life.was_sent_after(link.imported_at)
        if is_sent and is_to_follow and status not in ("FULFILLED", "CANCELED"):
            yield f"it was sent, and the order is {status}"

    def _may_be(self, form: Json, life: Life) -> set[str]:
        """What its order was at the latest reading, or is still since an earlier one."""
        fulfilled = {"FULFILLED"} if self._fulfils and life.stages & _SENT else set[str]()
        if is_cancelled(form) and not has_left(form):
            return {"CANCELED"} | fulfilled
        cancelled = {"CANCELED"} if life.was_cancelled else set[str]()
        is_to_be_confirmed = is_confirmed(form) and not is_cancelled(form)
        waiting = set[str]() if is_to_be_confirmed else {"UNCONFIRMED"}
        confirmed = {"UNFULFILLED"} if life.was_confirmed else set[str]()
        return cancelled | fulfilled | waiting | confirmed

    def _of_flags(self, form: Json, link: Link, order: Json) -> Iterator[str]:
        is_over = order["status"] == "CANCELED"
        doubt = None if is_cancelled(form) else doubt_of(form)
        wanted = {"form_gone": False}
        if is_cancelled(form):
            wanted["refund_owed"] = order["totalCharged"]["amount"] > 0
            wanted["cancelled_after_dispatch"] = not is_over
        else:
            wanted["refund_owed"] = wanted["cancelled_after_dispatch"] = False
            wanted["revived"] = is_over
        if not is_over:
            wanted |= {kind: kind == doubt for kind in ("underpaid", "overpaid")}
        raised = {kind for kind, _ in link.flags}
        for kind, is_wanted in wanted.items():
            if (kind in raised) != is_wanted:
                yield f"flag {kind} is {'missing' if is_wanted else 'raised'}"

    def _of_parcels(self, form: Json, link: Link, life: Life, order: Json) -> Iterator[str]:
        """Nothing tells of one that is entered later than the order was sent."""
        on_allegro = {each["waybill"] for each in self.walk.shop.simulator.parcels.of(form["id"])}
        if unknown := link.waybills - on_allegro:
            yield f"parcels {unknown} are none on Allegro"
        is_to_be_seen = has_left(form) and life.was_sent_after(link.imported_at)
        if is_to_be_seen and (missing := life.first_waybills - link.waybills):
            yield f"parcels {missing} are not known"
        noted = order["waybills"]
        if noted is not None and {word.split()[-1] for word in noted.split(", ")} != link.waybills:
            yield f"parcels {noted} are noted, {set(link.waybills)} are known"

    def _of_gone(self, form_id: str, link: Link | None) -> Iterator[str]:
        """It was merged: what was ordered with it is held by the order that took its place."""
        orders = self._orders[form_id]
        if not orders or link is None:
            return
        if len(orders) > 1:
            yield f"{len(orders)} orders, not 1"
        if link.state != "merged" or link.successor not in self._successors(form_id):
            yield f"merged, and the row is {link.state}, replaced by {link.successor}"
            return
        order = orders[0]
        if order["status"] != "CANCELED":
            yield f"merged, and the order is {order['status']}"
        if charged := order["totalCharged"]["amount"]:
            yield f"merged, and the order has {charged} received"
        if _pieces_held(order):
            yield f"merged, and the order holds {_pieces_held(order)} pieces"
        numbers = {each["number"] for each in self._orders[link.successor]}
        notes = " ".join(self.held.notes.get(order["id"], ()))
        if not any(number in notes for number in numbers):
            yield f"merged, and no note names order {numbers}"

    def _successors(self, form_id: str) -> list[str]:
        """The form that it was merged into, that one's, and so on."""
        gone, found = self.walk.shop.simulator.forms.gone, list[str]()
        while successor := gone.get(form_id):
            found.append(successor)
            form_id = successor
        return found

    def _returned(self, payment_id: str) -> Decimal:
        """What went back; what is on its way has not."""
        parts = (
            each.parts.get(payment_id)
            for each in self.walk.shop.simulator.wallet.returns.values()
            if each.status == "SUCCESS"
        )
        return sum(filter(None, parts), Decimal(0))

    @property
    def _fulfils(self) -> bool:
        return self.walk.plan.when_sent is WhenSent.FULFILL

    @property
    def _shop(self) -> Shop:
        offers = self.walk.shop.simulator.offers
        return Shop(
            channels={currency: slug for slug, (currency, _) in CHANNELS.items()},
            polish_rates={offer.sku: Decimal(offer.tax_rate) / 100 for offer in offers},
            methods={},
            warehouse=WAREHOUSE,
            environment=self.walk.shop.base_url,
        )


def _tidy(order: Json) -> dict[str, Any]:
    """As it is compared: what has no order of its own is sorted, what stands apart is apart."""
    private = dict(order["privateMetadata"])
    # It is that of the form when something was last brought over.
    private.pop("allegro.revision")
    lines = [
        {**line, "allocations": [each for each in line["allocations"] if each["quantity"]]}
        for line in order["lines"]
    ]
    return {
        **order,
        # Told where the shop keeps them with the order.
        "waybills": private.pop("allegro.waybills", None),
        "privateMetadata": private,
        "lines": sorted(lines, key=line_key),
        "transactions": sorted(order["transactions"], key=lambda each: each["pspReference"]),
    }


def _pieces_held(order: Json) -> int:
    return sum(each["quantity"] for line in order["lines"] for each in line["allocations"])

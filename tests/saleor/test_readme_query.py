"""The queries that the README shows are ones that Saleor answers."""

import re
from pathlib import Path

from saleor_allegro.simulator import Kind
from saleor_allegro.sync.import_account import import_account
from tests.saleor.selling import selling_shop

README = Path(__file__).resolve().parents[2] / "README.md"


def test_an_order_is_read_as_the_readme_says(world):
    text = README.read_text(encoding="utf-8")
    [query] = re.findall(r"```graphql\n(.*?)```", text, flags=re.DOTALL)
    [metadata_filter] = re.findall(r"`orders\(where: (\{metadata.*?\})\)`", text)

    with selling_shop() as selling:
        form_id = selling.simulator.sell(Kind.PICKUP_POINT)
        abroad = selling.simulator.sell(Kind.CZECH)
        import_account(selling.account.pk)
        form = selling.simulator.forms[form_id]

    order = world.graphql(query, {"formId": form_id})["order"]
    allegro = order["allegro"]
    assert allegro["marketplace"] == "allegro-pl"
    assert allegro["pickupPoint"]["id"] == form["delivery"]["pickupPoint"]["id"]
    assert form["delivery"]["pickupPoint"]["address"]["city"] in allegro["pickupPoint"]["address"]
    assert allegro["dispatchBy"]
    assert allegro["buyerLogin"] == form["buyer"]["login"]
    assert (allegro["paymentState"], allegro["flags"]) == ("PAID", [])
    assert order["lines"][0]["offerId"] == form["lineItems"][0]["offer"]["id"]
    assert order["transactions"][0]["pspReference"] == form["payment"]["id"]
    found = world.graphql(
        f"{{ orders(first: 5, where: {metadata_filter}) {{ edges {{ node {{ externalReference }}"
        " } } }"
    )["orders"]["edges"]
    assert [edge["node"]["externalReference"] for edge in found] == [abroad]

"""Offers and commands about them, over real HTTP and mostly with our own client."""

from decimal import Decimal
from uuid import uuid4

import pytest

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import OfferStatus
from saleor_allegro.allegro.environments import custom
from saleor_allegro.allegro.errors import Forbidden, NotFound, Rejected, StaleRevision
from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.catalogue import Offer, SoldOut
from saleor_allegro.simulator.offer_commands import Commanded

QUANTITIES = "/sale/offer-quantity-change-commands"
PUBLICATIONS = "/sale/offer-publication-commands"


def offer(number, *, stock=5, **parts):
    about = {
        "id": str(number),
        "name": f"Rzecz {number}",
        "sku": f"SKU-{number}",
        "price": Decimal(10),
        "tax_rate": "23.00",
    }
    return Offer(initial_stock=stock, stock=stock, **about | parts)


@pytest.fixture
def client_with(simulator, base_url):
    def client_with(*scopes):
        token = simulator.grant_token(scopes or None)
        environment = custom(base_url, f"{base_url}/auth/oauth")
        return AllegroClient(environment, lambda: token, "My-Shop/1.0 (+https://shop.test)")

    return client_with


@pytest.fixture
def client(client_with):
    return client_with()


@pytest.fixture
def first(simulator):
    return simulator.offers[0]


@pytest.fixture
def listed(allegro):
    """`listed(limit=3)` -> the ids of a page."""

    def listed(**query):
        return [each["id"] for each in allegro.json("/sale/offers", **query)["offers"]]

    return listed


def read(client, *offer_ids):
    (page,) = client.offer_pages(offer_ids=offer_ids)
    return {entry.id: (entry.available, entry.status) for entry in page.entries}


def outcomes(tasks):
    return {task.offer_id: (task.status, *task.reason) for task in tasks}


def change(value=1, *, offers=("17000000001",), kind="FIXED"):
    return {
        "modification": {"changeType": kind, "value": value},
        "offerCriteria": [
            {"type": "CONTAINS_OFFERS", "offers": [{"id": offer_id} for offer_id in offers]}
        ],
    }


def test_two_thousand_offers_are_read_in_pages(simulator, client):
    simulator.add_offers(offer(number, sku=f"ŁÓDŹ {number}") for number in range(2000))

    pages = list(client.offer_pages(statuses=[OfferStatus.ACTIVE]))

    entries = [entry for page in pages for entry in page.entries]
    assert [page.count for page in pages] == [1000, 1000, 60]
    assert {entry.id for entry in entries} == {each.id for each in simulator.offers}
    assert (entries[0].id, entries[0].external_id) == ("1999", "ŁÓDŹ 1999")
    assert (entries[0].name, entries[0].available) == ("Rzecz 1999", 5)


def test_offers_are_told_apart_by_what_they_are(simulator, client, listed):
    simulator.add_offers(
        [
            offer(1, status="ENDED", stock=0),
            offer(2, status="INACTIVE"),
            offer(3, status="ACTIVATING", sku=""),
            offer(4, selling_format="AUCTION"),
            offer(5, is_fulfillment=True),
            offer(6, sku="SKU-2"),
        ]
    )

    asleep = client.offer_pages(statuses=[OfferStatus.ENDED, OfferStatus.INACTIVE])
    assert [entry.id for page in asleep for entry in page.entries] == ["2", "1"]
    (on_sale,) = client.offer_pages(statuses=[OfferStatus.ACTIVE, OfferStatus.ACTIVATING])
    assert not {"4", "5"} & on_sale.keys
    assert [each.external_id for each in on_sale.entries if each.id == "3"] == [""]
    assert read(client, "5", "4", "1", "nothing") == {"5": (5, "ACTIVE"), "1": (0, "ENDED")}
    assert listed(**{"external.id": ["SKU-2", "SKU-4"]}) == ["6", "4", "2"]
    assert listed(**{"sellingMode.format": ["AUCTION", "ADVERTISEMENT"]}) == ["4"]
    assert listed(isFulfillment="true") == ["5"]
    assert listed(limit=2, offset=1) == ["5", "4"]
    assert len(listed()) == 20


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", 0),
        ("limit", 1001),
        ("limit", "many"),
        ("offset", -1),
        ("offset", 10_000_000),
        ("publication.status", "SLEEPING"),
        ("sellingMode.format", "BARTER"),
        ("isFulfillment", "maybe"),
        ("external.id", [str(number) for number in range(101)]),
        ("external.id", "x" * 101),
    ],
)
def test_a_wrong_filter_is_a_bad_request(allegro, name, value):
    assert allegro.get("/sale/offers", params={name: value}).status_code == 400


def test_a_quantity_is_set_for_many_at_once(simulator, client, first):
    second, command_id = simulator.offers[1], str(uuid4())

    client.set_quantity(command_id, [first.id, second.id, "nothing"], 7)

    assert read(client, first.id, second.id) == {
        first.id: (7, "ACTIVE"),
        second.id: (7, "ACTIVE"),
    }
    assert outcomes(client.quantity_tasks(command_id)) == {
        first.id: ("SUCCESS", "", ""),
        second.id: ("SUCCESS", "", ""),
        "nothing": ("FAIL", "OFFER_NOT_FOUND", "The offer does not exist."),
    }
    assert simulator.commands == [
        Commanded(
            id=command_id,
            kind="quantity",
            offer_ids=(first.id, second.id, "nothing"),
            quantity=7,
        )
    ]


def test_a_command_said_twice_is_done_once(simulator, client, allegro, first):
    command_id = str(uuid4())
    client.set_quantity(command_id, [first.id], 7)
    simulator.change_offer(first.id, stock=3)

    client.set_quantity(command_id, [first.id], 7)

    assert first.stock == 3
    assert len(simulator.commands) == 1
    assert allegro.send("PUT", f"{QUANTITIES}/{command_id}", change()).status_code == 409
    client.activate_offers(command_id, [first.id])  # ids of another kind of command
    client.activate_offers(command_id, [first.id])
    assert len(simulator.commands) == 2


def test_tasks_of_slow_commands_are_new_until_allegro_is_done(simulator, client, first):
    simulator.slow_commands = True
    command_id = str(uuid4())

    client.set_quantity(command_id, [first.id, "nothing"], 7)

    new = ("NEW", "", "")
    assert outcomes(client.quantity_tasks(command_id)) == {first.id: new, "nothing": new}
    simulator.slow_commands = False
    assert [task.status for task in client.quantity_tasks(command_id)] == ["SUCCESS", "FAIL"]


def test_allegro_does_not_do_everything(simulator, client, first):
    simulator.add_offers([offer(1, selling_format="AUCTION")])
    simulator.refusing_offers[first.id] = "Oferta jest zablokowana."
    stock, commands = first.stock, [str(uuid4()) for _ in range(2)]

    client.set_quantity(commands[0], [first.id, "1"], 7)
    client.activate_offers(commands[1], [first.id])

    refused = ("FAIL", "OFFER_REFUSED", "Oferta jest zablokowana.")
    assert outcomes(client.quantity_tasks(commands[0])) == {
        first.id: refused,
        "1": (
            "FAIL",
            "EXCEPTION_DURING_OFFER_QUANTITY_UPDATE",
            "Exception when update offer quantity.",
        ),
    }
    assert outcomes(client.activation_tasks(commands[1])) == {first.id: refused}
    with pytest.raises(Rejected) as caught:
        client.empty_offer(first.id)
    assert (caught.value.status, caught.value.user_message) == (422, "Oferta jest zablokowana.")
    assert (first.stock, len(simulator.commands)) == (stock, 2)


def test_an_offer_is_emptied_and_comes_back(simulator, client, first):
    other, commands = simulator.offers[1], [str(uuid4()) for _ in range(3)]

    client.empty_offer(first.id)
    client.empty_offer(other.id)
    assert read(client, first.id) == {first.id: (0, "ENDED")}
    client.set_quantity(commands[0], [first.id], 4)
    assert read(client, first.id) == {first.id: (4, "ENDED")}
    client.activate_offers(commands[1], [first.id, other.id])

    assert read(client, first.id, other.id) == {first.id: (4, "ACTIVE"), other.id: (0, "ENDED")}
    assert [task.status for task in client.activation_tasks(commands[1])] == ["SUCCESS", "FAIL"]
    assert [(each.kind, each.quantity, each.action) for each in simulator.commands] == [
        ("edit", 0, None),
        ("edit", 0, None),
        ("quantity", 4, None),
        ("publication", None, "ACTIVATE"),
    ]


def test_offers_are_ended_with_their_pieces(simulator, allegro, first):
    simulator.add_offers([offer(1, status="INACTIVE")])
    document = change(offers=[first.id, "1"]) | {"publication": {"action": "END"}}
    stock = first.stock

    answer = allegro.send("PUT", f"{PUBLICATIONS}/{uuid4()}", document)

    assert answer.status_code == 201
    assert (first.status, first.stock) == ("ENDED", stock)
    assert simulator.offers.by_id("1").status == "INACTIVE"


def test_an_edit_says_where_its_end_can_be_read(simulator, allegro, base_url, first):
    path = f"/sale/product-offers/{first.id}"

    answer = allegro.send("PATCH", path, {"stock": {"available": 9}})

    (edit,) = simulator.commands
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"{base_url}{path}/operations/{edit.id}"
    assert answer.json()["stock"]["available"] == first.stock == 9
    assert (edit.kind, edit.offer_ids, edit.quantity) == ("edit", (first.id,), 9)


def test_an_edit_waits_for_the_one_before(simulator, client, first):
    simulator.busy_offers.add(first.id)

    with pytest.raises(StaleRevision):
        client.empty_offer(first.id)

    assert simulator.commands == []


@pytest.mark.parametrize("stock", [{"available": -1}, {"available": "1"}, {}, None])
def test_an_edit_needs_pieces_of_an_offer(allegro, client, first, stock):
    answer = allegro.send("PATCH", f"/sale/product-offers/{first.id}", {"stock": stock})

    assert answer.status_code == 422
    with pytest.raises(NotFound):
        client.empty_offer("nothing")


@pytest.mark.parametrize(
    ("document", "status"),
    [
        (change(0), 422),
        (change(-3), 422),
        (change(offers=[]), 422),
        (change(offers=[str(number) for number in range(1001)]), 422),
        (change("7"), 400),
        (change(True), 400),
        (change(kind="GAIN"), 400),
        (change() | {"offerCriteria": None}, 400),
        (change() | {"modification": None}, 400),
        (None, 400),
    ],
)
def test_a_wrong_quantity_is_refused(simulator, allegro, document, status):
    command_id = uuid4()

    assert allegro.send("PUT", f"{QUANTITIES}/{command_id}", document).status_code == status

    assert simulator.commands == []
    assert allegro.send("PUT", f"{QUANTITIES}/{command_id}", change()).status_code == 201


@pytest.mark.parametrize("action", ["PAUSE", None])
def test_a_wrong_publication_is_refused(simulator, allegro, action):
    document = change() | {"publication": {"action": action}}

    assert allegro.send("PUT", f"{PUBLICATIONS}/{uuid4()}", document).status_code == 400
    assert simulator.commands == []


def test_commands_are_known_by_uuids(client):
    with pytest.raises(NotFound):
        client.quantity_tasks(str(uuid4()))
    with pytest.raises(NotFound):
        client.activation_tasks(str(uuid4()))
    with pytest.raises(Rejected) as caught:
        client.set_quantity("command-1", ["17000000001"], 1)
    assert caught.value.status == 422


def test_a_thousand_tasks_come_in_pages(simulator, client, allegro):
    simulator.add_offers(offer(number) for number in range(1000))
    command_id = str(uuid4())
    client.set_quantity(command_id, [str(number) for number in range(1000)], 3)

    tasks = client.quantity_tasks(command_id)
    part = allegro.json(f"{QUANTITIES}/{command_id}/tasks", limit=2, offset=998)["tasks"]
    usual = allegro.json(f"{QUANTITIES}/{command_id}/tasks")["tasks"]

    assert [task.offer_id for task in tasks] == [str(number) for number in range(1000)]
    assert [task["offer"]["id"] for task in part] == ["998", "999"]
    assert len(usual) == 100
    answer = allegro.get(f"{QUANTITIES}/{command_id}/tasks", params={"offset": 1000})
    assert answer.status_code == 422


def test_each_call_needs_its_scope(simulator, client_with, first):
    reading = client_with("allegro:api:sale:offers:read")
    writing = client_with("allegro:api:sale:offers:write")

    assert len(list(reading.offer_pages())) == 1
    for call in (
        lambda: reading.set_quantity(str(uuid4()), [first.id], 1),
        lambda: reading.quantity_tasks(str(uuid4())),
        lambda: reading.activate_offers(str(uuid4()), [first.id]),
        lambda: reading.activation_tasks(str(uuid4())),
        lambda: reading.empty_offer(first.id),
        lambda: list(writing.offer_pages()),
    ):
        with pytest.raises(Forbidden):
            call()
    assert simulator.commands == []


def test_the_last_piece_ends_an_offer_and_a_cancelled_one_does_not_revive_it(simulator):
    form_id = simulator.sell(Kind.SEVERAL_PIECES)
    (line,) = simulator.forms[form_id]["lineItems"]
    bought = simulator.offers.by_id(line["offer"]["id"])
    simulator.change_offer(bought.id, stock=2)
    assert (bought.sold, bought.stock, bought.status) == (4, 2, "ACTIVE")

    simulator.change_quantity(form_id, line["id"], 6)

    assert (bought.sold, bought.stock, bought.status) == (6, 0, "ENDED")
    simulator.cancel(form_id)
    assert (bought.sold, bought.stock, bought.status) == (0, 6, "ENDED")


def test_what_is_not_on_sale_is_not_sold(simulator):
    for each in simulator.offers[1:]:
        each.status = "ENDED"
    simulator.change_offer(simulator.offers[0].id, stock=2)

    simulator.sell(Kind.PAID_ONLINE)
    simulator.sell(Kind.PAID_ONLINE)

    assert (simulator.offers[0].stock, simulator.offers[0].status) == (0, "ENDED")
    with pytest.raises(SoldOut):
        simulator.sell(Kind.PAID_ONLINE)


@pytest.mark.parametrize(
    ("kind", "pieces"), [(Kind.MANY_LINES, 7), (Kind.SAME_OFFER_TWICE, 3), (Kind.EXTRAS, 9)]
)
def test_several_lines_of_one_offer_share_its_pieces(simulator, kind, pieces):
    only = simulator.offers[0]
    for each in simulator.offers[1:]:
        each.status = "INACTIVE"

    simulator.change_offer(only.id, stock=pieces - 1)
    with pytest.raises(SoldOut):
        simulator.sell(kind)
    assert (only.stock, only.sold) == (pieces - 1, 0)
    simulator.change_offer(only.id, stock=pieces)
    simulator.sell(kind)

    assert (only.stock, only.sold, only.status) == (0, pieces, "ENDED")


def test_two_offers_cannot_have_one_id(simulator):
    with pytest.raises(ValueError, match="an offer 17000000001"):
        simulator.add_offers([offer(17_000_000_001)])

    assert len(simulator.offers) == 60

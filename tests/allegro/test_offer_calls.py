"""Offers and commands about them: what is sent, what is made of every answer."""

import json
from uuid import uuid4

import pytest
import responses
from responses.matchers import json_params_matcher, query_param_matcher

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import (
    ListedOffer,
    OfferStatus,
    OfferTaskList,
    TaskStatus,
    UnreadableEntry,
)
from saleor_allegro.allegro.environments import custom
from saleor_allegro.allegro.errors import Forbidden, Malformed, NotFound, Rejected, StaleRevision
from saleor_allegro.allegro.offer_calls import OFFERS_A_COMMAND, OFFERS_BY_ID

API = "https://api.allegro.test"
OFFERS = f"{API}/sale/offers"
COMMAND_ID = str(uuid4())
QUANTITY = f"{API}/sale/offer-quantity-change-commands/{COMMAND_ID}"
PUBLICATION = f"{API}/sale/offer-publication-commands/{COMMAND_ID}"
REPORT = {"id": COMMAND_ID, "taskCount": {"total": 0, "success": 0, "failed": 0}}


@pytest.fixture
def allegro():
    with responses.RequestsMock(assert_all_requests_are_fired=True) as mock:
        yield mock


@pytest.fixture
def client():
    environment = custom(API, "https://allegro.test/auth/oauth")
    return AllegroClient(environment, lambda: "token-1", "Sklep/1.0 (+https://sklep.test)")


def offer(number, **parts):
    return {
        "id": str(number),
        "name": "Kubek",
        "external": {"id": " KUB-1 "},
        "stock": {"available": 3, "sold": 1},
        "publication": {"status": "ACTIVE"},
        "isFulfillment": False,
    } | parts


def task(offer_id, status="SUCCESS", **parts):
    return {
        "offer": {"id": offer_id},
        "status": status,
        "message": None,
        "field": "quantity",
        "errors": [],
    } | parts


def test_offers_on_sale_are_paged_to_the_end(client, allegro):
    listed = [offer(number) for number in range(1500)]
    query = {
        "sellingMode.format": "BUY_NOW",
        "isFulfillment": "false",
        "publication.status": ["ACTIVE", "ACTIVATING"],
        "limit": "1000",
    }
    for offset in (0, 1000):
        allegro.get(
            OFFERS,
            json={"offers": listed[offset : offset + 1000], "totalCount": 1500},
            match=[query_param_matcher(query | {"offset": str(offset)})],
        )

    pages = client.offer_pages(statuses=[OfferStatus.ACTIVE, OfferStatus.ACTIVATING])

    assert [entry.id for page in pages for entry in page.entries] == [str(n) for n in range(1500)]


def test_offers_are_asked_for_by_id_whoever_counts_them(client, allegro):
    query = {"sellingMode.format": "BUY_NOW", "offer.id": ["1", "2"]}
    allegro.get(
        OFFERS,
        json={"offers": [offer(1, isFulfillment=True)], "totalCount": 1},
        match=[query_param_matcher(query | {"limit": "1000", "offset": "0"})],
    )

    ((entry,),) = [page.entries for page in client.offer_pages(offer_ids=["1", "2"])]

    assert (entry.id, entry.is_fulfillment) == ("1", True)


def test_more_ids_than_a_call_takes_are_not_sent(client):
    ids = [str(number) for number in range(OFFERS_BY_ID + 1)]

    with pytest.raises(ValueError, match="101 offers"):
        client.offer_pages(offer_ids=ids)

    assert client.calls == 0


def test_an_offer_tells_what_it_has():
    read = ListedOffer.from_json(offer(1, publication={"status": "ENDED"}))

    assert (read.key, read.name, read.external_id) == ("1", "Kubek", "KUB-1")
    assert (read.available, read.status, read.is_fulfillment) == (3, OfferStatus.ENDED, False)


@pytest.mark.parametrize(
    "body",
    [
        {"id": "1"},
        dict.fromkeys(("name", "external", "stock", "publication", "isFulfillment")) | {"id": 1},
        {
            "id": "1",
            "external": {"id": None},
            "stock": {"available": None},
            "publication": {"status": None},
        },
    ],
)
def test_an_offer_may_tell_nothing(body):
    read = ListedOffer.from_json(body)

    assert (read.id, read.name, read.external_id, read.available) == ("1", "", "", None)
    assert (read.status, read.is_fulfillment) == ("", False)


@pytest.mark.parametrize("available", [-1, "many", 2**31])
def test_pieces_that_cannot_be_are_not_read_as_none(available):
    with pytest.raises(Malformed, match=r"ListedOffer 1: stock\.available"):
        ListedOffer.from_json(offer(1, stock={"available": available}))


def test_an_unreadable_offer_does_not_hide_the_others(client, allegro):
    bodies = [offer(1, stock={"available": -1}), offer(2, publication={"status": "RESTING"})]
    allegro.get(OFFERS, json={"offers": bodies, "totalCount": 2})

    ((first, second),) = [page.entries for page in client.offer_pages()]

    assert isinstance(first, UnreadableEntry)
    assert first.key == "1"
    assert (second.id, second.status) == ("2", "RESTING")


def test_a_quantity_is_commanded_for_many_offers(client, allegro):
    offers = [{"id": "1"}, {"id": "2"}]
    document = {
        "modification": {"changeType": "FIXED", "value": 7},
        "offerCriteria": [{"type": "CONTAINS_OFFERS", "offers": offers}],
    }
    allegro.put(QUANTITY, status=201, json=REPORT, match=[json_params_matcher(document)])

    client.set_quantity(COMMAND_ID, ["1", "2"], 7)


def test_offers_are_put_on_sale_again(client, allegro):
    document = {
        "publication": {"action": "ACTIVATE"},
        "offerCriteria": [{"type": "CONTAINS_OFFERS", "offers": [{"id": "1"}]}],
    }
    allegro.put(PUBLICATION, status=201, json=REPORT, match=[json_params_matcher(document)])

    client.activate_offers(COMMAND_ID, ["1"])


def test_a_command_that_arrived_before_is_done(client, allegro):
    for address in (QUANTITY, PUBLICATION):
        allegro.put(address, status=409, json={"errors": [{"code": "CommandIdUsed"}]})

    client.set_quantity(COMMAND_ID, ["1"], 7)
    client.activate_offers(COMMAND_ID, ["1"])

    assert client.calls == 2


@pytest.mark.parametrize("quantity", [0, -1])
def test_no_command_takes_the_last_piece(client, quantity):
    with pytest.raises(ValueError, match=f"{quantity} pieces"):
        client.set_quantity(COMMAND_ID, ["1"], quantity)

    assert client.calls == 0


@pytest.mark.parametrize("count", [0, OFFERS_A_COMMAND + 1])
def test_a_command_is_about_1_to_1000_offers(client, count):
    ids = [str(number) for number in range(count)]

    with pytest.raises(ValueError, match=f"{count} offers"):
        client.set_quantity(COMMAND_ID, ids, 1)
    with pytest.raises(ValueError, match=f"{count} offers"):
        client.activate_offers(COMMAND_ID, ids)

    assert client.calls == 0


def test_tasks_tell_what_became_of_each_offer(client, allegro):
    refused = task("2", "FAIL", message="EXCEPTION", errors=[{"code": "E", "userMessage": "Nie"}])
    for address in (QUANTITY, PUBLICATION):
        allegro.get(
            f"{address}/tasks",
            json={"tasks": [task("1"), refused, task("3", "NEW")]},
            match=[query_param_matcher({"limit": "1000"})],
        )

    tasks = client.quantity_tasks(COMMAND_ID)

    assert [(each.offer_id, each.status) for each in tasks] == [
        ("1", TaskStatus.SUCCESS),
        ("2", TaskStatus.FAIL),
        ("3", TaskStatus.NEW),
    ]
    assert [each.reason for each in tasks] == [("", ""), ("E", "Nie"), ("", "")]
    assert client.activation_tasks(COMMAND_ID) == tasks


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            {"errors": [{"code": "E", "message": "No", "userMessage": "Nie"}, {"code": "F"}]},
            ("E", "Nie"),
        ),
        ({"errors": [{"code": "E", "message": "No", "userMessage": None}]}, ("E", "No")),
        ({"errors": [{"code": None, "message": ""}], "message": "Failed"}, ("", "Failed")),
        ({"errors": None, "message": "Failed"}, ("", "Failed")),
        (
            {"errors": [{"code": "E" * 99, "userMessage": "Nie\n da" + "ć" * 999}]},
            ("E" * 80, "Nie da" + "ć" * 494),
        ),
    ],
)
def test_a_failure_is_told_in_the_words_for_a_person(parts, reason):
    (failed,) = OfferTaskList.from_json({"tasks": [task("1", "FAIL", **parts)]}).tasks

    assert failed.reason == reason


def test_a_task_that_cannot_be_read_as_a_whole_tells_its_offer_and_status():
    listed = [
        task("1", "FAIL", errors=["no object"], message="Failed"),
        task("2", None),
        task(None),
        "no task",
        task("3"),
    ]

    tasks = OfferTaskList.from_json({"tasks": listed}).tasks

    assert [(each.offer_id, each.status, each.message) for each in tasks] == [
        ("1", "FAIL", "Failed"),
        ("2", "", ""),
        ("3", "SUCCESS", ""),
    ]


@pytest.mark.parametrize("body", [{}, {"tasks": None}, {"tasks": []}])
def test_a_command_may_have_no_tasks_yet(body):
    assert OfferTaskList.from_json(body).tasks == ()


@pytest.mark.parametrize("body", [[], {"tasks": "none"}])
def test_tasks_of_another_shape_are_malformed(body):
    with pytest.raises(Malformed):
        OfferTaskList.from_json(body)


def test_a_command_that_never_arrived_is_not_found(client, allegro):
    allegro.get(f"{QUANTITY}/tasks", status=404, json={"errors": [{"code": "NotFound"}]})

    with pytest.raises(NotFound):
        client.quantity_tasks(COMMAND_ID)


@pytest.mark.parametrize("status", [200, 202])
def test_an_offer_is_emptied_at_once_or_later(client, allegro, status):
    allegro.patch(
        f"{API}/sale/product-offers/17",
        status=status,
        json={"id": "17"},
        match=[json_params_matcher({"stock": {"available": 0}})],
    )

    client.empty_offer("17")


def test_an_offer_that_is_still_being_changed_says_so(client, allegro):
    allegro.patch(f"{API}/sale/product-offers/17", status=409, json={"errors": [{"code": "C"}]})

    with pytest.raises(StaleRevision, match="HTTP 409 C"):
        client.empty_offer("17")


def test_a_command_that_allegro_refuses_is_an_error(client, allegro):
    error = {"code": "INCORRECT_QUANTITY_VALUE", "userMessage": "Nieprawidłowa liczba"}
    allegro.put(QUANTITY, status=422, body=json.dumps({"errors": [error]}))

    with pytest.raises(Rejected) as caught:
        client.set_quantity(COMMAND_ID, ["1"], 7)

    assert (caught.value.code, caught.value.user_message) == (error["code"], error["userMessage"])


@pytest.mark.parametrize(
    ("method", "address", "call"),
    [
        ("GET", OFFERS, lambda client: list(client.offer_pages())),
        ("PUT", QUANTITY, lambda client: client.set_quantity(COMMAND_ID, ["1"], 1)),
        ("GET", f"{QUANTITY}/tasks", lambda client: client.quantity_tasks(COMMAND_ID)),
        ("PUT", PUBLICATION, lambda client: client.activate_offers(COMMAND_ID, ["1"])),
        ("GET", f"{PUBLICATION}/tasks", lambda client: client.activation_tasks(COMMAND_ID)),
        ("PATCH", f"{API}/sale/product-offers/1", lambda client: client.empty_offer("1")),
    ],
)
def test_a_seller_who_did_not_grant_offers_is_forbidden_there(
    client, allegro, method, address, call
):
    allegro.add(method, address, status=403, json={"errors": [{"code": "AccessDenied"}]})

    with pytest.raises(Forbidden):
        call(client)

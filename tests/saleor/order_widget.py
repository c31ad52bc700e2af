"""The widget of an order as the dashboard frames it, and as its script asks for it again."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element

from django.test import Client
from graphene import Node
from saleor.account.models import User

from saleor_allegro.models import OrderLink
from tests.dashboard.pieces import all_of, piece_of, text_of, texts_of
from tests.saleor.dashboard_pages import BASE, look, token_of

PATH = "widgets/order"


def order_id(link: OrderLink) -> str:
    return Node.to_global_id("Order", link.order_id)


def widget(staff: User, order: str, **fields: Any) -> Element:
    """The piece that the script asks for; fields are what a button or a form sends."""
    page = look(PATH, token_of(staff), orderId=order, **fields)
    assert page.status_code == 200
    return shown_of(page.content.decode())


def shown_of(html: str) -> Element:
    """The piece without its templates, which no browser shows."""
    piece = piece_of(html)
    for parent in list(piece.iter()):
        for template in parent.findall("template"):
            parent.remove(template)
    return piece


def framed(staff: User, order: str, *, language: str = "", **fields: Any) -> Any:
    """The whole page, as the dashboard's form, or without script the browser, asks for it."""
    sent = {"accessToken": token_of(staff), "orderId": order} | fields
    headers = {"Accept-Language": language} if language else {}
    return Client().post(f"{BASE}/{PATH}", data=sent, headers=headers)


def follow(staff: User, order: str, address: str) -> Element:
    """What is at an address of the widget's own, such as "?job=..."."""
    return widget(staff, order, **dict(parse_qsl(address.removeprefix("?"))))


def job_of(piece: Element) -> Element:
    [job] = all_of(piece, "div", class_="job")
    return job


def notices_of(piece: Element) -> list[str]:
    """What is said of the action; flags, failures and jobs are no notices of it."""
    return texts_of(piece, "div", data_said="")


def facts_of(piece: Element) -> dict[str, str]:
    """The list of facts: label -> what stands beside it."""
    pairs: Iterable[tuple[str, str]] = zip(
        texts_of(piece, "dt"), texts_of(piece, "dd"), strict=True
    )
    return dict(pairs)


def marks_of(piece: Element) -> list[str]:
    return texts_of(piece, "span", class_="mark")


def flags_of(piece: Element) -> list[str]:
    return [text_of(item) for item in all_of(piece, "li", class_="warn")]

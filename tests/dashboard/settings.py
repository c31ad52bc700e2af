"""Pieces of the Settings view, made without a shop."""

from collections.abc import Mapping
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.config.controls import Listed
from saleor_allegro.dashboard import rendering
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.settings.choices import Choices
from saleor_allegro.dashboard.settings.content import Answer, Stored, content_of, page_of
from saleor_allegro.dashboard.settings.state import state_of
from saleor_allegro.dashboard.settings.texts import Texts, form_texts

CHANNEL = ShownChannel(slug="allegro-pl", name="Allegro PL", is_active=True, is_connected=True)
CHOICES: Choices = {
    Listed.WAREHOUSES: {"main": "Main store", "second": "Second store"},
    Listed.MARKETPLACES: {"allegro-pl": "allegro.pl", "allegro-cz": "allegro.cz"},
}


def a_channel(**given: Any) -> Mapping[str, Any]:
    """`AllegroChannel`, into which orders come."""
    account = {"login": "seller", "connection": "CONNECTED"}
    channel = {"active": True, "missing": [], "createsOrders": True, "account": account}
    return channel | given


def some_texts(**given: str) -> Texts:
    """Of a form that was filled in, with what is given."""
    filled_in = {
        "create_orders": "true",
        "client_id": "c1ient",
        "application_name": "Sklep",
        "application_url": "https://shop.test",
    }
    return form_texts(filled_in | given, is_active=True)


def drawn(
    texts: Texts,
    *,
    language: Language = Language.ENGLISH,
    stored: Texts | None = None,
    choices: Choices = CHOICES,
    secrets: frozenset[str] = frozenset({"client_secret"}),
    **answer: Any,
) -> str:
    held = Stored(texts=stored or texts, secrets=secrets, choices=choices)
    content = content_of(
        Answer(texts=texts, seen=held.texts, **answer),
        held,
        state_of(a_channel(), "10", language),
        computed={"redirect_uri": "https://shop.test/back"},
        language=language,
    )
    page = page_of([CHANNEL], language) | content | {"channel": CHANNEL}
    return rendering.render("settings.html", page, language)

"""Pieces of the Statuses view, made without a shop."""

from typing import Any

from django.http import QueryDict

from saleor_allegro.config import Language
from saleor_allegro.dashboard import rendering
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.statuses.content import Answer, Stored, content_of, page_of
from saleor_allegro.dashboard.statuses.form import Form
from saleor_allegro.dashboard.statuses.lists import Lists, lists_of
from saleor_allegro.simulator import delivery

CHANNEL = ShownChannel(slug="allegro-pl", name="Allegro PL", is_active=True, is_connected=True)
KURIER, PACZKOMAT = "U2hpcHBpbmdNZXRob2Q6MQ==", "U2hpcHBpbmdNZXRob2Q6Mg=="
METHODS = [{"id": KURIER, "name": "Kurier"}, {"id": PACZKOMAT, "name": "Paczkomat"}]


def some_lists(**given: Any) -> Lists:
    lists = {
        "carriers": [{"id": c["id"], "name": c.get("name", c["id"])} for c in delivery.CARRIERS],
        "deliveryMethods": [{"id": m.id, "name": m.name} for m in delivery.METHODS],
        "shippingMethods": METHODS,
        "readAt": "2026-07-01T10:00:00+00:00",
    }
    return lists_of(lists | given)


def a_form(**given: Any) -> Form:
    """Nothing is chosen but what is given."""
    nothing: dict[str, Any] = {
        "statuses": {},
        "send_shop_notifications": True,
        "never_mail_masked_addresses": False,
        "send_tracking_numbers": False,
        "carriers": (),
        "shipping_methods": (),
    }
    return Form(**nothing | given)


def drawn(
    form: Form,
    lists: Lists | None = None,
    *,
    channel: ShownChannel = CHANNEL,
    language: Language = Language.ENGLISH,
    stored: Form | None = None,
    **answer: Any,
) -> str:
    held = Stored(form=stored or form, lists=lists or Lists())
    shown = Answer(form=form, marks=form.marks, **answer)
    content = {
        **page_of([channel], language),
        **content_of(shown, held, channel=channel, language=language),
    }
    return rendering.render("statuses.html", content, language)


def sent(fields: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in fields.items():
        query.setlist(name, values)
    return query

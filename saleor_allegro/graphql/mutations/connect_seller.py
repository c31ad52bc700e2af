"""`allegroConnect`."""

from typing import Any, Final

import graphene
from django.core.exceptions import ValidationError
from django.utils import timezone
from saleor.core.utils.url import validate_storefront_url
from saleor.permission.enums import PluginsPermissions

from saleor_allegro.config import Text, check, labels_of, language_of
from saleor_allegro.connect_link import connect_link
from saleor_allegro.connect_return import LONGEST, is_return_url
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.shop.port import ShopChannel

_NO_URL: Final = (
    "Give a full https address (http on this machine alone) without a user name, blanks and other "
    f"than plain characters, of at most {LONGEST} characters."
)
_INCOMPLETE: Final = Text(
    "Before a seller can be connected, set: {labels}.",
    "Przed połączeniem konta sprzedawcy uzupełnij: {labels}.",
)


class AllegroConnect(AllegroMutation):
    authorization_url = graphene.String(
        description="The link that a person opens in a browser, to log in at Allegro as the "
        "seller and agree. It is good for one hour, and connects whoever agrees: show it to "
        "nobody else."
    )

    class Arguments:
        channel = graphene.String(
            required=True, description="Slug of the channel that will take the seller's orders."
        )
        return_url = graphene.String(
            description="Where the browser is sent after Allegro's answer, with "
            "`allegro=connected` or `allegro=failed` in the query. Its host has to be in "
            "`ALLOWED_CLIENT_HOSTS`. Without it, the browser shows a page that says how it went."
        )

    class Meta:
        description = (
            "Ask for the link that connects a seller to a channel. Nothing is changed before the "
            "seller agrees."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(
        cls, _root: Any, info: Any, /, *, channel: str, return_url: str | None = None
    ) -> "AllegroConnect":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        if return_url is not None:
            _check_return_url(return_url)
        _check_settings(found)
        link = connect_link(found.slug, timezone.now(), return_url or "")
        return cls(authorization_url=link)


def _check_return_url(url: str) -> None:
    if not is_return_url(url):
        refuse("return_url", _NO_URL, ErrorCode.INVALID)
    try:
        validate_storefront_url(url)
    except ValidationError as error:
        refuse("return_url", str(error.message), ErrorCode.INVALID)


def _check_settings(channel: ShopChannel) -> None:
    problems = check(channel.configuration, active=True)
    if problems:
        language = language_of([channel])
        labels = ", ".join(labels_of(dict(problems), language))
        message = _INCOMPLETE.filled(labels=labels).in_language(language)
        refuse("channel", message, ErrorCode.PLUGIN_MISCONFIGURED)

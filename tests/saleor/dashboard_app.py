"""The companion App as Saleor's dashboard reads it, and what staff do to it there."""

from typing import Any

from saleor.app.models import App, AppExtension

from saleor_allegro.shop.saleor.companion import IDENTIFIER
from tests.saleor.world import World

PUBLIC_URL = "https://shop.test"
PAGES = f"{PUBLIC_URL}/plugins/saleor_allegro/dashboard"
HAS_IDENTIFIERS = hasattr(AppExtension, "identifier")
#: Saleor 3.22 has no place for it.
HAS_HOME = HAS_IDENTIFIERS

APPS = """
query { apps(first: 10) { edges { node {
  id name isActive type appUrl manifestUrl version identifier aboutApp
  permissions { code } tokens { name } webhooks { name }
  brand { logo { default(format: WEBP, size: 64) } } } } } }
"""
EXTENSIONS = """
query ($filter: AppExtensionFilterInput) { appExtensions(filter: $filter, first: 100) {
  edges { node { id label url mountName targetName settings accessToken
    permissions { code } app { id appUrl name } } } } }
"""
DELETE = "mutation ($id: ID!) { appDelete(id: $id) { errors { message } } }"
DEACTIVATE = "mutation ($id: ID!) { appDeactivate(id: $id) { errors { message } } }"
UPDATE = """
mutation ($id: ID!, $input: AppInput!) { appUpdate(id: $id, input: $input) { errors { message } } }
"""


def apps_of(answer: Any) -> list[dict[str, Any]]:
    return [edge["node"] for edge in answer["apps"]["edges"]]


def extensions_of(answer: Any) -> list[dict[str, Any]]:
    return [edge["node"] for edge in answer["appExtensions"]["edges"]]


def ours() -> App:
    """The one App of ours.

    Raises:
        App.MultipleObjectsReturned, App.DoesNotExist: There are more, or none.
    """
    return App.objects.get(identifier=IDENTIFIER)


def staff_does(world: World, mutation: str, **variables: Any) -> None:
    [shown] = [app for app in apps_of(world.graphql(APPS)) if app["identifier"] == IDENTIFIER]
    [payload] = world.graphql(mutation, {"id": shown["id"], **variables}).values()
    assert payload["errors"] == []


def permissions_of(row: App | AppExtension) -> set[str]:
    return set(row.permissions.values_list("codename", flat=True))


def rows() -> list[dict[str, Any]]:
    """Every column of the App and its extensions, keys included."""
    app = App.objects.filter(identifier=IDENTIFIER)
    extensions = AppExtension.objects.filter(app__in=app)
    return [*app.values(), *extensions.order_by("pk").values()]

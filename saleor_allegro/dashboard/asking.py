"""GraphQL within this process, asked as the person a page is shown to.

Their token goes along, so Saleor itself decides what they may read and change, as it does where
an App calls the API from outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest

_KEPT_META: Final = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "REMOTE_ADDR", "wsgi.url_scheme")


class Refused(Exception):
    """GraphQL answered with an error in place of data; the message is Saleor's, in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    request: HttpRequest
    token: str = field(repr=False)

    def ask(self, document: str, **variables: Any) -> Mapping[str, Any]:
        """The data of a query or mutation.

        Raises:
            Refused: Any of it was answered with an error; a mutation's own `errors` are data.
        """
        asked = {"query": document, "variables": variables}
        answer, _ = _view().get_response(self._request(), asked)
        if errors := (answer or {}).get("errors"):
            raise Refused("; ".join(str(error.get("message", "")) for error in errors))
        data: Mapping[str, Any] = (answer or {})["data"]
        return data

    def _request(self) -> HttpRequest:
        """A request of the API's, with the token and without the page's cookies."""
        from saleor.graphql.api import API_PATH

        request = HttpRequest()
        request.method = "POST"
        request.path = request.path_info = str(API_PATH)
        # A page shows what its action has just done, which a replica may not have heard of.
        request.allow_replica = False  # type: ignore[attr-defined]
        request.META = {
            name: self.request.META[name] for name in _KEPT_META if name in self.request.META
        } | {"HTTP_AUTHORIZATION": f"Bearer {self.token}"}
        return request


def _view() -> Any:
    """Saleor's view, one a query as for a request of its own: it notes the query on itself."""
    # Saleor's schema is built when it is first imported, and then has our fields (`seams.schema`).
    from saleor.graphql.api import backend, schema
    from saleor.graphql.views import GraphQLView

    return GraphQLView(backend=backend, schema=schema)

"""A page that does for our frames what Saleor's dashboard 3.23 does, at the addresses it has.

    /                          the home page with its widgets
    /orders/<id>               an order with its widgets
    /extensions/app/<id>/...   a page of an App

It is logged in as staff and learns over Saleor's GraphQL what to frame, and with which token.
"""

from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.browser.serving import Quiet

_FOLDER = Path(__file__).parent
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_OWN = "/host/"


def host_page(shop_url: str) -> type[BaseHTTPRequestHandler]:
    page = (_FOLDER / "page.html").read_text().replace("{{ api }}", f"{shop_url}/graphql/")

    class HostPage(Quiet):
        def do_GET(self) -> None:  # noqa: N802 so http.server wants it
            path = self.path.partition("?")[0]
            if not path.startswith(_OWN):
                self.send(200, "text/html; charset=utf-8", page.encode())
                return
            file = _FOLDER / path.removeprefix(_OWN)
            if file.parent != _FOLDER or file.suffix not in _TYPES or not file.exists():
                self.send(404, "text/plain", b"")
                return
            self.send(200, f"{_TYPES[file.suffix]}; charset=utf-8", file.read_bytes())

    return HostPage

"""The mark of orders from Allegro: our own drawing, served beside the plugin's pages."""

from importlib.resources import files
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

ICON_PATH: Final = "icon.svg"
_A_DAY: Final = 24 * 60 * 60


def answer_icon(request: HttpRequest, path: str) -> HttpResponse | None:
    """The picture, or `None` where the path is another. It is for everybody."""
    if path.strip("/") != ICON_PATH:
        return None
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    picture = files("saleor_allegro").joinpath(ICON_PATH).read_bytes()
    answer = HttpResponse(picture, content_type="image/svg+xml")
    answer["Cache-Control"] = f"public, max-age={_A_DAY}"
    answer["Content-Security-Policy"] = "default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    # A storefront of another host may show it.
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer

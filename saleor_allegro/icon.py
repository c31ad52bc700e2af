"""The mark of orders from Allegro: our own drawing, served beside the plugin's pages."""

from importlib.resources import files
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

ICON_PATH: Final = "icon.svg"
#: The same, 256 pixels wide, for whoever takes no SVG.
PICTURE_PATH: Final = "icon.png"
_TYPES: Final = {ICON_PATH: "image/svg+xml", PICTURE_PATH: "image/png"}
_A_DAY: Final = 24 * 60 * 60


def answer_icon(request: HttpRequest, path: str) -> HttpResponse | None:
    """The picture, or `None` where the path is another. It is for everybody."""
    name = path.strip("/")
    if name not in _TYPES:
        return None
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    answer = HttpResponse(picture(name), content_type=_TYPES[name])
    answer["Cache-Control"] = f"public, max-age={_A_DAY}"
    answer["Content-Security-Policy"] = "default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    # A storefront of another host may show it.
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def picture(name: str) -> bytes:
    """The drawing as a file of this name."""
    return files("saleor_allegro").joinpath(name).read_bytes()

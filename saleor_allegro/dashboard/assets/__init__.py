"""The pages' script and style, under an address that changes with what is in them."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from saleor_allegro.dashboard.addresses import dashboard_url

_FOLDER: Final = Path(__file__).parent
_TYPES: Final = {".js": "text/javascript", ".css": "text/css"}
_A_YEAR: Final = 365 * 24 * 60 * 60


def asset_url(name: str) -> str:
    """The address of a file of this folder; scripts import each other below the same one."""
    return dashboard_url(f"assets/{_edition()}/{name}")


def answer_asset(request: HttpRequest, name: str) -> HttpResponse | None:
    """The file of "<edition>/<name>", or `None` where there is none. It is for everybody."""
    content = _files().get(name.rpartition("/")[2])
    if content is None:
        return None
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    kind = _TYPES[Path(name).suffix]
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@cache
def _files() -> dict[str, bytes]:
    paths = sorted(path for path in _FOLDER.iterdir() if path.suffix in _TYPES)
    return {path.name: path.read_bytes() for path in paths}


@cache
def _edition() -> str:
    return sha256(b"".join(_files().values())).hexdigest()[:12]

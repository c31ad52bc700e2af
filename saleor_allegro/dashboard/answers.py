"""How a page goes out: for the dashboard's frame alone, kept by nobody, no word of it run."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from saleor_allegro.config import Language
from saleor_allegro.dashboard.assets import asset_url
from saleor_allegro.dashboard.framing import frame_ancestors
from saleor_allegro.dashboard.rendering import render


def whole_page(
    template: str, content: Mapping[str, Any], language: Language, *, status: int = 200
) -> HttpResponse:
    """A page with our script and style, and nothing else that could run."""
    nonce = secrets.token_urlsafe(16)
    frame = {
        "language": language.value,
        "nonce": nonce,
        "script": asset_url("main.js"),
        "style": asset_url("dashboard.css"),
    }
    body = render(template, {**content, **frame}, language)
    answer = HttpResponse(body, status=status)
    return guarded(answer, nonce)


def piece(
    template: str, content: Mapping[str, Any], language: Language, *, status: int = 200
) -> HttpResponse:
    """What the script puts into a page that is already there."""
    return guarded(HttpResponse(render(template, content, language), status=status))


def guarded(answer: HttpResponse, nonce: str = "") -> HttpResponse:
    """The headers of every answer of ours."""
    allowed = f"'nonce-{nonce}'" if nonce else "'none'"
    around = " ".join(frame_ancestors()) or "'none'"
    answer["Content-Security-Policy"] = "; ".join(
        [
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {allowed}",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {around}",
        ]
    )
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

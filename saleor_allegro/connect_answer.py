"""A message as a page of its own: plain, escaped, and kept to itself by the browser."""

import secrets
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.template import Context, Engine, Template

from saleor_allegro.config import Language
from saleor_allegro.connect_texts import Message

_TEMPLATES = Path(__file__).parent / "templates"


def page(message: Message, language: Language, **words: str) -> HttpResponse:
    """The page of a message; `words` fill its marks and are escaped."""
    nonce = secrets.token_urlsafe(16)
    content = {
        "language": language.value,
        "nonce": nonce,
        "is_good": message.is_good,
        "title": message.title.in_language(language),
        "advice": message.advice.in_language(language).format(**words),
    }
    answer = HttpResponse(_template().render(Context(content)), status=message.status)
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return kept_to_itself(answer)


def kept_to_itself(answer: HttpResponse) -> HttpResponse:
    """Keep what is in the address of this answer out of caches, other sites and guesses."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Frame-Options"] = "DENY"
    return answer


@cache
def _template() -> Template:
    # Saleor's own template engine looks into no app, so we bring ours.
    engine = Engine(dirs=[str(_TEMPLATES)], autoescape=True)
    return engine.get_template("saleor_allegro/connect.html")

"""The templates of the pages, in an engine of our own: whatever a shop's settings say of its."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.template import Context, Engine

from saleor_allegro.config import Language
from saleor_allegro.dashboard.words import speaking

_FOLDER: Final = Path(__file__).parent.parent / "templates"


def render(name: str, content: Mapping[str, Any], language: Language = Language.ENGLISH) -> str:
    """The HTML of a template below `templates/saleor_allegro/dashboard`; all words are escaped."""
    template = _engine().get_template(f"saleor_allegro/dashboard/{name}")
    with speaking(language):
        return template.render(Context(dict(content)))


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(_FOLDER)],
        autoescape=True,
        builtins=["saleor_allegro.dashboard.filters"],
    )

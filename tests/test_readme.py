"""The README speaks of everything a merchant can set, run or see, in both languages."""

import re
from pathlib import Path

import pytest

from saleor_allegro.config import FIELDS, Language
from saleor_allegro.dashboard.order_widget.words import ORDER_WIDGET_WORDS
from saleor_allegro.dashboard.orders.asking_words import ASKING_WORDS
from saleor_allegro.dashboard.orders.words import WORDS as ORDERS_WORDS
from saleor_allegro.dashboard.settings.words import WORDS as SETTINGS_WORDS
from saleor_allegro.rules.flags import FlagKind

ROOT = Path(__file__).resolve().parent.parent
PAGES = {Language.ENGLISH: ROOT / "README.md", Language.POLISH: ROOT / "README.pl.md"}
COMMANDS = sorted(
    path.stem for path in (ROOT / "saleor_allegro/management/commands").glob("allegro_*.py")
)

#: What the buttons say that the section about the dashboard may name.
BUTTONS = {**ORDERS_WORDS, **ASKING_WORDS, **SETTINGS_WORDS, **ORDER_WIDGET_WORDS}
NAMED = re.compile(r"\*{1,2}([^*\n]+)\*{1,2}")


@pytest.fixture(params=PAGES, scope="module")
def language(request):
    return request.param


@pytest.fixture(scope="module")
def page(language):
    return PAGES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_of_the_form_is_explained(page, language, field):
    table = page.partition("| Field |" if language is Language.ENGLISH else "| Pole |")[2]

    assert field.label.in_language(language) in table.partition("\n\n")[0]


@pytest.mark.parametrize("kind", FlagKind)
def test_every_flag_is_explained(page, kind):
    assert f"`{kind}`" in page


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(page, command):
    assert f"`{command}" in page


def test_every_button_of_the_dashboard_is_called_as_it_is(page, language):
    section = page.partition("\n### 12. ")[2].partition("\n## ")[0]
    # What begins a line names a view or a place; places in Saleor stand in the first lines.
    named = [
        name
        for line in section.splitlines()
        if line.startswith(("- **", "  "))
        for name in NAMED.findall(re.sub(r"^- \*\*[^:]+:", "", line))
    ]
    said = {text.in_language(language) for text in BUTTONS.values()}

    assert len(named) >= 4
    assert set(named) <= said

"""The README speaks of everything a merchant can set, run or see, in both languages."""

from pathlib import Path

import pytest

from saleor_allegro.config import FIELDS, Language
from saleor_allegro.rules.flags import FlagKind

ROOT = Path(__file__).resolve().parent.parent
PAGES = {Language.ENGLISH: ROOT / "README.md", Language.POLISH: ROOT / "README.pl.md"}
COMMANDS = sorted(
    path.stem for path in (ROOT / "saleor_allegro/management/commands").glob("allegro_*.py")
)


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

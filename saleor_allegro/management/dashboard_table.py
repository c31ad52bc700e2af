"""How `allegro_dashboard status` shows the companion App."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text as Styled

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.framing import frame_ancestors
from saleor_allegro.management import dashboard_texts as texts
from saleor_allegro.management.terminal import plain

if TYPE_CHECKING:  # there is no dashboard without a Saleor
    from saleor_allegro.dashboard.app_status import AppStatus


def app_table(status: "AppStatus", language: Language) -> Table:
    table = Table(box=box.ROUNDED, show_header=False, min_width=60)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in _rows(status):
        lines = words.in_language(language).splitlines()
        table.add_row(label.in_language(language), Styled("\n".join(map(plain, lines))))
    return table


def _rows(status: "AppStatus") -> Iterator[tuple[Text, Text]]:
    yield texts.APP, texts.STATES[status.state].filled(id=status.app_id)
    advice = []
    if status.app_id:
        if status.state == "switched_off":
            advice.append(texts.ADVICE[status.state])
        verdict = texts.CURRENT if status.is_current else texts.OUTDATED
        urls = "".join(f"\n{url}" for url in status.addresses)
        yield texts.ADDRESSES, Text(verdict.english + urls, verdict.polish + urls)
        yield texts.RELEASE, Text(status.version, status.version)
        around = "\n".join(frame_ancestors()) or "'none'"
        yield texts.FRAMED_BY, Text(around, around)
        yield texts.LOGO, texts.STORED if status.has_logo else texts.MISSING
        if not status.is_current:
            advice.append(texts.OUTDATED_ADVICE)
        if not status.has_logo:
            advice.append(texts.NO_LOGO_ADVICE)
    for each in advice or [texts.ADVICE[status.state]]:
        yield texts.TO_DO, each

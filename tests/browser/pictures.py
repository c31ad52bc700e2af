"""Pictures of the pages, for people to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Frame, Page

from tests.browser.dashboard import FRAME, SHOWN, Dashboard

WIDE, NARROW = 1280, 400  # pixels
TALLEST = 4000
HEADER = 48  # what the host page has above a frame


@dataclass(slots=True)
class Camera:
    dashboard: Dashboard
    folder: Path | None

    def take(self, frame: Frame, name: str, again: Callable[[], Frame] | None = None) -> None:
        """What the frame shows in both languages and themes, wide and narrow; then as before.

        Nothing happens unless pictures were asked for (`--screenshots FOLDER`).

        Args:
            again: Opens a widget anew. The dashboard tells no widget of language and theme, our
                other pages do.
        """
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        page = self.dashboard.page
        before = page.viewport_size
        for language in ("pl", "en"):
            for theme in ("dark", "light"):
                self.dashboard.speak(language)
                self.dashboard.wear(theme)
                if again:
                    page.set_viewport_size({"width": WIDE, "height": 900})
                    self._note(language, theme)
                    frame = again()
                frame.locator(f"html[lang={language}][data-theme={theme}]").wait_for()
                frame.locator(SHOWN).wait_for()
                for width in (NARROW, WIDE):
                    path = self.folder / f"{name}-{language}-{theme}-{width}.png"
                    _take(page, frame, width, path)
        if before:
            page.set_viewport_size(before)

    def _note(self, language: str, theme: str) -> None:
        noted = self.dashboard.open_app()
        noted.locator(f"html[lang={language}][data-theme={theme}]").wait_for()


def _take(page: Page, frame: Frame, width: int, path: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    tall = int(frame.evaluate("document.body.getBoundingClientRect().height"))
    page.set_viewport_size({"width": width, "height": min(tall + HEADER, TALLEST)})
    page.locator(FRAME).screenshot(path=path, animations="disabled")

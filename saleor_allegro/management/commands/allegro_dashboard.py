"""`manage.py allegro_dashboard`: the App "Allegro" in Saleor's dashboard, from a terminal."""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser

from saleor_allegro.config import Language, language_of
from saleor_allegro.management import dashboard_texts as texts
from saleor_allegro.management.dashboard_table import app_table
from saleor_allegro.management.terminal import FAILED, TerminalCommand, refuse
from saleor_allegro.sync.connection import the_shop


class Command(TerminalCommand):
    help = 'Install, remove or look at the App "Allegro" in Saleor\'s dashboard.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "action",
            choices=["install", "remove", "status"],
            help="install it, or bring back what staff removed or switched off; remove every row "
            "and file of it, orders are imported as before; say how it is doing",
        )

    def work(self, options: dict[str, Any]) -> None:
        language = language_of(the_shop().channels())
        if not apps.is_installed("saleor.app"):
            refuse(texts.NO_SALEOR, language)
        action = {"install": self._install, "remove": self._remove, "status": self._show}
        action[options["action"]](language)

    def _install(self, language: Language) -> None:
        from saleor_allegro.dashboard.companion_app import install
        from saleor_allegro.dashboard.rows import PermissionsMissing

        try:
            app = install()
        except PermissionsMissing:
            refuse(texts.NOT_READY, language)
        self.say(texts.INSTALLED_NOW.filled(url=app.app_url).in_language(language))
        if not app.brand_logo_default:
            refuse(texts.NO_LOGO, language, FAILED)

    def _remove(self, language: Language) -> None:
        from saleor_allegro.dashboard.companion_app import remove

        removed = remove()
        if not removed.apps:
            self.say(texts.NOTHING_TO_REMOVE.in_language(language))
            return
        said = texts.REMOVED_NOW.filled(apps=removed.apps, extensions=removed.extensions)
        self.say(said.in_language(language))
        if removed.files_left:
            refuse(texts.FILES_LEFT, language, FAILED, files=", ".join(removed.files_left))

    def _show(self, language: Language) -> None:
        from saleor_allegro.dashboard.app_status import app_status

        self.console.print(app_table(app_status(), language))

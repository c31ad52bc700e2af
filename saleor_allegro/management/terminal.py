"""What the commands have in common: how they print, and how they end."""

from datetime import datetime
from typing import Any, Final, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError
from django.utils import timezone
from rich.console import Console

from saleor_allegro.config import Language, Text

#: Exit statuses beside 0: something is wrong with the shop or on Allegro; with the options;
#: Ctrl-C.
FAILED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130

_UNPRINTABLE: Final = "\N{REPLACEMENT CHARACTER}"
_NO_TABLES: Final = (
    "The tables of saleor-allegro are missing or of another release. Run: manage.py migrate"
)


class Refused(Exception):
    """The options ask for nothing that can be done; the message says what to do instead."""

    def __init__(self, text: Text, status: int = FAILED, **words: object) -> None:
        super().__init__(text.english)
        self.text = text.filled(**{name: plain(word) for name, word in words.items()})
        self.status = status


class TerminalCommand(BaseCommand):
    """A command that prints with rich, on the output that Django gives it.

    Subclasses do their work in `work`; `console` is there by then.
    """

    console: Console

    def now(self) -> datetime:
        return timezone.now()

    def work(self, options: dict[str, Any]) -> None:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        # Django would end every piece of a line that rich writes with a line break.
        self.stdout.ending = ""
        self.console = self._console(options, file=self.stdout)
        try:
            self.work(options)
        except ProgrammingError as error:
            raise CommandError(_NO_TABLES, returncode=FAILED) from error

    def say_to_stderr(self, options: dict[str, Any]) -> None:
        """From now on, so that a document stands alone on stdout."""
        self.console = self._console(options, stderr=True)

    def say(self, text: str = "", **options: Any) -> None:
        """A line that the terminal may wrap and a file keeps whole."""
        self.console.print(text, soft_wrap=True, **options)

    def _console(self, options: dict[str, Any], **output: Any) -> Console:
        return Console(
            **output,
            highlight=False,
            markup=False,
            emoji=False,
            no_color=options.get("no_color") or None,
            force_terminal=options.get("force_color") or None,
        )


def refuse(text: Text, language: Language, status: int = FAILED, **words: object) -> NoReturn:
    """End the command with a message on stderr.

    Raises:
        CommandError: Always.
    """
    raise CommandError(text.filled(**words).in_language(language), returncode=status)


def plain(text: object) -> str:
    """Words from elsewhere, with nothing in them that would steer the terminal."""
    return "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(text)
    )

"""Running a command as a person does, on a clock of our own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from django.core.management import call_command
from django.core.management.base import CommandError

from saleor_allegro.management.terminal import TerminalCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def run(
    command: TerminalCommand, *arguments: str, now: Callable[[], datetime] | None = None
) -> Printed:
    """Run it, and give what it printed and the exit status that the shell would see."""
    if now is not None:
        command.now = now
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except CommandError as error:
        return Printed(status=error.returncode, out=out.getvalue(), err=str(error))
    return Printed(status=0, out=out.getvalue(), err="")

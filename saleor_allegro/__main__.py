"""`python -m saleor_allegro COMMAND`: what runs without Saleor.

Each command is a module with `HELP`, `add_arguments(parser)` and `run(options) -> exit status`.
It is imported only when it is asked for, because each needs packages of its own.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

DESCRIPTION = "What runs without Saleor. COMMAND --help says more."
#: Command -> its module and the extra that brings what it needs.
COMMANDS = {
    "demo": ("saleor_allegro.demo.command", "demo"),
    "simulate": ("saleor_allegro.simulator.command", "simulator"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="python -m saleor_allegro", description=DESCRIPTION)
    parser.add_argument("command", choices=COMMANDS)
    name = parser.parse_args(given[:1]).command
    module_name, extra = COMMANDS[name]
    try:
        module = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("saleor_allegro"):
            raise
        parser.error(f"{error}; install it with: pip install 'saleor-allegro[{extra}]'")
    command_parser = argparse.ArgumentParser(prog=f"{parser.prog} {name}", description=module.HELP)
    module.add_arguments(command_parser)
    try:
        return int(module.run(command_parser.parse_args(given[1:])))
    except KeyboardInterrupt:
        return 130  # as a shell says that Ctrl-C ended it


if __name__ == "__main__":
    sys.exit(main())

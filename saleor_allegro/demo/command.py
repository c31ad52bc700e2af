"""`python -m saleor_allegro demo`: a day's sales from a simulated Allegro into a shop.

Inside a Saleor's environment the shop is that Saleor, elsewhere a rehearsal shop. The database
that `DATABASE_URL` names must be empty, or a migrated Saleor without a channel: the demo opens
a shop in it. `make demo` brings one along.
"""

import argparse
import os
from importlib import import_module
from importlib.util import find_spec

import django
from django.conf import settings
from django.core.management import call_command
from rich.console import Console

from saleor_allegro.demo.stage import Stage

HELP = "sell on a simulated Allegro, import the orders into a shop, and compare"
LEAST_WIDTH = 120  # columns, where nobody says how many there are


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--orders", type=_count, default=48, help="how many are sold on Allegro (default 48)"
    )
    parser.add_argument("--seed", type=int, default=1, help="same seed, same orders (default 1)")


def run(options: argparse.Namespace) -> int:
    console = _console()
    if not os.environ.get("DATABASE_URL"):
        console.print("DATABASE_URL names no database for the demo; `make demo` starts one.")
        return 2
    stage = _stage()
    if stage.is_taken():
        console.print("There is a shop in this database already; the demo wants an empty one.")
        return 2
    # Not before Django knows its settings, for it brings models along.
    from saleor_allegro.demo.play import play

    return play(stage, console, orders=options.orders, seed=options.seed)


def _stage() -> Stage:
    """Set up Django for the shop that this environment has, and its missing tables."""
    name = "saleor" if find_spec("saleor") else "rehearsal"
    if not settings.configured:
        module = "saleor_settings" if name == "saleor" else "settings"
        # Never somebody's own settings: the demo writes into what they name.
        os.environ["DJANGO_SETTINGS_MODULE"] = f"saleor_allegro.demo.{module}"
        django.setup()
        call_command("migrate", *(["saleor_allegro"] if name == "saleor" else []), verbosity=0)
    stage: Stage = import_module(f"saleor_allegro.demo.{name}").STAGE
    return stage


def _console() -> Console:
    """As wide as the terminal; where output is no terminal, wide enough for names."""
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = LEAST_WIDTH
    return console


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least one order")
    return count

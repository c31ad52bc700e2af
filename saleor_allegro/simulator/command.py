"""`python -m saleor_allegro simulate`: an Allegro to try the plugin with."""

import argparse
import signal
from datetime import timedelta
from threading import Event

from rich.console import Console

from saleor_allegro.simulator import Simulator, serve

HELP = "serve a simulated Allegro on this machine"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=8090, help="0 takes a free one (default 8090)"
    )
    parser.add_argument("--seed", type=int, default=1, help="same seed, same orders (default 1)")
    parser.add_argument(
        "--orders", type=_count, default=40, help="orders sold at the start (default 40)"
    )
    parser.add_argument(
        "--days", type=_count, default=3, help="over how many days they were sold (default 3)"
    )
    parser.add_argument(
        "--sell-every", type=_count, default=0, metavar="SECONDS", help="then sell one so often"
    )


def run(options: argparse.Namespace, stop: Event | None = None) -> int:
    """Serve until interrupted, or until `stop` is set."""
    console = Console()
    simulator = Simulator(options.seed)
    since = simulator.clock.now() - timedelta(days=options.days)
    simulator.sell_many(options.orders, since=since)
    if stop is None:
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
    try:
        with serve(simulator, options.port) as base_url:
            console.print(_introduction(simulator, base_url), highlight=False, soft_wrap=True)
            while not stop.wait(options.sell_every or None):
                simulator.sell()
    except OSError as error:
        console.print(f"Cannot listen on port {options.port}: {error}", highlight=False)
        return 1
    return 0


def _introduction(simulator: Simulator, base_url: str) -> str:
    return "\n".join(
        (
            f"A simulated Allegro listens on {base_url} with {len(simulator.forms)} orders.",
            "",
            f"  API URL        {base_url}",
            f"  OAuth URL      {base_url}/auth/oauth",
            f"  client id      {simulator.client_id}",
            f"  client secret  {simulator.client_secret}",
            "",
            "Sell one more, break something, see what was asked:",
            f"  curl -X POST {base_url}/_simulator/sell",
            f"""  curl -X POST {base_url}/_simulator/faults -d '{{"kind": "rate_limited"}}'""",
            f"  curl {base_url}/_simulator/requests",
            "Ctrl-C ends it; nothing is kept.",
        )
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is between 0 and 65535")
    return port


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise argparse.ArgumentTypeError("cannot be negative")
    return count

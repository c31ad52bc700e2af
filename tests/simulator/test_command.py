"""`python -m saleor_allegro simulate`."""

import re
import socket
import sys
from threading import Event, Thread

import pytest
import requests

from saleor_allegro.__main__ import main
from saleor_allegro.simulator import command


class Terminal:
    """Keeps what is printed and says when a line has come."""

    def __init__(self):
        self.text = ""
        self.is_ready = Event()

    def write(self, text):
        self.text += text
        if "Ctrl-C" in self.text:
            self.is_ready.set()
        return len(text)

    def flush(self):
        pass


def options(*arguments):
    parser = command.argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(arguments)


def test_it_serves_orders_and_says_how_to_connect(monkeypatch):
    terminal, stop = Terminal(), Event()
    monkeypatch.setattr(sys, "stdout", terminal)
    thread = Thread(target=command.run, args=(options("--port", "0", "--orders", "12"), stop))
    thread.start()
    try:
        assert terminal.is_ready.wait(10)
        base_url = re.search(r"API URL +(\S+)", terminal.text)[1]
        state = requests.get(f"{base_url}/_simulator/state", timeout=5).json()["result"]
    finally:
        stop.set()
        thread.join()

    assert state["forms"] == 12
    assert state["client_id"] in terminal.text
    assert state["client_secret"] in terminal.text
    assert f"{base_url}/auth/oauth" in terminal.text


def test_a_taken_port_is_said(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        assert main(["simulate", "--port", port, "--orders", "0"]) == 1

    assert f"Cannot listen on port {port}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "command"),
        (["sing"], "sing"),
        (["simulate", "--port", "70000"], "between 0 and 65535"),
        (["simulate", "--orders", "-1"], "cannot be negative"),
    ],
)
def test_wrong_arguments_are_explained(capsys, arguments, problem):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert problem in capsys.readouterr().err

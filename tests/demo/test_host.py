"""`make demo` on a machine that lacks what a Saleor needs."""

from pathlib import Path

import pytest

from hosts.demo import stage_in
from hosts.postgres import Binaries, Server
from hosts.saleor import Saleor
from hosts.templates import prepare_each
from hosts.terminal import HostError

SALEOR = Saleor(path=Path("/nowhere/saleor"), version="3.23.28")
BARE = Server(
    binaries=Binaries(folder=Path("/nowhere/bin"), has_contrib=False), folder=Path("/nowhere")
)


def test_a_saleor_that_was_found_is_left_out_aloud(monkeypatch, capsys):
    monkeypatch.delenv("SALEOR", raising=False)

    [prepared] = prepare_each([SALEOR], BARE).values()

    assert stage_in(SALEOR, prepared, BARE) is None

    said = capsys.readouterr().out
    assert "Saleor 3.23.28 is left out of the demo: it needs PostgreSQL's contrib" in said


def test_a_saleor_that_was_named_is_an_error(monkeypatch):
    monkeypatch.setenv("SALEOR", "/nowhere/saleor")

    with pytest.raises(HostError, match=r"Saleor 3\.23\.28: it needs PostgreSQL's contrib"):
        prepare_each([SALEOR], BARE)

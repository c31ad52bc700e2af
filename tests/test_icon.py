"""The icon is a picture for everybody, and does nothing."""

import re
import struct

import pytest
from django.test import RequestFactory

from saleor_allegro.icon import answer_icon


def test_the_icon_is_a_picture_that_any_site_may_show():
    answer = answer_icon(RequestFactory().get("/"), "/icon.svg")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    # Nothing in it runs or is read from elsewhere.
    assert set(re.findall(rb"<(\w+)", answer.content)) == {b"svg", b"rect", b"path"}
    assert b"href" not in answer.content


def test_the_icon_is_there_for_whoever_takes_no_svg():
    answer = answer_icon(RequestFactory().get("/"), "/icon.png")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    signature, head = answer.content[:8], answer.content[8:26]
    assert signature == b"\x89PNG\r\n\x1a\n"
    # Width, height, eight bits, colours with transparency.
    assert struct.unpack(">4x4sIIBB", head) == (b"IHDR", 256, 256, 8, 6)
    assert len(answer.content) < 10_000


@pytest.mark.parametrize("path", ["/", "/connect", "/icon.svg/x", "/../icon.svg"])
def test_other_paths_are_not_the_icon(path):
    assert answer_icon(RequestFactory().get("/"), path) is None


def test_the_icon_takes_nothing():
    assert answer_icon(RequestFactory().post("/"), "/icon.svg").status_code == 405

"""The icon is a picture for everybody, and does nothing."""

import re

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


@pytest.mark.parametrize("path", ["/", "/connect", "/icon.svg/x", "/../icon.svg"])
def test_other_paths_are_not_the_icon(path):
    assert answer_icon(RequestFactory().get("/"), path) is None


def test_the_icon_takes_nothing():
    assert answer_icon(RequestFactory().post("/"), "/icon.svg").status_code == 405

import pytest
from django.core.checks import Error, run_checks

from saleor_allegro import checks


@pytest.mark.parametrize("version", ["3.22.0", "3.22.67", "3.23.28", "3.23.0-a.1"])
def test_supported_versions_pass(version):
    assert checks.unsupported_version(version) == []


@pytest.mark.parametrize("version", ["3.21.9", "3.24.0", "3.2", "4.0.0", "33.23.1"])
def test_another_version_is_refused_and_the_supported_ones_named(version):
    [error] = checks.unsupported_version(version)

    assert isinstance(error, Error)
    assert error.id == "saleor_allegro.E001"
    assert error.msg == f"saleor-allegro supports Saleor 3.22 and 3.23; this is {version}."


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (None, []),
        ("", []),
        (",", ["saleor_allegro.E002"]),
        ("short", ["saleor_allegro.W001"]),
        ("n" * 32, []),
        ("n" * 32 + ", short", ["saleor_allegro.W001"]),
    ],
)
def test_encryption_key_is_looked_at(settings, keys, found):
    settings.ALLEGRO_ENCRYPTION_KEY = keys

    ours = [each.id for each in run_checks() if each.id.startswith("saleor_allegro.")]

    assert ours == found


def test_what_cannot_frame_the_pages_is_said():
    [warning] = checks.unusable_ancestors("SETTING", ["https://a.test; script-src *"])

    assert warning.id == "saleor_allegro.W003"
    assert "script-src" in warning.msg
    assert checks.unusable_ancestors("SETTING", []) == []

"""`make test-browser` on a machine that lacks what it needs."""

import pytest

from hosts import browser


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """What looks like a Saleor, and is named."""
    folder = tmp_path / "saleor"
    (folder / "saleor").mkdir(parents=True)
    (folder / "saleor" / "settings.py").touch()
    (folder / "pyproject.toml").write_text('[project]\nname = "saleor"\nversion = "3.23.0"\n')
    monkeypatch.setenv("SALEOR", str(folder))


def test_run_without_a_saleor_is_said_not_to_have_been_run(monkeypatch, capsys):
    monkeypatch.setenv("SALEOR", "none")

    assert browser.test_browser([]) == 0

    assert "Browser tests NOT RUN: no Saleor was found." in capsys.readouterr().out


def test_run_without_a_browser_is_said_not_to_have_been_run(
    checkout, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert browser.test_browser([]) == 0

    said = capsys.readouterr().out
    assert "Browser tests NOT RUN: none of chromium, google-chrome," in said


def test_first_browser_on_the_path_is_taken(tmp_path, monkeypatch):
    for name in ("chromium-browser", "google-chrome"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert browser.find_browser() == str(tmp_path / "google-chrome")

"""Which browser is used, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.config import Config
from crosspost.errors import ConfigError, FetchError
from crosspost.fetch import Fetcher
from crosspost.fetch.browser.find import by_hand, find_browser


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_first_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert find_browser("") is None
    edge = program(tmp_path, "microsoft-edge")
    assert find_browser("") == edge
    chrome = program(tmp_path, "google-chrome")
    assert find_browser("") == chrome
    assert find_browser("microsoft-edge") == find_browser(edge) == edge


def test_a_choice_that_is_not_a_program(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("", "utf-8")
    for choice in (tmp_path / "text", tmp_path, tmp_path / "none"):
        with pytest.raises(ConfigError, match="no such program"):
            find_browser(str(choice))


def test_without_a_browser_it_says_what_to_install_and_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    with Fetcher(Config()) as fetcher, pytest.raises(FetchError, match="no browser") as caught:
        fetcher.draw("https://example.org/a?b=1&c")
    assert "apt-get install chromium" in caught.value.hint
    assert by_hand("https://example.org/a?b=1&c") in caught.value.hint


@pytest.mark.parametrize(("user", "flag"), [(0, " --no-sandbox"), (1000, "")])
def test_the_command_can_be_pasted_into_a_shell(
    monkeypatch: pytest.MonkeyPatch, user: int, flag: str
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert by_hand("https://example.org/a?b=1&c='d") == (
        f"chromium --headless{flag} --virtual-time-budget=10000 --dump-dom"
        " 'https://example.org/a?b=1&c='\"'\"'d'"
        " | crosspost - --base-url 'https://example.org/a?b=1&c='\"'\"'d'"
    )

"""Links in a terminal: only where they are shown."""

from __future__ import annotations

import pytest

from crosspost.cli.hyperlinks import shows_links


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-256color", "VTE_VERSION": "7200"},
        {"TERM": "xterm-256color", "WT_SESSION": "1"},
        {"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"},
        {"TERM": "xterm-kitty"},
        {"TERM": "tmux-256color", "TMUX": "/tmp/x", "FORCE_HYPERLINK": "1"},
    ],
)
def test_terminals_that_show_links(environment: dict[str, str]) -> None:
    assert shows_links(environment, is_terminal=True)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"TERM": "xterm-256color"},
        {"TERM": "linux"},
        {"TERM": "dumb", "WT_SESSION": "1"},
        {"TERM": "screen-256color", "VTE_VERSION": "7200", "TMUX": "/tmp/x"},
        {"TERM": "xterm-256color", "VTE_VERSION": "4900"},
        {"TERM": "xterm-256color", "VTE_VERSION": "new"},
        {"TERM": "xterm-kitty", "NO_HYPERLINK": "1"},
        {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"},
        {"TERM": "xterm-kitty", "CI": "true"},
    ],
)
def test_others_get_none(environment: dict[str, str]) -> None:
    assert not shows_links(environment, is_terminal=True)


def test_a_pipe_gets_links_only_where_they_are_asked_for() -> None:
    assert not shows_links({"TERM": "xterm-kitty"}, is_terminal=False)
    assert shows_links({"FORCE_HYPERLINK": "1"}, is_terminal=False)

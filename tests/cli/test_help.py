"""``crosspost help TOPIC`` and ``--version``."""

from __future__ import annotations

import platform

import pytest

from crosspost import __version__
from crosspost.cli import COMMANDS
from crosspost.config import SETTINGS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_its_help(shell, command: str) -> None:
    shown = shell("help", command)
    assert shown.code == 0 and shown.out.startswith(f"Usage: crosspost {command}")
    assert shown.out == shell(command, "--help").out


def test_without_a_topic_it_is_the_help_of_all(shell) -> None:
    assert shell("help").out == shell("--help").out


def test_settings_are_there_all_and_one(shell) -> None:
    shown = shell("help", "settings").out
    assert all(f"{item.name} = " in shown for item in SETTINGS)
    one = shell("help", "max_tags").out
    assert one.startswith("max_tags = 8\n    Largest number of tags")
    assert "follow_pages = true\n" in shown


def test_exit_codes_and_rules(shell) -> None:
    assert "130  interrupted" in shell("help", "exit-codes").out
    assert shell("help", "cp205").out.startswith("### CP205")


def test_an_unknown_topic_names_those_that_there_are(shell) -> None:
    shown = shell("help", "nonsense")
    assert shown.code == 2 and "there is no topic nonsense" in shown.err
    assert "exit-codes" in shown.err


def test_the_version_names_what_results_depend_on(shell) -> None:
    shown = shell("--version")
    first, parts, _ = shown.out.splitlines()
    assert shown.code == 0 and first == f"crosspost, version {__version__}"
    assert f"Python {platform.python_version()}" in parts
    assert "lxml " in parts and "beautifulsoup4 " in parts

"""A name with a slip suggests the right one; another word suggests nothing."""

from __future__ import annotations

import pytest

from crosspost.cli import cli
from crosspost.config import keys
from crosspost.nearest import nearest

OPTIONS = (
    "ignore",
    "ignore-robots",
    "note",
    "title",
    "title-suffix",
    "fix",
    "json",
    "jobs",
    "force",
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        *[("ignor", "ignore"), ("ignroe", "ignore"), ("titel", "title"), ("forse", "force")],
        *[("jsn", "json"), ("titlesufix", "title-suffix"), ("title-su", "title-suffix")],
        *[("ignore-r", "ignore-robots"), ("nte", "note")],
    ],
)
def test_a_slip_suggests_what_was_meant(word: str, name: str) -> None:
    assert nearest(word, OPTIONS) == name


@pytest.mark.parametrize("word", ["", "x", "ti", "nowhere", "rename", "figs", "for-each", "tries"])
def test_another_word_suggests_nothing(word: str) -> None:
    assert nearest(word, OPTIONS) == ""


@pytest.mark.parametrize("word", ["titel", "timeout", "pages", "ignore"])
def test_a_word_of_another_tool_is_no_setting(word: str) -> None:
    assert nearest(word, keys()) == ""


@pytest.mark.parametrize("command", ["post", "validate", "batch", "explain", "init", "trust"])
def test_every_option_is_found_with_two_letters_swapped(command: str) -> None:
    context = cli.make_context("crosspost", [command, "--help"], resilient_parsing=True)
    found = cli.get_command(context, command)
    assert found
    options = [name[2:] for each in found.params for name in each.opts if name[:2] == "--"]
    long = [option for option in options if len(option) > 4]
    assert [nearest(f"{o[0]}{o[2]}{o[1]}{o[3:]}", options) for o in long] == long

"""The screen: text of the web shows as written and moves nothing."""

from __future__ import annotations

import io

import pytest

from crosspost.cli.console import Screen, printable
from crosspost.errors import CrosspostError


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a[31mred"),
        ("a\x1b]8;;http://e.org\x07b", "a]8;;http://e.orgb"),
        ("one\r\ntwo\tthree", "one two three"),
        ("a\x9b2Jb\x85c", "a2Jb c"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("[cross-post] [/b] :smile:", "[cross-post] [/b] :smile:"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def screen(**options: bool) -> tuple[Screen, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Screen(out=out, err=err, **options), out, err


def test_markup_in_page_text_is_no_style() -> None:
    on, out, _ = screen()
    on.result(("✓ ", "green"), "Title [bold]x[/bold] [/nonsense]")
    assert out.getvalue() == "✓ Title [bold]x[/bold] [/nonsense]\n"


def test_a_long_path_is_not_broken_into_lines() -> None:
    on, out, _ = screen()
    on.result("x" * 500)
    assert out.getvalue() == "x" * 500 + "\n"


def test_an_error_says_what_happened_and_under_it_what_to_try() -> None:
    on, out, err = screen()
    on.error(CrosspostError("https://e.org: gone", hint="Try the archive."))
    assert out.getvalue() == ""
    assert err.getvalue() == "✗ https://e.org: gone\n  Try the archive.\n"


def test_quiet_leaves_errors_and_results() -> None:
    on, out, err = screen(quiet=True)
    on.remark("beside")
    on.result("path")
    on.error(CrosspostError("bad"))
    assert (out.getvalue(), err.getvalue()) == ("path\n", "✗ bad\n")


class Terminal(io.StringIO):
    """A stream behind which a person sits."""

    def isatty(self) -> bool:
        return True


def test_on_a_narrow_terminal_lines_break_between_words_and_never_within_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("TERM", "xterm")
    out, err = Terminal(), Terminal()
    on = Screen(out=out, err=err)
    on.remark("  found   ", "author A. Correspondent · date 2013-03-06")
    on.remark("= ", "_posts/2013-03-06-a-bridge-for-the-village.md already has it")
    assert err.getvalue().splitlines() == [
        "  found   author A.",
        "          Correspondent · date",
        "          2013-03-06",
        "= _posts/2013-03-06-a-bridge-for-the-village.md",
        "  already has it",
    ]

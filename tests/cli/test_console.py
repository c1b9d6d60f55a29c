"""The screen: text of the web shows as written and moves nothing."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

import pages
from cli.conftest import Shell
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


PAGE = pages.article("Of rivers", "<p>The river is long, and people live there.</p>" * 9)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE"])
@pytest.mark.parametrize(
    "words",
    [
        ("post", "page.html", "-n"),
        ("post", "page.html", "-n", "--json"),
        ("explain", "page.html"),
        ("validate",),
        ("validate", "--list-rules"),
        ("batch", "list.txt", "-n", "--workers", "0"),
    ],
)
def test_colours_in_a_pipe_change_no_text(
    words: tuple[str, ...],
    variable: str,
    shell: Shell,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (site / "page.html").write_text(PAGE)
    (site / "list.txt").write_text("page.html\nno page\n")
    (site / "_posts").mkdir()
    (site / "_posts/2013-03-06-radio.md").write_text(
        f"---\ntitle: {'Radio ' * 20}: x\n---\nText.\n"
    )
    monkeypatch.delenv(variable, raising=False)
    plain = shell(*words)
    monkeypatch.setenv(variable, "1")
    coloured = shell(*words)
    assert _STYLE.sub("", coloured.out) == plain.out
    assert _STYLE.sub("", coloured.err) == plain.err
    assert "\x1b" not in plain.out + plain.err
    monkeypatch.setenv("NO_COLOR", "1")
    assert shell(*words) == plain


def test_a_path_in_a_pipe_is_alone_even_with_colours(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "page.html").write_text(PAGE)
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = shell("page.html")
    assert shown.out == "_posts/2013-03-06-of-rivers.md\n"
    assert "\x1b[" in shown.err


def test_a_report_in_a_pipe_can_have_colours(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "_posts").mkdir()
    (site / "_posts/2013-03-06-radio.md").write_text("---\ntitle: Radio: x\n---\nText.\n")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31mCP201 [*]\x1b[0m" in shell("validate").out

"""Output for the user: results on standard output, everything else on standard error.

Text from the web is only ever printed as rich ``Text``, never as markup (``[cross-post]`` in a
title is not a style), without the characters that act on a terminal. Rich is loaded for a terminal
only: in a pipe or a file it would change nothing, and loading it takes 30 ms.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import IO, TYPE_CHECKING

from crosspost.control_characters import CLASS
from crosspost.errors import CrosspostError
from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import spelled

if TYPE_CHECKING:
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.table import Table
    from rich.text import Text

Part = str | tuple[str, str]

_CONTROL = lazy_compile(f"[{CLASS}]")
_WORD = lazy_compile(r"(?:\A\s++)?\S++\s*+")
_PAGE_WIDTH = 100  # columns of texts
_NARROWEST = 20  # columns, below which lines are wrapped anyhow

# Characters that end a line or move within it become a space, since they separate words.
_LINE_END = lazy_compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """Return the text on one line, without terminal control characters."""
    return _shown(text).strip()


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub(" ", text))


def _shown(text: str) -> str:
    """Return text for the user, with bytes that are not UTF-8 as escapes."""
    return spelled(_without_controls(text))


def _has_color(stream: IO[str]) -> bool:
    """Tell whether texts get their styles, by the same variables as ``rich``.

    ``FORCE_COLOR`` colours a pipe, too; the text of each line stays that of a pipe.
    """
    if os.environ.get("NO_COLOR") and not stream.isatty():
        return False
    compatible = os.environ.get("TTY_COMPATIBLE")
    if compatible in ("0", "1"):
        return compatible == "1"
    forced = os.environ.get("FORCE_COLOR")
    return bool(forced) if forced is not None else stream.isatty()


def _console(stream: IO[str]) -> Console:
    from rich.console import Console

    # rich honours NO_COLOR on a terminal.
    forced = _has_color(stream)
    return Console(file=stream, force_terminal=forced, highlight=False, emoji=False, markup=False)


class Screen:
    """The two streams of a command.

    Attributes:
        quiet: print only errors.
        verbose: print details.
        is_terminal: standard output is a terminal (else it is a pipe or a file).
        is_beside_terminal: standard error is a terminal.
        has_color: texts on standard output get their styles.
    """

    def __init__(
        self,
        *,
        quiet: bool = False,
        verbose: bool = False,
        out: IO[str] | None = None,
        err: IO[str] | None = None,
    ) -> None:
        self._out_stream = out or sys.stdout
        self._err_stream = err or sys.stderr
        self.quiet = quiet
        self.verbose = verbose
        self.is_terminal = self._out_stream.isatty()
        self.is_beside_terminal = self._err_stream.isatty()
        self.has_color = _has_color(self._out_stream)
        self._has_color_beside = _has_color(self._err_stream)

    @property
    def can_animate(self) -> bool:
        """Tell whether standard error is a terminal on which a line can be drawn again and again.

        ``FORCE_COLOR`` does not make one of a pipe.
        """
        is_dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
        return self.is_beside_terminal and not self.quiet and not is_dumb

    def clear_line(self) -> None:
        """Remove what an ended process has left of a line about its progress."""
        if self.can_animate:
            with contextlib.suppress(OSError):
                print("\r\x1b[2K", end="", file=self._err_stream, flush=True)

    @cached_property
    def _out(self) -> Console:
        return _console(self._out_stream)

    @cached_property
    def beside(self) -> Console:
        """The console of standard error, for progress bars."""
        return _console(self._err_stream)

    def result(self, *parts: Part) -> None:
        """Print one line of the result: texts, or pairs of text and style."""
        # A pipe gets the bytes of a name as they are, a user sees them as escapes.
        shown = _shown if self.is_terminal else _without_controls
        if self.has_color or self.is_terminal:
            self._out.print(_line(parts, shown), soft_wrap=True)
        else:
            print(shown(_plain(parts)), file=self._out_stream, flush=True)

    def remark(self, *parts: Part) -> None:
        """Print one line to standard error; the first of several parts is a symbol or a label."""
        if not self.quiet:
            self._put(parts)

    def detail(self, *parts: Part) -> None:
        """Print one line if ``verbose`` is set."""
        if self.verbose:
            self._put(parts)

    def error(self, error: CrosspostError) -> None:
        """Print what happened, and below it what to try."""
        self.error_line(str(error))
        if error.hint:
            # Not wrapped: commands are copied from here as one line.
            self._print_beside([("  ", ""), (error.hint, "dim")])

    def error_line(self, text: str) -> None:
        """Print one line about a failure, also if ``quiet`` is set."""
        self._put([("✗ ", "bold red"), text])

    def _put(self, parts: Sequence[Part]) -> None:
        """Print a line to standard error; on a terminal, wrapped between words and indented.

        If standard error cannot be written to, the line is dropped and the work goes on.
        """
        with contextlib.suppress(OSError):
            if self.is_beside_terminal:
                self._put_wrapped(parts)
            else:
                self._print_beside(parts)

    def _print_beside(self, parts: Sequence[Part]) -> None:
        if self._has_color_beside or self.is_beside_terminal:
            self.beside.print(_line(parts), soft_wrap=True)
        else:
            print(_shown(_plain(parts)), file=self._err_stream, flush=True)

    def _put_wrapped(self, parts: Sequence[Part]) -> None:
        from rich.text import Text

        label, text = (_line(parts[:1]), _line(parts[1:])) if parts[1:] else (Text(), _line(parts))
        for line in _wrapped(text, max(self.beside.width - label.cell_len, _NARROWEST)):
            self.beside.print(label + line, soft_wrap=True)
            label = Text(" " * label.cell_len)

    def table(self, table: Table) -> None:
        """Print a table to standard error; its cells are ``Text`` without control characters."""
        with contextlib.suppress(OSError):
            self.beside.print(table)

    def page(self, markdown: Markdown) -> None:
        """Print our own Markdown to a terminal, at most 100 columns wide."""
        # Not rich's width, which is 80 on a dumb terminal.
        width = min(shutil.get_terminal_size().columns, _PAGE_WIDTH)
        self._out.print(markdown, width=width)

    def raw(self, text: str) -> None:
        """Write a file's text to standard output as it is, in UTF-8 whatever the locale."""
        self._out_stream.flush()
        buffer = getattr(self._out_stream, "buffer", None)
        if buffer is None:
            self._out_stream.write(text)
        else:
            # JSON has the same escape for a lone surrogate.
            buffer.write(text.encode("utf-8", "backslashreplace"))
            buffer.flush()


def _plain(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part[0] for part in parts)


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    """Yield lines of at most ``width`` columns, broken between words.

    A longer path or URL is not broken, so that it can be copied; rich would break it.
    """
    from rich.cells import cell_len

    breaks, column = [], 0
    for word in _WORD.finditer(text.plain):
        if column and column + cell_len(word[0].rstrip()) > width:
            breaks.append(word.start())
            column = 0
        column += cell_len(word[0])
    for line in text.divide(breaks):
        line.rstrip()
        yield line


def _line(parts: Sequence[Part], shown: Callable[[str], str] = _shown) -> Text:
    from rich.text import Text

    line = Text()
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, "")
        line.append(shown(text), style=style or None)
    return line

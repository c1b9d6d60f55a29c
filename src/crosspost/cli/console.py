"""What a person sees: results on standard output, all else on standard error.

Text from the web is only ever printed as rich ``Text``, never as markup (``[cross-post]`` in a
title is no style), with the characters taken out that a terminal would obey.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crosspost.control_characters import CLASS
from crosspost.errors import CrosspostError
from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import spelled

_CONTROL = lazy_compile(f"[{CLASS}]")
_WORD = lazy_compile(r"(?:\A\s++)?\S++\s*+")
_NARROWEST = 20  # columns, below which lines are wrapped anyhow

# What ends a line or jumps within it is a blank: what stands on both sides are two words.
_LINE_END = lazy_compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """Return the text on one line, without any character that a terminal would obey."""
    return _shown(text).strip()


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub(" ", text))


def _shown(text: str) -> str:
    """Return text for a person, with bytes that are not UTF-8 as escapes."""
    return spelled(_without_controls(text))


class Screen:
    """The two streams of a command.

    Attributes:
        quiet: print errors only.
        verbose: print how it was done, too.
        is_terminal: a person looks at standard output (else it is a pipe or a file).
        beside: the console beside the result; what is drawn and drawn again goes there.
    """

    def __init__(
        self,
        *,
        quiet: bool = False,
        verbose: bool = False,
        out: IO[str] | None = None,
        err: IO[str] | None = None,
    ) -> None:
        # rich honours NO_COLOR and writes no colour where the stream is not a terminal.
        self._out = Console(file=out or sys.stdout, highlight=False, emoji=False, markup=False)
        self.beside = Console(file=err or sys.stderr, highlight=False, emoji=False, markup=False)
        self.quiet = quiet
        self.verbose = verbose
        self.is_terminal = self._out.is_terminal

    def result(self, *parts: str | tuple[str, str]) -> None:
        """Print one line of the result: texts, or pairs of text and style."""
        if self.is_terminal:
            self._out.print(_line(parts), soft_wrap=True)
        else:  # thousands of paths: rich would take longer for one than the journal does
            plain = "".join(part if isinstance(part, str) else part[0] for part in parts)
            print(_without_controls(plain), file=self._out.file, flush=True)

    def remark(self, *parts: str | tuple[str, str]) -> None:
        """Print one line beside the result; of several parts the first is a mark or a label."""
        if not self.quiet:
            self._put(parts)

    def detail(self, *parts: str | tuple[str, str]) -> None:
        """Print one line for those who asked how it was done."""
        if self.verbose:
            self._put(parts)

    def error(self, error: CrosspostError) -> None:
        """Print what happened, and under it what to try."""
        self.error_line(str(error))
        if error.hint:
            # Not wrapped by us: what to type is copied from here as one line.
            self.beside.print(_line(["  ", (error.hint, "dim")]), soft_wrap=True)

    def error_line(self, text: str) -> None:
        """Print one line about what failed; also where only errors are wanted."""
        self._put([("✗ ", "bold red"), text])

    def _put(self, parts: Sequence[str | tuple[str, str]]) -> None:
        """Print a line to standard error; for a person, wrapped between words beside its label.

        If standard error cannot be written to, the line is dropped and the work goes on.
        """
        with contextlib.suppress(OSError):
            self._put_line(parts)

    def _put_line(self, parts: Sequence[str | tuple[str, str]]) -> None:
        label, text = (_line(parts[:1]), _line(parts[1:])) if parts[1:] else (Text(), _line(parts))
        if not self.beside.is_terminal:
            self.beside.print(label + text, soft_wrap=True)
            return
        for line in _wrapped(text, max(self.beside.width - label.cell_len, _NARROWEST)):
            self.beside.print(label + line, soft_wrap=True)
            label = Text(" " * label.cell_len)

    def table(self, table: Table) -> None:
        """Print a table beside the result; its cells are ``Text`` that went through printable."""
        with contextlib.suppress(OSError):
            self.beside.print(table)

    def raw(self, text: str) -> None:
        """Write a file's text to standard output as it is, in UTF-8 whatever the locale."""
        self._out.file.flush()
        buffer = getattr(self._out.file, "buffer", None)
        if buffer is None:
            self._out.file.write(text)
        else:
            # JSON has the same escape for a lone surrogate.
            buffer.write(text.encode("utf-8", "backslashreplace"))
            buffer.flush()


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    """Yield lines of at most ``width`` columns, broken between words.

    A path or an address that is longer stays whole, to be copied; rich would cut or fold it.
    """
    breaks, column = [], 0
    for word in _WORD.finditer(text.plain):
        if column and column + cell_len(word[0].rstrip()) > width:
            breaks.append(word.start())
            column = 0
        column += cell_len(word[0])
    for line in text.divide(breaks):
        line.rstrip()
        yield line


def _line(parts: object) -> Text:
    line = Text()
    assert isinstance(parts, (tuple, list))
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, "")
        line.append(_shown(text), style=style or None)
    return line

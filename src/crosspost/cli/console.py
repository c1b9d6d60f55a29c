"""What a person sees: results on standard output, all else on standard error.

Text from the web is only ever printed as rich ``Text``, never as markup (``[cross-post]`` in a
title is not a style), without the characters that act on a terminal. Rich is loaded for a terminal
only: in a pipe or a file it would change nothing, and loading it takes 30 ms.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import IO, TYPE_CHECKING

from crosspost.control_characters import CLASS
from crosspost.errors import CrosspostError
from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import spelled

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Part = str | tuple[str, str]

_CONTROL = lazy_compile(f"[{CLASS}]")
_WORD = lazy_compile(r"(?:\A\s++)?\S++\s*+")
_NARROWEST = 20  # columns, below which lines are wrapped anyhow

# What ends a line or jumps within it becomes a space: what stands on both sides are two words.
_LINE_END = lazy_compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """Return the text on one line, without any character that a terminal would obey."""
    return _shown(text).strip()


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub(" ", text))


def _shown(text: str) -> str:
    """Return text for a person, with bytes that are not UTF-8 as escapes."""
    return spelled(_without_controls(text))


def _is_terminal(stream: IO[str]) -> bool:
    """Tell whether a stream is a terminal, by the same variables as ``rich``."""
    compatible = os.environ.get("TTY_COMPATIBLE")
    if compatible in ("0", "1"):
        return compatible == "1"
    forced = os.environ.get("FORCE_COLOR")
    return bool(forced) if forced is not None else stream.isatty()


def _console(stream: IO[str]) -> Console:
    from rich.console import Console

    # rich honours NO_COLOR.
    return Console(file=stream, highlight=False, emoji=False, markup=False)


class Screen:
    """The two streams of a command.

    Attributes:
        quiet: print errors only.
        verbose: print how it was done, too.
        is_terminal: standard output is a terminal (else it is a pipe or a file).
        is_beside_terminal: standard error is a terminal.
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
        self.is_terminal = _is_terminal(self._out_stream)
        self.is_beside_terminal = _is_terminal(self._err_stream)

    @cached_property
    def _out(self) -> Console:
        return _console(self._out_stream)

    @cached_property
    def beside(self) -> Console:
        """The console beside the result; what is drawn repeatedly goes there."""
        return _console(self._err_stream)

    def result(self, *parts: Part) -> None:
        """Print one line of the result: texts, or pairs of text and style."""
        if self.is_terminal:
            self._out.print(_line(parts), soft_wrap=True)
        else:
            print(_without_controls(_plain(parts)), file=self._out_stream, flush=True)

    def remark(self, *parts: Part) -> None:
        """Print one line beside the result; of several parts the first is a symbol or a label."""
        if not self.quiet:
            self._put(parts)

    def detail(self, *parts: Part) -> None:
        """Print one line for those who asked how it was done."""
        if self.verbose:
            self._put(parts)

    def error(self, error: CrosspostError) -> None:
        """Print what happened, and under it what to try."""
        self.error_line(str(error))
        if error.hint:
            # Not wrapped by us: what to type is copied from here as one line.
            self._print_beside([("  ", ""), (error.hint, "dim")])

    def error_line(self, text: str) -> None:
        """Print one line about what failed; also where only errors are wanted."""
        self._put([("✗ ", "bold red"), text])

    def _put(self, parts: Sequence[Part]) -> None:
        """Print a line to standard error; on a terminal, wrapped between words beside its label.

        If standard error cannot be written to, the line is dropped and the work goes on.
        """
        with contextlib.suppress(OSError):
            if self.is_beside_terminal:
                self._put_wrapped(parts)
            else:
                self._print_beside(parts)

    def _print_beside(self, parts: Sequence[Part]) -> None:
        if self.is_beside_terminal:
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
        """Print a table beside the result; its cells are ``Text`` that went through printable."""
        with contextlib.suppress(OSError):
            self.beside.print(table)

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

    A path or an address that is longer stays whole, to be copied; rich would cut or fold it.
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


def _line(parts: Sequence[Part]) -> Text:
    from rich.text import Text

    line = Text()
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, "")
        line.append(_shown(text), style=style or None)
    return line

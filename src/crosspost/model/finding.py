"""Findings of ``validate``, with their fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a file, in bytes.

    Attributes:
        start: offset of the first byte that is replaced, from the beginning of the file.
        end: offset after the last byte that is replaced; equal to ``start`` for an insertion.
        replacement: the new bytes.
    """

    start: int
    end: int
    replacement: bytes


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix of one finding.

    Attributes:
        safe: it changes neither a URL nor the author's text, so it needs no review.
        title: what it does, one line.
        edits: in the order of the file, not overlapping.
    """

    safe: bool
    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a post, and its position.

    Attributes:
        path: the file, as it was given or relative to the working folder.
        line: counted from 1, of the file (not of the front matter).
        column: counted from 1, in code points.
        end_line: line of the first character after it.
        end_column: column of the first character after it.
        code: the rule, such as ``CP205``.
        level: ``error``, ``warning`` or ``info``.
        message: what Jekyll does with this post and what to write instead.
        fix: the fix, if there is one.
        key: the front matter field it is about; empty if none.
        excerpt: the text it is about, cut at 200 characters.
        source: the line it begins in, cut at 400 characters.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    level: Level
    message: str
    fix: Fix | None = None
    key: str = ""
    excerpt: str = ""
    source: str = ""

    @property
    def has_safe_fix(self) -> bool:
        """Whether there is a fix that needs no review."""
        return self.fix is not None and self.fix.safe

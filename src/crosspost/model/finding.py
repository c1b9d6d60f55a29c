"""Findings of ``validate``, with their fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a file, in bytes.

    Attributes:
        start: offset of the first byte that goes, from the beginning of the file.
        end: offset behind the last byte that goes; equal to ``start`` for an insertion.
        replacement: what comes instead.
    """

    start: int
    end: int
    replacement: bytes


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of one finding.

    Attributes:
        safe: it changes neither a URL nor what the author wrote, so it needs no second look.
        title: what it does, one line.
        edits: in the order of the file, not overlapping.
    """

    safe: bool
    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a post, and where.

    Attributes:
        path: the file, as it was given or relative to the working folder.
        line: counted from 1, of the file (not of the front matter).
        column: counted from 1, in code points.
        end_line: line of the first character behind it.
        end_column: column of the first character behind it.
        code: the rule, such as ``CP205``.
        level: ``error``, ``warning`` or ``info``.
        message: what Jekyll will do with this post and what to write instead.
        fix: a repair, where there is one.
        key: the front matter field it is about; empty where it is about none.
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

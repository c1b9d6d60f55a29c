"""A post as the rules see it: text, positions, and the front matter as a tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from crosspost.validate.recovery import Diagnosis

Kind = Literal["post", "draft", "page"]
Format = Literal["yaml", "toml", "json", "headers", "none"]
Fence = Literal["", "unclosed", "bad", "cr-only"]

# document.rb DATE_FILENAME_MATCHER, of the last part of the path.
DATED_NAME = lazy_compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-([^/]*)(\.[^.]+)", re.ASCII)


@dataclass(slots=True)
class Field:
    """A key of the front matter and its value."""

    key: str
    start: int
    end: int
    value: Node
    quoted: bool = False


@dataclass(slots=True)
class Post:
    """One file.

    Offsets count code points of ``text`` from the beginning of the file.

    Attributes:
        path: the file.
        shown: the path that findings name.
        data: its bytes; dropped after its own rules have run.
        text: decoded; bytes that are not UTF-8 are lone surrogates. Dropped with ``data``,
            except for the head (everything before the body).
        trouble: why the file is not text; empty if it is.
        fault: the bug of crosspost that it caused; empty if none.
        bad_byte: offset of the first byte that is not UTF-8.
        bom: whether it begins with U+FEFF (which then is the first character of ``text``).
        format: of the front matter.
        fence: what is wrong with its first or last line.
        early: its last line is faulty, and Jekyll takes a rule in the text for it.
        block_start: first character between the fences.
        block_end: first character of the closing fence.
        body_start: first character after the closing fence.
        root: the tree; None if the block is empty or was not read.
        fields: the pairs of the top level, in order.
        by_key: the last field of each name, which Jekyll uses.
        aliased: an alias (``*x``) was used.
        yaml_error: libyaml's message and the offset where it stopped.
        too_much: why the block was not read though it may be YAML.
        view: the post with its syntax fixed, if its YAML is invalid.
        diagnosis: why its YAML is invalid.
        kind: whether Jekyll reads it as a post, a draft or neither.
        jekyll: whether Jekyll's behaviour applies.
        scalars: how plain values are read, as ``resolve_as`` knows it; empty: as Psych does.
        folder: the folder it is in.
        name: its name without the folder.
        in_posts: whether it is below ``_posts``.
        folder_categories: the folders above ``_posts``, which Jekyll makes categories of.
    """

    path: str
    shown: str
    data: bytes = b""
    text: str = ""
    trouble: str = ""
    fault: str = ""
    bad_byte: int = -1
    bom: bool = False
    format: Format = "none"
    fence: Fence = ""
    early: bool = False
    fence_start: int = 0
    fence_end: int = 0
    block_start: int = 0
    block_end: int = 0
    body_start: int = 0
    root: Node | None = None
    fields: list[Field] = field(default_factory=list)
    by_key: dict[str, Field] = field(default_factory=dict)
    aliased: bool = False
    yaml_error: tuple[str, int] | None = None
    too_much: str = ""
    toml_error: tuple[str, int] | None = None
    view: Post | None = None
    kind: Kind = "page"
    jekyll: bool = True
    scalars: str = ""
    folder: str = ""
    in_posts: bool = False
    folder_categories: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None
    name: str = ""
    line_starts: list[int] | None = None
    _parts: re.Match[str] | bool | None = False

    def index(self, root: Mapping) -> None:
        """Set the pairs of the top level."""
        for key, value in root.pairs:
            if isinstance(key, Scalar):
                entry = Field(key.value, key.start, key.end, value, bool(key.style))
                self.fields.append(entry)
                self.by_key[key.value] = entry

    @property
    def block(self) -> str:
        """The text between the fences."""
        return self.text[self.block_start : self.block_end]

    def scalar(self, key: str) -> Scalar | None:
        """Return the value of a key if it is a scalar, not a list or table."""
        entry = self.by_key.get(key)
        return entry.value if entry is not None and isinstance(entry.value, Scalar) else None

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, the column in code points.

        Lines end as editors count them: with a line feed, with or without a carriage return.
        """
        starts = self._starts()
        line = bisect_right(starts, offset)
        start = starts[line - 1]
        column = offset - start + 1
        if line == 1 and self.bom and column > 1:
            column -= 1  # editors do not show the byte order mark
        return line, column

    def _starts(self) -> list[int]:
        """Return where the lines begin."""
        starts = self.line_starts
        if starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self.line_starts = starts
        return starts

    def line_text(self, line: int, most: int) -> str:
        """Return the offset of the beginning of a line (counted from 1)."""
        starts = self._starts()
        start = starts[line - 1]
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        return self.text[start : min(end, start + most)].removesuffix("\r")

    def line_at(self, offset: int) -> tuple[int, int]:
        """Return where the line begins that holds an offset, and where its text ends."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def whole_lines(self, node_start: int, node_end: int) -> tuple[int, int]:
        """Return the offsets of the lines between two offsets, the last line end included."""
        start = self.text.rfind("\n", 0, node_start) + 1
        end = self.text.find("\n", node_end)
        return start, len(self.text) if end < 0 else end + 1

    def width(self, start: int, end: int) -> int:
        """Return the number of bytes of a part of the text."""
        if self.text.isascii():
            return end - start
        return len(self.text[start:end].encode("utf-8", "surrogateescape"))

    def name_parts(self) -> re.Match[str] | None:
        """Return year, month, day, slug and extension of a name that Jekyll reads as a post's."""
        if self._parts is False:
            self._parts = DATED_NAME.fullmatch(self.name)
        return self._parts  # type: ignore[return-value]

    def file_day(self) -> date | None:
        """Return the day in the file's name; None if there is none, or no such day."""
        parts = self.name_parts()
        if parts is None:
            return None
        year = int(parts[1])
        if len(parts[1]) == 2:  # Time.parse: 00-68 are 2000-2068
            year += 2000 if year < 69 else 1900
        try:
            return date(year, int(parts[2]), int(parts[3]))
        except ValueError:
            return None


def is_unpublished(post: Post) -> bool:
    """Tell whether Jekyll leaves a post out of the site, see ``is_hidden``."""
    return post.kind == "post" and not post.fence and is_hidden(post)


def is_hidden(post: Post) -> bool:
    """Tell whether Jekyll reads ``published: false``, or ``published:`` without value."""
    value = post.scalar("published")
    return (
        value is not None and not value.tag and resolve(value) in (("bool", "false"), ("null", ""))
    )


def texts(node: Node | None) -> list[Scalar]:
    """Return the scalars of a value that is one or a list of them."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [item for item in node.items if isinstance(item, Scalar)]
    return []

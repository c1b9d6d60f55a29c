"""The open documents: the text in the editor, which may not be saved, beside its site."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path

from crosspost.files import read_head
from crosspost.lsp.positions import Lines
from crosspost.model import Edit, Finding
from crosspost.validate.site_posts import Checked, SitePosts, context_of

_BOM = "\ufeff"
# A site is looked at again after this many seconds, or more if that takes long: not all editors
# tell when a file has changed.
_FRESH = 2.0
_SHARE = 20


@dataclass
class Document:
    """A text in the editor.

    Attributes:
        uri: its name in the protocol.
        path: of the file; of a text without one, a draft in the workspace.
        text: as the editor has it, lone surrogates replaced.
        version: of the text, as the editor counts.
        encoding: of positions.
        hidden_mark: the file begins with a byte order mark that the editor does not show.
    """

    uri: str
    path: str
    text: str
    version: int | None
    encoding: types.PositionEncodingKind | str
    hidden_mark: bool = False
    checked: Checked | None = None
    # What was computed for this text: suppressions and the text after all fixes.
    actions: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text, self.encoding)

    @property
    def data(self) -> bytes:
        """The bytes that saving will write."""
        return self.saved(self.text)

    def saved(self, text: str) -> bytes:
        """Return the bytes that saving another text in its place will write."""
        return (_BOM * self.hidden_mark + text).encode()

    @property
    def front_matter(self) -> tuple[int, int]:
        """The first line of the front matter and the line after its last; equal without any."""
        return front_matter(self.lines)

    def span(self, finding: Finding) -> tuple[int, int]:
        """Return the offsets of a finding in the text."""
        start = self._offset(finding.line, finding.column)
        return start, max(start, self._offset(finding.end_line, finding.end_column))

    def _offset(self, line: int, column: int) -> int:
        at = 0
        for _ in range(line - 1):
            at = self.text.find("\n", at) + 1
        shown_mark = line == 1 and column > 1 and self.text.startswith(_BOM)
        return min(at + column - 1 + shown_mark, len(self.text))

    def edits(self, edits: tuple[Edit, ...]) -> list[types.TextEdit] | None:
        """Return edits of the bytes as edits of the text; None if they change what is not in it."""
        data, out = self.data, []
        for edit in edits:
            start = len(data[: edit.start].decode()) - self.hidden_mark
            end = start + len(data[edit.start : edit.end].decode())
            if start < 0:
                return None
            out.append(types.TextEdit(self.lines.range(start, end), edit.replacement.decode()))
        return out

    def replacement(self, data: bytes) -> types.TextEdit | None:
        """Return the one edit that makes the text that of some bytes; None if they are equal.

        Where both begin and end with the same lines, these are left alone.
        """
        old, new = self.text, data.decode()
        new = new.removeprefix(_BOM) if self.hidden_mark else new
        if old == new:
            return None
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
        head = _same(zip(before, after, strict=False))
        tail = _same(zip(reversed(before[head:]), reversed(after[head:]), strict=False))
        start = sum(map(len, before[:head]))
        end = len(old) - sum(map(len, before[len(before) - tail :]))
        text = "".join(after[head : len(after) - tail])
        return types.TextEdit(self.lines.range(start, end), text)


def _same(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of lines are equal before the first that is not."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def front_matter(lines: Lines) -> tuple[int, int]:
    """Return the first line between the fences and the line after the last.

    While the last fence is not written, the block ends at the first empty line.
    """
    if lines.line(0).removeprefix(_BOM).rstrip() != "---":
        return 0, 0
    empty = len(lines)
    for number in range(1, len(lines)):
        line = lines.line(number).rstrip()
        if line in ("---", "..."):
            return 1, number
        empty = min(empty, number) if not line else empty
    return 1, max(1, empty)


class Documents:
    """All open documents, and the sites that they are in."""

    def __init__(self, flags: Mapping[str, Any], known: str) -> None:
        """Begin without any.

        Args:
            flags: settings that win over those of the sites (fields of ``Options``).
            known: file of a baseline, from the root of a site; empty: none.
        """
        self.open: dict[str, Document] = {}
        self.encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16
        self.folder = ""
        self._flags = flags
        self._known = known
        self._sites: dict[tuple[str, str], SitePosts] = {}
        self._by_folder: dict[str, tuple[SitePosts, float]] = {}

    def put(self, uri: str, text: str, version: int | None) -> Document:
        """Take a new text of a document."""
        before = self.open.get(uri)
        path = before.path if before else self._path(uri)
        text = text.encode("utf-8", "replace").decode()
        hidden = not text.startswith(_BOM) and _has_mark(path)
        self.open[uri] = Document(uri, path, text, version, self.encoding, hidden)
        return self.open[uri]

    def _path(self, uri: str) -> str:
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path and "\0" not in path:
            return path
        return str(Path(self.folder or Path.cwd(), "_drafts", "untitled.md"))

    def site(self, document: Document) -> SitePosts:
        """Return the site of a document, read again if it may have changed.

        Raises:
            ConfigError: the settings or the site's configuration cannot be read.
        """
        folder = str(Path(document.path).parent)
        known = self._by_folder.get(folder)
        if known is not None and time.monotonic() < known[1]:
            return known[0]
        start = time.monotonic()
        context = context_of(document.path, self._flags)
        key = str(context.root), context.options.root
        site = self._sites.get(key)
        if site is None:
            site = self._sites[key] = SitePosts(context, document.path, self._known)
        else:
            site.update(context, document.path)
        now = time.monotonic()
        self._by_folder[folder] = site, now + max(_FRESH, _SHARE * (now - start))
        return site

    def look_again(self) -> None:
        """Read what has changed on the disk before the next check."""
        self._by_folder.clear()
        for document in self.open.values():
            document.checked = None
            document.actions.clear()

    def check(self, document: Document) -> Checked | None:
        """Return what is wrong with a text; None for a file that is not a post.

        Raises:
            ConfigError: the settings, the site's configuration, a schema or the baseline cannot be
                read.
        """
        if document.checked is None:
            site = self.site(document)
            if site.has(document.path) or _is_post(document, site):
                document.checked = site.check(document.path, document.data)
        return document.checked


def _is_post(document: Document, site: SitePosts) -> bool:
    """Tell whether a file outside of a site is a post: it begins with front matter."""
    return site.context.profile == "plain" and document.front_matter[0] == 1


def _has_mark(path: str) -> bool:
    try:
        return read_head(path, 3) == _BOM.encode()
    except (OSError, ValueError):
        return False

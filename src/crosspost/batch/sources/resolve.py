"""From the command line's arguments to articles; a list that a list names is read in its place."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from crosspost.batch.entry import BadLine, Entry, Further, Item, ListContents, LocalList, Note
from crosspost.batch.sources.named import Named, NotRead
from crosspost.batch.sources.reading import LINES, List, buffered, read_list
from crosspost.batch.sources.recognise import HEAD, head_of, is_gzip, recognise
from crosspost.batch.sources.unrecognised import what_it_is
from crosspost.batch.sources.worker import Limits, Reader
from crosspost.disk_errors import of_reading, of_writing
from crosspost.errors import CrosspostError
from crosspost.fetch import is_url
from crosspost.fetch.failures import not_fetchable
from crosspost.urls import is_web, without_credentials

if TYPE_CHECKING:
    from crosspost.batch.sources.bookmarks import TagsFrom

# Formats whose readers need no limits.
_HERE = LINES | {"folder"}
_HINT = (
    "Lists are text, CSV, JSON, feeds, sitemaps, OPML, bookmarks, exports of blogs, web archives "
    "and folders; --from names the kind of one that is not recognised."
)
_ON_DISK = ("warc", "folder", "archive", "mhtml", "site")
# Formats that are read apart, however small: they decompress, or are more than one file.
_APART = frozenset({"archive", "site"})
_PIECE = 1024 * 1024  # bytes that are copied at once


@dataclass(frozen=True)
class SourceOptions:
    """How lists are to be read.

    Attributes:
        named: fetches lists from the network; one object for the whole run.
        kind: the format of the lists on the command line; empty: it is detected.
        use_content: use the full text of a feed's items if there is one.
        tags_from: what gives the tags of bookmarks.
        limits: for reading one list; None: all are read in this process, without limits.
        on_note: called with each remark about a list.
        post_types: the types of items of an export that are wanted.
        comments: also take the comments of an export.
        base_url: what relative URLs of lists on the disk are relative to; empty if not known.
        own: links between articles will lead to the new posts.
        on_contents: called with the name of an export, and what it has.
        is_target: tells whether a folder is the site that posts are written to, or has it within.
    """

    named: Named
    kind: str = ""
    use_content: bool = False
    tags_from: TagsFrom = "both"
    limits: Limits | None = field(default_factory=Limits)
    on_note: Callable[[str], None] = lambda text: None
    post_types: tuple[str, ...] = ("post",)
    comments: bool = False
    base_url: str = ""
    own: bool = False
    on_contents: Callable[[str, ListContents], None] = lambda name, contents: None
    is_target: Callable[[Path], bool] = lambda folder: False


def read(
    source: str, options: SourceOptions, stdin: Callable[[], BinaryIO]
) -> Iterator[Entry | BadLine]:
    """Yield the articles of one source.

    Args:
        source: a path, a URL, or ``-`` for standard input.
        options: how it is read.
        stdin: returns the standard input.

    Raises:
        CrosspostError: the source cannot be read, or its format is not known.
    """
    if source == "-":
        yield from _from_stream("-", stdin(), options)
    elif is_web(source):
        yield from _from_web(source, options)
    elif is_url(source):
        raise not_fetchable(without_credentials(source), source)
    else:
        yield from _from_path(Path(source), options)


def _from_web(url: str, options: SourceOptions) -> Iterator[Entry | BadLine]:
    # The reader's process starts while the list is being fetched.
    with Reader() if options.limits else nullcontext() as reader, _temporary() as path:
        _save([options.named.get(url)], path)
        kind = options.kind or _kind_of(url, _head(path))
        if kind in _ON_DISK:
            raise CrosspostError(f"{url}: {kind} is read from the disk only")
        one = _remote(url, path, kind, options)
        yield from _followed(one, options, depth=0, reader=reader)


def _from_path(path: Path, options: SourceOptions) -> Iterator[Entry | BadLine]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode) and options.kind == "site":
            yield from _in_folder(LocalList(str(path), "site"), options)
            return
        if stat.S_ISDIR(mode):
            yield from _followed(List(str(path), str(path), "folder"), options, depth=0)
            return
        if stat.S_ISFIFO(mode):  # such as <(command) in bash; it can be read only once
            with path.open("rb") as pipe:
                yield from _from_stream(str(path), pipe, options)
            return
        if not stat.S_ISREG(mode):
            raise CrosspostError(f"{path}: not a file", hint="Pipe it: crosspost batch - < PATH")
        head = _head(path)
    except OSError as error:
        reason, hint = of_reading(error)
        raise CrosspostError(f"{path}: cannot be read: {reason}", hint=hint) from error
    kind = options.kind or _kind_of(str(path), head)
    if kind == "html":
        raise CrosspostError(
            f"{path}: a page, not a list of links",
            hint=f"For a saved page: crosspost post {path}; for links in a page: --from bookmarks.",
        )
    yield from _followed(_list(str(path), path, kind, options), options, depth=0)


def _kind_of(name: str, head: bytes) -> str:
    """Return the kind of a list.

    Raises:
        CrosspostError: it is none.
    """
    kind = recognise(head)
    wrong = what_it_is(head) if kind == "text" else ""
    if wrong:
        raise CrosspostError(f"{name}: {wrong}", hint=_HINT)
    return kind


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return head_of(file.read(HEAD))


def _list(name: str, path: Path, kind: str, options: SourceOptions) -> List:
    return List(
        *(name, str(path), kind),
        use_content=options.use_content,
        tags_from=options.tags_from,
        post_types=options.post_types,
        comments=options.comments,
        base=options.base_url,
        own=options.own,
    )


def _remote(url: str, path: Path, kind: str, options: SourceOptions) -> List:
    return replace(_list(url, path, kind, options), base=url, remote=True)


def _from_stream(name: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Entry | BadLine]:
    """Read a stream, which can be read only once: lines as they come, other formats as a copy."""
    source = stream if isinstance(stream, io.BufferedReader) else buffered(stream)
    kind = options.kind or _kind_of(name, head_of(source.peek(HEAD)))
    if kind in (*_ON_DISK, "html"):
        raise CrosspostError(f"{name}: {kind} cannot come from a pipe", hint="Give its path.")
    if kind in LINES:
        plain: BinaryIO = source
        if is_gzip(source.peek(2)):
            plain = io.BufferedReader(gzip.GzipFile(fileobj=source))
        one = List(name, "", kind)
        yield from _followed(one, options, depth=0, stream=plain)
        return
    with _temporary() as path:
        _save(iter(lambda: source.read(_PIECE), b""), path)
        yield from _followed(_list(name, path, kind, options), options, depth=0)


@contextlib.contextmanager
def _temporary() -> Iterator[Path]:
    """Make an empty file that only this user can read, and remove it at the end."""
    handle, name = tempfile.mkstemp(prefix="crosspost-list-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _save(pieces: Iterable[bytes], path: Path) -> None:
    """Write the content of a list to a temporary file.

    Raises:
        CrosspostError: the disk is full, or refuses it otherwise.
    """
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            left = memoryview(piece)
            try:
                while left:
                    left = left[file.write(left) :]
            except OSError as error:
                hint = "Free some space, or set TMPDIR to a folder on another disk."
                raise CrosspostError(f"{path}: {of_writing(error)[0]}", hint=hint) from error


def _items(
    one: List, options: SourceOptions, stream: BinaryIO | None, reader: Reader | None
) -> Iterator[Item]:
    if stream is not None:
        yield from read_list(one, lambda: nullcontext(stream))
    elif one.kind in _HERE or options.limits is None or _is_small(one, options.limits.small):
        yield from read_list(one)
    else:
        with nullcontext(reader) if reader else Reader() as apart:
            yield from apart.read(one, options.limits)


def _is_small(one: List, small: int) -> bool:
    path = Path(one.path)
    if one.remote or one.kind in _APART or path.stat().st_size > small:
        return False
    with path.open("rb") as file:
        return not is_gzip(file.read(2))


def _in_folder(item: LocalList, options: SourceOptions) -> Iterator[Entry | BadLine]:
    """Yield the articles of a list in a folder; faults name the file, which the folder is not.

    Raises:
        CrosspostError: it is the site that posts are written to.
    """
    if item.kind == "site" and options.is_target(Path(item.path)):
        raise CrosspostError(
            f"{item.path}: the site that posts are written to is this folder, or in it",
            hint="Give the folder of the old site, and name the new one with --site.",
        )
    for found in _followed(_list(item.path, Path(item.path), item.kind, options), options, depth=0):
        is_fault = isinstance(found, BadLine) and not found.source
        yield replace(found, source=item.path) if is_fault else found


def _followed(
    one: List,
    options: SourceOptions,
    *,
    depth: int,
    stream: BinaryIO | None = None,
    reader: Reader | None = None,
) -> Iterator[Entry | BadLine]:
    """Yield the articles of a list, with those of each list that it names in its place."""
    if one.kind in _HERE and not one.remote:
        # These cannot name lists, and there may be millions of items.
        for item in _items(one, options, stream, reader):
            if isinstance(item, Note):
                _say(one, item, options)
            elif isinstance(item, LocalList):
                yield from _in_folder(item, options)
            else:
                yield cast("Entry | BadLine", item)
        return
    left = 0
    for item in _items(one, options, stream, reader):
        if isinstance(item, Note):
            _say(one, item, options)
        elif isinstance(item, ListContents):
            options.on_contents(one.name, item)
        elif isinstance(item, (Entry, BadLine)):
            yield item
        elif isinstance(item, LocalList):  # a folder's, which are read above
            continue
        elif options.named.is_full and not options.named.knows(item.url):
            left += 1
        else:
            yield from _further(item, one, options, depth)
    if left:
        lists = "1 list that it names is" if left == 1 else f"{left:,} lists that it names are"
        yield BadLine(None, f"{lists} not read: {options.named.limit}", fatal=True)


def _say(one: List, note: Note, options: SourceOptions) -> None:
    if not (note.of_links and options.own):
        options.on_note(f"{one.name}: {note.text}")


def _further(
    item: Further, by: List, options: SourceOptions, depth: int
) -> Iterator[Entry | BadLine]:
    """Read a list that another list names; if that fails, the other list goes on."""
    url = item.url
    try:
        with _temporary() as path:
            content = options.named.further(url, depth, is_remote=by.remote)
            if content is None:
                return
            _save([content], path)
            del content
            kind = recognise(_head(path))
            if kind not in item.kinds:
                raise NotRead(f"{url}: {_kinds(kind, item.kinds)}")
            one = _remote(url, path, kind, options)
            for found in _followed(one, options, depth=depth + 1):
                yield found if found.source else replace(found, source=url)
    except CrosspostError as error:
        yield BadLine(item.line, str(error), fatal=True)


def _kinds(kind: str, expected: frozenset[str]) -> str:
    names = " or ".join(sorted(expected))
    return f"its format is {kind}, and such a list can only name lists of the format {names}"

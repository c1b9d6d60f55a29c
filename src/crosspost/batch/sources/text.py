"""Plain text: a link a line, alone or in a list item, ``#`` begins a comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.line_links import links_in
from crosspost.batch.sources.lines import lines
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import clean

# A comment may follow a link, too; without a space before it, it is the link's fragment.
_COMMENT = lazy_compile(r"(?:^|\s)#.*")


def read(stream: BinaryIO) -> Iterator[Entry | BadLine]:
    """Yield the links of a text; empty lines and comments are passed over."""
    for number, line in lines(stream):
        if isinstance(line, BadLine):
            yield line
            continue
        text = _COMMENT.sub("", line).strip(" \t\ufeff")
        # Nothing within a URL is removed: that could make one of two, and ``judge`` could not see
        # it.
        for url in links_in(text):
            if url.isprintable() or clean(url):
                yield Entry(url, number, given=True)

"""The documents of a Jekyll site's collections, and their URLs (collection.rb, document.rb)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost.files import read_head
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.extensions import MARKDOWN
from crosspost.validate.post import is_hidden
from crosspost.validate.reader import read

if TYPE_CHECKING:
    from crosspost.validate.context import Context

_MOST_BYTES = 20_000
_PLAIN_NAME = lazy_compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
_PLACEHOLDER = lazy_compile(r":[a-z_]+")


def documents_of(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the path below the source, and the URL, of each document that is written.

    Only those whose URL is certain: with a permalink of their own, or a plain name below a template
    that has nothing but the collection, the path and the name in it.
    """
    declared = context.site.config.get("collections") if context.site else None
    for label, values in declared.items() if isinstance(declared, Mapping) else ():
        is_written = isinstance(values, Mapping) and values.get("output") is True
        if isinstance(label, str) and is_written and label not in ("posts", "drafts"):
            template = values.get("permalink", "/:collection/:path:output_ext")
            if isinstance(template, str):
                yield from _documents(context, label, template)


def _documents(context: Context, label: str, template: str) -> Iterator[tuple[str, str]]:
    folder = context.posts_base / f"_{label}"
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] not in "._#~")
        for name in sorted(names):
            if name[0] in "._#~" or not name.lower().endswith((*MARKDOWN, ".html")):
                continue
            path = Path(parent, name)
            inside = path.relative_to(folder).with_suffix("").as_posix()
            url = _url(str(path), label, inside, template)
            if url:
                yield path.relative_to(context.source).as_posix(), url


def _url(path: str, label: str, inside: str, template: str) -> str:
    """Return the URL of a document; empty if it is not written, or not certain."""
    try:
        data = read_head(path, _MOST_BYTES)
    except OSError:
        return ""
    if not data.startswith(b"---"):
        return ""
    values: dict[str, Any] = {":collection": label, ":path": inside, ":output_ext": ".html"}
    name = inside.rpartition("/")[2]
    if _PLAIN_NAME.fullmatch(name) and b"slug" not in data:
        values |= {":name": name, ":title": name}
    if b"permalink" in data or b"published" in data:
        post = read(path, data)
        own = post.scalar("permalink")
        template = own.value.strip() if own is not None else template
        if is_hidden(post):
            return ""
    if not set(_PLACEHOLDER.findall(template)) <= values.keys():
        return ""
    return "/" + _PLACEHOLDER.sub(lambda found: values[found[0]], template).lstrip("/")

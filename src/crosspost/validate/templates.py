"""A site's templates: which of them stop the build at a tag or a title that is not text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crosspost.files import read_head
from crosspost.lazy_regex import lazy_compile

if TYPE_CHECKING:
    from crosspost.validate.context import Context

# Tried with Jekyll 4.3: other filters make a text of a number first.
_STOPPING = r"(?P<filter>slugify|sort|cgi_escape|uri_escape|number_of_words)\b"
_LOOP = lazy_compile(
    r"\{%-?\s{0,9}(?:for\s{1,9}(?P<name>\w{1,40})\s{1,9}in|assign\s{1,9}(?P<list>\w{1,40})\s{0,9}=)"
    r"\s{1,9}[\w.]{0,40}(?:tag|categor)"
)
_FILTERED = lazy_compile(
    r"(?<![\w.])(?P<value>[\w.]{1,60})(?:\[0\])?(?:\.first)?\s{0,9}\|\s{0,9}" + _STOPPING
)
_MOST_FILES = 500
_MOST_BYTES = 100_000


def stopping_filters(context: Context) -> dict[str, str]:
    """Return the filters that stop at a number: ``tags`` or ``title`` → the name of one."""
    if context.template_filters is None:
        context.template_filters = dict(_found(context))
    return context.template_filters


def _found(context: Context) -> Iterator[tuple[str, str]]:
    for text in _templates(context):
        names = {found["name"] or found["list"] for found in _LOOP.finditer(text)}
        for found in _FILTERED.finditer(text):
            value = found["value"].removesuffix(".first")
            last = value.rpartition(".")[2]
            if value in names or last in ("tags", "categories", "tag", "category"):
                yield "tags", found["filter"]
            elif value in ("page.title", "post.title"):
                yield "title", found["filter"]


def _templates(context: Context) -> Iterator[str]:
    """Yield the layouts and includes of a site, and the pages beside its configuration."""
    if context.site is None:
        return
    files: list[Path] = []
    for setting, default in (("layouts_dir", "_layouts"), ("includes_dir", "_includes")):
        folder = context.folder(setting, default)
        for parent, _, names in os.walk(folder) if folder is not None else ():
            files += [Path(parent, name) for name in names]
            if len(files) > _MOST_FILES:
                break
    beside = context.entries(str(context.source)) or {}
    files += [context.source / name for name in beside if name.endswith((".html", ".md", ".xml"))]
    for path in files[:_MOST_FILES]:
        try:
            yield read_head(path, _MOST_BYTES).decode("utf-8", "replace")
        except OSError:
            continue

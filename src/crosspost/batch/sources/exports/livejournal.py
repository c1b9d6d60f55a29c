"""LiveJournal's export (XML), also of Dreamwidth."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.values import split
from crosspost.batch.sources.wordpress_blocks import EXCERPT_END
from crosspost.batch.sources.wordpress_text import paragraphs
from crosspost.batch.sources.xml import child, elements, line_of, local
from crosspost.dates import read_iso
from crosspost.lazy_regex import lazy_compile

_ENTRY = frozenset({"entry"})
_ROOT = frozenset({"livejournal"})
_PRIVATE = {
    "private": "private in its journal",
    "friends": "for friends only in its journal",
    "usemask": "for some friends only in its journal",
    "custom": "for some friends only in its journal",
}
_CUT = lazy_compile(r"<(/?)(?:lj-)?cut\b[^<>]{0,2000}>", re.I)
_USER = lazy_compile(
    r"<(?:lj|user)\s[^<>]{0,200}?(?:user|name|comm)=[\"']?([\w-]{1,60})[^<>]{0,200}>", re.I | re.A
)
_EMBED = lazy_compile(r"<(?:lj-embed|lj-template|lj-poll|poll)[\s-][^<>]{0,500}>", re.I)
LOST = "left out: players and polls, which the export does not have"


def read(stream: BinaryIO, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the entries of a journal.

    Args:
        name: of the export.
    """
    contents = Contents(options, name)
    for item in elements(stream, _ENTRY, _ROOT):
        if isinstance(item, BadLine):
            yield item
        else:
            yield from contents.take(_post(item))
    yield from contents.end()


def _post(item: etree._Element) -> Exported:
    security = (child(item, "security") or "public").lower()[:40]
    notes: list[str] = []
    tags = child(item, "taglist") or child(item, "tags")
    comments = sum(isinstance(one.tag, str) and local(one) == "comment" for one in item.iter())
    private = "" if security == "public" else _PRIVATE.get(security, "not public in its journal")
    return Exported(
        key=child(item, "itemid") or child(item, "id"),
        html=_html(child(item, "event"), child(item, "opt_preformatted") == "1", notes),
        title=child(item, "subject"),
        status=security,
        private=private,
        url=child(item, "url"),
        line=line_of(item),
        date=read_iso(child(item, "eventtime")) or read_iso(child(item, "logtime")),
        tags=split(tags),
        notes=notes,
        hidden=comments,
    )


def _html(event: str, is_preformatted: bool, notes: list[str]) -> str:
    if _EMBED.search(event):
        notes.append(LOST)
        event = _EMBED.sub("", event)
    is_first = True

    def cut(found: re.Match[str]) -> str:
        nonlocal is_first
        if found[1] or not is_first:
            return ""
        is_first = False
        return EXCERPT_END

    def user(found: re.Match[str]) -> str:
        name = html.escape(found[1])
        host = name.replace("_", "-").lower()
        return f'<a href="https://{host}.livejournal.com/">{name}</a>'

    text = _USER.sub(user, _CUT.sub(cut, event))
    return text if is_preformatted else paragraphs(text)

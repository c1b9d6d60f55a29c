"""Evernote's export (ENEX): notes with their text (ENML), pictures and tags.

https://evernote.com/blog/how-evernotes-xml-export-format-works
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.xml import child, elements, line_of, local, text_of
from crosspost.dates import read_iso
from crosspost.images.names import extension
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web

_NOTE = frozenset({"note"})
_ROOT = frozenset({"en-export"})
_PROLOGUE = lazy_compile(r"\A\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!DOCTYPE[^<>]{0,300}>\s*)?")
_AROUND = lazy_compile(r"</?en-note\b[^<>]{0,2000}>")
_MEDIA = lazy_compile(r"<en-media\b([^<>]{0,2000}?)/?>(?:</en-media>)?")
_HASH = lazy_compile(r"\bhash=[\"']([0-9a-f]{32})[\"']", re.I)
_TODO = lazy_compile(r"<en-todo\b([^<>]{0,200}?)/?>(?:</en-todo>)?")
_CRYPT = lazy_compile(r"<en-crypt\b[^<>]{0,500}>[^<>]{0,2000000}</en-crypt>")
# Bytes of the pictures of one note.
_MOST = 24 * 1024 * 1024
PRIVATE = "a note, which may be private"
FILES = "left out: attached files that are not pictures"
CRYPT = "left out: encrypted text"


def read(stream: BinaryIO, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the notes; all are drafts, since none was published.

    Args:
        name: of the export.
    """
    contents = Contents(options, name)
    number = 0
    for item in elements(stream, _NOTE, _ROOT):
        if isinstance(item, BadLine):
            yield item
            continue
        number += 1
        yield from contents.take(_note(item, number))
    yield from contents.end()


def _note(item: etree._Element, number: int) -> Exported:
    notes: list[str] = []
    pictures = _pictures(item, notes)
    source = child(item, "source-url")
    about = next((one for one in item if _is(one, "note-attributes")), None)
    author = "" if about is None else child(about, "author")
    source = source or ("" if about is None else child(about, "source-url"))
    return Exported(
        key=f"{number} {child(item, 'created')}",
        html=_html(child(item, "content"), pictures, notes),
        title=child(item, "title"),
        status="note",
        private=PRIVATE,
        line=line_of(item),
        date=read_iso(child(item, "created")),
        authors=[author],
        tags=[text_of(one) for one in item if _is(one, "tag")],
        canonical_url=source if is_web(source) else "",
        notes=notes,
    )


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and local(element) == name


def _pictures(item: etree._Element, notes: list[str]) -> dict[str, str]:
    """Return the pictures of a note: hash → ``data:`` URL."""
    found: dict[str, str] = {}
    left = _MOST
    for one in item:
        if not _is(one, "resource"):
            continue
        try:
            content = base64.b64decode("".join(child(one, "data").split()), validate=True)
        except binascii.Error:
            notes.append("left out: a damaged file")
            continue
        kind, left = extension(content), left - len(content)
        if kind is None or left < 0:
            notes.append(FILES if kind is None else "left out: pictures of over 24 MiB in all")
            continue
        mime = "jpeg" if kind == ".jpg" else kind[1:]
        number = hashlib.md5(content, usedforsecurity=False).hexdigest()
        found[number] = f"data:image/{mime};base64,{base64.b64encode(content).decode()}"
    return found


def _html(text: str, pictures: dict[str, str], notes: list[str]) -> str:
    def media(found: re.Match[str]) -> str:
        number = _HASH.search(found[1])
        data = pictures.get(number[1].lower(), "") if number else ""
        alt = re.search(r'\balt="([^"]{0,500})"', found[1])
        words = html.escape(html.unescape(alt[1])) if alt else ""
        return f'<img src="{data}" alt="{words}">' if data else ""

    def todo(found: re.Match[str]) -> str:
        return "☑ " if "true" in found[1] else "☐ "

    text = _PROLOGUE.sub("", text, count=1)
    if _CRYPT.search(text):
        notes.append(CRYPT)
        text = _CRYPT.sub("", text)
    return _TODO.sub(todo, _MEDIA.sub(media, _AROUND.sub("", text)))

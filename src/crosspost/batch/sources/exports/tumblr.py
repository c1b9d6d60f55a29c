"""Tumblr: the XML of its export (version 1 of the API), and posts in JSON (version 2)."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.tumblr_blocks import blocks_to_html
from crosspost.batch.sources.exports.values import objects, strings, text, when
from crosspost.batch.sources.json_text import NotJSON, load
from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.batch.sources.xml import child, elements, line_of, local, text_of
from crosspost.urls import is_web

_POST = frozenset({"post"})
_BLOG = frozenset({"tumblelog"})
_ROOT = frozenset({"tumblr"})
_DRAFTS = frozenset({"draft", "queued", "queue", "submission", "unapproved"})
_PRIVATE = "private on its site"
# The names of XML, and those of JSON.
Get = Callable[..., str]


def read(stream: BinaryIO, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of an export.

    Args:
        stream: the export, which is XML or JSON.
        name: of the export.
    """
    start = stream.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n") if hasattr(stream, "peek") else b"<"
    contents = Contents(options, name)
    if start.startswith(b"<"):
        yield from _xml(stream, contents)
    else:
        yield from _json(stream, contents)
    yield from contents.end()


def _xml(stream: BinaryIO, contents: Contents) -> Iterator[Item]:
    for item in elements(stream, _POST | _BLOG, _ROOT):
        if isinstance(item, BadLine):
            yield item
            continue
        if local(item) in _BLOG:
            contents.zone = str(item.get("timezone", ""))
            continue
        about = {str(name): str(value) for name, value in item.attrib.items()}
        made = _post(about, _of_xml(item), _photos_of_xml(item), _lines_of_xml(item))
        made.line = line_of(item)
        made.tags = [text_of(one) for one in item if isinstance(one.tag, str) and one.tag == "tag"]
        yield from contents.take(made)


def _of_xml(item: etree._Element) -> Get:
    def get(*names: str) -> str:
        return next(filter(None, (child(item, name) for name in names)), "")

    return get


def _photos_of_xml(item: etree._Element) -> list[tuple[str, str]]:
    """Return URL and caption of each photo, in its largest size, which comes first."""
    sets = [one for one in item if isinstance(one.tag, str) and local(one) == "photoset"]
    if sets:
        photos = (one for one in sets[0] if isinstance(one.tag, str) and local(one) == "photo")
        return [(child(one, "photo-url"), one.get("caption", "")) for one in photos]
    url = child(item, "photo-url")
    return [(url, "")] if url else []


def _lines_of_xml(item: etree._Element) -> list[tuple[str, str]]:
    lines = (one for one in item.iter() if isinstance(one.tag, str) and local(one) == "line")
    return [(one.get("label", ""), text_of(one)) for one in lines]


def _json(stream: BinaryIO, contents: Contents) -> Iterator[Item]:
    try:
        document = load(stream)
    except NotJSON as error:
        yield error.bad_line
        return
    posts = _posts(document)
    if not posts:
        yield BadLine(None, "JSON of Tumblr without posts", fatal=True)
    for number, row in enumerate(posts, 1):
        lines = [(text(one, "label", "name"), text(one, "phrase")) for one in _dialogue(row)]
        made = _post(row, _of_json(row), _photos_of_json(row), lines)
        if blocks := objects(row.get("content")):
            trail = [objects(one.get("content")) for one in objects(row.get("trail"))]
            made.html = "\n".join(blocks_to_html(one) for one in [*trail, blocks])
        made.line, made.tags = number, strings(row.get("tags"))
        yield from contents.take(made)


def _posts(document: Any) -> list[dict[str, Any]]:
    """Return the posts: a list of them, in ``posts``, or in ``response`` of an answer."""
    if isinstance(document, dict):
        inner = document.get("response", document)
        found = inner.get("posts") if isinstance(inner, dict) else inner
        if found is None and "post_url" in document:
            return [document]
        document = found
    return objects(document)


def _of_json(row: Mapping[str, Any]) -> Get:
    def get(*names: str) -> str:
        return text(row, *(one for name in names for one in (name, name.partition("-")[2])))

    return get


def _dialogue(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return objects(row.get("dialogue"))


def _photos_of_json(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    for photo in objects(row.get("photos")):
        size = photo.get("original_size")
        sizes = [size] if isinstance(size, dict) else objects(photo.get("alt_sizes"))
        if sizes:
            found.append((text(sizes[0], "url"), text(photo, "caption")))
    return found


def _post(
    about: Mapping[str, Any], get: Get, photos: list[tuple[str, str]], lines: list[tuple[str, str]]
) -> Exported:
    """Return a post.

    Args:
        about: its fields, those of XML as attributes.
        get: returns the first of some texts that is there, of XML by its name (``quote-text``).
        photos: URL and caption.
        lines: of a conversation: who, and what.
    """
    kind = text(about, "type")
    status = (text(about, "state") or "published").lower()[:40]
    is_private = status == "private" or text(about, "private") in ("true", "1")
    url = text(about, "url-with-slug", "post_url", "url")
    from_whom = text(about, "reblogged-from-name", "reblogged_from_name")
    notes = [f"reblogged from {from_whom[:60]}: its text may be another person's"]
    title, body = _text(kind, get, photos, lines)
    date = when(text(about, "unix-timestamp", "timestamp")) or when(text(about, "date"))
    return Exported(
        key=text(about, "id"),
        html=body,
        title=title,
        status=status,
        draft=status in _DRAFTS,
        private=_PRIVATE if is_private else "",
        url=url if is_web(url) and not is_private else "",
        aliases=_aliases(url, about),
        date=date,
        slug=text(about, "slug"),
        notes=notes if from_whom else [],
    )


def _aliases(url: str, about: Mapping[str, Any]) -> list[str]:
    """Return the URLs of a post without its slug, which Tumblr shows as well."""
    head, mark, rest = url.partition("/post/")
    number = rest.partition("/")[0]
    short = [f"{head}{mark}{number}"] if number.isdecimal() else []
    return [*filter(None, (text(about, name) for name in ("url", "post_url"))), *short]


def _text(
    kind: str, get: Get, photos: list[tuple[str, str]], lines: list[tuple[str, str]]
) -> tuple[str, str]:
    """Return title and text of a post by its type."""
    if kind in ("regular", "text"):
        return get("regular-title", "title"), get("regular-body", "body")
    if kind in ("photo", "photoset"):
        pictures = "\n".join(figure(url, "", caption) for url, caption in photos if is_web(url))
        return "", f"{pictures}\n{get('photo-caption', 'caption')}"
    if kind == "quote":
        source = get("quote-source", "source")
        words = get("quote-text", "text")
        return "", f"<blockquote>{words}</blockquote>" + (f"<p>— {source}</p>" if source else "")
    if kind == "link":
        url, title = get("link-url", "url"), get("link-text", "title")
        shown = html.escape(html.unescape(title) or url, quote=False)
        link = f'<p><a href="{html.escape(url)}">{shown}</a></p>' if is_web(url) else ""
        return title, link + get("link-description", "description")
    if kind in ("conversation", "chat"):
        made = (f"<strong>{_plain(who)}</strong> {_plain(what)}" for who, what in lines)
        return get("conversation-title", "title"), f"<p>{'<br>'.join(made)}</p>"
    if kind == "answer":
        question = get("question")
        return "", f"<blockquote>{question}</blockquote>{get('answer')}"
    if kind in ("video", "audio"):
        source = get(f"{kind}-source", "permalink_url", "video_url", "audio_source_url")
        player = embed(source) if is_web(source) else get(f"{kind}-player", "player", "embed")
        return get("id3-title", "track_name"), f"{player}\n{get(f'{kind}-caption', 'caption')}"
    return get("title"), get("body", "caption")


def _plain(words: str) -> str:
    return html.escape(words, quote=False)

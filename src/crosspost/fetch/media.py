"""Whether a response is a web page: first by Content-Type, to download no other files."""

from __future__ import annotations

import re

from crosspost import file_types
from crosspost.errors import FetchError
from crosspost.fetch.wording import shown
from crosspost.lazy_regex import lazy_compile

# Bytes that show a file signature, and whether there is any HTML.
HEAD = 2048

_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
# Types that servers send if they do not know the type, and XML, which may be XHTML.
_UNSURE = frozenset(
    {
        *("", "*/*", "application/octet-stream", "binary/octet-stream", "unknown/unknown"),
        *("application/unknown", "content/unknown", "application/x-unknown-content-type"),
        *("text/xml", "application/xml", "httpd/unix-directory"),
    }
)
_NAMES = {
    "application/pdf": "a PDF file",
    "application/zip": "a ZIP archive",
    "application/json": "JSON data",
    "application/ld+json": "JSON data",
    "application/rss+xml": "a feed",
    "application/atom+xml": "a feed",
    "text/markdown": "a Markdown file",
    "text/csv": "a table (CSV)",
    "text/plain": "plain text",
}
_KINDS = {"image": "an image", "video": "a video", "audio": "a sound file", "font": "a font"}
_HTML = lazy_compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|h1|table|article)\b",
    re.I,
)
_TYPE = lazy_compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")  # RFC 6838, 4.2
_OTHER_XML = lazy_compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex|opml)[\s>]", re.I)
_XML_NAMES = {b"urlset": "a sitemap", b"sitemapindex": "a sitemap", b"opml": "a list of feeds"}
_THE_PAGE = "Give the URL of the page that the article is on; crosspost reads HTML."
_BATCH = "crosspost batch reads feeds and sitemaps."
_CHARSET = lazy_compile(r";\s*charset\s*=\s*[\"']?([^\s\"';]{1,40})", re.I)


def media_type(header: str | None) -> str:
    """Return the type of a Content-Type header, in lower case, without parameters."""
    return re.split(r"[;,\s]", (header or "").strip(), maxsplit=1)[0].lower()


def charset(header: str | None) -> str | None:
    """Return the charset of a Content-Type header as it was sent."""
    found = _CHARSET.search(header or "")
    return found[1] if found else None


def check_type(url: str, header: str | None) -> None:
    """Refuse content whose declared type is not a page.

    Plain text is refused too: its line breaks are ambiguous, and there is no
    title, author or date in it.

    Raises:
        FetchError: it is not a page; says what it is.
    """
    kind = media_type(header)
    if kind in _PAGES or kind in _UNSURE or not _TYPE.fullmatch(kind):
        return
    name = _NAMES.get(kind) or _KINDS.get(kind.partition("/")[0])
    if "zip" in kind or "compressed" in kind or "x-tar" in kind:
        name = "an archive"
    if name is None:
        raise FetchError(url, "not a web page", detail=kind[:60], hint=_THE_PAGE)
    raise FetchError(url, f"not a web page but {name}", hint=_hint(kind))


def _hint(kind: str) -> str:
    """Return the hint for content that is not a page."""
    if kind in ("application/rss+xml", "application/atom+xml"):
        return _BATCH
    if kind == "text/plain":
        return "Save it with a title and paragraphs as HTML and give the file."
    return _THE_PAGE


def _is_xml_of_another_kind(head: bytes) -> str | None:
    """Name a feed or sitemap, whatever its declared type."""
    found = _OTHER_XML.search(head)
    if found is None or b"<html" in head.lower():
        return None
    return _XML_NAMES.get(found[1].lower(), "a feed")


def check_head(url: str, header: str | None, head: bytes) -> None:
    """Refuse content that is declared as a page and is not one.

    Args:
        url: the URL, for the error.
        header: the Content-Type.
        head: the first ``HEAD`` bytes, or all there are.

    Raises:
        FetchError: it is not a page; says what it is.
    """
    kind = file_types.kind(head)
    if kind is not None:
        raise FetchError(url, f"not a text page ({kind})", hint=_THE_PAGE)
    other = _is_xml_of_another_kind(head)
    if other is not None:
        raise FetchError(url, f"not a web page but {other}", hint=_BATCH)
    if media_type(header) not in _PAGES and not _HTML.search(head.replace(b"\0", b"")):
        what = shown(media_type(header), 60) or "no content type"
        raise FetchError(url, "not a web page: there is no HTML in it", detail=what)

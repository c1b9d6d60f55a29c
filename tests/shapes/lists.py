"""Lists made to be slow or large. Each is read as a file that the command line names."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.named import Named
from crosspost.batch.sources.resolve import SourceOptions, read
from crosspost.errors import FetchError
from shapes import Shape, repeated

_LINK = "https://example.org/a"
_WXR = (
    '<?xml version="1.0"?><rss xmlns:content="c" xmlns:wp="http://wordpress.org/export/1.2/">'
    f"<channel><item><title>t</title><link>{_LINK}</link><wp:post_type>post</wp:post_type>"
)
_WXR_TEXT = f"{_WXR}<content:encoded><![CDATA["
_WXR_TEXT_END = "]]></content:encoded></item></channel></rss>"
_PICTURE = (
    "]]></content:encoded></item><item><wp:post_type>attachment</wp:post_type>"
    f"<wp:post_id>7</wp:post_id><wp:attachment_url>{_LINK}{'a' * 950}</wp:attachment_url>"
    "</item></channel></rss>"
)
_RSS = f"<rss><channel><item><link>{_LINK}</link>"
_RSS_END = "</item></channel></rss>"
_BOOKMARKS = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
_INDEX = "<sitemapindex>"


def _numbered(piece: str, before: str, after: str) -> Callable[[int], str]:
    """Return a maker of inputs whose pieces are numbered."""

    def make(size: int) -> str:
        numbers = range(max(1, size // len(piece)))
        return before + "".join(piece.replace("{}", str(n)) for n in numbers) + after

    return make


def _nothing(url: str, most: int, is_remote: bool) -> bytes:
    raise FetchError(url, "404 not found", status=404)


def run(content: str) -> list[Entry | BadLine]:
    """Read a list as a run does."""
    with tempfile.TemporaryDirectory(prefix="crosspost-shape-") as folder:
        path = Path(folder, "list")
        path.write_text(content)
        return list(
            read(str(path), SourceOptions(Named(_nothing, _nothing, 1 << 20, delay=0)), BytesIO)
        )


_MADE: dict[str, Callable[[int], str]] = {
    "sitemap: pages": repeated(f"<url><loc>{_LINK}</loc></url>", "<urlset>", "</urlset>"),
    "sitemap: nested": repeated("<url>", "<urlset>"),
    "sitemap: other elements": repeated("<x/>", "<urlset>", "</urlset>"),
    "sitemap: elements of one page": repeated("<x/>", "<urlset><url>", "</url></urlset>"),
    "sitemap: attributes": _numbered('a{}="" ', "<urlset><url ", "/></urlset>"),
    "sitemap: namespaces": _numbered('xmlns:a{}="{}" ', "<urlset ", "><url/></urlset>"),
    "sitemap: comments": repeated("<!---->", "<urlset>", "</urlset>"),
    "sitemap: ampersands": repeated("&", "<urlset><url><loc>", "</loc></url></urlset>"),
    "sitemap index": repeated("<sitemap><loc>https://a.example/</loc></sitemap>", _INDEX),
    "sitemap index: different": _numbered(
        "<sitemap><loc>https://a.example/{}</loc></sitemap>", _INDEX, "</sitemapindex>"
    ),
    "document type": repeated("a", "<!DOCTYPE "),
    "document type: comments": repeated("<!--", "<!DOCTYPE a ["),
    "document type: words": repeated("&a;", f"<!DOCTYPE rss [<!ENTITY a '{'x' * 64}'>]>{_RSS}"),
    "feed: broken items": repeated("<item><br></item>", "<rss><channel>"),
    "feed: tags within tags": repeated("<a <item ", "<rss><channel>"),
    "feed: an open mark": repeated(
        f"<item><link>{_LINK}</link></item>", '<rss><channel><item><a b="'
    ),
    "OPML: nested": repeated('<outline text="a">', "<opml><body>"),
    "OPML: flat": repeated(f'<outline url="{_LINK}"/>', "<opml><body>", "</body></opml>"),
    "feed: items": repeated(
        f"<item><link>{_LINK}</link></item>", "<rss><channel>", "</channel></rss>"
    ),
    "feed: nested": repeated("<a>", _RSS),
    "feed: author": repeated("a", f"{_RSS}<author>", f"</author>{_RSS_END}"),
    "feed: author of at signs": repeated("a@", f"{_RSS}<author>", f"</author>{_RSS_END}"),
    "feed: authors": repeated("<author>a</author>", _RSS, _RSS_END),
    "feed: date": repeated("( ", f"{_RSS}<pubDate>", f"</pubDate>{_RSS_END}"),
    "feed: tags": repeated("<category>a</category>", _RSS, _RSS_END),
    "feed: links": repeated("<link/>", "<rss><channel><item>", _RSS_END),
    "WordPress: blanks": repeated(" ", _WXR_TEXT + "x", "x" + _WXR_TEXT_END),
    "WordPress: tabs and lines": repeated("x \t\n", _WXR_TEXT, _WXR_TEXT_END),
    "WordPress: captions": repeated("[caption <img ", _WXR_TEXT, _WXR_TEXT_END),
    "WordPress: verbatim": repeated("<pre>x</pre>", _WXR_TEXT, _WXR_TEXT_END),
    "WordPress: what stands for verbatim": repeated(
        "<hr data-kept=0>", f"{_WXR_TEXT}<pre>{'x' * 9000}</pre>", _WXR_TEXT_END
    ),
    "WordPress: galleries": repeated('[gallery ids="7"]', _WXR_TEXT, _PICTURE),
    "WordPress: fields": repeated("<wp:postmeta/>", _WXR, _RSS_END),
    "bookmarks: nested": repeated("<DL><p>", _BOOKMARKS),
    "bookmarks: flat": repeated(f'<DT><A HREF="{_LINK}">x</A>\n', _BOOKMARKS),
    "bookmarks: open tags": repeated("<a ", _BOOKMARKS),
    "bookmarks: open marks": repeated('<a x="', _BOOKMARKS),
    "bookmarks: lines within a tag": repeated("\n", f"{_BOOKMARKS}<a href='"),
    "bookmarks: attributes": repeated("a ", f"{_BOOKMARKS}<a ", ">"),
    "bookmarks: references": repeated("&#1", f"{_BOOKMARKS}<a href='", "'>"),
    "bookmarks: comments": repeated("<!--", _BOOKMARKS),
    "bookmarks: a page of comments": repeated("<!--", "<"),
    "table: open marks": repeated('"\n', "url,title\n"),
    "table: a row without end": repeated('\n","', 'url,title\n"'),
    "table: separators": repeated(",", "url,title\n"),
    "JSON Lines: nested": repeated("[", '{"url":'),
    "JSON Lines: digits": repeated("1", '{"url":', "}"),
    "JSON Lines: fields": _numbered('"k{}":1,', "{", f'"url":"{_LINK}"}}'),
    "JSON Lines: tags": repeated(";a", f'{{"url":"{_LINK}","tags":"', '"}'),
    "text: lines": repeated(f"{_LINK}\n"),
    "text: a line": repeated("a"),
    "text: line ends": repeated("\r"),
}
SHAPES = {name: Shape(make, run) for name, make in _MADE.items()}

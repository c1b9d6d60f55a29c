"""Broken lists: whatever is lost is named, and no address is taken that the list has not."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection
from html import unescape
from pathlib import Path

import pytest

from batch.sources import test_wordpress as wxr
from batch.sources.exports import test_blogger as blogger
from batch.sources.lists import entries, from_file
from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.reading import LINES
from crosspost.urls import absolute

URLS = [f"https://example.org/{name}?x=1&y=é" for name in ("one", "two", "three")]
_XML = [url.replace("&", "&amp;") for url in URLS]


def _wordpress() -> str:
    items = (
        wxr.item().replace("https://blog.example.org/publish/", url).replace("In short", f"é{n}")
        for n, url in enumerate(_XML)
    )
    return wxr.HEAD + wxr.AUTHOR + "".join(items) + wxr.PICTURE + "</channel></rss>"


LISTS = {
    "sitemap": '<?xml version="1.0" encoding="UTF-8"?>\n<urlset>\n'
    + "".join(f"<url><loc>{url}</loc><lastmod>2013-03-06</lastmod></url>\n" for url in _XML)
    + "</urlset>",
    "opml": '<?xml version="1.0" encoding="UTF-8"?><opml><body><outline text="a &amp; b">'
    + "".join(f'<outline type="link" text="x" url="{url}"/>\n' for url in _XML)
    + "</outline></body></opml>",
    "feed": '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>é</title>'
    + "".join(f"<item><title><![CDATA[A]]></title><link>{url}</link></item>\n" for url in _XML)
    + "</channel></rss>",
    "wordpress": _wordpress(),
    "blogger": blogger.OLD
    + "".join(
        blogger.old(n, "post").replace(f"https://river.example.org/2010/11/p{n}.html", url)
        for n, url in enumerate(_XML)
    )
    + "</feed>",
    "tumblr": '<?xml version="1.0" encoding="UTF-8"?><tumblr version="1.0"><posts>\n'
    + "".join(
        f'<post id="{n}" url="{url}" type="regular"><regular-body>é</regular-body></post>\n'
        for n, url in enumerate(_XML)
    )
    + "</posts></tumblr>",
    "bookmarks": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><H3>é</H3><DL><p>"
    + "".join(f'<DT><A HREF="{url}" ADD_DATE="1362544200">x</A>\n' for url in _XML)
    + "</DL><p></DL>",
    "jsonl": "".join(f'{{"url": "{url}", "title": "é"}}\n' for url in URLS),
    "csv": "url,title\n" + "".join(f'"{url}","é, é"\n' for url in URLS),
}


def check(kind: str, content: bytes, also: Collection[str] = ()) -> list[BadLine]:
    """Read a list and make sure that nothing was invented, and nothing lost without a word.

    Args:
        also: what the broken list says in place of one of its addresses.
    """
    found = entries(content, kind)
    # The journal takes no address with a space in it.
    urls = [one.url for one in found if isinstance(one, Entry) and len(one.url.split()) == 1]
    faults = [one for one in found if isinstance(one, BadLine)]
    spaced = [one for one in found if isinstance(one, Entry) and len(one.url.split()) > 1]
    assert set(urls) <= {*URLS, *also}, urls
    if kind not in LINES or content.count(b"\n") >= LISTS[kind].count("\n"):
        assert len(urls) >= len(URLS) or faults or spaced, "lost without a word"
    return faults


@pytest.mark.parametrize("kind", LISTS)
def test_a_whole_list_is_whole(kind: str) -> None:
    assert check(kind, LISTS[kind].encode()) == []


@pytest.mark.threat("15: a list that is cut anywhere")
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_is_cut_anywhere_is_an_error_and_its_last_item_is_not_taken(kind: str) -> None:
    whole = LISTS[kind].rstrip().encode()
    for end in range(0, len(whole), 1 + len(whole) // 600):
        faults = check(kind, whole[:end])
        # Between two lines of a table or of JSON Lines nobody can tell.
        if kind not in LINES and whole[:end].strip():
            assert any(fault.fatal for fault in faults), whole[end - 40 : end]


@pytest.mark.threat("15: a compressed list that is cut")
@pytest.mark.parametrize("kind", LISTS)
def test_a_compressed_list_that_is_cut_is_an_error(kind: str) -> None:
    whole = gzip.compress(LISTS[kind].encode() * (50 if kind in LINES else 1))
    for end in range(40, len(whole), 7):
        found = entries(whole[:end], kind)
        assert any(isinstance(one, BadLine) and one.fatal for one in found)


def _replaced(old: str, new: str, count: int = 1) -> Callable[[str], bytes]:
    return lambda text: text.replace(old, new, count).encode()


# What happens to exports, on the first of three items where it can.
WAYS: dict[str, Callable[[str], bytes]] = {
    "an ampersand that is not escaped": _replaced("&amp;", "&", 9),
    "an entity of HTML": _replaced("é</title>", "&eacute;</title>", 9),
    "an entity that nobody knows": _replaced("one?", "one&nobody;?"),
    "a reference to no character": _replaced("one?", "one&#0;?"),
    "a reference to half a character": _replaced("one?", "one&#xd800;?"),
    "a control character": _replaced("one?", "on\x0be?"),
    "NUL": _replaced("one?", "on\x00e?"),
    "bytes of Latin-1": lambda text: text.encode("latin-1"),
    "another encoding declared": _replaced("UTF-8", "UTF-16"),
    "an encoding that is none": _replaced("UTF-8", "no-such"),
    "UTF-7 declared": _replaced("UTF-8", "UTF-7"),
    "a second list behind it": lambda text: (text + text.replace("example", "other")).encode(),
    "words behind it": lambda text: (text + "words").encode(),
    "a warning before it": lambda text: ("<br />\n<b>Warning</b>: x\n" + text).encode(),
    "a tag that is not closed": _replaced("<item>", "<item><br>"),
    "a tag closed twice": _replaced("</url>", "</url></url>"),
    "a start tag within": _replaced("one?", "<b>one?"),
    "a less-than sign": _replaced("one?", "on<e?"),
    "an end of CDATA": _replaced("one?", "on]]>e?"),
    "a quotation mark": _replaced("one?", 'on"e?'),
    "a quotation mark that is missing": _replaced('é"', "é"),
    "an attribute twice": _replaced('type="link"', 'type="link" type="link"'),
    "a space": _replaced("one?", "on e?"),
    "a line break": _replaced("one?", "on\ne?"),
    "a carriage return": _replaced("one?", "on\re?"),
    "a tab": _replaced("one?", "on\te?"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of old Macs": lambda text: text.replace("\n", "\r").encode(),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 2).replace("\n", "\r", 1).encode(),
    "UTF-16 with a mark": lambda text: text.encode("utf-16"),
    "UTF-16 without": lambda text: text.encode("utf-16-le"),
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "white space before it": lambda text: b"\n \n" + text.encode(),
    "one cell more": _replaced('é"', 'é",more'),
    "one cell less": _replaced(',"é, é"', ""),
    "a name twice": _replaced('{"url"', '{"url": "https://other.example.org/", "url"'),
    "a column twice": _replaced("url,title", "url,url"),
    "a comma too many": _replaced('"}', '",}'),
    "NaN": _replaced('"title": "é"', '"title": NaN'),
    "infinity": _replaced('"title": "é"', '"title": 1e999'),
    "a number without end": _replaced('"title": "é"', '"title": ' + "1" * 5000),
    "a lone surrogate in a field": _replaced('"title": "é"', '"title": "\\ud800"'),
    "a lone surrogate in the address": _replaced("one?", "\\udc00one?"),
    "brackets without end": _replaced('"title": "é"', '"title": ' + "[" * 100_000),
    "a list for a text": _replaced('"title": "é"', '"title": [[["é"]]]'),
    "an object for the address": _replaced(f'"{URLS[0]}"', f'{{"url": "{URLS[0]}"}}'),
}


@pytest.mark.threat("15: a list that is broken in a usual way")
@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (kind, way)
        for kind in LISTS
        for way in WAYS
        # Two lists of lines are one.
        if way != "a second list behind it" or kind not in (*LINES, "bookmarks")
    ],
)
def test_nothing_is_lost_or_invented_whatever_is_broken(kind: str, way: str) -> None:
    broken = [WAYS[way](url).decode("utf-8", "replace") for url in (*URLS, *_XML)]
    resolved = [absolute("https://example.org/", url) or url for url in broken]
    check(kind, WAYS[way](LISTS[kind]), [*broken, *map(unescape, broken), *resolved])


@pytest.mark.threat("17: a lone surrogate in a list")
@pytest.mark.parametrize("way", ["a lone surrogate in a field", "a lone surrogate in the address"])
def test_a_line_with_half_a_character_costs_this_line(way: str) -> None:
    (fault,) = check("jsonl", WAYS[way](LISTS["jsonl"]))
    assert fault.line == 1 and not fault.fatal


def test_an_ampersand_or_an_entity_of_html_costs_nothing() -> None:
    for kind in ("sitemap", "opml", "feed", "wordpress"):
        for way in ("an ampersand that is not escaped", "an entity of HTML"):
            assert check(kind, WAYS[way](LISTS[kind])) == []


def test_a_warning_before_an_export_costs_nothing(tmp_path: Path) -> None:
    for kind in ("sitemap", "opml", "feed", "wordpress"):
        path = tmp_path / kind
        path.write_bytes(WAYS["a warning before it"](LISTS[kind]))
        assert [one.url for one in from_file(path) if isinstance(one, Entry)] == URLS


def test_html_in_a_title_that_is_no_cdata_is_read_as_its_text() -> None:
    text = LISTS["wordpress"].replace(
        "Bread &amp; rivers", "Bread <i>and</i> rivers &ndash; caf&eacute; & more"
    )
    titles = {one.overrides["title"] for one in entries(text) if isinstance(one, Entry)}
    assert titles == {"Bread and rivers – café & more"}

"""Lists that were read from the network: what they may say, and which lists they may name."""

from __future__ import annotations

import json
import os
import threading
from io import BytesIO
from pathlib import Path

import pytest

from batch.sources.lists import bad, entries, from_file, from_web, options, urls
from batch.sources.test_bookmarks import BOOKMARKS
from batch.sources.test_feed import ATOM, RSS
from batch.sources.test_sitemap import index, sitemap
from batch.sources.test_wordpress import HEAD, item
from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.resolve import read
from crosspost.errors import CrosspostError

PAGE = "https://example.org/page"
HOME = "https://lists.example.org/list"
# Every column that a list of the person's own may have.
ROW = {
    "url": PAGE,
    "title": "A title",
    "author": "Ann",
    "date": "2013-03-06",
    "tags": ["river"],
    "description": "Words",
    "image": "https://example.org/a.png",
    "categories": ["evil"],
    "layout": "evil",
    "license": "javascript:alert(1)",
    "source": "evil",
    "slug": "evil",
    "original_author": "evil",
    "permalink": "/evil/",
}
LISTS = {
    "text": f"{PAGE}\n",
    "csv": ",".join(ROW)
    + "\n"
    + ",".join(f'"{v if isinstance(v, str) else v[0]}"' for v in ROW.values()),
    "jsonl": json.dumps(ROW) + "\n",
    "feed": RSS,
    "sitemap": sitemap(PAGE),
    "opml": f'<opml><body><outline type="link" url="{PAGE}"/></body></opml>',
    "bookmarks": BOOKMARKS,
    "wordpress": HEAD + item() + "</channel></rss>",
}
FACTS = {"title", "author", "date", "tags", "description", "image"}


@pytest.mark.threat("3: a list of the network that sets front matter")
@pytest.mark.parametrize("kind", LISTS)
def test_of_a_remote_list_only_what_a_page_says_of_itself_is_taken_and_as_an_offer(
    kind: str,
) -> None:
    found = [
        one for one in from_web(HOME, {HOME: LISTS[kind]}, kind=kind) if isinstance(one, Entry)
    ]
    assert found and all(one.remote for one in found)
    for one in found:
        # What came with its body has no page that could say better; it is cleaned as a page's.
        allowed = FACTS | {"categories"} if one.kind == "ready" else set[str]()
        assert set(one.overrides) <= allowed
        assert set(one.offered) <= FACTS


@pytest.mark.threat("3: a list of the network that sets front matter")
def test_columns_of_a_remote_table_are_offers() -> None:
    for kind in ("csv", "jsonl"):
        (one,) = from_web(HOME, {HOME: LISTS[kind]}, kind=kind)
        assert isinstance(one, Entry) and one.overrides == {}
        assert set(one.offered) == FACTS and one.offered["tags"] == ["river"]


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_the_persons_own_says_what_it_likes(kind: str) -> None:
    found = [one for one in entries(LISTS[kind], kind) if isinstance(one, Entry)]
    assert found and not any(one.remote for one in found)
    if kind in ("csv", "jsonl"):
        assert found[0].overrides["layout"] == "evil"


@pytest.mark.threat("3: a list of the network that sets front matter")
def test_a_feed_that_an_own_opml_file_names_is_remote(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><body><outline xmlUrl="{HOME}"/></body></opml>')
    found = list(read(str(path), options({HOME: ATOM}), BytesIO))
    assert [one.remote for one in found if isinstance(one, Entry)] == [True]
    assert [one.source for one in found if isinstance(one, Entry)] == [HOME]


@pytest.mark.threat("3: a picture of a list that runs a script")
def test_a_picture_of_a_remote_list_is_a_web_address() -> None:
    row = {"url": PAGE, "image": "javascript:alert(1)"}
    (one,) = from_web(HOME, {HOME: json.dumps(row)}, kind="jsonl")
    assert isinstance(one, Entry) and one.offered == {}


NAMING = {
    "sitemap": index("https://example.org/named"),
    "opml": '<opml><body><outline xmlUrl="https://example.org/named"/></body></opml>',
    "html": '<!doctype html><link rel="alternate" type="application/rss+xml" '
    'href="https://example.org/named">',
}
NAMED = {
    "sitemap": {"sitemap"},
    "opml": {"feed"},  # and a page, which names no feed here
    "html": {"feed"},
}


@pytest.mark.threat("3: a sitemap index or a feed list that names a table")
@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("naming", NAMING)
def test_a_list_names_only_lists_of_the_kind_that_it_lists(naming: str, kind: str) -> None:
    web = {HOME: NAMING[naming], "https://example.org/named": LISTS[kind]}
    found = from_web(HOME, web)
    if kind in NAMED[naming]:
        assert urls(found)
    else:
        ((line, reason),) = bad(found)
        assert urls(found) == [] and line is not None
        assert f"https://example.org/named: its format is {kind}" in reason
        assert [one.fatal for one in found if isinstance(one, BadLine)] == [True]


@pytest.mark.threat("3: a sitemap index or a feed list that names a table")
def test_an_own_index_names_sitemaps_only_as_well(tmp_path: Path) -> None:
    path = tmp_path / "index.xml"
    path.write_text(index(HOME))
    found = list(read(str(path), options({HOME: LISTS["csv"]}), BytesIO))
    assert urls(found) == [] and "its format is csv" in bad(found)[0][1]


def test_a_path_in_a_remote_list_is_no_file(tmp_path: Path) -> None:
    assert from_file(tmp_path) == []


def test_what_a_remote_list_cannot_set_is_said_once() -> None:
    said: list[str] = []
    rows = "".join(json.dumps(ROW | {"url": f"{PAGE}{n}"}) + "\n" for n in range(3))
    assert len(from_web(HOME, {HOME: rows}, on_note=said.append)) == 3
    assert said == [
        f"{HOME}: a list from the network cannot set categories, layout, license, original_author, "
        "slug, source; download it to set them"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_read_once_and_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = "".join(f"https://example.org/{n}\n" for n in range(3000))
    for content, number in ((text, 3000), (sitemap(PAGE), 1)):
        writer = threading.Thread(target=pipe.write_text, args=(content,))
        writer.start()
        assert len(urls(from_file(pipe))) == number
        writer.join()


@pytest.mark.skipif(os.name != "posix", reason="devices have other names")
@pytest.mark.threat("10: a device for a list")
def test_a_device_is_no_list() -> None:
    with pytest.raises(CrosspostError, match="/dev/null: not a file"):
        from_file(Path("/dev/null"))

"""RSS and Atom."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from batch.sources.lists import bad, entries, from_web, urls
from crosspost.batch.entry import BadLine, Entry

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A blog</title>
<item><title>Bread &amp; rivers</title><link>/one</link><dc:creator>Ann Example</dc:creator>
 <pubDate>Wed, 06 Mar 2013 00:30:00 +0600</pubDate><category>food</category>
 <description>A summary.</description>
 <content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>
<item><title>Only a summary</title><link>https://blog.example.org/two</link>
 <description>S.</description></item>
<item><title>No link at all</title></item>
<item><guid>https://blog.example.org/three</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title>
<entry><title>One</title><link rel="alternate" href="https://blog.example.org/one"/>
<published>2013-03-06T00:30:00+06:00</published>
<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
</entry></feed>"""
HOME = "https://blog.example.org/feed.xml"


def test_items_are_links_relative_ones_resolved() -> None:
    found = from_web(HOME, {HOME: RSS})
    assert urls(found) == [f"https://blog.example.org/{name}" for name in ("one", "two", "three")]
    assert bad(found) == [(10, "an item without a link: 'No link at all'")]


def test_a_date_keeps_the_day_it_was_written_with() -> None:
    for text in (RSS, ATOM):
        first = from_web(HOME, {HOME: text})[0]
        assert isinstance(first, Entry)
        assert first.dated == datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6)))


def test_the_full_text_of_a_feed_is_only_taken_when_asked_for() -> None:
    assert all(one.kind == "web" for one in from_web(HOME, {HOME: RSS}) if isinstance(one, Entry))
    first, second, *_ = from_web(HOME, {HOME: RSS}, use_content=True)
    assert isinstance(first, Entry) and isinstance(second, Entry)
    assert (first.kind, first.body) == ("ready", "<p>The whole text.</p>")
    assert first.overrides["title"] == "Bread & rivers"
    assert first.overrides["author"] == "Ann Example" and first.overrides["tags"] == ["food"]
    assert second.kind == "web"


def test_what_a_feed_says_of_a_page_is_offered_and_does_not_win_over_it() -> None:
    first = from_web(HOME, {HOME: RSS})[0]
    assert isinstance(first, Entry)
    assert first.overrides == {}
    assert first.offered["title"] == "Bread & rivers"
    assert first.offered["author"] == "Ann Example"
    assert first.offered["date"] == datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6)))


def test_the_content_of_an_atom_feed() -> None:
    (only,) = entries(ATOM, use_content=True)
    assert isinstance(only, Entry) and only.body == "<p>Text</p>"


def test_a_page_that_names_its_feed_is_read_as_that_feed() -> None:
    page = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    found = from_web("https://blog.example.org/", {"https://blog.example.org/": page, HOME: RSS})
    assert len(urls(found)) == 3


def test_a_feed_that_is_the_name_of_a_file_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(ATOM)
    assert urls(entries(str(secret), kind="feed")) == []


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>A blog</title></channel>
<item><title>One</title><link>https://blog.example.org/one</link><dc:creator>Ann</dc:creator>
<dc:date>2013-03-06T00:30:00+06:00</dc:date><dc:subject>river</dc:subject></item></rdf:RDF>"""


def test_rss_1_is_read() -> None:
    (only,) = entries(RDF)
    assert isinstance(only, Entry) and only.url == "https://blog.example.org/one"
    assert only.offered == {"title": "One", "author": "Ann", "tags": ["river"]}
    assert only.dated == datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6)))


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author>ann@example.org (Ann Example)</author>", "Ann Example"),
        ("<author>Ann Example &lt;ann@example.org&gt;</author>", "Ann Example"),
        ("<author>Ann Example</author>", "Ann Example"),
        ("<author>ann@example.org</author>", None),
        ("<author><name>Ann</name></author><author><name>Bea</name></author>", "Ann, Bea"),
        ("<dc:creator>Ann Example</dc:creator><author>x@example.org</author>", "Ann Example"),
    ],
)
def test_an_author_is_a_name_and_no_mail_address(author: str, name: str | None) -> None:
    text = f"<rss><channel><item><link>https://example.org/</link>{author}</item></channel></rss>"
    (only,) = entries(text)
    assert isinstance(only, Entry) and only.offered.get("author") == name


def test_the_page_of_an_item_is_its_alternate_link() -> None:
    links = """<link rel="self" href="https://example.org/self"/>
    <link rel="enclosure" href="https://example.org/a.mp3"/>
    <link rel="alternate" href="two"/><id>https://example.org/id</id>"""
    text = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/blog/"><entry>{links}</entry></feed>'
    )
    assert urls(from_web(HOME, {HOME: text})) == ["https://blog.example.org/blog/two"]


def test_a_guid_that_is_no_address_is_none() -> None:
    text = '<rss><channel><item><guid isPermaLink="false">https://x.org/1</guid></item></channel></rss>'
    assert bad(entries(text)) == [(1, "an item without a link: ''")]


def test_content_as_elements_is_written_out() -> None:
    inside = '<div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; b</p></div>'
    html = '<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>'
    text = ATOM.replace(html, f'<content type="xhtml">{inside}</content>')
    (only,) = entries(text, use_content=True)
    assert isinstance(only, Entry) and "<p>A &amp; b</p>" in only.body


def test_an_odd_date_is_no_date() -> None:
    for date in ("yesterday", "0", "Wed, 99 Mar 2013", "Wed, 06 Mar 99999 00:00 +999999999", "("):
        text = f"<rss><channel><item><link>https://x.org/</link><pubDate>{date}</pubDate></item></channel></rss>"
        (only,) = entries(text)
        assert isinstance(only, Entry) and only.dated is None


def items(*inner: str, head: str = "") -> list[Entry | BadLine]:
    """Read a feed of items that have these elements."""
    text = "".join(f"<item>{one}</item>\n" for one in inner)
    return entries(f"{head}<rss><channel>{text}</channel></rss>")


DRUPAL = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent">
 %HTMLlat1; <!-- "of" HTML --> <!ENTITY me 'Ann "A" &#201;xample'>]>
"""


def test_a_document_type_that_names_html_s_entities_or_words_is_none_of_the_feed() -> None:
    link = "<title>Caf&eacute;</title><author>&me;</author><link>https://x.org/</link>"
    (only,) = items(link, head=DRUPAL)
    assert isinstance(only, Entry) and only.line == 5
    assert only.offered == {"title": "Café", "author": 'Ann "A" Éxample'}


@pytest.mark.parametrize("label", ["cp850", "macintosh", "latin-1", "IBM855", "MacCyrillic"])
def test_a_feed_in_an_encoding_of_an_old_system_is_read(label: str) -> None:
    head = f'<?xml version="1.0" encoding="{label}"?>'
    name = "é" if "8" not in label[-1] and label not in ("IBM855", "MacCyrillic") else "ж"
    text = f"{head}<rss><item><title>{name}</title><link>https://x.org/</link></item></rss>"
    (only,) = entries(text.encode(label))
    assert isinstance(only, Entry) and only.offered["title"] == name


@pytest.mark.parametrize("label", ["utf8mb4", "none", "ANSI", " utf-8 "])
def test_the_name_of_no_encoding_means_the_usual_one(label: str) -> None:
    head = f'<?xml version="1.0" encoding="{label}"?>'
    assert urls(items("<title>é</title><link>https://x.org/</link>", head=head)) == [
        "https://x.org/"
    ]


@pytest.mark.threat("15: an encoding in which the text is another one")
@pytest.mark.parametrize("label", ["utf-7", "hz-gb-2312", "unicode_escape", "cp037", "rot13"])
def test_an_encoding_in_which_ascii_is_not_ascii_invents_nothing(label: str) -> None:
    head = f'<?xml version="1.0" encoding="{label}"?>'
    found = items(r"<link>https://x.org/+AD0-\u0061~{nbc}</link>", head=head)
    assert urls(found) in ([], ["https://x.org/+AD0-/u0061~%7Bnbc%7D"])
    assert not any("bug of crosspost" in reason for _, reason in bad(found))


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="utf-8">',
        "<?xml version=1.0?>",
        '<?xml encoding="utf-8" version="1.0"?>',
        '<?xml version="1.0" encoding="ISO-8859-1 "?>',
        '<?xml version="1.0"?>\n<?xml version="1.0"?>',
        "<!-- made -- by hand --->",
    ],
)
def test_a_declaration_that_is_written_wrongly_costs_nothing(head: str) -> None:
    assert urls(items("<link>https://x.org/</link>", head=f"{head}\n")) == ["https://x.org/"]


@pytest.mark.parametrize(
    "odd",
    [
        "a < b",
        "a ]]> b",
        "<![CDATA[ <![CDATA[ a ]]> b ]]>",
        "<!-- a -- b -->",
        '<enclosure title="a < b"/>',
        "<?php echo '->' ?>",
    ],
)
def test_what_has_one_meaning_only_costs_nothing(odd: str) -> None:
    found = items(f"<link>https://x.org/1</link><description>{odd}</description>")
    assert urls(found) == ["https://x.org/1"] and bad(found) == []


BROKEN = [
    "<p>a<br>b</p>",
    "<img src=x>",
    "a <b",
    '<media url="a" url="b"/>',
    '<a title="x',
    "<a title='x",
    "</channel>",
]


@pytest.mark.threat("15: one broken item of a list")
@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_item_costs_itself_and_is_named_with_its_line(broken: str) -> None:
    links = [f"<link>https://x.org/{n}</link>" for n in range(9)]
    found = items(*links[:4], links[4] + broken, *links[5:])
    kept = [f"https://x.org/{n}" for n in range(9) if n != 4]
    assert urls(found) == kept
    assert [one.line for one in found if isinstance(one, Entry)] == [1, 2, 3, 4, 6, 7, 8, 9]
    faults = [one for one in found if isinstance(one, BadLine)]
    assert faults and all(fault.fatal and fault.line in (5, 6) for fault in faults)


def test_a_broken_first_item_and_broken_words_before_it_cost_themselves() -> None:
    found = items("<br><link>https://x.org/1</link>", "<link>https://x.org/2</link>")
    assert urls(found) == ["https://x.org/2"]
    text = '<rss><channel><title>a<br></title><item x="1"><link>https://x.org/2</link></item></channel></rss>'
    assert urls(entries(text)) == ["https://x.org/2"]


def test_what_follows_a_broken_item_has_its_namespaces_and_base() -> None:
    entry = '<entry><link href="{}"/><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry>'
    text = (
        '<a:feed xmlns:a="x" xmlns="http://www.w3.org/2005/Atom" xml:base="https://y.org/&amp;/">'
        f"<entry><br></entry>{entry.format('1')}</a:feed>"
    )
    found = entries(text, use_content=True)
    assert urls(found) == ["https://y.org/&/1"]
    assert [one.kind for one in found if isinstance(one, Entry)] == ["ready"]


@pytest.mark.threat("13: a list of broken items")
def test_a_list_of_broken_items_ends_and_says_so() -> None:
    found = items(*["<link>https://x.org/</link><br>"] * 3000)
    assert urls(found) == [] and 1 < len(bad(found)) <= 100
    assert bad(found)[-1][1].endswith("nothing is read from here on")


def test_words_behind_a_whole_list_lose_nothing_and_a_second_list_does() -> None:
    one = "<rss><channel><item><link>https://x.org/1</link></item></channel></rss>"
    (_, fault) = entries(f"{one}\n<b>Warning</b>: 3\n")
    assert isinstance(fault, BadLine) and not fault.fatal and fault.line == 2
    (_, fault) = entries(f"{one}\n{one}")
    assert isinstance(fault, BadLine) and fault.fatal


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("06 Mar 2013", 6),
        ("Wed, 06 Mar 2013", 6),
        ("2013-03-06", 6),
        ("2013-3-6 9:51:45", 6),
        ("2013/03/06 09:51", 6),
        ("Fri, 06 Sept 2013 00:30:00 GMT", 6),
    ],
)
def test_dates_as_hosts_write_them_by_hand(written: str, day: int) -> None:
    (only,) = items(f"<link>https://x.org/</link><pubDate>{written}</pubDate>")
    assert isinstance(only, Entry) and isinstance(only.dated, datetime)
    assert (only.dated.year, only.dated.day) == (2013, day)


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<Link>https://x.org/1</Link>", "https://x.org/1"),
        ("<link><![CDATA[https://x.org/?a=1&amp;b=2]]></link>", "https://x.org/?a=1&b=2"),
        ('<guid ispermalink="false">https://x.org/1</guid>', None),
        (
            '<link rel="alternate" type="application/json" href="https://x.org/1.json"/>'
            '<link rel="alternate" type="text/html" href="https://x.org/1"/>',
            "https://x.org/1",
        ),
        ('<link rel="" href="https://x.org/1"/>', "https://x.org/1"),
        (
            "<link>https://feeds.example.org/~r/a/~3/b/</link>"
            '<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://x.org/1?a=1'
            "&amp;amp;b=2</f:origLink>",
            "https://x.org/1?a=1&b=2",
        ),
        ('<link>https://x.org/1</link><f:origLink xmlns:f="f">no</f:origLink>', "https://x.org/1"),
    ],
)
def test_links_as_they_are_written_by_hand(inner: str, url: str | None) -> None:
    assert urls(items(inner)) == ([url] if url else [])


def test_the_address_of_an_item_of_rss_1_may_be_its_name() -> None:
    text = RDF.replace("<item>", '<item rdf:about="https://blog.example.org/about">')
    assert urls(entries(text)) == ["https://blog.example.org/one"]
    without = text.replace("<link>https://blog.example.org/one</link>", "")
    assert urls(entries(without)) == ["https://blog.example.org/about"]


def test_a_title_of_an_extension_is_not_the_item_s() -> None:
    (only,) = items(
        '<m:title xmlns:m="m">Picture</m:title><title>Words</title><link>https://x.org/</link>'
        '<i:keywords xmlns:i="i">bread, river</i:keywords>'
    )
    assert isinstance(only, Entry) and only.offered == {
        "title": "Words",
        "tags": ["bread", "river"],
    }


def test_a_feed_in_utf_16_without_a_mark_is_known() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + RSS.partition("?>")[2]
    for codec in ("utf-16-le", "utf-16-be"):
        assert len(urls(entries(text.encode(codec)))) >= 2

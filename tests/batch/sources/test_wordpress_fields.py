"""Front matter fields of WordPress posts."""

from __future__ import annotations

import pytest

from batch.sources.test_wordpress import AUTHOR, PICTURE, export, item, meta
from crosspost.batch.entry import Entry
from crosspost.batch.sources.wordpress_fields import permalink, slug


def only(*items: str) -> Entry:
    (found,) = (one for one in export(*items) if isinstance(one, Entry))
    return found


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<![CDATA[Salt &amp; pepper &#8211; the &lt;b&gt; tag]]>", "Salt & pepper – the ‹b› tag"),
        ("Two &nbsp; &eacute; & three", "Two é & three"),
        ("A <em>word</em> &#8211; end", "A word – end"),
        ("<![CDATA[2 &lt; 3]]>", "2 < 3"),
    ],
)
def test_titles_are_text(title: str, shown: str) -> None:
    text = item().replace("Bread &amp; rivers", title)
    assert only(text).overrides["title"] == shown


def test_terms_are_text_and_those_of_the_first_version_are_known() -> None:
    terms = (
        "<category><![CDATA[Salt &amp; more]]></category>"
        '<category domain="category" nicename="salt"><![CDATA[Salt &amp; more]]></category>'
        '<category domain="tag"><![CDATA[R&amp;D]]></category>'
        '<category domain="series">Walks</category>'
    )
    found = only(item(more=terms))
    assert found.overrides["categories"] == ["Food", "Salt & more"]
    assert found.overrides["tags"] == ["river", "R&D"]
    assert found.warnings == ("left out: terms of other taxonomies: series",)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("%d1%80%d0%b5%d0%ba%d0%b0", "река"),
        ("%d1%80%d0", ""),  # cut within a letter
        ("plain-name", "plain-name"),
        ("../../etc/passwd", "passwd"),
        ("a%2F..%2fb%00", "b"),
        ("notes2023/04/05/the-bridge", "the-bridge"),
        ("notes/the-bridge.html", "the-bridge"),
    ],
)
def test_slugs(written: str, made: str) -> None:
    assert slug(written) == made


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://e.org/about/team/", "/about/team/"),
        ("https://e.org/../..//x/%2e%2e/{{y}}", "/x/-y-/"),
        ("https://e.org/?page_id=2", ""),
        ("https://e.org/%D0%BC%D0", ""),  # the second letter is cut
    ],
)
def test_permalinks(url: str, path: str) -> None:
    assert permalink(url) == path


def test_all_authors_are_named() -> None:
    both = (
        '<category domain="author" nicename="cap-ann"><![CDATA[ann]]></category>'
        '<category domain="author" nicename="cap-guest-two"><![CDATA[Guest Two]]></category>'
    )
    guest = item("", kind="guest-author", more=meta("cap-display_name", "G. Two")).replace(
        "bread-rivers", "cap-guest-two"
    )
    assert only(item(more=both), guest, AUTHOR).overrides["author"] == "Ann Example, G. Two"


def test_extensions_for_search_engines() -> None:
    more = meta("_yoast_wpseo_metadesc", "For machines &amp; people")
    more += meta("_yoast_wpseo_canonical", "https://first.example.org/a")
    found = only(item(more=more)).overrides
    assert (found["description"], found["excerpt"]) == ("For machines & people", "In short")
    assert found["canonical_url"] == "https://first.example.org/a"
    more = meta("rank_math_description", "%title% %sep%") + meta("rank_math_canonical_url", "x:y")
    found = only(item(more=more)).overrides
    assert found["description"] == "In short" and "canonical_url" not in found


def test_the_featured_picture() -> None:
    found = only(item(more=meta("_thumbnail_id", "7")), PICTURE)
    assert found.overrides["image"] == "https://blog.example.org/river.jpg"
    assert "image_alt" not in found.overrides and "image_caption" not in found.overrides


def test_the_words_of_the_featured_picture() -> None:
    words = meta("_wp_attachment_image_alt", "A &quot;river&quot;")
    words += "<excerpt:encoded><![CDATA[By <b>Ann</b> &amp; Bob]]></excerpt:encoded></item>"
    found = only(item(more=meta("_thumbnail_id", "7")), PICTURE.replace("</item>", words))
    assert found.overrides["image_alt"] == 'A "river"'
    assert found.overrides["image_caption"] == "By Ann & Bob"

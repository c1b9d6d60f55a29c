"""Ghost's export."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from batch.sources.exports.exports import Found, read_text
from crosspost.batch.entry import BadLine


def post(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "title": f"Post {number}",
        "slug": f"post-{number}",
        "html": f"<p>Text {number}.</p>",
        "status": "published",
        "visibility": "public",
        "type": "post",
        "published_at": "2024-05-01T22:30:00.000Z",
        "created_at": "2024-04-01T10:00:00.000Z",
        **more,
    }


def export(*posts: dict[str, Any], **tables: Any) -> str:
    return json.dumps({"db": [{"meta": {"version": "5"}, "data": {"posts": posts, **tables}}]})


def read(*posts: dict[str, Any], **tables: Any) -> Found:
    return read_text(export(*posts, **tables))


def test_a_post_has_the_fields_of_the_tables() -> None:
    found = read(
        post(
            1,
            custom_excerpt="In short",
            feature_image="https://example.org/river.jpg",
            canonical_url="https://example.org/elsewhere",
        ),
        tags=[
            {"id": "t1", "name": "Rivers"},
            {"id": "t2", "name": "#internal"},
            {"id": "t3", "name": "Bread"},
        ],
        posts_tags=[
            {"post_id": "1", "tag_id": "t1", "sort_order": 1},
            {"post_id": "1", "tag_id": "t2", "sort_order": 2},
            {"post_id": "1", "tag_id": "t3", "sort_order": 0},
        ],
        users=[{"id": "u1", "name": "Ann Reed"}, {"id": "u2", "name": "Bob Moor"}],
        posts_authors=[
            {"post_id": "1", "author_id": "u2", "sort_order": 1},
            {"post_id": "1", "author_id": "u1", "sort_order": 0},
        ],
    )
    assert found.only.overrides == {
        "title": "Post 1",
        "date": datetime(2024, 5, 1, 22, 30, tzinfo=UTC),
        "author": "Ann Reed, Bob Moor",
        "tags": ["Bread", "Rivers"],
        "image": "https://example.org/river.jpg",
        "description": "In short",
        "slug": "post-1",
        "canonical_url": "https://example.org/elsewhere",
    }
    assert found.only.body == "<p>Text 1.</p>"
    assert not found.only.draft
    assert found.parts[("tag", "internal", "left out: not shown on the site")] == 1


@pytest.mark.parametrize(
    ("status", "visibility", "is_draft", "warning"),
    [
        ("published", "public", False, ""),
        ("draft", "public", True, ""),
        ("scheduled", "public", True, ""),
        ("sent", "public", True, "sent by e-mail only: it is a draft"),
        ("published", "members", True, "for members only on its site: it is a draft"),
        ("published", "paid", True, "for paying members only on its site: it is a draft"),
        ("published", "tiers", True, "for some members only on its site: it is a draft"),
    ],
)
def test_only_what_everybody_could_read_is_published(
    status: str, visibility: str, is_draft: bool, warning: str
) -> None:
    found = read(post(1, status=status, visibility=visibility))
    assert found.only.draft == is_draft
    assert found.only.warnings == ((warning,) if warning else ())
    assert any("1 text is a draft" in note for note in found.notes) == bool(warning)


def test_pages_are_left_out_unless_they_are_wanted() -> None:
    pages = (post(1), post(2, type="page"), post(3, page=True, type=None))
    assert [one.overrides["title"] for one in read(*pages).entries] == ["Post 1"]
    assert read(*pages).parts[("page", "published", "left out: --post-types page")] == 2
    found = read_text(export(*pages), post_types=("post", "page"))
    assert [one.collection for one in found.entries] == ["", "pages", "pages"]
    assert found.entries[1].overrides["layout"] == "page"


def test_the_url_of_the_site_can_be_given() -> None:
    html = '<a href="__GHOST_URL__/b/">b</a>'
    image = "__GHOST_URL__/content/images/a.png"
    found = read_text(
        export(post(1, html=html, feature_image=image)), base_url="https://e.org/blog/", own=False
    )
    assert found.only.body == '<a href="https://e.org/blog/b/">b</a>'
    assert found.only.overrides["image"] == "https://e.org/blog/content/images/a.png"
    assert found.only.base == "https://e.org/blog/"
    assert found.notes == ["-: 1 link in 1 post leads to the old site, https://e.org/blog/"]


def test_files_of_the_site_itself_are_named() -> None:
    found = read(post(1, html='<img src="__GHOST_URL__/content/images/a.png">'))
    assert found.only.body == '<img src="/content/images/a.png">'
    (note,) = found.notes
    assert "give it as --base-url" in note
    assert "1 post names files or pages of it" in note


def test_a_published_post_has_the_url_of_its_slug() -> None:
    posts = (post(1), post(2, status="draft"), post(3, visibility="paid"), post(4, type="page"))
    found = read_text(
        export(*posts), post_types=("post", "page"), base_url="https://e.org/blog/?x=1"
    )
    assert [one.url for one in found.entries] == [
        "https://e.org/blog/post-1/",
        "post 2: Post 2",
        "post 3: Post 3",
        "https://e.org/blog/post-4/",
    ]
    assert [one.base for one in found.entries][1:3] == ["https://e.org/blog/?x=1"] * 2
    assert found.entries[3].overrides["permalink"] == "/blog/post-4/"


def test_without_the_url_of_the_site_that_is_said_once() -> None:
    posts = export(post(1), post(2, type="page"))
    found = read_text(posts, post_types=("post", "page"), own=True)
    assert [one.url for one in found.entries] == ["post 1: Post 1", "page 2: Post 2"]
    assert found.entries[1].overrides["permalink"] == "/post-2/"
    assert len(found.notes) == 1
    assert "give it as --base-url" in found.notes[0]
    assert not read_text(export(post(1, status="draft")), own=True).notes
    assert not read(post(1)).notes


def test_an_old_site_may_have_had_days_in_its_urls() -> None:
    settings = [{"key": "permalinks", "value": "/:year/:month/:day/:slug/"}]
    found = read_text(
        export(post(1), post(2, type="page"), settings=settings),
        post_types=("post", "page"),
        base_url="https://e.org",
    )
    urls = [one.url for one in found.entries]
    assert urls == ["https://e.org/2024/05/01/post-1/", "https://e.org/post-2/"]


def test_the_authors_of_all_posts_are_named() -> None:
    found = read(
        post(1),
        post(2),
        post(3, author_id="u2"),
        users=[{"id": "u1", "name": "Ann Reed"}, {"id": "u2", "name": "Bob  Moor"}],
        posts_authors=[
            {"post_id": "1", "author_id": "u1", "sort_order": 0},
            {"post_id": "2", "author_id": "u1", "sort_order": 0},
        ],
    )
    assert found.authors == ("Ann Reed", "Bob Moor")


def test_what_search_engines_and_themes_show_is_kept() -> None:
    found = read(
        post(1, custom_excerpt="In\nshort", featured=1, feature_image="https://e.org/a.png"),
        post(2, title="Same"),
        posts_meta=[
            {
                "post_id": "1",
                "meta_title": "For engines",
                "meta_description": "For engines, too",
                "feature_image_alt": 'A "river"',
                "feature_image_caption": "By <a href='https://e.org/'>Ann</a> &amp; Bob",
            },
            {"post_id": "2", "meta_title": "Same", "feature_image_alt": "of no picture"},
        ],
    )
    first, second = (one.overrides for one in found.entries)
    assert first["description"] == "For engines, too"
    assert first["excerpt"] == "In short"
    assert first["meta_title"] == "For engines"
    assert first["featured"] is True
    assert first["image_alt"] == 'A "river"'
    assert first["image_caption"] == "By Ann & Bob"
    assert set(second) == {"title", "date", "slug"}


def test_code_injection_is_named_as_left_out() -> None:
    found = read(
        post(1, codeinjection_head="<script>x</script>"),
        post(2),
        settings=[
            {"key": "codeinjection_foot", "value": "<script>x</script>"},
            {"key": "codeinjection_head", "value": ""},
        ],
    )
    assert [one.warnings for one in found.entries] == [
        ("left out: its code injection (scripts, styles)",),
        (),
    ]
    part = ("code injection", "whole site", "left out: scripts and styles")
    assert found.parts[part] == 1


def test_what_was_only_sent_is_a_draft() -> None:
    found = read(post(1), post(2), posts_meta=[{"post_id": "1", "email_only": 1}, {"post_id": "2"}])
    assert [one.draft for one in found.entries] == [True, False]
    assert found.entries[0].warnings == ("sent by e-mail only: it is a draft",)


LEXICAL = {
    "root": {
        "children": [
            {"type": "extended-heading", "tag": "h3", "children": [{"type": "text", "text": "A"}]},
            {
                "type": "paragraph",
                "children": [
                    {"type": "extended-text", "text": "b<c", "format": 3},
                    {"type": "linebreak"},
                    {
                        "type": "link",
                        "url": "https://example.org/?a=1&b",
                        "children": [{"type": "extended-text", "text": "d"}],
                    },
                ],
            },
            {
                "type": "list",
                "listType": "number",
                "children": [{"type": "listitem", "children": [{"type": "text", "text": "e"}]}],
            },
            {"type": "codeblock", "language": "sh", "code": "ls <x>\n"},
            {"type": "markdown", "markdown": "*f*"},
            {"type": "image", "src": "https://example.org/g.png", "alt": "G", "caption": "h"},
            {"type": "bookmark", "url": "https://example.org/i", "metadata": {"title": "I"}},
            {"type": "horizontalrule"},
            {"type": "callout", "calloutEmoji": "!", "calloutText": "j"},
            {"type": "email", "html": "only in the e-mail"},
            {"type": "new-card", "x": 1},
        ]
    }
}


def test_lexical_is_read_where_there_is_no_html() -> None:
    found = read(post(1, html=None, lexical=json.dumps(LEXICAL)))
    body = found.only.body
    for part in (
        "<h3>A</h3>",
        "<p><em><strong>b&lt;c</strong></em><br>",
        '<a href="https://example.org/?a=1&amp;b">d</a>',
        "<ol><li>e</li>\n</ol>",
        '<pre><code class="language-sh">ls &lt;x&gt;',
        "<em>f</em>",
        '<figure><img src="https://example.org/g.png" alt="G"><figcaption>h</figcaption></figure>',
        '<a href="https://example.org/i">I</a>',
        "<hr>",
        "<blockquote><p>! j</p></blockquote>",
    ):
        assert part in body
    assert "only in the e-mail" not in body
    assert found.only.warnings == ("left out: cards of Ghost: new-card",)


def test_mobiledoc_is_read_where_there_is_no_html() -> None:
    written = {
        "version": "0.3.1",
        "markups": [["strong"], ["a", ["href", "https://example.org/x"]]],
        "atoms": [["soft-return", "", {}]],
        "cards": [
            ["markdown", {"markdown": "# M"}],
            ["image", {"src": "https://example.org/p.png"}],
        ],
        "sections": [
            [1, "p", [[0, [0], 1, "bold"], [0, [], 0, " & "], [0, [1], 1, "link"], [1, [], 0, 0]]],
            [10, 0],
            [10, 1],
            [10, 9],
            [3, "ul", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
        ],
    }
    body = read(post(1, html="", mobiledoc=json.dumps(written))).only.body
    start = '<p><strong>bold</strong> &amp; <a href="https://example.org/x">link</a><br></p>'
    assert body.startswith(start)
    assert "<h1>M</h1>" in body
    assert "https://example.org/p.png" in body
    assert body.endswith("<ul><li>one</li><li>two</li></ul>")


@pytest.mark.parametrize("written", ["{", "[]", '{"root": 1}', '{"root": {"children": "x"}}'])
def test_a_text_that_is_none_costs_the_text_alone(written: str) -> None:
    found = read(post(1, html=None, lexical=written, mobiledoc=written))
    assert found.only.body == ""
    assert "without text" in found.only.warnings[0]


def test_a_cut_file_is_an_error() -> None:
    found = read_text(export(post(1))[:-30])
    assert found.entries == []
    assert isinstance(found.faults[0], BadLine) and found.faults[0].fatal


@pytest.mark.threat("14: JSON that is nested deeply")
def test_deep_nesting_ends() -> None:
    deep: Any = {"type": "text", "text": "x"}
    for _ in range(300):
        deep = {"type": "paragraph", "children": [deep]}
    found = read(post(1, html=None, lexical=json.dumps({"root": {"children": [deep]}})))
    assert len(found.entries) == 1


def lexical(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"html": None, "lexical": json.dumps({"root": {"children": nodes}})}


def words(text: str) -> dict[str, Any]:
    return {"type": "extended-text", "text": text}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (
            {"type": "image", "src": "/a.png", "href": "__GHOST_URL__/b/"},
            '<figure><a href="/b/"><img src="/a.png" alt=""></a></figure>',
        ),
        (
            {"type": "at-link", "url": "__GHOST_URL__/b/", "children": [words("b")]},
            '<a href="/b/">b</a>',
        ),
        (
            {"type": "codeblock", "code": "<x>", "caption": "c"},
            "<figure><pre><code>&lt;x&gt;</code></pre><figcaption>c</figcaption></figure>\n",
        ),
        (
            {"type": "bookmark", "url": "https://e.org/", "title": "t", "caption": "c"},
            '<p><a href="https://e.org/">t</a></p><p><em>c</em></p>\n',
        ),
        (
            {"type": "callout", "calloutEmoji": "!", "calloutText": "<p>a</p>"},
            "<blockquote><p>! a</p></blockquote>\n",
        ),
        (
            {"type": "header", "header": "h", "buttonUrl": "https://e.org/", "buttonText": "b"},
            '<h2>h</h2><p><a href="https://e.org/">b</a></p>\n',
        ),
        (
            {"type": "header", "header": "h", "buttonUrl": "https://e.org/",
             "buttonEnabled": False},
            "<h2>h</h2>\n",
        ),
        (
            {"type": "product", "productTitle": "p", "productUrl": "https://e.org/",
             "productButtonEnabled": False},
            "<h4>p</h4>\n",
        ),
        (
            {"type": "call-to-action", "textValue": "<p>t</p>", "showButton": False,
             "buttonUrl": "https://e.org/", "hasSponsorLabel": True, "sponsorLabel": "<p>s</p>"},
            "<p>s</p><p>t</p>\n",
        ),
        (
            {"type": "before-after", "beforeImage": {"src": "/a.png"}, "afterImage": 1},
            '<figure><img src="/a.png" alt=""></figure>\n',
        ),
        (
            {"type": "list", "listType": "bullet", "children": [
                {"type": "listitem", "children": [words("a")]},
                {"type": "listitem", "children": [
                    {"type": "list", "listType": "number", "children": [
                        {"type": "listitem", "children": [words("b")]}]}]}]},
            "<ul><li>a<ol><li>b</li>\n</ol>\n</li>\n</ul>\n",
        ),
    ],
)  # fmt: skip
def test_cards(node: dict[str, Any], html: str) -> None:
    body = read(post(1, **lexical(node))).only.body
    assert body.strip() == html.strip()


@pytest.mark.parametrize(
    "visibility",
    [{"web": {"nonMember": False}}, {"showOnWeb": False}],
)
def test_a_card_for_members_is_never_public(visibility: dict[str, Any]) -> None:
    node = {"type": "html", "html": "<p>secret</p>", "visibility": visibility}
    one = read(post(1, **lexical(node))).only
    assert "secret" not in one.body
    assert one.warnings[0] == "left out: blocks that its site shows to members only"


def test_a_card_for_all_readers_is_there() -> None:
    node = {"type": "html", "html": "<p>a</p>", "visibility": {"web": {"nonMember": True}}}
    assert "<p>a</p>" in read(post(1, **lexical(node))).only.body


def test_two_texts_of_one_slug_are_two_posts() -> None:
    posts = (post(1), post(2, slug="post-1"), post(3, slug="post-1", type="page"))
    found = read_text(export(*posts), post_types=("post", "page"), base_url="https://e.org")
    assert [one.url for one in found.entries] == [
        "https://e.org/post-1/",
        "post 2: Post 2",
        "page 3: Post 3",
    ]
    assert [len(one.warnings) for one in found.entries] == [0, 1, 1]
    assert "the same slug" in found.entries[1].warnings[0]


def test_an_address_is_not_a_name() -> None:
    found = read(post(1, author_id="u"), users=[{"id": "u", "name": "ann@example.org"}])
    assert "author" not in found.only.overrides and found.authors == ()


@pytest.mark.parametrize("name", ["timezone", "active_timezone", "activeTimezone"])
def test_the_zone_of_the_site_is_the_one_of_its_settings(name: str) -> None:
    assert read(post(1), settings=[{"key": name, "value": "Asia/Tokyo"}]).zone == "Asia/Tokyo"
    assert read(post(1), settings=[{"key": name, "value": "no/zone"}]).zone == ""

"""Tables of posts with their texts."""

from __future__ import annotations

import csv
import io
import json

import pytest

from batch.sources.exports.exports import read_text


def table(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


BEEHIIV = {
    "id": "a1",
    "web_title": "The bridge",
    "status": "confirmed",
    "audience": "free",
    "content_tags": "Bridges;Rivers",
    "url": "https://river.beehiiv.example/p/the-bridge",
    "web_subtitle": "In short",
    "content_html": "<table><tr><td>Frame</td></tr>"
    "<tr id='content-blocks'><td><p>It opened.</p></td></tr></table>",
    "thumbnail_url": "https://example.org/p.png",
    "created_at": "2023-01-18 21:25:27",
}


def test_beehiiv() -> None:
    found = read_text(table(BEEHIIV))
    assert found.only.url == "https://river.beehiiv.example/p/the-bridge"
    assert found.only.body == "<p>It opened.</p>"
    about = dict(found.only.overrides)
    assert str(about.pop("date")) == "2023-01-18 21:25:27"
    assert about == {
        "title": "The bridge",
        "tags": ["Bridges", "Rivers"],
        "description": "In short",
        "image": "https://example.org/p.png",
        "slug": "the-bridge",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "draft"), ("status", "archived"), ("audience", "premium"), ("audience", "new")],
)
def test_what_not_everybody_could_read_is_a_draft(field: str, value: str) -> None:
    assert read_text(table({**BEEHIIV, field: value})).only.draft


BUTTONDOWN = {
    "id": "b1",
    "subject": "The bridge",
    "body": "It *opened*.\n\n- one\n- two",
    "publish_date": "2023-01-02 16:55:00+00:00",
    "email_type": "public",
    "slug": "the-bridge",
}


def test_buttondown_is_markdown_or_html() -> None:
    body = read_text(table(BUTTONDOWN)).only.body
    assert "<em>opened</em>" in body and "<li>one</li>" in body
    fancy = "<!-- buttondown-editor-mode: fancy --><p>It <b>opened</b>.</p>"
    assert (
        read_text(table({**BUTTONDOWN, "body": fancy})).only.body.strip()
        == "<p>It <b>opened</b>.</p>"
    )


@pytest.mark.parametrize("kind", ["private", "premium", "hidden"])
def test_an_issue_for_some_is_a_draft(kind: str) -> None:
    found = read_text(table({**BUTTONDOWN, "email_type": kind}))
    assert found.only.draft and found.only.warnings


def test_wix() -> None:
    rich = {
        "nodes": [
            {
                "type": "HEADING",
                "headingData": {"level": 2},
                "nodes": [{"type": "TEXT", "textData": {"text": "H"}}],
            },
            {
                "type": "PARAGRAPH",
                "nodes": [
                    {"type": "TEXT", "textData": {"text": "a & ", "decorations": []}},
                    {
                        "type": "TEXT",
                        "textData": {
                            "text": "b",
                            "decorations": [
                                {"type": "BOLD"},
                                {
                                    "type": "LINK",
                                    "linkData": {"link": {"url": "https://example.org/x"}},
                                },
                            ],
                        },
                    },
                ],
            },
            {
                "type": "IMAGE",
                "imageData": {"image": {"src": {"id": "ab_cd~mv2.png"}}, "altText": "P"},
            },
            {"type": "POLL", "pollData": {}},
        ]
    }
    found = read_text(
        table(
            {
                "Title": "The bridge",
                "Excerpt": "In short",
                "Slug": "the-bridge",
                "Cover Image": "wix:image://v1/ab_cd~mv2.jpg/x.jpg#originWidth=6",
                "Published Date": "2025-10-01T10:00:00Z",
                "Rich Content": json.dumps(rich),
                "Plain Content": "H a b",
                "Tags": '["tag-id"]',
                "Categories": "Bridges",
                "Author": "Ann Reed",
            }
        )
    )
    assert found.only.body == (
        "<h2>H</h2>\n"
        '<p>a &amp; <a href="https://example.org/x"><strong>b</strong></a></p>\n'
        '<figure><img src="https://static.wixstatic.com/media/ab_cd~mv2.png" alt="P"></figure>'
    )
    assert found.only.overrides["image"] == "https://static.wixstatic.com/media/ab_cd~mv2.jpg"
    assert found.only.overrides["categories"] == ["Bridges"]
    assert "tags" not in found.only.overrides
    assert found.only.warnings == ("left out: elements of Wix: poll",)


def test_without_a_day_of_publication_it_is_a_draft() -> None:
    found = read_text(table({**BUTTONDOWN, "publish_date": ""}))
    assert found.only.draft


def test_a_list_of_links_with_notes_is_no_table_of_posts() -> None:
    text = "url,title,content\nhttps://example.org/a,A,my note\n"
    assert read_text(text).only.kind == "web"


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({**BEEHIIV, "url": "", "slug": "the-bridge"}, "/p/the-bridge"),
        ({**BUTTONDOWN}, "/archive/the-bridge/"),
        ({"title": "The bridge", "post_page_url": "/post/the-bridge", "html": "<p>x</p>"},
         "/post/the-bridge"),
    ],
)  # fmt: skip
def test_the_url_is_made_of_the_path(row: dict[str, str], path: str) -> None:
    assert (
        read_text(table(row), "posts", base_url="https://e.org/").only.url == f"https://e.org{path}"
    )
    (note,) = read_text(table(row), "posts", own=True).notes
    assert "--base-url" in note


def test_authors() -> None:
    rows = [{**BEEHIIV, "author": "Ann Reed; Bob Moor"}, {**BEEHIIV, "id": "a2", "author": ""}]
    assert read_text(table(*rows)).authors == ("Ann Reed", "Bob Moor")

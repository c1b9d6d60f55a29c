"""Dotclear's backup."""

from __future__ import annotations

from batch.sources.exports.exports import read_text

POST = (
    "[post post_id,user_id,cat_id,post_dt,post_tz,post_password,post_type,post_format,post_url,"
    "post_title,post_excerpt_xhtml,post_content,post_content_xhtml,post_status]"
)


def post(number: int, status: str = "1", password: str = "", kind: str = "post") -> str:
    values = [
        *(str(number), "ann", "3", "2006-06-18 13:45:00", "Europe/Paris", password, kind, "xhtml"),
        *("2006/06/18/the-bridge", 'The \\"bridge\\"', "<p>In short.</p>", "x"),
        *("<p>It opened,\\nat last.</p>", status),
    ]
    return ",".join(f'"{value}"' for value in values)


COMMENTS = (
    "[comment comment_id,post_id,comment_dt,comment_author,comment_email,comment_site,"
    "comment_content,comment_status,comment_trackback]"
)
BACKUP = f"""///DOTCLEAR|2.24|single

[category cat_id,cat_title]
"3","Bridges"

{POST}
{post(1)}
{post(2, "0")}
{post(3, password="secret")}
{post(4, kind="page")}

[meta meta_id,meta_type,post_id]
"old stones","tag","1"

{COMMENTS}
"7","1","2006-06-19 08:00:00","Bea","bea@example.org","https://bea.example.org/","<p>Yes.</p>","1","0"
"8","1","2006-06-19 08:00:00","Spam","","","<p>Buy</p>","-2","0"
"""


def test_a_post_has_what_the_tables_say() -> None:
    found = read_text(BACKUP, comments=True)
    assert found.faults == []
    first, draft, protected = found.entries
    about = dict(first.overrides)
    assert str(about.pop("date")) == "2006-06-18 13:45:00+02:00"
    assert about == {
        "title": 'The "bridge"',
        "author": "ann",
        "categories": ["Bridges"],
        "tags": ["old stones"],
        "slug": "the-bridge",
    }
    excerpt, _, text = first.body.partition('<hr data-excerpt-end="more">')
    assert excerpt.strip() == "<p>In short.</p>"
    assert text.strip() == "<p>It opened,\nat last.</p>"
    assert draft.draft
    assert protected.draft and "password" in protected.warnings[0]
    assert [one.name for one in first.comments] == ["Bea"]
    assert "bea@example.org" not in repr(found.entries)
    assert found.parts[("page", "published", "left out: --post-types page")] == 1
    assert found.parts[("comment", "not shown", "left out: not shown on the site")] == 1


def test_a_cut_row_is_reported() -> None:
    at = BACKUP.index('"2","ann"')
    found = read_text(BACKUP[: at + 40])
    assert len(found.entries) == 1
    assert "is the file cut?" in found.faults[0].reason


def test_the_url_of_a_post_is_made_of_its_path() -> None:
    found = read_text(BACKUP, base_url="https://example.org/blog", post_types=("post", "page"))
    first, draft, _, page = found.entries
    assert first.url == "https://example.org/blog/post/2006/06/18/the-bridge"
    alias = "https://example.org/blog/index.php/post/2006/06/18/the-bridge"
    assert first.aliases == (alias,)
    assert not draft.url.startswith("http")
    assert page.url == "https://example.org/blog/pages/2006/06/18/the-bridge"


def test_the_zone_of_the_blog_is_the_one_of_its_settings() -> None:
    rows = '"blog_timezone","default","system","America/Montreal","string","",""'
    head = "[setting setting_id,blog_id,setting_ns,setting_value,setting_type,setting_label,x]"
    assert read_text(f"{BACKUP}\n{head}\n{rows}\n").zone == "America/Montreal"
    assert read_text(BACKUP).zone == "Europe/Paris"  # of its posts

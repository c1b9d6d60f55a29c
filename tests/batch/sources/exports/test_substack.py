"""Substack's export."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.sources.exports.exports import folder_of, read_path, zip_of

HEAD = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
BUTTON = (
    '<p class="button-wrapper" data-attrs="{&quot;a&quot;:1}"><a class="button primary" '
    'href="https://river.substack.example/subscribe?"><span>Sign up</span></a></p>'
)
FILES = {
    "posts.csv": HEAD
    + "1.river,2019-07-26T20:48:19.814Z,TRUE,,newsletter,everyone,The River,"
    + "&#x201C;In short&#x201D;,\n"
    + "2.sound,2022-08-12T12:11:23.230Z,true,,podcast,everyone,Sound,,https://example.org/a.mp3\n"
    + "3.paid,2022-08-13T12:11:23.230Z,true,,newsletter,only_paid,Paid,,\n"
    + "4.draft,,false,,newsletter,everyone,Draft,,\n"
    + "5.about,2022-08-13T12:11:23.230Z,true,,page,everyone,About,,\n"
    + "6.gone,2022-08-13T12:11:23.230Z,true,,newsletter,everyone,Gone,,\n",
    "posts/1.river.html": f"<p>One.</p>{BUTTON}<p>Two &amp; three.</p>",
    "posts/2.sound.html": "<p>Listen.</p>",
    "posts/3.paid.html": "<p>For money.</p>",
    "posts/4.draft.html": "<p>Not yet.</p>",
    "posts/5.about.html": "<p>Us.</p>",
    "posts/1.river.opens.csv": "email\nann@example.org\n",
    "posts/7.other.html": "<p>Not in the table.</p>",
}


@pytest.fixture(params=["folder", "zip", "zip with a folder"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "folder":
        return folder_of(tmp_path / "export", FILES)
    around = "export/" if "with" in request.param else ""
    return zip_of(tmp_path / "e.zip", {around + name: text for name, text in FILES.items()})


def test_the_table_says_what_the_texts_are(export: Path) -> None:
    found = read_path(export)
    assert list(found.by_title) == ["The River", "Sound", "Paid", "Draft"]
    river = found.by_title["The River"]
    assert str(river.overrides["date"]).startswith("2019-07-26 20:48:19")
    assert river.overrides["description"] == "“In short”"
    assert river.overrides["slug"] == "river"
    assert "Sign up" not in river.body and "Two &amp; three." in river.body
    assert "buttons of the newsletter" in river.warnings[0]
    assert 'audio src="https://example.org/a.mp3"' in found.by_title["Sound"].body
    assert [one.draft for one in found.entries] == [False, False, True, True]
    assert "paying subscribers" in found.by_title["Paid"].warnings[0]
    assert [(one.line, one.reason) for one in found.faults] == [
        (7, "'Gone': its text 6.gone.html is not in the export")
    ]
    assert found.parts[("page", "published", "left out: --post-types page")] == 1
    assert found.parts[("file", "", "left out: numbers of readers, personal data")] == 1
    assert found.parts[("file", "", "left out: a text that posts.csv does not name")] == 1


def test_a_post_of_which_nothing_says_that_it_is_published_is_a_draft(tmp_path: Path) -> None:
    files = {"posts.csv": "post_id,title\n1.a,A\n", "posts/1.a.html": "<p>One.</p>"}
    one = read_path(folder_of(tmp_path / "export", files)).only
    assert one.draft
    assert one.warnings == ("the export does not say whether it was published: it is a draft",)


def test_the_url_of_a_post_is_made_of_its_slug(tmp_path: Path) -> None:
    export = folder_of(tmp_path / "export", FILES)
    found = read_path(
        export, base_url="https://river.substack.example/", post_types=("page", "post")
    )
    assert found.by_title["The River"].url == "https://river.substack.example/p/river"
    assert found.by_title["About"].url == "https://river.substack.example/p/about"
    assert found.by_title["About"].overrides["permalink"] == "/p/about/"
    assert not found.by_title["Paid"].url.startswith("http")
    (note,) = [one for one in read_path(export, own=True).notes if "--base-url" in one]
    assert "does not have the URL of its site" in note

"""``crosspost post``: what a person types, and what happens."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

import pages
from crosspost.targets.jekyll import front_matter
from server import Server, page

NAME = "_posts/2013-03-06-a-bridge-for-the-village.md"


@pytest.fixture
def saved(site: Path) -> Path:
    """Return a page that a browser saved."""
    path = site.parent / "bridge.html"
    path.write_text(pages.article(), "utf-8")
    return path


def fields(path: Path) -> dict[str, object]:
    return front_matter.read(path.read_text("utf-8"))


def test_a_saved_page_becomes_a_post_and_the_path_goes_down_the_pipe(shell, site, saved) -> None:
    shown = shell(saved)
    assert (shown.code, shown.out) == (0, NAME + "\n")
    text = (site / NAME).read_text("utf-8")
    url = "https://news.example.org/bridge"
    assert f"_The text below was originally posted here: [{url}]({url})_" in text
    assert pages.PARAGRAPH.strip() in text
    assert "Imprint" not in text


def test_one_line_says_what_was_found(shell, saved) -> None:
    shown = shell(saved)
    assert "A bridge for the village" in shown.err
    assert "author A. Correspondent · date 2013-03-06 (json-ld datePublished) · " in shown.err
    assert re.search(r"\d+ words", shown.err)


def test_the_word_post_may_stand_there_or_not(shell, saved) -> None:
    assert shell("post", saved, "--dry-run").out == shell("--dry-run", saved).out == NAME + "\n"


def test_a_page_comes_from_standard_input(shell, site, monkeypatch) -> None:
    page = io.TextIOWrapper(io.BytesIO(pages.article(url="").encode()))
    monkeypatch.setattr(sys, "stdin", page)
    shown = shell("-", "--base-url", "https://blog.example.com/a?utm_source=x", "--stdout")
    assert shown.code == 0
    assert "[https://blog.example.com/a](https://blog.example.com/a)" in shown.out
    assert not (site / "_posts").exists()


def test_dry_run_and_stdout_write_nothing(shell, site, saved) -> None:
    shell(saved, "--dry-run")
    shown = shell(saved, "--stdout")
    assert shown.out.startswith('---\ntitle: "A bridge for the village"\n')
    assert not (site / "_posts").exists()


def test_an_article_that_the_site_has_is_named_and_left_alone(shell, site, saved) -> None:
    shell(saved)
    before = (site / NAME).read_bytes()
    shown = shell(saved, "--title", "Another title")
    assert shown.code == 0
    assert NAME in shown.err
    assert "--force" in shown.err
    assert (site / NAME).read_bytes() == before
    assert len(list((site / "_posts").iterdir())) == 1


def test_force_replaces_the_post_that_has_the_article(shell, site, saved) -> None:
    shell(saved)
    shown = shell(saved, "--title", "Another title", "--force")
    assert (shown.code, shown.out) == (0, NAME + "\n")
    assert fields(site / NAME)["title"] == "Another title"
    assert len(list((site / "_posts").iterdir())) == 1


def test_another_article_of_that_name_gets_a_name_of_its_own(shell, site, saved) -> None:
    shell(saved)
    other = site.parent / "other.html"
    other.write_text(pages.article(url="https://other.example.net/bridge"), "utf-8")
    assert shell(other).out == NAME.replace(".md", "-2.md") + "\n"


def test_a_post_of_ones_own_is_not_overwritten_unasked(shell, site, saved) -> None:
    mine = site / NAME
    mine.parent.mkdir()
    mine.write_text("---\ntitle: Mine\n---\nMy own words.\n", "utf-8")
    shown = shell(saved)
    assert shown.code == 1
    assert NAME in shown.err
    assert "--force" in shown.err
    assert "My own words." in mine.read_text("utf-8")
    assert shell(saved, "--force").code == 0
    assert "My own words." not in mine.read_text("utf-8")


def test_fields_given_on_the_command_line_win(shell, site, saved) -> None:
    shown = shell(
        *(saved, "--title", "No: we", "--author", "Someone", "--date", "2014-05-07"),
        *("--tag", "Radio", "--tag", "C#", "--category", "News", "--layout", "wide"),
        *("--set", "rating=5", "--set", "pinned=true", "--set", "subtitle=a: b #c"),
    )
    assert shown.out == "_posts/2014-05-07-no-we.md\n"
    found = fields(site / "_posts/2014-05-07-no-we.md")
    assert found["title"] == "No: we"
    assert found["author"] == "Someone"
    assert found["date"] == "2014-05-07"
    assert (found["tags"], found["categories"]) == (["Radio", "C#"], ["News"])
    assert (found["layout"], found["rating"], found["pinned"]) == ("wide", 5, True)
    assert found["subtitle"] == "a: b #c"


def test_a_field_is_taken_from_where_a_selector_points(shell, site, saved) -> None:
    shown = shell(saved, "--select", "author=nav a", "--select", "title=.nowhere", "--stdout")
    assert front_matter.read(shown.out)["title"] == "A bridge for the village"
    assert "finds nothing" in shown.err


def test_a_draft_has_no_date_in_its_name(shell, saved) -> None:
    assert shell(saved, "--draft").out == "_drafts/a-bridge-for-the-village.md\n"


def test_a_note_comes_before_the_attribution(shell, site, saved) -> None:
    (site.parent / "intro.md").write_text("I was *there*. {{ site.title }}\n", "utf-8")
    shown = shell(saved, "--note", f"@{site.parent / 'intro.md'}", "--stdout")
    note, attribution = (
        shown.out.index("I was *there*. {{ site.title }}"),
        shown.out.index("_The text"),
    )
    assert note < attribution < shown.out.index("The meeting lasted")


def test_the_posts_go_where_the_person_says(shell, tmp_path, saved) -> None:
    folder = tmp_path / "elsewhere"
    shown = shell(saved, "--output", folder)
    assert shown.out == f"{folder / Path(NAME).name}\n"


def test_the_site_may_be_another_than_the_working_folder(shell, tmp_path, saved) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert shell(saved, "--site", other).out == f"{other / NAME}\n"


def test_a_folder_that_is_no_site_is_doubted(shell, site, saved) -> None:
    assert "_config.yml" not in shell(saved, "--dry-run").err
    (site / "_config.yml").unlink()
    shown = shell(saved)
    assert (shown.code, shown.out) == (0, NAME + "\n")
    assert f"! there is no _config.yml here or above: using {site} as" in shown.err


def test_settings_come_from_file_environment_and_flags(shell, site, saved, monkeypatch) -> None:
    (site / "crosspost.toml").write_text('author = "bloghost"\ntitle_suffix = "[file]"\n')
    monkeypatch.setenv("CROSSPOST_TITLE_SUFFIX", "[environment]")
    first = front_matter.read(shell(saved, "--stdout").out)
    assert (first["author"], first["original_author"]) == ("bloghost", "A. Correspondent")
    assert first["title"] == "A bridge for the village [environment]"
    shown = shell(saved, "--stdout", "--title-suffix", "[cross-post]")
    assert front_matter.read(shown.out)["title"] == "A bridge for the village [cross-post]"


def test_a_bracket_in_a_title_shows_on_the_screen(shell, site) -> None:
    page = site.parent / "odd.html"
    page.write_text(pages.article("Radio [/b] and [cross-post] :smile:"), "utf-8")
    assert "Radio [/b] and [cross-post] :smile:" in shell(page).err


def test_json_is_one_object_a_line(shell, saved, site) -> None:
    missing = site.parent / "nowhere.html"
    shown = shell(saved, missing, "--json", "--tag", "Bridges")
    first, second = map(json.loads, shown.out.splitlines())
    assert (first["status"], first["path"]) == ("written", NAME)
    assert first["front_matter"]["tags"] == ["Bridges"]
    assert first["front_matter"]["date"] == "2013-03-06T10:44:27+06:00"
    assert (first["title"], first["authors"]) == ("A bridge for the village", ["A. Correspondent"])
    assert first["words"] > 100
    assert (second["status"], second["path"]) == ("failed", None)
    assert shown.code == 1


def test_a_password_in_the_url_of_a_saved_page_is_not_written(shell, site) -> None:
    page = "<h1>Of rivers</h1>" + "<p>The river is long, and people live there.</p>" * 9
    (site / "page.html").write_text(page)
    shown = shell("page.html", "--base-url", "https://ann:word@example.org/a", "--stdout")
    assert 'canonical_url: "https://example.org/a"' in shown.out
    assert "word@" not in shown.out + shown.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "rating"], "is not KEY=VALUE"),
        (["--date", "tomorrow"], "is not a date such as"),
        (["--header", "no colon"], "is not NAME: VALUE"),
        (["--note", "@/nowhere/note.md"], "cannot be read"),
        (["--cookies", "/nowhere/cookies.txt"], "does not exist"),
        (["--no-such-flag"], "there is no option --no-such-flag\n"),
        (["--titl", "x"], "Did you mean --title?"),
        (["--attribution-position", "middle"], "'top', 'bottom', 'none'"),
        (["--select", "headline=h1"], "no field 'headline'"),
        (["--select", "title=h1["], "is not a CSS selector"),
        (["--set", "url=x"], "url"),
        (["--base-url", "not a url"], "--base-url 'not a url': not an http(s) URL"),
        (["--base-url", ""], "--base-url '': not an http(s) URL"),
        (["--base-url", "file:///page.html"], "not an http(s) URL"),
        (["--base-url", "example.org/a"], "Did you mean https://example.org/a ?"),
        (["--base-url", "https://example.org/a b"], "not a single URL"),
    ],
)
def test_a_wrong_command_line_is_said_before_anything_happens(
    shell, site, saved, arguments, message
) -> None:
    shown = shell(saved, *arguments)
    assert (shown.code, shown.out) == (2, "")
    assert message in shown.err
    assert shown.err.startswith("✗ ") and shown.err.count("\n") <= 2
    assert not (site / "_posts").exists()


def test_a_misspelt_setting_names_the_right_one(shell, site, saved) -> None:
    (site / "crosspost.toml").write_text('autor = "x"\n')
    shown = shell(saved)
    assert shown.code == 2
    assert "Did you mean author?" in shown.err


def test_one_bad_source_does_not_stop_the_others(shell, site, saved) -> None:
    shown = shell(site.parent / "nowhere.html", saved)
    assert shown.code == 1
    assert shown.out == NAME + "\n"
    assert "nowhere.html" in shown.err


def test_a_page_without_an_article_makes_no_post(shell, site) -> None:
    page = site.parent / "empty.html"
    page.write_text("<!DOCTYPE html><html><body><div id=root></div><script src=x></script></body>")
    shown = shell(page, "--base-url", "https://app.example.org/")
    assert shown.code == 1
    assert "https://app.example.org/" in shown.err
    assert not (site / "_posts").exists()


def test_a_url_may_be_given_without_its_scheme(shell, site, monkeypatch) -> None:
    monkeypatch.setenv("CROSSPOST_TRIES", "1")
    with Server({"*": page(b"")}) as server:
        shown = shell(server.url("/x").removeprefix("http://"))
    assert shown.code == 1
    assert shown.err.startswith("✗ https://127.0.0.1:")  # where nobody speaks TLS


def test_a_misspelt_command_is_not_taken_for_a_page_without_a_word(shell) -> None:
    shown = shell("intt")
    assert shown.code == 2
    assert "Did you mean crosspost init?" in shown.err


def test_strict_makes_a_warning_count(shell, site) -> None:
    page = site.parent / "note.html"
    page.write_text(pages.article(body="<p>The bridge is closed until the ice has gone.</p>"))
    assert shell(page, "--dry-run").code == 0
    shown = shell(page, "--strict")
    assert shown.code == 1
    assert "! only 9 words found" in shown.err
    assert shown.out == NAME + "\n"


@pytest.fixture
def lossy(saved, monkeypatch) -> Path:
    """Return a page whose end, with a picture and a table, is not written."""
    table = "<table><tr><th>Village</th><th>Days</th></tr><tr><td>Upper</td><td>2</td></tr></table>"
    text = f"<p>{pages.PARAGRAPH}</p>"
    body = f'{text * 20}<img src="/mill.jpg">{text}<img src="/a.jpg?w=9">{text}{table}{text * 2}'
    saved.write_text(pages.article(body=f'<img src="/lead.jpg">{body}'), "utf-8")
    monkeypatch.setattr("crosspost.markdown.truncate.MAX_BYTES", 2000)
    return saved


LOST = re.compile(
    r"! [\d,]+ of 868 words, 2 of 3 pictures and 1 table of the article are not in the post: "
    r"crosspost explain URL --body\n"
)


def test_one_line_says_what_of_the_article_is_not_in_the_post(shell, site, lossy) -> None:
    shown = shell(lossy)
    assert (shown.code, shown.out) == (0, NAME + "\n")
    assert len(LOST.findall(shown.err)) == 1
    assert "mill.jpg" not in shown.err
    assert (site / NAME).exists()


def test_verbose_names_what_was_lost(shell, lossy) -> None:
    shown = shell(lossy, "--verbose")
    assert "  lost    picture: mill.jpg\n  lost    picture: a.jpg\n" in shown.err
    assert "  lost    table: Village | Days\n" in shown.err


def test_json_has_what_was_lost_as_data(shell, lossy, saved) -> None:
    losses = json.loads(shell(lossy, "--json").out)["losses"]
    assert [loss["kind"] for loss in losses] == ["word", "picture", "table"]
    assert losses[1] == {"kind": "picture", "lost": 2, "of": 3, "examples": ["mill.jpg", "a.jpg"]}
    saved.write_text(pages.article(), "utf-8")
    assert json.loads(shell(saved, "--json", "--force").out)["losses"] == []


@pytest.mark.parametrize("where", ["command line", "settings"])
def test_strict_makes_a_loss_a_failure_and_writes_nothing(shell, site, lossy, where) -> None:
    if where == "settings":
        (site / "crosspost.toml").write_text("strict = true\n", "utf-8")
    shown = shell(lossy, *(["--strict"] if where == "command line" else []))
    assert (shown.code, shown.out) == (3, "")
    assert "✗ https://news.example.org/bridge: " in shown.err
    assert "2 of 3 pictures" in shown.err and "Without --strict" in shown.err
    assert not (site / "_posts").exists()
    record = json.loads(shell(lossy, "--strict", "--json").out)
    assert record["status"] == "failed" and record["losses"][1]["lost"] == 2
    assert shell(lossy, "--no-strict").code == 0


def test_another_failure_counts_more_than_a_loss(shell, lossy) -> None:
    assert shell(lossy, "nowhere.html", "--strict").code == 1


def test_a_whole_post_is_written_under_strict(shell, site, saved) -> None:
    shown = shell(saved, "--strict")
    assert (shown.code, shown.out) == (0, NAME + "\n")


def test_a_word_is_no_article_but_a_picture_is(shell, site) -> None:
    page = site.parent / "short.html"
    page.write_text("<p>hi", "utf-8")
    shown = shell(page)
    assert (shown.code, shown.err.splitlines()[0]) == (
        1,
        f"✗ {page}: no article: 1 word and no picture",
    )
    page.write_text(
        pages.article(body='<figure><img src="/bridge.jpg" alt="It"></figure>'), "utf-8"
    )
    assert shell(page).code == 0


def test_quiet_prints_the_path_alone(shell, saved) -> None:
    shown = shell(saved, "--quiet")
    assert (shown.out, shown.err) == (NAME + "\n", "")


def test_verbose_says_where_each_field_was_found(shell, saved) -> None:
    assert "title: " in shell(saved, "--verbose").err


def test_a_read_only_site_is_an_error_in_words(shell, site, saved) -> None:
    (site / "_posts").write_text("not a folder")
    shown = shell(saved)
    assert shown.code == 1
    assert "_posts" in shown.err

"""Links between one's own posts that lead to a place in the other post."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

import real_hugo
import real_jekyll
from cli.conftest import Shell
from cli.test_batch import QUICK
from cli.test_moving import HEAD, OLD, item

# Ids of blocks, of a table of contents, of an old editor; one is as its heading has it anyway.
PLACES = (
    '<h2 id="c">The third part</h2><p>Text.</p><h2 id="plain-words">Plain words</h2><p>More.</p>'
    '<h3><span class="toc" id="In_short">In short</span></h3><p>Yes.</p>'
    '<section id="around"><h3 id="within">Twice</h3><p>Named.</p></section>'
    '<p><a name="above"></a></p><h4>Named above</h4><p>End.</p>'
)
NAMES = ("c", "plain-words", "In_short", "around", "within", "above")


def body(other: str, names: tuple[str, ...] = NAMES) -> str:
    links = ", ".join(f'<a href="{OLD}/2013/03/{other}/#{name}">{name}</a>' for name in names)
    return f"<p>See {links}.</p>{PLACES}"


def export(site: Path, *, names: tuple[str, ...] = NAMES) -> None:
    items = item(1, "one", body("two", names)) + item(2, "two", body("one"))
    (site / "export.xml").write_text(f"{HEAD}{items}</channel></rss>", "utf-8")


def broken(built: dict[str, str]) -> tuple[int, list[str]]:
    """Return how many links lead to places in other pages, and those whose place is not there."""
    found = [
        (page.rstrip("/"), unquote(place))
        for text in built.values()
        for page, place in re.findall(r'href="(/[^"#]*)#([^"]+)"', text)
    ]
    pages = {url.rstrip("/"): text for url, text in built.items()}
    missing = [place for page, place in found if f'id="{place}"' not in pages[page]]
    return len(found), missing


@pytest.mark.jekyll
def test_jekyll_has_all_places(shell: Shell, site: Path) -> None:
    export(site)
    assert shell("batch", "export.xml", "--own", *QUICK).code == 0
    built = {post["url"]: post["output"] for post in real_jekyll.build(site)}
    assert broken(built) == (12, [])


@pytest.mark.hugo
def test_hugo_has_the_places_of_headings(shell: Shell, tmp_path: Path) -> None:
    site = real_hugo.new_site(tmp_path / "hugo")
    export(site)
    flags = ("--own", "--site", site, *QUICK)
    assert shell("batch", site / "export.xml", *flags).code == 0
    count, missing = broken(real_hugo.build(site))
    assert count == 12 and set(missing) == {"around"}, "no HTML in its Markdown: one id a heading"


def test_places_that_the_other_post_does_not_have_are_named(shell: Shell, site: Path) -> None:
    export(site, names=("c", "plain-words", "gone", "top"))
    report = site.parent / "report.md"
    shown = shell("batch", "export.xml", "--own", *QUICK, "--report", report)
    assert "1 link leads to a place in another post that it does not have" in shown.err
    text = report.read_text("utf-8")
    assert "## Links to a place that the other post does not have" in text
    row = text.partition("## Links to a place")[2].split("\n\n")[1].splitlines()[2:]
    assert len(row) == 1 and "two/\\#gone | 1 |" in row[0]
    for name, words in (("report.json", '"places_missing"'), ("report.html", "two/#gone")):
        other = site.parent / name
        assert shell("batch", "export.xml", "--own", *QUICK, "--report", other).code == 0
        assert words in other.read_text("utf-8")


def test_none_is_missing_if_all_are_there(shell: Shell, site: Path) -> None:
    export(site)
    shown = shell("batch", "export.xml", "--own", *QUICK)
    assert "12 links" not in shown.err and "does not have" not in shown.err

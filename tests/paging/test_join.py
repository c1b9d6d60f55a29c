"""Several pages as one article: nothing twice, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.config import Config
from paging.series import BOX, BYLINE, CAPTION, STANDFIRST, imported, pager, series, sheet
from pictures import png
from server import Server, page

URLS = {1: "/bridge", 2: "/bridge/2", 3: "/bridge/3"}


def body(tmp_path: Path, *more: str) -> str:
    """Return the post of an article whose pages have this besides their text."""
    routes = {
        url: page(sheet(number, pager(URLS, number), more=each))
        for (number, url), each in zip(URLS.items(), more, strict=True)
    }
    with Server(routes) as web:
        outcome = imported(web, "/bridge", tmp_path)
    assert outcome.post and outcome.post.warnings == ()
    return outcome.post.body


@pytest.mark.parametrize("text", [STANDFIRST, BYLINE, BOX, f"*{CAPTION}*", "/lead.jpg)"])
def test_what_each_page_has_again_is_in_the_post_once(tmp_path: Path, text: str) -> None:
    assert body(tmp_path, "", "", "").count(text) == 1


def test_the_order_is_that_of_the_pages(tmp_path: Path) -> None:
    found = body(tmp_path, "", "", "")
    places = [
        found.index(text) for text in (STANDFIRST, "Village 1", "Village 2", "Village 3", BOX)
    ]
    assert places == sorted(places)


def test_a_line_that_is_twice_in_the_text_stays(tmp_path: Path) -> None:
    again = "<h2>What they said</h2><p>{} said that they would come again in the spring.</p>"
    found = body(tmp_path, again.format("Some"), again.format("Others"), again.format("All"))
    assert found.count("## What they said") == 3


def test_pictures_of_the_pages_stay(tmp_path: Path) -> None:
    shown = (
        '<figure><img src="/{}.jpg" width="800" height="500" alt="{}"></figure><p>So it was.</p>'
    )
    found = body(tmp_path, *(shown.format(name, name) for name in ("river", "road", "coal")))
    assert [found.count(f"/{name}.jpg)") for name in ("river", "road", "coal")] == [1, 1, 1]


def test_code_and_formulas_between_two_pages_stay(tmp_path: Path) -> None:
    code = "<p>The list is:</p><pre><code>{}</code></pre>"
    found = body(tmp_path, code.format("{}"), code.format("{};"), code.format("{{}}"))
    assert found.count("~~~") + found.count("```") == 6


def test_notes_are_numbered_through(tmp_path: Path) -> None:
    note = (
        '<p>They said so<sup id="fnref1"><a href="#fn1">1</a></sup> in village {0}.</p>'
        '<ol class="footnotes"><li id="fn1">The note of village {0}. '
        '<a href="#fnref1">↩</a></li></ol>'
    )
    found = body(tmp_path, *(note.format(number) for number in (1, 2, 3)))
    for number in (1, 2, 3):
        assert f"so[^{number}] in village {number}." in found
        assert f"[^{number}]: The note of village {number}." in found


@pytest.mark.parametrize("before", ["", "/bridge/3"])
def test_notes_that_are_all_on_the_last_page(tmp_path: Path, before: str) -> None:
    mark = '<p>They said so<sup id="fnref{0}"><a href="{1}#fn{0}">{0}</a></sup> there.</p>'
    notes = "".join(
        f'<li id="fn{n}">The note of village {n}. <a href="#fnref{n}">↩</a></li>' for n in (1, 2, 3)
    )
    last = mark.format(3, "") + f'<ol class="footnotes">{notes}</ol>'
    found = body(tmp_path, mark.format(1, before), mark.format(2, before), last)
    for number in (1, 2, 3):
        assert f"so[^{number}] there." in found
        assert f"[^{number}]: The note of village {number}." in found


def test_tables_of_several_pages_are_compared_each_with_its_own(tmp_path: Path) -> None:
    table = "<table><tr><th>Place<th>Houses</tr><tr><td>{}<td>{}</tr></table><p>So it was.</p>"
    found = body(tmp_path, *(table.format(f"Village {n}", n * 10) for n in (1, 2, 3)))
    assert found.count("| Place |") == 3


def test_the_words_are_those_of_all_pages(tmp_path: Path) -> None:
    with Server(series(URLS)) as web:
        outcome = imported(web, "/bridge", tmp_path)
    assert outcome.post
    article = outcome.post.article
    assert article.text.count(STANDFIRST) == 1 and article.text.count("Village 3, day 3") == 1
    assert article.words == len(article.text.replace(" & ", " ").split())


@pytest.mark.parametrize("words", ["Pages:", "Page", "", "Seiten:"])
def test_a_pager_that_looks_like_a_paragraph_is_not_missed(tmp_path: Path, words: str) -> None:
    def plain(number: int) -> str:
        links = (f'<a href="{url}">{n}</a>' for n, url in URLS.items() if n != number)
        return sheet(number).replace("</article>", f"<p>{words} {' | '.join(links)}</p></article>")

    with Server({url: page(plain(number)) for number, url in URLS.items()}) as web:
        outcome = imported(web, "/bridge", tmp_path)
    assert outcome.post and outcome.post.warnings == ()
    assert "/bridge/2" not in outcome.post.body


def test_pictures_of_all_pages_are_copied(tmp_path: Path) -> None:
    shown = (
        '<figure><img src="/{}.png" width="800" height="500" alt="{}"></figure><p>So it was.</p>'
    )
    routes = {
        url: page(sheet(number, pager(URLS, number), more=shown.format(number, f"Road {number}")))
        for number, url in URLS.items()
    }
    for number in URLS:
        routes[f"/{number}.png"] = page(png(seed=number), content_type="image/png")
    routes["/lead.jpg"] = page(png(seed=9), content_type="image/png")
    with Server(routes) as web:
        imported(web, "/bridge", tmp_path, Config(pictures_from_web="copy"))
        assert web.paths().count("/lead.jpg") == 1
    assert len(list((tmp_path / "assets/pictures").iterdir())) == 4

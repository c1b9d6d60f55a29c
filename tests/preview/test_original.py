"""The marks in the original are the decisions of ``explain --body``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from bs4 import BeautifulSoup

import pages
from cpu import check_growth
from crosspost import metadata
from crosspost.body.explain import explain
from crosspost.model import FollowingPage, Loss, Page
from crosspost.page.parse import parse
from crosspost.preview.original import Marked, mark, to_check_of

URL = "https://news.example.org/bridge"
PLAYER = '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
PICTURE = '<figure><img src="/river.jpg" alt="The river" width="600" height="400"></figure>'
TEXT = f"<p>{pages.PARAGRAPH}</p>"


def page_of(html: str) -> Page:
    return Page(URL, URL, html.encode(), "utf-8", datetime.now(UTC))


def marked(html: str, losses: tuple[Loss, ...] = (), warnings: tuple[str, ...] = ()) -> Marked:
    page = page_of(html)
    return mark(page, metadata.read(parse(page)), "article", to_check_of(losses, warnings))


def joined(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def shown(html: str, name: str) -> str:
    """Return the texts with a mark, without labels and spaces."""
    soup = BeautifulSoup(html, "html.parser")
    for label in soup.select("b.label, .medium"):
        label.decompose()
    return joined(each.get_text() for each in soup.select(f"span.{name}"))


def test_each_part_has_the_mark_of_its_decision() -> None:
    html = pages.article(body=TEXT * 2 + PICTURE + PLAYER + TEXT * 2)
    document = parse(page_of(html))
    parts = explain(document, metadata.read(document)).blocks
    found = marked(html)
    assert (found.kept, found.parts) == (sum(part.kept for part in parts), len(parts))
    title = "A bridge for the village"
    texts = [part for part in parts if part.kind == "text"]
    assert shown(found.html, "in") == joined(p.text for p in texts if p.kept or p.text == title)
    assert shown(found.html, "out") == joined(
        p.text for p in texts if not p.kept and p.text != title
    )
    assert "left out: " in found.html and "in the front matter" in found.html
    assert '<img alt="The river" src="https://news.example.org/river.jpg"' in found.html
    assert "player: https://www.youtube.com/embed/abc" in found.html


def test_losses_and_doubts_are_marked_and_can_be_jumped_to() -> None:
    body = TEXT + "<h2>The cost of wood</h2>" + TEXT + PICTURE + TEXT
    losses = (
        Loss("heading", 1, 3, ("The cost of wood",)),
        Loss("picture", 3, 4, ("river.jpg",)),
        Loss("paragraph", 1, 1, ("Words that are not there",)),
    )
    doubt = "“Imprint and privacy” is not in the post, but may be of the article: "
    found = marked(
        pages.article(body=body),
        losses,
        (doubt + "crosspost explain URL --body", "no date found"),
    )
    places = {item.words: item.place for item in found.to_check}
    assert re.search(rf'class="lost"[^>]* id="{places["heading: The cost of wood"]}"', found.html)
    picture = places["picture: river.jpg"]
    assert picture and re.search(rf'class="lost medium"[^>]* id="{picture}"', found.html)
    assert places["picture: 2 more of 4"] == "" == places["no date found"]
    assert places["paragraph: Words that are not there"] == ""
    (section,) = (item for item in found.to_check if item.words.startswith("“Imprint"))
    assert re.search(rf'class="doubt"[^>]* id="{section.place}"', found.html)


def test_a_page_cannot_imitate_marks_and_shows_nothing_hidden() -> None:
    fake = f'<p class="in" id="check-1" title="in the post" style="top: 0">{pages.PARAGRAPH}</p>'
    hidden = "<p hidden>secret words of the page</p>"
    found = marked(pages.article(body=TEXT + fake + hidden + TEXT))
    assert 'id="check-1"' not in found.html and "style" not in found.html
    assert "<p>" in found.html and '<p class="in"' not in found.html
    assert 'class="hidden"' in found.html


def test_all_pages_of_an_article_are_shown() -> None:
    first = page_of(pages.article(body=TEXT * 3))
    second = page_of(pages.article(body=TEXT * 2 + "<p>The last page.</p>"))
    page = Page(
        *(URL, URL, first.content, "utf-8", first.fetched_at),
        more=(FollowingPage(2, URL + "/2", second), FollowingPage(3, URL + "/3", None, "gone")),
    )
    found = mark(page, metadata.read(parse(page)), "article")
    assert "<h2>Page 1</h2>" in found.html and "<h2>Page 2</h2>" in found.html
    assert "Page 3" not in found.html and "The last page." in found.html


def test_a_long_page_takes_time_in_proportion() -> None:
    losses = (Loss("link", 1, 1, ("https://e.org/none",)), Loss("picture", 1, 1, ("none.jpg",)))

    def make(size: int) -> str:
        return pages.article(
            body=(TEXT + '<img src="/p.jpg" width="600"><a href="/x">x</a>') * size
        )

    check_growth(make, lambda html: marked(html, losses), size=200, times=4)

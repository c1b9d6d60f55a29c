"""Which pictures of an article are on the web, and their replacement by copies."""

from __future__ import annotations

import pytest

from crosspost.images.on_web import find, use_copies
from crosspost.markdown.images import source
from crosspost.model import Article, Metadata, Picture
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup

BASE = "https://news.example.org/bridge"
HERE = "https://news.example.org"
INLINED = "data:image/png;base64," + "A" * 9000


def article(html: str, image: str | None = None) -> Article:
    body, facts = to_soup(parse_fragment(html, BASE)), Metadata(image=image)
    return Article(BASE, lambda: facts, "", lambda: body)


def urls(html: str, image: str | None = None) -> list[str]:
    return [picture.url.removeprefix(HERE) for picture in find(article(html, image), source)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="/a.png">', ["/a.png"]),
        ('<img src="/a.png"><img src="/b.png"><img src="/a.png">', ["/a.png", "/b.png"]),
        ('<img src="/small.png" data-src="/large.png">', ["/large.png"]),
        ('<img src="/a.png" srcset="/b.png 900w, /c.png 1800w">', ["/c.png"]),
        ('<picture><source srcset="/c.webp 2x"><img src="/a.png"></picture>', ["/c.webp"]),
        ('<amp-img src="/a.png"></amp-img>', ["/a.png"]),
        ('<img src="/a.png" width="1" height="1">', []),
        ('<img src="data:image/gif;base64,R0lGODlh">', []),  # a placeholder
        (f'<img src="{INLINED}">', [INLINED]),
        ('<a href="/full.jpg"><img src="/a.png"></a>', ["/full.jpg", "/a.png"]),
        ('<a href="/full.JPEG?w=1"><i><img src="/a.png"></i></a>', ["/full.JPEG?w=1", "/a.png"]),
        ('<a href="/full.jpg">large version</a>', []),
        ('<a href="/article"><img src="/a.png"></a>', ["/a.png"]),
        ('<video src="/film.mp4" poster="/a.jpg"></video>', ["/a.jpg"]),
        ('<video src="/film.mp4"></video>', []),
        ('<object data="/plan.svg"></object>', ["/plan.svg"]),
        ('<object data="/film.swf"></object><embed src="/paper.pdf">', []),
        ('<img src="mailto:a@example.org"><img src="ftp://example.org/a.png">', []),
    ],
)  # fmt: skip
def test_pictures_that_a_post_shows_or_links_to(html: str, expected: list[str]) -> None:
    assert urls(html) == expected


def test_the_lead_image_comes_last_unless_the_text_shows_it() -> None:
    assert urls('<img src="/a.png">', f"{HERE}/lead.png") == ["/a.png", "/lead.png"]
    assert urls('<img src="/a.png"><img src="/b.png">', f"{HERE}/a.png") == ["/a.png", "/b.png"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<img src="/img/Hohe%20Br%C3%BCcke.PNG?w=1" alt="A bridge">', "Hohe Brücke"),
        ('<img src="/image/1234/" alt="A bridge">', "1234"),
        ('<img src="https://img.example.org/?id=7" alt="A bridge">', ""),
        (f'<img src="{INLINED}" alt="A bridge">', "A bridge"),
    ],
)
def test_a_copy_is_named_after_the_file_and_so_the_same_in_every_post(
    html: str, words: str
) -> None:
    assert [picture.words for picture in find(article(html), source)] == [words]


def test_a_page_of_thousands_of_pictures_takes_no_longer() -> None:
    html = "".join(f'<img src="/{n}.png">' for n in range(3000))
    assert len(urls(html)) == 1000


def replaced(html: str, *copied: str) -> str:
    pictures = {f"{HERE}{url}": Picture("/x", f"copy-of-{url.strip('/')}") for url in copied}
    return use_copies(article(html), pictures, source, "/assets").body.decode_contents()


def test_the_copy_is_shown_and_no_other_size() -> None:
    html = '<img src="/a.png" srcset="/b.png 900w" sizes="9px" data-x="/c.png" alt="A river"/>'
    assert replaced(html, "/b.png") == '<img alt="A river" src="/assets/copy-of-b.png"/>'


def test_what_was_not_copied_stays_with_all_its_sizes() -> None:
    html = f'<img src="{HERE}/a.png" srcset="{HERE}/b.png 900w"/>'
    assert replaced(html, "/a.png") == html  # another size of it was, for another place


def test_a_link_and_its_picture_are_replaced_one_by_one() -> None:
    html = '<a href="/full.jpg"><img src="/a.png"/></a>'
    copy = "/assets/copy-of-"
    assert replaced(html, "/full.jpg", "/a.png") == (
        f'<a href="{copy}full.jpg"><img src="{copy}a.png"/></a>'
    )
    assert replaced(html, "/a.png") == f'<a href="{HERE}/full.jpg"><img src="{copy}a.png"/></a>'


def test_posters_and_objects_are_replaced() -> None:
    html = '<video poster="/a.jpg" src="/f.mp4"></video><object data="/plan.svg"></object>'
    shown = replaced(html, "/a.jpg", "/plan.svg")
    assert 'poster="/assets/copy-of-a.jpg"' in shown and 'data="/assets/copy-of-plan.svg"' in shown

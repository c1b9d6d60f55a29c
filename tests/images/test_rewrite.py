"""An article of a saved page shows the copies of its pictures."""

from __future__ import annotations

import base64

import pytest

from crosspost.images.rewrite import use_copies
from crosspost.model import Article, Metadata, Picture, Saved
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from pictures import PNG, SVG, digest

RIVER = Picture("/disk/A page_files/river.png", "river-0123.png")
HILL = Picture("/disk/A page_files/hügel.png", "hugel-4567.png")
SAVED = Saved("/disk/A page.html", "A page_files", (("river.png", RIVER), ("hügel.png", HILL)))
URL = "/assets/pictures"
BASE = "https://news.example.org/2024/bridge"
HERE = "https://news.example.org/2024/A%20page_files"


def shown(html: str, base: str = BASE, url: str = URL) -> tuple[str, tuple[Picture, ...], str]:
    """Return the body with its copies, the pictures, and the warning."""
    body = to_soup(parse_fragment(html, base))
    article = Article(base, Metadata, "", lambda: body)
    article, pictures = use_copies(article, base, SAVED, url)
    return article.body.decode_contents(), pictures, " ".join(article.warnings)


@pytest.mark.parametrize(
    "address",
    ["A%20page_files/river.png", "./A page_files/river.png", f"{HERE}/river.png?w=600#top"],
)
@pytest.mark.parametrize("base", [BASE, "https://news.example.org/2024/"])
def test_an_address_beside_the_page_becomes_that_of_the_copy(address: str, base: str) -> None:
    html, pictures, warning = shown(f'<p><img alt="A river" src="{address}"/></p>', base)
    assert '<img alt="A river" src="/assets/pictures/river-0123.png"/>' in html
    assert pictures == (RIVER,) and not warning


def test_a_page_that_names_no_address_is_read_as_well() -> None:
    html, pictures, _ = shown('<p><img src="./A%20page_files/h%C3%BCgel.png"></p>', "")
    assert "/assets/pictures/hugel-4567.png" in html and pictures == (HILL,)


def test_a_site_below_an_address_and_another_folder_count() -> None:
    html, _, _ = shown('<p><img src="A page_files/river.png"></p>', url="/blog/img/far%20away")
    assert 'src="/blog/img/far%20away/river-0123.png"' in html


def test_the_saved_picture_wins_over_sizes_that_were_not_saved() -> None:
    html, _, _ = shown(
        '<picture><source srcset="https://cdn.example.org/river-2000.webp 2000w">'
        '<img src="A page_files/river.png" srcset="https://cdn.example.org/river-1200.png 1200w" '
        'data-large-file="https://cdn.example.org/river.png"></picture>'
    )
    assert "cdn.example.org" not in html and "/assets/pictures/river-0123.png" in html


def test_a_placeholder_that_was_saved_leaves_the_picture_where_it_is() -> None:
    lazy = (("blank.gif", Picture("/disk/A page_files/blank.gif", "blank-89ab.gif")),)
    body = to_soup(
        parse_fragment(
            '<img src="A page_files/blank.gif" data-src="https://cdn.example.org/river.png">', BASE
        )
    )
    article = Article(BASE, Metadata, "", lambda: body)
    saved = Saved("/disk/A page.html", "A page_files", lazy)
    article, pictures = use_copies(article, BASE, saved, URL)
    assert pictures == () and not article.warnings
    assert "cdn.example.org" in str(article.body) and "blank" not in str(article.body)


def test_the_picture_of_a_film_stays_its_picture() -> None:
    html, pictures, _ = shown('<video poster="A page_files/river.png" src="film.mp4"></video>')
    assert 'poster="/assets/pictures/river-0123.png"' in html and pictures == (RIVER,)
    assert 'src="https://news.example.org/2024/film.mp4"' in html


def test_only_what_is_shown_in_the_end_is_copied() -> None:
    html, pictures, _ = shown(
        '<picture><source srcset="A%20page_files/h%C3%BCgel.png 2x">'
        '<img src="A page_files/river.png"></picture>'
    )
    assert "hugel" not in html and pictures == (RIVER,)


def test_a_picture_that_only_a_set_names_is_found() -> None:
    html, pictures, _ = shown('<img srcset="A%20page_files/river.png 600w">')
    assert 'src="/assets/pictures/river-0123.png"' in html and pictures == (RIVER,)


def test_a_link_to_a_saved_picture_leads_to_the_copy_and_one_to_nothing_goes() -> None:
    html, pictures, warning = shown(
        '<p><a href="A page_files/river.png">large</a> <a href="A page_files/x.html">x</a></p>'
    )
    assert '<a href="/assets/pictures/river-0123.png">large</a> <a>x</a>' in html
    assert pictures == (RIVER,) and not warning


def test_what_was_not_copied_leaves_no_dead_address_and_is_told() -> None:
    html, pictures, warning = shown(
        '<p><img src="A page_files/gone.svg"></p><iframe src="A page_files/film.html"></iframe>'
    )
    assert "page_files" not in html and pictures == ()
    assert warning.startswith("2 pictures or players of the saved page left out")


def test_a_picture_that_is_on_the_web_too_is_shown_from_there() -> None:
    html, pictures, warning = shown(
        '<img src="A page_files/lazy.svg" data-src="https://cdn.example.org/river.png">'
    )
    assert html.count("cdn.example.org") == 1 and pictures == () and not warning


@pytest.mark.parametrize(
    "address",
    [
        "A page_files/../river.png", "A page_files/..%2Friver.png", "/A page_files/river.png",
        "https://other.example.org/2024/A page_files/river.png", "A page_files/sub/river.png",
    ],
)  # fmt: skip
def test_no_other_address_leads_to_a_copy(address: str) -> None:
    html, pictures, _ = shown(f'<p><img src="{address}"></p>')
    assert "assets" not in html and pictures == ()


def data(content: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def test_a_picture_that_stands_in_the_page_becomes_a_copy_called_after_what_it_shows() -> None:
    large = PNG + bytes(9000)
    html, pictures, warning = shown(f'<p><img alt="A river, early" src="{data(large)}"></p>')
    name = f"a-river-early-{digest(large)}.png"
    assert pictures == (Picture(SAVED.page, name, is_inlined=True),) and not warning
    assert f'src="/assets/pictures/{name}"' in html and "data:" not in html


def test_one_that_is_no_picture_for_browsers_is_left_out_and_told() -> None:
    html, pictures, warning = shown(
        f'<img src="{data(SVG * 9, "image/svg+xml")}"><img src="{data(b"<html>" * 99)}">'
    )
    assert "data:" not in html and pictures == () and warning.startswith("2 pictures")


def test_a_placeholder_in_the_page_is_none() -> None:
    gif = (
        '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">'
    )
    html, pictures, warning = shown(gif)
    assert "R0lGOD" in html and pictures == () and not warning


def test_a_page_of_the_web_keeps_what_stands_in_it() -> None:
    body = to_soup(parse_fragment(f'<p><img src="{data(PNG + bytes(300))}"></p>', BASE))
    article = Article(BASE, Metadata, "", lambda: body)
    assert use_copies(article, BASE, None, URL)[1] == ()


def test_without_a_folder_for_them_none_are_copied() -> None:
    body = to_soup(parse_fragment('<p><img src="A page_files/river.png"></p>', BASE))
    article = Article(BASE, Metadata, "", lambda: body)
    article, pictures = use_copies(article, BASE, Saved("/disk/A page.html", "A page_files"), "")
    assert "river" not in str(article.body) and pictures == ()
    assert article.warnings == (
        "1 picture or player of the saved page left out: pictures is empty",
    )


def test_a_page_of_the_web_stays_as_it_is() -> None:
    body = to_soup(parse_fragment('<p><img src="a_files/river.png"></p>', BASE))
    article = Article(BASE, Metadata, "", lambda: body)
    assert use_copies(article, BASE, None, URL) == (article, ())


def test_a_picture_that_is_left_to_be_loaded_late_is_not_lost() -> None:
    html, pictures, warnings = shown(
        '<img src="A page_files/gone.svg" data-lazy-src="https://cdn.example.org/river.png">'
    )
    assert "cdn.example.org/river.png" in html and pictures == () and not warnings

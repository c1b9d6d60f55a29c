"""What is said of pages that do not have the whole article, or are not an article."""

from __future__ import annotations

import pytest

from block_page import PROSE, document
from crosspost.body import find
from crosspost.errors import NoArticle
from crosspost.model import Metadata

URL = "https://example.org/sea/ferry"
ARTICLE = f"<h1>The ferry</h1>{''.join(f'<p>{PROSE} Day {day}.</p>' for day in range(6))}"


def warned(body: str, *, head: str = "", url: str = URL, mode: str = "article") -> tuple[str, ...]:
    page = document(body, head=head, url=url)
    return find(page, Metadata(), "general" if mode == "general" else "article").warnings


def refused(body: str, *, head: str = "") -> str:
    with pytest.raises(NoArticle) as caught:
        find(document(body, head=head, url=URL), Metadata())
    return f"{caught.value.reason}. {caught.value.hint}"


def test_nothing_is_said_of_an_ordinary_article() -> None:
    around = "<nav><a href='/'>Home</a> <a href='/2'>Log in</a></nav>"
    assert warned(f"{around}<article>{ARTICLE}</article><footer>© 2024</footer>") == ()


def test_the_first_of_several_pages() -> None:
    pager = "<p>Pages: 1 <a href='/sea/ferry/2/'>2</a> <a href='/sea/ferry/3/'>3</a></p>"
    assert warned(ARTICLE + pager) == ("this is page 1 of 3: the other pages are not in the post",)


def test_a_text_that_ends_at_an_invitation_to_subscribe() -> None:
    (said,) = warned(ARTICLE + "<div><p>This article is exclusive to Gold subscribers</p></div>")
    assert said.startswith("only the beginning of the article")


def test_an_invitation_to_subscribe_without_a_text_is_not_an_article() -> None:
    said = refused("<h1>The ferry</h1><p>Subscribe to continue reading this article.</p>")
    assert "only an invitation to subscribe" in said
    assert "--cookies" in said


def test_a_form_to_log_in_among_other_texts_is_not_an_article() -> None:
    links = "".join(f"<li><a href='/{i}'>A section of the paper {i}</a></li>" for i in range(30))
    form = "<form><input name=user><input type=password><button>Log in</button></form>"
    said = refused(
        f"<nav><ul>{links}</ul></nav><main><h1>Log in</h1><p>Log in to go on.</p>{form}</main>"
    )
    assert "asks for a login" in said


def test_a_short_text_beside_a_form_to_log_in_is_a_text() -> None:
    form = "<form><input type=password><button>Log in</button></form>"
    menu = f"<nav>{'<a href=/x>A part of the paper</a> ' * 9}</nav>"
    assert (
        warned(f"<header>{menu}{form}</header><main><h1>The ferry</h1><p>{PROSE}</p></main>") == ()
    )


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("We and our partners use cookies to show you personalised ads.", "Accept all"),
        ("Wir und unsere Partner verwenden Cookies. Ihre Einwilligung …", "Alle akzeptieren"),
        ("Nous utilisons des cookies avec nos partenaires.", "Tout accepter"),
    ],
)
def test_a_question_about_cookies_is_not_an_article(text: str, button: str) -> None:
    body = f"<main><h1>Cookies</h1><p>{text} {text}</p><button>{button}</button></main>"
    assert "accept cookies" in refused(body)


def test_an_article_about_cookies_is_one() -> None:
    text = "".join(f"<p>Bakers have sold cookies since {year}. {PROSE}</p>" for year in range(9))
    assert warned(f"<h1>Cookies</h1>{text}<button>Accept all</button>") == ()


def test_a_page_of_placeholders_needs_a_script() -> None:
    body = "<h1>{{ article.title }}</h1><p>By {{ author }}</p><div>{{ article.body }}</div>"
    assert "needs JavaScript" in refused(body)


def test_placeholders_in_a_text_are_warned_of() -> None:
    (said,) = warned(f"{ARTICLE}<p>{{{{ gallery }}}}</p><p>{PROSE}</p>")
    assert "a script has not filled in" in said


def test_a_list_of_stories() -> None:
    items = "".join(
        f"<h2><a href='/story-{i}'>The story of ferry number {i}</a></h2><p>It sails.</p>"
        for i in range(9)
    )
    body = f"<main><h1>News</h1>{items}</main>"
    (said,) = warned(body, url="https://example.org/news")
    assert said == "this looks like a list of products or stories, not an article"
    assert warned(body, url="https://example.org/news", mode="general") == ()


def test_the_front_page_of_a_site() -> None:
    body = f"<main>{ARTICLE}</main>"
    (said,) = warned(body, url="https://example.org/")
    assert said == "this is the front page of a site, not the page of an article"
    assert warned(body, url="https://example.org/?p=4711") == ()

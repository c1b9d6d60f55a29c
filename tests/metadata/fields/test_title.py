"""The title: what is shown wins, the site's name is cut off only where it is the site's."""

from __future__ import annotations

import pytest

from article_page import read

SITE = '<meta property="og:site_name" content="The River Post">'


def test_the_title_on_the_page_wins_over_the_one_for_search_engines() -> None:
    head = "<title>Otters 2024: the ultimate guide</title>" + SITE
    article = read(head, "<h1>Otters return to the river</h1>")
    assert article.title == "Otters return to the river"
    assert article.sources["title"] == "visible h1"


@pytest.mark.parametrize(
    "title",
    [
        "Otters return to the river | The River Post",
        "Otters return to the river - River Post",
        "The River Post: Otters return to the river",
        "Otters return to the river | Nature | The River Post",
        "Otters return to the river — example.org",
        "Otters return to the river | News",
    ],
)
def test_the_sites_name_and_its_section_are_cut_off(title: str) -> None:
    head = SITE + f'<title>{title}</title><meta property="article:section" content="Nature">'
    assert read(head).title == "Otters return to the river"


@pytest.mark.parametrize(
    "title",
    [
        "Otters: the return - a love story",
        "Well-known otters | and unknown ones",
        "River Post: a name and its history",
    ],
)
def test_what_is_not_the_sites_stays(title: str) -> None:
    head = '<meta property="og:site_name" content="Something Else">'
    assert (
        read(f"{head}<title>{title}</title><meta property='og:title' content='{title}'>").title
        == title
    )


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Otters return to the river [The River Post]", "Otters return to the river"),
        ("Otters return to the river (River Post)", "Otters return to the river"),
        ("Otters return to the river [video]", "Otters return to the river [video]"),
        ("水獭回到河边：村民大不同_自然频道_河流日报", "水獭回到河边：村民大不同"),
        ("水獭_回到河边", "水獭_回到河边"),
    ],
)
def test_a_site_in_brackets_and_a_chinese_channel_are_cut_off(title: str, shown: str) -> None:
    assert read(f"{SITE}<title>{title}</title>").title == shown


def test_a_heading_that_leads_home_is_the_sites() -> None:
    head = "<title>Otters return to the river - Archive of Ponds</title>"
    body = '<h1><a href="/">Archive of Ponds</a></h1>'
    assert read(head, body).title == "Otters return to the river"


def test_an_application_named_as_the_article_is_no_site() -> None:
    title = "Otters return to the river"
    head = f'<meta name="application-name" content="{title}"><title>{title}</title>'
    head += f'<meta property="og:title" content="{title}">'
    article = read(head, f"<h1>River Post news</h1><h1>{title}</h1>")
    assert (article.title, article.site) == (title, None)


def test_a_heading_that_is_only_the_sites_name_is_no_title() -> None:
    head = SITE + "<title>Otters return - The River Post</title>"
    assert read(head, "<h1>The River Post</h1>").title == "Otters return"


@pytest.mark.parametrize("lie", ["", "Home", "x" * 10_000])
def test_an_open_graph_title_that_lies_is_passed_over(lie: str) -> None:
    head = f'<meta property="og:title" content="{lie}"><title>Otters return to the river</title>'
    assert read(head).title == "Otters return to the river"


def test_a_title_that_is_all_there_is_is_cut_at_300_characters() -> None:
    title = read(f"<title>{'otter ' * 500}</title>").title
    assert title is not None
    assert len(title) <= 300
    assert title.endswith("…")


def test_a_title_escaped_twice_is_decoded() -> None:
    assert read("<title>Q&amp;amp;A: it&amp;#8217;s otters</title>").title == "Q&A: it’s otters"


def test_a_name_that_starts_with_the_sites_is_cut_after_a_bar() -> None:
    url = "https://news.riverbend.example/otters-return"
    head = "<title>Otters return | Riverbend Magazine</title>"
    assert (
        read(head, "<h1>Otters return | Riverbend Magazine</h1>", url=url).title == "Otters return"
    )


def test_the_sites_name_over_every_page_does_not_hide_the_heading_below() -> None:
    head = "<title>riverpost.example Otters return</title>"
    body = "<h1>riverpost.example</h1><h3 class='title'>Otters return</h3>"
    assert read(head, body, url="https://riverpost.example/otters").title == "Otters return"


def test_of_several_headings_the_one_that_the_address_repeats_is_the_title() -> None:
    head = "<title>Where to walk in Riverbend</title>"
    body = "<h1>The best paths and hills of Riverbend for walks</h1>" + (
        "<h1>Here is where to kayak and paddle in Riverbend</h1>"
    )
    url = "https://example.org/best-walks-riverbend-paths"
    assert read(head, body, url=url).title == "The best paths and hills of Riverbend for walks"


WHOLE = "https://example.org/how-to-keep-otters-in-a-garden-pond"


def test_a_slogan_over_a_text_whose_address_says_the_title_is_none() -> None:
    head = "<title>How to Keep Otters in a Garden Pond</title>"
    article = read(head, "<h1>Otters made easy today</h1>", url=WHOLE)
    assert article.title == "How to Keep Otters in a Garden Pond"
    assert article.sources["title"] == "title element"


def test_a_heading_that_says_the_title_in_other_words_than_the_head_is_one() -> None:
    head = "<title>How to Keep Otters in a Garden Pond</title>"
    article = read(head, "<h1>Otters in your pond: how to keep them</h1>", url=WHOLE)
    assert article.title == "Otters in your pond: how to keep them"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta property='og:title' content='News: otters return'>", "News: otters return"),
        ("<meta property='og:title' content='Otters return to us'>", "otters return"),
    ],
)
def test_a_section_before_a_heading_is_cut_off_unless_the_head_has_it(
    head: str, title: str
) -> None:
    assert read(head, "<h1>News: otters return</h1>").title == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Otters return | River Notes", "Otters return"),
        ("River notes: otters", "River notes: otters"),
        ("Otters: River Notes", "Otters: River Notes"),
    ],
)
def test_a_folder_of_the_address_behind_a_bar_is_a_section(heading: str, title: str) -> None:
    address = "https://example.org/river-notes/otters-return"
    assert read("", f"<h1>{heading}</h1>", url=address).title == title

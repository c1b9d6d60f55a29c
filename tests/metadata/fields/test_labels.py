"""Tags and categories: tidy, no sentences, no list of the whole site."""

from __future__ import annotations

import pytest

from article_page import json_ld, read


def tags(text: str, head: str = "") -> tuple[str, ...]:
    return read(f'{head}<meta property="article:tag" content="{text}">').tags


def keywords(text: str, body: str = "") -> tuple[str, ...]:
    return read(f'<title>Spring</title><meta name="keywords" content="{text}">', body).tags


def test_tags_are_split_and_given_once_whatever_their_case() -> None:
    assert tags("otters, Rivers; OTTERS, river life") == ("otters", "Rivers", "river life")


def test_signs_that_are_part_of_a_name_stay() -> None:
    assert tags("C#, C++, .NET, #otters, C") == ("C#", "C++", ".NET", "otters", "C")


def test_sentences_addresses_and_empty_words_are_no_tags() -> None:
    text = "otters, what everybody should know about otters today, https://example.org/x, , Blog"
    assert keywords(text) == ("otters",)


def test_a_section_may_be_a_tag_too() -> None:
    head = '<meta property="article:section" content="Nature">'
    article = read(head + '<meta property="article:tag" content="nature, otters">')
    assert article.categories == ("Nature",)
    assert article.tags == ("nature", "otters")


def test_uncategorized_is_no_category_and_arrows_are_no_part_of_one() -> None:
    assert read('<meta property="article:section" content="Uncategorized">').categories == ()
    assert read('<meta property="article:section" content="› Nature">').categories == ("Nature",)


def test_entities_are_decoded() -> None:
    assert tags("Q&amp;amp;A, Rivers &amp;amp; Lakes") == ("Q&A", "Rivers & Lakes")


def test_the_title_the_site_and_the_authors_are_no_tags() -> None:
    head = (
        "<title>Otters return</title><meta property='og:site_name' content='River Post'>"
        "<meta name='author' content='Ann Otter'>"
    )
    text = "Otters return, River Post, river-post-uk, Ann Otter, rivers"
    assert tags(text, head) == ("rivers",)


def test_a_long_list_is_ranked_by_the_text_and_what_it_does_not_name_is_dropped() -> None:
    names = [f"name {n}" for n in range(9)]
    body = "<p>Otters and rivers. Rivers, otters, rivers. The boat has no otters: rivers!</p>"
    wanted = ("rivers", "otter", "boat")
    text = ", ".join([*names, "boat", "otter", "rivers"])
    head = f'<title>Spring</title><meta property="article:tag" content="{text}">'
    assert read(head, body.replace("otters", "otter")).tags == wanted
    assert read(head, "<p>Nothing of it.</p>").tags == ()


def test_the_links_of_the_tags_are_not_the_text_that_names_them() -> None:
    names = ("boat", "heron", "pike", "carp", "eel", "trout", "reed", "willow", "otter")
    links = "".join(f'<a rel="tag" href="/tag/{name}">{name}</a> ' for name in names)
    text = "<p>The otter came back to the mill. Then a heron came, and the otter left.</p>"
    page = f"<article><h1>Spring</h1>{text * 20}{links}</article>"
    assert read("<title>Spring</title>", page).tags == ("otter", "heron")


def test_keywords_of_the_head_that_the_text_does_not_name_are_those_of_the_site() -> None:
    body = "<p>The otters of the river.</p>"
    assert keywords("otters, portal, magazine, offers, tickets", body) == ()
    assert len(keywords("otters, river, the river, offers, tickets", body)) == 5
    assert keywords("portal, magazine", body) == ("portal", "magazine")


def test_keywords_made_of_the_words_of_the_title_are_none() -> None:
    head = "<title>Neighbours ask for changes at the river</title>"
    made = '<meta name="news_keywords" content="neighbours, ask, changes, river">'
    chosen = '<meta name="news_keywords" content="river, neighbours, protest, mayor">'
    assert read(head + made).tags == ()
    other = '<title>Spring</title><meta name="description" content="Neighbours ask for changes at'
    assert read(f'{other} the river today.">{made}').tags == ()
    assert len(read(head + chosen).tags) == 4


def test_a_list_of_flags_is_left_out_and_the_next_place_is_read() -> None:
    flags = '["content-type: Feature", "locale: US", "hasProduct: true", "Revealed"]'
    ld = json_ld(f'{{"@type": "Article", "headline": "Otters", "keywords": {flags}}}')
    other = '<meta property="og:article:tag" content="rivers">'
    article = read(f"<title>Otters</title>{ld}{other}")
    assert (article.tags, article.sources["tags"]) == (("rivers",), "meta og:article:tag")


@pytest.mark.parametrize(
    "beside",
    [
        '<div class="related-posts"><a rel="tag" href="/t/boats">boats</a></div>',
        '<article class="teaser"><h2>Boats</h2><a rel="tag" href="/t/boats">boats</a></article>',
    ],
)
def test_the_tags_of_other_stories_are_not_this_ones(beside: str) -> None:
    body = f'<article><h1>Otters</h1><a rel="tag" href="/t/rivers">rivers</a></article>{beside}'
    assert read("<title>Otters</title>", body).tags == ("rivers",)


def test_the_keywords_of_another_article_in_the_data_are_not_this_ones() -> None:
    article = '{{"@type": "NewsArticle", "headline": "{}", "keywords": "{}"}}'
    own, other = article.format("Otters return", "rivers"), article.format("Wolves", "woods")
    head = "<title>Otters return</title>"
    assert read(head + json_ld(f"[{other}, {own}]")).tags == ("rivers",)
    assert read(head + json_ld(other)).tags == ("woods",)


def test_the_number_of_words_is_no_tag() -> None:
    assert tags("rivers, lakes, wc: 900") == ("rivers", "lakes")

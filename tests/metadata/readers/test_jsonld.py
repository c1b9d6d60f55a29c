"""JSON-LD: graphs, references, lists, several nodes; teasers and comments are not the article."""

from __future__ import annotations

from datetime import date

import pytest

from article_page import ADDRESS, found, json_ld, read
from crosspost.metadata.hints import Hint


def test_an_author_is_found_by_reference_in_a_graph() -> None:
    data = json_ld("""{"@graph": [
      {"@type": "Article", "headline": "Otters return", "author": {"@id": "#ann"},
       "isPartOf": {"@id": "#page"}},
      {"@type": "Person", "@id": "#ann", "name": "Ann Otter"},
      {"@type": "WebSite", "name": "The River Post"}]}""")
    article = read(data)
    assert article.authors == ("Ann Otter",)
    assert article.site == "The River Post"


def test_the_long_forms_of_json_ld_are_read() -> None:
    article = read(
        json_ld("""{"@type": "schema:Article", "schema:headline": {"@value": "Otters return"},
      "http://schema.org/author": {"@list": [{"schema:name": [{"@value": "Ann Otter"}]},
        {"name": "Bo Lee"}]},
      "datePublished": {"@type": "Date", "@value": "2024-03-05"}}""")
    )
    assert (article.title, article.authors) == ("Otters return", ("Ann Otter", "Bo Lee"))
    assert article.published == date(2024, 3, 5)


def test_long_forms_nested_without_end_are_no_trouble() -> None:
    deep = '{"@value": ' * 400 + "1" + "}" * 400
    assert read(json_ld(f'{{"@type": "Article", "headline": {deep}}}')).title is None


def test_an_author_may_be_the_name_of_a_node() -> None:
    data = json_ld("""[{"@type": "Article", "headline": "Otters return", "author": "#ann"},
      {"@type": "Person", "@id": "#ann", "name": "Ann Otter"}]""")
    assert read(data).authors == ("Ann Otter",)


def test_a_licenses_address_is_preferred_to_its_name() -> None:
    data = json_ld("""{"@type": "Article", "headline": "Otters return", "license":
      {"name": "CC BY", "url": "https://creativecommons.org/licenses/by/4.0/"}}""")
    assert read(data).license == "https://creativecommons.org/licenses/by/4.0/"


def test_what_remix_writes_into_a_meta_tag_is_read() -> None:
    data = '{"@type": "Article", "headline": "Otters return", "author": "Ann Otter"}'
    head = f"<meta name='script:ld+json' content='{data}'>"
    assert read(head).authors == ("Ann Otter",)


def test_a_list_of_nodes_and_types_is_read() -> None:
    data = json_ld("""[{"@type": ["Thing", "http://schema.org/BlogPosting"],
      "name": "Otters return", "author": ["Ann Otter", {"name": ["Bo Lee", "Cy Fox"]}]}]""")
    article = read(data)
    assert article.title == "Otters return"
    assert article.authors == ("Ann Otter", "Bo Lee", "Cy Fox")


def test_given_and_family_name_make_a_name() -> None:
    data = json_ld("""{"@type": "Article", "headline": "Otters return",
      "author": {"@type": "Person", "givenName": "Ann", "familyName": "Otter"}}""")
    assert read(data).authors == ("Ann Otter",)


def test_of_several_articles_the_one_of_this_page_counts() -> None:
    data = json_ld(f"""[
      {{"@type": "Article", "headline": "A teaser", "url": "https://example.org/other",
        "author": "Somebody Else", "datePublished": "2024-01-01"}},
      {{"@type": "Article", "headline": "Otters return", "url": "{ADDRESS}",
        "author": "Ann Otter", "datePublished": "2024-03-05"}}]""")
    article = read(data)
    assert article.authors == ("Ann Otter",)
    assert article.published == date(2024, 3, 5)


def test_an_article_in_a_list_or_a_comment_is_not_this_one() -> None:
    data = json_ld("""{"@type": "Article", "headline": "Otters return",
      "author": {"@type": "Person", "name": "Ann Otter"}, "datePublished": "2024-03-05",
      "comment": [{"@type": "Review", "author": {"name": "A Reader"},
                   "datePublished": "2024-03-07"}]}""")
    article = read(data)
    assert article.authors == ("Ann Otter",)
    assert article.published == date(2024, 3, 5)
    hints = [c.hints for c in found("authors", data) if c.value == ("A Reader",)]
    assert hints and all(Hint.NESTED in hint for hint in hints)


def test_an_organisation_as_author_is_marked_as_one() -> None:
    data = json_ld("""{"@type": "Article", "headline": "Otters return",
      "author": {"@type": "Organization", "name": "River Trust"}}""")
    assert [Hint.ORGANIZATION in c.hints for c in found("authors", data)] == [True]


def test_breadcrumbs_without_home_and_the_page_itself_are_categories() -> None:
    data = json_ld("""{"@type": "BreadcrumbList", "itemListElement": [
      {"@type": "ListItem", "position": 1, "name": "Home"},
      {"@type": "ListItem", "position": 2, "item": {"@id": "/n", "name": "Nature"}},
      {"@type": "ListItem", "position": 3, "name": "Otters return"}]}""")
    assert read(data).categories == ("Nature",)


def test_entities_and_markup_in_a_headline_are_resolved() -> None:
    data = json_ld('{"@type": "Article", "headline": "Q&amp;A: the <em>otter</em> question"}')
    assert read(data).title == "Q&A: the otter question"


def test_an_image_may_be_an_address_an_object_or_a_list() -> None:
    for image in (
        '"https://example.org/a.jpg"',
        '{"@type": "ImageObject", "url": "https://example.org/a.jpg"}',
        '[{"contentUrl": "https://example.org/a.jpg"}, "https://example.org/b.jpg"]',
    ):
        data = json_ld(f'{{"@type": "Article", "headline": "Otters", "image": {image}}}')
        assert read(data).image == "https://example.org/a.jpg"


def test_values_of_strange_types_are_passed_over() -> None:
    data = json_ld("""{"@type": "Article", "headline": {"a": 1}, "author": [null, 7, [], {}],
      "datePublished": ["x", 5], "image": 3, "keywords": {"b": []}, "publisher": 9}""")
    article = read(data, "<h1>Otters return</h1>")
    assert article.title == "Otters return"
    assert article.authors == ()


@pytest.mark.parametrize(
    "author",
    [
        '{"@type": "Person", "name": {"@type": "Person", "name": "Ann Otter"}}',
        '{"@type": "Person", "name": ["Ann Otter"]}',
        '[[{"name": "Ann Otter"}]]',
        '{"@type": "Person", "author": {"name": "Ann Otter"}}',
        '"{\\"@type\\": \\"Person\\", \\"name\\": \\"Ann Otter\\"}"',
    ],
)
def test_a_name_within_a_name_is_the_name(author: str) -> None:
    assert read(json_ld(f'{{"@type": "Article", "author": {author}}}')).authors == ("Ann Otter",)


def test_things_within_things_without_end_are_no_names() -> None:
    deep = '{"name": ' * 50 + '"Ann Otter"' + "}" * 50
    assert read(json_ld(f'{{"@type": "Article", "author": {deep}}}')).authors == ()


def test_author_and_day_are_those_of_the_same_article() -> None:
    teaser = f"""{{"@type": "NewsArticle", "headline": "Boats", "author": "Bo Lee",
      "datePublished": "2024-06-05", "mainEntityOfPage": "{ADDRESS}"}}"""
    own = """{"@type": "NewsArticle", "headline": "Otters return to the river",
      "author": "Ann Otter", "datePublished": "2024-03-05"}"""
    for data in (f"[{teaser}, {own}]", f"[{own}, {teaser}]"):
        article = read("<title>Otters return to the river</title>" + json_ld(data))
        assert (article.authors, article.published) == (("Ann Otter",), date(2024, 3, 5))


def test_of_articles_that_nothing_tells_apart_the_first_counts() -> None:
    nodes = ", ".join(
        f'{{"@type": "NewsArticle", "headline": "{n}", "author": "{n} Otter",'
        f' "datePublished": "2024-0{month}-05"}}'
        for month, n in enumerate(("Ann", "Bea"), 3)
    )
    article = read("<title>Otters return</title>" + json_ld(f"[{nodes}]"))
    assert (article.authors, article.published) == (("Ann Otter",), date(2024, 3, 5))


def test_a_day_in_numbers_is_read_in_the_pages_language() -> None:
    data = json_ld('{"@type": "Article", "headline": "Otters", "datePublished": "03/04/2024"}')
    assert read(data, lang="de").published == date(2024, 4, 3)
    assert read(data, lang="en-US").published == date(2024, 3, 4)

"""Items of schema.org: properties, references, articles, breadcrumbs."""

from __future__ import annotations

from typing import Any

from crosspost.metadata.hints import Hint
from crosspost.metadata.schema_org import Node, article_candidates, breadcrumb_candidates
from crosspost.metadata.source import SourceType


def offered(field: str, properties: dict[str, Any], **by_id: Node) -> list[tuple[Any, str]]:
    node = Node({"@type": "Article", **properties})
    known = {f"#{name}": other for name, other in by_id.items()}
    found = article_candidates(node, known, SourceType.JSON_LD, frozenset({Hint.ARTICLE}))
    return [(c.value, str(c.source)) for c in found if c.field == field]


def test_types_are_known_without_their_vocabulary() -> None:
    for name in ("NewsArticle", "https://schema.org/NewsArticle", "schema:newsArticle"):
        assert Node({"@type": [name]}).is_article
    assert Node({"@type": "WebPage"}).is_page


def test_a_nested_thing_gives_its_name_or_its_url() -> None:
    node = Node({"license": {"name": "CC BY", "url": "/by"}, "count": [None, 7]})
    assert (node.text("license"), node.url("license")) == ("CC BY", "/by")
    assert (node.text("count"), node.text("other")) == ("7", "")


def test_a_reference_is_followed_to_the_person() -> None:
    person = Node({"@id": "#ann", "@type": "Person", "name": "Ann Otter"})
    assert offered("authors", {"author": {"@id": "#ann"}}, ann=person) == [
        (("Ann Otter",), "json-ld author")
    ]


def test_people_and_organizations_are_offered_apart() -> None:
    authors = [{"name": "Ann Otter"}, {"@type": "Organization", "name": "River Post"}]
    assert [value for value, _ in offered("authors", {"author": authors})] == [
        ("Ann Otter",),
        ("River Post",),
    ]


def test_contributors_and_days_of_creation_are_told_from_authors_and_publications() -> None:
    node = Node({"@type": "Article", "creator": "Ann Otter", "dateCreated": "2024-03-05"})
    found = list(article_candidates(node, {}, SourceType.RDFA, frozenset({Hint.ARTICLE})))
    hints = {c.field: c.hints - {Hint.ARTICLE} for c in found}
    assert hints == {
        "authors": {Hint.CONTRIBUTOR, Hint.PERSON},
        "published": {Hint.DATE_CREATED},
    }


def test_an_image_knows_its_pixels_where_the_page_gives_both_sides() -> None:
    node = Node({"image": [{"url": "/a.png", "width": 30, "height": "20 px"}, "/b.png"]})
    found = article_candidates(node, {}, SourceType.JSON_LD, frozenset())
    assert [(c.value, c.pixels) for c in found] == [("/a.png", 600), ("/b.png", None)]


def test_a_breadcrumb_loses_the_home_page_and_the_page_itself() -> None:
    steps = [{"item": {"name": name}} for name in ("Home", "Nature", "Rivers", "Otters return")]
    way, short = Node({"itemListElement": steps}), Node({"itemListElement": steps[:2]})
    (found,) = breadcrumb_candidates(way, {}, SourceType.MICRODATA)
    assert (found.value, str(found.source)) == (("Nature", "Rivers"), "microdata BreadcrumbList")
    assert not list(breadcrumb_candidates(short, {}, SourceType.RDFA))

"""Microdata: items, nested items, comments apart, properties without an item."""

from __future__ import annotations

from datetime import date

from article_page import found, read
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import SourceType

ARTICLE = """
<div itemscope itemtype="https://schema.org/BlogPosting">
  <h2 itemprop="headline">Otters return</h2>
  <span itemprop="author" itemscope itemtype="https://schema.org/Person">
    <a itemprop="url" href="/ann"><b itemprop="name">Ann Otter</b></a></span>
  <time itemprop="datePublished" datetime="2024-03-05">5 March</time>
  <meta itemprop="dateModified" content="2024-03-07">
  <img itemprop="image" src="/otter.jpg">
  <div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
    <span itemprop="author">A Reader</span><meta itemprop="datePublished" content="2024-03-06">
  </div>
</div>"""


def test_an_article_is_read_with_its_nested_author() -> None:
    article = read("<title>Otters return</title>", ARTICLE)
    assert article.title == "Otters return"
    assert article.authors == ("Ann Otter",)
    assert article.published == date(2024, 3, 5)
    assert article.updated == date(2024, 3, 7)
    assert article.image == "https://example.org/otter.jpg"
    assert article.sources["authors"] == "microdata author"


def test_a_comments_author_is_not_offered_as_the_articles() -> None:
    names = [
        c.value for c in found("authors", "", ARTICLE) if c.source.type is SourceType.MICRODATA
    ]
    assert names == [("Ann Otter",)]


def test_an_authors_link_gives_its_words_not_its_address() -> None:
    body = (
        '<article itemscope itemtype="http://schema.org/Article"><h1 itemprop="name">Otters</h1>'
        '<a itemprop="author" href="/people/ann">Ann Otter</a></article>'
    )
    assert read("", body).authors == ("Ann Otter",)


def test_names_of_properties_count_in_any_case() -> None:
    body = (
        '<article itemscope itemtype="http://schema.org/Article"><h1>Otters</h1>'
        '<meta itemprop="datepublished" content="2024-03-05"></article>'
    )
    assert read("", body).published == date(2024, 3, 5)


def test_of_several_articles_the_one_with_the_pages_title_counts() -> None:
    def item(title: str, name: str) -> str:
        return (
            '<div itemscope itemtype="https://schema.org/BlogPosting">'
            f'<h3 itemprop="headline">{title}</h3><b itemprop="author">{name}</b></div>'
        )

    body = "<h1>Otters return</h1>" + item("Something else", "Bo Lee") + item("A third", "Cy Fox")
    offered = found("authors", "<title>Otters return</title>", body)
    of_items = [candidate for candidate in offered if str(candidate.source) == "microdata author"]
    assert len(of_items) == 2 and all(Hint.NESTED in candidate.hints for candidate in of_items)

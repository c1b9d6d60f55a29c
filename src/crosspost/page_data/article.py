"""The article of a page from the page's data, if that has more of it than the page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from crosspost.body.complete_body import article_of_body
from crosspost.body.incomplete import WALL
from crosspost.model import Article, Document, Metadata
from crosspost.page.parse import parse_fragment
from crosspost.page_data import choose
from crosspost.page_data.candidates import Candidate, Finder
from crosspost.page_data.scripts import read_data

_PLAIN = ", without pictures, links and headings"
_NONE = "the text is from the data in the page's scripts{}: the page itself shows none of it"
_MORE = "the text is from the data in the page's scripts{}: the page itself shows only a part of it"


def find_longer(document: Document, article: Article) -> Article | None:
    """Return the article with the text that the page's data has; None if that has not more.

    Args:
        document: the page.
        article: what the page shows.
    """
    on_page = "\n".join(document.flow.texts)
    found = choose.choose_longer(_candidates(document, len(article.text)), article.text, on_page)
    if found is None:
        return None
    made = _article(document, found, lambda: article.metadata, _MORE)
    warnings = [warning for warning in article.warnings if warning != WALL]
    return replace(made, warnings=(*warnings, *made.warnings), pages=article.pages)


def find_hidden(
    document: Document,
    title: str | None,
    make_metadata: Callable[[str, str], Metadata],
    warnings: tuple[str, ...],
) -> Article | None:
    """Return the article that the page's data has; None if it has none.

    Args:
        document: a page that shows no article.
        title: of the page, as it was found.
        make_metadata: reads the metadata; gets the title and the day that the data have.
        warnings: of the page.
    """
    found = choose.choose_described(_candidates(document), choose.about(document, title))
    if found is None:
        return None

    def read() -> Metadata:
        return make_metadata(next(iter(found.titles), ""), found.day)

    made = _article(document, found, read, _NONE)
    return replace(made, warnings=(*warnings, *made.warnings))


def _candidates(document: Document, least: int = 0) -> chain[Candidate]:
    finder = Finder()
    values = read_data(document, least) if least else read_data(document)
    return chain.from_iterable(map(finder.find, values))


def _article(
    document: Document, found: Candidate, make_metadata: Callable[[], Metadata], warning: str
) -> Article:
    base = document.base_url or document.url
    tree = parse_fragment(found.html, base)
    said = warning.format(_PLAIN if found.is_plain else "")
    return replace(article_of_body(tree, document.url, make_metadata), warnings=(said,))

"""Other forms of a page that shows none of its article, or only its beginning: AMP, print.

As with the pages of an article, fetching is the caller's: ``next_form`` says what is wanted, and
``with_form`` takes the text of the form that has more of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from crosspost import urls
from crosspost.body.page_words import PRINT as PRINT_WORDS
from crosspost.config import Config
from crosspost.errors import NoArticle
from crosspost.lazy_regex import lazy_compile
from crosspost.model import (
    AMP,
    EMBED,
    OTHER_FORMS,
    PRINT,
    Article,
    Document,
    FollowingPage,
    Metadata,
    Page,
)
from crosspost.page.parse import parse
from crosspost.paging.answer import same_host
from crosspost.paging.same import is_whole
from crosspost.sites import for_fetching

_PRINT_URL = lazy_compile(
    r"(?:[/?&=_.-])(?:print(?:able|er|version|view|page|friendly)?|druck(?:en|version|ansicht)?"
    r"|imprimir|imprimer|imprimable|stampa|drukuj|tisk|utskrift|udskriv)(?=[/?&=_.-]|\Z)",
    re.I,
)
_OEMBED = "application/json+oembed"
_NUMBER = lazy_compile(r"\d{3,}")
_MAX_LINKS = 5_000
_MAX_TEXT = 60  # characters of a link
_SHORTEST_NAME = 5


def is_wanted(page: Page, article: Article | None) -> bool:
    """Tell whether another form of a page is worth a try.

    Args:
        article: that was found in the page; None if there is none.
    """
    return not (page.is_drawn or page.is_embed) and (article is None or article.is_beginning)


def next_form(page: Page, article: Article | None, config: Config) -> FollowingPage | None:
    """Return the form of a page that is to be fetched next; None if there is none.

    It is one that the page links to, on its host, and was not asked for.

    Args:
        page: with what was asked for.
        article: that was found in the page; None if there is none. What the page shows elsewhere
            by oEmbed is asked for only then, and where no browser is.
        config: the settings.
    """
    asked = {each.number for each in page.more}
    if asked.issuperset(OTHER_FORMS):
        return None
    try:
        document = parse(page)
    except NoArticle:
        return None
    before = {page.url, page.final_url, document.url, *(each.url for each in page.more)}
    known = set(map(urls.identity, before))
    has_embed = article is None and not page.archive_url
    has_embed = has_embed and for_fetching(page.url, config).render == "never"
    for number, url in (*_forms(document), *(_embeds(document) if has_embed else ())):
        is_new = number not in asked and urls.identity(url) not in known
        if is_new and same_host(page.final_url, url):
            return FollowingPage(number, urls.without_credentials(url))
    return None


def _forms(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the number and the URL of each form that a page links to, the best first."""
    links = document.elements["link"][:_MAX_LINKS]
    for link in links:
        if "amphtml" in (link.get("rel") or "").lower().split():
            yield from _found(AMP, document, link.get("href"))
    for link in links:
        is_other = "alternate" in (link.get("rel") or "").lower().split()
        if is_other and (link.get("media") or "").strip().lower() == "print":
            yield from _found(PRINT, document, link.get("href"))
    names = _names(document.url)
    for number, link in enumerate(document.tree.iter("a")):
        href = link.get("href") or ""
        if number == _MAX_LINKS:
            return
        if not href or href[0] == "#" or not any(name in href for name in names):
            continue
        text = " ".join("".join(link.itertext())[:_MAX_TEXT].split()) or link.get("title") or ""
        if PRINT_WORDS.fullmatch(text[:_MAX_TEXT]) or _PRINT_URL.search(href):
            yield from _found(PRINT, document, href)


def _embeds(document: Document) -> Iterator[tuple[int, str]]:
    for link in document.elements["link"][:_MAX_LINKS]:
        is_other = "alternate" in (link.get("rel") or "").lower().split()
        if is_other and (link.get("type") or "").strip().lower() == _OEMBED:
            yield from _found(EMBED, document, link.get("href"))


def _found(number: int, document: Document, href: str | None) -> Iterator[tuple[int, str]]:
    url = urls.absolute(document.base_url, href or "")
    if url and urls.is_web(url):
        yield number, url


def _names(url: str) -> list[str]:
    """Return what a URL of the same article has as well: the end of the path, long numbers."""
    end = urls.path(url).rstrip("/").rpartition("/")[2].partition(".")[0]
    names = [end] if len(end) >= _SHORTEST_NAME else []
    return names + _NUMBER.findall(url.partition("//")[2].partition("/")[2])


def with_form(
    article: Article | None,
    document: Document,
    page: Page,
    find: Callable[[Page], Article],
    make_metadata: Callable[[], Metadata],
) -> Article | None:
    """Return the article with the text of the form that has more of it.

    Args:
        article: of the page itself; None if it has none.
        document: the page.
        page: the same, with its other forms.
        find: finds the article of another form; may raise ``NoArticle``.
        make_metadata: reads the metadata of the page.

    Returns:
        The article; what became of the forms is in its warnings. None if no form has one.
    """
    failed = []
    for each in page.more:
        name = OTHER_FORMS.get(each.number)
        if name is None:
            continue
        if each.page is None:
            failed.append(f"the {name} of the page could not be read: {each.reason}")
            continue
        try:
            other = find(each.page)
        except NoArticle as error:
            failed.append(f"the {name} of the page could not be read: {error.reason}")
            continue
        if article is None or is_whole(article.text.split("\n\n"), other.text.split("\n\n")):
            return _of_form(article, document, other, name, make_metadata)
        failed.append(f"the {name} of the page has no more of the article")
    return article and replace(article, warnings=(*article.warnings, *failed))


def _of_form(
    article: Article | None,
    document: Document,
    other: Article,
    name: str,
    make_metadata: Callable[[], Metadata],
) -> Article:
    """Return the text of a form as that of the page."""
    shown = "none" if article is None else "only a part"
    said = f"the text is from the {name} of the page: the page itself shows {shown} of it"
    warnings = (*document.warnings, *other.warnings, said)

    def read() -> Metadata:
        facts = article.metadata if article else make_metadata()
        if name == OTHER_FORMS[EMBED]:
            return _completed(facts, other.metadata)
        return facts if facts.title else replace(other.metadata, canonical_url=facts.canonical_url)

    return replace(
        other,
        url=document.url,
        make_metadata=read,
        warnings=tuple(dict.fromkeys(warnings)),
        pages=None,
        is_beginning=False,
    )


def _completed(facts: Metadata, said: Metadata) -> Metadata:
    """Return the metadata of a page with what oEmbed says of it where the page says nothing.

    The title is that of the post or film: the page's may be the name of its author.
    """
    return replace(
        facts,
        title=said.title or facts.title,
        authors=facts.authors or said.authors,
        image=facts.image or said.image,
    )

"""Several pages → one article, without what each page has again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bs4 import Tag

from crosspost import urls
from crosspost.body.blocks import group
from crosspost.errors import NoArticle
from crosspost.model import ON_ONE_PAGE, Article, Document, Page, Pages, Part
from crosspost.page.parse import RuleOf, parse
from crosspost.paging.follow import MOST_PAGES
from crosspost.paging.name_ids import name_ids
from crosspost.paging.repeated import Sheet, remove_beginnings, remove_ends
from crosspost.paging.same import is_same_article, is_whole, key

_GROUPS = 10_000  # tables and lists of a page, at most


@dataclass(frozen=True)
class _Read:
    """A page that was read."""

    number: int
    document: Document
    article: Article


def join(
    article: Article,
    document: Document,
    page: Page,
    find: Callable[[Document], Article],
    rule_of: RuleOf,
) -> Article:
    """Return the article of all pages.

    Args:
        article: of the page itself.
        document: the same page.
        page: the page, with the others.
        find: finds the article of another page; may raise ``NoArticle``.
        rule_of: as of ``page.parse``.

    Returns:
        The article with the facts of the first page and the text of all; a page that could not be
        read is in its warnings.
    """
    pages = article.pages
    if not page.more or pages is None:
        return article
    read, failed = [_Read(pages.number, document, article)], {}
    for each in page.more:
        if each.page is None:
            failed[each.number] = each.reason
            continue
        try:
            other = parse(each.page, rule_of)
            found = find(other)
        except NoArticle as error:
            failed[each.number] = error.reason
            continue
        if each.number == ON_ONE_PAGE:
            if is_whole(article.text.split("\n\n"), found.text.split("\n\n")):
                return _one(article, found, pages)
        elif pages.by_rule or is_same_article(document, other, pages.own):
            read.append(_Read(each.number, other, found))
        else:
            failed[each.number] = "it is not a page of this article"
    read.sort(key=lambda one: one.number)
    sheets = [_sheet(one) for one in read]
    remove_beginnings(sheets)
    for one, sheet in zip(read, sheets, strict=True):
        if sheet.is_empty():
            failed[one.number] = "it has no text of its own"
    kept = [pair for pair in zip(read, sheets, strict=True) if pair[0].number not in failed]
    counts = [pages.count, *pages.urls]
    for one, _ in kept:
        said_by = one.article.pages
        counts += [said_by.count, *said_by.urls] if said_by else []
    said = _said(max(counts), {one.number for one, _ in kept}, failed)
    if len(kept) == 1:
        return _first_alone(article, pages, said, is_all=not failed)
    return _joined(kept, page, said)


def _first_alone(article: Article, pages: Pages, said: tuple[str, ...], *, is_all: bool) -> Article:
    """Return the article of the first page, with a warning if others are missing.

    Args:
        is_all: every page that was asked for was read.
    """
    warnings = tuple(warning for warning in article.warnings if warning != pages.in_words())
    is_whole = is_all and pages.by_rule and set(pages.urls) == {ON_ONE_PAGE}
    if not is_whole:
        warnings += said or (pages.in_words(),)
    return replace(article, warnings=warnings, pages=None)


def _one(article: Article, whole: Article, pages: Pages) -> Article:
    """Return the article with the text of the page that has all of it."""
    warnings = tuple(w for w in article.warnings + whole.warnings if w != pages.in_words())
    return replace(
        article,
        text=whole.text,
        make_body=lambda: whole.body,
        find_parts=whole.find_parts,
        warnings=tuple(dict.fromkeys(warnings)),
        pages=None,
    )


def _said(count: int, read: set[int], failed: dict[int, str]) -> tuple[str, ...]:
    """Return warnings about pages that are not in the post."""
    of = f" of {count}"
    said = [
        f"page {number}{of} could not be read: {reason}"
        for number, reason in sorted(failed.items())
        if number != ON_ONE_PAGE
    ]
    last = min(count, MOST_PAGES)
    unknown = [number for number in range(1, last + 1) if number not in read | failed.keys()]
    if unknown:
        first, end = unknown[0], unknown[-1]
        pages = f"page {first}{of} is" if first == end else f"pages {first} to {end}{of} are"
        said.append(f"{pages} not in the post: no link to the next page was found")
    if count > MOST_PAGES:
        said.append(f"only {MOST_PAGES} of {count} pages are in the post")
    return tuple(said)


def _joined(read: list[tuple[_Read, Sheet]], page: Page, said: tuple[str, ...]) -> Article:
    articles, sheets = [one.article for one, _ in read], [sheet for _, sheet in read]
    remove_ends(sheets)
    bodies, page_urls = [sheet.body for sheet in sheets], [_page_urls(one, page) for one, _ in read]
    for sheet, names in zip(sheets, name_ids(bodies, page_urls), strict=True):
        sheet.led_to |= names
    text = "\n\n".join(filter(None, (sheet.text() for sheet in sheets)))
    whole = Tag(name="div")
    whole.extend(bodies)
    own = {article.pages.in_words() for article in articles if article.pages}
    warnings = [said for article in articles for said in article.warnings if said not in own]

    def find_parts() -> tuple[Part, ...]:
        found: list[Part] = []
        for number, (article, sheet) in enumerate(zip(articles, sheets, strict=True)):
            found += _parts(article.find_parts(), sheet, number)
        return tuple(found)

    return replace(
        articles[0],
        text=text,
        make_body=lambda: whole,
        warnings=tuple(dict.fromkeys((*warnings, *said))),
        find_parts=find_parts,
        pages=None,
    )


def _sheet(one: _Read) -> Sheet:
    texts = {key(text) for text in group(one.document.flow).texts}
    return Sheet(one.article.body, texts, one.document.base_url or one.document.url)


def _page_urls(one: _Read, page: Page) -> set[str]:
    """Return the identities of the URLs of a page."""
    found = {urls.identity(one.document.url)}
    return found | {urls.identity(each.url) for each in page.more if each.number == one.number}


def _parts(parts: Iterable[Part], sheet: Sheet, number: int) -> Iterable[Part]:
    """Yield what a post should have of a page, without what was removed as repeated."""
    for part in parts:
        if not sheet.is_removed(part):
            group = part.group + number * _GROUPS if part.group >= 0 else -1
            yield part._replace(group=group)

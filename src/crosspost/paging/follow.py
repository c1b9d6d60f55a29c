"""Which page of an article is to be fetched next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final

from crosspost import urls
from crosspost.body.blocks import Blocks, group
from crosspost.body.page_numbers import find_pages
from crosspost.errors import FetchError, NoArticle
from crosspost.model import ON_ONE_PAGE, Document, FollowingPage, Page, Pages
from crosspost.page.parse import RuleOf, parse
from crosspost.paging.answer import same_host, with_answer
from crosspost.paging.same import has_new_text, is_same_article, is_whole

#: Pages of an article that are fetched at most.
MOST_PAGES: Final = 30


def follow(
    page: Page,
    fetch: Callable[[str, Page], Page],
    limited: Callable[[], AbstractContextManager[None]],
    rule_of: RuleOf,
) -> Page:
    """Fetch the other pages of an article, one after the other.

    Args:
        page: one of its pages.
        fetch: fetches the page of a URL that ``page`` names; may raise ``FetchError``.
        limited: returns a context that is entered for the work on the pages.
        rule_of: as of ``page.parse``.

    Returns:
        ``page``, which has what came of it in ``more``.
    """
    while True:
        with limited():
            wanted = next_page(page, rule_of)
        if wanted is None:
            return page
        try:
            page = with_answer(page, wanted, fetch(wanted.url, page))
        except FetchError as error:
            page = with_answer(page, wanted, error)


def next_page(page: Page, rule_of: RuleOf) -> FollowingPage | None:
    """Return the page that is to be fetched next; None if there is none.

    Preferred is the whole article on one page. Else it is the lowest number that was not asked for,
    if a link to it was found on the first page or on the last one that was read.

    Args:
        page: with the pages that were asked for.
        rule_of: as of ``page.parse``.
    """
    page = replace(page, more=tuple(each for each in page.more if each.number >= ON_ONE_PAGE))
    document, found, start = _look(page, rule_of)
    if start is None:
        return None
    asked = {each.number for each in page.more}
    known = dict(start.urls)
    if ON_ONE_PAGE not in asked and (whole := _wanted(page, known, ON_ONE_PAGE)):
        return whole
    read = [each for each in page.more if each.page]
    if read:
        last = read[-1]
        assert last.page
        try:
            first = (start.own, last.number or start.number)
            end, blocks, said = _look(last.page, rule_of, first)
        except NoArticle:
            return None
        if last.number == ON_ONE_PAGE:
            numbers = [number for number in (said.urls if said else ()) if number > 1]
            if not numbers and is_whole(found.texts, blocks.texts):
                return None
        elif not (start.by_rule or is_same_article(document, end, start.own)) or not has_new_text(
            found, blocks
        ):
            return None
        elif said:
            known = {**said.urls, **known}
    number = 1
    while number in asked or number == start.number:
        number += 1
    return _wanted(page, known, number) if number <= MOST_PAGES else None


def _look(
    page: Page, rule_of: RuleOf, first: tuple[str, int] | None = None
) -> tuple[Document, Blocks, Pages | None]:
    document = parse(page, rule_of)
    found = group(document.flow)
    return document, found, find_pages(document, found, first)


def _wanted(page: Page, known: dict[int, str], number: int) -> FollowingPage | None:
    """Return a page to be fetched, if its URL is known, on the same host and not one of before."""
    url = known.get(number, "")
    before = {urls.identity(one) for one in (page.url, *(each.url for each in page.more))}
    if not url or urls.identity(url) in before or not same_host(page.final_url, url):
        return None
    return FollowingPage(number, urls.without_credentials(url))

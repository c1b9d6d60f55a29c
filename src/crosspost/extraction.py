"""Find the article in a parsed page: in what it shows, in its data, in its other forms.

Finding the text needs no more of the metadata than the title; the rest is read when it is asked
for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from crosspost import body, metadata, sites
from crosspost.body.extract import Mode
from crosspost.body.incomplete import WALL
from crosspost.config import Config
from crosspost.errors import NoArticle
from crosspost.model import OTHER_FORMS, Article, Document, Metadata, Page
from crosspost.page.parse import parse
from crosspost.page_data import signs

# Fewer words are seldom an article: a teaser before a paywall, a question for cookies.
_FEW_WORDS = 40
# Fewer are none, unless there is something to look at.
_FEWEST_WORDS = 5
_TO_LOOK_AT = ("img", "picture", "video", "audio", "iframe", "svg", "math", "pre", "table")


def find_article(
    document: Document, config: Config, offered: Mapping[str, Any] | None = None
) -> Article:
    """Find the article in a parsed page, as the rule that it was parsed with says.

    Finding the text needs no more of the metadata than the title: the rest is read when it is asked
    for, as is the body's tree.

    Args:
        config: gives ``mode``, where the rule gives none.
        offered: what the feed that the link came from says of the article; see ``metadata.read``.

    Raises:
        NoArticle: there is no article in the page, or hardly any.
    """
    return with_warning(find_page(document, config, offered))


def find_page(
    document: Document, config: Config, offered: Mapping[str, Any] | None = None
) -> Article:
    """Find the article, or a page of it, which may be short; also in the data of its scripts."""
    reading, warnings = metadata.Reading(document, offered), document.warnings
    selected = document.selected
    _check_rule(document)
    if selected and selected.rule.fields:
        facts, missed = metadata.select(document, reading.metadata)
        warnings += missed
        title = facts.title
    else:
        facts, title = None, reading.title

    def make_metadata(said_title: str = "", said_day: str = "") -> Metadata:
        found = facts or reading.metadata
        if facts or not (said_title or said_day) or (found.title and found.published):
            return found
        return metadata.read(document, {"title": said_title, "date": said_day, **(offered or {})})

    def hidden() -> Article | None:
        if (selected and selected.body) or not signs.may_have_article(document):
            return None
        from crosspost.page_data.article import find_hidden

        return find_hidden(document, title, make_metadata, warnings)

    try:
        article = _shown(document, config, title, make_metadata, warnings)
    except NoArticle:
        if found := hidden():
            return found
        raise
    if selected and selected.body:
        return article
    if signs.may_have_more(document, article.text):
        from crosspost.page_data.article import find_longer

        if longer := find_longer(document, article):
            return longer
    if not article.has_words(_FEW_WORDS) and (found := hidden()):
        return found  # what was found may be the site's footer
    is_beginning = WALL in article.warnings or signs.says_more(document, article)
    return dataclasses.replace(article, is_beginning=is_beginning and article.pages is None)


def _check_rule(document: Document) -> None:
    """Raise ``NoArticle`` if a rule allows no other body than its own, and that is not there."""
    selected = document.selected
    if selected and selected.rule.body and not (selected.body or selected.rule.may_guess):
        origin = selected.rule.body[0].origin
        raise NoArticle(
            document.url,
            "the body that the rule for this site names is not in the page",
            hint=f"It allows no guess (autodetect_on_failure: no): see {origin}.",
        )


def _shown(
    document: Document,
    config: Config,
    title: str | None,
    make_metadata: Callable[[], Metadata],
    warnings: tuple[str, ...],
) -> Article:
    """Return what a page shows of its article.

    Raises:
        NoArticle: it shows none.
    """
    mode = mode_of(document, config)
    found = body.find(document, Metadata(title=title), mode, lambda: make_metadata().authors)
    warnings += found.warnings
    article = Article(
        document.url, make_metadata, found.text, found.soup, warnings, found.parts, found.pages
    )
    is_empty = not article.has_words(_FEWEST_WORDS) and not article.body.find(_TO_LOOK_AT)
    if is_empty and not (article.words and _is_all_there(document)):
        used = document.selected.used("body") if document.selected else None
        of_rule = f"what {used.origin} body={used.text} selects has" if used else "no article:"
        raise NoArticle(
            document.url,
            f"{of_rule} {_words(article)} and no picture",
            hint="Run crosspost explain URL --body to see why each part was left out.",
        )
    return article


def _is_all_there(document: Document) -> bool:
    """Tell whether a page is one ``<article>`` and nothing else: then it may be as short as it is.

    A page that a script fills, or that asks to log in, has more than that.
    """
    root = document.tree
    found = root.findall(".//article")
    body = root.find("body")
    if len(found) != 1 or body is None or document.elements["script"]:
        return False
    headed = found[0].find(".//h1") is not None and root.find(".//form") is None
    return headed and "".join(body.itertext()).split() == "".join(found[0].itertext()).split()


def mode_of(document: Document, config: Config) -> Mode:
    """Return how a page is read: as the rule for it says, else as set."""
    chosen = document.selected and document.selected.rule.mode
    return "general" if (chosen or config.mode) == "general" else "article"


def with_warning(article: Article) -> Article:
    """Return the article, with a warning if it is short."""
    if article.has_words(_FEW_WORDS):
        return article
    few = f"only {_words(article)} found: see whether the text is all there"
    return dataclasses.replace(article, warnings=(*article.warnings, few))


def _words(article: Article) -> str:
    return "1 word" if article.words == 1 else f"{article.words} words"


def find_in_all(
    page: Page, document: Document, config: Config, offered: Mapping[str, Any] | None
) -> Article:
    """Find the article in a page, its other forms and the other pages of the article."""
    from crosspost.paging.join import join
    from crosspost.paging.other_forms import with_form

    find = partial(find_page, config=config)

    def find_form(form: Page) -> Article:
        if form.is_embed:
            from crosspost.page_data.oembed import read_embed

            return read_embed(form, document)
        return find_page(parse(form), config)

    forms = [each for each in page.more if each.number in OTHER_FORMS]
    others = tuple(each for each in page.more if each.number not in OTHER_FORMS)
    try:
        article = find_page(document, config, offered)
    except NoArticle:

        def read() -> Metadata:
            facts = metadata.read(document, offered)
            return metadata.select(document, facts)[0]

        if forms and (found := with_form(None, document, page, find_form, read)):
            return found
        raise
    if forms:
        article_of_form = with_form(article, document, page, find_form, lambda: article.metadata)
        article = article_of_form or article
    return join(
        article, document, dataclasses.replace(page, more=others), find, sites.rule_of(config)
    )

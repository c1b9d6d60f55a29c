"""What a page offers, for ``crosspost explain``: what was chosen and what was passed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosspost import metadata, sites
from crosspost.config import Config
from crosspost.errors import NoArticle
from crosspost.extraction import find_article, mode_of
from crosspost.metadata import Considered
from crosspost.model import Metadata, Observer, Page, Step
from crosspost.model.step import unobserved
from crosspost.page.parse import parse

if TYPE_CHECKING:
    from crosspost.body.explain import Explanation
    from crosspost.sites.describe import Row
    from crosspost.sites.suggest import Suggestion


@dataclass(frozen=True)
class Findings:
    """What a page offers, and what was chosen.

    Attributes:
        metadata: the values chosen, with their sources.
        considered: every value that the page offers for any field, in the order of trust, with the
            reason why another one was chosen.
        body: every block of the page, with its score, and why it is in the body or not.
        base_url: what the relative URLs among the candidates are relative to.
        page: the page.
        rule: the keys of the rules for the page, with what they have found.
    """

    metadata: Metadata
    considered: tuple[Considered, ...]
    body: Explanation
    base_url: str
    page: Page
    rule: tuple[Row, ...] = ()


def examine(
    source: str,
    config: Config,
    *,
    base_url: str | None = None,
    limited: Callable[[], AbstractContextManager[None]] = nullcontext,
    on_step: Observer = unobserved,
) -> Findings:
    """Look at a page and keep what was passed over; ``crosspost explain`` shows it.

    Args:
        source: a URL, a path, or ``-`` for standard input.
        config: settings of the fetch.
        base_url: the URL of a saved page.
        limited: returns a context that is entered for the work on the page, such as a time
            limit; it may raise a ``CrosspostError``.
        on_step: told what is being done.

    Raises:
        FetchError, NoArticle: there is no page.
        ConfigError: a rule for the page cannot be used.
    """
    from crosspost.body.explain import explain as explain_body
    from crosspost.fetch import fetch, fetcher_of
    from crosspost.fetch.drawn import is_worth_drawing, may_be_drawn_later
    from crosspost.sites.describe import describe

    rule_of = sites.rule_of(config)
    config = sites.for_fetching(source, config)
    with fetcher_of(source, config, None, on_step) as web:
        page = fetch(source, config, base_url=base_url, fetcher=web)
        if web and may_be_drawn_later(page, config):
            try:
                with limited():
                    find_article(parse(page, rule_of), config)
            except NoArticle as error:
                if is_worth_drawing(error, config):
                    page = web.draw(source)
    _check(page)
    on_step(Step("converting"))
    with limited():
        document = parse(page, rule_of)
        reading = metadata.Reading(document)
        facts, _ = metadata.select(document, reading.metadata)
        explained = explain_body(document, facts, mode_of(document, config))
        rule = describe(document.selected.rule, document.selected) if document.selected else ()
    base = document.base_url or document.url
    return Findings(facts, reading.considered, explained, base, page, rule)


def suggest_rule(
    source: str,
    config: Config,
    wanted: Sequence[str],
    unwanted: Sequence[str],
    *,
    base_url: str | None = None,
    limited: Callable[[], AbstractContextManager[None]] = nullcontext,
    on_step: Observer = unobserved,
) -> tuple[Suggestion, str]:
    """Suggest a rule for the site of a page; ``crosspost explain --suggest`` shows it.

    Args:
        source: as of ``examine``.
        config: settings of the fetch.
        wanted: sentences of the article.
        unwanted: sentences of the page that are not of the article.
        base_url: the URL of a saved page.
        limited: as of ``examine``.
        on_step: as of ``examine``.

    Returns:
        The suggestion, and the URL of the page; empty if it is not known.

    Raises:
        FetchError, NoArticle: there is no page.
    """
    from crosspost.fetch import fetch, fetcher_of
    from crosspost.page.parse import parse_source
    from crosspost.sites.suggest import suggest

    config = sites.for_fetching(source, config)
    with fetcher_of(source, config, None, on_step) as web:
        page = fetch(source, config, base_url=base_url, fetcher=web)
    _check(page)
    with limited():
        tree, url = parse_source(page)
        return suggest(tree, wanted, unwanted), url


def _check(page: Page) -> None:
    """Refuse what is not a page.

    Raises:
        NoArticle: it is an answer of oEmbed.
    """
    if page.is_embed:
        hint = "See the post with --stdout, or save the page in the browser and explain the file."
        raise NoArticle(page.url, "it is read by oEmbed: there is no page to explain", hint=hint)

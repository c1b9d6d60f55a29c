"""The pipeline on one screen: fetch → parse → extract → render → publish.

The steps know nothing of each other; what flows between them is in ``model``. Steps that not
every function needs are imported where they are used: ``extract`` loads neither BeautifulSoup nor
what fetches and writes.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost import body, metadata
from crosspost.body.extract import Mode
from crosspost.config import Config
from crosspost.dates import day_of
from crosspost.errors import ConfigError, CrosspostError, NoArticle
from crosspost.metadata import Considered
from crosspost.model import (
    Article,
    Document,
    FetchedPictures,
    Link,
    Metadata,
    Observer,
    Outcome,
    Page,
    Pages,
    Post,
    Step,
)
from crosspost.model.step import unobserved
from crosspost.page.parse import parse, parse_fragment, parse_text
from crosspost.urls import Trust, host

if TYPE_CHECKING:
    from crosspost.body.explain import Explanation
    from crosspost.fetch import Fetcher
    from crosspost.publish.update import Conflicts
    from crosspost.targets.base import PostFacts, Target

# Fewer words are seldom an article: a teaser before a paywall, a question for cookies.
_FEW_WORDS = 40
# Fewer are none, unless there is something to look at.
_FEWEST_WORDS = 5
_TO_LOOK_AT = ("img", "picture", "video", "audio", "iframe", "svg", "math", "pre", "table")


def extract(html: str | bytes, url: str | None = None, *, mode: Mode = "article") -> Article:
    """Find the article in a page.

    Args:
        html: the page; bytes are decoded as a browser would (BOM, ``<meta charset>``, detection).
        url: the URL of the page, which relative links and some metadata need.
        mode: ``article`` (precision, for news and blogs) or ``general`` (forums, documentation).

    Raises:
        NoArticle: there is no article in the page.
    """
    return find_article(_document(html, url), Config(mode=mode))


def _document(html: str | bytes, url: str | None) -> Document:
    if isinstance(html, str):
        return parse_text(html, url)
    url = url or ""
    return parse(Page(url, url, html, None, datetime.now(UTC)))


def find_article(
    document: Document, config: Config, offered: Mapping[str, Any] | None = None
) -> Article:
    """Find the article in a parsed page.

    Finding the text needs no more of the metadata than the title: the rest is read when it is asked
    for, as is the body's tree.

    Args:
        config: gives ``mode`` and ``select``.
        offered: what the feed that the link came from says of the article; see ``metadata.read``.

    Raises:
        NoArticle: there is no article in the page, or hardly any.
        ConfigError: a selector of ``config.select`` cannot be used.
    """
    return _checked(_find(document, config, offered))


def _find(document: Document, config: Config, offered: Mapping[str, Any] | None = None) -> Article:
    """Find the article, or a page of it, which may be short."""
    reading, warnings = metadata.Reading(document, offered), document.warnings
    if config.select:
        facts, missed = metadata.select(document, reading.metadata, config.select)
        warnings += missed
        title = facts.title
    else:
        facts, title = None, reading.title
    mode: Mode = "general" if config.mode == "general" else "article"

    def make_metadata() -> Metadata:
        return facts or reading.metadata

    found = body.find(document, Metadata(title=title), mode, lambda: make_metadata().authors)
    warnings += found.warnings
    article = Article(
        document.url, make_metadata, found.text, found.soup, warnings, found.parts, found.pages
    )
    if not article.has_words(_FEWEST_WORDS) and not article.body.find(_TO_LOOK_AT):
        raise NoArticle(
            document.url,
            f"no article: {_words(article)} and no picture",
            hint="Run crosspost explain URL --body to see why each part was left out.",
        )
    return article


def _checked(article: Article) -> Article:
    """Return the article, with a warning if it is short."""
    if article.has_words(_FEW_WORDS):
        return article
    few = f"only {_words(article)} found: see whether the text is all there"
    return dataclasses.replace(article, warnings=(*article.warnings, few))


def _words(article: Article) -> str:
    return "1 word" if article.words == 1 else f"{article.words} words"


def _draw(url: str, page: Page, config: Config, web: Fetcher | None, error: NoArticle) -> Page:
    """Have a browser draw a page that had no article, if that may help; else raise the error."""
    from crosspost.fetch.drawn import is_worth_drawing

    if web is None or page.archive_url or not is_worth_drawing(error, config):
        raise error
    return web.draw(url)


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
    """

    metadata: Metadata
    considered: tuple[Considered, ...]
    body: Explanation
    base_url: str
    page: Page


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
        ConfigError: a selector of ``config.select`` cannot be used.
    """
    from crosspost.body.explain import explain as explain_body
    from crosspost.fetch import fetch, fetcher_of
    from crosspost.fetch.drawn import is_worth_drawing, may_be_drawn_later

    with fetcher_of(source, config, None, on_step) as web:
        page = fetch(source, config, base_url=base_url, fetcher=web)
        if web and may_be_drawn_later(page, config):
            try:
                with limited():
                    find_article(parse(page), config)
            except NoArticle as error:
                if is_worth_drawing(error, config):
                    page = web.draw(source)
    on_step(Step("converting"))
    with limited():
        document = parse(page)
        reading = metadata.Reading(document)
        facts = reading.metadata
        if config.select:
            facts, _ = metadata.select(document, facts, config.select)
        explained = explain_body(document, facts, config.mode)
    base = document.base_url or document.url
    return Findings(facts, reading.considered, explained, base, page)


def to_markdown(html: str, base_url: str | None = None) -> str:
    """Turn a clean article body into Markdown that may be put into a post.

    Args:
        html: the body, a fragment of HTML.
        base_url: what relative links are relative to.
    """
    from crosspost.targets import default_target

    return default_target().guard_text(to_data_markdown(html, base_url), {}, Path())


def to_data_markdown(html: str, base_url: str | None = None) -> str:
    """Turn HTML into Markdown for a data file, in which template languages are not read.

    Args:
        html, base_url: as of ``to_markdown``.
    """
    from crosspost import markdown
    from crosspost.page.soup import to_soup

    return markdown.to_markdown(to_soup(parse_fragment(html, base_url)))


def convert(
    html: str | bytes,
    url: str | None = None,
    config: Config | None = None,
    *,
    site: Target | None = None,
    overrides: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Post:
    """Turn a page into a post, without touching the network or the disk.

    Args:
        html: the page.
        url: its URL; without one the post has no attribution and no canonical URL.
        config: settings; default the defaults.
        site: the site that the post is for; default one without a configuration.
        overrides: front matter fields that win over what the page says.
        now: the time of import, with a time zone; default the clock's.

    Raises:
        NoArticle: there is no article in the page.
        FrontMatterError: a field cannot be written so that the generator reads it back.
        PartsMissing: the post has not all of the article, and ``strict`` is set.
    """
    from crosspost.render import render
    from crosspost.targets import default_target

    config = config or Config()
    return render(
        find_article(_document(html, url), config),
        config,
        site or default_target(),
        overrides=overrides or {},
        now=now or datetime.now(UTC),
        requested_url=url or "",
    )


def page_to_post(
    page: Page,
    config: Config,
    target: Target,
    *,
    overrides: Mapping[str, Any],
    offered: Mapping[str, Any] | None = None,
    now: datetime,
    fetched: FetchedPictures | None = None,
) -> Post:
    """Turn a page into a post; nothing is fetched or written.

    Args:
        overrides: front matter fields that win over what the page says.
        offered: as of ``find_article``.
        now: the time of import, with a time zone.
        fetched: the pictures in ``on_web`` of the post that was made of the page before; None: they
            have not been fetched.

    Raises:
        NoArticle: there is no article in the page.
        ConfigError: a setting cannot be used for any page.
        FrontMatterError: a field cannot be written so that it is read back.
        PartsMissing: the post has not all of the article, and ``strict`` is set.
    """
    from crosspost.images.rewrite import use_copies
    from crosspost.post_pictures import render_with_pictures

    document = parse(page)
    try:
        if page.more:
            from crosspost.paging.join import join

            first = _find(document, config, offered)
            article = _checked(join(first, document, page, partial(_find, config=config)))
        else:
            article = find_article(document, config, offered)
    except NoArticle as error:
        if error.needs_browser and page.is_drawn:
            reason = "there is no article in the page, though a browser has drawn it"
            raise NoArticle(error.url, reason) from error
        raise
    copies = target.pictures_url(config.pictures)
    article, pictures = use_copies(article, document.base_url, page.saved, copies)
    return render_with_pictures(
        article,
        config,
        target,
        fetched,
        overrides=overrides,
        now=now,
        requested_url=page.url,
        archive_url=page.archive_url,
        pictures=pictures,
    )


def import_link(
    link: Link | str,
    config: Config | None = None,
    *,
    site: Target | Path | str | None = None,
    base_url: str | None = None,
    fetcher: Fetcher | None = None,
    replace: bool = False,
    update: bool = False,
    conflicts: Conflicts = "leave",
    on_lost: Callable[[Path, tuple[str, ...]], None] | None = None,
    written: Mapping[Path, PostFacts] | None = None,
    dry_run: bool = False,
    now: datetime | None = None,
    limited: Callable[[], AbstractContextManager[None]] = nullcontext,
    on_step: Observer = unobserved,
) -> Outcome:
    """Import one article into a site.

    Args:
        link: what to import; a string is a URL, a path, or ``-`` for standard input.
        config: settings; default the defaults.
        site: the site or its root; default the nearest folder upwards with a configuration.
        base_url: the URL of a saved page.
        fetcher: keeps connections open over many links; default one for this link.
        replace: replace the post that has this article, or the file of this name.
        update: merge the article into the post that has it; what the owner changed stays.
        conflicts: whose lines are taken where the owner and the article have changed the same;
            ``leave``: the post is not written.
        on_lost: called with a post and lines of its owner's before they are lost.
        written: the posts that other links of the same run have got; they are not replaced, and in
            a dry run they count as posts of the site.
        dry_run: do all but write.
        now: the time of import, with a time zone; default the clock's.
        limited: as of ``examine``.
        on_step: told what is being done; a given ``fetcher`` tells its own observer.

    Returns:
        What became of the link. What a person can act on (``CrosspostError``) is in it as
        ``error``; a bug of crosspost is raised.

    Raises:
        ConfigError: a setting of ``config`` or of the site cannot be used for any link.
    """
    from crosspost.fetch import fetch, fetcher_of
    from crosspost.images import shrink
    from crosspost.images.beside import with_pictures
    from crosspost.publish.post import PublishOptions, publish
    from crosspost.publish.site_posts import SitePosts
    from crosspost.publish.write import check_folder
    from crosspost.targets import find_site, target_of

    link = Link(link) if isinstance(link, str) else link
    config, now = config or Config(), now or datetime.now(UTC)
    try:
        site = site or find_site(Path.cwd())
        target = target_of(Path(site)) if isinstance(site, (Path, str)) else site
        posts = SitePosts(target, config, written)
        if not dry_run:
            check_folder(posts.real(posts.folder()))
        options = PublishOptions(replace, update, conflicts, dry_run, on_lost)
        shrink.check(config.pictures_max_width)

        def make(page: Page, fetched: FetchedPictures | None = None) -> Post:
            on_step(Step("converting"))
            with limited():
                return page_to_post(
                    page, config, target, overrides=link.overrides, now=now, fetched=fetched
                )

        with fetcher_of(link.url, config, fetcher, on_step) as web:
            page = fetch(link.url, config, base_url=base_url, fetcher=web, day=_day(link))
            page = with_pictures(page) if config.pictures else page
            try:
                post = make(page)
            except NoArticle as error:
                page = _draw(link.url, page, config, web, error)
                post = make(page)
            if web and post.article.pages and config.follow_pages:
                page = _follow(page, post.article.pages, config, web, limited, on_step)
                post = make(page)
            if not post.on_web:
                return dataclasses.replace(publish(link, post, posts, options), page=page)
            decided = publish(link, post, posts, dataclasses.replace(options, dry_run=True))
            if decided.status == "exists":
                return dataclasses.replace(decided, page=page)
            with tempfile.TemporaryDirectory(prefix="crosspost-") as folder:
                fetched = _fetch_pictures(post, page, config, web, fetcher, Path(folder), on_step)
                post = make(page, fetched)
                return dataclasses.replace(publish(link, post, posts, options), page=page)
    except ConfigError:
        raise  # no link can be imported with such settings
    except CrosspostError as error:
        if isinstance(error, NoArticle) and not error.url:  # a saved page whose URL is not known
            error = NoArticle(link.url, error.reason, hint=error.hint)
        return Outcome(link, "failed", reason=str(error), error=error)


def _follow(
    page: Page,
    pages: Pages,
    config: Config,
    web: Fetcher,
    limited: Callable[[], AbstractContextManager[None]],
    on_step: Observer,
) -> Page:
    """Fetch the other pages of an article.

    Args:
        pages: what ``page`` says about them.
    """
    from crosspost.fetch import fetch_next
    from crosspost.paging.follow import follow

    numbers = {url: number for number, url in pages.urls.items()}

    def get(url: str, known: Page) -> Page:
        on_step(Step("page", "", numbers.get(url, len(known.more) + 2), pages.count))
        return fetch_next(config, web, url, known)

    return follow(page, get, limited)


def _day(link: Link) -> date | None:
    """Return the day of a link's article if the user has given it."""
    given = link.overrides.get("date")
    return day_of(given) if isinstance(given, date) else None


def _fetch_pictures(
    post: Post,
    page: Page,
    config: Config,
    web: Fetcher | None,
    given: Fetcher | None,
    folder: Path,
    on_step: Observer,
) -> FetchedPictures:
    """Fetch the pictures that a post shows from the web.

    Args:
        web: with which the page was fetched; None: it was saved, and what it says of its own URL
            gets no secrets.
        given: of ``import_link``.
    """
    from crosspost.fetch import Fetcher  # loads the network, which a saved page does not need
    from crosspost.post_pictures import fetch_pictures

    trust: Trust = "own" if web else "remote"
    known = web or given
    with Fetcher(config) if known is None else nullcontext(known) as client:
        ask = partial(client.picture, page_url=page.final_url, trust=trust)
        number = count(1)

        def get(url: str, most_bytes: int) -> bytes:
            on_step(Step("pictures", host(url), next(number), len(post.on_web)))
            return ask(url, most_bytes=most_bytes)

        return fetch_pictures(post, get, config, folder)

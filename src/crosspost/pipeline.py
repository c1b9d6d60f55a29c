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
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost import sites
from crosspost.body.extract import Mode
from crosspost.config import Config
from crosspost.dates import day_of
from crosspost.errors import ConfigError, CrosspostError, FetchError, NoArticle
from crosspost.extraction import find_article, find_in_all, with_warning
from crosspost.model import (
    Article,
    Document,
    FetchedPictures,
    Link,
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
    from crosspost.fetch import Fetcher
    from crosspost.publish.update import Conflicts
    from crosspost.targets.base import PostFacts, Target


def extract(html: str | bytes, url: str | None = None, *, mode: Mode = "article") -> Article:
    """Find the article in a page.

    Args:
        html: the page; bytes are decoded as a browser would (BOM, ``<meta charset>``, detection).
        url: the URL of the page, which relative links and some metadata need.
        mode: ``article`` (precision, for news and blogs) or ``general`` (forums, documentation).

    Raises:
        NoArticle: there is no article in the page.
    """
    config = Config(mode=mode)
    return find_article(_document(html, url, config), config)


def _document(html: str | bytes, url: str | None, config: Config) -> Document:
    if isinstance(html, str):
        return parse_text(html, url, sites.rule_of(config))
    url = url or ""
    return parse(Page(url, url, html, None, datetime.now(UTC)), sites.rule_of(config))


def _draw(url: str, page: Page, config: Config, web: Fetcher | None, error: NoArticle) -> Page:
    """Have a browser draw a page that had no article, if that may help; else raise the error."""
    from crosspost.fetch.drawn import is_worth_drawing

    if web is None or page.archive_url or not is_worth_drawing(error, config):
        raise error
    return web.draw(url)


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
        find_article(_document(html, url, config), config),
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

    rule_of = sites.rule_of(config)
    document = parse(page, rule_of)
    try:
        if page.more:
            article = with_warning(find_in_all(page, document, config, offered))
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


def _with_other_forms(
    page: Page, make: Callable[[Page], Post], config: Config, web: Fetcher | None
) -> tuple[Page, Post]:
    """Make the post of a page, or of another form of it, if the page itself has no article.

    Args:
        make: makes the post of a page; may raise ``NoArticle``.
        web: None: nothing is fetched.

    Returns:
        The page, with the forms that were asked for, and its post.

    Raises:
        NoArticle: there is no article in any of them.
    """
    from crosspost.fetch import fetch_next
    from crosspost.paging.answer import with_answer
    from crosspost.paging.other_forms import is_wanted, next_form

    while True:
        made: Post | NoArticle
        try:
            made = make(page)
        except NoArticle as error:
            made = error
        article = made.article if isinstance(made, Post) else None
        is_asked = config.follow_pages and is_wanted(page, article)
        wanted = next_form(page) if web and is_asked else None
        if web and wanted:
            try:
                got: Page | FetchError = fetch_next(config, web, wanted.url, page)
            except FetchError as error:
                got = error
            page = with_answer(page, wanted, got)
        elif isinstance(made, Post):
            return page, made
        else:
            raise made


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

        at_fetch = sites.for_fetching(link.url, config)
        with fetcher_of(link.url, at_fetch, fetcher, on_step) as web:
            page = fetch(link.url, at_fetch, base_url=base_url, fetcher=web, day=_day(link))
            page = with_pictures(page) if config.pictures else page
            try:
                page, post = _with_other_forms(page, make, config, web)
            except NoArticle as error:
                page = _draw(link.url, page, at_fetch, web, error)
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

    return follow(page, get, limited, sites.rule_of(config))


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

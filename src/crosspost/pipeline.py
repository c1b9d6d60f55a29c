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
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crosspost import sites
from crosspost.body.extract import Mode
from crosspost.config import Config
from crosspost.errors import ConfigError, CrosspostError, NoArticle
from crosspost.extraction import find_article
from crosspost.model import (
    Article,
    Document,
    Link,
    Observer,
    Outcome,
    Page,
    Post,
)
from crosspost.model.step import ignore_step
from crosspost.page.parse import parse, parse_fragment, parse_text

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


def to_markdown(html: str, base_url: str | None = None) -> str:
    """Turn a clean article body into Markdown that may be put into a post.

    Args:
        html: the body, a fragment of HTML.
        base_url: what relative links are relative to.
    """
    from crosspost import markdown
    from crosspost.page.soup import to_soup
    from crosspost.targets import default_target

    text = markdown.to_markdown(to_soup(parse_fragment(html, base_url)))
    return default_target().guard_text(text, {}, Path())


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
    from crosspost.targets import default_target, with_names

    config = config or Config()
    return render(
        find_article(_document(html, url, config), config),
        config,
        with_names(site or default_target(), config),
        overrides=overrides or {},
        now=now or datetime.now(UTC),
        requested_url=url or "",
    )


def import_link(
    link: Link | str,
    config: Config | None = None,
    *,
    site: Target | Path | str | None = None,
    base_url: str | None = None,
    page: Page | None = None,
    fetcher: Fetcher | None = None,
    replace: bool = False,
    update: bool = False,
    conflicts: Conflicts = "leave",
    on_lost: Callable[[Path, tuple[str, ...]], None] | None = None,
    written: Mapping[Path, PostFacts] | None = None,
    options: Mapping[str, Any] = MappingProxyType({}),
    dry_run: bool = False,
    now: datetime | None = None,
    limited: Callable[[], AbstractContextManager[None]] = nullcontext,
    on_step: Observer = ignore_step,
) -> Outcome:
    """Import one article into a site.

    Args:
        link: what to import; a string is a URL, a path, or ``-`` for standard input.
        config: settings; default the defaults.
        site: the site or its root; default the nearest folder upwards with a configuration.
        base_url: the URL of a saved page.
        page: of the link, if the caller has it: then neither it nor other pages are fetched.
        fetcher: keeps connections open over many links; default one for this link.
        replace: replace the post that has this article, or the file of this name.
        update: merge the article into the post that has it; what the owner changed stays.
        conflicts: whose lines are taken where the owner and the article have changed the same;
            ``leave``: the post is not written.
        on_lost: called with a post and lines of its owner's before they are lost.
        written: the posts that other links of the same run have got; they are not replaced, and in
            a dry run they count as posts of the site.
        options: settings that were chosen for this import. Those that shape the post
            (``publish.kept_options``) are kept, and used by an update that does not choose others.
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
    from crosspost.fetch import fetcher_of
    from crosspost.images import shrink
    from crosspost.post_maker import PostMaker
    from crosspost.publish.kept_options import to_keep, with_options
    from crosspost.publish.post import PublishOptions, options_of_import, publish
    from crosspost.publish.site_posts import SitePosts
    from crosspost.publish.write import check_folder
    from crosspost.targets import find_site, target_of, with_names

    link = Link(link) if isinstance(link, str) else link
    config, now = config or Config(), now or datetime.now(UTC)
    try:
        site = site or find_site(Path.cwd())
        if isinstance(site, (Path, str)):
            target = target_of(Path(site), config.target, config)
        else:
            target = with_names(site, config)
        posts = SitePosts(target, config, written)
        if not dry_run:
            check_folder(posts.real(posts.folder()))
        chosen = to_keep(options)
        how = PublishOptions(replace, update, conflicts, dry_run, on_lost, chosen)
        shrink.check(config.pictures_max_width)
        with fetcher_of("" if page else link.url, config, fetcher, on_step) as web:
            maker = PostMaker(link, config, target, now, web, limited, on_step)
            page = page or maker.page(base_url)
            kept: dict[str, Any] = {}
            if update:
                kept = options_of_import((link.url, page.url, page.final_url), posts, chosen)
                maker = dataclasses.replace(maker, config=with_options(config, kept))
            page, post = maker.first(page)
            if update and not kept and (urls := _canonical(post)):
                kept = options_of_import(urls, posts, chosen)
                if kept:
                    maker = dataclasses.replace(maker, config=with_options(config, kept))
                    page, post = maker.first(page)
            page, post = maker.whole(page, post)
            if not post.on_web:
                return dataclasses.replace(publish(link, post, posts, how), page=page)
            decided = publish(link, post, posts, dataclasses.replace(how, dry_run=True))
            if decided.status == "exists":
                return dataclasses.replace(decided, page=page)
            with tempfile.TemporaryDirectory(prefix="crosspost-") as folder:
                post = maker.with_pictures(page, post, fetcher, Path(folder))
                return dataclasses.replace(publish(link, post, posts, how), page=page)
    except ConfigError:
        raise  # no link can be imported with such settings
    except CrosspostError as error:
        if isinstance(error, NoArticle) and not error.url:  # a saved page whose URL is not known
            error = NoArticle(link.url, error.reason, hint=error.hint)
        return Outcome(link, "failed", reason=str(error), error=error)


def _canonical(post: Post) -> tuple[str, ...]:
    """Return the canonical URL of a post; of a saved page it may be the only one."""
    url = post.front_matter.get("canonical_url")
    return (url,) if isinstance(url, str) and url else ()

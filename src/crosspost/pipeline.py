"""The road on one screen: fetch → parse → extract → render → write.

The steps know nothing of each other; what flows between them is in ``model``. A step that not every
road takes is imported where it is taken: who wants an article's text loads neither BeautifulSoup
nor what fetches and writes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost import body, metadata
from crosspost.body.choose import Mode
from crosspost.config import Config
from crosspost.errors import ConfigError, CrosspostError, NoArticle, PostExists
from crosspost.fetch.companions import PICTURE_GONE
from crosspost.metadata import Candidate
from crosspost.model import Article, Document, Link, Metadata, Outcome, Page, Post
from crosspost.page.parse import parse, parse_fragment, parse_text

if TYPE_CHECKING:
    from crosspost.body.explain import Explanation
    from crosspost.fetch import Fetcher
    from crosspost.targets.jekyll.site import Site

# Fewer words are seldom an article: a teaser before a paywall, a question for cookies.
_FEW_WORDS = 40
# Fewer are none, unless there is something to look at.
_FEWEST_WORDS = 5
_TO_LOOK_AT = ("img", "picture", "video", "audio", "iframe", "svg", "math", "pre", "table")


def extract(html: str | bytes, url: str | None = None, *, mode: Mode = "article") -> Article:
    """Find the article in a page.

    Args:
        html: the page; bytes are decoded as a browser would (BOM, ``<meta charset>``, detection).
        url: the address of the page, which relative links and some metadata need.
        mode: ``article`` (precision, for news and blogs) or ``general`` (forums, documentation).

    Raises:
        NoArticle: there is no article in the page.
    """
    return find_article(_document(html, url), Config(mode=mode))


def _document(html: str | bytes, url: str | None) -> Document:
    if isinstance(html, str):
        return parse_text(html, url)
    address = url or ""
    return parse(Page(address, address, html, None, datetime.now(UTC)))


def find_article(
    document: Document, config: Config, offered: Mapping[str, Any] | None = None
) -> Article:
    """Find the article in a parsed page.

    Metadata comes first: the body is cut out of the tree, and what is cut away may name the author.
    Finding the text needs no more of it than the title, and cuts nothing.

    Args:
        config: gives ``mode`` and ``select``.
        offered: what the feed that the link came from says of the article; see ``metadata.read``.

    Raises:
        NoArticle: there is no article in the page, or as good as none.
        ConfigError: a selector of ``config.select`` cannot be used.
    """
    reading, warnings = metadata.Reading(document, offered), document.warnings
    if config.select:
        facts, missed = metadata.select(document, reading.metadata, config.select)
        warnings += missed
        title = facts.title
    else:
        facts, title = None, reading.title
    mode: Mode = "general" if config.mode == "general" else "article"
    found = body.find(document, Metadata(title=title), mode)

    def make_metadata() -> Metadata:
        return facts or reading.metadata

    article = Article(document.url, make_metadata, found.text, found.soup, warnings)
    if article.has_words(_FEW_WORDS):
        return article
    words = "1 word" if article.words == 1 else f"{article.words} words"
    if article.words < _FEWEST_WORDS and not article.body.find(_TO_LOOK_AT):
        raise NoArticle(
            document.url,
            f"no article: {words} and no picture",
            hint="crosspost explain URL --body shows what was taken for what.",
        )
    few = f"only {words} found: see whether the text is all there"
    return dataclasses.replace(article, warnings=(*warnings, few))


@dataclass(frozen=True)
class Findings:
    """What a page offers, and what was chosen.

    Attributes:
        metadata: the values chosen, with their sources.
        candidates: every value that the page offers for any field, in the order of trust.
        body: every block of the page, with its score, and why it is in the body or not.
        base_url: what the relative addresses among the candidates are relative to.
    """

    metadata: Metadata
    candidates: tuple[Candidate, ...]
    body: Explanation
    base_url: str


def examine(
    source: str,
    config: Config,
    *,
    base_url: str | None = None,
    limited: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Findings:
    """Look at a page and keep what was passed over; ``crosspost explain`` shows it.

    Args:
        source: a URL, a path, or ``-`` for standard input.
        config: settings of the fetch.
        base_url: the address of a saved page.
        limited: returns a context that is entered for the work on the page, such as a time
            limit; it may raise a ``CrosspostError``.

    Raises:
        FetchError, NoArticle: there is no page to be had.
        ConfigError: a selector of ``config.select`` cannot be used.
    """
    from crosspost.body.explain import explain as explain_body
    from crosspost.fetch import fetch

    page = fetch(source, config, base_url=base_url)
    with limited():
        document = parse(page)
        found = metadata.candidates(document)
        facts = metadata.choose(found, document)
        if config.select:
            facts, _ = metadata.select(document, facts, config.select)
        explained = explain_body(document, facts, config.mode)
    return Findings(facts, found, explained, document.base_url or document.url)


def to_markdown(html: str, base_url: str | None = None) -> str:
    """Turn a clean article body into Markdown that may stand in a Jekyll post.

    Args:
        html: the body, a fragment of HTML.
        base_url: what relative links are relative to.
    """
    from crosspost import markdown
    from crosspost.page.soup import to_soup
    from crosspost.targets.jekyll import liquid

    return liquid.guard(markdown.to_markdown(to_soup(parse_fragment(html, base_url))))


def convert(
    html: str | bytes,
    url: str | None = None,
    config: Config | None = None,
    *,
    site: Site | None = None,
    overrides: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Post:
    """Turn a page into a post, without touching the network or the disk.

    Args:
        html: the page.
        url: its address; without one the post has no attribution and no canonical URL.
        config: settings; default the defaults.
        site: the site the post is for; default one without a ``_config.yml``.
        overrides: front matter fields that win over what the page says.
        now: the moment of import, with a time zone; default the clock's.

    Raises:
        NoArticle: there is no article in the page.
        FrontMatterError: a field cannot be written so that Jekyll reads it back.
    """
    from crosspost.render import render
    from crosspost.targets.jekyll.site import Site

    config = config or Config()
    return render(
        find_article(_document(html, url), config),
        config,
        site or Site(Path()),
        overrides=overrides or {},
        now=now or datetime.now(UTC),
        requested_url=url or "",
    )


def import_link(
    link: Link | str,
    config: Config | None = None,
    *,
    site: Site | Path | str | None = None,
    base_url: str | None = None,
    fetcher: Fetcher | None = None,
    replace: bool = False,
    dry_run: bool = False,
    now: datetime | None = None,
    limited: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Outcome:
    """Import one article into a site.

    Args:
        link: what to import; a string is a URL, a path, or ``-`` for standard input.
        config: settings; default the defaults.
        site: the site or its root; default the nearest folder upwards with a ``_config.yml``.
        base_url: the address of a saved page.
        fetcher: keeps connections open over many links; default one for this link.
        replace: replace the post that has this article, or the file of this name.
        dry_run: do all but write.
        now: the moment of import, with a time zone; default the clock's.
        limited: as of ``examine``.

    Returns:
        What became of the link. What a person can act on (``CrosspostError``) is in it as
        ``error``; a bug of crosspost is raised.

    Raises:
        ConfigError: a setting of ``config`` or of the site cannot be used for any link.
    """
    from crosspost.fetch import fetch
    from crosspost.images.rewrite import use_copies
    from crosspost.publish.write import check_folder
    from crosspost.render import render
    from crosspost.targets.jekyll.site import Site, find_site, posts_folder, read_site, real_folder

    link = Link(link) if isinstance(link, str) else link
    config = config or Config()
    try:
        where = site if isinstance(site, Site) else read_site(Path(site or find_site(Path.cwd())))
        if not dry_run:
            check_folder(real_folder(where, posts_folder(where, config.output, draft=config.draft)))
        page = fetch(link.url, config, base_url=base_url, fetcher=fetcher)
        with limited():
            document = parse(page)
            article = find_article(document, config)
            article, pictures = use_copies(article, document.base_url, page.saved, config, where)
            given, now = link.overrides, now or datetime.now(UTC)
            post = render(article, config, where, overrides=given, now=now, requested_url=page.url)
        post = dataclasses.replace(post, pictures=pictures)
        return _place(link, post, where, config, replace=replace, dry_run=dry_run)
    except ConfigError:
        raise  # no link can be imported with such settings
    except CrosspostError as error:
        if isinstance(error, NoArticle) and not error.url:  # a saved page that names no address
            error = NoArticle(link.url, error.reason, hint=error.hint)
        return Outcome(link, "failed", reason=str(error), error=error)


def _place(
    link: Link, post: Post, site: Site, config: Config, *, replace: bool, dry_run: bool
) -> Outcome:
    """Write a post where it belongs, unless the site has the article already.

    Another article's post of the same name keeps it, and this one gets a number; a post of the
    owner's own is only replaced when asked to.
    """
    from crosspost.images.copy import copy_pictures
    from crosspost.publish.write import write
    from crosspost.targets.jekyll import posts
    from crosspost.targets.jekyll.site import posts_folder, real_folder

    folder = posts_folder(site, config.output, draft=config.draft)
    article = post.article
    addresses = (link.url, article.url, str(post.front_matter.get("canonical_url", "")))
    same = posts.find_same(site.root, folder, addresses)
    if same and not replace:
        reason = "already has this article. Nothing written; --force replaces it."
        return Outcome(link, "exists", same, reason, post)
    path = same or folder / post.filename
    if not same and path.exists() and not posts.is_crosspost(path, site.root):
        if not replace:
            raise PostExists(path, "exists, and names no article that it was made from")
    elif not same:
        path = folder / posts.free_name(folder, post.filename, site.permalink)
    taken = path.exists()
    if dry_run:
        return Outcome(link, "dry-run", path, post=post)
    if copy_pictures(post.pictures, real_folder(site, site.source / config.pictures)):
        post = dataclasses.replace(post, warnings=(*post.warnings, PICTURE_GONE))
    write(post.text, real_folder(site, path.parent) / path.name, replace=taken)
    return Outcome(link, "replaced" if taken else "written", path, post=post)

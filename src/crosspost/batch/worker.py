"""What other processes and machines do: a page → its draft.

What it needs is imported where it is used, since the process that decides and writes, which names
``convert`` to the others, never parses a page.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crosspost.batch.entry import BASE, INSTANT, OFFERED, OLD_URLS, PICTURES, WARNINGS, Comment
from crosspost.config import Config
from crosspost.errors import ConfigError, CrosspostError, NoArticle
from crosspost.model import (
    Article,
    FetchedPictures,
    FollowingPage,
    Loss,
    Page,
    Picture,
    WebPicture,
)
from crosspost.sites.user_rules import without_fetching, without_secrets
from crosspost.urls import identity, is_web

if TYPE_CHECKING:
    from crosspost.model import Post
    from crosspost.targets.base import Target

_LOADS = (
    "crosspost.page_to_post",
    "crosspost.render",
    "crosspost.images.rewrite",
    "crosspost.post_pictures",
    "crosspost.body.copy",
    "crosspost.body.expected",
    "crosspost.paging.join",
)
# Settings that change how a page is fetched, and not the post that is made of it. A test compares
# them with what the steps read: one too many, and posts would not be made again when it changes.
OF_FETCHING = frozenset(
    {"headers", "cookies", "user_agent", "connect_timeout", "read_timeout", "total_timeout"}
    | {"max_bytes", "max_redirects", "tries", "allow_private", "convert_timeout"}
    | {"archive", "archive_api", "x_api", "youtube_api", "render", "browser", "render_timeout"}
)


@dataclass(frozen=True)
class Job:
    """A page that is to become a post; it travels to other processes and machines.

    Attributes:
        page: as it came; for a body that came with the list, ``content`` is that body in UTF-8.
        is_article: ``content`` is the article's body alone: nothing is to be searched in it.
        overrides: front matter fields that win over the page's.
        draft: goes among the drafts.
        now: time of import, with a time zone.
        is_from_web: other pages of its article can be fetched.
        fetched: as of ``pipeline.page_to_post``.
        options: of the import, which an update uses (``publish.kept_options``).
        collection: as of an entry.
        comments: below the article.
        keeps_categories: the categories are the user's own, and not the sections of a page.
        has_preview: the draft is to have one.
    """

    page: Page
    overrides: Mapping[str, Any]
    now: datetime
    is_article: bool = False
    draft: bool = False
    is_from_web: bool = False
    fetched: FetchedPictures | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    collection: str = ""
    comments: tuple[Comment, ...] = ()
    keeps_categories: bool = False
    has_preview: bool = False


@dataclass(frozen=True)
class Refused:
    """Why there is no post of a page: an error for the user, as data, since many exceptions cannot
    be passed from one process to another.

    Attributes:
        reason: in a few words; groups failures.
        hint: what to try.
        needs_browser: a script fills the page.
    """

    reason: str
    hint: str = ""
    needs_browser: bool = False


@dataclass(frozen=True)
class Draft:
    """A post as it will be written, except for a number after its name.

    Attributes:
        filename: the name that it should have.
        text: the whole file.
        urls: identities (``urls.identity``) of the URLs of its article.
        words: of the article.
        pictures: to be copied into the site before the post is written.
        on_web: pictures that are to be fetched before the page is converted again.
        not_copied: URLs of pictures that could not be copied, and may be another time.
        comments: the text of the data file with its comments; empty for none.
        losses: what of the article it lacks.
        preview: it beside its original, as a page; empty for none.
    """

    filename: str
    text: str = field(repr=False)
    urls: tuple[str, ...]
    title: str = ""
    words: int = 0
    draft: bool = False
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    on_web: tuple[WebPicture, ...] = ()
    not_copied: tuple[str, ...] = ()
    comments: str = field(default="", repr=False)
    losses: tuple[Loss, ...] = ()
    preview: str = field(default="", repr=False)


def loads(target: Target) -> tuple[str, ...]:
    """Return the modules that a process loads before its first page for a site comes."""
    from crosspost.sites.platforms import modules

    return (*_LOADS, *modules(), type(target).__module__)


def pack(config: Config, target: Target, overrides: Mapping[str, Any]) -> bytes:
    """Return what every conversion needs, ready to go to other processes and machines.

    What only fetching needs, and may be secret, is left out.

    Args:
        overrides: front matter fields of every post; those of a link win over them.
    """
    sites = without_secrets(config.sites)
    config = replace(config, headers=MappingProxyType({}), cookies="", user_agent="", sites=sites)
    packed = io.BytesIO()
    _Packer(packed).dump((config, target, dict(overrides)))
    return packed.getvalue()


class _Packer(pickle.Pickler):
    """Knows read-only tables, which pickle does not."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        return NotImplemented


def _read_only(table: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(table)


# A process unpacks it once, and not for every page.
_unpacked = functools.lru_cache(maxsize=4)(pickle.loads)


def settings_key(config: Config, target: Target, overrides: Mapping[str, Any]) -> str:
    """Return a hash of all that the text of a post depends on besides its page."""
    values = {n: getattr(config, n) for n in config.__dataclass_fields__ if n not in OF_FETCHING}
    chosen = {n: dict(v) if isinstance(v, Mapping) else v for n, v in values.items()}
    of_call = {n: v for n, v in chosen.pop("of_call").items() if n not in OF_FETCHING}
    if of_call:
        chosen["of_call"] = {
            n: dict(v) if isinstance(v, Mapping) else v for n, v in of_call.items()
        }
    chosen["sites"] = without_fetching(config.sites)
    if config.site_config:
        from crosspost.sites.site_config.find import stamp

        chosen["site_config"] = stamp(config.site_config)
    about = [chosen, target.name, target.settings, dict(overrides)]
    return hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()


def convert(packed: bytes, job: Job) -> Draft | Refused | FollowingPage:
    """Make a draft of a page.

    Args:
        packed: of ``pack``.

    Returns:
        The draft, or why there is none, or another page of the article that is to be fetched first.

    Raises:
        ConfigError: no page can be converted with such settings.
    """
    config, target, overrides = _unpacked(packed)
    config = _settings_of(job, config)
    follows = job.is_from_web and config.follow_pages and job.fetched is None
    try:
        if follows and job.page.more and (wanted := _next_page(job.page, config)):
            return wanted
        is_first = follows and not job.page.more
        post = _to_post(job, config, target, overrides, is_to_follow=is_first)
        if follows and (form := _next_form(job.page, post.article, config)):
            return form
        if is_first and post.article.pages:
            if wanted := _next_page(job.page, config):
                return wanted
            if config.strict:  # there is no more than this page
                post = _to_post(job, config, target, overrides)
    except ConfigError:
        raise
    except CrosspostError as error:
        is_missing = follows and isinstance(error, NoArticle)
        if is_missing and (form := _next_form(job.page, None, config)):
            return form
        needs_browser = isinstance(error, NoArticle) and error.needs_browser
        return Refused(str(getattr(error, "reason", error)), error.hint, needs_browser)
    urls = (job.page.url, post.article.url, str(post.front_matter.get("canonical_url", "")))
    filename = post.filename
    if job.collection and not config.draft:
        filename = target.undated(filename)
    known = [identity(url) for url in urls if is_web(url)]
    if config.own and is_web(job.page.url):
        known.insert(0, target.old_path(job.page.url))
    return Draft(
        filename=filename,
        text=post.text,
        urls=tuple(dict.fromkeys(filter(None, known))),
        title=str(post.front_matter.get("title", "")),
        words=post.article.words,
        draft=config.draft,
        warnings=post.warnings,
        pictures=post.pictures,
        on_web=post.on_web,
        comments=_comments(job, target),
        not_copied=_not_copied(post),
        losses=post.losses,
        preview=_preview(job, post, config, target),
    )


def _preview(job: Job, post: Post, config: Config, target: Target) -> str:
    if not job.has_preview:
        return ""
    from crosspost.batch.previews import preview_of

    return preview_of(job.page, post, config, target, is_article=job.is_article)


def _not_copied(post: Post) -> tuple[str, ...]:
    """Return the URLs of pictures that are worth asking for again."""
    if not post.not_copied:
        return ()
    from crosspost.images.fetched import TOO_MANY, TOO_MANY_FILES

    never = (TOO_MANY, TOO_MANY_FILES)
    return tuple(url for url, why in post.not_copied if is_web(url) and why not in never)


def _settings_of(job: Job, config: Config) -> Config:
    """Return the settings with which the post of a page is made."""
    if job.keeps_categories:
        config = replace(config, page_categories=True)
    if job.draft and not config.draft:
        config = replace(config, draft=True)
    if job.options:
        from crosspost.publish.kept_options import with_options

        config = with_options(config, job.options)
    if job.collection:
        config = replace(config, output=f"_{job.collection}")
    return config


def _comments(job: Job, target: Target) -> str:
    if not job.comments or job.draft:
        return ""
    from crosspost.batch.comment_data import comment_data

    return target.data_text(comment_data(job.comments))


def _next_page(page: Page, config: Config) -> FollowingPage | None:
    from crosspost.paging.follow import next_page
    from crosspost.sites import rule_of

    return next_page(page, rule_of(config))


def _next_form(page: Page, article: Article | None, config: Config) -> FollowingPage | None:
    from crosspost.paging.other_forms import is_wanted, next_form

    return next_form(page, article, config) if is_wanted(page, article) else None


def _to_post(
    job: Job,
    config: Config,
    target: Target,
    overrides: Mapping[str, Any],
    *,
    is_to_follow: bool = False,
) -> Post:
    from crosspost.page.soup import discard
    from crosspost.page_to_post import page_to_post

    page, own, now = job.page, dict(job.overrides), job.now
    old_urls = tuple(map(str, own.pop(OLD_URLS, ())))
    own.pop(PICTURES, None)
    warnings = tuple(map(str, own.pop(WARNINGS, ())))
    if job.is_article:
        from crosspost.body_to_post import body_to_post

        is_instant = bool(own.pop(INSTANT, False))
        base_url = str(own.pop(BASE, ""))
        post = body_to_post(
            *(page, config, target),
            given=own,
            overrides=overrides,
            now=now,
            fetched=job.fetched,
            warnings=warnings,
            is_instant=is_instant,
            base_url=base_url,
            old_urls=old_urls,
        )
    else:
        offered = own.pop(OFFERED, None)
        chosen = {**overrides, **own}
        post = page_to_post(
            *(page, config, target),
            overrides=chosen,
            offered=offered,
            now=now,
            fetched=job.fetched,
            is_to_follow=is_to_follow,
        )
        post = replace(post, warnings=tuple(dict.fromkeys((*warnings, *post.warnings))))
    discard(post.article.body)  # only its text goes back; the memory of the tree is needed
    return post

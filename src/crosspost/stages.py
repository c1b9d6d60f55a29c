"""The road in stages, for many links: fetch in threads, convert in other processes, write in order.

``pipeline.import_link`` does one link from beginning to end; here its steps are apart, and each can
be handed over to whoever does it best.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from crosspost.batch.draft import Draft, Job, Refused
from crosspost.batch.entry import OFFERED
from crosspost.batch.links.folder import companion
from crosspost.batch.road import Road
from crosspost.config import Config
from crosspost.dates import read_iso
from crosspost.errors import ConfigError, CrosspostError
from crosspost.fetch import Clock, Fetcher, fetch
from crosspost.jekyll import posts
from crosspost.jekyll.site import Site, posts_folder
from crosspost.model import Article, Metadata, Page
from crosspost.parse import parse, parse_fragment
from crosspost.pipeline import find_article
from crosspost.render import render
from crosspost.soup import to_soup
from crosspost.urls import identity, is_web
from crosspost.write import check_folder, write, write_new

# What the settings change in how a page is fetched, and not in the post that is made of it.
_OF_FETCHING = frozenset(
    {"headers", "cookies", "user_agent", "connect_timeout", "read_timeout", "total_timeout"}
    | {"max_bytes", "max_redirects", "tries", "allow_private"}
)
_LEFT_BEHIND = "pictures that were saved beside the page are not copied into the site"
# Front matter fields that a list gives as the page would: settings may overrule them.
_FACTS = ("title", "date", "author", "tags", "categories", "image", "description")


def road(
    config: Config,
    site: Site,
    fetcher: Fetcher,
    overrides: Mapping[str, Any],
    *,
    dry_run: bool = False,
) -> Road:
    """Return the steps of an import into a site.

    Args:
        fetcher: used by all threads; see ``patient_fetcher``.
        overrides: front matter fields of every post; those of a link win over them.
        dry_run: write nothing.

    Raises:
        WriteError: the folder of the posts cannot be made or written to.
    """
    output = posts_folder(site, config.output, draft=config.draft)
    if not dry_run:
        check_folder(output)
    return Road(
        root=site.root,
        settings=_settings(config, site, overrides),
        get=fetcher.get,
        download=partial(fetcher.download, tries=1),
        read_saved=partial(_read_saved, config),
        most_bytes=config.max_bytes,
        convert=partial(convert_packed, _packed(config, site, overrides)),
        folder=lambda draft: posts_folder(site, config.output, draft=draft or config.draft),
        posts=lambda: posts.existing_posts(site.root, output),
        addresses=posts.sources,
        name_key=partial(posts.name_key, permalink=site.permalink),
        write_new=(lambda files: []) if dry_run else write_new,
        replace=(lambda path, text: None) if dry_run else _replace,
    )


def patient_fetcher(config: Config, sleep: Callable[[float], None], hosts: int) -> Fetcher:
    """Return a fetcher whose waits can be broken off.

    Args:
        sleep: waits so many seconds.
        hosts: whose connections are kept open.
    """
    return Fetcher(config, clock=Clock(sleep=sleep), hosts=hosts)


def _settings(config: Config, site: Site, overrides: Mapping[str, Any]) -> str:
    """Return a hash of what a post's text depends on besides the page."""
    chosen = {k: v for k, v in _plain(config).items() if k not in _OF_FETCHING}
    about = [chosen, dict(site.config), site.layouts, site.is_jekyll_3, dict(overrides)]
    return hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()


def _plain(config: Config) -> dict[str, Any]:
    names = config.__dataclass_fields__
    values = {name: getattr(config, name) for name in names}
    return {k: dict(v) if isinstance(v, Mapping) else v for k, v in values.items()}


def _read_saved(config: Config, path: str) -> Page:
    """Read a page that a browser saved; say so where its pictures stay behind."""
    page = fetch(path, config)
    folder = companion(Path(path))
    names = {quote(folder.name).encode(), folder.name.encode()} if folder else ()
    if not any(name in page.content for name in names):
        return page
    return replace(page, warnings=(*page.warnings, _LEFT_BEHIND))


def _replace(path: Path, text: str) -> None:
    write(text, path, replace=True)


def _packed(config: Config, site: Site, overrides: Mapping[str, Any]) -> bytes:
    """Return what every conversion needs, ready to go to other processes."""
    packed = io.BytesIO()
    _Packer(packed).dump((config, site, dict(overrides)))
    return packed.getvalue()


class _Packer(pickle.Pickler):
    """Knows read-only tables, which pickle does not."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        return NotImplemented


def _read_only(table: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(table)


# A worker unpacks it once, and not for every page.
_unpacked = functools.lru_cache(maxsize=4)(pickle.loads)


def convert_packed(packed: bytes, job: Job) -> Draft | Refused:
    """Make a post of a page; settings, site and overrides come as ``_packed`` made them."""
    config, site, overrides = _unpacked(packed)
    try:
        return convert(config, site, overrides, job)
    except ConfigError:
        raise  # no page can be converted with such settings
    except CrosspostError as error:
        return Refused(str(getattr(error, "reason", error)), error.hint)


def convert(config: Config, site: Site, overrides: Mapping[str, Any], job: Job) -> Draft:
    """Make a post of a page.

    Raises:
        NoArticle: there is no article in the page.
        FrontMatterError: a field cannot be written so that Jekyll reads it back.
    """
    page = job.page
    if job.draft and not config.draft:
        config = replace(config, draft=True)
    if job.is_article:
        article, own = _ready(page, job.overrides)
    else:
        own = dict(job.overrides)
        article = find_article(parse(page), config, own.pop(OFFERED, None))
    post = render(
        article,
        config,
        site,
        overrides={**overrides, **own},
        now=job.moment,
        requested_url=page.url,
    )
    addresses = (page.url, article.url, str(post.front_matter.get("canonical_url", "")))
    return Draft(
        filename=post.filename,
        text=post.text,
        addresses=tuple(dict.fromkeys(identity(url) for url in addresses if is_web(url))),
        title=str(post.front_matter.get("title", "")),
        words=article.words,
        draft=config.draft,
        warnings=post.warnings,
    )


def _ready(page: Page, given: Mapping[str, Any]) -> tuple[Article, dict[str, Any]]:
    """Make an article of a body that came with the list; what the list says of it is its metadata.

    Returns:
        The article, and the fields that are no metadata.
    """
    tree = parse_fragment(page.content.decode("utf-8"), page.final_url)
    text = "\n\n".join(" ".join(part.split()) for part in tree.itertext() if part.strip())
    author, date = given.get("author"), given.get("date")
    facts = Metadata(
        title=given.get("title"),
        authors=(author,) if author else (),
        published=read_iso(date) if isinstance(date, str) else date,
        tags=tuple(given.get("tags", ())),
        categories=tuple(given.get("categories", ())),
        image=given.get("image"),
        description=given.get("description"),
        canonical_url=page.url,
    )
    own = {name: value for name, value in given.items() if name not in _FACTS}
    return Article(page.url, lambda: facts, text, partial(to_soup, tree)), own

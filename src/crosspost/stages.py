"""The road in stages, for many links: fetch in threads, convert in other processes, write in order.

``pipeline.import_link`` does one link from beginning to end; here its steps are apart, and each can
be handed over to whoever does it best.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from crosspost.batch.road import Road
from crosspost.config import Config
from crosspost.conversion import LOADS, convert_packed, pack
from crosspost.fetch import Clock, Fetcher, fetch
from crosspost.images.copy import copy_pictures
from crosspost.publish.write import check_folder, write, write_new
from crosspost.targets.jekyll import posts
from crosspost.targets.jekyll.site import Site, posts_folder, real_folder
from crosspost.urls import Trust

# What the settings change in how a page is fetched, and not in the post that is made of it.
_OF_FETCHING = frozenset(
    {"headers", "cookies", "user_agent", "connect_timeout", "read_timeout", "total_timeout"}
    | {"max_bytes", "max_redirects", "tries", "allow_private", "convert_timeout"}
)


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
        ConfigError: a folder is a link out of the site, which needs the user's permission.
    """
    # Links are resolved here, once: a folder that becomes a link afterwards is not written to.
    folders = {
        draft: real_folder(site, posts_folder(site, config.output, draft=draft or config.draft))
        for draft in (False, True)
    }
    pictures = real_folder(site, site.source / config.pictures)
    output = folders[False]
    if not dry_run:
        check_folder(output)
    return Road(
        root=site.root,
        settings=_settings(config, site, overrides),
        get=fetcher.get,
        download=partial(_download, fetcher),
        robots=partial(fetcher.download, tries=1, bare=True),
        read_saved=lambda path: fetch(path, config),
        most_bytes=config.max_bytes,
        convert=partial(convert_packed, pack(config, site, overrides)),
        loads=LOADS,
        folder=folders.__getitem__,
        posts=lambda: posts.existing_posts(site.root, output),
        addresses=partial(posts.sources, site_root=site.root),
        name_key=partial(posts.name_key, permalink=site.permalink),
        copy=(lambda pictures: set()) if dry_run else partial(copy_pictures, folder=pictures),
        write_new=(lambda files: []) if dry_run else write_new,
        replace=(lambda path, text: None) if dry_run else _replace,
    )


def patient_fetcher(
    config: Config, sleep: Callable[[float], None], hosts: int, given: Iterable[str]
) -> Fetcher:
    """Return a fetcher whose waits can be broken off.

    Args:
        sleep: waits so many seconds.
        hosts: whose connections are kept open.
        given: the sources on the command line.
    """
    return Fetcher(config, clock=Clock(sleep=sleep), hosts=hosts, given=given)


def _download(fetcher: Fetcher, url: str, most_bytes: int, *, remote: bool) -> bytes:
    trust: Trust = "remote" if remote else "own" if fetcher.is_given(url) else "local"
    return fetcher.download(url, most_bytes, tries=1, trust=trust)


def _settings(config: Config, site: Site, overrides: Mapping[str, Any]) -> str:
    """Return a hash of what a post's text depends on besides the page."""
    chosen = {k: v for k, v in _plain(config).items() if k not in _OF_FETCHING}
    about = [chosen, dict(site.config), site.layouts, site.is_jekyll_3, dict(overrides)]
    return hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()


def _plain(config: Config) -> dict[str, Any]:
    names = config.__dataclass_fields__
    values = {name: getattr(config, name) for name in names}
    return {k: dict(v) if isinstance(v, Mapping) else v for k, v in values.items()}


def _replace(path: Path, text: str) -> None:
    write(text, path, replace=True)

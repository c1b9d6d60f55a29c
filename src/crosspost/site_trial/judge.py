"""Test a file of site config with one of its test pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from crosspost.config import Config
from crosspost.errors import CrosspostError, NoArticle
from crosspost.files import is_file, is_inside, read_regular
from crosspost.model import Page, SiteRule
from crosspost.sites import merge
from crosspost.sites.site_config.find import GLOBAL, files, names
from crosspost.sites.site_config.read import SamplePage, SiteConfig, read
from crosspost.urls import read as read_url

#: All states of a result, the best first; the last two say nothing about the file.
STATES: Final = (
    *("ok", "text missing", "body not found", "no article", "unusable"),
    *("fetch failed", "not saved"),
)
UNKNOWN: Final = frozenset(STATES[-2:])


@dataclass(frozen=True)
class Attempt:
    """A test page that is to be tried.

    Attributes:
        path: of the file of site config.
        url: of the page.
        contains: texts that the article must have.
        number: of the line in the file.
    """

    path: Path
    url: str
    contains: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Result:
    """The result of an attempt.

    Attributes:
        attempt: the page.
        state: one of ``STATES``.
        reason: why, in a few words; empty if it is ok.
        body: the XPath that has found the body; empty if none has.
        words: of the article.
    """

    attempt: Attempt
    state: str
    reason: str = ""
    body: str = ""
    words: int = 0


def attempts(folder: Path, hosts: tuple[str, ...] = ()) -> Iterator[Attempt]:
    """Yield the test pages of a folder.

    Args:
        folder: of site config.
        hosts: only the files of these; empty for all.

    Raises:
        CrosspostError: a file cannot be read.
    """
    wanted = {name for host in hosts for name in (*names(host.lower()), host)}
    for path in files(folder):
        if not hosts or path.stem in wanted:
            for sample in read(path, path.stem).tests:
                yield _attempt(path, sample)


def _attempt(path: Path, sample: SamplePage) -> Attempt:
    return Attempt(path, sample.url, sample.contains, sample.number)


def plain(config: Config, folder: Path) -> Config:
    """Return settings that fetch pages by the rules of one folder of site config alone."""
    none: Mapping[str, Any] = MappingProxyType({})
    return replace(config, select=none, sites=none, remove=(), site_config=(str(folder),))


def judge(task: tuple[Attempt, Page]) -> Result:
    """Convert a page by the file of an attempt, whatever host the page has come from.

    XPath runs in C, where nothing can interrupt it: the caller limits the time of its process.
    """
    from crosspost.extraction import find_article
    from crosspost.page.parse import parse

    attempt, page = task
    general = attempt.path.with_name(f"{GLOBAL}.txt")
    try:
        own = read(attempt.path, attempt.path.stem, general if is_file(general) else None)
        document = parse(page, _always(own))
        selected = document.selected
        used = selected.used("body") if selected else None
        has_body = selected is None or not selected.rule.body or bool(selected.body)
        if not has_body and selected and not selected.rule.may_guess:
            return Result(attempt, "body not found")
        article = find_article(document, Config())
    except NoArticle as error:
        return Result(attempt, "no article", error.reason)
    except CrosspostError as error:
        return Result(attempt, "unusable", str(error))
    body = used.text if used else ""
    if not has_body:
        return Result(attempt, "body not found", words=article.words)
    missing = [text for text in attempt.contains if _folded(text) not in _folded(article.text)]
    if missing:
        return Result(attempt, "text missing", missing[0], body, article.words)
    return Result(attempt, "ok", "", body, article.words)


def _always(config: SiteConfig) -> Callable[[str, str], SiteRule | None]:
    rule = merge([config.rule])
    return lambda _url, _source: rule


def _folded(text: str) -> str:
    return " ".join(text.split())


def saved_page(pages: Path, url: str) -> Page | None:
    """Return the page of a URL in a folder, as ``wget --force-directories`` names its file.

    ``https://example.org/a/b?c`` is ``example.org/a/b?c``, with ``.html`` or without, and
    ``https://example.org/a/`` is ``example.org/a/index.html``.

    Returns:
        None if there is none.
    """
    parsed = read_url(url)
    if parsed is None:
        return None
    name = parsed.href.partition("://")[2]
    stem = f"{name}index" if name.endswith("/") else name
    for path in (pages / stem, pages / f"{stem}.html"):
        if is_inside(pages, path) and is_file(path):
            content = read_regular(path, _MOST_BYTES, follow=True)
            return Page(url, url, content, None, datetime.now(UTC))
    return None


_MOST_BYTES = 10 * 1024 * 1024

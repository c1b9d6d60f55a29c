"""``--open``: the preview as a file in a private folder, shown by the user's browser."""

from __future__ import annotations

import base64
import mimetypes
import os
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from crosspost.cli.console import Screen
from crosspost.files import is_inside, read_regular
from crosspost.model import Outcome, Page, Selector, SiteRule
from crosspost.process_limits import memory_of_other_programs

if TYPE_CHECKING:
    from crosspost.config import Config
    from crosspost.examine import Findings
    from crosspost.model import Post
    from crosspost.preview.page import Pane
    from crosspost.targets.base import Target

_MOST_BYTES = 10 * 1024 * 1024  # of a picture that is shown from the disk
_MOST_IN_ALL = 50 * 1024 * 1024  # of all of them, which are in the page
_MOST_TEXT = 64 * 1024 * 1024  # bytes of a post
_WOULD_BE = "would be written to"


def of_post(outcome: Outcome, config: Config, target: Target, url: str = "", form: str = "") -> str:
    """Return the preview of a post, as a page.

    Args:
        outcome: with a post and the page that it was made from.
        url: of the post at the site's own server; empty if there is none.
        form: as of ``preview.page.page``.
    """
    from crosspost.cli.report import shortest
    from crosspost.preview import original
    from crosspost.preview.page import Pane, page

    post = outcome.post
    assert post and outcome.page and outcome.path
    facts = post.article.metadata
    to_check = original.to_check_of(post.losses, post.warnings)
    shown, rule_of = _original(outcome.page, post, config)
    marked = original.mark(shown, facts, config.mode, to_check, rule_of)
    words = "{}" if outcome.status != "dry-run" else f"{_WOULD_BE} {{}}"
    about = words.format(shortest(outcome.path))
    pane = Pane(about, url=url) if url else _pane(outcome, post, config, target, about)
    title = str(post.front_matter.get("title") or facts.title or "")
    return page(title, outcome.link.url, marked, pane, facts.language or "en", form)


def _pane(outcome: Outcome, post: Post, config: Config, target: Target, about: str) -> Pane:
    """Return the post as it is on the disk, or would be."""
    from html import escape

    from crosspost.preview.page import Pane
    from crosspost.preview.post import body, front_matter

    text, front = post.text, front_matter(post.front_matter)
    if outcome.status in ("exists", "unchanged") and outcome.path:
        text = read_regular(outcome.path, _MOST_TEXT).decode("utf-8", "replace")
        head = text.removesuffix(target.body(text)).strip().strip("-").strip()
        front = f'<pre class="front">{escape(head)}</pre>'
    markdown = target.shown_text(target.body(text))
    return Pane(about, front + body(markdown, _pictures(post, config, target)))


def _pictures(post: Post, config: Config, target: Target) -> Callable[[str], str | None]:
    """Return a function: URL of a picture in the post → URL that it is shown from.

    Copies are read from the disk into the page, since a frame with a sandbox may read no file;
    those that are not written, in a dry run, are shown from where they come from.
    """
    folder = target.pictures_folder(config.pictures)
    bases = (config.pictures_base, target.pictures_url(config.pictures))
    sources = {each.name: each for each in post.pictures if not each.is_inlined}
    left = _MOST_IN_ALL

    def shown(url: str) -> str | None:
        nonlocal left
        name = _name_in(url, bases)
        if name is None:
            return url
        source = sources.get(name)
        paths = [folder / name, *([Path(source.source)] if source else [])]
        for path in paths:
            content = _read(path, left)
            kind = mimetypes.guess_type(name)[0] or ""
            if content is not None and kind.startswith("image/"):
                left -= len(content)
                return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
        return source.url or None if source else None

    return shown


def _name_in(url: str, bases: tuple[str, ...]) -> str | None:
    """Return the name of a file in the folder of copies; None if a URL leads elsewhere."""
    for base in filter(None, bases):
        start, name = f"{base.rstrip('/')}/", ""
        if url.startswith(start):
            name = unquote(url.removeprefix(start))
        if name and "/" not in name and "\\" not in name and name not in (".", ".."):
            return name
    return None


def _read(path: Path, most: int) -> bytes | None:
    try:
        if not is_inside(path.parent, path):
            return None
        return read_regular(path, min(most, _MOST_BYTES))
    except (OSError, ValueError):
        return None


def _original(
    page: Page, post: Post, config: Config
) -> tuple[Page, Callable[[str, str], SiteRule | None]]:
    """Return the page of a post, and the rules for it; of oEmbed, what it shows is the page."""
    from crosspost.sites import rule_of

    if not page.is_embed:
        return page, rule_of(config)
    content = f"<body>{post.article.body}</body>".encode("utf-8", "replace")
    whole = SiteRule("", "", body=(Selector.of("body"),))
    return replace(page, content=content, charset="utf-8"), lambda url, source: whole


def of_page(findings: Findings, source: str, config: Config) -> str:
    """Return the page of an original alone, for ``crosspost explain --open``."""
    from crosspost.preview.original import mark
    from crosspost.preview.page import page
    from crosspost.sites import rule_of

    facts = findings.metadata
    marked = mark(findings.page, facts, config.mode, (), rule_of(config))
    return page(facts.title or source, source, marked, None, facts.language or "en")


def show(text: str, screen: Screen) -> Path:
    """Write a page into a private folder and open it in the user's browser; say where it is."""
    folder = Path(tempfile.mkdtemp(prefix="crosspost-preview-"))  # for the user alone (0700)
    path = folder / "preview.html"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    if has_display() and open_url(path.as_uri()):
        screen.remark(("  preview ", "dim"), str(path))
    else:
        screen.remark(("! ", "yellow"), f"there is no browser to open; the preview is in {path}")
    return path


def open_url(url: str) -> bool:
    """Open a URL; ``webbrowser`` honours the variable BROWSER."""
    with memory_of_other_programs():
        try:
            return webbrowser.open(url)
        except (webbrowser.Error, OSError):
            return False


def has_display() -> bool:
    """Tell whether a browser can show anything: a desktop, or the one that BROWSER names."""
    if os.environ.get("BROWSER") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

"""References of a post to its site: layout, author, permalink, other URLs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from crosspost.lazy_regex import lazy_compile
from crosspost.model import Level
from crosspost.targets.jekyll.permalinks import STYLES
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Post, texts
from crosspost.validate.quoting import quote
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Scalar
from crosspost.validate.vocabulary import URL_KEYS

RULES = (
    Rule(
        "CP701", "layout", "warning",
        "A layout that neither the site nor its theme has.",
        "The post is published without head, navigation and style.",
        "Jekyll prints 'Build Warning: Layout … does not exist' and exits 0.",
        "layout: blog", "layout: post",
        "none", "The most similar name is suggested. Layouts of unlisted themes are"
        " not checked.",
    ),
    Rule(
        "CP702", "author", "warning",
        "An author who is not in the site's list, if nine of ten are.",
        "The author's name, picture and page are missing.",
        "Jekyll passes the text on; the template finds no author.",
        "authors: [melodi]", "authors: [melody]",
        "none", "The most similar name is suggested.",
        generators=ALL,
    ),
    Rule(
        "CP705", "url", "warning",
        "An invalid URL of the original, a source or a redirect: no scheme, a space,"
        " localhost, javascript:.",
        "The canonical link does not work, and search engines follow it.",
        "jekyll-seo-tag prints canonical_url whatever it is.",
        "canonical_url: www.example.org/a", "canonical_url: https://www.example.org/a",
        "none", "Write the whole URL, with https://.",
        generators=ALL,
    ),
    Rule(
        "CP706", "permalink", "warning",
        "A permalink with a space, '//', no leading slash, or a placeholder that Jekyll does not"
        " know.",
        "The page has an unexpected URL, or the build fails.",
        "Jekyll percent-encodes spaces, merges slashes and adds the first one; an unknown"
        " :placeholder stops the build. Other generators behave differently. Level info if only the"
        " leading slash is missing.",
        "permalink: /my post/", "permalink: /my-post/",
        "unsafe", "Writes hyphens for spaces and one slash for two.",
    ),
)  # fmt: skip

_PLACEHOLDER = lazy_compile(r":([a-z_]+)")
_KNOWN_PLACEHOLDERS = frozenset(
    {"collection", "path", "output_ext", "name", "title", "slug", "categories",
     "slugified_categories", "year", "short_year", "month", "i_month", "short_month", "long_month",
     "day", "i_day", "y_day", "short_day", "long_day", "hour", "minute", "second", "week", "w_year",
     "w_day", "basename"}
)  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report references of one post."""
    if not post.fields:
        return ()
    found: list[Problem] = []
    for entry in post.fields:
        key, value = entry.key, entry.value
        if key == "layout":
            found += _layout(context, value) if isinstance(value, Scalar) else ()
        elif key == "permalink":
            found += _permalink(post, context, value) if isinstance(value, Scalar) else ()
        elif key in URL_KEYS or key in ("link", "source", "redirect_to", "canonical"):
            found += (
                url_problem(post, key, value, key in URL_KEYS) if isinstance(value, Scalar) else ()
            )
    return found


def _layout(context: Context, value: Scalar) -> list[Problem]:
    layouts = context.layouts if context.is_jekyll else None
    name = value.value
    if layouts is None or name in layouts or name in ("none", "null", "") or not name.strip():
        return []
    # Minimal Mistakes calls the layout of posts so.
    is_single = name == "post" and "single" in layouts
    near = "single" if is_single else context.nearest(name.removesuffix(".html"), layouts, 0.5)
    hint = f" Is it {near}?" if near else f" There are: {', '.join(sorted(layouts)[:8])}."
    message = (
        f"There is no layout {name[:40]!r}. Jekyll warns once and publishes the text without a"
        f" layout.{hint}"
    )
    return [Problem("CP701", value.start, value.end, message, key="layout")]


def _permalink(post: Post, context: Context, value: Scalar) -> list[Problem]:
    text = value.value
    if not context.is_jekyll or not text.strip():
        return []
    if "://" in text:
        path = "/" + text.partition("://")[2].partition("/")[2]
        advice = Repair(False, f"write {path}", ((value.start, value.end, quote(path)),))
        message = (
            f"The permalink is a whole URL: Jekyll writes the page to the folder {text[:50]!r}."
            f" Write the path alone: {path[:60]}."
        )
        return [Problem("CP706", value.start, value.end, message, key="permalink", advice=advice)]
    unknown = [w for w in _PLACEHOLDER.findall(text) if w not in _KNOWN_PLACEHOLDERS]
    known = any(w in _KNOWN_PLACEHOLDERS for w in _PLACEHOLDER.findall(text))
    if unknown and (known or "/:" in text):
        message = (
            f":{unknown[0]} is not a placeholder of a permalink, and Jekyll stops the build."
            " Remove it."
        )
        return [Problem("CP706", value.start, value.end, message, key="permalink", level="error")]
    if text in STYLES:
        message = (
            f"{text!r} is the name of a style, which counts in _config.yml only: here it is the"
            f" URL, and Jekyll writes the page to /{text}. Write the path of the page."
        )
        return [Problem("CP706", value.start, value.end, message, key="permalink")]
    what = (
        "a space" if re.search(r"\s", text) else "a doubled slash" if "//" in text else
        "no leading slash" if not text.startswith("/") else ""
    )  # fmt: skip
    if not what:
        return []
    better = re.sub(r"/{2,}", "/", re.sub(r"\s+", "-", text.strip()))
    if not better.startswith("/"):
        better = "/" + better
    message = f"The permalink {text[:50]!r} has {what}. Write {better[:60]}."
    fix = Repair(False, f"write {better}", ((value.start, value.end, better),))
    # Jekyll adds the slash, other generators may not.
    level: Level | None = "info" if what == "no leading slash" else None
    return [Problem("CP706", value.start, value.end, message, fix, "permalink", level)]


def url_problem(post: Post, key: str, value: Scalar, strict: bool) -> list[Problem]:
    """Report a URL that leads nowhere.

    Args:
        strict: the field is for URLs only; else a value that does not look like one may be a name.
    """
    url = value.value.strip()
    if not url or "{{" in url:
        return []
    looks = (
        "://" in url or url.startswith("www.") or url.lower().startswith(("javascript:", "data:"))
    )
    if not strict and not looks:
        return []
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        parts, host = None, ""
    if parts is None:
        what = "is not a URL"
    elif parts.scheme.lower() in ("javascript", "data", "vbscript", "file"):
        what = f"is {parts.scheme}:, which no page should link to"
    elif re.search(r"\s", url):
        what = "has a space in it"
    elif host in ("localhost", "127.0.0.1", "0.0.0.0") and strict:
        what = "is the author's own machine"
    elif parts.scheme.lower() not in ("http", "https"):
        if not strict and not url.startswith("www."):
            return []
        what = "has no https:// before it"
    elif not host:
        what = "has no host"
    elif host in ("http", "https"):
        what = "has https:// twice"
    else:
        return []
    message = f"{url[:60]!r} {what}: the link does not work. Write the whole URL of the page."
    return [Problem("CP705", value.start, value.end, message, key=key)]


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report authors, if the site's other posts show that they should be known."""
    known = context.authors
    if not known:
        return
    uses = context.facts.authors
    total = sum(uses.values())
    resolved = sum(n for name, n in uses.items() if name in known)
    if not context.options.authors and (total < 10 or resolved < 0.9 * total or resolved == total):
        return
    for post in posts:
        for key in ("author", "authors"):
            entry = post.by_key.get(key)
            for value in texts(entry.value) if entry else ():
                if value.value and value.value not in known:
                    near = context.nearest(value.value, known)
                    hint = f" Is it {near}?" if near else ""
                    message = f"{value.value[:40]!r} is not in the site's list of authors.{hint}"
                    yield post, Problem("CP702", value.start, value.end, message, key=key)

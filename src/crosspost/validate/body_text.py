"""Checks of the body: Liquid, links and images to files of the site, the attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crosspost.attribution_lines import LINES
from crosspost.files import is_folder, read_regular
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import host, identity, is_web
from crosspost.validate import liquid
from crosspost.validate.context import Context
from crosspost.validate.liquid_syntax import INCLUDES, wrong_markup
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem
from crosspost.validate.scalars import is_false
from crosspost.validate.tree import Scalar

_LINK = lazy_compile(
    r"(?P<image>!?)\[[^\]\n]{0,400}\]\([ \t]*<?(?P<url>(?:\{\{[^{}\n]{1,200}\}\})?[^\s)<>]{0,1000})"
    r"|<(?P<tag>img|a)\b[^<>]{0,400}?\b(?:src|href)=[\"'](?P<attribute>[^\"'<>\s]{1,1000})",
    re.I,
)
_FENCE = lazy_compile(r"^[ ]{0,3}(?P<mark>`{3,}|~{3,})", re.M)
_SITE = lazy_compile(r"^\{\{-?\s*(?:site\.(?:base)?url|site\.github\.url)\s*-?\}\}")
_FILTERED = lazy_compile(r"^\{\{-?\s*[\"'](?P<path>/[^\"']*)[\"']\s*\|\s*(?:relative|absolute)_url")
_FILE = lazy_compile(r"\.(?:jpe?g|png|gif|svg|webp|avif|bmp|ico|pdf|zip|gz|tgz|mp[34]|webm|ogg|csv"
                   r"|docx?|xlsx?|pptx?|epub|txt|json|xml)$", re.I)  # fmt: skip
_IMAGE = lazy_compile(r"\.(?:jpe?g|png|gif|svg|webp|avif|bmp|ico)$", re.I)
# A plugin in a Gemfile that may define tags.
_OWN_GEM = lazy_compile(
    r"^\s*+gem\s*+[\"']jekyll-(?!feed|seo-tag|sitemap|paginate|redirect-from|archives|theme|gist)\w",
    re.M,
)
_PHRASE = lazy_compile(
    r"(?:originally|first|cross-?)\s{0,2}(?:posted|published|appeared)|"
    + "|".join(re.escape(line.words) for line in LINES.values()),
    re.I,
)
_OWN_NAMES = lazy_compile(
    r"['\"\d-]|(?:site|page|layout|content|include|post|paginator|jekyll|forloop|theme|nil|true"
    r"|false|blank|empty)\b"  # words: fine
)


def problems(post: Post, context: Context) -> Iterator[Problem]:
    """Yield the problems in the body of a post."""
    setting = post.scalar("render_with_liquid")
    if context.is_jekyll and not (setting is not None and is_false(setting)):
        yield from _liquid(post, context)
    yield from _files(post, context)
    yield from _attribution(post, context)


def _liquid(post: Post, context: Context) -> Iterator[Problem]:
    text, start = post.text, post.body_start
    if "{{" not in text[start:] and "{%" not in text[start:]:
        return
    for at, end, words in liquid.errors(text, start, _plugin_tags(context)):
        message = (
            f"Liquid: {words}. Jekyll stops the whole build here, in code samples too. Close it, or"
            " write {{ '{{' }} for braces that are text."
        )
        yield Problem("CP851", at, min(end, at + 80), message)
    yield from _evaluated(post, context)


def _evaluated(post: Post, context: Context) -> Iterator[Problem]:
    """Report missing posts and files that a tag names, and undefined names."""
    text, start = post.text, post.body_start
    defined: set[str] = set()
    live: list[liquid.Token] = []
    comments = 0
    for token in liquid.tokens(text, start):
        if token.name in ("comment", "endcomment"):
            comments += 1 if token.name == "comment" else -1
        elif comments > 0:
            continue
        elif token.kind == "variable":
            if not _OWN_NAMES.match(token.markup) and _name(token.markup) not in defined:
                live.append(token)
        elif token.name in ("assign", "capture", "for", "increment", "decrement", "tablerow"):
            defined.add(_name(token.markup))
        else:
            yield from _named(token, post, context)
    if live:
        first = live[0]
        shown = " ".join(text[first.start : first.end].split())[:50]
        message = (
            f"Jekyll evaluates {shown} and prints nothing, since the name is not defined"
            + (f" ({len(live)} such places)." if len(live) > 1 else ".")
            + " If it is text, write {{ '{{' }} for the braces."
        )
        yield Problem("CP852", first.start, first.end, message)


def _name(markup: str) -> str:
    found = re.match(r"[\w-]+", markup)
    return found[0] if found else ""


def _plugin_tags(context: Context) -> frozenset[str] | None:
    """Return the tags of plugins; None if there may be any."""
    if context.site is None:
        return frozenset()
    config = context.site.config
    named = config.get("plugins") or config.get("gems") or ()
    harmless = {"jekyll-feed", "jekyll-seo-tag", "jekyll-sitemap", "jekyll-paginate",
                "jekyll-redirect-from", "jekyll-archives", "jekyll-gist", "jekyll-mentions",
                "jemoji", "jekyll-avatar", "jekyll-octicons", "jekyll-include-cache",
                "jekyll-titles-from-headings", "jekyll-relative-links",
                "jekyll-optional-front-matter", "jekyll-readme-index",
                "jekyll-default-layout", "jekyll-github-metadata"}  # fmt: skip
    others = set(map(str, named)) - harmless if isinstance(named, (list, tuple)) else {"?"}
    own = config.get("plugins_dir", "_plugins")
    folders = [own] if isinstance(own, str) else own if isinstance(own, list) else []
    root, source = context.root, context.site.source
    places = [place / name for name in map(str, folders) for place in (source, root)
              if "\0" not in name]  # fmt: skip
    context.looked_in.update(map(str, places))
    if others or any(map(is_folder, places)):
        return None
    return None if _has_own_gems(root) else frozenset()


def _has_own_gems(root: Path) -> bool:
    """Tell whether a Gemfile loads plugins that the configuration does not name."""
    try:
        gemfile = read_regular(root / "Gemfile", 100_000).decode("utf-8", "replace")
    except OSError:
        return False
    return "jekyll_plugins" in gemfile and bool(_OWN_GEM.search(gemfile))


def _named(token: liquid.Token, post: Post, context: Context) -> Iterator[Problem]:
    if token.name == "post_url" and context.facts.names:
        yield from _post_url(token, context)
    elif token.name == "link" and context.site is not None:
        yield from _link(token, context)
    elif token.name in INCLUDES:
        yield from _include(token, post, context)


def _post_url(token: liquid.Token, context: Context) -> Iterator[Problem]:
    wanted = token.markup.strip("/ ").rsplit("/", 1)[-1]
    if not wanted or "{" in wanted or wanted in context.facts.names:
        return
    parts = _NAMED_POST.fullmatch(wanted)
    named = parts and (int(parts[1]), int(parts[2]), int(parts[3]), parts[4])
    if named in context.facts.dated:
        message = (
            f"No file is called {wanted[:60]!r}; Jekyll finds a post of that date, and warns that"
            " this is deprecated. Write the file's name."
        )
        yield Problem("CP851", token.start, token.end, message, level="info")
        return
    message = (
        f"There is no post {wanted[:60]!r}: Jekyll stops the whole build. post_url takes the file's"
        " name without extension."
    )
    yield Problem("CP851", token.start, token.end, message)


_NAMED_POST = lazy_compile(r"(\d+)-(\d+)-(\d+)-(.*)", re.ASCII)


def _link(token: liquid.Token, context: Context) -> Iterator[Problem]:
    path = token.markup.strip()
    if not path or "{" in path or context.find_file(path) == "found":
        return
    message = f"There is no file {path[:60]!r} in the site: Jekyll stops the whole build."
    yield Problem("CP851", token.start, token.end, message)


def _include(token: liquid.Token, post: Post, context: Context) -> Iterator[Problem]:
    """Report a missing file; a theme may have files too."""
    name = token.markup.split(" ")[0]
    site = context.site
    if not name or "{" in name or site is None or wrong_markup(token.name, token.markup):
        return
    if token.name == "include_relative":
        folder: Path | None = Path(post.folder)
    elif site.theme:
        return
    else:
        folder = context.folder("includes_dir", "_includes")
    if folder is None or "\0" in name or context.has_entry(folder / name.lstrip("/")):
        return
    message = (
        f"Could not locate the included file {name[:60]!r} in {folder.name}: Jekyll stops the whole"
        " build."
    )
    yield Problem("CP851", token.start, token.end, message)


def _outside_code(post: Post) -> Iterator[tuple[int, int]]:
    """Yield the parts of the body outside of code fences."""
    at, text = post.body_start, post.text
    while True:
        opening = _FENCE.search(text, at)
        if not opening:
            yield at, len(text)
            return
        yield at, opening.start()
        mark = opening["mark"]
        close = re.compile(rf"^[ ]{{0,3}}{re.escape(mark)}+[ \t]*$", re.M).search(
            text, opening.end()
        )
        if not close:
            return
        at = close.end()


def _files(post: Post, context: Context) -> Iterator[Problem]:
    if context.site is None and not context.options.image_roots:
        return
    for start, end in _outside_code(post):
        for found in _LINK.finditer(post.text, start, end):
            group = "attribute" if found["attribute"] else "url"
            path = _site_path(found[group] or "")
            if not path or not _known_folder(context, path):
                continue
            image = bool(found["image"]) or (found["tag"] or "").lower() == "img"
            verdict = context.find_file(path)
            if verdict == "found":
                continue
            code = "CP854" if image or _IMAGE.search(path) else "CP853"
            what = (
                "exists with different upper and lower case"
                if verdict == "case"
                else "is not in the site"
            )
            message = f"{path[:80]!r} {what}. Correct the path."
            yield Problem(code, found.start(group), found.end(group), message)


def _site_path(url: str) -> str:
    """Return the path of a file from the site's root; empty for anything else."""
    filtered = _FILTERED.match(url)
    url = filtered["path"] if filtered else _SITE.sub("", url)
    if not url.startswith("/") or url.startswith("//") or "{" in url:
        return ""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return path if _FILE.search(path) and "\0" not in path else ""


def _known_folder(context: Context, path: str) -> bool:
    """Tell whether the first folder of a path is in the site: else its files are elsewhere."""
    first = path.lstrip("/").split("/", 1)
    if len(first) == 1:
        return False
    top = context.entries(str(context.source))
    return top is not None and first[0] in top


def _attribution(post: Post, context: Context) -> Iterator[Problem]:
    """Report a body that links to neither of the two URLs that the post is said to come from.

    One is enough: a page may have been fetched from another URL than its canonical one.
    """
    keys = map(context.options.name_of, ("original_url", "canonical_url"))
    named = [(key, post.scalar(key)) for key in keys]
    sources = [
        (key, value)
        for key, value in named
        if value is not None and is_web(value.value) and not _is_own(value.value, context)
    ]
    if not sources:
        return
    wanted = {identity(value.value) for _, value in sources}
    body = post.text[post.body_start :]
    urls = [(m.start(), m[0].rstrip(".,;_*")) for m in _URL.finditer(body)]
    if any(identity(url) in wanted for _, url in urls) or _has_link(body, sources):
        return
    key, value = sources[0]
    for at, url in urls:
        before = body[max(0, at - 300) : at].rpartition("\n")[2]
        if _PHRASE.search(before):
            message = (
                f"The attribution links to {url[:80]}, but {key} says {value.value[:80]}."
                " Make both name the same page."
            )
            place = post.body_start + at
            yield Problem("CP855", place, place + len(url), message, key=key)
            return
    message = f"The text does not link to its original ({value.value[:80]}). Add the attribution."
    yield Problem("CP855", value.start, value.end, message, key=key)


def _has_link(body: str, sources: list[tuple[str, Scalar]]) -> bool:
    """Tell whether a body has a link to one of these URLs as it is written, brackets included."""
    starts = ("](", "](<", "<", 'href="')
    return any(f"{start}{value.value}" in body for _, value in sources for start in starts)


# A URL may have parentheses: ".../Otter_(river)".
_URL = lazy_compile(r"https?://(?:[^\s<>()\[\]\"'`]|\([^\s<>()\[\]\"'`]*\)){4,1000}")


def _is_own(url: str, context: Context) -> bool:
    own = context.site.config.get("url") if context.site is not None else None
    return isinstance(own, str) and host(own).removeprefix("www.") == host(url).removeprefix("www.")

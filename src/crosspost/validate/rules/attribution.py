"""The attribution of a cross-posted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crosspost.attribution_lines import LINES
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Post
from crosspost.validate.quoting import quote
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Mapping, Scalar, Sequence
from crosspost.validate.vocabulary import SOURCES

RULES = (
    Rule(
        "CP801", "attribution", "warning",
        "A post that says it was first published elsewhere, without a field that says where.",
        "Search engines see a copy; no template can link to the original.",
        "jekyll-seo-tag points rel=canonical at the copy unless canonical_url says otherwise.",
        "title: My post [cross-post]",
        "title: My post [cross-post]\ncanonical_url: https://example.org/my-post",
        "unsafe", "Adds canonical_url where the text names exactly one such URL.",
        generators=ALL,
    ),
    Rule(
        "CP802", "source-shape", "warning",
        "A field of crosspost with an invalid value: canonical_url, original_url,"
        " original_author, source, license.",
        "Templates print a wrong attribution.",
        "Jekyll passes the value on unchanged.",
        "original_author: [A, B]", "original_author: A and B",
        "none", "Write text; original_url is a URL with https://.",
    ),
)  # fmt: skip

# Phrases for a text from elsewhere, in a title or at the beginning or end of a body.
_TITLE = lazy_compile(
    r"[\[(][ ]?(?:cross[ -]?post(?:ed)?|x-post|repost(?:ed)?)\b[^\])\n]{0,60}[\])]", re.I
)
_NOUN = r"(?:blog\s{1,3})?(?:post|article|text|entry|piece|story|essay|column|interview|tutorial)"
_THIS = (
    rf"(?:(?:this|the)\s{{1,3}}(?:{_NOUN}(?:\s{{1,3}}below)?\s{{1,3}})?"
    r"(?:(?:was|is|has\s{1,3}been)\s{1,3})?)?"
)
_BEGIN = r"(?:^|[.>_*\n(:][ \t*_]{0,4})"
_FIRST = lazy_compile(
    rf"{_BEGIN}{_THIS}(?:originally|first)\s{{1,3}}(?:posted|published|appeared)"
    r"(?:\s{1,3}[\[(]?(?:here|at|on|in|by)\b|\s?:)",
    re.I,
)
_AGAIN = lazy_compile(
    rf"(?:^|\n)[ \t>*_(\[]{{0,6}}(?:<(?:p|em|i)>){{0,2}}{_THIS}(?:a\s{{1,3}})?"
    r"(?:cross-?\s?post(?:ed)?|re-?post(?:ed)?|reprinted|republished)\s{1,3}"
    r"(?:of|at|from|on|to|with)\b",
    re.I,
)
_ORIGINAL = lazy_compile(
    rf"(?:^|\n)[ \t>*_(\[]{{0,6}}(?:read|see|find)\s{{1,3}}the\s{{1,3}}original"
    rf"(?:\s{{1,3}}{_NOUN})?\s{{1,3}}[\[(]?(?:here|at|on)\b",
    re.I,
)
# Words of the default attribution in other languages.
WORDS = tuple(line.words for name, line in LINES.items() if name != "en")
_LOCAL = lazy_compile("|".join(map(re.escape, WORDS)))
_URL = lazy_compile(r"https?://[^\s<>()\[\]\"'`]{4,500}")
_EDGE = 1500
_LINE = 400


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report posts that mention a source without naming it, and invalid sources."""
    if not post.fields:
        return ()
    found = list(_shapes(post))
    by_key, renamed = post.by_key, context.options.renamed
    sources = SOURCES | {context.options.name_of(n) for n in ("canonical_url", "original_url")}
    if not sources.isdisjoint(by_key) and any(
        not isinstance(by_key[k].value, Scalar) or by_key[k].value.value.strip()  # type: ignore[union-attr]
        for k in sources & by_key.keys()
    ):
        return found
    title = post.scalar("title")
    marked = _TITLE.search(title.value) if title is not None and title.value[-1:] in "])" else None
    place = _in_body(post)
    if not marked and place is None:
        return found
    start, end = place if place is not None else (0, 0)
    urls = _urls(post, start) if place is not None else []
    if marked and title is not None:
        raw = post.text[title.start : title.end]
        at = title.start + max(raw.find(marked[0]), 0)
        start, end = at, at + len(marked[0])
    name = context.options.name_of("canonical_url")
    shown = " ".join(post.text[start:end].split()).strip("_*>. ")[:60]
    if "]" not in shown and ")" not in shown:
        shown = shown.replace("[", "").replace("(", "")
    message = (
        f"{shown!r} says that this text was first published elsewhere, but no field says where:"
        f" search engines treat this copy as the original. Add {name}"
        + (f": {urls[0]}" if len(urls) == 1 else ".")
    )
    fix = None
    if (
        len(urls) == 1
        and post.format == "yaml"
        and not post.fence
        and "canonical_url" not in renamed
    ):
        newline = "\r\n" if post.text[post.block_start - 2 : post.block_start] == "\r\n" else "\n"
        at = post.fields[-1].value.end
        line_end = post.text.find("\n", at - 1 if at else 0)
        at = post.block_end if line_end < 0 or line_end >= post.block_end else line_end + 1
        if isinstance(post.fields[-1].value, (Sequence, Mapping)) or at > post.block_end:
            at = post.block_end
        fix = Repair(False, "add canonical_url",
                     ((at, at, f"canonical_url: {quote(urls[0])}{newline}"),))  # fmt: skip
    found.append(Problem("CP801", start, end, message, fix))
    return found


def _in_body(post: Post) -> tuple[int, int] | None:
    """Find the sentence near the beginning or the end of the body."""
    text, start = post.text, post.body_start
    for a, b in ((start, start + _EDGE), (max(start + _EDGE, len(text) - _EDGE // 2), len(text))):
        edge = text[a:b]
        for pattern in _candidates(edge):
            for found in pattern.finditer(edge):
                if _URL.search(_rest(text, a + found.end())):
                    return _trimmed(text, a + found.start()), a + found.end()
    return None


def _candidates(edge: str) -> Iterator[re.Pattern[str]]:
    """Yield the phrases that may be in a text: searching words is faster than patterns."""
    if ("iginally" in edge or "irst" in edge) and (
        "posted" in edge or "ublished" in edge or "appeared" in edge
    ):
        yield _FIRST
    if "eprinted" in edge or "epublished" in edge or ("post" in edge and (
        "oss-post" in edge or "osspost" in edge or "oss post" in edge or "epost" in edge
        or "e-post" in edge
    )):  # fmt: skip
        yield _AGAIN
    if "he original" in edge:
        yield _ORIGINAL
    if any(words in edge for words in WORDS):
        yield _LOCAL


def _rest(text: str, at: int) -> str:
    """Return the sentence that continues after a phrase; empty if a date follows."""
    rest = text[at : at + _LINE]
    return "" if rest.lstrip()[:1].isdigit() else rest.split("\n\n")[0]


def _trimmed(text: str, at: int) -> int:
    while text[at : at + 1] in tuple(" \t\r\n.>_*("):
        at += 1
    return at


def _urls(post: Post, start: int) -> list[str]:
    """Return the different URLs in the line of the attribution."""
    end = post.text.find("\n", start)
    line = post.text[start : end if end >= 0 else len(post.text)][:2000]
    return list(dict.fromkeys(url.rstrip(".,;_*") for url in _URL.findall(line)))


def _shapes(post: Post) -> Iterable[Problem]:
    own = "original_url" in post.by_key or "canonical_url" in post.by_key
    for key in ("original_url", "canonical_url", "original_author", "license", "source"):
        if key == "source" and not own:
            continue  # the site's own field, with any value
        entry = post.by_key.get(key)
        if entry is None:
            continue
        value = entry.value
        if not isinstance(value, Scalar):
            message = f"{key} is a list or a table; crosspost and its templates read one text."
        elif key.endswith("_url") and value.value and not is_web(value.value):
            continue  # CP705 says so
        elif not value.value.strip() and key != "canonical_url":
            message = f"{key} is empty. Fill it in, or remove the line."
        else:
            continue
        end = min(value.end, value.start + 60)
        yield Problem("CP802", entry.start, max(end, entry.end), message, key=key)

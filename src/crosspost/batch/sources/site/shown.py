"""What shortcodes and tags show, as HTML: pictures, players, code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.lazy_regex import lazy_compile

Values = list[tuple[str, str]]
# Attributes and content, None if it has no end → HTML; None if nothing is known to be shown.
Maker = Callable[[Values, "str | None"], "str | None"]

_LANGUAGE = lazy_compile(r"[\w+#.-]{1,40}")
_YOUTUBE = lazy_compile(r"[\w-]{11}", re.A)
_NUMBER = lazy_compile(r"\d{1,20}", re.A)
# Signs of Markdown and of HTML, which an alternative text has not.
_PLAIN = lazy_compile(r"[*_`]|<[^<>]*+>")
_WORD = lazy_compile(r"[\w.-]{1,80}", re.A)


@dataclass(frozen=True)
class Code:
    """A block of code."""

    text: str
    language: str = ""

    def html(self) -> str:
        """Return it as HTML."""
        name = self.language if _LANGUAGE.fullmatch(self.language) else ""
        lang = f' class="language-{html.escape(name)}"' if name else ""
        text = html.escape(self.text.strip("\n"), quote=False)
        return f"<pre><code{lang}>{text}\n</code></pre>"


def _named(values: Values, *names: str) -> str:
    """Return the first of these attributes."""
    return next((v.strip() for n in names for k, v in values if k == n and v.strip()), "")


def _first(values: Values, number: int = 0) -> str:
    """Return a value that has no name, counted from 0."""
    plain = [value for key, value in values if not key]
    return plain[number].strip() if number < len(plain) else ""


def _figure(values: Values, content: str | None) -> str | None:
    src = _named(values, "src") or _first(values)
    if not src:
        return None
    title, caption = _named(values, "title"), _named(values, "caption")
    credit = _named(values, "attr")
    words = [f"<strong>{html.escape(title)}</strong>"] if title else []
    words += [_inline(one) for one in (caption, credit) if one]
    made = figure(src, _named(values, "alt") or _PLAIN.sub("", caption), " ".join(words))
    link = _named(values, "link")
    if link:
        return re.sub(
            r"(<img [^<>]*+>)", lambda f: f'<a href="{html.escape(link)}">{f[0]}</a>', made
        )
    return made


def _inline(text: str) -> str:
    """Return Markdown in a line as HTML."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).renderInline(text))


def _page(start: str, pattern: re.Pattern[str], *names: str) -> Maker:
    """Return a maker of an embedded page that is named by the end of its URL."""

    def one(values: Values, content: str | None) -> str | None:
        name = _named(values, *names) or _first(values)
        return embed(f"{start}{name}").strip() if pattern.fullmatch(name) else None

    return one


def _gist(values: Values, content: str | None) -> str | None:
    parts = [part for part in (_first(values), _first(values, 1)) if part]
    if parts and parts[0].startswith("https://gist.github.com/"):
        parts = parts[0].removeprefix("https://gist.github.com/").split("/")
    elif parts and "/" in parts[0]:
        parts = parts[0].split("/")
    # A second value may be the file of a gist that is named by its number alone.
    if len(parts) > 1 and not re.fullmatch(r"[0-9a-f]{5,40}", parts[1]):
        parts = parts[:1]
    if not parts or not all(map(_WORD.fullmatch, parts)):
        return None
    return embed(f"https://gist.github.com/{'/'.join(parts[:2])}").strip()


def _tweet(values: Values, content: str | None) -> str | None:
    number = _named(values, "id") or _first(values, 1) or _first(values)
    user = _named(values, "user") or (_first(values) if _first(values, 1) else "i")
    if not _NUMBER.fullmatch(number) or not _WORD.fullmatch(user):
        return None
    return embed(f"https://twitter.com/{user}/status/{number}").strip()


def _highlight(values: Values, content: str | None) -> str | None:
    if content is None:
        return None
    return Code(content, _named(values, "lang") or _first(values)).html()


#: Names → what they show.
MAKERS: dict[str, Maker] = {
    "figure": _figure,
    "youtube": _page("https://www.youtube.com/watch?v=", _YOUTUBE, "id"),
    "vimeo": _page("https://vimeo.com/", _NUMBER, "id"),
    "instagram": _page("https://www.instagram.com/p/", _WORD, "id"),
    "gist": _gist,
    "tweet": _tweet,
    "x": _tweet,
    "twitter": _tweet,
    "highlight": _highlight,
}
#: Those that have no content.
OPENING_ONLY = frozenset(MAKERS) - {"highlight"}

"""Shortcodes of WordPress: ``[name attribute="value"]content[/name]`` in a text.

As ``do_shortcode`` and ``shortcode_parse_atts`` read them (wp-includes/shortcodes.php), with one
difference: a value in quotation marks may hold brackets, as captions do.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile

_OPENING = lazy_compile(r"\[(\[?)([A-Za-z][\w-]{0,60})(?![\w-])")
_END = lazy_compile(r"(?:=\s{0,9}\"[^\"]{0,5000}\"|=\s{0,9}'[^']{0,5000}'|[^\[\]]){0,5000}+\](\]?)")
_ATTRIBUTE = lazy_compile(
    r"([\w-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"']++))"
    r"|\"([^\"]*+)\"|'([^']*+)'|(\S++)"
)
# Editors that beautify a text do it to its shortcodes, too.
_CURLY = str.maketrans({"“": '"', "”": '"', "″": '"', "‘": "'", "’": "'", "\xa0": " "})
# What a word in brackets has not: a value, or the end of such a shortcode further down.
_LEFT_OVER = lazy_compile(r"\[/?([A-Za-z][\w-]{1,60})((?:\s[^\[\]]{0,300})?)/?\]")


@dataclass(frozen=True)
class Shortcode:
    """One shortcode of a text.

    Attributes:
        name: as it is written.
        attributes: name, in lower case → value, without HTML references.
        values: those without a name, in order.
        content: what is between it and its end; None if it has no end.
    """

    name: str
    attributes: Mapping[str, str]
    values: tuple[str, ...] = ()
    content: str | None = None

    def get(self, *names: str) -> str:
        """Return the first of these attributes that is not empty."""
        return next((self.attributes[name] for name in names if self.attributes.get(name)), "")


Maker = Callable[[Shortcode], str | None]


def replace_shortcodes(
    text: str, makers: Mapping[str, Maker], without_content: frozenset[str] = frozenset()
) -> str:
    """Return a text with its shortcodes replaced.

    Args:
        text: of a post.
        makers: name → what to write instead of it; None leaves it as it is.
        without_content: names that never have an end of their own.
    """
    return "".join(_pieces(text, makers, without_content))


def _pieces(text: str, makers: Mapping[str, Maker], without: frozenset[str]) -> Iterator[str]:
    at = look = 0
    while found := _OPENING.search(text, look):
        look, name = found.end(), found[2]
        maker = makers.get(name)
        end = _END.match(text, look) if maker else None
        if maker is None or end is None:
            continue
        if found[1] and end[1]:  # [[name]] is how to write about a shortcode
            yield text[at : found.start()] + text[found.start() + 1 : end.end() - 1]
            at = look = end.end()
            continue
        start = found.start() + len(found[1])
        stop = end.start(1)
        content, after = (None, stop) if name in without else _content(text, name, stop)
        made = maker(_read(name, text[look : stop - 1], content))
        if made is not None:
            yield text[at:start] + made
            at = look = after
    yield text[at:]


def _content(text: str, name: str, start: int) -> tuple[str | None, int]:
    """Return what is up to the end of a shortcode, and where it ends."""
    if text.startswith("/", start - 2):
        return None, start
    following = text.find(f"[{name}", start)
    end = text.find(f"[/{name}]", start, following if following >= 0 else len(text))
    if end < 0:
        return None, start
    return text[start:end], end + len(name) + 3


def _read(name: str, written: str, content: str | None) -> Shortcode:
    attributes: dict[str, str] = {}
    values: list[str] = []
    written = html.unescape(written.removesuffix("/")).translate(_CURLY).lstrip("=:")
    for found in _ATTRIBUTE.finditer(written):
        value = next((part for part in found.groups()[1:] if part is not None), "")
        if found[1]:
            attributes.setdefault(found[1].lower(), value.strip())
        elif value:
            values.append(value.strip())
    return Shortcode(name, attributes, tuple(values), content)


def left_over(text: str) -> list[str]:
    """Return the names of what looks like a shortcode in a text, each once.

    A word in brackets, such as ``[sic]``, has no attribute, no end and no ``_`` or ``-``.

    Args:
        text: in which the known ones are replaced.
    """
    names: dict[str, None] = {}
    opened: set[str] = set()
    for found in _LEFT_OVER.finditer(text):
        name, is_end = found[1], found[0].startswith("[/")
        is_one = name in opened if is_end else "=" in found[2] or "_" in name or "-" in name
        if is_one:
            names.setdefault(name)
        opened.add(name)
    return list(names)

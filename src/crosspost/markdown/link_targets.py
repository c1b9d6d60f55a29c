"""The targets of the links in Markdown, as ``writer`` writes it, and their replacement.

Code is left as it is, and so is all of the text but the targets themselves.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape

_MARKS = r"[ \t>]*+(?:(?:[-*+:]|\d{1,9}[.)])[ \t]++)*+[ \t>]*+"  # of quotations and lists
_FENCE = lazy_compile(rf"{_MARKS}(~{{3,}}+|`{{3,}}+)(.*)$")
_TICKS = lazy_compile(r"(?<![\\`])`+")
_TARGET = lazy_compile(
    r"(?<!\\)\]\(<?(?P<link>https?://(?:[^()\s<>]|\([^()\s<>]*\))+)"
    r"|(?<!\\)<(?P<auto>https?://[^<>\s]+)>"
    r"|<a(?:\s[\w:-]{1,40}=\"[^\"<>]{0,1000}\"){0,5}\shref=\"(?P<href>https?://[^\"<>]{0,4096})\""
)
_LONGEST = 4096  # characters of a URL


def targets(text: str) -> list[str]:
    """Return the URLs on the web that links lead to, in order; those of pictures, too."""
    return [html.unescape(found[found.lastgroup or 0]) for found in _found(text)]


def replaced(text: str, new: Callable[[str], str | None]) -> str:
    """Return the text with other targets.

    Args:
        new: returns the new URL, which needs no escaping, without a fragment; None: it stays.
            Called with a URL without its fragment, which stays, too.
    """
    pieces, at = [], 0
    for found in _found(text):
        name = found.lastgroup or ""
        url, hash_, fragment = found[name].partition("#")
        other = new(html.unescape(url))
        if other is None:
            continue
        target = f"{other}{hash_}{fragment}"
        start, end = found.span(name)
        if name == "auto":  # a relative URL has no such form
            start, end = found.span()
            target = f"[{escape.words(found[name])}]({target})"
        pieces += [text[at:start], target]
        at = end
    return "".join([*pieces, text[at:]])


def _found(text: str) -> Iterator[re.Match[str]]:
    for start, end in _outside_fences(text):
        part = text[start:end]
        if "://" not in part:
            continue
        code = _code_spans(part)
        position, span = 0, 0
        while found := _TARGET.search(text, start + position, end):
            inside = found.start() - start
            while span < len(code) and code[span][1] <= inside:
                span += 1
            if span < len(code) and code[span][0] <= inside:
                position = code[span][1]
                continue
            position = found.end() - start
            if len(found[found.lastgroup or 0]) <= _LONGEST:
                yield found


def _outside_fences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end that are not blocks of code."""
    start, at, fence = 0, 0, ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line.rstrip("\r\n"))
        if found and not fence:
            yield start, at
            fence = found[1]
        elif found and found[1].startswith(fence) and not found[2].strip():
            fence, start = "", at + len(line)
        at += len(line)
    if not fence:
        yield start, at


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code begins and ends within lines; it does not go on after a blank line."""
    if "`" not in text:
        return []
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(text)]
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for found in reversed([*re.finditer("`+", text)]):
        ends[len(found[0])].append(found.span())
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in runs:
        if start < at:
            continue
        waiting = ends[end - start]
        while waiting and waiting[-1][0] <= start:
            waiting.pop()
        if waiting and "\n\n" not in text[end : waiting[-1][0]]:
            at = waiting.pop()[1]
            spans.append((start, at))
    return spans

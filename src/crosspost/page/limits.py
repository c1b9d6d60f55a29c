"""Bounding a page before libxml2 sees it: attributes of a tag, levels of nesting.

Both work on the text of the page and take linear time. libxml2 2.14 takes 16 s for a tag with
100,000 attributes (each is appended at the end of a list), drops everything below depth 256 (2,048
with ``huge_tree``), and lexbor takes 5 s for 50,000 nested ``div`` (each looks for an open ``p``).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from crosspost.lazy_regex import lazy_compile
from crosspost.page.vocabulary import TEXT_LEVEL

MAX_ATTRIBUTES = 1000
MAX_DEPTH = 200
# Combining characters on one letter in text that is safe to stream (Unicode UAX 15, section 13).
# Normalization sorts them, which takes minutes for a million.
MAX_MARKS = 30

# A start tag up to its ``>``, as the HTML standard has it: a quotation mark opens a value only
# after ``=``. No text is read twice, also where a quotation mark or an element is never closed:
# then there is no other of its kind behind it.
_TAG = rb"<[a-zA-Z][^=>]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^=>]*+)*+"
_TAGS = lazy_compile(_TAG)
# The same, or what holds no tags: a script may say ``if (a<b && c=="...``.
_TAG_OR_RAW_TEXT = lazy_compile(
    rb"(?si:<(script|style|textarea|title|xmp)\b(?:.*?</\1|.*)|(<!--)(?:.*?-->|.*))|" + _TAG
)
# Also reads the ``<p`` of a tag, as if it were one. It also matches whitespace without an attribute
# after it, so that no whitespace is read twice.
_ATTRIBUTE = lazy_compile(
    rb"[\s/]*+(?:([^\s/=>]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?|[=>]|\Z)"
)
# A tag shorter than this cannot hold too many attributes: each takes two bytes at least.
_LONG_TAG = 2 * MAX_ATTRIBUTES

_TOKEN = lazy_compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]*))")
_REST_OF_TAG = lazy_compile(r"[^=>]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^=>]*+)*+>?")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names(
    "area base br col embed hr img input link meta param source track wbr basefont frame"
)
# Their end tags may be left out, so counting tags says nothing about their depth; libxml2 closes
# each before the next, so that they nest only through an element that is counted.
_IMPLIED_END = _names("html head body p li tr td th tbody colgroup option")
_RAW_TEXT = _names("script style textarea title xmp iframe noembed noframes plaintext")
# How many open inline elements an end tag may close at once.
_LOOK_BACK = 50
_INLINE = TEXT_LEVEL | {"a"}


def count_tags(content: bytes) -> int:
    """Return how many start tags a page has, scripts, comments and the like aside."""
    found = _TAG_OR_RAW_TEXT.finditer(content)
    return sum(1 for tag in found if tag[1] is None and tag[2] is None)


def limit_attributes(content: bytes) -> tuple[bytes, int]:
    """Cut the attributes of every tag at ``MAX_ATTRIBUTES``.

    Args:
        content: the page in an encoding that contains ASCII, such as UTF-8.

    Returns:
        The page and the number of tags that were cut.
    """
    tags = _TAGS.findall(content)
    if max(map(len, tags), default=0) < _LONG_TAG or all(
        _allowed(tag) == len(tag) for tag in tags if len(tag) >= _LONG_TAG
    ):
        return content, 0
    cut = 0

    def shorten(found: re.Match[bytes]) -> bytes:
        nonlocal cut
        tag = found[0]
        if found[1] or found[2] or len(tag) < _LONG_TAG:
            return tag
        end = _allowed(tag)
        cut += end < len(tag)
        return tag[:end]

    return _TAG_OR_RAW_TEXT.sub(shorten, content), cut


def _allowed(tag: bytes) -> int:
    """Return where the attributes of a tag that are too many begin; the tag's length if none."""
    end = 0
    attributes = (found for found in _ATTRIBUTE.finditer(tag) if found[1])
    for number, attribute in enumerate(attributes):
        if number > MAX_ATTRIBUTES:
            return end
        end = attribute.end()
    return len(tag)


# One character in so many is looked at; so many combining characters in a row occur in no language.
_STEP, _SUSPICIOUS = 256, b"\x01" * 4
# A run of so many references is seen in two neighbouring samples of this width at least.
_REFERENCE_STEP, _REFERENCE_WIDTH = 1024, 12
_TO_CHARACTER = lazy_compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
_LONG_RUN = lazy_compile(rb"\x01{%d,}" % (MAX_MARKS + 1))


def limit_marks(html: str) -> str:
    """Cut long runs of combining characters at ``MAX_MARKS``, also if written as references.

    Only runs of more than a thousand are found; shorter ones do no harm.
    """
    if _may_have_run_of_references(html):
        html = _TO_CHARACTER.sub(_mark, html)
    if html.isascii() or _SUSPICIOUS not in _marks(html[::_STEP]):
        return html
    out: list[str] = []
    position = 0
    for run in _LONG_RUN.finditer(_marks(html)):
        out.append(html[position : run.start() + MAX_MARKS])
        position = run.end()
    return "".join(out) + html[position:]


def _may_have_run_of_references(html: str) -> bool:
    """Tell by samples, since to count them takes a fiftieth of the time of a conversion."""
    starts = range(0, len(html), _REFERENCE_STEP)
    samples = ["&#" in html[start : start + _REFERENCE_WIDTH] for start in starts]
    return any(one and other for one, other in pairwise(samples))


def _marks(text: str) -> bytes:
    """Return a byte for each character: 1 for a combining one, 0 for any other."""
    return bytes(map(bool, map(unicodedata.combining, text)))


def _mark(reference: re.Match[str]) -> str:
    """Return the combining character of a reference; any other reference stays."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_mark = number <= 0x10FFFF and unicodedata.combining(chr(number))
    return chr(number) if is_mark else reference[0]


def limit_depth(html: str) -> tuple[str, int]:
    """Take out the tags of elements nested deeper than ``MAX_DEPTH``; their text stays.

    A block's tags become line breaks, so that words do not run together.

    Returns:
        The page and the number of tags that were taken out.
    """
    out: list[str] = []
    stack: list[str] = []
    # How often each name is open: an end tag that closes nothing is not searched for.
    opened: dict[str, int] = {}
    position = dropped = 0
    while found := _TOKEN.search(html, position):
        if found[2] is None:
            end = html.find("-->", found.end())
            end = len(html) if end < 0 else end + 3
            out.append(html[position:end])
            position = end
            continue
        name = found[2].lower()
        rest = _REST_OF_TAG.match(html, found.end())
        end = rest.end() if rest else found.end()
        if name in _RAW_TEXT and not found[1]:
            end = _end_of_raw_text(html, name, end)
        keep = _step(name, bool(found[1]), stack, opened)
        out.append(html[position : end if keep else found.start()])
        if not keep:
            dropped += 1
            out.append("" if name in _INLINE else "<br>")
        position = end
    out.append(html[position:])
    return "".join(out), dropped


def _step(name: str, closes: bool, stack: list[str], opened: dict[str, int]) -> bool:
    """Follow one tag; tell whether it stays in the page."""
    if name in _VOID or name in _IMPLIED_END or name in _RAW_TEXT:
        return True
    if not closes:
        stack.append(name)
        opened[name] = opened.get(name, 0) + 1
        return len(stack) <= MAX_DEPTH
    if not opened.get(name):
        return True
    if name in _INLINE and not _closes_inline(name, stack):
        return len(stack) <= MAX_DEPTH
    while True:
        last = stack.pop()
        opened[last] -= 1
        if last == name:
            return len(stack) < MAX_DEPTH


def _closes_inline(name: str, stack: list[str]) -> bool:
    """Tell whether an inline element's end tag reaches its start tag: not through a block."""
    for last in stack[: -_LOOK_BACK - 1 : -1]:
        if last == name:
            return True
        if last not in _INLINE:
            return False
    return False


def _end_of_raw_text(html: str, name: str, start: int) -> int:
    """Return where the end tag of a raw text element begins; the page's end if there is none."""
    found = re.compile(f"</{name}", re.I).search(html, start)
    return found.start() if found else len(html)

"""SVG without what runs or loads something: scripts, event handlers, HTML, external references.

What is allowed is decided by svg-hush (the extra ``pictures``), a list of elements and attributes;
without it no SVG is copied.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

LARGEST = 2 * 1024 * 1024  # bytes
# Elements in one another. Drawing programs nest some tens; svg-hush indents each, so that its
# output grows with the square of the depth.
_DEEPEST = 200
# Its first element, after what may be before that: a BOM, instructions, comments, a document type.
_SVG = lazy_compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+"
    rb"|<!DOCTYPE\s++svg\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>\s*+)*+<(?:\w{1,20}:)?svg[\s>/]",
    re.I,
)
_HEAD = 64 * 1024


def is_svg(content: bytes) -> bool:
    """Tell whether a file seems to be an SVG drawing, and not a page with one in it."""
    return _SVG.match(content[:_HEAD]) is not None


def clean(content: bytes) -> bytes:
    """Return a drawing with what is safe in it.

    Raises:
        ImportError: the extra is not installed.
        ValueError: it is too large or too deep, or not SVG.
    """
    from py_svg_hush import filter_svg

    if len(content) > LARGEST:
        raise ValueError("too large")
    _refuse_deep(content)
    # Pictures within it may only be inlined, and of the formats that browsers show.
    cleaned: bytes = filter_svg(content, {"image": ["png", "jpeg", "gif", "webp"]})
    return cleaned


def _refuse_deep(content: bytes) -> None:
    from xml.parsers import expat  # which no other picture needs

    depth = 0

    def begin(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError("too deep")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError("not XML") from error

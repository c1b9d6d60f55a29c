"""Formulas: each once, as TeX, in whatever form the page has it.

MathJax and KaTeX leave a formula in the page two or three times (drawn, for screen readers, as
source); only one of them is taken, the TeX source where there is one.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs

from bs4 import BeautifulSoup, Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape, mathml, search
from crosspost.markdown.tex import harmless


class Formula(NamedTuple):
    """A formula.

    Attributes:
        tex: its source, one line.
        display: it is on a line of its own.
    """

    tex: str
    display: bool = False


# Elements around a formula: KaTeX, MathJax 2 (three outputs), MathJax 3 and 4, MediaWiki, Pandoc,
# Sphinx, WordPress, Temml.
_CLASSES = frozenset(
    [
        *("katex-display", "katex", "MathJax_Display", "MathJax", "MathJax_SVG", "MathJax_CHTML"),
        *("MathJax_SVG_Display", "MathJax_CHTML_Display", "mjx-chtml", "mwe-math-element"),
        *("temml", "MathJax_Preview", "mwe-math-fallback-image-inline"),
        *("mwe-math-fallback-image-display", "MJX_Assistive_MathML"),
    ]
)
_DRAWN = _CLASSES - {"MathJax_Preview", "MJX_Assistive_MathML"}
# Names with other meanings: only text between TeX delimiters counts, not nested elements.
_LOOSE_CLASSES = frozenset(["math", "latex", "tex", "equation", "kdmath", "arithmatex"])
_MATH = frozenset(["math"])
_IMAGE = frozenset(["img"])
_ANNOTATIONS = frozenset(["annotation", "script"])
_DISPLAY_CLASSES = frozenset(
    [
        *("katex-display", "MathJax_Display", "MathJax_SVG_Display", "MathJax_CHTML_Display"),
        *("mwe-math-fallback-image-display", "display", "mwe-math-mathml-display"),
        *("mwe-math-element-block",),
    ]
)
CLASSES = _CLASSES | _LOOSE_CLASSES
TAGS = frozenset(["math", "mjx-container", "script", "img", "tex-math"])
_TEX_ATTRIBUTES = ("data-latex", "data-tex", "data-expr", "data-math", "alttext", "data-original")
_PICTURES = lazy_compile(
    r"latex\.php|latex\.codecogs\.com|[?&]cht=tx|/svg\.image\?|mathtex\.cgi", re.I
)
_DELIMITED = lazy_compile(
    r"\s*(?:\\\((?P<inline>.+)\\\)|\\\[(?P<display>.+)\\\]|\$\$(?P<dollars>.+)\$\$"
    r"|\$(?P<dollar>.+)\$)\s*\Z",
    re.S,
)
_MARKUP = lazy_compile(r"<(?=[A-Za-z/!?])|\](?=[(\[:>])|\{(?=:)")
_STYLE = lazy_compile(r"\{\\(?:display|text)style (.*)\}\Z", re.S)
_TEX = lazy_compile(r"\\[A-Za-z]{2,}|[\^_]\{|\\\\")


def formula(tag: Tag) -> Formula | None:
    """Return the formula that an element shows; None if it shows none.

    An empty ``tex`` means that the element is a second copy of a formula, to be omitted.
    """
    name = tag.name
    classes = tag.attrs.get("class")
    names = () if not classes else classes.split() if isinstance(classes, str) else classes
    sure = bool(names) and not _CLASSES.isdisjoint(names)
    loose = bool(names) and not _LOOSE_CLASSES.isdisjoint(names)
    if name == "script":
        return _script(tag)
    if name == "img":
        return _picture(tag, sure, loose)
    if not sure and name not in TAGS:
        found = _DELIMITED.match(tag.get_text()) if loose else None
        return Formula(_clean(found[0]), _is_display(tag)) if found else None
    if "MathJax_Preview" in names or _script_follows(tag):
        return Formula("")
    tex = _source(tag)
    return Formula(tex, _is_display(tag)) if tex else None


def is_drawn(tag: Tag) -> bool:
    """Tell whether an element is the output of a script for a formula (``formula`` reads it)."""
    return tag.name == "mjx-container" or not _DRAWN.isdisjoint(tag.get_attribute_list("class"))


def _script(tag: Tag) -> Formula | None:
    kind = str(tag.attrs.get("type") or "").lower()
    if not kind.startswith("math/"):
        return None
    text = tag.string or ""
    if "mathml" in kind:
        text = _from_mathml(text)
    return Formula(_clean(text), "mode=display" in kind)


def _script_follows(tag: Tag) -> bool:
    """Tell whether the source of MathJax 2 directly follows its output."""
    node = tag.find_next_sibling()
    return (
        isinstance(node, Tag)
        and node.name == "script"
        and str(node.attrs.get("type") or "").lower().startswith("math/")
    )


def _picture(tag: Tag, sure: bool, loose: bool) -> Formula | None:
    """Return a formula drawn by a service: its source is the alternative text, or in the URL."""
    source = str(tag.attrs.get("src") or "")
    text = str(tag.attrs.get("alt") or "")
    if not sure:
        drawn = _PICTURES.search(source)
        if not drawn and not (loose and _TEX.search(text)):
            return None
        if drawn and not _TEX.search(text):
            values = parse_qs(source.partition("#")[0].partition("?")[2])
            text = next((values[key][0] for key in ("latex", "chl") if key in values), text)
    tex = _clean(text)
    return Formula(tex, _is_display(tag)) if tex else None


def _source(tag: Tag) -> str:
    """Return a formula's TeX from the best source."""
    for attribute in _TEX_ATTRIBUTES:
        if attribute in tag.attrs and (attribute != "data-original" or "katex" in str(tag.attrs)):
            return _clean(str(tag.attrs[attribute]))
    for annotation in search.every(tag, _ANNOTATIONS):
        kind = str(annotation.attrs.get("encoding") or annotation.attrs.get("type") or "").lower()
        if "tex" in kind:
            return _clean(annotation.get_text() or annotation.string or "")
    math = tag if tag.name == "math" else search.first(tag, _MATH)
    if isinstance(math, Tag):
        alt = str(math.attrs.get("alttext") or "")
        return _clean(alt) if alt else _clean(mathml.tex(math))
    if "data-mathml" in tag.attrs:
        return _clean(_from_mathml(str(tag.attrs["data-mathml"])))
    held = tag.find(lambda inner: "data-mathml" in inner.attrs)
    if isinstance(held, Tag):
        return _clean(_from_mathml(str(held.attrs["data-mathml"])))
    image = search.first(tag, _IMAGE)
    text = str(image.attrs.get("alt") or "") if image is not None else tag.get_text()
    found = _DELIMITED.match(text)
    return _clean(text) if found or (image is not None and _TEX.search(text)) else ""


def _from_mathml(text: str) -> str:
    math = BeautifulSoup(text[:100_000], "html.parser").find("math")
    return mathml.tex(math) if isinstance(math, Tag) else ""


def _is_display(tag: Tag) -> bool:
    """Tell whether a formula is on a line of its own: by its element, content and context."""
    if tag.attrs.get("display") in ("block", "true") or tag.attrs.get("mode") == "display":
        return True
    if not _DISPLAY_CLASSES.isdisjoint(tag.get_attribute_list("class")) or tag.name == "div":
        return True
    math = search.first(tag, _MATH)
    if isinstance(math, Tag) and math.attrs.get("display") == "block":
        return True
    parent = tag.parent
    return parent is not None and "katex-display" in parent.get_attribute_list("class")


def _clean(text: str) -> str:
    """Return TeX in one line, without delimiters and MediaWiki's style, safe between ``$$``.

    A ``|`` would make a table of the paragraph, ``$$`` would end the formula; kramdown without a
    math engine writes ``<b`` and ``]]>`` as they are (which ends a feed's CDATA), a reader without
    formulas takes ``](`` for a link; TeX takes no notice of spaces.
    """
    tex = escape.words(text)
    found = _DELIMITED.match(tex)
    if found:
        tex = next(group for group in found.groups() if group).strip()
    found = _STYLE.match(tex)
    if found:
        tex = found[1].strip()
    tex = harmless(tex)
    tex = tex.replace("\\|", "\\Vert ").replace("|", "\\vert ")
    return " ".join(_MARKUP.sub(r"\g<0> ", tex).replace("$$", "").split())


# Formulas in text, for a script to draw.
_IN_TEXT = lazy_compile(
    r"""\$\$(?P<dollars>[^$]{1,2000})\$\$
      | \\\[(?P<display>(?:[^\\]|\\[^()\[\]]){1,2000})\\\]
      | \\\((?P<inline>(?:[^\\]|\\[^()\[\]]){1,1000})\\\)
      | (?<![\w$\\])\$(?=[^\s$])(?P<dollar>[^$]{1,400})(?<=[^\s\\])\$(?![\w$])
    """,
    re.X | re.S,
)
_COMMAND = lazy_compile(
    r"\\(?:frac|dfrac|tfrac|sqrt|sum|prod|int|lim|alpha|beta|gamma|delta|epsilon|varepsilon|theta"
    r"|lambda|mu|nu|pi|rho|sigma|tau|phi|varphi|psi|omega|Gamma|Delta|Sigma|Phi|Omega|times|cdot"
    r"|leq|geq|neq|le|ge|approx|equiv|infty|partial|nabla|mathbb|mathbf|mathrm|mathcal|mathsf"
    r"|operatorname|text|hat|bar|vec|tilde|left|right|begin|end|to|rightarrow|Rightarrow|in|subset"
    r"|cup|cap|forall|exists|log|ln|exp|sin|cos|tan|max|min|binom|dots|ldots|cdots|quad|ell"
    r"|boldsymbol|mathop|underset|overset|overline|underline|langle|rangle|lvert|rvert|mid|sim|propto|circ"
    r")(?![A-Za-z])|[A-Za-z0-9})][\^_]\{"
)


def in_text(text: str, *, certain: bool) -> list[str | Formula]:
    """Return text cut at the formulas in it.

    Text between dollars or brackets is a formula only if it has a command or a braced index
    in it, or, between ``\\(`` and ``\\)``, if others on the page have (``certain``): text that only
    looks like one must stay text.
    """
    pieces: list[str | Formula] = []
    start = 0
    for found in _IN_TEXT.finditer(text):
        body = next(group for group in found.groups() if group is not None)
        bracketed = found["inline"] is not None or found["display"] is not None
        if not _COMMAND.search(body) and not (certain and bracketed):
            continue
        tex = _clean(body)
        if not tex:
            continue
        pieces.append(text[start : found.start()])
        pieces.append(Formula(tex, found["dollars"] is not None or found["display"] is not None))
        start = found.end()
    pieces.append(text[start:])
    return pieces


def is_tex(text: str) -> bool:
    """Tell whether text holds a formula for certain."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return False  # most text with a backslash is a script's
    return any(not isinstance(piece, str) for piece in in_text(text, certain=False))

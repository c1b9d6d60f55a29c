"""What elements and attributes mean: each list once, for every step that reads a page.

The source is the rendering section of the HTML standard (https://html.spec.whatwg.org/#rendering).
The meaning of classes and ids is in ``class_hints``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from crosspost.lazy_regex import lazy_compile


def _names(*texts: str) -> frozenset[str]:
    return frozenset(" ".join(texts).split())


HEADINGS: Final = _names("h1 h2 h3 h4 h5 h6")

#: Text-level elements: they do not interrupt text. Links (``a``) are treated separately.
TEXT_LEVEL: Final = _names(
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp",
    "small span strike strong sub sup time tt u var",
)
#: Elements for dates; the last three are from scripts of GitHub and forums ("3 days ago").
TIMES: Final = _names("time relative-time time-ago local-time")
#: All elements that do not interrupt text.
INLINE: Final = (
    TEXT_LEVEL
    | TIMES
    | _names(
        "meter output progress rb rt rtc ruby wbr slot",
        "math mi mn mo mrow msub msup msubsup mfrac msqrt mroot mtext mspace semantics mover",
        "munder munderover mtable mtr mtd mstyle mpadded mphantom menclose merror",
        "a-ad-never glyph g-emoji",
        "param source track",  # empty ones
    )
)
#: A link to a file or a page that is in place of a paragraph, see ``standardize.cards``.
LINK_CARD: Final = "link-card"
PICTURES: Final = _names("img picture amp-img")
#: Players and embedded content, also elements that a script replaces by them.
PLAYERS: Final = _names(
    "video audio iframe object embed oembed amp-video amp-audio amp-iframe amp-youtube amp-vimeo",
    "amp-dailymotion lite-youtube lite-vimeo",
)
#: Visible content that is not text.
MEDIA: Final = PICTURES | PLAYERS
#: Elements that are not shown, or that an article cannot keep (controls, scripts, drawings).
SKIPPED: Final = _names(
    "script style template svg head title meta link base select option datalist textarea input",
    "canvas map area annotation annotation-xml col colgroup frameset frame noframes noembed applet",
    "rp",
)
#: The elements that a browser's style sheet displays as blocks. Browsers display unknown elements
#: inline until a script defines them, but pages use most of them as boxes.
BLOCKS: Final = HEADINGS | _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset",
    "figcaption figure footer form header hgroup hr html legend li listing main menu nav ol",
    "optgroup p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp",
)

#: The attributes with the URL of lazily loaded pictures and players, probably the largest first.
LAZY_SOURCES: Final = (
    *("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-src"),
    *("data-large-file", "data-hi-res-src", "data-actualsrc", "data-echo", "data-url"),
    *("data-image", "nitro-lazy-src", "data-litespeed-src", "data-lazy", "data-original-src"),
    *("data-img-src", "data-real-src", "data-delayed-url"),
)
LAZY_SRCSETS: Final = (
    *("data-srcset", "data-lazy-srcset", "nitro-lazy-srcset", "data-original-set"),
)
LAZY_POSTER: Final = "data-poster"


def lazy_sources(attributes: Mapping[str, object]) -> Iterator[str]:
    """Yield the URLs that an element has for lazy loading, probably the largest first.

    Such attributes also have other uses (``data-lazy="true"``, JSON for a script): values that do
    not look like a URL are skipped.
    """
    for name in LAZY_SOURCES:
        value = attributes.get(name)
        if value is not None and is_lazy_source(text := str(value)):
            yield text


def is_lazy_source(value: str) -> bool:
    """Tell whether the value of such an attribute looks like a URL."""
    return ("/" in value or "." in value) and value[:1] not in ("{", "[")


# Not shown, moved out of the window, or cut to a point. ``opacity: 0`` does not count: scripts fade
# elements in.
_HIDING_STYLE = lazy_compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|text-indent\s*:\s*-\d{3}"
    r"|(?:left|right|top|bottom)\s*:\s*-\d{4,}px)",
    re.IGNORECASE,
)
_POINT = lazy_compile(
    r"(?:^|[;\s])(width|height|overflow)\s*:\s*(?:[01](?:px)?\b(?!\.)|hidden)", re.I
)
_NO_SIZE = lazy_compile(r"(?:^|[;\s])font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|\Z)", re.I)
# Styles and classes of elements that a script shows when the reader gets there.
_SHOWN_LATER = lazy_compile(r"animation|transition|\b(?:wow|aos|elementor-invisible)\b", re.I)
# Classes of Bootstrap, WordPress, GOV.UK, HTML5 Boilerplate and others for text that only screen
# readers read: "(opens in a new tab)".
_SCREEN_READER_ONLY = _names(
    "sr-only visually-hidden visuallyhidden screen-reader screen-reader-text a11y-hidden",
    "screen-reader-only screenreader-only govuk-visually-hidden u-visually-hidden",
    "usa-sr-only show-for-sr element-invisible offscreen u-hiddenVisually is-visually-hidden",
    "visually-hidden-focusable sr-only-focusable screen-reader-shortcut u-screen-reader",
    "cdk-visually-hidden visuallyHidden VisuallyHidden v6-visually-hidden",
)


def is_hiding(name: str, value: str) -> bool:
    """Tell whether an attribute hides its element, or at least from screen readers."""
    if name == "style":
        return _is_hiding_style(value)
    return name == "hidden" or (name == "aria-hidden" and value == "true")


def _is_hiding_style(style: str) -> bool:
    if _SHOWN_LATER.search(style):
        return False
    return bool(_HIDING_STYLE.search(style)) or len(set(_POINT.findall(style))) == 3


def is_hidden(css_class: str, style: str, hidden: str | None, *, is_leaf: bool) -> bool:
    """Tell whether the class, style or ``hidden`` of an element hides its text on the screen.

    ``aria-hidden`` does not. Style sheets are not read: what a rule hides may be shown by another
    one, by a wider window or by a script.

    Args:
        css_class, style, hidden: its attributes; ``hidden`` is None if it is not given.
        is_leaf: whether it has no elements; only then a font size of 0 hides its text, since the
            elements in it may have sizes of their own.
    """
    if css_class and is_screen_reader_only(css_class):
        return True
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if not style or _SHOWN_LATER.search(css_class):
        return False
    return _is_hiding_style(style) or (is_leaf and _NO_SIZE.search(style) is not None)


def is_screen_reader_only(css_class: str) -> bool:
    """Tell whether a class hides text on the screen but not from screen readers."""
    return not _SCREEN_READER_ONLY.isdisjoint(css_class.split())


#: Characters. A ``noscript`` at least as long is text: Discourse puts a page's whole text into one.
SHORT_NOSCRIPT: Final = 400
_LONGEST_LABEL = 3  # words on a button
_OPENED = HEADINGS | {"summary", "dt"}
_OF_TEXT = _names("p li td blockquote")
_LETTER = lazy_compile(r"\w")


def is_label(text: str, around: Sequence[str]) -> bool:
    """Tell whether the text of a button is a label: a symbol or a few words.

    A longer text, or one in a heading, is content, such as a question that opens its answer. A
    button in a paragraph is part of the paragraph.

    Args:
        text: the button's text, on one line.
        around: the element names of the two blocks around it, the nearest first.
    """
    if not _LETTER.search(text):
        return True
    if not _OPENED.isdisjoint(around) or not _OF_TEXT.isdisjoint(around[:1]):
        return False
    return text.count(" ") < _LONGEST_LABEL and "?" not in text

"""The visible headings: every ``h1``, and the element with the title that the head gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import LONGEST, fold, key, plain, slug_words, text_of, words
from crosspost.metadata.view import View
from crosspost.page.vocabulary import SKIPPED, is_screen_reader_only

_MAX_LENGTH = 400
# Texts of a heading that are read; no title has more pieces.
_MAX_TEXTS = 1_000
_NOT_SHOWN = SKIPPED | {"noscript"}
_ASIDE_TAGS = frozenset({"time", "button", "sup"})
_ASIDE = lazy_compile(
    r"(?:^|[\s_-])(?:date|author|byline|count|counter|comments?|source|badge|permalink|anchor"
    r"|headerlink|edit|share|descriptor|posted)"
    r"(?:$|[\s_-])"
)
# Of the words of a URL: letters of those that are ignored, and how many make a title.
_SHORT, _LEAST_SLUG, _HALF, _NEARLY_ALL = 2, 4, 0.5, 0.9
_SOURCE = lazy_compile(r"\((?:[\w-]+\.)+[a-z]{2,12}\)")
# What is between a kicker and the headline in the head of a page, and class names of kickers.
_BETWEEN = lazy_compile(r":\s|\s[–—|/-]\s")
_SEPARATOR = lazy_compile(r"[:–—|/.,;!?()\[\]-]")
_KICKER = lazy_compile(
    r"kicker|overline|over-?title|topline|top-?title|roof-?line|eyebrow|dachzeile|spitzmarke"
    r"|super-?title|pre-?title|pre-?headline|volanta|antetitulo|sur-?titre|catchline|flashline"
)
_SHORT_REST = 20  # characters that tell a headline
_MAX_DEPTH = 6
_BREAKS = frozenset({"br", "div", "p"})
_NOT_THE_TEXT = frozenset({"nav", "footer", "aside", "dialog", "form"})


def read(view: View) -> Iterator[Candidate]:
    """Yield the visible headings as titles."""
    shown = {element: text for element in view.headings if (text := heading_text(element))}
    if view.heading is not None and view.heading not in shown:
        shown[view.heading] = heading_text(view.heading)
    for index, (element, text) in enumerate(islice(shown.items(), 20)):
        if not text or len(text) > _MAX_LENGTH:
            continue
        text = _with_separator(text, element, view)
        hints = set(_hints(element, text, view))
        if index == 0:
            hints.add(Hint.FIRST)
        if len(shown) == 1:
            hints.add(Hint.ONLY)
        trust = 0.9 if element is view.heading else 0.5
        is_h1 = element.tag == "h1"
        source = Source(SourceType.H1 if is_h1 else SourceType.OTHER_HEADING, str(element.tag))
        yield Candidate("title", text, source, trust, frozenset(hints))


def heading_text(element: Any) -> str:
    """Return a heading's words, without the date, counter or label that some sites put in it."""
    return _words(element, all_of_it=False) or _words(element, all_of_it=True)


def _words(element: Any, *, all_of_it: bool) -> str:
    parts: list[str] = []
    last: Any = None
    for text, parent, holder, is_aside in islice(_texts(element), _MAX_TEXTS):
        if parent is not last and parts and _runs_on(parts[-1], text):
            parts.append(" ")
        last = parent
        if parent.tag in _BREAKS and parent is not element:
            parts.append(" ")
        if all_of_it or not (is_aside or _is_source(text, holder, element)):
            parts.append(text)
    return plain("".join(parts)) if any("&" in part for part in parts) else fold("".join(parts))


def _texts(heading: Any) -> Iterator[tuple[str, Any, Any, bool]]:
    """Yield the texts in a heading that are shown.

    Each with the element that it begins in or follows, the one that contains it, and whether that
    one is in a part that does not belong to the title.
    """
    if any(element.tag in _NOT_SHOWN for element in heading.iterancestors()):
        return
    asides = 0  # open ones
    walk = etree.iterwalk(heading, events=("start", "end"))
    for event, element in walk:
        is_shown = element.tag not in _NOT_SHOWN
        if event == "start":
            asides += _is_aside(element, heading)
            if not is_shown:
                walk.skip_subtree()
            elif element.text:
                yield element.text[:LONGEST], element, element, asides > 0
            continue
        asides -= _is_aside(element, heading)
        if element is not heading and element.tail:
            yield element.tail[:LONGEST], element, element.getparent(), asides > 0


def _with_separator(text: str, element: Any, view: View) -> str:
    """Put a colon, or what the head has, between a kicker and the headline.

    Pages show them on two lines: "Otters in the valley" above "They are back".
    """
    first = _first_part(element, text)
    if first is None:
        return text
    kicker = fold(text_of(first)).rstrip(": ")
    rest = text.removeprefix(kicker).lstrip()
    if not kicker or rest in ("", text) or not kicker[-1].isalnum() or _SEPARATOR.match(rest):
        return text
    for title in view.title_texts:
        found = _BETWEEN.match(title, len(kicker)) if title.startswith(kicker) else None
        if found and title.startswith(rest[:_SHORT_REST], found.end()):
            return f"{kicker}{found[0]}{rest}"
    parts = list(islice(element.iter("*"), _MAX_TEXTS))
    classes = " ".join(part.get("class") or "" for part in [first, *first.iter("*")])
    is_kicker = _KICKER.search(classes.lower()) or any(map(_is_hidden_colon, parts))
    return f"{kicker}: {rest}" if is_kicker else text


def _first_part(element: Any, text: str) -> Any | None:
    """Return the element that a heading begins with, None if it has all of the text or none."""
    for _ in range(_MAX_DEPTH):
        if (element.text or "").strip():
            return None
        element = next(
            (child for child in element.iterchildren("*") if text_of(child).strip()), None
        )
        if element is None:
            return None
        if "".join(text_of(element).split()) != "".join(text.split()):
            return element
    return None


def _is_hidden_colon(element: Any) -> bool:
    return (element.text or "").strip() == ":" and is_screen_reader_only(
        (element.get("class") or "").lower()
    )


def _runs_on(before: str, text: str) -> bool:
    """Tell whether two elements lack the space between their words: "Two radiosWhich is best?"."""
    return text[:1].isupper() and (before[-1:].islower() or before[-1:].isdigit())


def _is_source(text: str, holder: Any, heading: Any) -> bool:
    """Tell whether a text is a host in brackets, as aggregators name the source of a link."""
    return holder is not heading and "(" in text and _SOURCE.fullmatch(text.strip()) is not None


def _is_aside(element: Any, heading: Any) -> bool:
    """Tell whether an element of a heading is a part that does not belong to the title."""
    if element is heading or (not element.attrib and element.tag not in _ASIDE_TAGS):
        return False
    css_class = (element.get("class") or "").lower()
    if element.tag in _ASIDE_TAGS or is_screen_reader_only(css_class):
        return True
    return _ASIDE.search(f"{css_class} {(element.get('id') or '').lower()}") is not None


def _hints(element: Any, text: str, view: View) -> Iterator[Hint]:
    if element is view.heading:
        yield Hint.MAIN_HEADING
    ancestors = list(element.iterancestors())
    tags = {a.tag for a in ancestors}
    if tags & _NOT_THE_TEXT:
        yield Hint.BESIDE_THE_TEXT
    if "article" in tags or "main" in tags:
        yield Hint.IN_ARTICLE
    if "header" in tags and "article" not in tags and "main" not in tags:
        yield Hint.PAGE_HEADER
    named = " ".join(
        (e.get("class") or "") + (e.get("id") or "") for e in [element, *ancestors[:2]]
    )
    if "logo" in named.lower() or "site-title" in named.lower() or "site-name" in named.lower():
        yield Hint.LOGO
    link = element.find(".//a[@href]")
    if link is not None:
        url = urls.absolute(view.document.base_url, link.get("href")) or ""
        if urls.is_web(url) and url.rstrip("/").count("/") <= 2:
            yield Hint.LINKS_HOME
    if key(text) in view.title_keys:
        yield Hint.AS_IN_HEAD
    elif _is_against_url(text, view):
        yield Hint.AGAINST_URL


def _is_against_url(text: str, view: View) -> bool:
    """Tell whether the URL has the words of the head's title, but not those of this heading.

    Such a heading is a slogan or that of a part: "Otters made easy" on the page
    "/how-to-keep-otters-in-a-garden-pond".
    """
    slug = {word for word in slug_words(view.document.url) if len(word) > _SHORT}
    if len(slug) < _LEAST_SLUG or len(slug.intersection(words(text))) >= len(slug) * _HALF:
        return False
    titles = (slug.intersection(words(title)) for title in view.title_texts)
    return any(len(common) >= len(slug) * _NEARLY_ALL for common in titles)

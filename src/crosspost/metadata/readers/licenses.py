"""Links to a license in the page, and what each of them is the license of.

A page names the licenses of many things: of its text, of a photo, of code, of a text that it
quotes, of a reader's comment. Only what is said of the text or of the whole site is the article's;
the other links have a hint that tells what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.labels import says
from crosspost.metadata.hints import Hint
from crosspost.metadata.license_words import is_of_other_work, is_of_this_text
from crosspost.metadata.position import surroundings
from crosspost.metadata.schema_org import Node
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold, listed, text_of
from crosspost.metadata.view import View
from crosspost.page.vocabulary import INLINE, SKIPPED

_DEED = lazy_compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/(?:licenses/[a-z-]+|publicdomain/(?:zero|mark))/",
    re.I,
)
_RELS = frozenset({"license", "copyright"})
_TAGS = frozenset({"a", "link", "meta"})
_MAX_ELEMENTS, _MAX_FOUND = 5_000, 30
_MAX_EVENTS, _MAX_TEXT, _MAX_NAME = 500, 2_000, 500
_STEPS = 6
_IN_LINES = INLINE | {"a", "br", "img", "svg"}
_BADGE = lazy_compile(r"creativecommons|licensebuttons|\bcc[-_]?(?:by|zero|0)|/by(?:-|/)", re.I)
_SITE_TYPES = frozenset({"website", "blog", "organization"})
_PICTURE_TYPES = frozenset({"imageobject", "photograph", "videoobject", "mediaobject"})
# What surrounds a link, by tags and class names (see ``position.surroundings``).
_ZONES: tuple[tuple[Hint, tuple[str, ...]], ...] = (
    (Hint.CODE, listed("<pre> <code> <samp> <textarea>")),
    (Hint.QUOTED, listed("<blockquote> <q>")),
    (Hint.COMMENT, listed("comment disqus respond replies reply")),
    (Hint.TEASER, listed("related recommend teaser most-read mostread popular carousel")),
)
_PICTURES = listed("<figure> <figcaption> caption credit lightbox photo gallery slideshow")
_OF_SITE = listed("<footer> footer colophon copyright contentinfo site-info legal bottom-bar")
_MARKED = listed("licen lizenz republi cc-policy creative-commons creativecommons")
_STOP = lazy_compile(r"[.;|·•]\s|\s[–—]\s|。")
_END = lazy_compile(r"[.;,|·•]\s|\s[–—]\s|。")
# A file of a code host: the license of a program.
_OF_REPOSITORY = lazy_compile(r"/(?:blob|tree|raw|src/branch)/[^/]", re.I)
_MOST_WORDS = 25  # of a line that is about nothing else


def read(view: View) -> Iterator[Candidate]:
    """Yield the licenses that links and properties name."""
    for element in islice(filter(_names_license, _likely(view)), _MAX_FOUND):
        value = (element.get("href") or element.get("content") or "").strip()
        if not value:
            continue
        parent = element.getparent()
        if parent is not None and parent.tag == "head":
            yield Candidate("license", value, Source(SourceType.HEAD_LINK, "license"), 0.9)
            continue
        zone = surroundings(element, view)
        is_said = _is_said(element)
        hint = _belongs_to(element, zone, is_said)
        source = Source(SourceType.BODY_LINK, "rel=license" if is_said else "Creative Commons link")
        trust = 0.95 if is_said else 0.7 if is_of_site(zone) else 0.6
        yield Candidate("license", value, source, trust, frozenset({hint} if hint else ()))


def _likely(view: View) -> Iterator[Any]:
    """Yield, quickly, the elements that may name a license, each once."""
    seen = set()
    for link in view.document.elements["link"]:
        if link.get("rel") in _RELS:
            yield link
    for link in islice(view.tree.iter("a"), _MAX_ELEMENTS):
        rel, href = link.get("rel"), link.get("href")
        if (rel and "icense" in rel) or (href and "creativecommons.org/" in href):
            seen.add(link)
            yield link
    for element in view.document.attributed:
        names = element.get("itemprop") or element.get("property") or ""
        if "icense" in names and element not in seen and element.tag in _TAGS:
            yield element


def _names_license(element: Any) -> bool:
    """Tell whether an element says what license something has."""
    if element.tag == "a":
        return _is_said(element) or is_deed(element.get("href") or "")
    if element.tag == "link" and is_deed(element.get("href") or ""):
        return "copyright" in _rels(element) or _is_said(element)
    return _is_said(element)


def _is_said(element: Any) -> bool:
    return bool(element.attrib) and ("license" in _rels(element) or _is_property(element))


def is_deed(href: str) -> bool:
    """Tell whether a URL is that of a license of Creative Commons."""
    return "creativecommons.org/" in href and _DEED.match(href) is not None


def _rels(element: Any) -> list[str]:
    return (element.get("rel") or "").lower().split()


def _is_property(element: Any) -> bool:
    """Tell whether microdata or RDFa makes an element the license of a thing."""
    names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
    return any(name.rpartition(":")[2] == "license" for name in names)


def _belongs_to(link: Any, zone: str, is_said: bool) -> Hint | None:
    """Return what a license is that of, if not the article's; None if it is the article's.

    Args:
        zone: tags and class names around the link.
        is_said: the link has ``rel=license``.
    """
    in_footer = is_of_site(zone)
    elsewhere = belongs_elsewhere(_block(link), zone)
    if elsewhere not in (None, Hint.PICTURE):
        return elsewhere
    if _OF_REPOSITORY.search(link.get("href") or ""):
        return Hint.OTHER_WORK
    if _is_property(link) and (thing := _thing(link)) is not None:
        return Hint.PICTURE if thing.types & _PICTURE_TYPES else Hint.OTHER_WORK
    if elsewhere:
        return elsewhere
    block = _block(link)
    sentence = _sentence(link, block)
    if is_of_other_work(sentence):
        return Hint.OTHER_WORK
    if is_said or in_footer or _is_badge(link) or _is_marked(link):
        return None
    is_line = len(text_of(block).split()) <= _MOST_WORDS
    return None if is_of_this_text(sentence, is_line=is_line) else Hint.UNCLEAR


def belongs_elsewhere(block: Any, zone: str) -> Hint | None:
    """Return what the place of a license is that of: a picture, code; None if it may be the text.

    Args:
        block: the paragraph, or another element that is a line of its own.
        zone: tags and class names around it.
    """
    for hint, words in _ZONES:
        if says(words, zone):
            return hint
    is_picture = says(_PICTURES, zone) or _holds_picture(block)
    return Hint.PICTURE if is_picture and not is_of_site(zone) else None


def is_of_site(zone: str) -> bool:
    """Tell whether tags and class names are those of the footer of a site."""
    return says(_OF_SITE, zone)


def _thing(element: Any) -> Node | None:
    """Return the thing that has a property, None if it is the article, the page or the site."""
    for parent in element.iterancestors():
        kind = parent.get("itemtype") or parent.get("typeof")
        if kind:
            node = Node({"@type": kind.split()})
            is_ours = node.is_article or node.is_page or node.types & _SITE_TYPES
            return None if is_ours else node
    return None


def _block(link: Any) -> Any:
    """Return the paragraph, or another element that is a line of its own, with a link."""
    around = (parent for parent in link.iterancestors() if parent.tag not in _IN_LINES)
    return next(around, link)


def _holds_picture(block: Any) -> bool:
    """Tell whether a short block, or the one around it, has a picture that is not a badge."""
    parent = block.getparent()
    for box in (block, parent):
        if box is None or len(text_of(box).split()) > _MOST_WORDS:
            return False
        if any(not _is_badge_picture(picture) for picture in box.iter("img")):
            return True
    return False


def _is_badge_picture(picture: Any) -> bool:
    said = f"{picture.get('src') or ''} {picture.get('alt') or ''}"
    return _BADGE.search(said[:_MAX_NAME]) is not None or _is_in_license(picture)


def _is_in_license(picture: Any) -> bool:
    around = islice(picture.iterancestors(), _STEPS)
    return any(link.tag == "a" and _names_license(link) for link in around)


def _is_badge(link: Any) -> bool:
    """Tell whether a link is nothing but the picture of a license."""
    has_picture = any(e.tag in ("img", "svg") for e in islice(link.iter(), _MAX_EVENTS))
    return has_picture and (not text_of(link).strip() or link.find(".//svg") is not None)


def _is_marked(link: Any) -> bool:
    """Tell whether a class or an id of the elements close to a link says that it is a license."""
    near = [link, *islice(link.iterancestors(), 3)]
    named = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}"[:_MAX_NAME] for e in near)
    return says(_MARKED, named.lower())


def _sentence(link: Any, block: Any) -> str:
    """Return what is said of a license: the words around its link, up to the next sentence.

    What comes before the link to another license is said of that one.
    """
    before: list[str] = []
    within: list[str] = []
    after: list[str] = []
    parts = before
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, element in islice(walk, _MAX_EVENTS):
        is_break = element.tag not in _IN_LINES and element is not block
        if is_break and parts is after:
            break
        if event == "start":
            is_other = element.tag == "a" and element is not link and _names_license(element)
            is_shown = element.tag not in SKIPPED
            text = element.text if is_shown else None
            if not is_shown:
                walk.skip_subtree()
        else:
            is_other, text = False, element.tail if element is not block else None
        if parts is before and (is_break or is_other):
            before.clear()
        if element is link:
            parts = within if event == "start" else after
        if text:
            parts.append(text[:_MAX_TEXT])
    start = _STOP.split(fold("".join(before)) + " ")[-1]
    end = _END.split(fold("".join(after)), maxsplit=1)[0]
    return fold(f"{start} {''.join(within)} {end}")

"""Lines that are not article text: controls, links to other articles, dates and bylines."""

from __future__ import annotations

import re

import numpy as np

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays
from crosspost.body.phrases import DAY_WORDS, YEAR, points_elsewhere
from crosspost.body.requests_to_readers import is_request
from crosspost.body.words import of_line
from crosspost.lazy_regex import lazy_compile
from crosspost.page.vocabulary import HEADINGS, LINK_CARD, is_label

_POINTER = 0.4  # share of links in a line that points to another article
_LONGEST_POINTER = 25  # words
_ENDS = ".!?…"
_MENU = 0.7  # share of links in a line above the title that is a menu
_CONTROL = "a button or other control"
_LONGEST_CONTROL = 80  # characters
_LINES_ABOVE_WITHIN = 4  # blocks from the first kept one
_FEWEST_BLOCKS = 2  # a text of so few blocks keeps its first lines
_LONGEST_LINE_ABOVE = 60  # characters
_PROSE = 200
_LONGEST_LEAD = 100
_SAYS_WHEN = frozenset({"published", "posted", "updated", "reviewed", "modified", "edited"})
_READING_TIME = lazy_compile(
    r"\W*(?:(?:estimated )?(?:reading|read) time\W*\d.{0,20}"
    r"|\d+(?:\s*[-–]\s*\d+)?[\s-]*min(?:ute)?s?\W*\s(?:to )?read(?:ing time)?"
    r"|[\d.,]+\s?[km]?\+?\s(?:views?|reads?|shares?|comments?|claps?|likes?)"
    r"|listen to (?:this|the) (?:article|story|post))\W*",
    re.I,
)
_NAME = r"[^\W\d_a-zà-ÿ][\w.’'-]*,?"
_BYLINE = lazy_compile(
    rf"(?i:(?:(?:written|words|story|text|reviewed) )?by:?) {_NAME}"
    rf"(?: (?:(?:de|da|del|di|la|van|von|der|den|and|&) ){{0,2}}{_NAME}){{1,6}}"
)
_PERSON = lazy_compile(rf"{_NAME}(?: {_NAME}){{1,3}}")
_SEPARATOR = lazy_compile(r"[·•|–—\n]")
_LINK_LABEL = lazy_compile(
    r"(?:share|tweet|subscribe(?: now)?|leave a comment|print|e-?mail)"
    r"(?: this (?:post|article|page))?",
    re.I,
)
_INVISIBLE = lazy_compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")
_ENLARGE = lazy_compile(
    r"\W*(?:press enter or )?(?:click|tap)\b.{0,20}\bto (?:enlarge|zoom|magnify"
    r"|(?:view|see) (?:the )?(?:image|photo|picture))\b.{0,20}",
    re.I,
)
_CONSENT = lazy_compile(
    r"by (?:signing up|signing in|clicking|subscribing|submitting|registering|entering your"
    r"|providing your|creating an account)\b.{0,300}?\b(?:you|i) (?:agree|confirm|consent|accept"
    r"|acknowledge)|this (?:site|form) is protected by recaptcha",
    re.I,
)
_LONGEST_CONSENT = 600  # characters
# A list of "Advertising" and "Printing" is content.
_OF_CONTENT = HEADINGS | frozenset(("li", "td", "th", "dt", "dd", "pre", "code"))
_LISTED = 0.1  # of the kept text; more in headings without text: the headings are the text
_LETTER = lazy_compile(r"\w")
_RIGHTS = lazy_compile(
    r"\W*(?:©|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés|(?:todos los derechos|todos os direitos) reservados"
    r"|tutti i diritti (?:sono )?riservati|все права защищены|版权所有|版權所有|无断转载|無断転載)",
    re.I,
)
_LONGEST_RIGHTS = 150  # characters


def never_kept(found: Blocks, page: PageArrays, possible: Bools, precise: bool) -> dict[int, str]:
    """Return the blocks that are never part of an article, each with the reason.

    Only ``possible`` blocks are looked at: the others are not kept anyway.

    These are buttons and other controls (``Copy``, ``🔗``, ``Click to enlarge``), blocks of
    invisible characters, texts that ask for consent, requests to readers, labels of adverts, and,
    if ``precise``, lines that point to another article: they are mostly link, start with a typical
    phrase (``Read more:``), and do not end like a sentence.
    """
    reasons: dict[int, str] = {}
    for index in np.flatnonzero(possible).tolist():
        text = found.texts[index]
        if found.box_tags[found.boxes[index]] == "button":
            if _is_label(found, index):
                reasons[index] = _CONTROL
        elif is_request(text) and found.box_tags[found.boxes[index]] not in _OF_CONTENT:
            reasons[index] = "a request to readers, or the label of an advert"
        elif _is_control(text) or (page.link_share[index] == 1 and _LINK_LABEL.fullmatch(text)):
            reasons[index] = _CONTROL
    if precise:
        short = possible & (page.link_share >= _POINTER) & (page.words <= _LONGEST_POINTER)
        for index in np.flatnonzero(short).tolist():
            words = of_line(found.texts[index])
            if _is_card(found, index):
                continue
            if points_elsewhere(words) and found.texts[index][-1] not in _ENDS:
                reasons[index] = "points to another article"
    return reasons


def _is_card(found: Blocks, index: int) -> bool:
    around = found.box_parents[found.boxes[index]]
    return around >= 0 and found.box_tags[around] == LINK_CARD


def _is_control(text: str) -> bool:
    if len(text) < _LONGEST_CONTROL and (_ENLARGE.fullmatch(text) or _INVISIBLE.fullmatch(text)):
        return True
    return len(text) < _LONGEST_CONSENT and _CONSENT.match(text) is not None


def _is_label(found: Blocks, index: int) -> bool:
    box = found.boxes[index]
    around: list[str] = []  # the two boxes around the button, the nearest first
    while len(around) < 2 and (box := found.box_parents[box]) >= 0:
        around.append(found.box_tags[box])
    return is_label(found.texts[index], around)


def front_matter_lines(found: Blocks, page: PageArrays, kept: Bools, title: int) -> list[int]:
    """Return the kept lines above the text whose content is in the front matter.

    These are the date, the author, the reading time and the number of readers; above the title
    also the links of a menu or a category.

    Args:
        title: the block that is the page's title (-1: none).
    """
    lines: list[int] = []
    if np.count_nonzero(kept) <= _FEWEST_BLOCKS:
        return lines
    for index in np.flatnonzero(kept)[:_LINES_ABOVE_WITHIN].tolist():
        text = found.texts[index]
        if len(text) > _PROSE:
            break
        if len(text) > _LONGEST_LINE_ABOVE:
            continue
        is_heading = found.box_tags[found.boxes[index]] in HEADINGS
        is_menu = index < title and page.link_share[index] >= _MENU
        if is_menu or _is_in_front_matter(text, is_heading) or _is_row_of_front_matter(text):
            lines.append(index)
    return lines


def headings_without_text(found: Blocks, page: PageArrays, kept: Bools) -> list[int]:
    """Return the kept headings of text that is not kept.

    These are headings whose next block is not kept, if nothing is kept before the next heading of
    the same or a higher rank. There are none if such headings are a large part of the kept text:
    on a page that lists things by name, the headings are the text.
    """
    tags = [found.box_tags[box] for box in found.boxes]
    last = len(tags) - 1
    is_kept = kept.tolist()  # a list, which is three times as fast here
    without: list[int] = []
    reach = [last + 1] * 7  # rank → index of the next heading of that rank or a higher one
    kept_after = last + 1  # the next kept block that is not a heading
    for index in range(last, -1, -1):
        if tags[index] not in HEADINGS:
            if is_kept[index]:
                kept_after = index
            continue
        rank = int(tags[index][1])
        if (
            is_kept[index]
            and (index == last or not is_kept[index + 1])
            and kept_after >= reach[rank]
        ):
            is_kept[index] = False
            without.append(index)
        for lower in range(rank, 7):
            reach[lower] = index
    if page.chars[without].sum() > _LISTED * page.chars[kept].sum():
        return []
    return without


def trailing_lines(found: Blocks, kept: Bools) -> list[int]:
    """Return last lines that are not text.

    They introduce dropped text (``See also:``), say who has the rights, or have no letters.
    """
    left = np.flatnonzero(kept).tolist()
    lines: list[int] = []
    while len(left) > _LINES_ABOVE_WITHIN:
        index = left.pop()
        text = found.texts[index]
        leads = text.endswith(":") and len(text) <= _LONGEST_LEAD and index + 1 < len(kept)
        rights = len(text) <= _LONGEST_RIGHTS and _RIGHTS.match(text)
        if not leads and not rights and _LETTER.search(text):
            break
        lines.append(index)
    return lines


def _is_in_front_matter(text: str, is_heading: bool) -> bool:
    return bool(
        _is_day(text)
        or _READING_TIME.fullmatch(text)
        or (not is_heading and _BYLINE.fullmatch(text))
    )


def _is_row_of_front_matter(text: str) -> bool:
    """True for ``16 December 2025 · Tora Moen · 6 min read``."""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    own = [_is_in_front_matter(part, False) for part in parts]
    return any(own) and all(
        is_own or _PERSON.fullmatch(part) for part, is_own in zip(parts, own, strict=True)
    )


def _is_day(text: str) -> bool:
    """True for ``16 December 2025``, ``2025-12-16``, ``Updated: December 2025``; not for a year."""
    if not YEAR.search(text):
        return False
    words = of_line(text)
    numbers = words.count("#")
    enough = 2 if len(words) > numbers else 3
    if not _SAYS_WHEN.isdisjoint(words):
        enough = 1
    return numbers >= enough and all(word == "#" or word in DAY_WORDS for word in words)

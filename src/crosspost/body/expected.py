"""The parts of the article that a post should have, for the loss report.

These are the parts that were kept, and parts that were left out though they are the article's: the
sections and paragraphs that ``omissions`` finds, and what is between kept texts, where the nearest
long texts before and after it are both kept. What is there and is evidently not the article's own
does not count:

- icons, pixels, logos, portraits of authors, and pictures of formulas, which are text as well;
- what is in a box without kept text whose element, class or role says that it is around an article
  (adverts, newsletter forms, related stories, share bars, hidden parts; see ``BOILERPLATE``);
- quotations that are unlikely to be the article's, or point to another one;
- links for sharing, within the page, without visible text, or to what no post may link to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat

import numpy as np
from lxml.etree import _Element

from crosspost.body.adverts import leads_to_file
from crosspost.body.decision import Decision
from crosspost.body.icons import is_icon
from crosspost.body.omissions import OWN_SECTION, Omissions
from crosspost.body.phrases import points_elsewhere
from crosspost.body.region import Region
from crosspost.body.words import of_line
from crosspost.lazy_regex import lazy_compile
from crosspost.model.flow import FORMULA, NOTE_MARK, PRE, SCREEN_READER
from crosspost.model.loss import Part
from crosspost.page.picture_names import is_placeholder
from crosspost.page.vocabulary import HEADINGS, LAZY_SOURCES, LAZY_SRCSETS, PLAYERS
from crosspost.urls import is_safe_link, is_web

_LIKELY = 0.5
_SURE = 0.95  # probability of a quotation or list item that counts wherever it is
_OF_LINKS = 0.5  # share of a text in links from which it is not the article's own
_KINDS = {
    **dict.fromkeys(HEADINGS - {"h1"}, "heading"),
    **{"blockquote": "quotation", "pre": "code block", "table": "table row", "li": "list item"},
}
_SETS = frozenset(("srcset", *LAZY_SRCSETS))
_URLS = frozenset(("src", "data", *LAZY_SOURCES))
_WEB = lazy_compile(r"https?://|//|/[^/]|[\w-]+[./]", re.I)
_PLAYER = lazy_compile(r"embed|player|\.(?:mp[34]|webm|ogg|m4a)\b", re.I)
_IN_SET = lazy_compile(r"(?:^|,)\s*([^\s,]\S*)")
# Names of files, classes and alternative texts of pictures that are not content.
_ICON = lazy_compile(r"avatar|headshot|emoji|icon|logo|badge|spinner|author|[/,_]w_\d\d,", re.I)
_FORMULA = lazy_compile(r"math|latex|\btex\b", re.I)  # classes of pictures of formulas
_FLASH = ".swf"  # which browsers no longer show
_SHARE = lazy_compile(r"/(?:sharer|share|shareArticle|intent|pin/create|submit)\b|[?&]share=", re.I)
_EMAIL = "/cdn-cgi/l/email-protection"  # an e-mail address that Cloudflare's script shows


def expected_parts(decision: Decision, region: Region, omissions: Omissions) -> tuple[Part, ...]:
    """Return the parts that the post of a page should have.

    Args:
        decision: what was decided about the parts of the page.
        region: where the article is.
        omissions: what was left out of it.
    """
    return (
        *_media(decision, region),
        *_boxes(decision, region, omissions),
        *_paragraphs(decision, omissions),
        *_links(decision),
        *_atoms(decision, region),
    )


def _media(decision: Decision, region: Region) -> Iterator[Part]:
    """Yield the pictures and players."""
    found, kept = decision.found, decision.selection.media.tolist()
    nodes = found.flow.nodes
    for number, ((node, box, before), is_kept) in enumerate(zip(found.media, kept, strict=True)):
        if number in decision.selection.media_reasons:
            continue
        is_between = region.is_between(before, before)
        if not is_kept and (not is_between or region.hints[box]):
            continue
        element = nodes[node]
        if not is_kept and _is_of_teaser(decision, region, element, box):
            continue
        names = [element.get(name) or "" for name in ("class", "src", "alt")]
        names_icon = _ICON.search(names[0] if is_kept else " ".join(names))
        if names_icon or _FORMULA.search(names[0]) or is_icon(element):
            continue
        if not is_between and next(element.iterancestors("button"), None) is not None:
            continue
        urls = tuple(url for url in _urls(element) if not is_placeholder(url))
        if element.tag in PLAYERS:
            urls = tuple(url for url in urls if _is_player(url, is_kept=is_kept))
        if urls:
            yield Part("player" if element.tag in PLAYERS else "picture", urls)


def _is_of_teaser(decision: Decision, region: Region, element: _Element, box: int) -> bool:
    """Tell whether a picture is another story's.

    It is in a link to a page with text that was cut as well, or in a teaser without kept text.
    """
    found = decision.found
    around = box
    while around >= 0 and not region.kept_inside[around]:
        if "teaser" in found.box_names[around].lower():
            return True
        around = found.box_parents[around]
    link = next(element.iterancestors("a"), None)
    if link is None or region.kept_inside[box] or leads_to_file(link.get("href") or ""):
        return False
    return any(
        found.flow.nodes[found.flow.links[found.runs[block]]] is link
        for block in range(found.box_starts[box], found.box_ends[box])
        if found.flow.links[found.runs[block]] >= 0
    )


def _is_player(url: str, *, is_kept: bool) -> bool:
    """Tell whether a frame shows content; one that was cut may be an advert."""
    if not _WEB.match(url) or _FLASH in url:
        return False
    return is_kept or _PLAYER.search(url) is not None


def _urls(element: _Element) -> Iterator[str]:
    """Yield all URLs of a picture or player, those of the ``picture`` around it included."""
    holders = [element, *element.iterdescendants("img", "source", "iframe")]
    around = element.getparent()
    while around is not None and around.tag in ("picture", "source"):
        holders.append(around)
        around = around.getparent()
    for holder in holders:
        for name, value in holder.items():
            if name in _URLS:
                yield value
            elif name in _SETS:
                yield from _IN_SET.findall(value)


def _boxes(decision: Decision, region: Region, omissions: Omissions) -> Iterator[Part]:
    """Yield headings, quotations, code blocks, list items and rows of tables."""
    found = decision.found
    starts, ends = found.box_starts, found.box_ends
    for box, tag in enumerate(found.box_tags):
        kind = _KINDS.get(tag)
        if kind is None or starts[box] == ends[box]:
            continue
        is_kept = region.kept_inside[box] > 0
        if kind == "list item":
            if is_kept:
                yield Part(kind, ())
            elif region.kept_inside[found.box_parents[box]] and _is_own(decision, region, box):
                yield Part(kind, (found.texts[starts[box]],))
        elif kind == "heading":
            if found.box_tags[found.box_parents[box]] == "figcaption":
                continue  # its text is that of the caption
            if is_kept or omissions.sections.get(box, 0) >= OWN_SECTION:
                yield from _parts_of(decision, kind, box)
        elif is_kept or _is_own(decision, region, box):
            yield from _parts_of(decision, kind, box)


def _paragraphs(decision: Decision, omissions: Omissions) -> Iterator[Part]:
    """Yield the paragraphs that were not kept; if there are any, the others for their number."""
    own = omissions.paragraphs
    for block in own:
        yield Part("paragraph", (decision.found.texts[block],))
    if own:
        is_kept = decision.selection.kept & (decision.page.prose > 0)
        yield from repeat(Part("paragraph", ()), int(np.count_nonzero(is_kept)))


def _is_own(decision: Decision, region: Region, box: int) -> bool:
    """Tell whether a box that was not kept is the article's own."""
    found, page = decision.found, decision.page
    start, end = found.box_starts[box], found.box_ends[box]
    if region.hints[box] or page.link_share[start] > _OF_LINKS:
        return False
    is_between = region.is_between(start, end)
    if found.box_tags[box] in ("table", "pre"):
        return is_between
    if points_elsewhere(of_line(found.texts[start])):
        return False
    probability = decision.probabilities[start]
    return bool(probability > (_LIKELY if is_between else _SURE))


def _parts_of(decision: Decision, kind: str, box: int) -> Iterator[Part]:
    found = decision.found
    texts = found.texts[found.box_starts[box] : found.box_ends[box]]
    if kind == "table row":
        yield from _rows(decision, box)
    elif kind == "quotation":
        links = found.flow.nodes[found.box_nodes[box]].iterdescendants("a")
        yield Part(kind, (*(link.get("href") or "" for link in links), " ".join(texts)))
    else:
        yield Part(kind, tuple(texts))


def _rows(decision: Decision, table: int) -> Iterator[Part]:
    """Yield the rows of a table of data: several cells in each row, and no table in it."""
    found = decision.found
    tags, parents, starts, ends = (
        *(found.box_tags, found.box_parents),
        *(found.box_starts, found.box_ends),
    )
    rows: list[list[str]] = []
    box = table + 1
    while box < len(tags) and parents[box] >= table:
        if tags[box] == "table":
            return
        if tags[box] == "tr":
            rows.append([])
        elif tags[box] in ("td", "th") and rows:
            rows[-1].append("".join(found.texts[starts[box] : ends[box]]))
        box += 1
    if len(rows) > 1 and all(len(row) > 1 for row in rows):
        for row in rows:
            if cells := tuple(filter(None, row)):
                yield Part("table row", cells, table)


def _links(decision: Decision) -> Iterator[Part]:
    """Yield the links in kept text."""
    found = decision.found
    flow = found.flow
    first = found.runs[0]
    links = np.array(flow.links[first:], dtype=np.int64)
    is_kept = np.repeat(decision.selection.kept, np.diff([*found.runs, len(flow.links)]))
    flags = np.array(flow.flags[first:], dtype=np.int64)
    shown = links[is_kept & (links >= 0) & (flags & (PRE | SCREEN_READER) == 0)]
    for node in np.unique(shown).tolist():
        href = (flow.nodes[node].get("href") or "").strip()
        is_own = href and href[0] != "#" and is_safe_link(href) and _EMAIL not in href
        if is_own and not (is_web(href) and _SHARE.search(href)):
            yield Part("link", (href,))


def _atoms(decision: Decision, region: Region) -> Iterator[Part]:
    """Yield the formulas and the marks of notes in boxes with kept text."""
    flow = decision.found.flow
    ids: dict[str, int] = {}
    for kind, node, box in zip(flow.atom_kinds, flow.atom_nodes, flow.atom_boxes, strict=True):
        if kind not in (FORMULA, NOTE_MARK) or not region.kept_inside[box]:
            continue
        if kind == FORMULA:
            yield Part("formula", ("".join(flow.nodes[node].itertext()),))
            continue
        if not ids:
            ids = {name: at for name, at in zip(flow.box_ids, flow.box_nodes, strict=True) if name}
        target = (flow.nodes[node].get("href") or "")[1:]
        if ids.get(target, 0) > node:  # a note, not the way back from one
            yield Part("note", (target,))

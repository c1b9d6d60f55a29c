"""Cards that writers put between paragraphs: files and pages as links, videos without controls.

A card becomes a ``link-card``, which is kept or left out as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import (
    IndexedTree,
    ancestors,
    find_class,
    new,
    remove,
    rename,
    replace,
    text_of,
)
from crosspost.page.vocabulary import BLOCKS, LINK_CARD

if TYPE_CHECKING:
    from lxml.etree import _Element

# Names of links that are shown as buttons, and of files that they lead to: those are the article's.
_BUTTON = lazy_compile(r"(?:^|[\s_-])(?:btn|button)(?:$|[\s_-])", re.I)
_FILE = lazy_compile(
    r"[^?#]{1,500}\.(?:pdf|csv|tsv|zip|gz|7z|xlsx?|ods|docx?|odt|rtf|pptx?|odp|epub|mobi|ics|gpx|kml"
    r"|geojson|json|txt|stl|svg|mp3|ogg|m4a|flac)(?:[?#]|\Z)",
    re.I,
)
_LONGEST_SIGN = 8  # characters of an emoji
_CALLOUTS = ("kg-callout-card", "notion-callout", "notion-callout-block")
_AROUND = frozenset(("nav", "header", "footer", "form", "aside", "p", "li", "td", LINK_CARD))
_CONTROLS = ("kg-video-overlay", "kg-video-player-container", "kg-audio-player", "kg-video-hide")


def to_links(page: IndexedTree) -> None:
    """Write cards as links and quotations, and videos without their controls, in place."""
    for video in page.tree.iter("video"):
        if "spacergif" in (video.get("poster") or ""):
            del video.attrib["poster"]
    _callouts(page)
    for box in list(page.of_class("wp-block-file")):
        _file_link(box)
    for box in list(page.of_class(*_CONTROLS)):
        if next(box.iter("video", "audio"), None) is None:
            remove(box)
    for card in list(page.of_class("kg-file-card", "kg-bookmark-card", "kg-audio-card")):
        _card(card)
    for card in page.of_class("graf--mixtapeEmbed"):
        rename(card, LINK_CARD)
    for box in list(page.of_class("ltag__link", "ltag_github-liquid-tag")):
        _forem_card(box)
    _links_alone(page)
    for title in list(page.tree.iter("h2")):
        around = next((each for each in ancestors(title, 4) if each.tag == "a"), None)
        if around is not None:
            _medium_card(around)


def _callouts(page: IndexedTree) -> None:
    of_type = page.with_attribute("data-node-type")
    named = [box for box in of_type if box.get("data-node-type") == "callout"]
    for box in (*page.of_class(*_CALLOUTS), *named):
        _callout(box)


def _links_alone(page: IndexedTree) -> None:
    for link in list(page.of_class("embed-card")):
        _link_alone(link)
    for link in page.with_attribute("href"):
        if _FILE.match(link.get("href") or "") and _BUTTON.search(link.get("class") or ""):
            _link_alone(link)


def _callout(box: _Element) -> None:
    """Write a callout as a quotation, its emoji in the line of its text."""
    emoji = find_class(box, "kg-callout-emoji", "notion-record-icon")
    if emoji is None:
        emoji = box.find(".//*[@data-node-type='callout-emoji']")
    rename(box, "blockquote")
    if emoji is None:
        return
    image = next(emoji.iter("img"), None)
    sign = text_of(emoji).strip() or ("" if image is None else image.get("alt") or "")
    text = _text_box(box, emoji)
    if text is None or len(sign) > _LONGEST_SIGN:
        return
    remove(emoji)
    text.text = f"{sign} {(text.text or '').lstrip()}"


def _text_box(box: _Element, emoji: _Element) -> _Element | None:
    """Return the first block with text beside a callout's emoji."""
    skipped = set(emoji.iter())
    text = next((e for e in box.iter("*") if e not in skipped and (e.text or "").strip()), None)
    while text is not None and text is not box and text.tag not in BLOCKS:
        text = text.getparent()
    return text


def _link_alone(link: _Element) -> None:
    """Write a link that is shown as a button or a card, alone in its box, as a line."""
    if link.tag != "a" or not text_of(link) or not urls.is_web(link.get("href") or ""):
        return
    if any(around.tag in _AROUND for around in link.iterancestors()):
        return
    card = new(LINK_CARD)
    line = new("p")
    line.append(new("a", " ".join(text_of(link).split()), href=link.get("href") or ""))
    card.append(line)
    replace(link, card)


def _card(card: _Element) -> None:
    """Write a card for a file, a page or a sound as its title, with a link, and what it says."""
    link = next(card.iter("a"), None)
    title = find_class(card, "kg-file-card-title", "kg-bookmark-title", "kg-audio-title")
    sound = next(card.iter("audio"), None)
    if title is None or (link is None and sound is None):
        return
    line = new("p")
    words = " ".join(text_of(title).split())
    if sound is not None:
        line.text = words
    elif link is not None:
        line.append(new("a", words, href=link.get("href") or ""))
    description = find_class(card, "kg-file-card-caption", "kg-bookmark-description")
    if description is not None and text_of(description):
        _append_text(line, f": {text_of(description)}")
    size = find_class(card, "kg-file-card-filesize")
    if size is not None and text_of(size):
        _append_text(line, f" ({text_of(size)})")
    caption = card.find("figcaption")
    box = new(LINK_CARD)
    box.append(line)
    for kept in (sound, caption):
        if kept is not None:
            kept.tail = None
            box.append(kept)
    replace(card, box)


def _forem_card(box: _Element) -> None:
    """Write Forem's card of another post or of a project as its first heading and the second."""
    headings = [" ".join(text_of(each).split()) for each in box.iter("h1", "h2", "h3")][:2]
    links = [link.get("href") or "" for link in box.iter("a")]
    url = next((url for url in links if urls.is_web(url)), links[0] if links else "")
    if not headings or not headings[0] or not url:
        return
    line = new("p")
    line.append(new("a", headings[0], href=url))
    if len(headings) > 1 and headings[1]:
        _append_text(line, f": {headings[1]}")
    card = new(LINK_CARD)
    card.append(line)
    replace(box, card)


def _medium_card(link: _Element) -> None:
    """Write Medium's card of a page, a link around a title and a summary, as these two.

    Its classes are made by a machine, but its last line is the name of the host.
    """
    lines = list(link.iter("h2", "h3", "p"))
    if [line.tag for line in lines] != ["h2", "h3", "p"]:
        return
    title, summary, host = (" ".join(text_of(line).split()) for line in lines)
    url = link.get("href") or ""
    if not title or host.lower() != urls.host(url).removeprefix("www."):
        return
    line = new("p")
    line.append(new("a", title, href=url))
    if summary:
        _append_text(line, f": {summary}")
    card = new(LINK_CARD)
    card.append(line)
    replace(link, card)


def _file_link(box: _Element) -> None:
    """Reduce WordPress's block for a file to one link: not its preview, not a button."""
    links = [link for link in box.iter("a") if link.get("href")]
    if not links:
        return
    rename(box, LINK_CARD)
    for duplicate in [*links[1:], *box.iter("object")]:
        if (duplicate.get("href") or duplicate.get("data")) == links[0].get("href"):
            remove(duplicate)


def _append_text(line: _Element, text: str) -> None:
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text

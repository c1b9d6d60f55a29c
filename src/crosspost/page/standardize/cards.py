"""Cards that writers put between paragraphs: files and pages as links, videos without controls.

A card becomes a ``link-card``, which is kept or left out as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost import urls
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
from crosspost.page.vocabulary import LINK_CARD

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROLS = ("kg-video-overlay", "kg-video-player-container", "kg-audio-player", "kg-video-hide")


def to_links(page: IndexedTree) -> None:
    """Write cards as links and quotations, and videos without their controls, in place."""
    for video in page.tree.iter("video"):
        if "spacergif" in (video.get("poster") or ""):
            del video.attrib["poster"]
    for box in page.of_class("kg-callout-card"):
        rename(box, "blockquote")
    for box in list(page.of_class("wp-block-file")):
        _file_link(box)
    for box in list(page.of_class(*_CONTROLS)):
        if next(box.iter("video", "audio"), None) is None:
            remove(box)
    for card in list(page.of_class("kg-file-card", "kg-bookmark-card", "kg-audio-card")):
        _card(card)
    for card in page.of_class("graf--mixtapeEmbed"):
        rename(card, LINK_CARD)
    for title in list(page.tree.iter("h2")):
        link = next((around for around in ancestors(title, 4) if around.tag == "a"), None)
        if link is not None:
            _medium_card(link)


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

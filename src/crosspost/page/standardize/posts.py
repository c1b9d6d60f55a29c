"""Posts of social media as quotations with a link; files and bookmarks as links."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import Page, new, remove, rename, replace, show, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROLS = ("kg-video-overlay", "kg-video-player-container", "kg-audio-player", "kg-video-hide")
_LONGEST_TEXT = 5000


def to_quotes(page: Page) -> None:
    """Write embedded posts and cards as quotations and links, in place."""
    _posts(page)
    _cards(page)


def _posts(page: Page) -> None:
    """Write posts of social media that a script would show as quotations with a link."""
    for name, attribute, network in (
        ("instagram-media", "data-instgrm-permalink", "Instagram"),
        ("mastodon-embed", "data-embed-url", "Mastodon"),
        ("mastodon-embed", "src", "Mastodon"),
        ("text-post-media", "data-text-post-permalink", "Threads"),
        ("fb-post", "data-href", "Facebook"),
        ("fb-video", "data-href", "Facebook"),
        ("amp-facebook", "data-href", "Facebook"),
    ):
        found = page.tree.iter(name) if name.startswith("amp-") else page.of_class(name)
        for quote in list(found):
            url = (quote.get(attribute) or "").partition("?")[0].removesuffix("/embed")
            if urls.is_web(url) and (quote.tag == "blockquote" or not text_of(quote)):
                _reduce(quote, url, f"A post on {network}")
    for quote in list(page.of_class("tiktok-embed")):
        url = quote.get("cite") or ""
        if urls.is_web(url) and quote.find(f".//a[@href='{url}']") is None:
            line = new("p")
            line.append(new("a", "A video on TikTok", href=url))
            quote.append(line)
    for pin in page.with_attribute("data-pin-do"):
        if pin.tag == "a" and pin.get("href") and not text_of(pin) and not len(pin):
            pin.text = "A pin on Pinterest"
    for quote in list(page.of_class("twitter-tweet", "tiktok-embed")):
        for link in quote.iter("a"):  # only a link, whose text a script writes
            if link.get("href") and not text_of(link) and link.find(".//img") is None:
                link.text = link.get("href")
    for box in list(page.of_class("tweet")):
        _substack_tweet(box)
    for box in list(page.of_class("embedded-post-wrap")):
        _substack_post(box)
    for quote in list(page.of_class("wp-embedded-content")):
        if quote.tag == "blockquote" and quote.find(".//a") is not None:
            show(quote)
            frame = quote.getnext()
            if frame is not None and "wp-embedded-content" in (frame.get("class") or ""):
                remove(frame)  # the same as a card


def _reduce(quote: _Element, url: str, label: str) -> None:
    """Reduce Instagram's or Mastodon's quotation to its text, if it has one, and a link."""
    texts = []
    for link in quote.iter("a", "p", "div"):
        words = " ".join(text_of(link, 2000).split())
        if words and not _VIEW.match(words) and not len(link):
            texts.append(words)
    rename(quote, "blockquote")
    quote.text = None
    quote[:] = []
    for words in dict.fromkeys(texts):
        quote.append(new("p", words))
    line = new("p")
    line.append(new("a", label, href=url))
    quote.append(line)


_VIEW = lazy_compile(
    r"(?:view|see|sieh|ver|voir|visualizza).{0,40}(?:instagram|mastodon|threads|facebook|post)",
    re.I,
)


def _substack_post(box: _Element) -> None:
    """Write the card of another post as a quotation: its title as a link, its first words."""
    link = next(box.iter("a"), None)
    title = _of_class(box, "embedded-post-title")
    if link is None or title is None or not urls.is_web(link.get("href") or ""):
        return
    quote, line = new("blockquote"), new("p")
    line.append(new("a", " ".join(text_of(title).split()), href=link.get("href") or ""))
    quote.append(line)
    words = _of_class(box, "embedded-post-body")
    if words is not None and text_of(words):
        quote.append(new("p", " ".join(text_of(words, _LONGEST_TEXT).split())))
    replace(box, quote)


def _substack_tweet(box: _Element) -> None:
    """Write the post that Substack has as JSON in an attribute as a quotation."""
    try:
        data = json.loads(box.get("data-attrs") or "")
        url, words = str(data["url"]), str(data.get("full_text") or "")
        name = str(data.get("name") or data.get("username") or "")
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    if not words or not urls.is_web(url):
        return
    quote = new("blockquote")
    for line in words[:_LONGEST_TEXT].split("\n"):
        if line.strip():
            quote.append(new("p", line.strip()))
    source = new("p", "— ")
    source.append(new("a", name or url, href=url))
    quote.append(source)
    replace(box, quote)


def _cards(page: Page) -> None:
    """Write Ghost's cards and WordPress's files: films without controls, files as links."""
    for video in page.tree.iter("video"):
        if "spacergif" in (video.get("poster") or ""):
            del video.attrib["poster"]
    for box in page.of_class("kg-callout-card"):
        rename(box, "blockquote")
    for box in page.of_class("wp-block-file"):
        _file(box)
    for box in list(page.of_class(*_CONTROLS)):
        if next(box.iter("video", "audio"), None) is None:
            remove(box)
    for card in list(page.of_class("kg-file-card", "kg-bookmark-card", "kg-audio-card")):
        link = next(card.iter("a"), None)
        title = _of_class(card, "kg-file-card-title", "kg-bookmark-title", "kg-audio-title")
        sound = next(card.iter("audio"), None)
        if title is None or (link is None and sound is None):
            continue
        line = new("p")
        words = " ".join(text_of(title).split())
        if sound is not None:
            line.text = words
        elif link is not None:
            line.append(new("a", words, href=link.get("href") or ""))
        said = _of_class(card, "kg-file-card-caption", "kg-bookmark-description")
        if said is not None and text_of(said):
            _append_text(line, f": {text_of(said)}")
        size = _of_class(card, "kg-file-card-filesize")
        if size is not None and text_of(size):
            _append_text(line, f" ({text_of(size)})")
        caption = card.find("figcaption")
        box = new("div")
        box.append(line)
        for kept in (sound, caption):
            if kept is not None:
                kept.tail = None
                box.append(kept)
        replace(card, box)


def _file(box: _Element) -> None:
    """Reduce WordPress's block for a file to one link: not its preview, not a button."""
    links = [link for link in box.iter("a") if link.get("href")]
    if not links:
        return
    for again in [*links[1:], *box.iter("object")]:
        if (again.get("href") or again.get("data")) == links[0].get("href"):
            remove(again)


def _append_text(line: _Element, text: str) -> None:
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text


def _of_class(card: _Element, *names: str) -> _Element | None:
    return next(
        (e for e in card.iter() if any(name in (e.get("class") or "").split() for name in names)),
        None,
    )

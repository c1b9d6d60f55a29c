"""Posts of social media and cards of other articles as quotations with a link."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import (
    IndexedTree,
    find_class,
    move_contents,
    new,
    remove,
    rename,
    replace,
    show,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_TEXT = 5000  # characters
_MOST_PHOTOS = 4  # of a post
_VIEW = lazy_compile(
    r"(?:view|see|sieh|ver|voir|visualizza).{0,40}(?:instagram|mastodon|threads|facebook|post)",
    re.I,
)
# Classes and elements of posts → the attribute with the URL, the network.
_POSTS = (
    ("instagram-media", "data-instgrm-permalink", "Instagram"),
    ("mastodon-embed", "data-embed-url", "Mastodon"),
    ("mastodon-embed", "src", "Mastodon"),
    ("text-post-media", "data-text-post-permalink", "Threads"),
    ("fb-post", "data-href", "Facebook"),
    ("fb-video", "data-href", "Facebook"),
    ("amp-facebook", "data-href", "Facebook"),
)


def to_quotes(page: IndexedTree) -> None:
    """Write posts that a script would show as quotations with a link, in place."""
    for name, attribute, network in _POSTS:
        found = page.tree.iter(name) if name.startswith("amp-") else page.of_class(name)
        for quote in list(found):
            url = (quote.get(attribute) or "").partition("?")[0].removesuffix("/embed")
            if urls.is_web(url) and (quote.tag == "blockquote" or not text_of(quote)):
                _reduce(quote, url, f"A post on {network}")
    for quote in list(page.of_class("tiktok-embed")):
        url = quote.get("cite") or ""
        if urls.is_web(url) and not any(link.get("href") == url for link in quote.iter("a")):
            quote.append(_link_line("A video on TikTok", url))
    _add_texts(page)
    for aside in list(page.of_class("quote", "onebox")):
        _discourse_quote(aside)
    _from_substack(page)
    _wordpress_posts(page)


def _wordpress_posts(page: IndexedTree) -> None:
    for quote in list(page.of_class("wp-embedded-content")):
        if quote.tag == "blockquote" and next(quote.iter("a"), None) is not None:
            show(quote)
            frame = quote.getnext()
            if frame is not None and "wp-embedded-content" in (frame.get("class") or ""):
                remove(frame)  # the same as a card


def _from_substack(page: IndexedTree) -> None:
    for box in list(page.of_class("tweet")):
        _substack_tweet(box)
    for box in list(page.of_class("embedded-post-wrap", "digest-post-embed")):
        _substack_post(box)
    for box in page.of_class("pullquote"):
        if box.tag == "div":
            rename(box, "blockquote")


def _add_texts(page: IndexedTree) -> None:
    """Give links a text that have none, since a script writes it."""
    for pin in page.with_attribute("data-pin-do"):
        if pin.tag == "a" and pin.get("href") and not text_of(pin) and not len(pin):
            pin.text = "A pin on Pinterest"
    for quote in list(page.of_class("twitter-tweet", "tiktok-embed")):
        for link in quote.iter("a"):  # only a link, whose text a script writes
            if link.get("href") and not text_of(link) and link.find(".//img") is None:
                link.text = link.get("href")


def _link_line(text: str, url: str) -> _Element:
    line = new("p")
    line.append(new("a", text, href=url))
    return line


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
    quote.append(_link_line(label, url))


def _discourse_quote(aside: _Element) -> None:
    """Write what a post of Discourse quotes, another post or a page, as a quotation."""
    if aside.tag != "aside":
        return
    title, inner = find_class(aside, "title"), aside.find("blockquote")
    if inner is not None and title is not None:
        for avatar in list(title.iter("img")):
            remove(avatar)
        if text_of(title):
            name = new("p")
            move_contents(title, name)
            name.tail, inner.text = inner.text, None
            inner.insert(0, name)
        replace(aside, inner)
    elif "onebox" in (aside.get("class") or "").split():
        for icon in list(aside.iter("img")):
            if not {"site-icon", "avatar"}.isdisjoint((icon.get("class") or "").split()):
                remove(icon)
        rename(aside, "blockquote")


def _substack_post(box: _Element) -> None:
    """Write the card of another post as a quotation: its title as a link, its first words."""
    link = next(box.iter("a"), None)
    title = find_class(box, "embedded-post-title")
    if link is None or not urls.is_web(link.get("href") or ""):
        return
    if title is None:
        _substack_digest(box, link)
        return
    quote = new("blockquote")
    quote.append(_link_line(" ".join(text_of(title).split()), link.get("href") or ""))
    words = find_class(box, "embedded-post-body")
    if words is not None and text_of(words):
        quote.append(new("p", " ".join(text_of(words, _LONGEST_TEXT).split())))
    replace(box, quote)


def _substack_digest(box: _Element, link: _Element) -> None:
    """Write the card of another post, whose words Substack also has as JSON, the same way."""
    data = _attributes(box)
    title, words = data.get("title"), data.get("caption")
    if not isinstance(title, str) or not title:
        return
    quote = new("blockquote")
    quote.append(_link_line(title[:_LONGEST_TEXT], link.get("href") or ""))
    if isinstance(words, str) and words:
        quote.append(new("p", words[:_LONGEST_TEXT]))
    replace(box, quote)


def _attributes(box: _Element) -> dict[str, object]:
    """Return the JSON that Substack has in an attribute; empty if it is broken."""
    try:
        data = json.loads(box.get("data-attrs") or "")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _substack_tweet(box: _Element) -> None:
    """Write the post that Substack has as JSON in an attribute as a quotation."""
    data = _attributes(box)
    url, words = str(data.get("url") or ""), str(data.get("full_text") or "")
    name = str(data.get("name") or data.get("username") or "")
    photos = _photos(data.get("photos"))
    if not (words or photos) or not urls.is_web(url):
        return
    quote = new("blockquote")
    for line in words[:_LONGEST_TEXT].split("\n"):
        if line.strip():
            quote.append(new("p", line.strip()))
    for photo in photos:
        line_of_photo = new("p")
        line_of_photo.append(photo)
        quote.append(line_of_photo)
    source = new("p", "— ")
    source.append(new("a", name or url, href=url))
    quote.append(source)
    replace(box, quote)


def _photos(photos: object) -> list[_Element]:
    """Return the pictures of a post."""
    found = []
    for photo in photos[:_MOST_PHOTOS] if isinstance(photos, list) else ():
        url = photo.get("img_url") if isinstance(photo, dict) else None
        if isinstance(url, str) and urls.is_web(url):
            found.append(new("img", src=url, alt=str(photo.get("alt_text") or "")))
    return found

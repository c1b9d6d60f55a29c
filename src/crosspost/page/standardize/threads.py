"""A thread of a forum as one text: the opening post, then each reply below its author and date.

What platforms put around the replies (votes, menus, avatars) is not taken over; neither are the
comments on an answer of Stack Exchange.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, move_contents, new, remove, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DAY = lazy_compile(r"\s*(\d{4}-\d\d-\d\d)")
_MOST = 3000  # posts
_DEEPEST = 30  # posts within each other; platforms show about ten
_LONGEST_NAME = 80  # characters


def _class(name: str) -> str:
    return f"descendant::*[contains(concat(' ', @class, ' '), ' {name} ')]"


@dataclass(frozen=True)
class Platform:
    """Where the parts of a thread are; all but ``mark`` is XPath, relative to a post.

    Attributes:
        mark: a class or an attribute that its pages have and others do not.
        posts: the posts, relative to the page, in order; replies may be within what they reply to.
        text: the text of a post.
        author: the name of its author: an element, or an attribute.
        day: attributes with its date, in ISO 8601.
        depth: how deep a reply is, where replies are not within each other.
        media: what belongs to a post and is not in its text.
        opening: tells whether the first post is the opening one, as on the first of several pages.
        joined: posts of one author that follow each other are one text.
    """

    mark: str
    posts: str
    text: str
    author: str
    day: str
    depth: str = ""
    media: str = ""
    opening: str = "true()"
    joined: bool = False


_PLATFORMS = (
    Platform(  # Stack Exchange
        "js-post-body",
        f"{_class('js-question')} | {_class('js-answer')}",
        _class("js-post-body"),
        "descendant::*[@itemprop='author']//*[self::a or self::span[@itemprop='name']]"
        " | descendant::*[@itemprop='author']//@content",
        "descendant::time[@itemprop='dateCreated']/@datetime"
        f" | {_class('user-action-time')}/*/@title",
    ),
    Platform(  # Discourse, as for search engines
        "crawler-post",
        _class("crawler-post"),
        _class("post"),
        "descendant::*[@itemprop='author']//*[@itemprop='name']",
        "descendant::time/@datetime",
        opening="@id='post_1'",
    ),
    Platform(  # Discourse, as a browser has drawn it
        "topic-post",
        _class("topic-post"),
        _class("cooked"),
        f"{_class('names')}//*[@data-user-card]",
        "descendant::time/@datetime",
        opening="descendant::*[@id='post_1']",
    ),
    Platform(  # GitHub: issues, pull requests, discussions
        "js-comment-body",
        f"({_class('js-discussion')})[1]/{_class('js-comment')}",
        _class("js-comment-body"),
        _class("author"),
        "descendant::relative-time/@datetime",
    ),
    Platform(  # old.reddit.com
        "usertext-body",
        "descendant::*[@data-fullname or @data-author][@data-type='link' or @data-type='comment']",
        f"{_class('usertext-body')}/{_class('md')}",
        _class("author"),
        "descendant::time/@datetime",
    ),
    Platform(  # Reddit since 2023
        "post-title",
        "descendant::shreddit-post | descendant::shreddit-comment",
        _class("md"),
        "@author",
        "@created-timestamp | @created",
    ),
    Platform(  # Hacker News
        "commtext",
        f"{_class('fatitem')} | {_class('comtr')}",
        f"{_class('toptext')} | {_class('commtext')}",
        _class("hnuser"),
        f"{_class('age')}/@title",
        depth=f"{_class('ind')}/@indent",
    ),
    Platform(  # Mastodon
        "detailed-status",
        f"{_class('detailed-status')}[1] | {_class('detailed-status')}[1]"
        "/following::*[contains(concat(' ', @class, ' '), ' status ')]",
        f"{_class('status__content__text')} | {_class('e-content')}",
        f"{_class('display-name__html')} | {_class('p-name')}",
        "descendant::time/@datetime",
        media=_class("media-gallery"),
        joined=True,
    ),
    Platform(  # Bluesky
        "data-word-wrap",
        "descendant::*[starts-with(@data-testid, 'postThreadItem-by-')]",
        "descendant::*[@data-word-wrap]",
        "descendant::a[@href][not(.//img)][1]",
        "descendant::time/@datetime",
        media="descendant::button//img",
        joined=True,
    ),
)


@dataclass(frozen=True)
class _Post:
    box: _Element
    text: _Element
    author: str
    url: str
    day: str
    is_opening: bool
    to: str  # the author of the reply that this one replies to


def to_text(page: IndexedTree) -> None:
    """Put the replies of a thread into the element with the text of its opening post, in place."""
    for platform in _PLATFORMS:
        if next(page.of_class(platform.mark), None) is not None or page.with_attribute(
            platform.mark
        ):
            posts = _posts(page.tree, platform)
            if len(posts) > 1 or (posts and platform.media):
                _join(posts, platform)
                return


def _posts(tree: _Element, platform: Platform) -> list[_Post]:
    boxes: list[_Element] = tree.xpath(platform.posts)[: _MOST + 1]
    is_box = set(boxes)
    # The parts of a post are looked for in all that is within it.
    if len(boxes) > _MOST or any(
        sum(each in is_box for each in box.iterancestors()) > _DEEPEST for box in boxes
    ):
        return []
    found: list[_Post] = []
    by_box: dict[_Element, str] = {}
    path: list[str] = []  # the authors from the top of the thread to a reply
    for number, box in enumerate(boxes):
        text = next(iter(box.xpath(platform.text)), None)
        if text is None or next(each for each in text.iterancestors() if each in is_box) is not box:
            continue  # the opening post may be a link alone
        author, url = _author(box, platform)
        if platform.depth:
            depth = _depth(box, platform)
            path[depth:] = [author]
            to = path[depth - 1] if 0 < depth < len(path) else ""
        else:
            to = next((by_box[each] for each in box.iterancestors() if each in by_box), "")
        is_opening = number == 0 and bool(box.xpath(platform.opening))
        if not is_opening:
            by_box[box] = author
        found.append(_Post(box, text, author, url, _day(box, platform), is_opening, to))
    return found


def _author(box: _Element, platform: Platform) -> tuple[str, str]:
    """Return the name of the author of a post, and the URL of the page about them."""
    found = next(iter(box.xpath(platform.author)), "")
    if isinstance(found, str):
        return found[:_LONGEST_NAME], ""
    link = found if found.tag == "a" else next(found.iterancestors("a"), found)
    return " ".join(text_of(found).split())[:_LONGEST_NAME], link.get("href") or ""


def _day(box: _Element, platform: Platform) -> str:
    days = (_DAY.match(str(text)) for text in box.xpath(platform.day))
    return next((day[1] for day in days if day), "")


def _depth(box: _Element, platform: Platform) -> int:
    text = str(next(iter(box.xpath(platform.depth)), "0"))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _join(posts: list[_Post], platform: Platform) -> None:
    """Move the texts of all posts into that of the first one."""
    media = [box.xpath(platform.media) if platform.media else [] for box in (p.box for p in posts)]
    whole, author = posts[0].text, posts[0].author if posts[0].is_opening else ""
    for post, pictures in zip(posts, media, strict=True):
        content = new("div")
        move_contents(post.text, content)
        content.extend(_with_box(picture) for picture in pictures)
        if post is not posts[0] or not post.is_opening:
            author = author if platform.joined and post.author == author else ""
            if not author:
                content.set("class", "reply")  # its author is not that of the page
                _put_first(content, _line(post))
        whole.append(content)
    for post in posts[1:]:
        remove(post.box)


def _with_box(element: _Element) -> _Element:
    box = new("div")
    element.tail = None
    box.append(element)
    return box


def _put_first(box: _Element, line: _Element) -> None:
    line.tail, box.text = box.text, None
    box.insert(0, line)


def _line(post: _Post) -> _Element:
    """Return the line above a reply: who wrote it, to whom, and when."""
    line, name = new("p"), new("strong")
    if post.url and post.author:
        name.append(new("a", post.author, href=post.url))
    else:
        name.text = post.author or "?"
    name.tail = (f" (@{post.to})" if post.to else "") + (f", {post.day}" if post.day else "")
    line.append(name)
    return line

"""What authors say about a box by its name: element, class, id, role.

A mark is a bit. Boxes inside a box inherit its marks, so that a paragraph knows that it stands
inside a comment. The words are those that themes use, in the singular, lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

NAV: Final = 1 << 0
FOOTER: Final = 1 << 1
ASIDE: Final = 1 << 2
HEADER: Final = 1 << 3
FORM: Final = 1 << 4
HIDDEN: Final = 1 << 5
COMMENT: Final = 1 << 6
RELATED: Final = 1 << 7
SHARE: Final = 1 << 8
AUTHOR: Final = 1 << 9
SIGNUP: Final = 1 << 10
ADVERT: Final = 1 << 11
TAGS: Final = 1 << 12
CAPTION: Final = 1 << 13
BYLINE: Final = 1 << 14
CRUMBS: Final = 1 << 15
COOKIE: Final = 1 << 16
CONTENTS: Final = 1 << 17
ARTICLE: Final = 1 << 18
MAIN: Final = 1 << 19
BODY: Final = 1 << 20
FIGURE: Final = 1 << 21
TABLE: Final = 1 << 22
LIST: Final = 1 << 23
QUOTE: Final = 1 << 24
CODE: Final = 1 << 25
HEADING: Final = 1 << 26
FORUM: Final = 1 << 27
TEASER: Final = 1 << 28
PAGER: Final = 1 << 29

#: Mark → its name in an explanation.
NAMES: Final[dict[int, str]] = {
    value: name.lower()
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, int)
}

#: Element name → the marks that it gives.
BY_TAG: Final[dict[str, int]] = {
    "nav": NAV,
    "footer": FOOTER,
    "aside": ASIDE,
    "header": HEADER,
    "form": FORM,
    "article": ARTICLE,
    "main": MAIN,
    "figure": FIGURE,
    "figcaption": FIGURE | CAPTION,
    "table": TABLE,
    "ul": LIST,
    "ol": LIST,
    "dl": LIST,
    "blockquote": QUOTE,
    "pre": CODE,
    "dialog": COOKIE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
}
_BY_ROLE: Final[dict[str, int]] = {
    "navigation": NAV,
    "contentinfo": FOOTER,
    "complementary": ASIDE,
    "banner": HEADER,
    "search": FORM,
    "main": MAIN,
    "article": ARTICLE,
    "dialog": COOKIE,
    "alertdialog": COOKIE,
    "menu": NAV,
    "menubar": NAV,
    "tooltip": HIDDEN,
}
_WORDS: Final[dict[int, str]] = {
    NAV: "nav navbar navigation menu submenu topnav subnav megamenu dropdown",
    FOOTER: "footer colophon bottombar copyright",
    ASIDE: "sidebar rail widget sidebars aside rightcol leftcol rightrail",
    HEADER: "header masthead topbar banner",
    COMMENT: "comment comments respond disqus commentlist discussion replies coments kommentare "
    "comentarios commentaires",
    RELATED: "related recommend recommended recommendation recommendations recommends recirc "
    "recirculation readmore morefrom more similar popular trending outbrain taboola upnext "
    "promoted youmaylike yarpp jp-relatedposts zergnet mostread seealso alsolike latest",
    SHARE: "share sharing social sharedaddy addtoany addthis shares socials shareaholic sharebar "
    "follow followus",
    AUTHOR: "authorbox authorbio author-box author-bio bio aboutauthor contributor",
    SIGNUP: "newsletter subscribe subscription signup optin mailchimp mailing paywall cta "
    "mc4wp promo",
    ADVERT: "ad ads advert advertisement advertising sponsor sponsored adsbygoogle adunit dfp "
    "banner-ad adslot commercial",
    TAGS: "tags taglist tagcloud hashtags topics keywords",
    CAPTION: "caption figcaption credit credits",
    BYLINE: "byline meta postmeta dateline timestamp pubdate published postedon",
    CRUMBS: "breadcrumb breadcrumbs crumbs crumb",
    COOKIE: "cookie cookies gdpr consent modal popup overlay lightbox toast",
    CONTENTS: "toc tableofcontents contents",
    TEASER: "teaser card cards tile tiles grid carousel slider excerpt thumb thumbnail promo",
    PAGER: "pagination pager prev next previous paging postnav",
    FORUM: "forum thread topic answer answers question reply post-message postbody messagetext",
    BODY: "entry-content post-content article-body articlebody article-content post-body "
    "entry-body story-body article-text articlecontent postcontent entrycontent storybody "
    "body-content story-content post-text article__body article__content blog-content "
    "content-body markdown-body prose richtext wysiwyg",
}
_BY_WORD: Final[dict[str, int]] = {}
for _mark, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | _mark

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


# The first words of those entries above that are two words.
_FIRST_OF_PAIR: Final = frozenset(word.split("-")[0] for word in _BY_WORD if "-" in word)


def by_name(name: str) -> int:
    """The marks that a class or id gives."""
    return _remembered(name) if len(name) <= _MEMORABLE else _by_name(name)


def _by_name(name: str) -> int:
    marks = 0
    last = ""
    for token in name.split():
        own, words = _known(token)
        marks |= own
        if words:
            if last in _FIRST_OF_PAIR:
                marks |= _BY_WORD.get(f"{last}-{words[0]}", 0)
            last = words[-1]
    return marks


def _known(token: str) -> tuple[int, tuple[str, ...]]:
    return _remembered_token(token) if len(token) <= _MEMORABLE else _of_token(token)


def _of_token(token: str) -> tuple[int, tuple[str, ...]]:
    """The marks that one class gives by itself, and its words."""
    get = _BY_WORD.get
    lower = token.lower()
    words = [word.lower() for word in _WORD.findall(token)]
    marks = get(lower, 0)
    if "_" in lower:
        marks |= get(lower.replace("_", "-"), 0)
    for word in words:
        marks |= get(word, 0)
    if not _FIRST_OF_PAIR.isdisjoint(words):
        for first, second in pairwise(words):
            if first in _FIRST_OF_PAIR:
                marks |= get(f"{first}-{second}", 0)
    return marks, tuple(words)


# Sites of the same make use the same classes, and each page the same ones many times.
_MEMORABLE = 200  # characters
_remembered = lru_cache(maxsize=8192)(_by_name)
_remembered_token = lru_cache(maxsize=16384)(_of_token)


# What the style sheets of Bootstrap, WordPress, GOV.UK, HTML5 Boilerplate and others call text that
# only a screen reader says: "(opens in a new tab)".
_FOR_EARS: Final = frozenset(
    (
        *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "a11y-hidden"),
        *("screen-reader-only", "screenreader-only", "govuk-visually-hidden", "u-visually-hidden"),
    )
)


def is_for_ears(css_class: str) -> bool:
    """True where a class takes text off the screen and leaves it to screen readers."""
    if len(css_class) <= _MEMORABLE:
        return _remembered_for_ears(css_class)
    return _is_for_ears(css_class)


def _is_for_ears(css_class: str) -> bool:
    return not _FOR_EARS.isdisjoint(css_class.split())


_remembered_for_ears = lru_cache(maxsize=2048)(_is_for_ears)


def by_role(role: str) -> int:
    """The marks that an ARIA role gives (https://www.w3.org/TR/wai-aria/#role_definitions)."""
    return _BY_ROLE.get(role, 0)


def is_hidden_style(style: str) -> bool:
    """True where a ``style`` attribute takes the box off the page."""
    return _HIDDEN_STYLE.search(style) is not None

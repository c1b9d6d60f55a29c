"""Hints about a box from its element name, class, id and role.

A hint is a bit. Boxes inherit the hints of the boxes around them: a paragraph in a comment has the
hint ``COMMENT``. The words are those that themes use, in lower case.
"""

from __future__ import annotations

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

#: Name → hint.
BY_NAME: Final[dict[str, int]] = {
    name.lower(): value
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, int)
}

#: Element name → the hints that it gives.
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
BY_ROLE: Final[dict[str, int]] = {
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
    "promoted youmaylike may-like yarpp relatedposts zergnet mostread most-read seealso see-also "
    "alsolike also-like up-next latest",
    SHARE: "share sharing social sharedaddy addtoany addthis shares socials shareaholic sharebar "
    "follow followus",
    AUTHOR: "authorbox authorbio author-box author-bio bio aboutauthor about-author contributor",
    SIGNUP: "newsletter subscribe subscription signup sign-up optin opt-in mailchimp mailing "
    "paywall cta mc4wp promo",
    ADVERT: "ad ads advert advertisement advertising sponsor sponsored adsbygoogle adunit dfp "
    "banner-ad adslot commercial",
    TAGS: "tags taglist tag-list tagcloud tag-cloud hashtags topics keywords",
    CAPTION: "caption figcaption credit credits",
    BYLINE: "byline meta postmeta dateline timestamp pubdate pub-date published postedon posted-on",
    CRUMBS: "breadcrumb breadcrumbs crumbs crumb",
    COOKIE: "cookie cookies gdpr consent modal popup overlay lightbox toast",
    CONTENTS: "toc tableofcontents contents",
    TEASER: "teaser card cards tile tiles grid carousel slider excerpt thumb thumbnail promo",
    PAGER: "pagination pager prev next previous paging postnav",
    FORUM: "forum thread topic answer answers question reply post-message postbody messagetext",
    BODY: "entry-content post-content article-body articlebody article-content post-body "
    "entry-body story-body article-text articlecontent postcontent entrycontent storybody "
    "body-content story-content post-text blog-content "
    "content-body markdown-body prose richtext wysiwyg",
}
#: Word, or two words with a hyphen → the hints that it gives in a class or id.
BY_WORD: Final[dict[str, int]] = {}
for _hint, _words in _WORDS.items():
    for _word in _words.split():
        BY_WORD[_word] = BY_WORD.get(_word, 0) | _hint

#: An additional bit of words that are the first of two in an entry above.
FIRST_OF_PAIR: Final = 1 << 40
for _word in [word.split("-")[0] for word in BY_WORD if "-" in word]:
    BY_WORD[_word] = BY_WORD.get(_word, 0) | FIRST_OF_PAIR


def by_role(role: str) -> int:
    """The hints that an ARIA role gives (https://www.w3.org/TR/wai-aria/#role_definitions)."""
    return BY_ROLE.get(role, 0)

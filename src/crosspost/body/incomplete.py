"""Signs that the text of a page is not all of an article, or no article.

Each is a warning if there is a part of the article, and an error if there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosspost.body.blocks import Blocks
from crosspost.body.listing import is_front_page, is_listing
from crosspost.body.no_article import PASS_COOKIES, SAVE_IT, asks_for_login, needs_a_script
from crosspost.body.page_type import ARTICLE
from crosspost.body.templates import template_blocks
from crosspost.body.walls import find_wall, is_consent
from crosspost.errors import NoArticle
from crosspost.model import Document, Pages

_FEW_WORDS = 40  # fewer in a page with a form to log in are not an article
_FEWEST_WORDS = 10  # fewer before a wall are not a part of an article
#: The page says that its text goes on for others.
WALL = "only the beginning of the article: the rest is for subscribers or members"
#: Also shows that numbered pages are not those of an article.
LISTING = "this looks like a list of products or stories, not an article"
_FRONT_PAGE = "this is the front page of a site, not the page of an article"


def find_warnings(
    document: Document,
    found: Blocks,
    kept: Sequence[int],
    page_type: str,
    pages: Pages | None = None,
    *,
    precise: bool,
) -> tuple[str, ...]:
    """Return warnings about a text that is not the whole article.

    Args:
        document: the page.
        found: its blocks.
        kept: the blocks that were found to be the article, at least one.
        page_type: of the page, see ``page_type``.
        pages: what the page says of the other pages of the article.
        precise: whether an article is expected, rather than any other type of page.

    Raises:
        NoArticle: there is a wall or a template instead of the article.
    """
    warnings = []
    templates = template_blocks(found)
    unfilled = [block for block in kept if block in templates]
    if unfilled:
        if _is_little(found, kept, unfilled):
            raise needs_a_script(document)
        warnings.append("parts of the text are missing: a script has not filled in the template")
    if is_consent(found, kept):
        raise NoArticle(document.url, "the page asks to accept cookies", hint=SAVE_IT)
    links = [b for b in kept if found.link_chars[b] > len(found.texts[b]) / 2]
    if _is_little(found, kept, links) and asks_for_login(document, found, kept):
        raise NoArticle(document.url, "the page asks for a login", hint=PASS_COOKIES)
    wall = find_wall(document, found, kept)
    if wall is not None:
        if _is_little(found, kept, wall, _FEWEST_WORDS):
            reason = "the page has no article, only an invitation to subscribe or to log in"
            raise NoArticle(document.url, reason, hint=PASS_COOKIES)
        warnings.append(WALL)
    if pages:
        warnings.append(pages.in_words())
    if precise and page_type == ARTICLE:
        if is_listing(document, found, kept):
            warnings.append(LISTING)
        elif is_front_page(document):
            warnings.append(_FRONT_PAGE)
    return tuple(warnings)


def _is_little(
    found: Blocks, kept: Sequence[int], without: Sequence[int], few: int = _FEW_WORDS
) -> bool:
    """Tell whether the kept blocks have few words besides some of them."""
    words = 0
    for block in kept:
        if block not in without:
            words += _words(found.texts[block])
            if words >= few:
                return False
    return True


def _words(text: str) -> int:
    # Scripts without spaces count by the character.
    return text.count(" ") + 1 + sum(1 for character in text if "\u3040" <= character < "\uac00")

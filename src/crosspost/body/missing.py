"""Why a page has no article, as an error for the user."""

from __future__ import annotations

from crosspost.body.blocks import Blocks
from crosspost.errors import NoArticle
from crosspost.model import Document

#: Ids that frameworks give to the element that a script fills (``main`` in Discourse).
_MOUNTS = frozenset(
    ("root", "app", "main", "__next", "__nuxt", "react-root", "main-app", "ember-root", "svelte")
)
_FEW_WORDS = 60


def is_shell_or_login(document: Document, found: Blocks) -> bool:
    """True if a page with little text needs JavaScript or a login."""
    return _words(found) <= _FEW_WORDS and (_is_shell(document) or _asks_for_login(document))


def no_article(document: Document, found: Blocks) -> NoArticle:
    """The error for a page in which no article was found."""
    if _words(found) <= _FEW_WORDS and _is_shell(document):
        return NoArticle(
            document.url,
            "the page needs JavaScript to show its text",
            hint="Open it in a browser, save the page as it is shown, and pass the saved file.",
        )
    if not found.texts:
        return NoArticle(document.url, "the page has no text")
    if _words(found) <= _FEW_WORDS and _asks_for_login(document):
        return NoArticle(
            document.url,
            "the page asks for a login",
            hint="Pass your browser's cookies (--cookies), or save the page in the browser.",
        )
    return NoArticle(
        document.url,
        "no article was found in the text of this page",
        hint="Run crosspost explain URL --body to see why each part was left out.",
    )


def _words(found: Blocks) -> int:
    return sum(text.count(" ") + 1 for text in found.texts)


def _asks_for_login(document: Document) -> bool:
    return next(document.tree.iterfind(".//input[@type='password']"), None) is not None


def _is_shell(document: Document) -> bool:
    """True if a script fills the page: an empty mount element, or a request to enable scripts."""
    for element in document.tree.iter("div", "section", "main"):
        if element.get("id") in _MOUNTS and not "".join(element.itertext()).strip():
            return True
    for element in document.tree.iter("noscript"):
        if "javascript" in "".join(element.itertext()).lower():
            return True
    return False

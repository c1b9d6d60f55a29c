"""Why a page has no article: what to tell a person who gave its address."""

from __future__ import annotations

from crosspost.body.blocks import Blocks
from crosspost.errors import NoArticle
from crosspost.model import Document

#: What frameworks call the element that a script fills (Discourse calls it ``main``).
_MOUNTS = frozenset(
    ("root", "app", "main", "__next", "__nuxt", "react-root", "main-app", "ember-root", "svelte")
)
_FEW_WORDS = 60


def is_hopeless(document: Document, found: Blocks) -> bool:
    """True where the little text that a page holds is a script's or a login form's."""
    return _words(found) <= _FEW_WORDS and (_is_shell(document) or _asks_for_login(document))


def why_nothing(document: Document, found: Blocks) -> NoArticle:
    """The error for a page in which no article was found."""
    if _words(found) <= _FEW_WORDS and _is_shell(document):
        return NoArticle(
            document.url,
            "the page is drawn by a script, and holds no text of its own",
            hint="Open it in a browser, save the page as it is shown, and give the saved file.",
        )
    if not found.texts:
        return NoArticle(document.url, "the page holds no text")
    if _words(found) <= _FEW_WORDS and _asks_for_login(document):
        return NoArticle(
            document.url,
            "the page asks for a login",
            hint="Give the cookies of your browser (--cookies), or save the page from it.",
        )
    return NoArticle(
        document.url,
        "no article was found among the text of this page",
        hint="crosspost explain URL --body shows what was taken for what.",
    )


def _words(found: Blocks) -> int:
    return sum(text.count(" ") + 1 for text in found.texts)


def _asks_for_login(document: Document) -> bool:
    return next(document.tree.iterfind(".//input[@type='password']"), None) is not None


def _is_shell(document: Document) -> bool:
    """True where a script is to fill the page: an empty mount, or a call to turn scripts on."""
    for element in document.tree.iter("div", "section", "main"):
        if element.get("id") in _MOUNTS and not "".join(element.itertext()).strip():
            return True
    for element in document.tree.iter("noscript"):
        if "javascript" in "".join(element.itertext()).lower():
            return True
    return False

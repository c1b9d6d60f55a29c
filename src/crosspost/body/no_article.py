"""Why a page has no article, as an error for the user."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosspost.body.blocks import Blocks
from crosspost.errors import NoArticle
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document

#: A reason and two hints, of several errors.
NEEDS_A_SCRIPT = "the page needs JavaScript to show its text"
SAVE_IT = "Open it in a browser, save the page as it is shown, and pass the saved file."
DRAW_IT = f"Use --render, which draws it in a browser. {SAVE_IT}"
PASS_COOKIES = "Pass your browser's cookies (--cookies), or save the page in the browser."
# Ids that frameworks give to the element that a script fills (``main`` in Discourse).
_MOUNT_IDS = frozenset(
    ("root", "app", "main", "__next", "__nuxt", "react-root", "main-app", "ember-root", "svelte")
)
_FEW_WORDS = 60  # in all of the page
_LOGIN = lazy_compile(
    r"\b(?:log ?in|sign ?in|anmelden|einloggen|connexion|se connecter|iniciar sesión|accedi|entrar"
    r"|inloggen|logga in|logg inn|log ind|kirjaudu|zaloguj|přihlásit|войти|giriş yap)\b"
    r"|ログイン|登录|登入|로그인",
    re.I,
)
_LONGEST_LOGIN = 100  # characters


def is_shell_or_login(document: Document, found: Blocks) -> bool:
    """True if a page with little text needs JavaScript or a login."""
    return _is_little(found) and (_is_shell(document, found) or _has_password(document))


def asks_for_login(document: Document, found: Blocks, kept: Sequence[int]) -> bool:
    """True if a page has a field for a password, and its text or title is about logging in."""
    if not _has_password(document):
        return False
    titles = (block for block, box in enumerate(found.boxes) if found.box_tags[box] == "h1")
    texts = (found.texts[block] for block in (*kept, *titles))
    return any(len(text) <= _LONGEST_LOGIN and _LOGIN.search(text) for text in texts)


def no_article(document: Document, found: Blocks) -> NoArticle:
    """The error for a page in which no article was found."""
    if _is_little(found) and _is_shell(document, found):
        return needs_a_script(document)
    if not found.texts:
        return NoArticle(document.url, "the page has no text")
    if _is_little(found) and _has_password(document):
        return NoArticle(document.url, "the page asks for a login", hint=PASS_COOKIES)
    return NoArticle(
        document.url,
        "no article was found in the text of this page",
        hint="Run crosspost explain URL --body to see why each part was left out.",
    )


def needs_a_script(document: Document) -> NoArticle:
    """The error for a page that a script fills."""
    return NoArticle(document.url, NEEDS_A_SCRIPT, hint=DRAW_IT, needs_browser=True)


def _is_little(found: Blocks) -> bool:
    return sum(text.count(" ") + 1 for text in found.texts) <= _FEW_WORDS


def _has_password(document: Document) -> bool:
    return next(document.tree.iterfind(".//input[@type='password']"), None) is not None


def _is_shell(document: Document, found: Blocks) -> bool:
    """True if a script fills the page.

    It has scripts and no text, an empty element for a framework, or a request to enable scripts.
    """
    if not found.texts:
        scripts = (".//script", ".//link[@rel='modulepreload']")
        if any(document.tree.find(path) is not None for path in scripts):
            return True
    for element in document.tree.iter("div", "section", "main"):
        if element.get("id") in _MOUNT_IDS and not "".join(element.itertext()).strip():
            return True
    for element in document.tree.iter("noscript"):
        if "javascript" in "".join(element.itertext()).lower():
            return True
    return False

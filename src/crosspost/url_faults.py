"""What is wrong with a text that should be a web URL, in words for the user."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.urls import clean, is_web, scheme

_SPACE = lazy_compile(r"\s")
# A host and a path without a scheme.
_LOOKS_LIKE_ONE = lazy_compile(r"(?:www\.\S+|(?:[\w-]+\.)+[a-z]{2,24}/\S*)", re.I)
_SHOWN = 80  # characters


def fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a web URL, and the URL that was meant; None if it is valid.

    Args:
        text: as the user or a list gives it.
    """
    url = clean(text)
    if _SPACE.search(url) and scheme(url) in ("http", "https"):
        return "not a single URL", ""
    if is_web(url):
        return None
    meant = f"https://{url[:_SHOWN]}" if _LOOKS_LIKE_ONE.fullmatch(url) else ""
    return "not an http(s) URL", meant

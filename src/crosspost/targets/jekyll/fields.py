"""What Jekyll does with front matter fields: reserved names, layouts, categories as folders."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.site import Site
from crosspost.targets.plain_text import MAX_LABEL, plain

# A template cannot read these back, since Jekyll's own win (tried with Jekyll 4.3).
RESERVED = frozenset(
    {"url", "id", "path", "content", "output", "collection", "next", "previous", "relative_path"}
)
# Permalinks by name; all of them have the categories in them (configuration.rb).
PERMALINK_STYLES = frozenset({"date", "pretty", "ordinal", "weekdate", "none"})

_NOT_IN_FOLDER = lazy_compile(r"(?<!\s)\s*+[/\\∖:?]++\s*+")
_SCHEME = lazy_compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def categories(names: Iterable[str]) -> list[str]:
    """Return categories of a page so that each makes one folder in the post's URL.

    Jekyll drops ``./`` from a URL and so would join "Inc." to the next folder. It writes URLs in
    NFKC (Addressable's ``normalize``), in which a full-width slash is a slash. jekyll-feed 0.17
    writes them as they are: with a ``&`` in them, no reader can read the feed.
    """
    texts = (unicodedata.normalize("NFKC", text) for text in names)
    labels = (plain(text, MAX_LABEL).replace("&", "+") for text in texts)
    return [_NOT_IN_FOLDER.sub("-", label).strip(".-… ") for label in labels]


def check_categories(categories: Any, permalink: str) -> None:
    """Refuse categories that stop the build of the whole site.

    Jekyll reads the path of the categories as an address (``URL.escape_path``, tried with 4.3):
    what stands before a colon in the first one must then be the name of a scheme, and "Q&A: x"
    is an exception in Ruby.

    Args:
        categories: as they go into the front matter.
        permalink: of the posts; one that does not name ``:categories`` has no such trouble.

    Raises:
        ConfigError: names the category.
    """
    names = categories.split() if isinstance(categories, str) else categories
    if not isinstance(names, (list, tuple)) or not names:
        return
    if permalink not in PERMALINK_STYLES and ":categories" not in permalink:
        return
    before, colon, _ = str(names[0]).split("/")[0].partition(":")
    if colon and not _SCHEME.fullmatch(before):
        raise ConfigError(
            f"categories: Jekyll cannot make a URL of {names[0]!r}",
            hint="Leave out the colon: with it, the site does not build.",
        )


def check_layout(layout: Any, site: Site, warnings: list[str]) -> None:
    """Warn of a layout that the site has not, where all of its layouts are known."""
    has_own_only = site.layouts and not site.theme
    if layout and has_own_only and layout not in (*site.layouts, "none"):
        warnings.append(f"the site has no layout {layout!r} ({', '.join(site.layouts)})")


def refuse_reserved(names: Iterable[str], where: str) -> None:
    """Refuse fields that Jekyll keeps for itself.

    Raises:
        ConfigError: names the field and ``where`` it was given.
    """
    for name in names:
        if name in RESERVED:
            raise ConfigError(
                f"{where}: {name} is Jekyll's own, a template would not see this value",
                hint="Choose another name for the field.",
            )

"""Links through a page that only leads on: where they lead.

Services put such a page between a text and what it links to, to warn or to count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from crosspost import urls
from crosspost.lazy_regex import lazy_compile

if TYPE_CHECKING:
    from crosspost.page.standardize.tree import IndexedTree

# Host and path → the parameters that may hold the URL.
_REDIRECTS = {
    "www.google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "t.umblr.com/redirect": ("z",),
    "www.youtube.com/redirect": ("q",),
    "www.linkedin.com/redir/redirect": ("url",),
}
_PLACE = lazy_compile(r"https?://([^/?#]{1,100}/[\w./]{0,50})\?([^#]{1,4000})")


def to_targets(page: IndexedTree) -> None:
    """Write the URLs that such links lead to, in place."""
    for link in page.with_attribute("href"):
        if link.tag == "a" and (target := target_of(link.get("href") or "")):
            link.set("href", target)


def target_of(url: str) -> str:
    """Return the URL that a redirect leads to; empty if it is none."""
    found = _PLACE.match(url)
    names = _REDIRECTS.get(found[1].lower()) if found else None
    if found is None or names is None:
        return ""
    values = dict(parse_qsl(found[2], max_num_fields=50)) if found[2].count("&") < 50 else {}
    target = next((values[name] for name in names if name in values), "")
    return target if urls.is_web(target) else ""

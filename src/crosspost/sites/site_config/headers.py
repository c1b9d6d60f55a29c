"""HTTP headers of site config: which are sent."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile

# As Full-Text RSS: those that a browser also sends for a page.
_SENT = frozenset({"accept", "accept-language", "cookie", "referer", "user-agent"})
# A search engine has told the site where its crawler comes from; nobody else is it.
_CRAWLER = lazy_compile(r"(?i)googlebot|bingbot|slurp|baiduspider|yandexbot|duckduckbot|facebot")


def fault(name: str, value: str) -> str:
    """Return why a header is not sent, in a few words; empty if it is."""
    if name.strip().lower() not in _SENT:
        return f"the header {name.strip() or '(no name)'} is not sent"
    if not value.isascii() or not value.isprintable():
        return "the value has characters that cannot be sent"
    if _CRAWLER.search(value):
        return "crosspost does not claim to be the crawler of a search engine"
    return ""

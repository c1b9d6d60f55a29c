"""Signs by which exports of blogs differ from other lists, in their first characters."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile

# Ghost: ``{"db": [{"meta": …, "data": {"posts": …`` or without ``db``.
_GHOST = lazy_compile(
    r"\{\s*\"(?:db\"\s*:\s*\[\s*\{\s*\"(?:meta|data)|meta\"\s*:\s*\{\s*\"exported_on)\""
)
# Tumblr's API: of a post, and of an answer of the server.
_TUMBLR = lazy_compile(r"\"(?:blog_name|tumblelog|tumblrType|reblog_key)\"\s*:")
# Blogger: a feed of its archive, or with its settings, is an export; one of its blogs is not.
_BLOGGER = lazy_compile(
    r"blogger/2018|blog-\d{1,30}\.archive|blogger/2008/kind#(?:template|settings)"
)


def export_of_json(text: str) -> str:
    """Return the kind of an export in JSON; empty for other documents.

    Args:
        text: the first characters, without space before them.
    """
    if _GHOST.match(text):
        return "ghost"
    return "tumblr" if _TUMBLR.search(text) else ""


def export_of_xml(root: str, text: str) -> str:
    """Return the kind of an export in XML; empty for other documents.

    Args:
        root: the name of its first element.
        text: the first characters.
    """
    if root == "rss" and "wordpress.org/export/" in text:
        return "wordpress"
    if root == "feed" and _BLOGGER.search(text):
        return "blogger"
    return {"livejournal": "livejournal", "tumblr": "tumblr", "en-export": "enex"}.get(root, "")

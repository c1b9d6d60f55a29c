"""Who may read an issue of a newsletter, by the words of Buttondown and beehiiv."""

from __future__ import annotations

_PUBLIC = frozenset({"", "public", "free", "everyone", "all", "both", "imported", "sent"})
_PRIVATE = {
    "private": "for subscribers only",
    "premium": "for paying subscribers only",
    "paid": "for paying subscribers only",
    "hidden": "hidden on its site",
    "churned": "for some readers only",
}
_SENT = frozenset({"", "published", "confirmed", "sent", "live", "imported", "public", "true"})


def why_private(*words: str) -> str:
    """Return why an issue is not for everybody; empty if it is.

    Args:
        words: what the export says of who may read it.
    """
    for word in words:
        name = word.strip().lower()
        if name not in _PUBLIC:
            return _PRIVATE.get(name, "for some readers only")
    return ""


def is_published(status: str) -> bool:
    """Tell whether a status means that an issue was published."""
    return status.strip().lower() in _SENT

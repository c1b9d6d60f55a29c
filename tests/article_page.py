"""A page in three lines, read for its metadata: what the tests of the metadata room begin with."""

from __future__ import annotations

from crosspost import metadata
from crosspost.metadata import Candidate
from crosspost.model import Document, Metadata
from crosspost.page.parse import parse_text

ADDRESS = "https://example.org/notes/otters-return"
TEXT = "<p>" + "The river has been quiet for years, and now it is not. " * 8 + "</p>"


def document(head: str = "", body: str = "", *, url: str = ADDRESS, lang: str = "en") -> Document:
    """Return a page; the text of an article follows the given body."""
    language = f' lang="{lang}"' if lang else ""
    return parse_text(
        f"<!DOCTYPE html><html{language}><head>{head}</head><body>{body}{TEXT}</body></html>", url
    )


def read(head: str = "", body: str = "", *, url: str = ADDRESS, lang: str = "en") -> Metadata:
    """Return what is chosen on such a page."""
    return metadata.read(document(head, body, url=url, lang=lang))


def found(
    field: str, head: str = "", body: str = "", *, url: str = ADDRESS, lang: str = "en"
) -> list[Candidate]:
    """Return what such a page offers for a field."""
    page = document(head, body, url=url, lang=lang)
    return [c for c in metadata.candidates(page) if c.field == field]


def values(field: str, source: str, head: str = "", body: str = "", **page: str) -> list[object]:
    """Return the values that one place offers for a field."""
    return [c.value for c in found(field, head, body, **page) if str(c.source) == source]


def json_ld(data: str) -> str:
    """Return a script element with JSON-LD as it stands."""
    return f'<script type="application/ld+json">{data}</script>'

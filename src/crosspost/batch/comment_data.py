"""The comments of a post as data, in the form of Staticman: a table with a field for each.

Templates loop over ``site.data.comments``, and read ``name``, ``url``, ``date`` and ``message``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosspost.batch.entry import Comment
from crosspost.dates import read_iso
from crosspost.targets import plain_text

FOLDER = "comments"


def comment_data(comments: Iterable[Comment]) -> dict[str, Any]:
    """Return comments in the order of their numbers; an answer names its parent.

    The message is Markdown, made of the comment's HTML like an article: without scripts.
    """
    from crosspost import markdown
    from crosspost.page.parse import parse_fragment
    from crosspost.page.soup import to_soup

    made: dict[str, Any] = {}
    ordered = sorted({one.id: one for one in comments}.values())
    known = {one.id for one in ordered}
    for one in ordered:
        body = to_soup(parse_fragment(_paragraphs(one.html), None))
        message = markdown.to_markdown(body).strip()
        if not message:
            continue
        values = {
            "_id": str(one.id),
            "_parent": str(one.parent) if one.parent in known and one.parent else "",
            "name": plain_text.plain(one.name, plain_text.MAX_NAME),
            "url": plain_text.encoded_url(one.url),
            "date": _date(one.date),
            "message": message,
        }
        made[f"comment-{one.id:010d}"] = {name: value for name, value in values.items() if value}
    return made


def _paragraphs(html: str) -> str:
    """Return the text of a comment with paragraphs, as WordPress shows it."""
    parts = (part.strip() for part in html.replace("\r", "").split("\n\n"))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


def _date(text: str) -> str:
    found = None if text.startswith("0000") else read_iso(text)
    return f"{found:%Y-%m-%dT%H:%M:%S}Z" if found else ""

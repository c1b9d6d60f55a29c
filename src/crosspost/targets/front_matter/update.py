"""The front matter of a post whose article has changed: the fields that the owner left alone.

The owner's front matter stays as it is written (order, quotes, comments); only the text of the
fields that change is replaced. The result is read back before it is used.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.targets.front_matter.base import Format

_MISSING = object()


def update_fields(
    form: Format,
    imported: str | None,
    mine: str,
    article: str,
    own: Collection[str],
    *,
    of_url: Collection[str] = (),
    dates: Collection[str] = ("date",),
) -> tuple[str, tuple[str, ...]]:
    """Return the beginning of a post up to its body, with the fields that the article changed.

    Args:
        form: of all three.
        imported: the post as it was imported; None if that is not known: no field changes.
        mine: the post as it is.
        article: the post as it would be imported now.
        own: fields that the owner has given at the import.
        of_url: fields that the URL of a post is made of: a link to the post must not break by an
            update.
        dates: fields that stay and are not reported: an article without a date has the time of
            import, a new one each time.

    Returns:
        The beginning, and the names of the fields that stay although the article changed them.

    Raises:
        FrontMatterError: the front matter of the post cannot be read.
    """
    parts = form.split(mine)
    had, have, now = ({} if text is None else form.read(text) for text in (imported, mine, article))
    changes, kept = [], []
    old_block = form.split(imported or "").block
    for name in dict.fromkeys((*now, *had)):
        was, value, wanted = (fields.get(name, _MISSING) for fields in (had, have, now))
        if name in dates or wanted in (was, value):
            continue
        comments = form.comments(parts.block, name) - form.comments(old_block, name)
        is_left_alone = value == was and comments <= 0
        if name in own:
            continue
        if imported is None or not is_left_alone or name in of_url or _is_cut(name, was, wanted):
            kept.append(name)
        else:
            changes.append(name)
    block = form.with_fields(parts.block, form.split(article).block, changes, list(now))
    expected = {name: value for name, value in have.items() if name not in changes}
    expected |= {name: now[name] for name in changes if name in now}
    has_front_matter = bool(parts.start.strip("\ufeff") or parts.block)
    if not has_front_matter or not _reads_as(form, parts.start + block + parts.between, expected):
        return parts.head, (*kept, *changes)
    return parts.start + block + parts.between, tuple(kept)


def _is_cut(name: str, was: object, wanted: object) -> bool:
    """Tell whether a title has only lost its end, such as a suffix given at the import."""
    return name == "title" and str(was).startswith(f"{wanted} ")


def _reads_as(form: Format, head: str, fields: dict[str, Any]) -> bool:
    try:
        return form.read(head) == fields
    except FrontMatterError:
        return False

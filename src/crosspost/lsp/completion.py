"""Completion in front matter: fields, and the values that the posts of the site have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lsprotocol import types

from crosspost.lazy_regex import lazy_compile
from crosspost.lsp.documents import Document, Documents
from crosspost.validate import suggestions
from crosspost.validate.field_docs import FIELD_DOCS
from crosspost.validate.post import Post
from crosspost.validate.site_posts import SitePosts
from crosspost.validate.vocabulary import LISTS

_NEW_KEY = lazy_compile(r"[A-Za-z_][\w-]*+$|$")
_KEY = lazy_compile(r"(?P<key>[A-Za-z_][\w-]{0,60})[ \t]*+:(?P<value>(?:[ \t].*)?)$")
_ITEM = lazy_compile(r"[ \t]*+-(?P<value>[ \t].*|)$")
_PLACEHOLDER = lazy_compile(r":[a-z_]*$")
_MOST = 200  # items of an answer; the editor asks again when more is written


@dataclass(frozen=True)
class _Place:
    """What is being written.

    Attributes:
        key: the field; empty while its own name is written.
        begun: what of the value is there.
        taken: values that the field already has.
    """

    key: str
    begun: str
    taken: frozenset[str] = frozenset()


def complete(
    documents: Documents, document: Document, position: types.Position
) -> types.CompletionList:
    """Return what may be written at a position; nothing outside of the front matter.

    Raises:
        ConfigError: the settings or the site's configuration cannot be read.
    """
    first, last = document.front_matter
    # The line after the last is that of the fence, or the one that is being written.
    if not first or not first <= position.line < max(last, first + 1):
        return types.CompletionList(False, [])
    start = document.lines.start(position.line)
    offset = document.lines.offset(position)
    place = _place(document, position.line, document.text[start:offset])
    if place is None:
        return types.CompletionList(False, [])
    site = documents.site(document)
    where = document.lines.range(offset - len(place.begun), offset)
    posts = [post for path, post in site.posts.items() if path != document.path]
    if not place.key:
        names = suggestions.fields(posts)
        for number in range(first, last):
            present = _KEY.match(document.lines.line(number))
            if present and number != position.line:
                del names[present["key"]]
        colon = "" if ":" in document.lines.line(position.line)[offset - start :] else ": "
        items = [_field(key, colon, rank, names[key], where)
                 for rank, key in _begun(names, place.begun)]  # fmt: skip
    elif place.key == "permalink" and (found := _PLACEHOLDER.search(place.begun)):
        where = document.lines.range(offset - len(found[0]), offset)
        items = [_value(name, name, n, "", where)
                 for n, name in enumerate(suggestions.permalink_placeholders())]  # fmt: skip
    else:
        items = _values(place, site, posts, where)
    return types.CompletionList(len(items) > _MOST, items[:_MOST])


def _values(
    place: _Place, site: SitePosts, posts: list[Post], where: types.Range
) -> list[types.CompletionItem]:
    """Return the values of a field that are not there yet."""
    options = suggestions.values(place.key, posts, site.context)
    for value in place.taken:
        del options[value]
    begun = place.begun.lstrip("\"'")
    return [
        _value(value, suggestions.written(value), rank, _uses(options[value]), where)
        for rank, value in _begun(options, begun)
    ]


def _begun(options: Counter[str], begun: str) -> Iterable[tuple[int, str]]:
    """Return the names that contain what was written, the most used first."""
    ordered = sorted(options, key=lambda name: (-options[name], name.casefold()))
    fitting = (name for name in ordered if begun.casefold() in name.casefold())
    return enumerate(fitting)


def _place(document: Document, number: int, before: str) -> _Place | None:
    """Return what is being written at the end of a text, the beginning of a line."""
    if _NEW_KEY.fullmatch(before):
        return _Place("", before)
    pair = _KEY.match(before)
    if pair:
        key, value = pair["key"], pair["value"].lstrip(" \t")
        if not pair["value"]:
            return None  # right after the colon, where a space has to come first
        if value.startswith("[") and "]" not in value:
            *done, begun = value[1:].split(",")
            taken = frozenset(item.strip(" \t\"'") for item in done)
            return _Place(key, begun.lstrip(" \t"), taken)
        return None if key in LISTS - {"tag", "category"} and " " in value else _Place(key, value)
    item = _ITEM.match(before)
    if not item or not item["value"]:
        return None
    return _of_list(document, number, item["value"].lstrip(" \t"))


def _of_list(document: Document, number: int, begun: str) -> _Place | None:
    """Return the field that a line of a list belongs to, with the other lines' values."""
    taken = set()
    for above in range(number - 1, 0, -1):
        line = document.lines.line(above)
        item = _ITEM.match(line)
        if item:
            taken.add(item["value"].strip(" \t\"'"))
            continue
        pair = _KEY.match(line)
        if pair and not pair["value"].strip():
            return _Place(pair["key"], begun, frozenset(taken))
        break
    return None


def _uses(number: int) -> str:
    return f"in {number} {'post' if number == 1 else 'posts'}" if number else ""


def _field(
    key: str, colon: str, rank: int, number: int, where: types.Range
) -> types.CompletionItem:
    about = FIELD_DOCS.get(key)
    return types.CompletionItem(
        label=key,
        kind=types.CompletionItemKind.Field,
        detail=_uses(number) or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, about) if about else None,
        sort_text=f"{rank:04}",
        text_edit=types.TextEdit(where, f"{key}{colon}"),
    )


def _value(
    value: str, text: str, rank: int, detail: str, where: types.Range
) -> types.CompletionItem:
    return types.CompletionItem(
        label=value,
        kind=types.CompletionItemKind.Value,
        detail=detail or None,
        sort_text=f"{rank:04}",
        filter_text=text if text != value else None,
        text_edit=types.TextEdit(where, text),
    )

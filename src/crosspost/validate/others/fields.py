"""Fields of a post of another generator: their types, their words, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosspost.validate.context import Context
from crosspost.validate.generators import Kind, Reading
from crosspost.validate.others.scalars import OLD_BOOLEANS, resolve_as
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.rule import Problem
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence
from crosspost.validate.vocabulary import PROSE

_NAMES: dict[Kind, str] = {
    "bool": "true or false", "number": "a number", "text": "a text", "list": "a list",
    "texts": "a text or a list of them", "table": "a table",
}  # fmt: skip
_KINDS = {
    "null": "nothing", "bool": "true or false", "integer": "a number", "float": "a number",
    "sexagesimal": "a number", "date": "a date", "time": "a date", "text": "a text",
}  # fmt: skip
_TRUE = frozenset({"true", "yes", "on", "y", "1", "t"})
_FALSE = frozenset({"false", "no", "off", "n", "0", "f"})
_PRINTED = ("title", "description", "subtitle", "summary")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report values of another type than the generator reads, and fields that it ignores."""
    if not isinstance(post.root, Mapping) or post.name[:7] == "_index.":
        return ()
    reading = context.reading
    found: list[Problem] = []
    for entry in post.fields:
        kind = reading.types.get(entry.key)
        problem = kind and _type(post, reading, entry, kind)
        if problem:
            found.append(problem)
        elif entry.key in ("tags", "categories"):
            found += _tags(post, reading, entry)
        elif entry.key in _PRINTED and isinstance(entry.value, Scalar):
            found += _printed(post, reading, entry.key, entry.value)
    for key in reading.drafts:
        if key in post.by_key:
            found += _draft(post, reading, post.by_key[key])
    if reading.own_fields:
        found += _moved(post, reading, post.root)
    return found


def type_of(post: Post, node: Node) -> str:
    """Return the type of a value as the generator reads it; ``list`` and ``table``, too."""
    if isinstance(node, Scalar):
        return resolve_as(post.scalars, node)[0]
    return "list" if isinstance(node, Sequence) else "table"


def _fits(kind: Kind, found: str, strict: bool) -> bool:
    if found == "null":
        return not strict
    if kind == "text":
        return found not in ("list", "table") and (found == "text" or not strict)
    if kind == "texts":
        return found != "table"
    if kind == "number":
        return found in ("integer", "float")
    return found == kind


def _type(post: Post, reading: Reading, entry: Field, kind: Kind) -> Problem | None:
    found = type_of(post, entry.value)
    if _fits(kind, found, reading.strict):
        return None
    does = "stops the build" if reading.strict else "does not use it"
    message = (
        f"{entry.key} is {_KINDS.get(found, f'a {found}')}; {reading.title} reads {_NAMES[kind]}"
        f" there, and {does}."
    )
    end = min(max(entry.value.end, entry.end), entry.value.start + 80)
    return Problem("CP215", entry.value.start, max(end, entry.value.start + 1), message,
                   key=entry.key, level="error" if reading.strict else None)  # fmt: skip


def _tags(post: Post, reading: Reading, entry: Field) -> Iterator[Problem]:
    """Yield tags in one text with commas, and those that are read as something else."""
    value = entry.value
    if isinstance(value, Scalar) and reading.one_tag and post.format != "headers":
        parts = [part.strip() for part in value.value.split(",") if part.strip()]
        if len(parts) > 1 and value.style not in ("|", ">"):
            does = "its schema or its templates get one text"
            if reading.types.get(entry.key) == "texts":
                does = f"{reading.title} makes one of it"
            message = f"{entry.key} is one text with commas: {does}. Write a list."
            yield Problem("CP501", value.start, value.end, message, key=entry.key)
    for item in texts(value):
        yield from _coerced(post, entry.key, item)


def _coerced(post: Post, key: str, value: Scalar) -> Iterator[Problem]:
    """Yield a text that YAML reads as a value that is printed otherwise."""
    if post.format != "yaml":
        return
    kind, printed = resolve_as(post.scalars, value)
    if post.scalars == "go" and not value.style and value.value in OLD_BOOLEANS:
        message = (
            f"Older versions of Hugo make {OLD_BOOLEANS[value.value]} of {value.value}. Put it in"
            " quotes."
        )
        yield Problem("CP209", value.start, value.end, message, key=key, level="info")
    if kind in ("text", "null") or (printed == value.value and kind in ("integer", "float")):
        return
    if kind == "bool" and value.value.lower() == printed and key != "title":
        return
    if kind in ("date", "time") and key not in PROSE:
        return
    does = "a date" if kind in ("date", "time") else printed
    message = f"YAML makes {does} of {value.value[:40]}. Put it in quotes if it is text."
    yield Problem("CP209", value.start, value.end, message, key=key)


def _printed(post: Post, reading: Reading, key: str, value: Scalar) -> Iterator[Problem]:
    found = list(_coerced(post, key, value))
    yield from found
    kind = type_of(post, value)
    if not found and reading.has_schema and kind in ("integer", "float") and key == "title":
        message = f"{key} is a number: z.string() in the collection's schema refuses it. Quote it."
        yield Problem("CP215", value.start, value.end, message, key=key, level="info")


def _draft(post: Post, reading: Reading, entry: Field) -> Iterator[Problem]:
    value = entry.value
    if not isinstance(value, Scalar):
        kind = type_of(post, value)
        message = f"{entry.key} is a {kind}. Write true or false."
        yield Problem("CP211", value.start, value.end, message, key=entry.key)
        return
    kind, printed = resolve_as(post.scalars, value)
    word = value.value.strip().lower()
    if kind in ("bool", "null") or word in reading.draft_words or not word:
        return
    if kind != "text":
        if word in ("0", "1"):
            return
        word = printed
    meant = "true" if word in _TRUE else "false" if word in _FALSE else ""
    wrong = reading.draft_words and meant == "false"  # what it reads from any other word
    does = f"{reading.title} {reading.at_boolean}" if reading.at_boolean else "it is not a boolean"
    message = (
        f"{entry.key} is the text {value.value[:30]!r}: {does}. Write {meant or 'true or false'}."
    )
    yield Problem("CP211", value.start, value.end, message, key=entry.key,
                  level="info" if wrong else None)  # fmt: skip


def _moved(post: Post, reading: Reading, root: Mapping) -> Iterator[Problem]:
    """Yield fields that are ignored where they are."""
    for key, _ in root.pairs:
        if not isinstance(key, Scalar) or key.value in reading.own_fields:
            continue
        place = reading.moved.get(key.value, f"extra.{key.value}")
        message = (
            f"{reading.title} ignores {key.value[:40]} at the top level. Write it as {place[:60]}."
        )
        yield Problem("CP311", key.start, key.end, message, key=key.value)

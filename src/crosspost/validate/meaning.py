"""What Jekyll makes of a post: its fields, its time and the place of its page.

Two versions of a post are compared by it before a fix is applied (``promises``). Values are those
that Psych returns: text in quotes and plain text are equal, ``1.10`` and ``1.1`` are, ``no`` and
``false`` are. Where Psych raises an error, or reads a tag in a way that is not known here, there is
no meaning, and no fix is safe.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crosspost.validate.context import Context
from crosspost.validate.dates import read_date
from crosspost.validate.parse import BINARY
from crosspost.validate.post import Post
from crosspost.validate.post_urls import categories_of, slug_of, url_of
from crosspost.validate.scalars import resolve, resolve_plain
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence

_MOST = 20_000  # values, aliases expanded
_PREFIX = "tag:yaml.org,2002:"

Value = tuple[Any, ...]


class NoMeaning(ValueError):
    """Front matter that Psych refuses, or whose reading is not known."""


@dataclass(frozen=True)
class Meaning:
    """A post as Jekyll knows it.

    Attributes:
        fields: the value of each key.
        timestamp: of ``date``: in UTC, or naive: in the site's own zone; None without it.
        is_clear: the timestamp is the same wherever the site is built.
        hidden: ``published`` says that the post has no page.
        place_of_page: what its URL is made of: permalink, categories and slug.
        url: the URL itself, where it is known.
    """

    fields: dict[str, Value] = field(default_factory=dict)
    timestamp: datetime | None = None
    is_clear: bool = True
    hidden: bool = False
    place_of_page: Value = ()
    url: str = ""


def meaning_of(post: Post, context: Context) -> Meaning:
    """Return what Jekyll makes of a post.

    Raises:
        NoMeaning: Jekyll reads no front matter from it, or it is not known what.
    """
    if post.trouble or post.yaml_error is not None or post.too_much or post.format != "yaml":
        raise NoMeaning("it is not YAML")
    if post.root is None:
        return Meaning()
    if not isinstance(post.root, Mapping):
        raise NoMeaning("it is not a table")
    budget = [_MOST]
    fields: dict[str, Value] = {}
    for key, node in post.root.pairs:
        fields[_key(key)] = value_of(node, budget)
    timestamp, is_clear = _timestamp(post)
    own = fields.get("permalink")
    place_of_page = (
        own,
        tuple(dict.fromkeys(c.lower() for c in categories_of(post))),
        slug_of(post),
    )
    return Meaning(
        fields,
        timestamp,
        is_clear,
        fields.get("published") in (("null",), ("bool", "false")),
        place_of_page,
        url_of(post, context),
    )


def _key(node: Node) -> str:
    """Return the name of a key; Psych's keys are values, too: ``no:`` is the key false."""
    if not isinstance(node, Scalar):
        raise NoMeaning("a key is a list")
    value = value_of(node, [1])
    return str(value[1]) if value[0] == "text" else repr(value)


def _timestamp(post: Post) -> tuple[datetime | None, bool]:
    entry = post.by_key.get("date")
    if entry is None:
        return None, True
    if not isinstance(entry.value, Scalar):
        return None, False
    reading = read_date(entry.value)
    if reading.verdict == "invalid" or reading.day is None:
        return None, False
    day = reading.day
    if reading.timestamp is None:
        return datetime(day.year, day.month, day.day), not reading.zone
    if reading.timestamp.tzinfo is not None:
        try:
            return reading.timestamp.astimezone(UTC), True
        except OverflowError:
            return None, False
    if not reading.quoted:
        return reading.timestamp.replace(tzinfo=UTC), True
    return reading.timestamp, not reading.zone


def value_of(node: Node, budget: list[int]) -> Value:
    """Return a value as Psych does, as nested tuples that can be compared.

    Args:
        budget: how many values it may have; reduced.

    Raises:
        NoMeaning: it has more, or Psych refuses it.
    """
    budget[0] -= 1
    if budget[0] < 0:
        raise NoMeaning("too many values")
    if isinstance(node, Scalar):
        return _scalar(node)
    if "ruby/" in node.tag or node.tag.startswith(_PREFIX):
        raise NoMeaning(node.tag)
    try:
        if isinstance(node, Sequence):
            return ("list", *(value_of(item, budget) for item in node.items))
        if any(isinstance(k, Scalar) and not (k.value or k.style) for k, _ in node.pairs):
            raise NoMeaning("an empty key: libyaml and Psych's differ on [a, ?]")
        pairs = {value_of(key, budget): value_of(value, budget) for key, value in node.pairs}
    except RecursionError:
        raise NoMeaning("a value that contains itself") from None
    return ("table", *sorted(pairs.items(), key=repr))


def _scalar(node: Scalar) -> Value:
    tag = node.tag
    if tag == f"{_PREFIX}str":
        return ("text", node.value)
    if tag == BINARY:
        return ("bytes", node.value)
    if "ruby/" in tag or tag.startswith(_PREFIX):
        raise NoMeaning(tag)
    kind, printed = resolve(node) if not tag or node.style else resolve_plain(node.value)
    if kind == "symbol":
        raise NoMeaning("a symbol")
    return ("null",) if kind == "null" else (kind, printed)

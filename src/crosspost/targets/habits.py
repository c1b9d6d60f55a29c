"""What the posts of a site have in common: the names of their fields, layout, tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosspost.targets.generator import Generator

#: Tags by which the pages of a site find its posts: they say nothing of a post.
_KINDS = frozenset({"post", "posts", "blog", "article", "articles"})
_ENOUGH = 3  # posts, that show that a field is always there


@dataclass(frozen=True)
class Habits:
    """What the newest posts of a site have in common.

    Attributes:
        names: name in ``targets.fields.FIELDS`` → the name that the posts give it.
        used: fields that at least one post has, by their names in the posts.
        always: those that all have; of a few posts, none.
        layout: that all have; empty if there is none.
        tags: that all have, and that say only that it is a post (``posts``).
        suffix: of the files, if all have the same.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    layout: str = ""
    tags: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def settings(self) -> list[Any]:
        """What the text of a new post depends on."""
        return [sorted(self.names.items()), self.layout, list(self.tags), self.suffix]


def habits_of(about: Generator, posts: Iterable[tuple[str, Mapping[str, Any]]]) -> Habits:
    """Return the habits of posts.

    Args:
        posts: the suffix of the file and the front matter of each.
    """
    posts = list(posts)
    if not posts:
        return Habits()
    counted = Counter(name for _, front in posts for name in front)
    names = {}
    for name, others in about.other_names.items():
        known = about.fields[name].name
        # Of two that are used as often, the first: the generator's own.
        found = max((known, *others), key=lambda each: counted[each])
        if counted[found]:
            names[name] = found
    suffixes = {suffix for suffix, _ in posts}
    layouts = {front.get("layout") for _, front in posts}
    layout = layouts.pop() if len(layouts) == 1 else ""
    tags = [_texts(front.get("tags")) for _, front in posts]
    return Habits(
        names,
        frozenset(counted),
        frozenset(name for name, times in counted.items() if times == len(posts) >= _ENOUGH),
        layout if isinstance(layout, str) else "",
        tuple(sorted(_KINDS.intersection(*tags))),
        suffixes.pop() if len(suffixes) == 1 else "",
    )


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def with_names(about: Generator, habits: Habits) -> Generator:
    """Return a description whose fields have the names that the posts use."""
    if not habits.names:
        return about
    renamed = {name: replace(about.fields[name], name=own) for name, own in habits.names.items()}
    return replace(about, fields={**about.fields, **renamed})

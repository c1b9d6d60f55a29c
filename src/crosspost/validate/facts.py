"""Counts over all posts of a site, with which a single post is compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from crosspost.validate.post import Post, texts
from crosspost.validate.tree import Scalar, Sequence


@dataclass
class Facts:
    """Counts over all posts of a site.

    Attributes:
        posts: how many there are, drafts and pages left out.
        keys: how many posts have each key.
        taxonomy: every tag and category that is a separate item.
        authors: how often each author is named.
        names: the files' names without extension, for ``post_url``.
        dated: year, month, day and slug of each post, by which ``post_url`` finds it, too.
    """

    posts: int = 0
    keys: Counter[str] = field(default_factory=Counter)
    taxonomy: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    dated: set[tuple[int, int, int, str]] = field(default_factory=set)

    def add(self, post: Post, *, day: date | None = None, names: bool = False) -> None:
        """Add a post to the counts.

        Args:
            day: of the post, where ``names`` is set.
            names: keep the file's name, too.
        """
        if names:
            self._add_names(post, day)
        view = post.view or post
        if not view.fields:
            return
        if post.kind != "draft":
            self.posts += 1
            self.keys.update(view.by_key.keys())
        for key in ("tags", "categories"):
            entry = view.by_key.get(key)
            if entry is None:
                continue
            if isinstance(entry.value, Sequence):
                self.taxonomy.update({item.value for item in texts(entry.value)})
            elif isinstance(entry.value, Scalar):
                text = entry.value.value
                if text and " " not in text:
                    self.taxonomy[text] += 1
        for key in ("author", "authors"):
            entry = view.by_key.get(key)
            for item in texts(entry.value) if entry else ():
                if item.value:
                    self.authors[item.value] += 1

    def _add_names(self, post: Post, day: date | None) -> None:
        self.names.add(post.name.rpartition(".")[0])
        parts, own = post.name_parts(), post.scalar("slug")
        if day is not None and parts is not None:
            slug = own.value if own is not None and own.value else parts[4]
            self.dated.add((day.year, day.month, day.day, slug))

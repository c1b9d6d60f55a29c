"""The parts of an article, and those that are missing in its post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

#: The end of the warning that says what a post lacks.
NOT_IN_POST: Final = "not in the post: crosspost explain URL --body"
#: The end of the warning that names a part of the page that is perhaps one of the article.
MAY_BE_LOST: Final = "is not in the post, but may be of the article: crosspost explain URL --body"
_LONGEST_EXAMPLE = 60  # characters


class Part(NamedTuple):
    """A part of an article that its post should have: a picture, a heading, a row of a table.

    Attributes:
        kind: its name, such as ``picture``, ``heading`` or ``table row``.
        content: what it is found by: its URLs, the texts of its cells, or its text.
        group: the number of the table or list that it is in; -1 for none.
    """

    kind: str
    content: tuple[str, ...]
    group: int = -1


@dataclass(frozen=True, slots=True)
class Loss:
    """Parts of one kind that are missing in a post.

    Attributes:
        kind: what they are, in the singular: ``picture``, ``table``, ``word``.
        lost: how many are missing.
        of: how many the article has.
        examples: of the missing ones, for the user: file names of pictures, first words.
    """

    kind: str
    lost: int
    of: int
    examples: tuple[str, ...] = ()


def shorten(text: str) -> str:
    """Return the beginning of a text on one line, as an example for the user."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…"

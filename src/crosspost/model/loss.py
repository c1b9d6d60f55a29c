"""What an article has, and what of it is not in its post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

#: The end of the warning that says what a post lacks.
NOT_IN_POST: Final = "not in the post: crosspost explain URL --body"
#: The end of the warning that names a part of the page that is perhaps one of the article.
MAY_BE_LOST: Final = "is not in the post, but may be of the article: crosspost explain URL --body"


class Part(NamedTuple):
    """A picture, heading, table row … of an article, which should be in its post.

    Attributes:
        kind: its name, such as ``picture``, ``heading`` or ``table row``.
        content: what to find it by: URLs, texts of cells, the text; one cell or more of each row.
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

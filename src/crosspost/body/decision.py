"""What was decided about the parts of a page."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from crosspost.body.arrays import Bools, Floats
from crosspost.body.blocks import Blocks
from crosspost.body.page import PageArrays

#: The reason of blocks that the rule for a site leaves out.
OUTSIDE: Final = "outside the selected body"


@dataclass(frozen=True)
class Selection:
    """Which parts of a page are kept.

    Attributes:
        kept: for each block, whether it is kept.
        media: for each picture or player.
        reasons: why each block is kept or not.
        media_reasons: why pictures among the text are not content, by the number of the medium.
        never: the blocks that are not text of an article, however likely: its title, what is in
            the front matter, what is about its author, controls, notes without a reference, and
            lines that point to other pages.
    """

    kept: Bools
    media: Bools
    reasons: tuple[str, ...]
    media_reasons: Mapping[int, str] = field(default_factory=dict)
    never: Set[int] = frozenset()


@dataclass(frozen=True)
class Decision:
    """A page's blocks and what was decided about them.

    Attributes:
        found: the blocks.
        page: their numbers.
        page_type: ``article``, ``forum`` or ``documentation``, see ``page_type``.
        probabilities: the probability that each block is part of the article.
        selection: what is kept.
        selected: for each block, whether the rule for the site selects it; None: it selects none.
    """

    found: Blocks
    page: PageArrays
    page_type: str
    probabilities: Floats
    selection: Selection
    selected: Bools | None = None

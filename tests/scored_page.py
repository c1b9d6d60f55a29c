"""The scores of the parts of a page, for tests."""

from __future__ import annotations

import numpy as np

from block_page import PROSE, cut
from crosspost.body.captions import find_captions
from crosspost.body.parts import parts_of
from crosspost.body.scores import scores

ARTICLE = "".join(f"<p>{PROSE} {number}.</p>" for number in range(4))


def scored(body: str, *probabilities: float, precise: bool = True) -> list[float]:
    """The scores; the last probability is that of all blocks that follow."""
    found, page = cut(body)
    rest = len(found.texts) - len(probabilities)
    said = np.array([*probabilities, *(probabilities[-1:] * rest)])
    parts = parts_of(found, page)
    return scores(found, page, said, parts, find_captions(found, page), precise).tolist()

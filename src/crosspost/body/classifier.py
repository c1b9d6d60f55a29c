"""How likely each block is part of the article: trees trained on real pages.

See ``weights`` for those that are shipped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosspost.body.arrays import Floats
from crosspost.body.blocks import Blocks
from crosspost.body.features import Matrix, features
from crosspost.body.lexicon import Lexicon
from crosspost.body.page import PageArrays
from crosspost.body.trees import Trees

# How much the answer for a block is that for the one before it, and for the one after it: an
# article's text is seldom one block among boilerplate, or the reverse.
_NEIGHBOUR = 0.1


@dataclass(frozen=True)
class Classifier:
    """Trees, and what the columns that they ask are made of.

    Attributes:
        lexicon: scores of words, which some columns are made of.
        columns: names of the columns that the trees were trained on, in their order.
        trees: ask the columns by number.
    """

    lexicon: Lexicon
    columns: tuple[str, ...]
    trees: Trees

    def probabilities(self, found: Blocks, page: PageArrays, title: str | None) -> Floats:
        """The probability of each block, 0 to 1, to be part of the article."""
        return self.of_columns(features(found, page, title, self.lexicon))

    def of_columns(self, values: Matrix) -> Floats:
        """The probabilities of blocks, from a row of values for each column."""
        said = self.trees.logits(values).astype(np.float64)
        before, after = np.concatenate((said[:1], said[:-1])), np.concatenate((said[1:], said[-1:]))
        logits = (1 - 2 * _NEIGHBOUR) * said + _NEIGHBOUR * (before + after)
        probabilities: Floats = 1 / (1 + np.exp(-logits))
        return probabilities

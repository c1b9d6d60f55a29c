"""The probability that a block is part of the article, by decision trees trained on real pages.

See ``weights`` for the trees in this package.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosspost.body.arrays import Floats, Matrix
from crosspost.body.blocks import Blocks
from crosspost.body.features import features
from crosspost.body.lexicon import Lexicon
from crosspost.body.page import PageArrays
from crosspost.body.trees import Trees


@dataclass(frozen=True)
class Classifier:
    """Trees, and what is needed to compute the columns that they use.

    Attributes:
        lexicon: scores of words, from which some columns are computed.
        columns: names of the columns that the trees were trained on, in their order.
        trees: use the columns by number.
    """

    lexicon: Lexicon
    columns: tuple[str, ...]
    trees: Trees

    def probabilities(self, found: Blocks, page: PageArrays, title: str | None) -> Floats:
        """The probability that each block is part of the article, 0 to 1."""
        return self.of_columns(features(found, page, title, self.lexicon))

    def of_columns(self, values: Matrix) -> Floats:
        """The probabilities of blocks, from a row of values for each column."""
        logits = self.trees.logits(values).astype(np.float64)
        probabilities: Floats = 1 / (1 + np.exp(-logits))
        return probabilities

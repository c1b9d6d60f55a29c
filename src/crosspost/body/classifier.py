"""How likely each block is part of the article: networks and trees trained on real pages.

See ``weights`` for those that are shipped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosspost.body.arrays import Floats
from crosspost.body.blocks import Blocks
from crosspost.body.features import Matrix, features
from crosspost.body.lexicon import Lexicon
from crosspost.body.page import PageArrays
from crosspost.body.trees import Trees

# Rows that are multiplied at a time: few enough that OpenBLAS (which NumPy comes with) does it in
# this thread. Where other processes keep the cores busy, a batch of pages say, its threads wait
# for each other up to ten times as long as the work takes.
_BATCH = 16


@dataclass(frozen=True)
class Classifier:
    """Networks and trees that see the same features; their answers are averaged.

    Networks draw soft borders and see sums, trees see steps; their errors differ, so that the two
    together are better than either.

    Attributes:
        lexicon: scores of words, which some features are made of.
        mean, scale: what makes each feature zero on average and one in spread, for networks.
        clip: how many spreads off the average a feature may be.
        networks: for each network its layers, weights and biases.
        trees: with as much say as all networks; None for none.
    """

    lexicon: Lexicon
    mean: Matrix
    scale: Matrix
    clip: float
    networks: tuple[tuple[tuple[Matrix, Matrix], ...], ...]
    trees: Trees | None = None

    def probabilities(self, found: Blocks, page: PageArrays, title: str | None) -> Floats:
        """The probability of each block, 0 to 1, to be part of the article."""
        return self.of_rows(features(found, page, title, self.lexicon))

    def of_rows(self, rows: Matrix) -> Floats:
        """The probabilities for rows of features."""
        count = len(rows)
        batches = -(-count // _BATCH)
        padded = np.zeros((batches * _BATCH, rows.shape[1]), dtype=np.float32)
        np.subtract(rows, self.mean, out=padded[:count])
        padded *= self.scale
        np.clip(padded, -self.clip, self.clip, out=padded)
        inputs: NDArray[np.float32] = padded.reshape(batches, _BATCH, -1)
        logits = np.zeros((batches, _BATCH, 1), dtype=np.float32)
        for layers in self.networks:
            values = inputs
            for weights, biases in layers[:-1]:
                values = np.matmul(values, weights)
                values += biases
                np.maximum(values, 0, out=values)
            weights, biases = layers[-1]
            logits += values @ weights + biases
        said = []
        if self.networks:
            said.append(logits.reshape(-1)[:count].astype(np.float64) / len(self.networks))
        if self.trees is not None:
            said.append(self.trees.logits(rows).astype(np.float64))
        probabilities: Floats = 1 / (1 + np.exp(-sum(said) / len(said)))
        return probabilities

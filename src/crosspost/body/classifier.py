"""How likely each block is part of the article: networks and trees trained on real pages.

The weights and the tables of words are in ``weights.json.gz``; ``weights.md`` beside it says what
they were made of and how well they do.
"""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosspost.body.blocks import Blocks
from crosspost.body.features import Matrix, features
from crosspost.body.lexicon import Lexicon
from crosspost.body.page import Floats, PageArrays
from crosspost.body.trees import Trees

_WEIGHTS = "weights.json.gz"
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

    def chances(self, found: Blocks, page: PageArrays, title: str | None) -> Floats:
        """The chance of each block, 0 to 1, to be part of the article."""
        return self.of_rows(features(found, page, title, self.lexicon))

    def of_rows(self, rows: Matrix) -> Floats:
        """The chances for rows of features."""
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
        chances: Floats = 1 / (1 + np.exp(-sum(said) / len(said)))
        return chances


@cache
def load() -> Classifier:
    """The classifier that is shipped; read once."""
    packed = files("crosspost.body").joinpath(_WEIGHTS).read_bytes()
    return unpack(gzip.decompress(packed))


def unpack(content: bytes) -> Classifier:
    """Read what ``pack`` wrote."""
    stored = json.loads(content)
    return Classifier(
        lexicon=Lexicon(stored["names"], stored["lines"]),
        mean=_array(stored["mean"]),
        scale=_array(stored["scale"]),
        clip=stored["clip"],
        networks=tuple(
            tuple((_array(weights), _array(biases)) for weights, biases in layers)
            for layers in stored["networks"]
        ),
        trees=_trees(stored["trees"]) if "trees" in stored else None,
    )


def _trees(stored: dict[str, Any]) -> Trees:
    columns = _array(stored["columns"]).astype(np.uint16)
    return Trees(columns, _array(stored["borders"]), _array(stored["leaves"]))


def pack(classifier: Classifier) -> bytes:
    """Write a classifier as JSON; numbers in half precision, so that the file stays small."""
    stored: dict[str, Any] = {
        "names": dict(classifier.lexicon.names),
        "lines": dict(classifier.lexicon.lines),
        "mean": _text(classifier.mean, np.float32),
        "scale": _text(classifier.scale, np.float32),
        "clip": classifier.clip,
        "networks": [
            [[_text(weights, np.float16), _text(biases, np.float16)] for weights, biases in layers]
            for layers in classifier.networks
        ],
    }
    if classifier.trees is not None:
        stored["trees"] = {
            "columns": _text(classifier.trees.columns, np.uint16),
            "borders": _text(classifier.trees.borders, np.float32),
            "leaves": _text(classifier.trees.leaves, np.float16),
        }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


def _text(array: NDArray[Any], kind: type[np.number[Any]]) -> dict[str, Any]:
    values: NDArray[Any] = array.astype(kind)
    data = base64.b64encode(values.tobytes()).decode()
    return {"kind": values.dtype.str, "shape": values.shape, "data": data}


def _array(stored: dict[str, Any]) -> Matrix:
    values = np.frombuffer(base64.b64decode(stored["data"]), dtype=stored["kind"])
    return values.reshape(stored["shape"]).astype(np.float32)

"""The classifier that is shipped, and how it is stored.

``weights.npy.gz`` holds NumPy's own arrays one after the other, which are read in a fifth of the
time that JSON takes; ``weights.md`` beside it says what they were made of and how well they do.
"""

from __future__ import annotations

import gzip
import pkgutil
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from crosspost.body.arrays import Floats
from crosspost.body.classifier import Classifier
from crosspost.body.features import Matrix
from crosspost.body.lexicon import Lexicon, Table
from crosspost.body.trees import Trees

NAME: Final = "weights.npy.gz"
_HUNDREDTH = 100  # scores of words have two decimals
_NONE = -30_000  # hundredths


@cache
def load() -> Classifier:
    """The classifier that is shipped; read once.

    Raises:
        FileNotFoundError: the package is not whole.
    """
    # Not importlib.resources, which imports tempfile and compressors for it.
    packed = pkgutil.get_data("crosspost.body", NAME)
    if packed is None:
        raise FileNotFoundError(NAME)
    return unpack(packed)


def pack(classifier: Classifier) -> bytes:
    """Write a classifier; most numbers in half precision, so that the file stays small."""
    file = BytesIO()

    def put(values: Any, kind: type[np.number[Any]]) -> None:
        np.save(file, np.asarray(values, dtype=kind), allow_pickle=False)

    trees = classifier.trees
    put([len(layers) for layers in classifier.networks], np.int64)
    put([trees is not None], np.int64)
    put(classifier.clip, np.float64)
    for table in (classifier.lexicon.names, classifier.lexicon.lines):
        put(np.frombuffer("\n".join(table.words).encode(), dtype=np.uint8), np.uint8)
        put(table.pairs, np.int32)
        for scores in (table.single, table.first, table.pair_scores):
            put(np.rint(np.nan_to_num(scores * _HUNDREDTH, nan=_NONE)), np.int16)
    put(classifier.mean, np.float32)
    put(classifier.scale, np.float32)
    for weights, biases in (layer for layers in classifier.networks for layer in layers):
        put(weights, np.float16)
        put(biases, np.float16)
    if trees is not None:
        put(trees.columns, np.uint16)
        put(trees.borders, np.float32)
        put(trees.leaves, np.float16)
    return gzip.compress(file.getvalue(), compresslevel=9, mtime=0)


def unpack(packed: bytes) -> Classifier:
    """Read what ``pack`` wrote."""
    file = BytesIO(gzip.decompress(packed))

    def get() -> NDArray[Any]:
        values: NDArray[Any] = np.load(file, allow_pickle=False)
        return values

    def matrix() -> Matrix:
        return get().astype(np.float32)

    counts, has_trees, clip = get().tolist(), bool(get()[0]), float(get())
    lexicon = Lexicon(_table(get), _table(get))
    mean, scale = matrix(), matrix()
    networks = tuple(tuple((matrix(), matrix()) for _ in range(count)) for count in counts)
    trees = Trees(get(), matrix(), matrix()) if has_trees else None
    return Classifier(lexicon, mean, scale, clip, networks, trees)


def _table(get: Callable[[], NDArray[Any]]) -> Table:
    text = get().tobytes().decode()
    words = text.split("\n") if text else []
    pairs = get().astype(np.int64)
    single, first, pair_scores = _scores(get()), _scores(get()), _scores(get())
    return Table(
        dict(zip(words, range(1, len(words) + 1), strict=True)), single, first, pairs, pair_scores
    )


def _scores(stored: NDArray[Any]) -> Floats:
    scores: Floats = np.where(stored == _NONE, np.nan, stored / _HUNDREDTH)
    return scores

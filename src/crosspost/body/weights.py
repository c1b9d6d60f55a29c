"""The trained classifier of this package, and its file format.

``weights.npy.gz`` is a sequence of NumPy arrays, which are read five times as fast as JSON.
``weights.md`` beside it says how they were trained and how good the results are.
"""

from __future__ import annotations

import gzip
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any, Final

import numpy as np
from lxml import html as lxml_html
from numpy.typing import NDArray

from crosspost.body.arrays import Floats
from crosspost.body.blocks import group
from crosspost.body.classifier import Classifier
from crosspost.body.features import columns_of
from crosspost.body.lexicon import Lexicon, Table
from crosspost.body.page import measure
from crosspost.body.trees import Trees
from crosspost.page.flow import walk

NAME: Final = "weights.npy.gz"
HUNDREDTH: Final = 100  # scores of words have two decimals
NONE: Final = -30_000  # hundredths


@cache
def load() -> Classifier:
    """The classifier of this package; it is read once.

    Raises:
        FileNotFoundError: the package is incomplete.
        ValueError: the trees were trained on other columns than ``features`` makes.
    """
    # Not importlib.resources, which imports tempfile and compression modules.
    packed = pkgutil.get_data("crosspost.body", NAME)
    if packed is None:
        raise FileNotFoundError(NAME)
    classifier = unpack(packed)
    check_columns(classifier.columns, made_columns(classifier.lexicon))
    return classifier


def made_columns(lexicon: Lexicon) -> tuple[str, ...]:
    """The names of the columns that ``features`` makes, in their order, read from a small page."""
    found = group(walk(lxml_html.fromstring("<body><p>.</p></body>")))
    return tuple(columns_of(found, measure(found), None, lexicon))


def check_columns(trained: Sequence[str], made: Sequence[str]) -> None:
    """Compare the columns that the trees were trained on with those that ``features`` makes.

    Raises:
        ValueError: they are not the same in the same order.
    """
    if tuple(trained) == tuple(made):
        return
    gone, new = sorted(set(trained) - set(made)), sorted(set(made) - set(trained))
    differences = [f"no longer made: {', '.join(gone)}"] if gone else []
    differences += [f"new: {', '.join(new)}"] if new else []
    raise ValueError(
        f"{NAME} was trained on other columns than crosspost.body.features makes "
        f"({'; '.join(differences) or 'their order differs'}); "
        "train it again with benchmarks/train_extractor.py"
    )


def unpack(packed: bytes) -> Classifier:
    """Read a classifier; ``benchmarks/body_weights.py`` writes it."""
    file = BytesIO(gzip.decompress(packed))

    def get() -> NDArray[Any]:
        values: NDArray[Any] = np.load(file, allow_pickle=False)
        return values

    columns = tuple(_words(get()))
    lexicon = Lexicon(_table(get), _table(get))
    trees = Trees(
        columns=get().astype(np.int64),
        thresholds=get(),
        conditions=get().astype(np.int64),
        leaves=get().astype(np.float32),
    )
    return Classifier(lexicon, columns, trees)


def _words(stored: NDArray[Any]) -> list[str]:
    text = stored.tobytes().decode()
    return text.split("\n") if text else []


def _table(get: Callable[[], NDArray[Any]]) -> Table:
    words = _words(get())
    pairs = get().astype(np.int64)
    single, first, pair_scores = _scores(get()), _scores(get()), _scores(get())
    return Table(
        dict(zip(words, range(1, len(words) + 1), strict=True)), single, first, pairs, pair_scores
    )


def _scores(stored: NDArray[Any]) -> Floats:
    scores: Floats = np.where(stored == NONE, np.nan, stored / HUNDREDTH)
    return scores

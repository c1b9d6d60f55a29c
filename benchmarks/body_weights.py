"""Writes the weights of a classifier, which ``crosspost.body.weights`` reads."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import numpy as np

from crosspost.body.classifier import Classifier
from crosspost.body.weights import HUNDREDTH, NONE


def pack(classifier: Classifier) -> bytes:
    """Write a classifier; most numbers in half precision, so that the file stays small."""
    file = BytesIO()

    def put(values: Any, kind: type[np.number[Any]]) -> None:
        np.save(file, np.asarray(values, dtype=kind), allow_pickle=False)

    def put_text(words: Iterable[str]) -> None:
        put(np.frombuffer("\n".join(words).encode(), dtype=np.uint8), np.uint8)

    put_text(classifier.columns)
    for table in (classifier.lexicon.names, classifier.lexicon.lines):
        put_text(table.words)
        put(table.pairs, np.int32)
        for scores in (table.single, table.first, table.pair_scores):
            put(np.rint(np.nan_to_num(scores * HUNDREDTH, nan=NONE)), np.int16)
    trees = classifier.trees
    put(trees.columns, np.uint16)
    put(trees.thresholds, np.float32)
    put(trees.conditions, np.uint16)
    put(trees.leaves, np.float16)
    return gzip.compress(file.getvalue(), compresslevel=9, mtime=0)

"""Train the extractor and write the weights that crosspost ships.

    python benchmarks/train_extractor.py --wcxb DIR --readability DIR --news DIR

Same data give the same file. Needs ``pip install "crosspost[train]"``, two processor cores and
about 10 minutes; ``--cache DIR`` keeps pages, labels and features between runs.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import body_training as training
from body_labels import correct
from body_labels import labels as make_labels
from body_measure import Score, by_probabilities, score_pages, summary
from body_pages import Sample, add_folders, samples
from body_weights import pack
from crosspost.body.weights import NAME

_BESIDE = Path(__file__).resolve().parent.parent
_BODY = _BESIDE / "src" / "crosspost" / "body"

ABOUT = """# The extractor's weights

`weights.npy.gz` holds {trees} symmetric trees over {columns} columns (numpy, half precision), the
columns' names and two tables of words, which tell how likely a block of a page is to be part of
the article. Made by

    python benchmarks/train_extractor.py

on {day}, from {pages} pages of {domains} domains:

- **WCXB**, the Web Content eXtraction Benchmark, development split, by Murrough Foley, licensed
  [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). The weights are derived from its pages
  and their ground truth; no text of them is in the file but single words and pairs of words that
  many sites share.
- the test pages of Mozilla's **Readability**
  ([Apache License 2.0](https://www.apache.org/licenses/LICENSE-2.0)),
- pages of news from the tests of **fundus**
  ([MIT License](https://opensource.org/license/mit), of its code; the pages are their publishers'),
- labels of 61 of the first two, made by reading the pages.

{short} pages whose ground truth stops long before the article does were left out.

Out of fold (folds by registered domain; all pages are measured, also those with a doubtful truth),
F1 with its 95 % interval by bootstrap over pages:

| | F1 | precision | recall |
|---|---|---|---|
{results}

`python benchmarks/extraction_folds.py` measures what is shipped, and what each part is worth.
"""


def arguments() -> argparse.ArgumentParser:
    """The options that this command and ``extraction_folds.py`` share."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_folders(parser)
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where to keep what was read")
    return parser


def read(options: argparse.Namespace) -> tuple[list[Sample], training.Labels]:
    """The pages and their labels, from the cache where there is one."""
    cache = options.cache
    pages = samples(
        options.wcxb, options.readability, options.news, cache and cache / "samples.pickle"
    )
    cached = cache and cache / "labels.pickle"
    if cached and cached.exists():
        return pages, pickle.loads(cached.read_bytes())
    labels = {
        page.identity: make_labels(page.found, page.truth)
        for page in pages
        if page.found is not None
    }
    correct(options.editor, pages, labels)
    if cached:
        cached.write_bytes(pickle.dumps(labels))
    return pages, labels


def fold(
    options: argparse.Namespace, pages: list[Sample], labels: training.Labels, number: int | None
) -> training.Fold:
    """A fold with its features (None: all pages, none held out), from the cache if it is there."""
    cached = options.cache and options.cache / f"fold{number}.pickle"
    if cached and cached.exists():
        part: training.Fold = pickle.loads(cached.read_bytes())
        part.learned, part.asked = training.division(pages, labels, number)
        return part
    part = training.fold(pages, labels, number)
    if cached:
        cached.write_bytes(pickle.dumps(replace(part, learned=[], asked=[])))
    return part


def weights_path(cache: Path, name: str, number: int) -> Path:
    """Where the weights are kept that did not see the pages of a fold."""
    return cache / f"{name}-{number}.npy.gz"


def held_out(
    options: argparse.Namespace,
    pages: list[Sample],
    labels: training.Labels,
    name: str,
    use: Callable[[Sample], bool],
) -> training.Probabilities:
    """The probabilities of each fold's pages, by classifiers trained on the other folds' pages."""
    probabilities: training.Probabilities = {}
    for number in training.all_folds():
        cached = options.cache and options.cache / f"{name}-{number}.pickle"
        if cached and cached.exists():
            of_fold = pickle.loads(cached.read_bytes())
        else:
            part = fold(options, pages, labels, number)
            classifier = training.train(part, labels, use)
            of_fold = training.probabilities(part, classifier)
            if cached:
                cached.write_bytes(pickle.dumps(of_fold))
                weights_path(options.cache, name, number).write_bytes(pack(classifier))
        probabilities.update(of_fold)
        print(f"{name}: fold {number} done", file=sys.stderr, flush=True)
    return probabilities


def doubtful(
    options: argparse.Namespace, pages: list[Sample], labels: training.Labels
) -> tuple[frozenset[str], training.Probabilities]:
    """The pages whose truth stops short, by trees that were trained without them.

    Returns:
        The pages, and the probabilities of those trees.
    """
    probabilities = held_out(options, pages, labels, "first-look", lambda _: True)
    return training.truncated(pages, labels, probabilities), probabilities


def result_row(name: str, scores: Sequence[Score]) -> str:
    """A row: F1 with its interval, precision, recall."""
    measured = summary(scores)
    if measured is None:
        return f"| {name} | no page | | |"
    mean, low, high, precision, recall = measured
    return f"| {name} | {mean:.3f} ({low:.3f}–{high:.3f}) | {precision:.3f} | {recall:.3f} |"


def main() -> None:
    parser = arguments()
    parser.add_argument("--output", type=Path, default=_BODY, metavar="DIR")
    options = parser.parse_args()
    pages, labels = read(options)
    short, _ = doubtful(options, pages, labels)

    def is_sound(page: Sample) -> bool:
        return page.identity not in short

    probabilities = held_out(options, pages, labels, "shipped", is_sound)
    classifier = training.train(fold(options, pages, labels, None), labels, is_sound)
    packed = pack(classifier)
    (options.output / NAME).write_bytes(packed)
    general = score_pages(pages, by_probabilities(probabilities, precise=False))
    precise = score_pages(pages, by_probabilities(probabilities, precise=True))
    rows = {
        "WCXB, all pages, general mode": general["all"],
        "WCXB, all pages, article mode": precise["all"],
        "WCXB, articles, article mode": precise["article"],
        "Readability's pages, article mode": precise["readability"],
        "news of fundus, article mode": precise["news"],
    }
    results = "\n".join(result_row(name, scores) for name, scores in rows.items())
    about = ABOUT.format(
        trees=len(classifier.trees.leaves),
        columns=len(classifier.columns),
        day=date.today().isoformat(),
        pages=len(pages),
        domains=len({page.group for page in pages}),
        short=len(short),
        results=results,
    )
    (options.output / "weights.md").write_text(about, encoding="utf-8")
    print(f"{len(packed):,} bytes of weights; {len(short)} truths left out\n{results}")


if __name__ == "__main__":
    main()

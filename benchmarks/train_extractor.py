"""Train the extractor and write the weights that crosspost ships.

    python benchmarks/train_extractor.py --wcxb DIR --readability DIR

Same data and same seeds give the same file. Needs ``pip install "crosspost[train]"``, two
processor cores and about 20 minutes; ``--cache DIR`` keeps pages, labels and features between runs.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
from datetime import date
from pathlib import Path

import body_training as training
from body_labels import labels as label
from body_measure import by_chances, interval, score_pages
from body_pages import Sample, samples
from crosspost.body.classifier import pack
from crosspost.body.page import Floats

SEEDS = (0, 1, 2)
_BESIDE = Path(__file__).resolve().parent.parent
_DATA = _BESIDE.parent / "shared" / "data"
_BODY = _BESIDE / "src" / "crosspost" / "body"

ABOUT = """# The extractor's weights

`weights.json.gz` holds three small networks (numpy, half precision) and two tables of words, which
tell how likely a block of a page is to be part of the article. Made by

    python benchmarks/train_extractor.py

on {day}, from {pages} pages of {domains} domains:

- **WCXB**, the Web Content eXtraction Benchmark, development split, by Murrough Foley, licensed
  [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). The weights are derived from its pages
  and their ground truth; no text of them is in the file but single words and pairs of words that
  many sites share.
- the test pages of Mozilla's **Readability**
  ([Apache License 2.0](https://www.apache.org/licenses/LICENSE-2.0)).

{short} pages whose ground truth stops long before the article does were left out.

Out of fold (folds by registered domain; one network a fold, before those pages were left out):

| | F1 |
|---|---|
{figures}

`python benchmarks/extraction_folds.py` measures what is shipped, and what each part is worth.
"""


def arguments() -> argparse.ArgumentParser:
    """The options that this command and ``extraction_folds.py`` share."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wcxb", type=Path, default=_DATA / "wcxb-dev", metavar="DIR")
    parser.add_argument(
        "--readability", type=Path, default=_DATA / "readability-pages", metavar="DIR"
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where to keep what was read")
    return parser


def read(options: argparse.Namespace) -> tuple[list[Sample], training.Labels]:
    """The pages and their labels, from the cache where there is one."""
    cache = options.cache
    pages = samples(options.wcxb, options.readability, cache and cache / "samples.pickle")
    kept = cache and cache / "labels.pickle"
    if kept and kept.exists():
        return pages, pickle.loads(kept.read_bytes())
    labels = {
        page.identity: label(page.found, page.truth) for page in pages if page.found is not None
    }
    if kept:
        kept.write_bytes(pickle.dumps(labels))
    return pages, labels


def fold(
    options: argparse.Namespace, pages: list[Sample], labels: training.Labels, number: int
) -> training.Fold:
    """A fold with its features, from the cache where there is one."""
    kept = options.cache and options.cache / f"fold{number}.pickle"
    if kept and kept.exists():
        part: training.Fold = pickle.loads(kept.read_bytes())
        return part
    part = training.fold(pages, labels, number)
    if kept:
        kept.write_bytes(pickle.dumps(part))
    return part


def first_look(
    options: argparse.Namespace, pages: list[Sample], labels: training.Labels
) -> dict[str, Floats]:
    """What one network says of pages that it has not seen, before any truth is doubted."""
    kept = options.cache and options.cache / "first-look.pickle"
    if kept and kept.exists():
        said: dict[str, Floats] = pickle.loads(kept.read_bytes())
        return said
    said = {}
    for number in training.all_folds():
        part = fold(options, pages, labels, number)
        said.update(training.chances(part, training.train(part, labels, SEEDS[:1])))
        print(f"fold {number}: asked about {len(part.asked)} pages", flush=True)
    if kept:
        kept.write_bytes(pickle.dumps(said))
    return said


def main() -> None:
    parser = arguments()
    parser.add_argument("--output", type=Path, default=_BODY, metavar="DIR")
    options = parser.parse_args()
    pages, labels = read(options)
    said = first_look(options, pages, labels)
    short = training.truncated(pages, labels, said)
    whole = training.fold(pages, labels, None)
    classifier = training.train(whole, labels, SEEDS, lambda page: page.identity not in short)
    packed = gzip.compress(pack(classifier), compresslevel=9, mtime=0)
    (options.output / "weights.json.gz").write_bytes(packed)
    general = score_pages(pages, by_chances(said, precise=False))
    precise = score_pages(pages, by_chances(said, precise=True))
    rows = {
        "WCXB, all pages, general mode": general["all"],
        "WCXB, articles, article mode": precise["article"],
        "Readability's pages, article mode": precise["news"],
    }
    figures = "\n".join(
        f"| {name} | {interval([score[0] for score in scores])[0]:.3f} |"
        for name, scores in rows.items()
    )
    about = ABOUT.format(
        day=date.today().isoformat(),
        pages=len(pages),
        domains=len({page.group for page in pages}),
        short=len(short),
        figures=figures,
    )
    (options.output / "weights.md").write_text(about, encoding="utf-8")
    print(f"{len(packed):,} bytes of weights; {len(short)} truths left out\n{figures}")


if __name__ == "__main__":
    main()

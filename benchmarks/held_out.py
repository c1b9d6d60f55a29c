"""Run a benchmark with weights that were trained without the pages that it measures.

    python benchmarks/held_out.py --cache DIR SCRIPT [ARGUMENT...]

The weights of crosspost were trained on the pages of ``../shared/data``, so results on these pages
are better than those on new ones. DIR is the cache of ``train_extractor.py``, which keeps the
weights of each fold there: every page is decided by those that were trained without the pages of
its registered domain. Needs ``pip install "crosspost[train]"``.
"""

from __future__ import annotations

import argparse
import runpy
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from body_pages import fold_of, registered_domain
from body_training import all_folds
from crosspost import metadata
from crosspost.body import decide, extract, weights
from crosspost.body.decision import Decision
from crosspost.model import Document
from train_extractor import weights_path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cache", type=Path, required=True, metavar="DIR")
    parser.add_argument("script", type=Path)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    folds = [
        weights.unpack(weights_path(options.cache, "shipped", number).read_bytes())
        for number in all_folds()
    ]
    pages_by_fold: Counter[int] = Counter()
    shipped = decide.decide

    def held_out(document: Document, *arguments: Any, **named: Any) -> Decision:
        canonical = metadata.read(document).canonical_url
        domain = registered_domain(document.url) or registered_domain(canonical or "")
        fold = fold_of(domain)
        pages_by_fold[fold] += 1
        weights.load = lambda: folds[fold]  # type: ignore[assignment]
        return shipped(document, *arguments, **named)

    extract.decide = decide.decide = held_out  # type: ignore[attr-defined]
    sys.argv = [str(options.script), *options.arguments]
    sys.path.insert(0, str(options.script.resolve().parent))
    runpy.run_path(str(options.script), run_name="__main__")
    print(f"pages by fold: {dict(sorted(pages_by_fold.items()))}", file=sys.stderr)


if __name__ == "__main__":
    main()

"""The promise of the Markdown, tried on many more trees than the tests have time for.

    python benchmarks/markdown_properties.py [--examples 20000] [--seeds 1 2 3]

The properties of ``tests/markdown/test_round_trip.py``, by name, with so many examples for each
seed. Stops at the first tree of which the built page shows something else, and exits 1.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "markdown"))

import test_round_trip as promises
from hypothesis import Phase, given, seed, settings

# Making a failing tree smaller takes longer than finding one: it is shown as it was found.
PHASES = (Phase.generate,)
PROMISES: tuple[tuple[Callable[..., None], object], ...] = (
    (
        promises.test_the_built_page_shows_what_the_source_showed_and_is_converted_to_itself,
        promises.articles(),
    ),
    (promises.test_a_paragraph_stays_one, promises.inline()),
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--examples", type=int, default=20_000)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    given_ = arguments.parse_args()
    warnings.filterwarnings("ignore", message="Generating overly large repr")
    for number in given_.seeds:
        for promise, strategy in PROMISES:
            tried = thorough(promise, strategy, given_.examples)
            start = time.perf_counter()
            seed(number)(tried)()
            name = promise.__name__.removeprefix("test_").replace("_", " ")
            print(f"seed {number}: {name}: {given_.examples:,} examples hold"
                  f" ({time.perf_counter() - start:.0f} s)", flush=True)  # fmt: skip


def thorough(promise: Callable[..., None], strategy: object, examples: int) -> Callable[[], None]:
    """Return a promise of the tests with more examples."""

    def trial(html: str) -> None:
        try:
            promise.hypothesis.inner_test(html)  # type: ignore[attr-defined]
        except AssertionError:
            print(f"does not hold:\nhtml={html!r},\n)", flush=True)
            raise

    many = settings(promises.thorough, max_examples=examples, database=None, phases=PHASES)
    return many(given(strategy)(trial))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()

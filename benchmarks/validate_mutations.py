"""``crosspost validate`` on broken posts: no crash, no hang, no byte lost outside an edit.

    python benchmarks/validate_mutations.py CORPUS [--number 10000] [--seed 1]

Posts of CORPUS (a folder) are mutated: bytes flipped, lines cut, doubled, joined, swapped. Each is
checked and repaired with safe and unsafe fixes; printed are the slowest, and every failure.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from validate.mutations import mutations
from validate.test_hostile import check_everything


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--number", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    paths = sorted(given.corpus.rglob("*.md")) + sorted(given.corpus.rglob("*.markdown"))
    chosen = random.Random(given.seed).sample(paths, min(3000, len(paths)))
    whole = [path.read_bytes() for path in chosen if path.stat().st_size < 30_000]
    slowest, failures, start = 0.0, 0, time.perf_counter()
    for number, data in enumerate(mutations(whole, given.number, given.seed)):
        begun = time.perf_counter()
        try:
            check_everything(data)
        except Exception:  # noqa: BLE001 -- every failure is counted and shown
            failures += 1
            Path(f"mutation-{number}.md").write_bytes(data)
            print(f"mutation {number}:", traceback.format_exc(limit=-3))
        slowest = max(slowest, time.perf_counter() - begun)
    print(f"{given.number:,} mutations in {time.perf_counter() - start:.0f} s: {failures} failures,"
          f" slowest {slowest:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()

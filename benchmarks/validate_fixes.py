"""What fixes of ``crosspost validate`` change, read by the real Psych and Jekyll's own steps.

    python benchmarks/validate_fixes.py CORPUS [--number 20000] [--seed 1] [--unsafe]

CORPUS is a folder of posts. ``--number`` posts, half of them as they are and half mutated (one of
thirteen typical faults put into the front matter, or bytes changed at random), are repaired. Ruby
reads each before and after, under three time zones: only the fields that a finding names may
differ; body, time of the post, ``published`` and permalink may not, unless an unsafe fix said so.
Needs Ruby with Jekyll.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from crosspost.validate import Options
from crosspost.validate.run import check_text
from validate.jekyll_reading import differences, read_all
from validate.mutations import faults, mutations

ZONES = ("UTC", "Asia/Tokyo", "America/New_York")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--number", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--unsafe", action="store_true")
    given = arguments.parse_args()
    rng = random.Random(given.seed)
    paths = [
        p for p in sorted(given.corpus.rglob("*")) if p.suffix in (".md", ".markdown", ".html")
    ]
    whole = [p.read_bytes() for p in paths if p.is_file() and p.stat().st_size < 30_000]
    half = given.number // 2
    posts = rng.sample(whole, min(half, len(whole)))
    posts += faults(whole, half - half // 4, given.seed)
    posts += mutations(whole, half // 4, given.seed)
    repaired(posts, given.unsafe)


def repaired(posts: list[bytes], unsafe: bool) -> None:
    """Repair posts, and print what changed beside what the findings name."""
    changed: list[tuple[bytes, bytes, set[tuple[str, str]]]] = []
    options = Options(show_info=True, extend_select=("CP309",))
    fixes: Counter[str] = Counter()
    start = time.perf_counter()
    for data in posts:
        run = check_text(data, "_posts/2013-03-06-a.md", options, fix=True, unsafe=unsafe)
        if not run.changed:
            continue
        named = {(f.code, f.key) for f in run.repaired}
        fixes.update(code for code, _ in named)
        changed.append((data, next(iter(run.changed.values()))[1], named))
    print(f"{len(posts):,} posts, {len(changed):,} changed, in {time.perf_counter() - start:.0f} s")
    print("  fixes:", ", ".join(f"{code} {n}" for code, n in sorted(fixes.items())))
    wrong = 0
    for zone in ZONES:
        before = read_all([old for old, _, _ in changed], zone)
        after = read_all([new for _, new, _ in changed], zone)
        for number, (old, new, named) in enumerate(changed):
            found = differences(before[number], after[number], named, unsafe=unsafe)
            wrong += bool(found)
            if found and wrong <= 30:
                print(f"--- {zone} {sorted(named)}: {found}")
                show(old, new)
    print(f"posts with a difference that no finding names: {wrong}")


def show(old: bytes, new: bytes) -> None:
    import difflib

    lines = [d.decode("utf-8", "replace").split("\n") for d in (old, new)]
    for line in list(difflib.unified_diff(*lines, lineterm="", n=0))[2:14]:
        print("   ", line[:150])


if __name__ == "__main__":
    main()

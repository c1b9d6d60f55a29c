"""What ``crosspost validate`` does not see: defects put into whole posts of real sites.

    python benchmarks/validate_recall.py CORPUS [--rounds 20] [--seed 1] [--only CODE] [--show]

CORPUS is the unpacked folder with ``posts/``. In every round about one whole post in a hundred of
each site gets one defect of ``validate_defects.py``, and the site is checked as a person would
check it. Printed are, by rule: defects, found, and what else was said of those posts as an error
or a warning; for defects that ``--fix`` is to undo, how often every value is what it was.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from crosspost.model import Finding
from crosspost.validate import check_paths
from crosspost.validate.context import read_context
from crosspost.validate.discover import place
from crosspost.validate.fixes import apply
from crosspost.validate.post import Post
from crosspost.validate.reader import read
from crosspost.validate.tree import shape
from validate_defects import DEFECTS, Defect, Mutant
from validate_gates import EVERYTHING, sites


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--show", action="store_true", help="show what is missed")
    given = arguments.parse_args()
    defects = [d for d in DEFECTS if any(c.startswith(given.only) for c in d.codes)]
    rng = random.Random(given.seed)
    rng.shuffle(defects)
    endless = cycle(defects)
    count = Score()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "corpus"
        shutil.copytree(given.corpus / "posts", copy / "posts", symlinks=True)
        for paths in sites(copy):
            site(paths, endless, given.rounds, rng, count)
    count.show(given.show)


class Score:
    """What was put in, and what was found."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.others: Counter[tuple[str, str]] = Counter()
        self.mended: Counter[tuple[str, str]] = Counter()
        self.missed: dict[str, list[str]] = defaultdict(list)
        self.names: Counter[tuple[str, str]] = Counter()

    def show(self, details: bool) -> None:
        """Print a line a rule, and what was missed."""
        print("rule    defects   found")
        for code in sorted(self.tried):
            n, hits = self.tried[code], self.found[code]
            print(f"  {code} {n:>6} {hits:>7}  {hits / n:6.1%}")
        n, hits = sum(self.tried.values()), sum(self.found.values())
        print(f"  all    {n:>6} {hits:>7}  {hits / n:6.1%}")
        kinds = Counter(verdict for _, verdict in self.mended.elements())
        print("to be undone by --fix:", dict(kinds))
        print("also said (errors and warnings):")
        for (code, other), number in self.others.most_common(25):
            print(f"  {code}: {other} {number}")
        if details:
            for name, places in sorted(self.missed.items()):
                print(f"  missed {name}: {len(places)} of {self.names[('', name)]}", places[0])
            for (name, verdict), number in sorted(self.mended.items()):
                if verdict != "as it was":
                    print(f"  {verdict} {name}: {number}")


def site(paths: list[str], defects: Iterator[Defect], rounds: int, rng: random.Random,
         count: Score) -> None:  # fmt: skip
    """Put defects into the posts of one Jekyll site, a few at a time."""
    posts = whole_posts(paths)
    for _ in range(rounds if len(posts) >= 20 else 0):
        left = rng.sample(posts, len(posts))
        changed: dict[str, tuple[Post, Defect, Mutant, Path]] = {}
        for _ in range(len(posts) // 100 + 3):
            defect = next(defects)
            for _ in range(min(30, len(left))):
                post = left.pop()
                mutant = defect.make(post, rng)
                if mutant is None or (mutant.data == post.data and not mutant.name):
                    continue
                target = Path(post.path).with_name(mutant.name or post.name)
                if mutant.name and target.exists():
                    continue
                Path(post.path).unlink()
                target.write_bytes(mutant.data)
                changed[str(target)] = (post, defect, mutant, target)
                break
        by_path: dict[str, list[Finding]] = defaultdict(list)
        for finding in check_paths(paths, EVERYTHING).findings:
            by_path[finding.path].append(finding)
        for name, (post, defect, mutant, target) in changed.items():
            _judge(post, defect, mutant, by_path[name], count)
            target.unlink()
            Path(post.path).write_bytes(post.text.encode("utf-8"))


def whole_posts(paths: list[str]) -> list[Post]:
    """Return the posts of a Jekyll site of which nothing is said."""
    context = read_context(Path(paths[0]), EVERYTHING)
    if not context.is_jekyll:
        return []
    spoken = {finding.path for finding in check_paths(paths, EVERYTHING).findings}
    found = []
    for path in sorted(p for folder in paths for p in Path(folder).rglob("*") if p.is_file()):
        if str(path) in spoken or path.suffix not in (".md", ".markdown", ".html"):
            continue
        post = read(str(path), path.read_bytes())
        place(post, context)
        if post.kind == "post" and post.format == "yaml" and post.fields and not post.fence:
            found.append(post)
    return found


def _judge(post: Post, defect: Defect, mutant: Mutant, found: list[Finding], count: Score) -> None:
    code = defect.codes[0]
    name = f"{code} {defect.name}"
    count.tried[code] += 1
    count.names[("", name)] += 1
    codes = {f.code for f in found}
    if codes & set(defect.codes):
        count.found[code] += 1
    else:
        count.missed[name].append(f"{post.path[-60:]} {sorted(codes)}")
    for finding in found:
        if finding.level != "info" and finding.code not in defect.codes:
            count.others[(name, finding.code)] += 1
    if not defect.mends:
        return
    edits = [e for f in found if f.code in defect.codes and f.fix for e in f.fix.edits]
    if not edits:
        count.mended[(name, "no fix")] += 1
        return
    after = read(post.path, apply(mutant.data, edits))
    before_values = {f.key: _plain(shape(f.value)) for f in post.fields}
    after_values = {f.key: _plain(shape(f.value)) for f in after.fields}
    same = sum(before_values.get(k) != after_values.get(k) for k in {*before_values, *after_values})
    # A text that was written anew differs, and nothing else may.
    count.mended[(name, "as it was" if same <= 1 and after.root else "otherwise")] += 1


def _plain(value: str) -> str:
    return value.replace("q'", "p'").replace('q"', "p'").replace('p"', "p'")


if __name__ == "__main__":
    main()

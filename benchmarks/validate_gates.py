"""Gates of ``crosspost validate``: what it finds in real posts, and what its fixes do to them.

    python benchmarks/validate_gates.py CORPUS [--seed FILE] [--findings FILE] [--skip-fix]

CORPUS is the unpacked folder with ``posts/`` and ``fixpairs/``. Printed are

- findings by rule and level (every error and warning can be written to a file and read),
- fixpairs: on how many ``before`` files the rule of the pair speaks, on how many ``after`` files,
- CP201: how many of the broken blocks are repaired, and how many exactly as their owner did,
- ``--fix`` over the corpus: bytes of bodies and keys changed, findings left to fix in a second run,
- the findings of the seed post.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from crosspost.model import Finding
from crosspost.validate import Options, check_paths
from crosspost.validate.check import findings, of_one, read_post
from crosspost.validate.context import Context, read_context
from crosspost.validate.fixes import apply
from crosspost.validate.post import Post
from crosspost.validate.reader import read
from crosspost.validate.selection import Selection, levels_of
from crosspost.validate.tree import shape

EVERYTHING = Options(show_info=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--seed", type=Path)
    arguments.add_argument("--findings", type=Path, help="write every finding there")
    arguments.add_argument("--skip-fix", action="store_true")
    given = arguments.parse_args()
    findings_of(given.corpus, given.findings)
    fixpairs(given.corpus)
    if not given.skip_fix:
        fix_all(given.corpus)
    if given.seed:
        seed(given.seed)


def sites(corpus: Path) -> list[list[str]]:
    """Return what to check of each repository: fixtures and old versions are left out."""
    found = []
    for folder in sorted((corpus / "posts").iterdir()):
        if folder.name.startswith("jekyll__"):
            found.append([str(folder / "docs")])
        elif (folder / "versions").is_dir():
            found.append([str(folder / "_posts"), str(folder / "_drafts")])
        else:
            found.append([str(folder)])
    return found


def findings_of(corpus: Path, out: Path | None) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    rows: list[str] = []
    files, start = 0, time.perf_counter()
    flagged = set()
    for paths in sites(corpus):
        run = check_paths(paths, EVERYTHING)
        files += run.files
        counts.update((f.code, f.level) for f in run.findings)
        flagged |= {f.path for f in run.findings if f.level != "info"}
        rows += [f"{f.level} {f.code} {f.path}:{f.line}:{f.column} | {f.source[:120]} | {f.message}"
                 for f in run.findings]  # fmt: skip
    print(f"{files:,} posts in {time.perf_counter() - start:.1f} s; {len(flagged)} flagged")
    for (code, level), n in sorted(counts.items()):
        print(f"  {code} {level:<8} {n}")
    if out:
        out.write_text("\n".join(rows) + "\n", "utf-8")


def check_one(data: bytes, path: str, context: Context) -> tuple[Post, list[Finding]]:
    """Check one version of a post alone, in the site that it belongs to."""
    post = read_post(path, data, context, path)
    options = context.options
    chosen = Selection(levels_of(options), options, options.root)
    return post, findings(post, of_one(post, context, [post]), chosen, context)[0]


def fixpairs(corpus: Path) -> None:
    rows = [json.loads(line) for line in (corpus / "fixpairs/index.jsonl").open()]
    contexts: dict[str, Context] = {}
    said: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    repaired: Counter[str] = Counter()
    for row in rows:
        folder = corpus / "posts" / row["repo"].replace("/", "__")
        if row["repo"] not in contexts:
            contexts[row["repo"]] = read_context(folder, EVERYTHING)
        context = contexts[row["repo"]]
        path = str(folder / row["path"])
        before = (corpus / "fixpairs" / f"{row['file']}.before").read_bytes()
        after = (corpus / "fixpairs" / f"{row['file']}.after").read_bytes()
        _, found = check_one(before, path, context)
        _, left = check_one(after, path, context)
        count = said[row["code"]]
        count[0] += 1
        hit = any(f.code == row["code"] for f in found)
        count[1] += hit
        still = row["code"] in row["still_in_after"]
        wrong = any(f.code == row["code"] for f in left) and not still
        count[2] += wrong
        if not hit or wrong:
            print(f"  {'missed' if not hit else 'false '} {row['code']} {row['file'][6:70]}"
                  f" {row['evidence'][:60]!r} {sorted({f.code for f in found})}")  # fmt: skip
        if row["code"] == "CP201" and hit:
            repaired[repair_of(row, before, after, found, path)] += 1
    print("fixpairs: rule, pairs, found before, found after")
    for code, (pairs, hits, false) in sorted(said.items()):
        print(f"  {code} {pairs:>4} {hits:>4} {false:>4}")
    total = [sum(c[i] for c in said.values()) for i in range(3)]
    print(f"  all   {total[0]:>4} {total[1]:>4} {total[2]:>4}  ({total[1] / total[0]:.1%})")
    print("CP201 repairs:", dict(repaired))


def repair_of(
    row: dict[str, str], before: bytes, after: bytes, found: list[Finding], path: str
) -> str:
    """Say what became of a broken block: repaired as its owner did, otherwise, or not at all."""
    group = (
        "bulk"
        if row["evidence"].startswith("expected-key") and "haacked" in row["repo"]
        else "other"
    )
    fix = next((f.fix for f in found if f.code == "CP201" and f.fix), None)
    if fix is None:
        return f"{group}: not repaired"
    mended = read(path, apply(before, fix.edits))
    wanted = read(path, after)
    if mended.root is None or wanted.root is None:
        return f"{group}: does not parse"
    values = [{f.key: shape(f.value) for f in post.fields} for post in (mended, wanted)]
    plain = [{k: v.replace("q'", "p'").replace('q"', "p'").replace("\\'", "'").replace('p"', "p'")
              for k, v in value.items()} for value in values]  # fmt: skip
    if plain[0] == plain[1]:
        return f"{group}: as the owner"
    print("  differs", row["file"][:60])
    for key in plain[0].keys() | plain[1].keys():
        if plain[0].get(key) != plain[1].get(key):
            print("     ", key, plain[0].get(key, "-")[:110], "|", plain[1].get(key, "-")[:110])
    return f"{group}: otherwise"


def fix_all(corpus: Path) -> None:
    """Repair a copy of the corpus and look at every file that changed."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "corpus"
        shutil.copytree(corpus / "posts", copy / "posts", symlinks=True)
        changed = fixed = refused = bodies = again = 0
        for paths in sites(copy):
            run = check_paths(paths, EVERYTHING, fix=True, write=True)
            changed, fixed = changed + len(run.changed), fixed + run.fixed
            refused += len(run.refused)
            for name, (before, after) in run.changed.items():
                old, new = read(name, before), read(name, after)
                if old.fence or old.trouble:
                    continue
                bodies += old.text[old.body_start :] != new.text[new.body_start :]
            second = check_paths(paths, EVERYTHING, fix=True)
            again += len(second.changed)
            if second.changed:
                print("  second run:", list(second.changed)[:3])
    print(f"--fix: {fixed} findings in {changed} files; bodies changed {bodies},"
          f" files refused {refused}, files that a second run changes {again}")  # fmt: skip


def seed(path: Path) -> None:
    run = check_paths([str(path)], EVERYTHING)
    print("seed:", ", ".join(f"{f.code} ({f.level}) {f.line}:{f.column}" for f in run.findings))


if __name__ == "__main__":
    main()

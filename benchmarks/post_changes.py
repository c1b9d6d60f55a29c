"""How the posts of two versions of crosspost differ, on many pages, by kind of difference.

    python benchmarks/post_changes.py BEFORE AFTER [PAGES ...] [--jobs 2] [--save FILE]
                                      [--show KIND] [--examples 3] [--json FILE]

BEFORE and AFTER are the ``src`` folders of two checkouts (``git worktree add ../before COMMIT``),
or files that ``--save`` wrote: the posts of BEFORE, so that they are made once only. PAGES are
folders with ``*.html`` or ``*.html.gz``; by default WCXB's 1,497 pages. Each version runs in
processes of its own and through ``crosspost.convert`` alone, with a fixed date of import. What is
compared is the text of the post, its file name, its warnings, and the error where there is none.

A page counts in every kind it differs in; ``alone`` counts those that differ in nothing else, and
``things`` the words, links, fields … that differ. ``--show`` prints examples of the kinds that
begin with KIND. Exits 0 where all posts are the same, 1 where not, 2 where they cannot be compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from post_differences import differences, show
from post_maker import Page, Result, find_pages, make_posts

_WCXB = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wcxb-dev"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("before", type=Path, metavar="BEFORE", help="src folder, or a saved file")
    parser.add_argument("after", type=Path, metavar="AFTER", help="the same")
    parser.add_argument("pages", type=Path, nargs="*", metavar="PAGES", default=[_WCXB])
    parser.add_argument("--jobs", type=int, default=2, help="processes at once [2]")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the posts of BEFORE")
    parser.add_argument("--show", metavar="KIND", help="print diffs of this kind ('' for all)")
    parser.add_argument("--examples", type=int, default=3, help="how many of each kind [3]")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the names of the pages by kind")
    options = parser.parse_args()
    pages = find_pages(options.pages)
    if not pages:
        parser.error(f"no pages in {', '.join(map(str, options.pages))}")
    before = read_or_make(options.before, pages, options.jobs)
    if options.save:
        options.save.write_text(json.dumps(before), "utf-8")
    after = read_or_make(options.after, pages, options.jobs)
    found = {page.name: differences(before[page.name], after[page.name]) for page in pages}
    kinds = by_kind(found)
    print_table(found, kinds, before)
    if options.json:
        options.json.write_text(json.dumps(kinds, indent=1), "utf-8")
    if options.show is not None:
        shown = {kind: names for kind, names in kinds.items() if kind.startswith(options.show)}
        for kind, names in shown.items():
            for name in names[: options.examples]:
                print(f"\n== {kind}: {name}\n{show(before[name], after[name])}")
    return 1 if kinds else 0


def read_or_make(source: Path, pages: list[Page], jobs: int) -> dict[str, Result]:
    """Return the result of each page by its name, made now or read from a saved file."""
    if source.is_dir():
        return make_posts(source, pages, jobs)
    saved: dict[str, Result] = json.loads(source.read_text("utf-8"))
    missing = [page.name for page in pages if page.name not in saved]
    if missing:
        print(f"{source} lacks {len(missing)} of the pages: {missing[0]} …", file=sys.stderr)
        raise SystemExit(2)
    return saved


def by_kind(found: dict[str, dict[str, int]]) -> dict[str, list[str]]:
    """Return the names of the pages of each kind of difference, the most frequent kind first."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for name, of_page in found.items():
        for kind in of_page:
            kinds[kind].append(name)
    return dict(sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])))


def print_table(
    found: dict[str, dict[str, int]], kinds: dict[str, list[str]], before: dict[str, Result]
) -> None:
    different = sum(map(bool, found.values()))
    posts = sum("text" in before[name] for name in found)
    print(f"{len(found):,} pages ({posts:,} posts before): {len(found) - different:,} the same,"
          f" {different:,} different")  # fmt: skip
    if kinds:
        print(f"{'pages':>6} {'alone':>6} {'things':>7}  kind")
    for kind, names in kinds.items():
        alone = sum(len(found[name]) == 1 for name in names)
        things = sum(found[name][kind] for name in names)
        print(f"{len(names):6,} {alone:6,} {things:7,}  {kind}")


if __name__ == "__main__":
    sys.exit(main())

"""Compare the loss report with what posts lack, on pages of which that is known.

    python benchmarks/loss_warnings.py [--bench DIR] [--pages N] [--show]

Two measures of what a post lacks, both made from the page and not from crosspost's selection:
``atoms.py`` (pictures, tables, code, headings, quotations and players between the texts of WCXB's
truth; 800 pages) and ``editor.py`` (61 pages read by a person: texts, pictures and tables that the
post must have). DIR has both, and the data beside it. Printed for each measure: the share of pages
without a loss that have a line on losses (wanted: at most 0.05), or a warning that something may be
lost; the share of pages with a loss that have a line, or any warning (wanted: at least 0.95); and
how much of the time of a conversion the comparison takes (wanted: at most 0.03).
``--show`` names the pages that are not as wanted, with what is missing and the warning.
What new pages get is measured with ``held_out.py``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any, NamedTuple

import lxml.html

import crosspost
from crosspost.losses import find_losses, summarize
from crosspost.model import Post
from crosspost.model.loss import MAY_BE_LOST

_BENCH = Path("../shared/bench")
_UTF_8 = lxml.html.HTMLParser(encoding="utf-8")


class Page(NamedTuple):
    """A page, what its post lacks by the measure, and the warnings of crosspost.

    Attributes:
        name: of the page.
        missing: what the post lacks; empty if nothing is missing.
        line: the line on losses; empty if there is none.
        doubt: the warning that something may be missing; empty if there is none.
        is_warned: there is a warning of any kind.
    """

    name: str
    missing: list[str]
    line: str
    doubt: str
    is_warned: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bench", type=Path, default=_BENCH, metavar="DIR")
    parser.add_argument("--pages", type=int, default=None, metavar="N", help="of atoms.py")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))  # the scripts import each other
    times = [0.0, 0.0]
    atoms = list(by_atoms(load(options.bench / "atoms.py"), options.pages, times))
    report("atoms", atoms, show=options.show)
    report("editor", list(by_editor(load(options.bench / "editor.py"))), show=options.show)
    print(f"comparison: {times[1] / times[0]:.3f} of the time of a conversion")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_atoms(atoms: ModuleType, most: int | None, times: list[float]) -> Iterator[Page]:
    """Yield the pages of WCXB; adds the time of conversions and comparisons to ``times``."""
    wanted = [
        truth
        for truth in atoms.truths()
        if truth["page_type"] in ("article", "documentation") and truth["main_content"]
    ]
    for truth in wanted[:most]:
        html = atoms.html(truth["id"])
        # Bytes, since text may not have a declaration of its encoding.
        content = html.removeprefix("\ufeff").encode()
        tree = lxml.html.fromstring(content, parser=_UTF_8).find("body")
        known = atoms.Truth(truth["main_content"])
        own = [] if tree is None else list(atoms.own_atoms(tree, known))
        post, took = convert(html, truth["url"])
        if not own or post is None:
            continue
        times[0] += took
        times[1] += compare(post)
        made = atoms.Made(post.text)
        missing = [kind for kind, node in own if not atoms.is_kept(kind, node, made)]
        yield measured(truth["id"], missing, post)


def convert(html: str | bytes, url: str) -> tuple[Post | None, float]:
    start = process_time()
    try:
        post = crosspost.convert(html, url)
    except crosspost.CrosspostError:
        return None, 0.0
    return post, process_time() - start


def compare(post: Post) -> float:
    """Return how long it takes to compare a post with its article again."""
    start = process_time()
    find_losses(post.article, post.body)
    return process_time() - start


def by_editor(editor: ModuleType) -> Iterator[Page]:
    """Yield the pages that a person has read; those that are not whole are left out."""
    lines = (editor.DATA / "editor" / "labels.jsonl").read_text("utf-8").splitlines()
    labels = [label for label in map(json.loads, lines) if not label["incomplete"]]
    for label in labels:
        post, _ = convert(editor.page_of(editor.DATA / label["file"]), label["url"])
        if post is None:
            continue
        missing = [f"{kind}: {what}" for _, kind, what in failures(editor, label, post)]
        yield measured(label["file"], missing, post)


def measured(name: str, missing: list[str], post: Post) -> Page:
    doubt = next((text for text in post.warnings if text.endswith(MAY_BE_LOST)), "")
    return Page(name, missing, summarize(post.losses), doubt, bool(post.warnings))


def failures(editor: ModuleType, label: dict[str, Any], post: Post) -> list[tuple[str, str, str]]:
    image = str(post.front_matter.get("image") or "")
    shown = {"body": post.body, "image": image}
    found = [*editor.text_failures(label, shown), *editor.picture_failures(label, shown)]
    found += editor.structure_failures(label, shown)
    kinds = {"missing", "beginning missing", "picture missing", "table", "code", "embed"}
    return [failure for failure in found if failure[1] in kinds]


def report(name: str, pages: list[Page], *, show: bool) -> None:
    complete = [page for page in pages if not page.missing]
    incomplete = [page for page in pages if page.missing]
    false_alarms = [page for page in complete if page.line]
    needless_doubts = [page for page in complete if page.doubt and not page.line]
    unreported = [page for page in incomplete if not page.is_warned]
    lines = [page for page in incomplete if page.line]
    warned = [page for page in incomplete if page.is_warned]
    print(
        f"{name}: {len(pages)} pages, without a loss {len(complete)}, "
        f"a line on {share(false_alarms, complete)}, "
        f"a doubt on {share(needless_doubts, complete)}; with a loss {len(incomplete)}, "
        f"a line on {share(lines, incomplete)}, any warning on {share(warned, incomplete)}",
        flush=True,
    )
    for page in (*false_alarms, *needless_doubts, *unreported) if show else ():
        warning = page.line or page.doubt or "none"
        print(f"  {page.name}: missing {page.missing[:6] or 'nothing'}; warning: {warning}")


def share(some: list[Page], pages: list[Page]) -> str:
    return f"{len(some) / max(1, len(pages)):.3f}"


if __name__ == "__main__":
    main()

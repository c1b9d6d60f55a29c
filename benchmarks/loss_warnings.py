"""The loss report: which pages are warned about, beside those of which something is missing.

    python benchmarks/loss_warnings.py [--bench DIR] [--pages N] [--show]

Two measures of what a post lacks, both made from the page and not from crosspost's choice:
``atoms.py`` (pictures, tables, code, headings, quotations and players amid the text that WCXB's
truth has; 800 pages) and ``editor.py`` (61 pages read by a person: texts, pictures and tables that
the post must have). DIR has both, and the data beside it. Printed for each measure: the share of
pages without a loss that have a line on losses (wanted: at most 0.05), or a warning that something
may be lost; the share of pages with a loss that have a line, or any warning (wanted: at least
0.95); and how much of the time of a conversion the comparison takes (wanted: at most 0.03).
``--show`` names the pages that are not as wanted, with what the post lacks and what the line says.
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
from crosspost.losses import find_losses, in_words
from crosspost.model import Post
from crosspost.model.loss import MAY_BE_LOST

_BENCH = Path("../shared/bench")
_UTF_8 = lxml.html.HTMLParser(encoding="utf-8")


class Page(NamedTuple):
    """A page, what its post lacks by the measure, and what crosspost says.

    Attributes:
        lacks: empty if nothing is missing.
        line: what is said of losses; empty if nothing is.
        doubt: what is said of something that is perhaps lost.
        warned: there is a warning of any kind.
    """

    name: str
    lacks: list[str]
    line: str
    doubt: str
    warned: bool


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
        lacks = [kind for kind, node in own if not atoms.is_kept(kind, node, made)]
        yield told(truth["id"], lacks, post)


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
        lacks = [f"{kind}: {what}" for _, kind, what in failures(editor, label, post)]
        yield told(label["file"], lacks, post)


def told(name: str, lacks: list[str], post: Post) -> Page:
    doubt = next((said for said in post.warnings if said.endswith(MAY_BE_LOST)), "")
    return Page(name, lacks, in_words(post.losses), doubt, bool(post.warnings))


def failures(editor: ModuleType, label: dict[str, Any], post: Post) -> list[tuple[str, str, str]]:
    image = str(post.front_matter.get("image") or "")
    shown = {"body": post.body, "image": image}
    found = [*editor.text_failures(label, shown), *editor.picture_failures(label, shown)]
    found += editor.structure_failures(label, shown)
    kinds = {"missing", "beginning missing", "picture missing", "table", "code", "embed"}
    return [failure for failure in found if failure[1] in kinds]


def report(name: str, pages: list[Page], *, show: bool) -> None:
    whole = [page for page in pages if not page.lacks]
    lossy = [page for page in pages if page.lacks]
    cried = [page for page in whole if page.line]
    unsure = [page for page in whole if page.doubt and not page.line]
    silent = [page for page in lossy if not page.warned]
    lines = sum(bool(page.line) for page in lossy)
    warned = sum(page.warned for page in lossy)
    print(
        f"{name}: {len(pages)} pages, without a loss {len(whole)}, a line on "
        f"{len(cried) / max(1, len(whole)):.3f}, a doubt on "
        f"{len(unsure) / max(1, len(whole)):.3f}; with a loss {len(lossy)}, a line on "
        f"{lines / max(1, len(lossy)):.3f}, any warning on "
        f"{warned / max(1, len(lossy)):.3f}",
        flush=True,
    )
    for page in (*cried, *unsure, *silent) if show else ():
        said = page.line or page.doubt or "nothing"
        print(f"  {page.name}: lacks {page.lacks[:6] or 'nothing'}; said: {said}")


if __name__ == "__main__":
    main()

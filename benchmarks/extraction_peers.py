"""Word F1 of other extractors on the pages that ``extraction_folds.py`` measures crosspost on.

    python benchmarks/extraction_peers.py [--wcxb DIR] [--readability DIR] [PEER ...]

The same pages, truths and measure, with 95 % intervals by bootstrap over pages, as one Markdown
table. Peers that are not installed are left out; one that fails on a page has found nothing there.
None of them fetches anything (newspaper4k would: it asks for pictures, and is not among them).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from body_measure import KINDS, Score, by_kind, line, score
from body_pages import add_folders, readability_pages, wcxb_pages

_SHOWN = ("all", "article", "readability", *KINDS[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_folders(parser)
    parser.add_argument("peers", nargs="*", metavar="PEER", help=", ".join(PEERS))
    options = parser.parse_args()
    unknown = sorted(set(options.peers) - set(PEERS))
    if unknown:
        parser.error(f"no peer is called {unknown[0]}; there are {', '.join(PEERS)}")
    asked = [
        name for name in options.peers or PEERS if find_spec(name.partition(" ")[0]) is not None
    ]
    if not asked:
        sys.exit(f"none of them is installed: {', '.join(options.peers or PEERS)}")
    scores: dict[str, list[tuple[str, Score]]] = {name: [] for name in asked}
    for kind, url, html, truth in _pages(options.wcxb, options.readability):
        for name in asked:
            scores[name].append((kind, score(_text(PEERS[name], html, url), truth)))
    print(f"| | {' | '.join(_SHOWN)} |\n|---|{'---|' * len(_SHOWN)}")
    for name in asked:
        print(line(name, by_kind(scores[name]), _SHOWN))


def _pages(wcxb: Path, readability: Path) -> Iterator[tuple[str, str, str, str]]:
    """Kind, address, HTML and true text of every page."""
    for truth, html in wcxb_pages(wcxb):
        yield truth["page_type"], truth["url"] or "", html, truth["main_content"] or ""
    for _, html, expected in readability_pages(readability):
        yield "readability", "", html, expected


def _text(extract: Callable[[str, str], str | None], html: str, url: str) -> str:
    try:
        return extract(html, url) or ""
    except Exception as error:  # noqa: BLE001 - whatever it is, the peer has found nothing
        print(f"{url or 'a page'}: {type(error).__name__}", file=sys.stderr)
        return ""


def _trafilatura(html: str, url: str) -> str | None:
    import trafilatura

    return trafilatura.extract(html, url=url or None)


def _resiliparse(html: str, url: str) -> str | None:
    from resiliparse.extract.html2text import extract_plain_text

    found: str = extract_plain_text(html, main_content=True)
    return found


def _readability(html: str, url: str) -> str | None:
    from lxml.html import document_fromstring
    from readability import Document

    return str(document_fromstring(Document(html).summary()).text_content())


#: Package → how its extractor is called, with no more than the page and its address.
PEERS: dict[str, Callable[[str, str], str | None]] = {
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "readability": _readability,
}


if __name__ == "__main__":
    main()

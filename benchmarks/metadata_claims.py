"""What crosspost claims of real pages and a person has to check, to be read line by line.

python benchmarks/metadata_claims.py [licenses|authors|tags ...]

Of every page of the three collections (see ``body_pages.py``) it prints the licence with the place
where it was found and what was rejected; the authors that were found outside of structured data
(JSON-LD, microdata, RDFa, microformats, ``<meta>``); the tags where the page lists more than eight.
There is no truth to compare them with: whoever reads the lines counts the wrong ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from body_pages import add_folders, news_pages, readability_pages, wcxb_pages
from crosspost import metadata
from crosspost.errors import NoArticle
from crosspost.metadata.source import SourceType
from crosspost.model import Metadata
from crosspost.page.parse import parse_text

MANY_TAGS = 8
# The URL that the tests of Readability give their pages.
FAKE_URL = "http://fakehost/test/page.html"
STRUCTURED = {
    kind for kind in SourceType if kind is SourceType.JSON_LD or kind.is_in_body or kind.is_meta
}


def pages(options: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    """Yield name, URL and HTML of every page."""
    for truth, html in wcxb_pages(options.wcxb):
        yield f"wcxb/{truth['id']}", truth["url"] or "", html
    for name, html, _ in readability_pages(options.readability):
        yield f"readability/{name}", FAKE_URL, html
    for truth, html in news_pages(options.news):
        yield f"news/{truth['id']}", truth["url"], html


def licenses(facts: Metadata, reading: metadata.Reading) -> str:
    """Return the licence and every place that names one."""
    named = [c for c in reading.candidates if c.field == "license"]
    if not facts.license and all(c.source.type.is_meta for c in named):
        return ""  # none, or a notice of copyright
    places = "; ".join(f"{c.value} in {c.source} {_hints(c)}".rstrip() for c in named)
    return f"{facts.license or 'none'} ({facts.sources.get('license', '')}) of: {places}"


def authors(facts: Metadata, reading: metadata.Reading) -> str:
    """Return the authors, if they are from no structured data."""
    source = facts.sources.get("authors", "")
    kinds = {c.source.type for c in reading.candidates if str(c.source) == source}
    if not facts.authors or kinds & STRUCTURED:
        return ""
    return f"{' + '.join(facts.authors)} ({source})"


def tags(facts: Metadata, reading: metadata.Reading) -> str:
    """Return the tags, if the page lists many."""
    source = facts.sources.get("tags", "")
    listed = [c for c in reading.candidates if c.field == "tags" and str(c.source) == source]
    many = max((len(str(",".join(c.value)).split(",")) for c in listed), default=0)
    return f"{' + '.join(facts.tags)} ({source}, {many} listed)" if many > MANY_TAGS else ""


def _hints(candidate: metadata.Candidate) -> str:
    return f"[{', '.join(sorted(candidate.hints))}]" if candidate.hints else ""


CLAIMS = {"licenses": licenses, "authors": authors, "tags": tags}


def main() -> None:
    """Print what the pages are said to say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("claims", nargs="*", metavar="|".join(CLAIMS))
    add_folders(parser)
    options = parser.parse_args()
    wanted = options.claims or list(CLAIMS)
    if unknown := set(wanted) - set(CLAIMS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    count, found = 0, dict.fromkeys(wanted, 0)
    for name, url, html in pages(options):
        try:
            reading = metadata.Reading(parse_text(html, url or None))
        except NoArticle:
            continue
        count += 1
        for claim in wanted:
            line = CLAIMS[claim](reading.metadata, reading)
            if line:
                found[claim] += 1
                print(f"{claim:8} {name} {url[:70]}\n         {line}")
    print(f"{count} pages", *(f"{claim} of {number}" for claim, number in found.items()), sep=", ")


if __name__ == "__main__":
    main()

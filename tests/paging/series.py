"""Articles in pages, as sites write them: each page has the head of the article again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pages
from crosspost.config import Config
from crosspost.model import Outcome
from crosspost.pipeline import import_link
from server import Answer, Server, page

STANDFIRST = "How seven villages came to one table, and why it took them ten years to do so."
BYLINE = "By A. Correspondent, 6 March 2013"
CAPTION = "The bridge in spring, before the snow had melted"
BOX = "A. Correspondent writes about roads and rivers, and lives beside one of them."
HEAD = (
    f'<p class="standfirst">{STANDFIRST}</p><p class="byline">{BYLINE}</p>'
    '<figure><img src="/lead.jpg" width="800" height="500" alt="The bridge">'
    f"<figcaption>{CAPTION}</figcaption></figure>"
)


def text(number: int) -> str:
    """Return the text of one page of an article."""
    return "".join(f"<p>Village {number}, day {day}. {pages.PARAGRAPH}</p>" for day in range(1, 4))


def sheet(number: int, pager: str = "", *, more: str = "", title: str = "", head: str = "") -> str:
    """Return one page of an article, with all that each page has again."""
    box = f'<div class="about-author"><p>{BOX}</p></div>'
    return pages.article(
        title or "A bridge for the village",
        f"{HEAD}{text(number)}{more}{box}{pager}",
        url="",
        head=head,
    )


def pager(urls: Mapping[int, str], number: int, words: str = "Pages:") -> str:
    """Return the links to the other pages, as WordPress writes them."""
    links = (
        f"<span>{other}</span>" if other == number else f'<a href="{url}">{other}</a>'
        for other, url in urls.items()
    )
    return f'<div class="page-links">{words} {" ".join(links)}</div>'


def series(urls: Mapping[int, str]) -> dict[str, Answer]:
    """Return the routes of an article with these pages."""
    return {url: page(sheet(number, pager(urls, number))) for number, url in urls.items()}


def imported(web: Server, path: str, site: Path, config: Config | None = None) -> Outcome:
    """Import an article of a server."""
    outcome = import_link(web.url(path), config, site=site)
    assert outcome.error is None
    return outcome


def warnings(outcome: Outcome) -> tuple[str, ...]:
    assert outcome.post
    return outcome.post.warnings


def villages(outcome: Outcome) -> list[int]:
    """Return the numbers of the pages whose text is in the post, in order; all of each."""
    assert outcome.post
    lines = [line for line in outcome.post.body.split("\n") if line.startswith("Village ")]
    numbers = [int(line.split()[1].strip(",")) for line in lines]
    assert all(numbers.count(number) == 3 for number in numbers)
    return list(dict.fromkeys(numbers))

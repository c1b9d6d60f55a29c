"""Files that an article links to on its own site."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from crosspost.images.attachments import find, use_copies
from crosspost.images.names import is_attachment, name_in
from crosspost.model import Article, Metadata, Picture

SITE = "https://www.river.example.org/2013/03/bread/"
BODY = """<p><a href="https://river.example.org/up/My%20List.pdf#page=3">list</a>
<a href="http://river.example.org/up/My%20List.pdf">list</a>
<a href="https://cdn.river.example.org/a.ZIP">zip</a>
<a href="https://river.files.wordpress.com/2013/a.docx">doc</a>
<a href="https://other.example.org/a.pdf">other</a> <a href="https://ariver.example.org/a.pdf">x</a>
<a href="/relative.pdf">relative</a> <a href="https://river.example.org/page.html">page</a>
<a href="https://river.example.org/setup.exe">program</a>
<a href="https://river.example.org/a.svg">drawing</a></p>
<audio src="https://river.example.org/a.mp3" controls></audio>
<video><source src="https://river.example.org/a.mp4"></video>"""


def article(body: str = BODY) -> Article:
    return Article(
        SITE, Metadata, "", lambda: BeautifulSoup(body, "html.parser"), (), lambda: (), None
    )


def test_files_of_the_site_are_found_each_once() -> None:
    assert [(one.url, one.words) for one in find(article(), SITE)] == [
        ("https://river.example.org/up/My%20List.pdf", "My List"),
        ("http://river.example.org/up/My%20List.pdf", "My List"),
        ("https://cdn.river.example.org/a.ZIP", "a"),
        ("https://river.files.wordpress.com/2013/a.docx", "a"),
        ("https://river.example.org/a.mp3", "a"),
        ("https://river.example.org/a.mp4", "a"),
    ]
    assert find(article(), "") == find(article(), "a path") == []


def test_links_lead_to_the_copies_and_the_rest_stays() -> None:
    one = article()
    copied = {
        "https://river.example.org/up/My%20List.pdf": Picture("", "my-list-1.pdf"),
        "https://river.example.org/a.mp3": Picture("", "a-2.mp3"),
    }
    body = use_copies(one, copied, SITE, "/blog/assets/files").body
    hrefs = [str(tag["href"]) for tag in body.find_all("a")]
    assert hrefs[0] == "/blog/assets/files/my-list-1.pdf#page=3"
    assert hrefs[1:] == [str(tag["href"]) for tag in article().body.find_all("a")][1:]
    assert body.audio and body.audio["src"] == "/blog/assets/files/a-2.mp3"
    assert body.source and body.source["src"] == "https://river.example.org/a.mp4"


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/a.pdf", True),
        ("https://example.org/a.PDF?dl=1#x", True),
        ("https://example.org/a.tar.gz", True),
        ("https://example.org/pdf", False),
        ("https://example.org/a.pdf.exe", False),
        ("https://example.org/a.html", False),
        ("https://example.org/?file=a.pdf", False),
        ("ftp://example.org/a.pdf", False),
        ("data:application/pdf;base64,aa.pdf", False),
        ("https://example.org/" + "a" * 5000 + ".pdf", False),
    ],
)
def test_which_urls_are_those_of_files(url: str, is_one: bool) -> None:
    assert is_attachment(url) == is_one


def test_the_name_is_that_of_the_file() -> None:
    assert name_in("https://example.org/b/My%20List.pdf?x=1") == "My List"

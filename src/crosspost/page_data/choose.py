"""Choose the text of a page's data that is the article of the page.

Where the page shows some of the article, the text has that and more; where it shows none, the
object of the text says that it is the page's: by title, URL or description.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document
from crosspost.page_data.candidates import Candidate

_TAGS = lazy_compile(r"<[^<>]*+>")
_TITLE_ENDS = lazy_compile(r"\s[|–—·»:-]\s")
_SENTENCE_ENDS = lazy_compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
_NO_LETTERS = lazy_compile(r"[\W_]+")
_MOST_SENTENCES = 60  # that are compared, from all parts of a text
_SHORTEST = 20  # letters of a sentence that is compared
_MOST_OF = 0.8  # of what the page shows is in the text
_LEAST_NEW, _SHARE_NEW = 300, 0.3  # letters that the text has besides; as a part of what is shown
_MOST_SHOWN = 0.3  # of that is elsewhere in the page, where it was not taken for the article's
_LAST_SHOWN = 0.85  # of the text precede the end of what is shown
_LEAST = 400  # letters of an article
_RICH = 0.7  # of the longest text, if it has pictures and links and that has none
_LIKE = 0.6
_LEAST_OF_TITLE, _LEAST_OF_SLUG, _OF_DESCRIPTION = 8, 8, 40


class About(NamedTuple):
    """What a page says of itself, in the form for comparing.

    Attributes:
        titles: of the article.
        site: the names of the site.
        slug: the end of its URL.
        urls: identities of its URLs.
        description: its beginning.
    """

    titles: frozenset[str]
    site: frozenset[str]
    slug: str
    urls: frozenset[str]
    description: str


def about(document: Document, title: str | None) -> About:
    """Return what a page says of itself.

    Args:
        document: the page.
        title: of its article, as it was found.
    """
    meta: dict[str, str] = {}
    for element in document.elements["meta"][:500]:
        name = (element.get("property") or element.get("name") or "").lower()
        meta.setdefault(name, (element.get("content") or "")[:2000])
    texts = [title or "", meta.get("og:title", ""), meta.get("twitter:title", "")]
    heads = document.elements["title"][:1] + document.elements["h1"][:3]
    texts += ["".join(element.itertext())[:2000] for element in heads]
    parts = [max(_TITLE_ENDS.split(text), key=len) for text in texts]
    site = frozenset(map(letters, (meta.get("og:site_name", ""), meta.get("application-name", ""))))
    known = [document.url, meta.get("og:url", "")]
    known += [
        urls.absolute(document.base_url, link.get("href") or "") or ""
        for link in document.elements["link"]
        if (link.get("rel") or "").strip().lower() == "canonical"
    ]
    identities = {urls.identity(url) for url in known if urls.path(url) not in ("", "/")}
    end = urls.path(document.url).rstrip("/").rpartition("/")[2].partition(".")[0]
    description = letters(meta.get("og:description") or meta.get("description", ""))
    titles = frozenset(map(letters, (*texts, *parts)))
    return About(
        frozenset(one for one in titles - site if len(one) >= _LEAST_OF_TITLE or not one.isascii()),
        site,
        letters(end),
        frozenset(identities),
        description[:_OF_DESCRIPTION],
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return _NO_LETTERS.sub("", text.casefold())


def letters_of(html: str) -> str:
    """Return the letters and digits of a piece of HTML in lower case."""
    return letters(unescape(_TAGS.sub(" ", html)))


def choose_longer(found: Iterable[Candidate], shown: str, on_page: str) -> Candidate | None:
    """Return the text that contains what a page shows of its article, and clearly more.

    Args:
        found: the texts of the page's data.
        shown: of the article, as plain text.
        on_page: all that the page shows, as plain text.
    """
    sentences, length = _sentences(shown), len(letters(shown))
    least = length + max(_LEAST_NEW, _SHARE_NEW * length)
    fitting: list[tuple[int, Candidate]] = []
    page = ""
    for one in found if sentences else ():
        if len(one.html) < least:
            continue
        text = letters_of(one.html)
        if len(text) < least or not _is_continued(sentences, text):
            continue
        page = page or letters(on_page)
        others = _sentences(unescape(_TAGS.sub(" ", one.html)), without=letters(shown))
        if sum(len(s) for s in others if s in page) <= _MOST_SHOWN * sum(map(len, others)):
            fitting.append((len(text), one))
    return _best(fitting)


def _is_continued(sentences: list[str], text: str) -> bool:
    """Tell whether a text has most of some sentences, and goes on after the last."""
    held = [sentence for sentence in sentences if sentence in text]
    if sum(map(len, held)) < _MOST_OF * sum(map(len, sentences)):
        return False
    return max(text.rfind(one) + len(one) for one in held[-3:]) <= _LAST_SHOWN * len(text)


def choose_described(found: Iterable[Candidate], page: About) -> Candidate | None:
    """Return the text whose title, slug or URL is the page's; None if there is none.

    Args:
        found: the texts of the page's data.
        page: which shows none of its article.
    """
    fitting = []
    for one in found:
        text = letters_of(one.html)
        if len(text) >= _LEAST / (1 if text.isascii() else 2) and _is_of(one, text, page):
            fitting.append((len(text), one))
    return _best(fitting)


def _best(fitting: list[tuple[int, Candidate]]) -> Candidate | None:
    """Return the longest text; one with links and pictures if it is nearly as long."""
    if not fitting:
        return None
    longest = max(length for length, _ in fitting)
    rich = [pair for pair in fitting if not pair[1].is_plain and pair[0] >= _RICH * longest]
    return max(rich or fitting, key=lambda pair: pair[0])[1]


def _is_of(one: Candidate, text: str, page: About) -> bool:
    """Tell whether a text is that of the page."""
    if not page.urls and not page.titles:
        return False
    if len(page.slug) >= _LEAST_OF_SLUG and page.slug in map(letters, one.slugs):
        return True
    if any(urls.identity(url) in page.urls for url in one.urls if urls.is_web(url)):
        return True
    titles = {letters(title) for title in one.titles} - page.site - {""}
    if any(_are_alike(title, other) for title in titles for other in page.titles):
        return True
    is_long = len(page.description) >= _OF_DESCRIPTION
    return is_long and page.description in text[: 2 * _LEAST]


def _are_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long and len(short) >= _LIKE * len(long)


def _sentences(text: str, without: str = "") -> list[str]:
    """Return sentences of a text: letters only, from its beginning to its end.

    Args:
        text: plain.
        without: letters of another text, whose sentences are left out.
    """
    every = map(letters, _SENTENCE_ENDS.split(text))
    found = [one for one in every if len(one) >= _SHORTEST / (1 if one.isascii() else 2)]
    step = -(-len(found) // _MOST_SENTENCES) or 1
    chosen = found[::step]
    if found and (len(found) - 1) % step:
        chosen.append(found[-1])
    return [one for one in chosen if one not in without] if without else chosen

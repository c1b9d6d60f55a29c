"""The owner of a blog: its copyright notice or its name may be the only byline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint
from crosspost.metadata.people.common_words import has_common_word
from crosspost.metadata.people.names import is_person
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold, key, squash
from crosspost.metadata.view import View

_LINES = 12
_TOP = 4  # lines, where the description of a blog is
_MAX_LENGTH = 200
# Each character can be matched in one way only: there is no backtracking.
_NOTICE = lazy_compile(
    r"(?:©|\(c\)|copyright)\s*+(?:©|\(c\)|copyright|by\b|[-–,]|(?:(?:19|20)\d\d)++(?!\d))*+"
    r"(?:\s|[-–,]|\d{2,}+)*+(?:by\s+)?(?P<name>[^\W\d_][^\d.,|©•·:;()<>–—]{3,40})",
    re.I,
)
_LEAST_WORDS, _MOST_WORDS = 2, 3
_SEPARATOR = lazy_compile(r" [|–—·•»-] |: ")
# "OSSO B.V.", "Royal Canin SAS", "Acme®": a company.
_COMPANY = lazy_compile(r"[®™]|\b[A-Z]{1,3}$|^(?:SA|AG|PT|OOO|ООО)\b")
# "Ann Otter's notes on rivers", as the description of a blog.
_POSSESSIVE = lazy_compile(
    r"(?P<name>[^\W\d_][\w. -]{3,40})['’]s? (?:web ?log|blog|thoughts|notes|musings|writings?"
    r"|website|site|home ?page|ramblings|journal|diary|adventures|work|words)\b",
    re.I,
)
_NOT_IN_NAMES = lazy_compile(r"blog|home|news|site|.+['’]s$", re.I)
# With so many of "I", "my" and "me", the text is written in the first person.
_FIRST_PERSON = lazy_compile(r"\b(?:I|I['’]m|I['’]ve|my|me)\b")
_LEAST_SAID = 3


def read(view: View) -> Iterator[Candidate]:
    """Yield the person whom the copyright notice names, or the name of the site.

    The latter only where the text is written in the first person and does not use a word of the
    name in lower case ("Bread Dad").
    """
    speaks = len(_FIRST_PERSON.findall(view.text)) >= _LEAST_SAID
    found: dict[str, list[tuple[str, Source]]] = {}
    for name, source in chain(_in_notice(view), _of_site(view) if speaks else ()):
        is_short = _LEAST_WORDS <= len(name.split()) <= _MOST_WORDS
        if is_short and is_person(name) and not has_common_word(name):
            found.setdefault(key(name), []).append((name, source))
    for places in found.values():
        name, source = places[0]
        hints = {Hint.OWNER}
        if speaks:
            hints.add(Hint.FIRST_PERSON)
        if squash(name) in squash(urls.host(view.document.url)):
            hints.add(Hint.IN_THE_HOST)
        yield Candidate("authors", (name,), source, 0.2, frozenset(hints))


def _in_notice(view: View) -> Iterator[tuple[str, Source]]:
    for line in reversed(view.read_lines()[-_LINES:]):
        found = _NOTICE.search(line.text) if len(line.text) <= _MAX_LENGTH else None
        if found and not _COMPANY.search(found["name"].strip()):
            yield found["name"].strip(" '\"*"), Source(SourceType.COPYRIGHT_NOTICE)


def _of_site(view: View) -> Iterator[tuple[str, Source]]:
    """Yield possible names of the site: in the head, after the title, in links to the home page."""
    names = [fold(name[:_MAX_LENGTH]) for name in view.meta.get("og:site_name", [])[:1]]
    pieces = _SEPARATOR.split(fold(view.title_element)[:_MAX_LENGTH])
    names += pieces[1:][-1:]
    home = urls.absolute(view.document.base_url, "/")
    names += [found["name"] for name in names if (found := _POSSESSIVE.match(name))]
    for line in view.lines[: max(view.heading_line or 0, _TOP)]:
        if found := _POSSESSIVE.match(line.text):
            names.append(found["name"])
    for line in view.lines[: view.heading_line or 0]:
        url = line.link.get("href") if line.link is not None else None
        if url and urls.absolute(view.document.base_url, url) == home:
            names.append(line.text)
    for name in names:
        if not any(view.is_common(word) or _NOT_IN_NAMES.match(word) for word in name.split()):
            yield name, Source(SourceType.SITE_NAME)

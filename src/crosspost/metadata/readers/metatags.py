"""The other ``<meta>`` tags: HTML's own, Twitter, Dublin Core, citation_*, parsely, sailthru.

https://html.spec.whatwg.org/#standard-metadata-names, https://www.dublincore.org/specifications/,
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing (citation_*),
https://docs.parse.ly/metatags/, https://getstarted.sailthru.com/site/personalization-engine/meta-tags/
"""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.metadata.candidate import Candidate, Field
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.hints import Hint
from crosspost.metadata.people.words import CREDENTIAL
from crosspost.metadata.readers.broken_json import read_json
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import plain
from crosspost.metadata.view import View

_TEXTS: tuple[tuple[str, Field, float], ...] = (
    ("twitter:title", "title", 0.7),
    ("citation_title", "title", 0.9),
    ("dc.title", "title", 0.7),
    ("dcterms.title", "title", 0.7),
    ("parsely-title", "title", 0.85),
    ("sailthru.title", "title", 0.8),
    ("title", "title", 0.6),
    ("headline", "title", 0.8),
    ("application-name", "site", 0.6),
    ("apple-mobile-web-app-title", "site", 0.4),
    ("al:ios:app_name", "site", 0.2),
    ("dc.publisher", "site", 0.5),
    ("citation_journal_title", "site", 0.6),
    ("copyright", "site", 0.1),
    ("description", "description", 0.85),
    ("twitter:description", "description", 0.7),
    ("dc.description", "description", 0.6),
    ("dcterms.abstract", "description", 0.6),
    ("sailthru.description", "description", 0.6),
    ("citation_abstract", "description", 0.5),
    ("twitter:image", "image", 0.75),
    ("twitter:image:src", "image", 0.75),
    ("sailthru.image.full", "image", 0.7),
    ("parsely-image-url", "image", 0.7),
    ("image", "image", 0.6),
    ("thumbnail", "image", 0.4),
    ("twitter:url", "canonical_url", 0.4),
    ("parsely-link", "canonical_url", 0.5),
    ("citation_public_url", "canonical_url", 0.5),
    ("dc.language", "language", 0.5),
    ("dcterms.language", "language", 0.5),
    ("content-language", "language", 0.4),
    ("language", "language", 0.3),
    ("citation_language", "language", 0.5),
    ("dc.rights", "license", 0.3),
    ("dcterms.license", "license", 0.9),
    ("dcterms.rights", "license", 0.3),
    ("license", "license", 0.8),
    ("rights", "license", 0.3),
    ("copyright", "license", 0.2),
)
_TIMESTAMPS: tuple[tuple[str, Field, float], ...] = (
    ("parsely-pub-date", "published", 0.85),
    ("sailthru.date", "published", 0.8),
    ("citation_publication_date", "published", 0.8),
    ("citation_online_date", "published", 0.8),
    ("citation_date", "published", 0.7),
    ("dc.date.issued", "published", 0.8),
    ("dc.issued", "published", 0.8),
    ("dc.date.published", "published", 0.8),
    ("dcterms.issued", "published", 0.8),
    ("dcterms.created", "published", 0.7),
    ("dc.date.created", "published", 0.7),
    ("dc.created", "published", 0.7),
    ("prism.publicationdate", "published", 0.8),
    ("bepress_citation_online_date", "published", 0.8),
    ("bepress_citation_date", "published", 0.7),
    ("eprints.date", "published", 0.7),
    ("dc.date", "published", 0.6),
    ("dcterms.date", "published", 0.6),
    ("pubdate", "published", 0.8),
    ("publishdate", "published", 0.8),
    ("publish-date", "published", 0.8),
    ("publish_date", "published", 0.8),
    ("published_date", "published", 0.8),
    ("publication_date", "published", 0.8),
    ("published_at", "published", 0.8),
    ("published", "published", 0.7),
    ("datepublished", "published", 0.8),
    ("datecreated", "published", 0.6),
    ("cxenseparse:recs:publishtime", "published", 0.8),
    ("cxenseparse:publishtime", "published", 0.8),
    ("originalpublicationdate", "published", 0.8),
    ("article_date_original", "published", 0.8),
    ("article.published", "published", 0.8),
    ("published-date", "published", 0.8),
    ("date_published", "published", 0.8),
    ("published_time", "published", 0.8),
    ("published-time", "published", 0.8),
    ("publication-date", "published", 0.8),
    ("publisheddate", "published", 0.8),
    ("publish_time", "published", 0.8),
    ("publishtime", "published", 0.8),
    ("release_date", "published", 0.7),
    ("bt:pubdate", "published", 0.8),
    ("rnews:datepublished", "published", 0.8),
    ("dateposted", "published", 0.7),
    ("date_created", "published", 0.6),
    ("w-published-date", "published", 0.7),
    ("date", "published", 0.6),
    ("created", "published", 0.5),
    ("creation_date", "published", 0.5),
    ("datemodified", "updated", 0.7),
    ("dc.date.modified", "updated", 0.7),
    ("dc.modified", "updated", 0.7),
    ("prism.modificationdate", "updated", 0.7),
    ("dcterms.modified", "updated", 0.8),
    ("lastmod", "updated", 0.7),
    ("last-modified", "updated", 0.5),
    ("revised", "updated", 0.6),
    ("article.updated", "updated", 0.8),
    ("modified", "updated", 0.6),
    ("modified-date", "updated", 0.7),
    ("modified_time", "updated", 0.7),
    ("modified-time", "updated", 0.7),
    ("updated_at", "updated", 0.7),
)
_PEOPLE: tuple[tuple[str, float], ...] = (
    ("citation_author", 0.95),
    ("citation_authors", 0.9),
    ("bepress_citation_author", 0.9),
    ("eprints.creators_name", 0.8),
    ("parsely-author", 0.85),
    ("sailthru.author", 0.8),
    ("dc.creator", 0.75),
    ("dcterms.creator", 0.75),
    ("dc.contributor", 0.3),
    ("author", 0.7),
    ("authors", 0.7),
    ("byl", 0.8),
    ("byline", 0.8),
    ("article.author", 0.8),
    ("articleauthor", 0.7),
    ("cxenseparse:author", 0.7),
    ("creator", 0.5),
    ("twitter:creator:name", 0.6),
)
_WORDS: tuple[tuple[str, Field, float], ...] = (
    ("news_keywords", "tags", 0.8),
    ("parsely-tags", "tags", 0.7),
    ("sailthru.tags", "tags", 0.3),
    ("citation_keywords", "tags", 0.8),
    ("dc.subject", "tags", 0.6),
    ("keywords", "tags", 0.6),
    ("parsely-section", "categories", 0.8),
    ("section", "categories", 0.6),
    ("category", "categories", 0.6),
)

_MAX_WORDS = 5
# https://html.spec.whatwg.org/#standard-metadata-names
_OF_HTML = frozenset({"application-name", "author", "description", "keywords"})
# They do not say of what they are the date.
_UNSPECIFIED = frozenset({"date", "dc.date", "created", "creation_date"})
_OF_LIBRARIES = ("citation", "dc", "bepress", "eprints")


def read(view: View) -> Iterator[Candidate]:
    """Yield what the page's meta elements say, except those of Open Graph."""
    meta = view.meta
    for name, field, trust in _TEXTS:
        for content in meta.get(name, [])[:3]:
            text = plain(content)
            if text and not (field == "site" and content in meta.get("og:title", [])):
                yield Candidate(field, text, _source(name), trust)
    for name, field, trust in _TIMESTAMPS:
        hints = frozenset({Hint.UNSPECIFIED_DATE}) if name in _UNSPECIFIED else frozenset()
        for content in meta.get(name, [])[:3]:
            timestamp = read_timestamp(content, view.language)
            if timestamp:
                yield Candidate(field, timestamp, _source(name), trust, hints)
    for name, trust in _PEOPLE:
        people = _people(name, meta.get(name, [])[:60])
        if people:
            yield Candidate("authors", people, _source(name), trust)
    for name, field, trust in _WORDS:
        texts = tuple(filter(None, map(plain, meta.get(name, [])[:50])))
        if texts:
            yield Candidate(field, texts, _source(name), trust)
    yield from _labels(meta)
    yield from _parsely(meta)


def _source(name: str) -> Source:
    if name.startswith("twitter:"):
        return Source(SourceType.TWITTER, name)
    if name.startswith("citation_"):
        return Source(SourceType.CITATION, name)
    return Source(SourceType.HTML_META if name in _OF_HTML else SourceType.META, name)


def _people(name: str, contents: list[str]) -> tuple[str, ...]:
    people = tuple(filter(None, map(plain, contents)))
    if name == "citation_authors":
        people = tuple(one.strip() for several in people for one in several.split(";"))
    if name.startswith(_OF_LIBRARIES):
        people = tuple(map(_given_name_first, people))
    return people


def _given_name_first(name: str) -> str:
    """Return "Ann B. Otter" for "Otter, Ann B.", the form of libraries; others as they are."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) != 2 or not all(parts) or CREDENTIAL.fullmatch(parts[1]):
        return name
    return f"{parts[1]} {parts[0]}" if len(name.split()) <= _MAX_WORDS else name


def _labels(meta: dict[str, list[str]]) -> Iterator[Candidate]:
    """Twitter's labelled data: ``twitter:label1`` "Written by", ``twitter:data1`` "Ann Otter"."""
    for number in "12":
        label = next(iter(meta.get(f"twitter:label{number}", [])), "").lower()
        data = plain(next(iter(meta.get(f"twitter:data{number}", [])), ""))
        if data and any(word in label for word in _WRITTEN_BY):
            yield Candidate("authors", (data,), _source(f"twitter:data{number}"), 0.75)


# "Written by" as the widespread WordPress plugins translate it.
_WRITTEN_BY = (
    "written by", "author", "verfasst von", "geschrieben von", "écrit par", "escrito por",
    "scritto da", "geschreven door", "napisane przez", "skrevet av", "skrevet af", "skriven av",
    "написано", "автор", "yazan", "kirjoittaja", "napsal", "írta", "scris de", "ditulis oleh",
    "執筆者", "作者", "글쓴이", "viết bởi", "كُتب بواسطة", "نوشته شده توسط", "escrit per",
)  # fmt: skip


def _parsely(meta: dict[str, list[str]]) -> Iterator[Candidate]:
    """Parse.ly's old form: one JSON object in ``parsely-page``."""
    source = _source("parsely-page")
    for content in meta.get("parsely-page", [])[:1]:
        page = next(iter(read_json(content)), None)
        if not isinstance(page, dict):
            return
        title, author, day = (page.get(name) for name in ("title", "author", "pub_date"))
        if isinstance(title, str):
            yield Candidate("title", plain(title), source, 0.85)
        authors = page.get("authors") or author
        people = tuple(a for a in (authors if isinstance(authors, list) else [authors]) if a)
        if people and all(isinstance(a, str) for a in people):
            yield Candidate("authors", tuple(map(plain, people)), source, 0.8)
        timestamp = read_timestamp(day) if isinstance(day, str) else None
        if timestamp:
            yield Candidate("published", timestamp, source, 0.85)

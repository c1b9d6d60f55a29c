"""Tags and categories: the labels that the site gives the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, islice
from typing import Any

from lxml import etree

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, Field, of_field
from crosspost.metadata.fields.label_flags import label_of
from crosspost.metadata.fields.label_parts import parts
from crosspost.metadata.fields.site import names
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import key, squash, text_of, words
from crosspost.model import Document

_MAX_TAGS = 20
_MAX_CATEGORIES = 5
_MAX_TEXT, _MAX_LENGTH = 100, 50  # characters, with what is before a label and without
_MAX_WORDS = 5
# A longer list is mostly that of the site.
_MANY = 8
# A list of so many keywords in the head should be in the text.
_SEVERAL = 5
_MAX_PARAGRAPHS = 500
_LEAST_TEXT = 1_000  # characters of an article
_SITE_AND_MORE = 3  # letters after the site's name: "River Post-US"
# Single words that make up the title are not labels, but what a script made of it.
_WORDS_OF_TITLE = 4
_MOST = 0.8
# The tags themselves are links.
_NOT_LINKED = etree.XPath(".//text()[not(ancestor::a)]")
_WORD = lazy_compile(r"\w+")
_OTHER = frozenset({Hint.NESTED, Hint.ARTICLE})
_NAMED_VALUE = lazy_compile(r"[^\W\d][\w-]*:\s?\S.*")


class _Page:
    """What labels are compared with; everything is read when it is first needed."""

    def __init__(
        self, found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
    ) -> None:
        self._found, self._document, self._chosen = found, document, chosen
        self._title = f"{chosen.get('title') or ''}. {chosen.get('description') or ''}"

    @cached_property
    def taken(self) -> frozenset[str]:
        """What is in another field: the title, the site's names, the authors."""
        chosen = self._chosen
        said = [str(chosen[name]) for name in ("title", "site") if chosen.get(name)]
        said += chosen.get("authors", ())
        return frozenset([*map(key, said), *map(squash, said), *names(self._found, self._document)])

    def has(self, words: str) -> bool:
        """Tell whether the page has these words in this order and spelling."""
        return words in self._shown

    def count(self, label: str) -> int:
        """Return how often title and paragraphs have a label, in any case."""
        flat = _flat(label)
        return self._text.count(f" {flat} " if flat.isascii() else flat)

    def is_in_order(self, labels: Sequence[str]) -> bool:
        """Tell whether most of these words are those of a title or description, in its order."""
        texts = [str(c.value) for c in self._found if c.field in ("title", "description")]
        return any(_in_order(labels, words(text)) for text in dict.fromkeys([self._title, *texts]))

    @cached_property
    def _shown(self) -> str:
        return "\n".join((self._title, *self._document.flow.texts))

    @cached_property
    def _text(self) -> str:
        return f" {_flat(' '.join([self._title, *self._texts()]))} "

    def _texts(self) -> Iterator[str]:
        """Yield the texts of the element that has the article, else of all paragraphs."""
        for name in ("article", "main"):
            around = list(islice(self._document.tree.iter(name), 2))
            if len(around) == 1 and len(text_of(around[0])) > _LEAST_TEXT:
                yield from _NOT_LINKED(around[0])
                return
        yield from map(text_of, islice(self._document.tree.iter("p"), _MAX_PARAGRAPHS))


def _in_order(labels: Sequence[str], text: list[str]) -> bool:
    """Tell whether most labels are words of a text, and follow each other there as in the list."""
    found, after = 0, -1
    for label in labels:
        if label in text[after + 1 :]:
            after = text.index(label, after + 1)
            found += 1
    return found >= len(labels) * _MOST


def _flat(text: str) -> str:
    """Return the words of a text; unlike ``key`` with accents, which is quick for a long one."""
    return " ".join(_WORD.findall(text.lower()))


def choose_categories(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the categories: the site's sections for this article."""
    page = _Page(found, document, chosen)
    for source, values in _by_source(found, "categories"):
        labels = list(_labels(parts(values, page.has), page))[:_MAX_CATEGORIES]
        if labels:
            return Chosen(tuple(labels), source)
    return None


def lacks_category(found: Sequence[Candidate]) -> bool:
    """Tell whether no candidate is a category, so that the breadcrumb is read."""
    return not any(c.field == "categories" for c in found)


def choose_tags(
    found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> Chosen | None:
    """Choose the tags of the most trusted place that has any of this article."""
    page = _Page(found, document, chosen)
    for source, values in _by_source(found, "tags"):
        labels, _ = _tags(values, source, page)
        if labels:
            return Chosen(tuple(labels[:_MAX_TAGS]), source)
    return None


def fault(
    candidate: Candidate, found: Sequence[Candidate], document: Document, chosen: dict[str, Any]
) -> str:
    """Return why the labels of a candidate are not the article's, empty if they may be."""
    if _is_of_other(candidate, found):
        return "of another article"
    page = _Page(found, document, chosen)
    values = [str(value) for value in candidate.value]  # type: ignore[union-attr]
    if candidate.field == "tags":
        return _tags(values, candidate.source, page)[1]
    return "" if any(_labels(parts(values, page.has), page)) else "no label of an article"


def _by_source(found: Sequence[Candidate], field: Field) -> Iterator[tuple[Source, list[str]]]:
    """Yield each place that has labels, the most trusted first, with all of its values."""
    candidates = [c for c in of_field(found, field) if not _is_of_other(c, found)]
    for source, same in groupby(candidates, key=lambda candidate: candidate.source):
        yield source, [str(value) for one in same for value in one.value]  # type: ignore[union-attr]


def _is_of_other(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Tell whether labels are of another article in the data: not the page's, or one of several."""
    if not candidate.hints >= _OTHER or Hint.THIS_PAGE in candidate.hints:
        return False
    labelled = sum(c.field == candidate.field and c.hints >= _OTHER for c in found)
    return labelled > 1 or any(
        Hint.ARTICLE in c.hints and Hint.NESTED not in c.hints for c in found
    )


def _tags(values: Sequence[str], source: Source, page: _Page) -> tuple[list[str], str]:
    """Return the tags among labels, or why there are none."""
    # The vocabularies of these elements have one text for all labels.
    by_comma = source.type.is_meta and source.type is not SourceType.OPEN_GRAPH
    listed = list(parts(values, page.has, by_comma=by_comma))
    labels = list(_labels(listed, page))
    if not labels:
        return [], "no label of an article"
    flags = sum(_NAMED_VALUE.fullmatch(one) is not None and not label_of(one) for one in listed)
    if flags > 1 and flags > len(listed) / 2:
        return [], "flags of the site's software"
    single = [word for label in labels if " " not in (word := key(label))]
    if len(single) == len(labels) >= _WORDS_OF_TITLE and page.is_in_order(single):
        return [], "the words of the title or the description"
    is_keywords = source.type is SourceType.HTML_META
    if len(listed) > _MANY or (is_keywords and len(listed) >= _SEVERAL):
        counts = {label: page.count(label) for label in labels}
        named = [label for label in labels if counts[label]]
        if is_keywords and len(named) * 2 < len(labels):
            return [], f"a list of {len(labels)} keywords, of which the text has {len(named)}"
        if len(listed) > _MANY:
            labels = sorted(named, key=lambda label: -counts[label])
    return labels, "" if labels else f"a list of {len(listed)} keywords, of which the text has none"


def _labels(listed: Iterable[str], page: _Page) -> Iterator[str]:
    """Yield the labels in a list, each once; no flags, sentences, URLs or what is taken."""
    seen: set[str] = set()
    for part in listed:
        if "://" in part or len(part) > _MAX_TEXT:
            continue
        label = label_of(_bare(part))
        if not key(label) or len(label) > _MAX_LENGTH or len(label.split()) > _MAX_WORDS:
            continue
        identity = _identity(label)
        if identity in seen or identity in page.taken or _is_taken(squash(label), page.taken):
            continue
        seen.add(identity)
        yield label


def _bare(text: str) -> str:
    """Return a label without quotes, arrows and the sign of a hashtag."""
    return text.strip(" ,\"'“”›»<>•·").lstrip("# ").rstrip(" .")


def _is_taken(flat: str, taken: frozenset[str]) -> bool:
    """Tell whether a label is the site's name or the like, maybe with that of its edition."""
    ends = range(min(_SITE_AND_MORE, max(0, len(flat) - _SITE_AND_MORE)) + 1)
    return any(flat[: len(flat) - end] in taken for end in ends)


def _identity(label: str) -> str:
    """Return what two spellings of a label share; "C", "C#" and "C++" differ."""
    return key(label) + label[len(label.rstrip("#+")) :]

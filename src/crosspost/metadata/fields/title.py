"""The title: the visible heading of the text, else what the head gives, without the site's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from crosspost import urls
from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen
from crosspost.metadata.fields.site import names, names_in_head
from crosspost.metadata.fields.title_cuts import Cut, cut_heading, cuts, may_hold_site
from crosspost.metadata.hints import Hint
from crosspost.metadata.ranker import Option
from crosspost.metadata.source import SourceType
from crosspost.metadata.text import key, listed, shorten, slug_words, squash
from crosspost.model import Document

_MAX_LENGTH = 300
_NOT_TITLES = frozenset(
    listed(
        "home homepage blog news article articles untitled index menu search post posts page"
        " welcome 404 startseite accueil inicio error forbidden document default"
    )
)
_OF_SITE = frozenset({Hint.LOGO, Hint.LINKS_HOME})
# Titles that are compared with each other; a page with more is a list of articles.
_MAX_GROUPS = 1_000
# The weights' names of the source types; the others are "meta".
_KINDS = {
    SourceType.MICRODATA: "item",
    SourceType.RDFA: "item",
    SourceType.MICROFORMATS: "item",
    SourceType.TITLE_ELEMENT: "title",
    SourceType.OPEN_GRAPH: "og",
    SourceType.FEED: "og",  # a feed is written by the software that writes these tags
}
_COMPARED_WITH = frozenset({"heading", "og", "title"})


class _Piece(NamedTuple):
    """A candidate, what is left of its text after a cut, and what was cut."""

    candidate: Candidate
    text: str
    cut: Cut


_Groups = dict[str, list[_Piece]]


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the title: the visible heading, else the option with the highest score.

    A title of more than 300 characters is cut, and only taken where there is no other.
    """
    shown = heading(found, document, lambda: names_in_head(found, document))
    if shown is not None:
        return shown
    option = ranker.best("title", options(found, document), least=float("-inf"))
    if option is not None:
        return Chosen(option.value, option.source)
    longest = next((c for c in found if c.field == "title"), None)
    return Chosen(shorten(str(longest.value), _MAX_LENGTH), longest.source) if longest else None


def heading(
    found: Sequence[Candidate], document: Document, site: Callable[[], frozenset[str]]
) -> Chosen | None:
    """Return the main heading without the site's name; None where it is not a title.

    ``site`` returns the site's names, squashed. It is only called for a heading that can contain
    one: finding them takes more time than everything else here.
    """
    for candidate in found:
        text = str(candidate.value)
        if Hint.MAIN_HEADING not in candidate.hints or len(text) > _MAX_LENGTH:
            continue
        if Hint.AGAINST_URL in candidate.hints:
            continue
        if may_hold_site(text):
            known = site()
            whole = Hint.AS_IN_HEAD in candidate.hints
            text = cut_heading(text, known, _folders(document), whole)
            if squash(text) in known:
                continue
        if key(text) in _NOT_TITLES or not key(text):
            continue
        if _is_sites(candidate) or (
            candidate.hints & _OF_SITE and Hint.PAGE_HEADER in candidate.hints
        ):
            continue
        return Chosen(text, candidate.source)
    return None


def _is_sites(candidate: Candidate) -> bool:
    """Tell whether a heading is the site's: a logo or a link to the home page, not in the head."""
    return bool(candidate.hints & _OF_SITE) and Hint.AS_IN_HEAD not in candidate.hints


def options(found: Sequence[Candidate], document: Document) -> list[Option]:
    """Return the titles that the page offers, whole and cut, each with its features."""
    site = names(found, document)
    sections = _sections(found, document)
    groups: _Groups = {}
    for candidate in found:
        text = str(candidate.value)
        if candidate.field != "title" or len(text) > _MAX_LENGTH:
            continue
        if Hint.AGAINST_URL in candidate.hints or _is_sites(candidate):
            continue
        for piece, cut in cuts(text, site, sections):
            flat = key(piece)
            if flat and (flat in groups or len(groups) < _MAX_GROUPS):
                groups.setdefault(flat, []).append(_Piece(candidate, piece, cut))
    slug = slug_words(document.url)
    has_heading = any(kind(p.candidate) == "heading" for group in groups.values() for p in group)
    made = []
    for flat, group in groups.items():
        features = {*_features(group, has_heading), *_shape(flat, site), *_as_in_url(flat, slug)}
        features |= {*_beside(flat, groups)}
        best = max(group, key=_fitness)
        made.append(Option(best.text, best.candidate.source, frozenset(features)))
    return made


def _sections(found: Sequence[Candidate], document: Document) -> frozenset[str]:
    """Return the site's sections: the article's categories, and the folders of the URL."""
    # A visible breadcrumb is read after the title has been chosen.
    early = (
        c for c in found if c.field == "categories" and c.source.type is not SourceType.BREADCRUMB
    )
    named = [section for c in early for section in c.value]  # type: ignore[union-attr]
    return _folders(document) | {squash(name) for name in named if squash(name)}


def _folders(document: Document) -> frozenset[str]:
    """Return the folders of the page's URL, squashed."""
    folders = urls.path(document.url).split("/")[1:-1]
    return frozenset(squash(name) for name in folders if squash(name))


def kind(candidate: Candidate) -> str:
    """Return the weights' name for the place of a candidate."""
    source, hints = candidate.source.type, candidate.hints
    if source.is_heading:
        return "heading" if Hint.MAIN_HEADING in hints else "other heading"
    if source is SourceType.JSON_LD:
        name = "ld" if Hint.ARTICLE in hints else "ldpage"
        return "ldnested" if Hint.NESTED in hints else name
    name = _KINDS.get(source, "meta")
    if name == "item" and hints & {Hint.NESTED, Hint.ONE_OF_SEVERAL}:
        return "itemother"
    return name


def _fitness(piece: _Piece) -> tuple[bool, bool, float]:
    """Prefer the spelling that is visible on the page, then a whole one, then the most trusted."""
    candidate = piece.candidate
    return candidate.source.type.is_heading, piece.cut is Cut.NOTHING, candidate.confidence


def _features(group: list[_Piece], has_heading: bool) -> Iterator[str]:
    yield f"places {min(len({kind(piece.candidate) for piece in group}), 5)}"
    for candidate, _, cut in group:
        name = kind(candidate)
        yield f"{name} {cut}"
        yield cut
        if candidate.source.type.is_heading:
            for hint in candidate.hints:
                yield f"{name} {hint}" if cut is Cut.NOTHING else f"{name} {hint} cut"
            if candidate.source.type is not SourceType.H1:
                yield f"{name} no h1"
    if not any(piece.candidate.source.type.is_heading for piece in group):
        yield "not shown"
        if has_heading:
            yield "another heading"


def _shape(flat: str, site: frozenset[str]) -> Iterator[str]:
    words = flat.split()
    yield f"words {min(len(words), 4)}"
    if len(words) > 18:
        yield "long"
    if flat in _NOT_TITLES:
        yield "no title"
    if squash(flat) in site:
        yield "the site"


def _as_in_url(flat: str, slug: frozenset[str]) -> Iterator[str]:
    if len(slug) < 2:
        return
    words = {word for word in flat.replace("'", " ").split() if len(word) > 2}
    if not words:
        return
    wanted = {word for word in slug if len(word) > 2} or slug
    covered = len(words & wanted) / len(wanted)
    extra = len(words - wanted) / len(words)
    yield f"url {int(covered * 4)}"
    yield f"beyond url {int(extra * 4)}"
    if covered == 1 and extra < 0.2:
        yield "as in url"


def _beside(flat: str, groups: _Groups) -> Iterator[str]:
    """Compare this title with the whole ones of the heading, of Open Graph and of ``<title>``."""
    for other, group in groups.items():
        if other == flat:
            continue
        for candidate, _, cut in group:
            name = kind(candidate)
            if cut is not Cut.NOTHING or name not in _COMPARED_WITH:
                continue
            if f" {flat} " in f" {other} ":
                yield f"part of {name}"
            elif f" {other} " in f" {flat} ":
                yield f"holds {name}"
            else:
                mine, theirs = set(flat.split()), set(other.split())
                shared = 2 * len(mine & theirs) / (len(mine) + len(theirs))
                yield f"like {name} {int(shared * 3)}"

"""The title: what stands over the text, else what the head says, cut to the article's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from crosspost import urls
from crosspost.metadata import ranker
from crosspost.metadata.candidate import Candidate, Chosen
from crosspost.metadata.fields.site import names, names_in_head
from crosspost.metadata.fields.title_cuts import cut_heading, cuts, may_hold_site
from crosspost.metadata.ranker import Option
from crosspost.metadata.text import key, listed, shorten, slug_words, squash
from crosspost.model import Document

_MAX_LENGTH = 300
_NO_TITLES = frozenset(
    listed(
        "home homepage blog news article articles untitled index menu search post posts page"
        " welcome 404 startseite accueil inicio error forbidden document default"
    )
)
_OF_SITE = frozenset({"logo", "links home"})
# Titles that are compared with each other; a page with more is a list of articles.
_MAX_GROUPS = 1_000
_Group = list[tuple[Candidate, str]]


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the title: what the page shows as its heading, else what weighs most.

    One longer than 300 characters is cut, and only where there is no other.
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
    """Return the heading over the text, without the site's name; None where it is no title.

    ``site`` gives the site's names, squashed. It is asked only for a heading that can hold one: to
    know them takes more time than all the rest.
    """
    for candidate in found:
        text = str(candidate.value)
        if "main heading" not in candidate.hints or len(text) > _MAX_LENGTH:
            continue
        if "against the address" in candidate.hints:
            continue
        if may_hold_site(text):
            known = site()
            whole = "as in head" in candidate.hints
            text = cut_heading(text, known, _folders(document), whole)
            if squash(text) in known:
                continue
        if key(text) in _NO_TITLES or not key(text):
            continue
        if _is_sites(candidate) or (
            candidate.hints & _OF_SITE and "page header" in candidate.hints
        ):
            continue
        return Chosen(text, candidate.source)
    return None


def _is_sites(candidate: Candidate) -> bool:
    """Tell whether a heading is the site's: a logo, or a way home, that the head says otherwise."""
    return bool(candidate.hints & _OF_SITE) and "as in head" not in candidate.hints


def options(found: Sequence[Candidate], document: Document) -> list[Option]:
    """Return the titles that the page offers, whole and cut, each with what speaks for it."""
    site = names(found, document)
    sections = _sections(found, document)
    groups: dict[str, _Group] = {}
    for candidate in found:
        text = str(candidate.value)
        if candidate.field != "title" or len(text) > _MAX_LENGTH:
            continue
        if "against the address" in candidate.hints or _is_sites(candidate):
            continue
        for piece, cut in cuts(text, site, sections):
            flat = key(piece)
            if flat and (flat in groups or len(groups) < _MAX_GROUPS):
                groups.setdefault(flat, []).append((candidate, _with(candidate, piece, cut)))
    slug = slug_words(document.url)
    kinds = {kind(c) for group in groups.values() for c, _ in group}
    made = []
    for flat, group in groups.items():
        features = {*_features(group, kinds), *_shape(flat, site), *_as_in_address(flat, slug)}
        features |= {*_beside(flat, groups)}
        best = max(group, key=lambda pair: _fitness(pair[0], pair[1]))
        text = best[1].split("\n", 1)[1]
        made.append(Option(text, best[0].source, frozenset(features)))
    return made


def _sections(found: Sequence[Candidate], document: Document) -> frozenset[str]:
    """Return the site's sections: the article's categories, and the folders of the address."""
    # A visible breadcrumb is read after the title has been chosen.
    early = (c for c in found if c.field == "categories" and not c.source.startswith("visible"))
    named = [section for c in early for section in c.value]  # type: ignore[union-attr]
    return _folders(document) | {squash(name) for name in named if squash(name)}


def _folders(document: Document) -> frozenset[str]:
    """Return the folders of the page's address, squashed."""
    folders = urls.path(document.url).split("/")[1:-1]
    return frozenset(squash(name) for name in folders if squash(name))


def _with(candidate: Candidate, piece: str, cut: str) -> str:
    return f"{cut}\n{piece}"


def kind(candidate: Candidate) -> str:
    """Return what sort of place a candidate is from."""
    source, hints = candidate.source, candidate.hints
    if source.startswith("visible"):
        return "heading" if "main heading" in hints else "other heading"
    if source.startswith("json-ld"):
        name = "ld" if "article" in hints else "ldpage"
        return "ldnested" if "nested" in hints else name
    if source.startswith(("microdata", "rdfa", "h-entry")):
        return "item" if not hints & {"nested", "one of several"} else "itemother"
    if source == "title element":
        return "title"
    return "og" if source in ("meta og:title", "feed") else "meta"


def _fitness(candidate: Candidate, piece: str) -> tuple[bool, bool, float]:
    """Prefer the spelling that stands on the page, and a whole one to a cut one."""
    visible = candidate.source.startswith("visible")
    return visible, piece.startswith("whole"), candidate.confidence


def _features(group: _Group, page: set[str]) -> Iterator[str]:
    names = {kind(c) for c, _ in group}
    yield f"places {min(len(names), 5)}"
    for candidate, piece in group:
        name, cut = kind(candidate), piece.split("\n", 1)[0]
        yield f"{name} {cut}"
        yield cut
        if "heading" in name:
            for hint in candidate.hints:
                yield f"{name} {hint}" if cut == "whole" else f"{name} {hint} cut"
            if candidate.source != "visible h1":
                yield f"{name} no h1"
    if not any("heading" in name for name in names):
        yield "not shown"
        if "heading" in page:
            yield "another heading"


def _shape(flat: str, site: frozenset[str]) -> Iterator[str]:
    words = flat.split()
    yield f"words {min(len(words), 4)}"
    if len(words) > 18:
        yield "long"
    if flat in _NO_TITLES:
        yield "no title"
    if squash(flat) in site:
        yield "the site"


def _as_in_address(flat: str, slug: frozenset[str]) -> Iterator[str]:
    if len(slug) < 2:
        return
    words = {word for word in flat.replace("'", " ").split() if len(word) > 2}
    if not words:
        return
    wanted = {word for word in slug if len(word) > 2} or slug
    covered = len(words & wanted) / len(wanted)
    extra = len(words - wanted) / len(words)
    yield f"address {int(covered * 4)}"
    yield f"beyond address {int(extra * 4)}"
    if covered == 1 and extra < 0.2:
        yield "as in address"


def _beside(flat: str, groups: dict[str, _Group]) -> Iterator[str]:
    """Say how this title stands to the one in the heading and to that of the head."""
    for other, group in groups.items():
        if other == flat:
            continue
        for candidate, piece in group:
            if not piece.startswith("whole"):
                continue
            name = kind(candidate)
            if name not in ("heading", "og", "title"):
                continue
            if f" {flat} " in f" {other} ":
                yield f"part of {name}"
            elif f" {other} " in f" {flat} ":
                yield f"holds {name}"
            else:
                mine, theirs = set(flat.split()), set(other.split())
                shared = 2 * len(mine & theirs) / (len(mine) + len(theirs))
                yield f"like {name} {int(shared * 3)}"

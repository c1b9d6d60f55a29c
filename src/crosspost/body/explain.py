"""Why each part is in the body or not: its score and reason, as data and as an HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lxml.etree import _Element

from crosspost.body.decide import decide_page
from crosspost.body.decision import Decision
from crosspost.body.icons import is_icon
from crosspost.body.parts import parts_of
from crosspost.model import Document, Metadata
from crosspost.page.vocabulary import PLAYERS, lazy_sources

_PATH = 4  # boxes in a path before the block's own


@dataclass(frozen=True)
class Explained:
    """A part of the page: a block of text, a picture or a player.

    Attributes:
        text: its text; of pictures and players, the URL.
        path: the boxes around it, outermost first: ``main article.post p``.
        score: the probability that it is part of the article, 0 to 1; None for pictures and
            players, which go with what is beside them.
        kept: True if it is in the body.
        why: the reason.
        kind: ``text``, ``picture`` or ``player``.
    """

    text: str
    path: str
    score: float | None
    kept: bool
    why: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Located:
    """A part of the page and where it is in the page's flow.

    Attributes:
        runs: of a text: its runs, those that no reader sees included.
        node: of a picture or player: the number of its element; -1 for a text.
    """

    part: Explained
    runs: range
    node: int


@dataclass(frozen=True)
class Explanation:
    """A page's parts in order.

    Attributes:
        kind: the type of the page: ``article``, ``forum`` or ``documentation``.
        mode: the mode that was asked for.
        blocks: all parts.
    """

    kind: str
    mode: str
    blocks: tuple[Explained, ...]


def explain(document: Document, metadata: Metadata, mode: str = "article") -> Explanation:
    """Return for each part of a page whether it is in the body, and why.

    A page without text has no parts; it is not an error. The tree is not changed.
    """
    decision = decide_page(document, metadata, mode)
    if decision is None:
        return Explanation("article", mode, ())
    return Explanation(decision.page_type, mode, tuple(one.part for one in _located(decision)))


def locate(document: Document, metadata: Metadata, mode: str = "article") -> tuple[Located, ...]:
    """Return the parts that ``explain`` returns, and where they are in ``document.flow``."""
    decision = decide_page(document, metadata, mode)
    return () if decision is None else tuple(_located(decision))


def _located(decision: Decision) -> Iterator[Located]:
    found, parts = decision.found, parts_of(decision.found, decision.page)
    starts = [*found.runs, len(found.flow.texts)]
    for number, is_block in zip(parts.numbers.tolist(), parts.are_blocks.tolist(), strict=True):
        if is_block:
            runs = range(starts[number], starts[number + 1])
            yield Located(_block(decision, number), runs, -1)
        else:
            yield Located(_medium(decision, number), range(0), found.media[number][0])


def _block(decision: Decision, number: int) -> Explained:
    selection = decision.selection
    return Explained(
        text=decision.found.texts[number],
        path=_path(decision, decision.found.boxes[number]),
        score=float(decision.probabilities[number]),
        kept=bool(selection.kept[number]),
        why=selection.reasons[number],
    )


def _medium(decision: Decision, number: int) -> Explained:
    node, box, _ = decision.found.media[number]
    element = decision.found.flow.nodes[node]
    kept = bool(decision.selection.media[number])
    if kept:
        why = "among kept parts"
    else:
        why = decision.selection.media_reasons.get(number) or (
            "an icon or a portrait" if is_icon(element) else "not among kept parts"
        )
    kind = "player" if element.tag in PLAYERS else "picture"
    return Explained(_url(element), _path(decision, box), None, kept, why, kind)


def _url(element: _Element) -> str:
    """The URL of a picture or player that is likely to be shown; empty if it has none."""
    for each in (element, *element.iterdescendants("img", "source", "iframe", "video")):
        attributes = dict(each.items())
        url = (
            next(lazy_sources(attributes), "")
            or attributes.get("src")
            or next(iter((attributes.get("srcset") or "").split()), "")
        )
        if url:
            return str(url)
    return ""


def _path(decision: Decision, box: int) -> str:
    found = decision.found
    names: list[str] = []
    while box >= 0 and len(names) <= _PATH:
        classes = found.box_names[box].split()
        names.append(found.box_tags[box] + (f".{classes[0]}" if classes else ""))
        box = found.box_parents[box]
    return " ".join(reversed(names))


_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; }
section { border-left: .4rem solid; margin: .3rem 0; padding: .1rem .8rem; }
section.left-out { opacity: .62; }
summary { cursor: pointer; margin: 1.5rem 0; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
small { color: #555; }
"""


def as_page(explanation: Explanation, title: str) -> str:
    """The explanation as an HTML page, coloured by score: what is kept, then the rest, folded."""
    heading = escape(title)
    kept = [part for part in explanation.blocks if part.kept]
    cut = [part for part in explanation.blocks if not part.kept]
    return (
        "<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{heading}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{heading}</h1>\n"
        f"<p>{len(kept)} of {len(explanation.blocks)} parts kept; read as: "
        f"{escape(explanation.kind)}, mode: {escape(explanation.mode)}.</p>\n{_rows(kept)}\n"
        f"<details><summary>{len(cut)} parts left out</summary>\n{_rows(cut)}\n</details>\n"
        "</body></html>\n"
    )


def _rows(parts: Sequence[Explained]) -> str:
    return "\n".join(_row(part) for part in parts)


def _row(part: Explained) -> str:
    likely = part.score if part.score is not None else float(part.kept)
    hue = round(120 * likely)  # red for 0, green for 1
    state = "kept" if part.kept else "left-out"
    score = f"{part.score:.2f}" if part.score is not None else part.kind
    return (
        f'<section class="{state}" style="border-color: hsl({hue} 65% 45%); '
        f'background: hsl({hue} 70% 96%)"><small>{score} · {escape(part.why)} · '
        f"{escape(part.path)}</small><p>{escape(part.text)}</p></section>"
    )

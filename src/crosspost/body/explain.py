"""Why each block is in the body or not: its score and reason, as data and as an HTML page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from crosspost.body.decide import Decision, decide_page
from crosspost.model import Document, Metadata

_PATH = 4  # boxes in a path before the block's own


@dataclass(frozen=True)
class Explained:
    """A block of the page.

    Attributes:
        text: its text.
        path: the boxes around it, outermost first: ``main article.post p``.
        score: the probability that it is part of the article, 0 to 1.
        kept: True if it is in the body.
        why: the reason.
    """

    text: str
    path: str
    score: float
    kept: bool
    why: str


@dataclass(frozen=True)
class Explanation:
    """A page's blocks in order.

    Attributes:
        kind: ``article``, ``forum`` or ``documentation``.
        mode: the mode that was asked for.
        blocks: all blocks with text.
    """

    kind: str
    mode: str
    blocks: tuple[Explained, ...]


def explain(document: Document, metadata: Metadata, mode: str = "article") -> Explanation:
    """Return for each block of a page whether it is in the body, and why.

    A page without text has no blocks; it is not an error. The tree is not changed.
    """
    decision = decide_page(document, metadata, mode)
    if decision is None:
        return Explanation("article", mode, ())
    selection = decision.selection
    blocks = tuple(
        Explained(
            text=text,
            path=_path(decision, index),
            score=float(decision.probabilities[index]),
            kept=bool(selection.kept[index]),
            why=selection.reasons[index],
        )
        for index, text in enumerate(decision.found.texts)
    )
    return Explanation(decision.kind, mode, blocks)


def _path(decision: Decision, index: int) -> str:
    found = decision.found
    names: list[str] = []
    box = found.boxes[index]
    while box >= 0 and len(names) <= _PATH:
        classes = found.box_names[box].split()
        names.append(found.box_tags[box] + (f".{classes[0]}" if classes else ""))
        box = found.box_parents[box]
    return " ".join(reversed(names))


_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; }
section { border-left: .4rem solid; margin: .3rem 0; padding: .1rem .8rem; }
section.left-out { opacity: .62; }
section.left-out p { text-decoration: line-through; text-decoration-color: #b66; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
small { color: #555; }
"""


def as_page(explanation: Explanation, title: str) -> str:
    """The explanation as an HTML page: blocks coloured by score, dropped ones struck through."""
    rows = "\n".join(_row(block) for block in explanation.blocks)
    heading = escape(title)
    kept = sum(block.kept for block in explanation.blocks)
    return (
        "<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{heading}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{heading}</h1>\n"
        f"<p>{kept} of {len(explanation.blocks)} blocks kept; read as: {escape(explanation.kind)}, "
        f"mode: {escape(explanation.mode)}.</p>\n{rows}\n</body></html>\n"
    )


def _row(block: Explained) -> str:
    hue = round(120 * block.score)  # red for 0, green for 1
    state = "kept" if block.kept else "left-out"
    return (
        f'<section class="{state}" style="border-color: hsl({hue} 65% 45%); '
        f'background: hsl({hue} 70% 96%)"><small>{block.score:.2f} · {escape(block.why)} · '
        f"{escape(block.path)}</small><p>{escape(block.text)}</p></section>"
    )

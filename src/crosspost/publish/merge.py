"""Three versions of a text → one: what each side changed, and where both changed the same.

The libraries were looked at: merge3 (of Breezy) is GPL-2.0-or-later, which a program under MIT
cannot depend on; three-merge merges characters, not lines.

A text is merged by its lines, each with the blank lines after it, so that a paragraph, an item or
the row of a table is one piece. Changes of both sides are applied unless they overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crosspost.model import Conflict
from crosspost.publish.align_lines import Pair, common_lines

Side = Literal["mine", "article"]
_BEGIN, _MIDDLE, _END = "<<<<<<< your post\n", "=======\n", ">>>>>>> the article now\n"


@dataclass(frozen=True)
class Merge:
    """The result of a merge.

    Attributes:
        parts: pieces of text, and the conflicts between them.
        ending: the line ends after the last of them.
    """

    parts: tuple[str | Conflict, ...]
    ending: str

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What both sides changed, and differently."""
        return tuple(part for part in self.parts if isinstance(part, Conflict))

    def text(self, side: Side) -> str:
        """Return the text with one side's lines at each conflict."""
        return self._joined(lambda conflict: str(getattr(conflict, side)))

    def marked(self) -> str:
        """Return the text with the lines of both sides at each conflict, marked as git does."""
        return self._joined(lambda found: f"{_BEGIN}{found.mine}{_MIDDLE}{found.article}{_END}")

    def _joined(self, shown: Callable[[Conflict], str]) -> str:
        texts = (part if isinstance(part, str) else shown(part) for part in self.parts)
        return "".join(texts).rstrip("\n") + self.ending


class _Change(NamedTuple):
    """A change of one side: the pieces ``low`` to ``high`` of the old text become ``new``."""

    low: int
    high: int
    side: Side
    new: list[str]


def merge(imported: str | None, mine: str, article: str) -> Merge:
    """Merge what the owner and the article changed.

    Args:
        imported: the text that both began from. None: it is not known. Then lines that only the
            article has are a conflict, since the owner may have removed them, and lines that only
            the owner has stay.
        mine: the owner's text; where it is kept, the number of blank lines is, too.
        article: the article's text now.
    """
    own, new = _pieces(mine), _pieces(article)
    regions = _two_way(own, new) if imported is None else _three_way(_pieces(imported), own, new)
    return Merge(tuple(regions), mine[len(mine.rstrip("\n")) :])


def _pieces(text: str) -> list[str]:
    """Split a text into lines, each with the blank lines after it; the last one ends with one."""
    pieces: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        if line.strip() or not pieces:
            pieces.append(f"{line}\n")
        else:
            pieces[-1] += f"{line}\n"
    pieces[-1] += "\n"
    return pieces if text.strip() else []


def _keys(pieces: list[str]) -> list[str]:
    """Return what pieces are compared by: the number of blank lines makes no difference."""
    parts = (piece.partition("\n") for piece in pieces)
    return [f"{line}\n\n" if rest else f"{line}\n" for line, _, rest in parts]


def _two_way(own: list[str], new: list[str]) -> Iterator[str | Conflict]:
    at = other = 0
    for pair in (*common_lines(_keys(own), _keys(new)), Pair(len(own), len(new))):
        mine, article = "".join(own[at : pair.first]), "".join(new[other : pair.second])
        if article:
            yield Conflict(mine, article)
        else:
            yield mine
        yield from own[pair.first : pair.first + 1]
        at, other = pair.first + 1, pair.second + 1


def _three_way(old: list[str], own: list[str], new: list[str]) -> Iterator[str | Conflict]:
    keys = _keys(old)
    pairs = common_lines(keys, _keys(own))
    kept = {at: own[other] for at, other in pairs}
    changes = _changes(pairs, old, own, "mine")
    changes += _changes(common_lines(keys, _keys(new)), old, new, "article")
    at = 0
    for low, high, both in _regions(sorted(changes)):
        yield from (kept[n] for n in range(at, low))
        mine, article = (_side(side, low, high, both, old) for side in ("mine", "article"))
        sides = {change.side for change in both}
        if sides == {"mine"}:
            yield "".join(mine)
        elif sides == {"article"}:
            yield "".join(article)
        else:
            yield from _both(mine, article, is_insertion=low == high)
        at = high
    yield from (kept[n] for n in range(at, len(old)))


def _changes(pairs: list[Pair], old: list[str], new: list[str], side: Side) -> list[_Change]:
    """Return the gaps between what is common; one of n pieces that are n now is n changes."""
    found = []
    at = other = 0
    for pair in (*pairs, Pair(len(old), len(new))):
        if pair.first - at == pair.second - other:
            for number in range(pair.first - at):
                low = at + number
                found.append(_Change(low, low + 1, side, [new[other + number]]))
        else:
            found.append(_Change(at, pair.first, side, new[other : pair.second]))
        at, other = pair.first + 1, pair.second + 1
    return found


def _regions(changes: list[_Change]) -> Iterator[tuple[int, int, list[_Change]]]:
    """Yield changes that overlap together, with the part of the old text that they cover.

    Two insertions at one place overlap. One beside what the other side changed does not: which
    comes first is clear.
    """
    together: list[_Change] = []
    low = high = 0
    for change in changes:
        same_place = change.low == change.high == low == high
        if together and not (change.low < high or same_place):
            yield low, high, together
            together = []
        if not together:
            low, high = change.low, change.high
        together.append(change)
        high = max(high, change.high)
    if together:
        yield low, high, together


def _side(side: Side, low: int, high: int, changes: list[_Change], old: list[str]) -> list[str]:
    """Return a part of the old text with the changes of one side."""
    pieces: list[str] = []
    for change in changes:
        if change.side == side:
            pieces += [*old[low : change.low], *change.new]
            low = change.high
    return [*pieces, *old[low:high]]


def _both(mine: list[str], article: list[str], *, is_insertion: bool) -> Iterator[str | Conflict]:
    """Yield what both sides made of a part: the same, or a conflict between what is the same."""
    own, new = _keys(mine), _keys(article)
    start, most = 0, min(len(own), len(new))
    while start < most and own[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and own[-1 - end] == new[-1 - end]:
        end += 1
    yield "".join(mine[:start])
    inner = ("".join(mine[start : len(mine) - end]), "".join(article[start : len(article) - end]))
    if inner[0] == inner[1] or (is_insertion and not all(inner)):
        yield inner[0] or inner[1]
    else:
        yield Conflict(*inner)
    yield "".join(mine[len(mine) - end :])

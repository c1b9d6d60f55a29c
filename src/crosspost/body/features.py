"""What is known of each block, as one row of numbers.

Every figure of a box is a difference of prefix sums, every figure of a neighbourhood a shifted
array: no loop over blocks but those that read their text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosspost.body import class_hints, phrases
from crosspost.body.arrays import Bools, Floats, Ints, before
from crosspost.body.blocks import Blocks
from crosspost.body.elements import TAG_NUMBER
from crosspost.body.lexicon import Lexicon, LineScores
from crosspost.body.page import PageArrays, inside

Matrix = NDArray[np.float32]

_ROOM = 256  # columns, at most
_MARKS = sorted(class_hints.NAMES)
_OWN_MARKS = (
    class_hints.CAPTION,
    class_hints.BYLINE,
    class_hints.HEADER,
    class_hints.SHARE,
    class_hints.TAGS,
)
_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "div", "blockquote", "pre", "figcaption", "dd")
_TAGS_AROUND = ("li", "td", "section", "article", "header", "blockquote", "figure", "ul", "body")
_FEW_CHARS = 80  # what has more is not asked for its digits
_NOWHERE = 50  # how far something is that is not there


def _on_edge(values: Sequence[int]) -> Ints:
    """The values as a column, to be compared with a row of others."""
    return np.array(values)[:, None]


_EACH_MARK, _EACH_OWN_MARK = _on_edge(_MARKS), _on_edge(_OWN_MARKS)
_EACH_TAG = _on_edge([TAG_NUMBER[tag] for tag in _TAGS])
_EACH_TAG_AROUND = _on_edge([TAG_NUMBER[tag] for tag in _TAGS_AROUND])
_EACH_KIND = _on_edge(range(1, len(phrases.NAMES) + 1))


class Columns:
    """Columns as they are found, one by one or several of a kind at once.

    Attributes:
        names: of the columns so far.
    """

    def __init__(self, count: int) -> None:
        self.names: list[str] = []
        self._rows: Matrix = np.empty((_ROOM, count), dtype=np.float32)

    def __setitem__(self, name: str, values: Floats | Bools | Ints) -> None:
        self._rows[len(self.names)] = values
        self.names.append(name)

    def add(self, names: Sequence[str], values: Floats | Bools | Ints) -> None:
        """Add a column for each name, all at once; ``values`` has a row for each."""
        first = len(self.names)
        self.names += names
        self._rows[first : len(self.names)] = values

    def rows(self) -> Matrix:
        """A row for each block, in it the columns in the order of their names."""
        return self._rows[: len(self.names)].T


def features(found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon) -> Matrix:
    """The rows of a page with at least one block."""
    return columns_of(found, page, title, lexicon).rows()


def columns_of(found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon) -> Columns:
    """All columns of a page with at least one block."""
    columns = Columns(len(found.texts))
    lines = lexicon.of_lines(found.texts)
    _of_text(columns, found, page, lines)
    _of_place(columns, page)
    _of_names(columns, found, page, lexicon)
    _of_boxes(columns, found, page)
    _of_groups(columns, found, page)
    _of_neighbours(columns, page, lines)
    _of_headings(columns, found, page, title, lines)
    _of_page(columns, found, page)
    return columns


def _log(values: Floats) -> Floats:
    return np.log1p(values)


def _of_text(columns: Columns, found: Blocks, page: PageArrays, lines: LineScores) -> None:
    texts = found.texts
    chars = page.chars
    columns["chars"] = _log(chars)
    columns["words"] = _log(page.words)
    columns["link_share"] = page.link_share
    columns["links"] = _log(np.array(found.links, dtype=float))
    columns["link_words"] = _log(page.words * page.link_share)
    columns["strong_share"] = np.minimum(np.array(found.emphasis) / chars, 1)
    columns["word_length"] = chars / page.words
    columns["commas"] = _log(np.array([text.count(",") for text in texts], dtype=float))
    columns["stops"] = _log(np.array([text.count(". ") for text in texts], dtype=float))
    last = [text[-1] for text in texts]
    columns["ends_sentence"] = np.array([char in '.!?…。！？"”»' for char in last])
    columns["ends_colon"] = np.array([char == ":" for char in last])
    columns["ends_dots"] = np.array([text.endswith(("...", "…", "»", "→", ">")) for text in texts])
    columns["starts_lower"] = np.array([text[0].islower() for text in texts])
    columns["upper"] = np.array([text.isupper() for text in texts])
    columns["digits"] = _digits(texts, chars) / chars
    columns["bars"] = np.array([" | " in text or "›" in text or "•" in text for text in texts])
    columns["lines"] = np.array(["\n" in text for text in texts])
    columns["line_mean"], columns["line_low"], columns["line_high"], kinds = lines
    columns.add([f"says_{name}" for name in phrases.NAMES], kinds == _EACH_KIND)


def _digits(texts: list[str], chars: Floats) -> Floats:
    """How many characters of each text under 80 are digits."""
    short = np.flatnonzero(chars < _FEW_CHARS)
    joined = "".join([texts[index] for index in short.tolist()])
    codes = np.frombuffer(joined.encode("ascii", "replace"), dtype=np.uint8)  # one a character
    so_far = before((codes >= ord("0")) & (codes <= ord("9")))
    counts = np.zeros(len(texts))
    counts[short] = np.diff(so_far[np.cumsum(chars[short], dtype=np.int64)], prepend=0)
    return counts


def _of_place(columns: Columns, page: PageArrays) -> None:
    count = len(page.chars)
    total = max(page.chars.sum(), 1)
    prose = max(page.prose.sum(), 1)
    before = np.cumsum(page.chars) - page.chars
    prose_before = np.cumsum(page.prose) - page.prose
    columns["place"] = np.arange(count) / count
    columns["text_before"] = before / total
    columns["text_after"] = 1 - (before + page.chars) / total
    columns["prose_before"] = prose_before / prose
    columns["prose_after"] = 1 - (prose_before + page.prose) / prose
    columns["prose_before_log"] = _log(prose_before)
    columns["prose_after_log"] = _log(prose - prose_before - page.prose)
    is_prose = page.prose > 0
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(is_prose, index, -_NOWHERE))
    following = np.minimum.accumulate(np.where(is_prose, index, count + _NOWHERE)[::-1])[::-1]
    columns["is_prose"] = is_prose
    columns["since_prose"] = _log(np.minimum(index - last, _NOWHERE))
    columns["until_prose"] = _log(np.minimum(following - index, _NOWHERE))


def _of_names(columns: Columns, found: Blocks, page: PageArrays, lexicon: Lexicon) -> None:
    """Scores of class and id: the box's own, the lowest, highest and nearest around it."""
    lows, means = lexicon.of_names(found.names)
    low, mean = lows[found.box_name_numbers], means[found.box_name_numbers]
    own_scores = mean.copy()
    low[0] = mean[0] = 0.0  # the root says nothing of what is inside
    lowest, highest, total = np.minimum(low, 0), np.maximum(mean, 0), mean.copy()
    nearest = np.where(mean != 0, np.arange(len(mean)), np.maximum(page.box_parents, 0))
    above = np.maximum(page.box_parents, 0)
    while above.any():  # by doubling, as the marks
        np.minimum(lowest, lowest[above], out=lowest)
        np.maximum(highest, highest[above], out=highest)
        total = total + total[above]
        nearest = nearest[nearest]
        above = above[above]
    boxes = page.boxes
    columns["name_own"] = own_scores[boxes]
    columns["name_lowest"] = lowest[boxes]
    columns["name_highest"] = highest[boxes]
    columns["name_nearest"] = mean[nearest][boxes]
    columns["name_sum"] = total[boxes]
    parents = np.maximum(page.box_parents, 0)
    columns["name_parent"] = own_scores[parents[boxes]]
    columns["name_grandparent"] = own_scores[parents[parents[boxes]]]
    columns["name_inline"] = means[found.inline_name_numbers]
    own_marks = page.box_class_hints[page.boxes]
    columns.add(
        [f"in_{class_hints.NAMES[mark]}" for mark in _MARKS], (page.class_hints & _EACH_MARK) != 0
    )
    columns.add(
        [f"own_{class_hints.NAMES[mark]}" for mark in _OWN_MARKS], (own_marks & _EACH_OWN_MARK) != 0
    )


def _of_boxes(columns: Columns, found: Blocks, page: PageArrays) -> None:
    """Figures of the boxes around a block, and of where they part from the main text."""
    parents = np.maximum(page.box_parents, 0)
    chars = np.maximum(inside(page.chars, page.box_starts, page.box_ends), 1)
    linked = inside(page.chars * page.link_share, page.box_starts, page.box_ends)
    counts = np.maximum(page.box_ends - page.box_starts, 1)
    prose_counts = inside((page.prose > 0).astype(float), page.box_starts, page.box_ends)
    all_prose = max(page.box_prose[0], 1)
    box_share = page.box_prose / all_prose
    numbers = np.array([TAG_NUMBER.get(tag, 0) for tag in found.box_tags])
    own, around = numbers[page.boxes], numbers[parents[page.boxes]]
    columns.add([f"is_{tag}" for tag in _TAGS], own == _EACH_TAG)
    columns.add([f"in_{tag}_box" for tag in _TAGS_AROUND], around == _EACH_TAG_AROUND)
    figures = np.stack(
        (_log(chars), box_share, linked / chars, _log(counts), prose_counts / counts)
    )
    named = ("chars", "share", "linked", "count", "prose")
    box = page.boxes
    for level in range(4):
        columns.add([f"box{level}_{name}" for name in named], figures[:, box])
        columns[f"box{level}_part"] = page.chars / chars[box]
        box = parents[box]
    depths = page.box_depths
    columns["depth"] = depths[page.boxes]
    columns["depth_over_main"] = depths[page.boxes] - depths[page.main]
    for share in (0.5, 0.7, 0.9):
        chain_depth, region = _off_chain(page, box_share >= share)
        columns[f"left_{int(share * 100)}"] = chain_depth.max() - chain_depth[page.boxes]
        columns[f"under_{int(share * 100)}"] = depths[page.boxes] - chain_depth[page.boxes]
    section = region[page.boxes]
    columns.add([f"section_{name}" for name in named], figures[:, section])
    columns["section_place"] = (np.arange(len(page.chars)) - page.box_starts[section]) / counts[
        section
    ]


def _off_chain(page: PageArrays, on_chain: Bools) -> tuple[Ints, Ints]:
    """For each box: how deep the last box of the chain around it is, and the first box after."""
    depths, parents = page.box_depths, np.maximum(page.box_parents, 0)
    stays = on_chain.copy()
    stays[0] = True
    depth = np.where(stays, depths, 0)
    # A box on the chain has its parent on it, so that the deepest one above is the last one.
    region = np.where(stays | on_chain[parents], np.arange(len(stays)), parents)
    above = parents
    while above.any():
        np.maximum(depth, depth[above], out=depth)
        region = region[region]
        above = above[above]
    return depth, region


def _of_groups(columns: Columns, found: Blocks, page: PageArrays) -> None:
    """Figures of all blocks whose boxes have the same names and classes up to the root."""
    group = np.array(found.box_paths)[page.boxes]
    size = int(group.max()) + 1
    count = np.bincount(group, minlength=size)
    safe = np.maximum(count, 1)
    logs = _log(page.chars)

    def mean(values: Floats) -> Floats:
        result: Floats = np.bincount(group, values, minlength=size) / safe
        return result

    mean_log = mean(logs)
    spread = np.sqrt(np.maximum(mean(logs * logs) - mean_log * mean_log, 0))
    index = np.arange(len(group), dtype=float)
    first = np.full(size, len(group), dtype=float)
    np.minimum.at(first, group, index)
    last = np.zeros(size)
    np.maximum.at(last, group, index)
    columns["group_count"] = _log(count[group].astype(float))
    columns["group_prose"] = np.bincount(group, page.prose, minlength=size)[group] / max(
        page.prose.sum(), 1
    )
    columns["group_length"] = mean_log[group]
    columns["group_spread"] = spread[group]
    columns["group_linked"] = mean(page.link_share)[group]
    columns["group_width"] = ((last - first) / len(group))[group]
    columns["group_dense"] = (count / np.maximum(last - first + 1, 1))[group]
    seen: dict[str, int] = {}
    repeats = []
    for text in found.texts:
        key = text[:100]
        repeats.append(seen.get(key, 0))
        seen[key] = repeats[-1] + 1
    columns["seen_before"] = np.minimum(np.array(repeats), 5)
    columns["seen_again"] = np.minimum(
        np.array([seen[text[:100]] for text in found.texts]) - np.array(repeats) - 1, 5
    )


def _of_neighbours(columns: Columns, page: PageArrays, lines: LineScores) -> None:
    count = len(page.chars)
    prose = (page.prose > 0).astype(float)
    around = np.zeros((5, count + 4))  # two columns of nothing at each end
    around[:, 2:-2] = _log(page.chars), page.link_share, prose, lines.mean, lines.low
    for row, name in zip(around, ("chars", "linked", "prose", "line", "low"), strict=True):
        names = [f"{where}{step}_{name}" for step in (1, 2) for where in ("before", "after")]
        columns.add(names, np.stack((row[1:-3], row[3:-1], row[:-4], row[4:])))
    ones = np.ones(count)
    of_all = (page.chars * page.link_share, page.prose, lines.mean, lines.kind > 0)
    sums = before(np.stack((*of_all, page.chars, ones, prose)))
    index = np.arange(count)

    def reach(width: int) -> tuple[Ints, Ints]:
        return np.maximum(index - width, 0), np.minimum(index + width + 1, count)

    for width in (3, 8):
        low, high = reach(width)
        within = sums[:, high] - sums[:, low]
        names = [f"near{width}_{name}" for name in ("linked", "prose", "line", "furniture")]
        columns.add(names, within[:4] / np.maximum(within[[4, 4, 5, 5]], 1))
    of_prose = sums[6]
    for width in (10, 30):
        low, high = reach(width)
        ahead = of_prose[high] - of_prose[1:]
        columns[f"ahead{width}_prose"] = ahead / np.maximum(high - index - 1, 1)
        columns[f"behind{width}_prose"] = (of_prose[:-1] - of_prose[low]) / np.maximum(
            index - low, 1
        )
    same_box = page.boxes[1:] == page.boxes[:-1]
    columns["with_before"] = np.concatenate([[False], same_box])
    columns["with_after"] = np.concatenate([same_box, [False]])


def _of_headings(
    columns: Columns,
    found: Blocks,
    page: PageArrays,
    title: str | None,
    lines: LineScores,
) -> None:
    count = len(found.texts)
    tags = [found.box_tags[box] for box in found.boxes]
    rank = np.array([int(tag[1]) if tag in _RANKED else 0 for tag in tags])
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(rank > 0, index, -1))
    under = np.maximum(last, 0)
    has = last >= 0
    chars = np.cumsum(page.chars)
    columns["heading_rank"] = np.where(has, rank[under], 0)
    columns["heading_since"] = _log(np.where(has, index - last, _NOWHERE))
    columns["heading_chars"] = _log(np.where(has, chars - chars[under], 0))
    columns["heading_line"] = np.where(has, lines.mean[under], 0)
    columns["heading_low"] = np.where(has, lines.low[under], 0)
    columns["heading_says"] = np.where(has, lines.kind[under], 0) > 0
    columns["heading_count"] = _log(np.cumsum(rank > 0).astype(float))
    likeness, start = _title(found, page, rank, title)
    columns["like_title"] = likeness
    columns["after_title"] = np.clip((index - start) / 10, -5, 20)
    columns["is_after_title"] = index > start
    between = np.cumsum(page.prose)
    columns["prose_since_title"] = _log(
        np.maximum(between - between[max(start, 0)], 0) if start >= 0 else between
    )


_RANKED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _title(found: Blocks, page: PageArrays, rank: Ints, title: str | None) -> tuple[Floats, int]:
    """How much each short block is like the title, and where the title stands (-1: nowhere)."""
    wanted = set((title or "").lower().split())
    likeness = np.zeros(len(found.texts))
    if wanted:
        longest = len(title or "") * 2 + 20
        for index, text in enumerate(found.texts):
            if len(text) <= longest:
                words = text.lower().split()
                if not wanted.isdisjoint(words):
                    likeness[index] = len(wanted.intersection(words)) / len(wanted.union(words))
    best = np.where((rank == 1) | (likeness > 0.6), likeness + (rank == 1), 0)
    best[page.class_hints & (class_hints.NAV | class_hints.FOOTER | class_hints.HIDDEN) != 0] = 0
    start = int(best.argmax())
    return likeness, start if best[start] > 0 else -1


def _of_page(columns: Columns, found: Blocks, page: PageArrays) -> None:
    count = len(found.texts)
    total = max(page.chars.sum(), 1)
    prose = page.box_prose[0]
    seen = int(np.bitwise_or.reduce(page.box_class_hints))
    tags = found.box_tags
    whole: dict[str, float] = {
        "page_blocks": float(np.log1p(count)),
        "page_chars": float(np.log1p(total)),
        "page_prose": prose / total,
        "page_linked": float((page.chars * page.link_share).sum() / total),
        "page_articles": float(np.log1p(tags.count("article"))),
        "page_h2": float(np.log1p(tags.count("h2") + tags.count("h3"))),
        "page_lists": float(np.log1p(tags.count("li"))),
        "page_media": float(np.log1p(len(found.media))),
        "page_main_share": page.box_prose[page.main] / max(prose, 1),
        "page_main_depth": float(page.box_depths[page.main]),
        "page_long": float((page.words > 60).sum() / count),
        "page_comments": float(bool(seen & class_hints.COMMENT)),
        "page_forum": float(bool(seen & class_hints.FORUM)),
        "page_body": float(bool(seen & class_hints.BODY)),
        "page_main": float(bool(seen & class_hints.MAIN)),
    }
    columns.add(list(whole), np.array(list(whole.values()))[:, None])

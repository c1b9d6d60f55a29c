"""The features of each block: columns of numbers for the trees of the classifier.

Numbers of boxes are differences of prefix sums, numbers of neighbours are shifted arrays: only the
text is read in a loop over blocks. Trees only compare values with thresholds, so columns are not
scaled.

The trees are trained on these columns by name and order: after a change here they must be trained
again (``benchmarks/train_extractor.py``), see ``weights``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crosspost.body.arrays import Bools, Floats, Ints, before
from crosspost.body.blocks import Blocks
from crosspost.body.lexicon import Lexicon, LineScores
from crosspost.body.page import PageArrays, inside
from crosspost.body.title import find_title
from crosspost.page import class_hints
from crosspost.page.vocabulary import HEADINGS

Matrix = NDArray[np.float32]
Columns = dict[str, Floats | Bools | Ints | float]  # a single number is the same for all blocks

_HINTS: tuple[str, ...] = ("nav", "footer", "aside", "hidden", "comment", "related", "cookie")
_HINTS += ("article", "main", "body", "forum", "teaser")
_NOWHERE = 50  # blocks since the last heading, for blocks before the first one
_LEVELS = 4  # boxes around a block that have columns
_MAIN = 0.9  # share of the prose in the box around a section


def features(found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon) -> Matrix:
    """An array with a row for each column and a value for each block; at least one block."""
    columns = columns_of(found, page, title, lexicon)
    rows = np.empty((len(columns), len(found.texts)), dtype=np.float32)
    for row, values in zip(rows, columns.values(), strict=True):
        row[:] = values
    return rows


def columns_of(found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon) -> Columns:
    """The columns by name, of a page with at least one block."""
    lines = lexicon.of_lines(found.texts)
    return {
        **_of_text(found, page, lines),
        **_of_place(page),
        **_of_names(found, page, lexicon),
        **_of_class_hints(page),
        **_of_boxes(found, page),
        **_of_groups(found, page),
        **_of_neighbours(page, lines),
        **_of_headings(found, page, lines),
        **_of_title(found, page, title),
        **_of_page(found, page),
    }


def _of_text(found: Blocks, page: PageArrays, lines: LineScores) -> Columns:
    texts = found.texts
    return {
        "chars": page.chars,
        "words": page.words,
        "link_share": page.link_share,
        "stops": np.array([text.count(". ") for text in texts]),
        "ends_sentence": np.array([text[-1] in '.!?…。！？"”»' for text in texts]),
        "line_mean": lines.mean,
        "line_low": lines.low,
    }


def _of_place(page: PageArrays) -> Columns:
    """How much text, and how much prose, comes before each block."""
    chars = np.cumsum(page.chars) - page.chars
    prose_here = np.cumsum(page.prose)
    prose = prose_here - page.prose
    total = max(prose_here[-1], 1)
    return {
        "text_before": chars / max(page.chars.sum(), 1),
        "prose_before": prose / total,
        "prose_after": 1 - prose_here / total,
        "prose_before_chars": prose,
    }


def _of_names(found: Blocks, page: PageArrays, lexicon: Lexicon) -> Columns:
    """Scores of class and id: the box's own, the lowest, highest and nearest around it."""
    lows, means = lexicon.of_names(found.names)
    low, mean = lows[found.box_name_numbers], means[found.box_name_numbers]
    own_scores = mean.copy()
    low[0] = mean[0] = 0.0  # the root's names do not describe its content
    lowest, highest, total = np.minimum(low, 0), np.maximum(mean, 0), mean.copy()
    parents = np.maximum(page.box_parents, 0)
    nearest = np.where(mean != 0, np.arange(len(mean)), parents)
    above = parents
    while above.any():  # by doubling, see ``page.inherit``
        np.minimum(lowest, lowest[above], out=lowest)
        np.maximum(highest, highest[above], out=highest)
        total = total + total[above]
        nearest = nearest[nearest]
        above = above[above]
    boxes = page.boxes
    around = parents[boxes]
    return {
        "name_own": own_scores[boxes],
        "name_lowest": lowest[boxes],
        "name_highest": highest[boxes],
        "name_nearest": mean[nearest[boxes]],
        "name_sum": total[boxes],
        "name_parent": own_scores[around],
        "name_grandparent": own_scores[parents[around]],
    }


def _of_class_hints(page: PageArrays) -> Columns:
    return {f"in_{name}": page.class_hints & class_hints.BY_NAME[name] != 0 for name in _HINTS}


def _of_boxes(found: Blocks, page: PageArrays) -> Columns:
    """Numbers of the boxes around a block, and of where they branch off from the main text."""
    parents = np.maximum(page.box_parents, 0)
    chars = np.maximum(inside(page.chars, page.box_starts, page.box_ends), 1)
    linked = inside(page.chars * page.link_share, page.box_starts, page.box_ends)
    counts = np.maximum(page.box_ends - page.box_starts, 1)
    prose_counts = inside(page.prose > 0, page.box_starts, page.box_ends)
    share = page.box_prose / max(page.box_prose[0], 1)
    around = {"share": share, "linked": linked / chars, "count": counts}
    columns: Columns = {}
    box = page.boxes
    for level in range(_LEVELS):
        columns |= {f"box{level}_{name}": values[box] for name, values in around.items()}
        box = parents[box]
    for percent in (50, 70):
        main_depth, _ = _leave_main(page, share >= percent / 100)
        columns[f"left_{percent}"] = main_depth.max() - main_depth[page.boxes]
        columns[f"under_{percent}"] = page.box_depths[page.boxes] - main_depth[page.boxes]
    _, section = _leave_main(page, share >= _MAIN)
    around |= {"chars": chars, "prose": prose_counts / counts}
    columns |= {f"section_{name}": values[section[page.boxes]] for name, values in around.items()}
    columns["is_div"] = np.array([tag == "div" for tag in found.box_tags])[page.boxes]
    return columns


def _leave_main(page: PageArrays, is_main: Bools) -> tuple[Ints, Ints]:
    """For each box: the depth of the deepest main box around it, and the next box inside that.

    Args:
        is_main: for each box, whether it has a given share of the prose; if a box has it, so have
            all boxes around it.
    """
    parents = np.maximum(page.box_parents, 0)
    stays = is_main.copy()
    stays[0] = True
    depth = np.where(stays, page.box_depths, 0)
    section = np.where(stays | is_main[parents], np.arange(len(stays)), parents)
    above = parents
    while above.any():
        np.maximum(depth, depth[above], out=depth)
        section = section[section]
        above = above[above]
    return depth, section


def _of_groups(found: Blocks, page: PageArrays) -> Columns:
    """Numbers of all blocks whose boxes have the same names and classes up to the root."""
    group = np.array(found.box_paths)[page.boxes]
    count = np.bincount(group)
    index = np.arange(len(group))
    first, last = np.zeros((2, len(count)), dtype=np.int64)
    first[group[::-1]] = index[::-1]  # of several values for a place, numpy keeps the last
    last[group] = index
    prose = np.bincount(group, page.prose) / max(page.prose.sum(), 1)
    seen: dict[str, int] = {}
    repeats = []
    starts = [text[:100] for text in found.texts]
    for start in starts:
        repeats.append(seen.get(start, 0))
        seen[start] = repeats[-1] + 1
    return {
        "group_count": count[group],
        "group_prose": prose[group],
        "group_width": (last - first)[group] / len(group),
        "group_dense": (count / np.maximum(last - first + 1, 1))[group],
        "seen_before": np.array(repeats),
        "seen_again": np.array([seen[start] for start in starts]) - np.array(repeats) - 1,
    }


def _of_neighbours(page: PageArrays, lines: LineScores) -> Columns:
    """Means over the blocks near each."""
    count = len(page.chars)
    sums = before(np.stack((page.chars * page.link_share, page.chars, lines.mean)))
    index = np.arange(count)
    columns: Columns = {}
    for width in (3, 8):
        low, high = np.maximum(index - width, 0), np.minimum(index + width + 1, count)
        linked, chars, line = sums[:, high] - sums[:, low]
        columns[f"near{width}_linked"] = linked / chars
        columns[f"near{width}_line"] = line / (high - low)
    return columns


def _of_headings(found: Blocks, page: PageArrays, lines: LineScores) -> Columns:
    """The heading above each block."""
    tags = [found.box_tags[box] for box in found.boxes]
    rank = np.array([int(tag[1]) if tag in HEADINGS else 0 for tag in tags])
    index = np.arange(len(tags))
    last = np.maximum.accumulate(np.where(rank > 0, index, -1))
    under = np.maximum(last, 0)
    has = last >= 0
    return {
        "heading_rank": rank[under],
        "heading_since": np.where(has, index - last, _NOWHERE),
        "heading_line": np.where(has, lines.mean[under], 0),
        "heading_count": np.cumsum(rank > 0),
    }


def _of_title(found: Blocks, page: PageArrays, title: str | None) -> Columns:
    """How far each block is from the page's title."""
    start = find_title(found, page, title)
    index = np.arange(len(found.texts))
    prose = np.cumsum(page.prose)
    return {
        "after_title": index - start,
        "is_after_title": index > start,
        "prose_since_title": np.maximum(prose - prose[start], 0) if start >= 0 else prose,
    }


def _of_page(found: Blocks, page: PageArrays) -> Columns:
    """Numbers of the page as a whole."""
    total = max(page.chars.sum(), 1)
    prose = page.box_prose[0]
    seen = int(np.bitwise_or.reduce(page.box_class_hints))
    tags = found.box_tags
    return {
        "page_blocks": len(found.texts),
        "page_chars": total,
        "page_prose": prose / total,
        "page_linked": (page.chars * page.link_share).sum() / total,
        "page_articles": tags.count("article"),
        "page_h2": tags.count("h2") + tags.count("h3"),
        "page_lists": tags.count("li"),
        "page_media": len(found.media),
        "page_main_share": page.box_prose[page.main] / max(prose, 1),
        "page_body": bool(seen & class_hints.BODY),
        "page_main": bool(seen & class_hints.MAIN),
    }

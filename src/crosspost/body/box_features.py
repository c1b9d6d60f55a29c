"""Features of the boxes around each block: their names, their text, and others like them.

See ``features``, which joins all columns.
"""

from __future__ import annotations

import numpy as np

from crosspost.body.arrays import Bools, Columns, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.lexicon import Lexicon
from crosspost.body.page import PageArrays, inside
from crosspost.page import class_hints

_HINTS: tuple[str, ...] = ("nav", "footer", "aside", "hidden", "comment", "related", "cookie")
_HINTS += ("article", "main", "body", "forum", "teaser")
_LEVELS = 4  # boxes around a block that have columns
_MAIN = 0.9  # share of the prose in the box around a section


def of_names(found: Blocks, page: PageArrays, lexicon: Lexicon) -> Columns:
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


def of_class_hints(page: PageArrays) -> Columns:
    """Whether a block is in a box with a hint, a column for each of some hints."""
    return {f"in_{name}": page.class_hints & class_hints.BY_NAME[name] != 0 for name in _HINTS}


def of_boxes(found: Blocks, page: PageArrays) -> Columns:
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


def of_groups(found: Blocks, page: PageArrays) -> Columns:
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

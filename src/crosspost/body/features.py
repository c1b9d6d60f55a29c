"""What is known of each block, as one row of numbers.

Every figure of a box is a difference of prefix sums, every figure of a neighbourhood a shifted
array: no loop over blocks but those that read their text. ``NAMES`` are the columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crosspost.body import marks, phrases
from crosspost.body.arrays import Bools, Floats, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.elements import TAG_NUMBER
from crosspost.body.lexicon import Lexicon, LineScores
from crosspost.body.page import PageArrays, inside

Matrix = NDArray[np.float32]
_Columns = dict[str, Floats | Bools | Ints]

_MARKS = tuple(sorted(marks.NAMES))
_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "div", "blockquote", "pre", "figcaption", "dd")
_TAGS_AROUND = ("li", "td", "section", "article", "header", "blockquote", "figure", "ul", "body")
_FEW_CHARS = 80  # what has more is not asked for its digits
_NOWHERE = 50  # how far something is that is not there


def features(found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon) -> Matrix:
    """The rows of a page with at least one block."""
    columns = named_features(found, page, title, lexicon)
    rows = np.empty((len(columns), len(found.texts)), dtype=np.float32)
    for row, column in zip(rows, columns.values(), strict=True):
        row[:] = column
    return rows.T


def named_features(
    found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon
) -> _Columns:
    """Each column under its name, in the order in which ``features`` has them."""
    columns: _Columns = {}
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


def _of_text(columns: _Columns, found: Blocks, page: PageArrays, lines: LineScores) -> None:
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
    for number, name in enumerate(phrases.NAMES, start=1):
        columns[f"says_{name}"] = kinds == number


def _digits(texts: list[str], chars: Floats) -> Floats:
    """How many characters of each text under 80 are digits."""
    short = np.flatnonzero(chars < _FEW_CHARS)
    joined = "".join([texts[index] for index in short.tolist()])
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    so_far = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum((codes >= ord("0")) & (codes <= ord("9")), out=so_far[1:])
    counts = np.zeros(len(texts))
    counts[short] = np.diff(so_far[np.cumsum(chars[short], dtype=np.int64)], prepend=0)
    return counts


def _of_place(columns: _Columns, page: PageArrays) -> None:
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


def _of_names(columns: _Columns, found: Blocks, page: PageArrays, lexicon: Lexicon) -> None:
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
    own_marks = page.box_marks[page.boxes]
    for mark in _MARKS:
        columns[f"in_{marks.NAMES[mark]}"] = (page.marks & mark) != 0
    for mark in (marks.CAPTION, marks.BYLINE, marks.HEADER, marks.SHARE, marks.TAGS):
        columns[f"own_{marks.NAMES[mark]}"] = (own_marks & mark) != 0


def _of_boxes(columns: _Columns, found: Blocks, page: PageArrays) -> None:
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
    for tag in _TAGS:
        columns[f"is_{tag}"] = own == TAG_NUMBER[tag]
    for tag in _TAGS_AROUND:
        columns[f"in_{tag}_box"] = around == TAG_NUMBER[tag]
    box = page.boxes
    for level in range(4):
        columns[f"box{level}_chars"] = _log(chars[box])
        columns[f"box{level}_share"] = box_share[box]
        columns[f"box{level}_linked"] = linked[box] / chars[box]
        columns[f"box{level}_count"] = _log(counts[box])
        columns[f"box{level}_prose"] = prose_counts[box] / counts[box]
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
    columns["section_chars"] = _log(chars[section])
    columns["section_share"] = box_share[section]
    columns["section_linked"] = linked[section] / chars[section]
    columns["section_count"] = _log(counts[section])
    columns["section_prose"] = prose_counts[section] / counts[section]
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


def _of_groups(columns: _Columns, found: Blocks, page: PageArrays) -> None:
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


def _of_neighbours(columns: _Columns, page: PageArrays, lines: LineScores) -> None:
    logs = _log(page.chars)
    prose = (page.prose > 0).astype(float)
    around = {
        "chars": logs,
        "linked": page.link_share,
        "prose": prose,
        "line": lines.mean,
        "low": lines.low,
    }
    for name, values in around.items():
        for step in (1, 2):
            columns[f"before{step}_{name}"] = _shift(values, step)
            columns[f"after{step}_{name}"] = _shift(values, -step)
    weighted = {
        "linked": (page.chars * page.link_share, page.chars),
        "prose": (page.prose, page.chars),
        "line": (lines.mean, np.ones_like(logs)),
        "furniture": ((lines.kind > 0).astype(float), np.ones_like(logs)),
    }
    for width in (3, 8):
        for name, (values, weights) in weighted.items():
            columns[f"near{width}_{name}"] = _window(values, width) / np.maximum(
                _window(weights, width), 1
            )
    for width in (10, 30):
        ones = np.ones_like(logs)
        columns[f"ahead{width}_prose"] = _ahead(prose, width) / np.maximum(_ahead(ones, width), 1)
        columns[f"behind{width}_prose"] = _ahead(prose[::-1], width)[::-1] / np.maximum(
            _ahead(ones[::-1], width)[::-1], 1
        )
    same_box = page.boxes[1:] == page.boxes[:-1]
    columns["with_before"] = np.concatenate([[False], same_box])
    columns["with_after"] = np.concatenate([same_box, [False]])


def _shift(values: Floats, step: int) -> Floats:
    shifted = np.zeros_like(values)
    if step > 0:
        shifted[step:] = values[:-step]
    else:
        shifted[:step] = values[-step:]
    return shifted


def _window(values: Floats, width: int) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    result: Floats = (
        sums[np.minimum(index + width + 1, len(values))] - sums[np.maximum(index - width, 0)]
    )
    return result


def _ahead(values: Floats, width: int) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    result: Floats = sums[np.minimum(index + width + 1, len(values))] - sums[index + 1]
    return result


def _of_headings(
    columns: _Columns,
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
    best[page.marks & (marks.NAV | marks.FOOTER | marks.HIDDEN) != 0] = 0
    start = int(best.argmax())
    return likeness, start if best[start] > 0 else -1


def _of_page(columns: _Columns, found: Blocks, page: PageArrays) -> None:
    count = len(found.texts)
    total = max(page.chars.sum(), 1)
    prose = page.box_prose[0]
    seen = int(np.bitwise_or.reduce(page.box_marks))
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
        "page_comments": float(bool(seen & marks.COMMENT)),
        "page_forum": float(bool(seen & marks.FORUM)),
        "page_body": float(bool(seen & marks.BODY)),
        "page_main": float(bool(seen & marks.MAIN)),
    }
    for name, value in whole.items():
        columns[name] = np.full(count, value)

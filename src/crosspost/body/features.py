"""The features of each block: columns of numbers for the trees of the classifier.

Numbers of boxes are differences of prefix sums, numbers of neighbours are shifted arrays: only the
text is read in a loop over blocks. Trees only compare values with thresholds, so columns are not
scaled.

The trees are trained on these columns by name and order: after a change here they must be trained
again (``benchmarks/train_extractor.py``), see ``weights``.
"""

from __future__ import annotations

import numpy as np

from crosspost.body import box_features
from crosspost.body.arrays import Columns, Matrix, sums_before
from crosspost.body.blocks import Blocks
from crosspost.body.lexicon import Lexicon, LineScores
from crosspost.body.page import PageArrays
from crosspost.body.title import find_title
from crosspost.page import class_hints
from crosspost.page.vocabulary import HEADINGS

_NOWHERE = 50  # blocks since the last heading, for blocks before the first one


def features(found: Blocks, page: PageArrays, title: str | None, lexicon: Lexicon) -> Matrix:
    """Compute the features of each block of a page.

    Args:
        found: the blocks, at least one.
        page: their numbers.
        title: of the article.
        lexicon: scores of words, from which some columns are computed.

    Returns:
        An array with a row for each column and a value for each block.
    """
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
        **box_features.of_names(found, page, lexicon),
        **box_features.of_class_hints(page),
        **box_features.of_boxes(found, page),
        **box_features.of_groups(found, page),
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


def _of_neighbours(page: PageArrays, lines: LineScores) -> Columns:
    """Means over the blocks near each."""
    count = len(page.chars)
    sums = sums_before(np.stack((page.chars * page.link_share, page.chars, lines.mean)))
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

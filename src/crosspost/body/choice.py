"""Choose the parts of the article: text and media in order, tied to what is beside them.

Each part (a block of text, a picture, a player) has a score, positive if it is likely to be of the
article. Between two neighbours of which one is kept there is a price, high where they stand in one
list or table, low where a section begins or ends between them. So a part of few words, such as a
caption, a table's cell or a picture, goes with its neighbours. The best choice is found by dynamic
programming (the Viterbi algorithm, https://en.wikipedia.org/wiki/Viterbi_algorithm) in linear time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import re
from crosspost.lazy_regex import lazy_compile

from crosspost.body.arrays import Bools, Floats, Ints
from crosspost.body.blocks import Blocks
from crosspost.body.media import is_small
from crosspost.body.page import AROUND, PageArrays, inside
from crosspost.body.title import find_title
from crosspost.page import class_hints
from crosspost.page.vocabulary import HEADINGS

P = dict(
    beta=0.6, power=0.4, clip=4.0, near=3.5, far=2.1, lst=7.0, scale=0.6, thr_lo=0.5,
    head_after=4.0, head_before=0.6, media=0.5, media_around=-2.0, media_small=-6.0, cap=0.0, fig=20.0,
    box=1.5, box_mean=0.55, sf=1.0, lead_within=25, sf_within=15, sf_words=6, sf_p=0.2,
    media_cross=1.0, gen_beta=0.5, aside=0.0, edge=0.0, head_floor=-1.0, media_teaser=-0.5, aside_thr=0.0, section=1.5,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page in order.

    Attributes:
        numbers: the number of the block, or that of the medium.
        are_blocks: True for blocks.
        boxes: the box of each part.
    """

    numbers: Ints
    are_blocks: Bools
    boxes: Ints


def parts_of(found: Blocks, page: PageArrays) -> Parts:
    """Return the blocks and media of a page in order."""
    count, media = len(found.texts), len(found.media)
    places = np.concatenate(
        [2 * np.arange(count) + 1, [2 * before for _, _, before in found.media]]
    ).astype(np.int64)
    order = np.argsort(places, kind="stable")
    boxes = np.concatenate([page.boxes, [max(box, 0) for _, box, _ in found.media]]).astype(np.int64)
    numbers = np.concatenate([np.arange(count), np.arange(media)])
    return Parts(numbers[order], order < count, boxes[order])


_MOST_STEPS = 16


def steps_between(boxes: Ints, parents: Ints) -> tuple[Ints, Ints, Ints]:
    """How many boxes end and how many begin between neighbours, and the box around both.

    More than ``_MOST_STEPS`` are not counted; the box is then one that is around neither.
    """
    left, right = boxes[:-1].copy(), boxes[1:].copy()
    ends, begins = np.zeros_like(left), np.zeros_like(left)
    open_ = np.flatnonzero(left != right)
    for _ in range(_MOST_STEPS):
        if not len(open_):
            break
        ours, theirs = left[open_], right[open_]
        is_left = ours > theirs  # a box has a larger number than the boxes around it
        left[open_] = np.where(is_left, parents[ours], ours)
        right[open_] = np.where(is_left, theirs, parents[theirs])
        ends[open_] += is_left
        begins[open_] += ~is_left
        open_ = open_[left[open_] != right[open_]]
    return ends, begins, left


def prices(found: Blocks, page: PageArrays, parts: Parts) -> Floats:
    """The price of a change between each part and the next one."""
    ends, begins, around = steps_between(parts.boxes, page.box_parents)
    tags = found.box_tags
    price = np.where(np.maximum(ends, 1) == np.maximum(begins, 1), P["near"], P["far"])
    is_list = np.array([tag in _TOGETHER for tag in tags])[around]
    is_section = np.array([tag in ("article", "section", "main") for tag in tags])[around]
    price[is_section] = P["section"]
    price[is_list] = P["lst"]
    cap = captions(found, page)
    cap_part = parts.are_blocks & cap[np.where(parts.are_blocks, parts.numbers, 0)]
    is_figure = np.array([tag == "figure" for tag in tags])[around]
    tied = (cap_part[:-1] | cap_part[1:]) & (is_figure | (cap_part[:-1] & ~parts.are_blocks[1:] | cap_part[1:] & ~parts.are_blocks[:-1]))
    price[tied] = P["fig"]
    heading = np.array([tag in HEADINGS for tag in tags])[parts.boxes] & parts.are_blocks
    begins_heading = heading[1:] & ~heading[:-1]
    price[begins_heading] *= P["head_before"]
    after = heading[:-1]
    price[after] = np.maximum(price[after], P["head_after"])
    price = price * P["scale"]
    block_at = np.where(parts.are_blocks, parts.numbers, -1)
    first = {int(n): at for at, n in enumerate(block_at.tolist()) if n >= 0}
    for start, end in units(found, page):
        price[first[start]:first[end - 1]] = 1e6
    return price


_TOGETHER = {"ul", "ol", "dl", "li", "tr", "tbody", "thead", "table", "td", "details", "pre", "form", "nav"}


def in_unlikely_box(page, p, limit):
    total = inside(page.words, page.box_starts, page.box_ends)
    mean = inside(p * page.words, page.box_starts, page.box_ends) / np.maximum(total, 1e-9)
    unlikely = (mean < limit) & (page.box_ends - page.box_starts > 1) & (page.box_prose < 0.3 * page.box_prose[0])
    above = np.maximum(page.box_parents, 0)
    while above.any():
        unlikely |= unlikely[above]
        above = above[above]
    return unlikely[page.boxes]


def captions(found: Blocks, page: PageArrays) -> Bools:
    """True for the captions and credits of pictures: short texts in the box of a picture."""
    result = np.zeros(len(found.texts), dtype=bool)
    last = -1
    for _, box, before in found.media:
        while box > 0:
            start, end = found.box_starts[box], found.box_ends[box]
            chars = page.chars[start:end].sum()
            if chars > _LONGEST_CAPTION:
                break
            if end > start:
                tag = found.box_tags[box]
                hint = page.box_class_hints[box] & (class_hints.CAPTION | class_hints.FIGURE)
                inner = page.class_hints[start:end] & class_hints.CAPTION
                if tag == "figure" or (hint or inner.any()) and tag not in ("article", "section", "li", "body"):
                    bad = page.class_hints[start:end] & _NOT_CAPTION
                    if not bad.any() and page.link_share[start:end].max() < 0.9:
                        result[start:end] = True
                    break
                if end - start > 2:
                    break
            box = found.box_parents[box]
    return result


_LONGEST_CAPTION = 500
_NOT_CAPTION = class_hints.SIGNUP | class_hints.FORM | class_hints.ADVERT | class_hints.AUTHOR | class_hints.NAV | class_hints.FOOTER | class_hints.RELATED


def _is_layout(found: Blocks, page: PageArrays, box: int) -> bool:
    """True for tables and lists that place boxes on the page rather than hold data."""
    row_tag = _ROWS[found.box_tags[box]]
    start, end = found.box_starts[box], found.box_ends[box]
    total = page.chars[start:end].sum()
    rows = 0
    index = box + 1
    most = index + _MOST_BOXES
    while index < len(found.box_tags) and found.box_starts[index] < end:
        if index > most:
            return True
        if found.box_tags[index] == row_tag:
            rows += 1
            first, last = found.box_starts[index], found.box_ends[index]
            if page.chars[first:last].sum() > _LAYOUT_SHARE * total and last - first > 2:
                return True
        index += 1
    return rows == 0 or (end - start) / rows > _MOST_BLOCKS_A_ROW


_ROWS = {"table": "tr", "ul": "li", "ol": "li", "dl": "dt"}
_MOST_BLOCKS_A_ROW = 12  # on average; a table with more is for layout
_MOST_BOXES = 20_000  # in a table; a table with more is for layout
_LAYOUT_SHARE = 0.5  # of a table's text in one row; a table with more is for layout


def units(found, page):
    """First block and the block after the last one of each table of data and code block of more than one block."""
    result = []
    end_before = 0
    for box, tag in enumerate(found.box_tags):
        if tag not in ("table", "pre"): continue
        start, end = found.box_starts[box], found.box_ends[box]
        if end - start < 2 or start < end_before: continue
        if tag == "table" and _is_layout(found, page, box): continue
        result.append((start, end)); end_before = end
    return result


def scores(found, page, probabilities, parts, precise, small=()) -> Floats:
    p = np.clip(probabilities, 1e-4, 1 - 1e-4)
    words = page.words
    gain = p * words
    order = np.argsort(-p, kind="stable")
    expected = 2 * np.cumsum(gain[order]) / (np.cumsum(words[order]) + gain.sum())
    best = float(expected.max())
    thr = np.clip((P["beta"] if precise else P["gen_beta"]) * best, 0.02, 0.9)
    logit = np.log(p / (1 - p)) - np.log(thr / (1 - thr))
    share = np.zeros(len(p))
    if precise:
        logit = logit - P["aside_thr"] * (page.class_hints & AROUND != 0)
        logit = logit - P["box"] * in_unlikely_box(page, p, P["box_mean"])
    for start, end in units(found, page):
        w = words[start:end]
        mean = (np.clip(logit[start:end], -3, 3) * w).sum() / w.sum()
        logit[start:end] = 0
        share[start] = mean * w.sum() ** P["power"]
    value = share + np.clip(logit, -P["clip"], P["clip"]) * words ** P["power"]
    caption = captions(found, page)
    value[caption] = np.maximum(value[caption], P["cap"])
    sure = (page.prose > 0) & (p > 0.8)
    of_article = inside(sure, page.box_starts, page.box_ends) > 0
    own = np.where(of_article, 0, page.box_class_hints).tolist()
    hint = np.zeros(len(found.media), dtype=np.int64)
    for number, (_, box, _) in enumerate(found.media):
        seen = 0
        while box >= 0:
            seen |= own[box]
            box = found.box_parents[box]
        hint[number] = seen
    media = np.full(len(found.media), -P["media"])
    if sure.any() and len(media):
        at = np.array([before for _, _, before in found.media])
        where = np.flatnonzero(sure)
        media[(at > where[0]) & (at <= where[-1])] = P["media"]
    media += P["media_around"] * (hint & (AROUND & ~(class_hints.ASIDE | class_hints.COOKIE)) != 0)
    media += P["media_teaser"] * (hint & class_hints.TEASER != 0)
    for n in small:
        media[n] = P["media_small"]
    out = np.empty(len(parts.numbers))
    out[parts.are_blocks] = value
    out[~parts.are_blocks] = media
    return out


def best_choice(score: Floats, price: Floats) -> Bools:
    """The choice with the highest sum of the kept parts' scores less the prices of changes."""
    kept = cut = 0.0
    from_cut: list[bool] = []  # the best way to keep a part comes from a part that is cut
    from_kept: list[bool] = []
    last = 0.0
    for value, change in zip(score.tolist(), [0.0, *price.tolist()], strict=True):
        kept_from_cut, cut_from_kept = cut - change, kept - change
        from_cut.append(kept_from_cut > kept)
        from_kept.append(cut_from_kept > cut)
        kept, cut = max(kept, kept_from_cut) + value, max(cut, cut_from_kept)
    is_kept = kept > cut
    result = np.zeros(len(score), dtype=bool)
    for index in range(len(score) - 1, -1, -1):
        result[index] = is_kept
        is_kept = not from_cut[index] if is_kept else from_kept[index]
    return result


def choose_parts(found, page, probabilities, title, precise, left_out=(), small=None):
    parts = parts_of(found, page)
    if small is None:
        small = [n for n, (node, _, _) in enumerate(found.media) if is_small(found.flow.nodes[node])]
    score = scores(found, page, probabilities, parts, precise, small)
    price = prices(found, page, parts)
    if left_out:
        out = np.zeros(len(found.texts), dtype=bool)
        out[list(left_out)] = True
        out = parts.are_blocks & out[np.where(parts.are_blocks, parts.numbers, 0)]
        score[out] = 0.0
    kept = best_choice(score, price)
    if left_out:
        kept &= ~out
    blocks = np.zeros(len(found.texts), dtype=bool)
    blocks[parts.numbers[parts.are_blocks]] = kept[parts.are_blocks]
    media = np.zeros(len(found.media), dtype=bool)
    media[parts.numbers[~parts.are_blocks]] = kept[~parts.are_blocks]
    if not blocks.any():
        blocks = probabilities >= probabilities.max()
        for n in left_out: blocks[n] = False
    return blocks, media


_NAMED = lazy_compile(r"standfirst|dek\b|deck\b|lead|lede|intro|subtitle|sub-title|sub_title|subhead|subline|excerpt|teaser|summary|strapline|einleitung|bajada|chapo|sapo|description|abstract|vorspann|ingress|sommario|entradilla", re.I)


def standfirst(found, page, p, kept, title):
    """The lines between the title and the text that introduce the article."""
    t = find_title(found, page, title)
    prose = np.flatnonzero(kept & (page.prose > 0))
    prose = prose[prose > t]
    if not len(prose): return []
    first = int(prose[0])
    low = t + 1 if t >= 0 and first - t <= P["sf_within"] else max(first - 8, 0)
    near = t >= 0 and low == t + 1
    out = []
    for i in range(low, first):
        if kept[i]: continue
        text = found.texts[i]
        if page.words[i] < P["sf_words"] or page.link_share[i] > .3 or len(text) > 700: continue
        if page.class_hints[i] & (AROUND & ~(class_hints.ASIDE | class_hints.SHARE | class_hints.FORM) | class_hints.CAPTION | class_hints.FIGURE | class_hints.CONTENTS): continue
        box = found.boxes[i]
        if found.box_tags[box] in ("time", "figcaption", "button", "label", "li", "h1"): continue
        named = _NAMED.search(found.box_names[box]) is not None
        needed = 0.02 if near and named else 0.1 if near and i - t <= 2 else P["sf_p"] if near or named else 0.3
        if p[i] < needed: continue
        out.append(i)
    return out[:2]


LEAD_WITHIN = 8


def keep_lead(found, page, kept, media, title):
    """Keep the picture between the title and the text with its caption, unless there is one already."""
    t = find_title(found, page, title)
    prose = np.flatnonzero(kept & (page.prose > 0))
    prose = prose[prose > t]
    if not len(prose): return
    first = int(prose[0])
    # after a standfirst the picture may follow
    while first + 1 < len(kept) and first - t <= 3 and t >= 0 and len(prose) > 1 and prose[1] - first > 1 and prose[1] - first <= LEAD_WITHIN:
        prose = prose[1:]; first = int(prose[0])
    low = t - 2 if t >= 0 and first - t <= P["lead_within"] else first - LEAD_WITHIN
    best = None
    for number, (node, box, before) in enumerate(found.media):
        if before > first: break
        if before < max(low, 0): continue
        if media[number]:
            if before > t: return
            continue
        if is_small(found.flow.nodes[node]): continue
        seen, around = 0, box
        tags = set()
        while around >= 0:
            seen |= int(page.box_class_hints[around])
            tags.add(found.box_tags[around])
            around = found.box_parents[around]
        if seen & (_NOT_LEAD): continue
        if before <= t and not ("figure" in tags and "article" in tags): continue
        rank = 2 if "figure" in tags else 1
        if best is None or rank > best[0]: best = rank, number
    if best is None: return
    lead = best[1]
    media[lead] = True
    box = found.media[lead][1]
    while box >= 0 and found.box_tags[box] != "figure": box = found.box_parents[box]
    if box >= 0:
        s, e = found.box_starts[box], found.box_ends[box]
        if page.chars[s:e].sum() <= 400 and not (s <= t < e): kept[s:e] = True


_NOT_LEAD = (AROUND | class_hints.TEASER) & ~class_hints.ASIDE & ~class_hints.COOKIE
